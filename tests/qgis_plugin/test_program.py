"""Where the program is found, and what QGIS set for itself stays with QGIS."""

import pytest

from qgis_plugin import program
from qgis_plugin.program import OF_QGIS, found_program, own_environment, usual_places


def installed(folder, name="xc-gis", *, mode=0o755):
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text("#!/bin/sh\n", encoding="utf-8")
    path.chmod(mode)
    return path


def test_a_setting_comes_first_and_may_be_the_program_or_a_folder(tmp_path):
    on_path = installed(tmp_path / "path")
    own = installed(tmp_path / "我的 程序" / ".venv" / "bin")
    environment = {"PATH": str(on_path.parent)}
    for setting in (str(own), f" {own} ", str(tmp_path / "我的 程序")):
        assert found_program(setting, environment, windows=False) == own
    assert found_program("", environment, windows=False) == on_path


def test_a_setting_that_leads_nowhere_is_not_replaced_by_another_program(tmp_path):
    on_path = installed(tmp_path / "path")
    plain = installed(tmp_path / "plain", mode=0o644)
    for setting in ("/nowhere/xc-gis", str(tmp_path), str(plain), "a\x00b"):
        assert found_program(setting, {"PATH": str(on_path.parent)}, windows=False) is None


@pytest.mark.parametrize(
    ("windows", "variable", "place", "name"),
    [
        (False, "HOME", ".local/bin", "xc-gis"),
        (True, "LOCALAPPDATA", "Programs/xc-gis", "xc-gis.exe"),
        (True, "PROGRAMFILES", "xc-gis/Scripts", "xc-gis.exe"),
    ],
)
def test_usual_places_are_looked_at(tmp_path, windows, variable, place, name):
    program = installed(tmp_path / place, name)
    assert found_program("", {"PATH": "", variable: str(tmp_path)}, windows=windows) == program


def test_the_current_folder_is_not_looked_into(tmp_path, monkeypatch):
    installed(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(program, "usual_places", lambda *_, **_named: [])
    for path in ("", ".", ":", str(tmp_path / "none")):
        assert found_program("", {"PATH": path}, windows=False) is None


def test_the_users_own_program_comes_before_that_of_all():
    places = [str(place) for place in usual_places({"HOME": "/home/li"}, windows=False)]
    assert places[0] == "/home/li/.local/bin"
    assert "/usr/local/bin" in places


def test_what_qgis_set_for_its_own_libraries_is_left_out():
    given = dict.fromkeys(OF_QGIS, "x") | {"PythonHome": "x", "PATH": "/bin", "HOME": "/home/li", "LANG": "zh_CN.UTF-8"}
    assert own_environment(given) == {"PATH": "/bin", "HOME": "/home/li", "LANG": "zh_CN.UTF-8"}
