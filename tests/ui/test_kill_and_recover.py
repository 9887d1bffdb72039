"""A window that is killed in mid-run, the next that offers what was open, and faults in the real window."""

import json
import os
import shutil
import signal
import subprocess
import sys

import pytest
from PyQt5.QtCore import Qt

from tests.fixtures.map_page import WAIT_MS
from tests.fixtures.studies import ROOT
from tests.fixtures.tasks import Die
from xc_gis.runs.view import read_run_view
from xc_gis.ui.shell.error_dialog import ErrorDialog
from xc_gis.ui.storage.results import result_folder

WINDOW = """
import sys
from pathlib import Path

if __name__ == "__main__":
    from xc_gis.ui.shell.app import prepare

    prepare()
    from PyQt5.QtCore import QTimer
    from PyQt5.QtWidgets import QApplication

    application = QApplication(sys.argv[:1])
    from xc_gis.ui.shell.main_window import MainWindow

    window = MainWindow()
    window.show()
    window.begin(Path(sys.argv[1]))
    window.display.run_shown.connect(lambda _run: (window.presenter.choose_community("C2"), window.presenter.run_study()))
    application.exec_()
"""


@pytest.fixture
def study(tmp_path, small_run):
    """A copy of the small study with its run."""
    shutil.copytree(small_run.parent, tmp_path / "copy")
    return tmp_path / "copy" / "study.toml"


@pytest.fixture
def window(qapp, qtbot):
    from xc_gis.ui.shell.main_window import MainWindow

    made = MainWindow()
    made.show()
    yield made
    made.close()


def bytes_of(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def session_note(home):
    try:
        return json.loads(next((home / "data" / "sessions").glob("*.json")).read_text(encoding="utf-8"))
    except (StopIteration, OSError, ValueError):
        return {}


def test_killed_in_mid_run_the_next_start_offers_what_was_open(tmp_path, own_home, study, window, qtbot, monkeypatch):
    (tmp_path / "window.py").write_text(WINDOW)
    before = bytes_of(study.parent)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "XC_GIS_HOME": str(own_home)}
    first = subprocess.Popen([sys.executable, tmp_path / "window.py", study], env=environment, cwd=ROOT, start_new_session=True)
    try:
        qtbot.waitUntil(lambda: session_note(own_home).get("running") is True, timeout=WAIT_MS)
        staged = study.with_name(".study.result.xcgis-new")
        qtbot.waitUntil(staged.is_dir, timeout=WAIT_MS)  # it writes
    finally:
        os.killpg(first.pid, signal.SIGKILL)
        first.wait()
    after = {name: content for name, content in bytes_of(study.parent).items() if not name.startswith(".")}
    assert after == {name: content for name, content in before.items() if not name.startswith(".")}
    assert read_run_view(result_folder(study)).name == "小项目"
    asked = []
    monkeypatch.setattr(window.display, "confirm", lambda *words: not asked.append(words))
    window.begin()
    qtbot.waitUntil(lambda: window.display.run is not None, timeout=WAIT_MS)
    assert "study.toml" in asked[0][0]
    assert "没有改动" in asked[0][0]
    assert window.presenter.study == study
    assert window.display.sheet.community.community_id == "C2"
    # the lock of the dead window and its worker are gone: the study runs again and cleans up behind the killed run
    qtbot.waitUntil(lambda: not window.engine.is_busy("explore"), timeout=WAIT_MS)
    window.presenter.run_study()
    qtbot.waitUntil(lambda: window.presenter.before is not None, timeout=WAIT_MS)
    assert not staged.exists()


def test_stop_button_ends_a_run_and_keeps_the_earlier_one(study, window, qtbot):
    window.open_study(study)
    qtbot.waitUntil(lambda: window.display.run is not None, timeout=WAIT_MS)
    before = bytes_of(result_folder(study))
    strip = window.display.strip
    with qtbot.waitSignal(window.engine.progressed, timeout=WAIT_MS):  # at its first word: a small run is over in a moment
        window.presenter.run_study()
    assert strip.isVisible()
    qtbot.mouseClick(strip.stop_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not strip.isVisible() and not window.engine.is_busy(), timeout=WAIT_MS)
    assert bytes_of(result_folder(study)) == before
    assert "没有改动" in window.note.text()


def dialogs(window):
    return [d for d in window.findChildren(ErrorDialog) if d.isVisible()]


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda study: (study.parent / "streets.osm").unlink(), "streets.osm"),
        (
            lambda study: (study.parent / "residents.csv").write_text("demand_id,lon,lat,residents\nD1,116,39,三百\n"),
            "residents.csv",
        ),
        (lambda study: study.write_text("[study]\nnome = 1\n"), "study.toml"),
    ],
)
def test_fault_of_the_data_is_one_dialog_that_names_the_file(study, window, qtbot, spoil, message):
    shutil.rmtree(result_folder(study))
    spoil(study)
    window.open_study(study)
    qtbot.waitUntil(lambda: bool(dialogs(window)), timeout=WAIT_MS)
    (dialog,) = dialogs(window)
    assert message in dialog.failure.message
    assert dialog.failure.exit_code == 1
    assert not window.display.strip.isVisible()
    dialog.accept()


def test_process_that_the_system_ends_is_one_dialog_not_a_window_that_waits(study, window, qtbot):
    window.open_study(study)
    qtbot.waitUntil(lambda: window.display.run is not None, timeout=WAIT_MS)
    presenter = window.presenter
    presenter._running = presenter._questions.ask(Die(), presenter._ran, presenter._run_failed)
    qtbot.waitUntil(lambda: bool(dialogs(window)), timeout=WAIT_MS)
    (dialog,) = dialogs(window)
    assert "被系统终止" in dialog.failure.message
    assert "内存" in dialog.failure.hint
    dialog.accept()
    assert window.display.run is not None


def test_missing_study_is_one_dialog(window, qtbot, tmp_path):
    window.open_study(tmp_path / "none.toml")
    (dialog,) = dialogs(window)
    assert "none.toml" in dialog.failure.message
    dialog.accept()
