"""A run in one file: what is in it, what is not, and what is refused."""

import json
import shutil
import zipfile

import pytest

from tests.fixtures.small_study import edit
from xc_gis.errors import InputError, OutputError
from xc_gis.operations.years.archive import archive_run, personal_inputs
from xc_gis.operations.years.archive_content import is_archive
from xc_gis.report.tables.manifest import checksums


@pytest.fixture(scope="module")
def archived(years, tmp_path_factory):
    path = tmp_path_factory.mktemp("archive") / "2027.zip"
    return path, archive_run(years / "2", path)


def test_all_that_a_run_was_made_from_is_in_it_with_its_checksum(years, archived, tmp_path):
    path, content = archived
    with zipfile.ZipFile(path) as packed:
        assert json.loads(packed.read("archive.json")) == json.loads(json.dumps(content))
        packed.extractall(tmp_path)
    assert content["files"] == checksums(tmp_path, list(content["files"]))
    assert {one["path"]: one["archived"] for one in content["inputs"]} == {
        name: f"study/{name}" for name in ("streets.osm", "communities.geojson", "residents.csv", "facilities.csv")
    }  # fmt: skip
    assert content["standard"]["archived"] == "standard/xicheng-ykz-default.yaml"
    assert (tmp_path / "standard" / "xicheng-ykz-default.yaml").read_bytes() == (years / "study2" / "few.yaml").read_bytes()
    assert is_archive(path)


def test_no_path_of_this_machine_is_in_it(years, archived):
    with zipfile.ZipFile(archived[0]) as packed:
        assert not [name for name in packed.namelist() if str(years).encode() in packed.read(name)]
        assert not [name for name in packed.namelist() if name.endswith(".study")]


def test_the_same_run_gives_the_same_bytes(years, archived, tmp_path):
    archive_run(years / "2", tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == archived[0].read_bytes()


def test_without_inputs_only_their_checksums_are_in_it(years, tmp_path):
    content = archive_run(years / "2", tmp_path / "thin.zip", inputs=False)
    assert not [name for name in content["files"] if name.startswith("study/")]
    assert all(one["sha256"] and one["archived"] is None for one in content["inputs"])
    assert content["study"]["archived"] is None


def test_what_changed_since_the_run_is_named(years, tmp_path):
    for name in ("study1", "1"):
        shutil.copytree(years / name, tmp_path / name)
    edit(tmp_path / "study1" / "residents.csv", lambda text: text + "\n")
    with pytest.raises(InputError, match=r"residents\.csv"):
        archive_run(tmp_path / "1", tmp_path / "a.zip")
    edit(tmp_path / "1" / "rating.csv", lambda text: text + "\n")
    with pytest.raises(InputError, match=r"rating\.csv"):
        archive_run(tmp_path / "1", tmp_path / "a.zip")
    edit(tmp_path / "1" / "manifest.json", lambda text: text.replace('"outputs"', '"other"'))
    with pytest.raises(InputError, match=r"manifest\.json"):
        archive_run(tmp_path / "1", tmp_path / "a.zip")
    assert not (tmp_path / "a.zip").exists()


def test_a_study_that_is_gone_is_said(years, tmp_path):
    shutil.copytree(years / "1", tmp_path / "1")
    with pytest.raises(InputError, match=r"study\.toml"):
        archive_run(tmp_path / "1", tmp_path / "a.zip")
    assert archive_run(tmp_path / "1", tmp_path / "a.zip", study=years / "study1" / "study.toml")["study"]["archived"]


def test_a_foreign_file_is_not_replaced_and_an_archive_is(years, archived, tmp_path):
    (tmp_path / "a.zip").write_bytes(b"something else")
    with pytest.raises(OutputError):
        archive_run(years / "1", tmp_path / "a.zip", inputs=False)
    assert (tmp_path / "a.zip").read_bytes() == b"something else"
    shutil.copy(archived[0], tmp_path / "b.zip")
    archive_run(years / "1", tmp_path / "b.zip", inputs=False)


def test_tables_that_may_name_people_are_told():
    inputs = [
        {"role": "hotline", "path": "热线.csv", "archived": "study/热线.csv"},
        {"role": "survey", "path": "s.csv", "archived": "s"},
        {"role": "census", "path": "普查.csv", "archived": "c"},
    ]
    assert personal_inputs({"inputs": inputs}) == ["热线.csv", "普查.csv"]
