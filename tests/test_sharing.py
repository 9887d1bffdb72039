"""What a module makes once is made in one process, and the rest is shared out to all."""

import os
import subprocess
import sys

from tests.fixtures.sharing import stays_together
from tests.fixtures.studies import ROOT

TOGETHER = """
import os, pathlib, pytest
@pytest.fixture(scope="module")
def made():
    with open("made.txt", "a") as note:
        print(__name__, file=note)
@pytest.mark.parametrize("n", range(6))
def test_a(made, n):
    pass
"""
ALONE = """
import os, pytest
@pytest.mark.parametrize("n", range(40))
def test_a(n):
    with open("alone.txt", "a") as note:
        print(os.environ["PYTEST_XDIST_WORKER"], file=note)
"""


def test_a_fixture_of_a_module_is_made_once_and_single_tests_go_to_every_process(tmp_path):
    (tmp_path / "conftest.py").write_text('pytest_plugins = ["tests.fixtures.sharing"]\n')
    for name in ("test_b.py", "test_c.py"):
        (tmp_path / name).write_text(TOGETHER)
    (tmp_path / "test_d.py").write_text(ALONE)
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "-p", "no:cacheprovider", "."]
    done = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert "52 passed" in done.stdout, done.stdout + done.stderr
    assert sorted((tmp_path / "made.txt").read_text().split()) == ["test_b", "test_c"]
    assert set((tmp_path / "alone.txt").read_text().split()) == {"gw0", "gw1"}


def test_modules_with_a_fixture_of_their_own_stay_together():
    assert stays_together(ROOT / "tests" / "ui" / "test_everyday.py")
    assert not stays_together(ROOT / "tests" / "test_under_faults.py")


def test_a_module_that_takes_such_a_fixture_from_another_stays_together_too(tmp_path):
    for name, together in (("ui.test_everyday", True), ("test_under_faults", False)):
        (tmp_path / f"{together}.py").write_text(f"import os\nfrom tests.{name} import window\n")
        assert stays_together(tmp_path / f"{together}.py") is together
