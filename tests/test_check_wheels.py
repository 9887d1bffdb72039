"""What pip answers about wheels is read as it is meant, and asked for the systems of which a line speaks."""

import pytest
from packaging.version import Version

from tests.fixtures.studies import ROOT
from tools.check_wheels import ANYWHERE, TARGETS, Target, missing, requirements, versions

NUMPY = """numpy (2.5.5)
Available versions: 2.5.5, 2.4.6, 2.1.3
  INSTALLED: 2.4.6
  LATEST:    2.5.5
"""
NONE = "ERROR: No matching distribution found for PyQt5-Qt5"


def test_an_answer_names_versions_or_nothing():
    assert versions(NUMPY) == {Version("2.5.5"), Version("2.4.6"), Version("2.1.3")}
    assert versions("Available versions: 0.1, 0.0.2.linux-x86_64") == {Version("0.1")}
    assert versions(NONE) == set()
    with pytest.raises(SystemExit, match="Connection refused"):
        versions("WARNING: Retrying after Connection refused")


def test_every_line_of_the_requirements_is_one_version():
    lines = requirements((ROOT / "requirements.txt").read_text(encoding="utf-8"))
    assert len(lines) > 100
    assert {spec.operator for line in lines for spec in line.specifier} == {"=="}
    assert all(len(line.specifier) == 1 for line in lines)
    assert [str(line) for line in requirements("# why\na==1  # this one\n\nb==2\n")] == ["a==1", "b==2"]


def test_markers_speak_of_the_target_and_not_of_this_machine():
    windows, other = requirements("x==1; sys_platform == 'win32'\ny==1; sys_platform != 'win32'")
    assert [target.system for target in TARGETS if target.takes(windows)] == ["Windows"] * 3
    assert [target.system for target in TARGETS if target.takes(other)] == ["Linux"] * 3
    (young,) = requirements("z==1; python_version >= '3.12'")
    assert {target.python for target in TARGETS if target.takes(young)} == {"3.12", "3.13"}


def test_a_package_is_missing_where_its_version_has_no_wheel():
    asked = []

    def pip(name, options):
        asked.append((name, tuple(options)))
        if name == "pure":
            return "pure (1)\nAvailable versions: 1.0"
        if list(options) in [list(each) for each in ANYWHERE]:
            return NONE
        return NONE if "win_amd64" in " ".join(options) and "3.13" in options else NUMPY

    found = {line.name: targets for line, targets in missing(requirements("pure==1\nnumpy==2.4.6\nold==2.4.5"), pip)}
    assert found == {"pure": [], "numpy": [Target("Windows", "3.13")], "old": list(TARGETS)}
    assert sum(name == "pure" for name, _ in asked) == len(ANYWHERE)
