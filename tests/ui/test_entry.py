"""What keeps the window from opening is one message with what to do (an installation without the extra: ``tests/test_wheel.py``)."""

import os
import sys
from importlib.machinery import EXTENSION_SUFFIXES

import pytest

from tests.fixtures.commands import process
from xc_gis.ui import entry
from xc_gis.ui.entry import has_desktop


@pytest.mark.parametrize(
    ("platform", "environment", "there"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, True),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_only_linux_may_be_without_a_desktop(platform, environment, there):
    assert has_desktop(platform, environment) is there


def test_a_library_that_the_system_lacks_is_told(tmp_path):
    """A library of Qt that cannot be loaded stands on the path first, as on a machine without OpenGL."""
    (tmp_path / "PyQt5").mkdir()
    (tmp_path / "PyQt5" / "__init__.py").touch()
    for name in ("QtWebEngineWidgets", "QtCore"):
        (tmp_path / "PyQt5" / f"{name}{EXTENSION_SUFFIXES[-1]}").write_bytes(b"no library")
    ended = process("--lang", "en", "app", env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(tmp_path)})
    assert ended.code == 1
    assert "A library of the window cannot be loaded" in ended.err
    assert "QtCore" in ended.err
    assert "apt-get install libgl1" in ended.err


def test_a_double_click_tells_it_in_both_languages(monkeypatch, capsys):
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(SystemExit) as left:
        entry.main()
    assert left.value.code == 1
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 4
    assert "没有图形桌面" in said[0]
    assert "desktop" in said[2]
