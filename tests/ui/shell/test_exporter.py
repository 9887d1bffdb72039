"""What leaves the window: what it takes is loaded in a thread, when it is first wanted."""

import importlib
import sys
import threading

import openpyxl
import pytest

from tests.fixtures.map_page import WAIT_MS
from xc_gis.ui.shell.preload import LoadModules


@pytest.fixture
def window(qtbot, small_run):
    from xc_gis.ui.shell.main_window import MainWindow

    window = MainWindow()
    qtbot.addWidget(window)
    window.open_study(small_run.with_name("study.toml"))
    qtbot.waitUntil(lambda: window.display.run is not None, timeout=WAIT_MS)
    yield window
    window.close()


@pytest.fixture
def loading(monkeypatch):
    """Names of modules and the threads in which they were asked for."""
    seen = []
    load = importlib.import_module

    def note(name, *given):
        seen.append((name, threading.current_thread() is threading.main_thread()))
        return load(name, *given)

    monkeypatch.setattr(importlib, "import_module", note)
    return seen


def test_modules_are_loaded_in_a_thread(qtbot, window, loading):
    with qtbot.waitSignal(window.engine.answered, timeout=WAIT_MS) as answered:
        window.engine.ask(LoadModules(("colorsys",)))
    assert answered.args[1] == ("colorsys",)
    assert loading == [("colorsys", False)]
    assert "colorsys" in sys.modules


def test_fact_sheet_is_saved_once_its_module_is_there(qtbot, window, loading, tmp_path, monkeypatch):
    from xc_gis.ui.shell import exporter

    target = tmp_path / "sheet.pdf"
    monkeypatch.setattr(exporter, "ask_target", lambda *_: target)
    window.presenter.choose_community(window.display.run.communities[0].community_id)
    window.assembly.exporter.sheet_file()
    assert not target.exists()
    qtbot.waitUntil(target.is_file, timeout=WAIT_MS)
    assert (exporter.PAPER, False) in loading
    assert target.read_bytes()[:4] == b"%PDF"


def test_without_a_community_no_sheet_is_asked_for(window, loading):
    window.assembly.exporter.sheet()
    assert loading == []


def test_hand_in_workbook_is_written_from_the_menu(qtbot, window, tmp_path, monkeypatch):
    from xc_gis.ui.shell import exporter

    target = tmp_path / "交件.xlsx"
    monkeypatch.setattr(exporter, "ask_target", lambda *_: target)
    window.menus.actions["export_workbook"].trigger()
    qtbot.waitUntil(lambda: str(target) in window.note.text(), timeout=WAIT_MS)
    book = openpyxl.load_workbook(target)
    assert {c.name for c in window.display.run.communities} <= {row[2].value for row in book["全区总表与排名"].iter_rows()}
