"""Two builds of one version are told apart by their files, and by nothing else."""

import zipfile

import pytest

from tests.fixtures.studies import ROOT
from xc_gis.version import build_digest, digest_of


@pytest.fixture
def package(tmp_path):
    (tmp_path / "part").mkdir()
    (tmp_path / "__init__.py").write_bytes(b"A = 1\n")
    (tmp_path / "part" / "rules.yaml").write_bytes(b"a: 1\n")
    return tmp_path


@pytest.mark.parametrize("name", ["__init__.py", "part/rules.yaml", "part/new.py"])
def test_other_files_are_another_build(package, name):
    before = digest_of(package)
    (package / name).write_bytes(b"A = 2\n")
    assert digest_of(package) != before


def test_ends_of_lines_compiled_files_and_what_the_wheel_adds_do_not_count(package):
    before = digest_of(package)
    (package / "__init__.py").write_bytes(b"A = 1\r\n")
    for name in ("__pycache__/x.py", "data/sample.csv", "docs/page.html", "part/loops.so"):
        (package / name).parent.mkdir(exist_ok=True)
        (package / name).write_bytes(b"x")
    assert digest_of(package) == before


def test_a_file_that_moves_is_another_build(package):
    before = digest_of(package)
    (package / "part" / "rules.yaml").rename(package / "rules.yaml")
    assert digest_of(package) != before


def test_the_wheel_is_the_build_of_its_checkout(wheel, tmp_path):
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path)
    assert digest_of(tmp_path / "xc_gis") == digest_of(ROOT / "xc_gis") == build_digest()
