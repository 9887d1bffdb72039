"""How the window starts."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.fixtures.studies import ROOT

WAIT_S = 120
HEAVY = ("numpy", "pandas", "geopandas", "folium", "scipy", "osmium", "pydantic", "pypdf", "openpyxl")


def test_window_shows_before_anything_heavy_is_imported(tmp_path):
    code = (
        "import sys\n"
        "from xc_gis.ui.shell.app import prepare\n"
        "prepare()\n"
        "from PyQt5.QtWidgets import QApplication\n"
        "application = QApplication(['xc-gis'])\n"
        "from xc_gis.ui.shell.main_window import MainWindow\n"
        "window = MainWindow(); window.warm_up(); window.show(); application.processEvents()\n"
        "import qtawesome\n"
        "assert qtawesome._resource['iconic'] is None, 'all fonts of all signs are loaded'\n"
        "print('visible' if window.isVisible() else 'hidden', *sorted(sys.modules))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=WAIT_S, check=True,
        env={**os.environ, "XC_GIS_HOME": str(tmp_path)},
    )  # fmt: skip
    shown, *modules = done.stdout.split()
    assert shown == "visible"
    assert not set(HEAVY) & set(modules)


def test_flags_that_the_user_gave_to_the_web_engine_stay(tmp_path):
    code = "from xc_gis.ui.shell.app import prepare; prepare(); import os; print(os.environ['QTWEBENGINE_CHROMIUM_FLAGS'])"
    reported = []
    for given in ("", "--disable-gpu", "--js-flags=--lite-mode"):
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=WAIT_S, check=True,
            env={**os.environ, "XC_GIS_HOME": str(tmp_path), "QTWEBENGINE_CHROMIUM_FLAGS": given},
        )  # fmt: skip
        reported.append(done.stdout.strip())
    assert reported == [
        "--js-flags=--optimize-for-size",
        "--disable-gpu --js-flags=--optimize-for-size",
        "--js-flags=--lite-mode",
    ]


def test_what_is_warmed_up_is_not_seen(qtbot):
    from xc_gis.ui.shell.main_window import MainWindow

    window = MainWindow()
    qtbot.addWidget(window)
    before = window.pages.currentWidget()
    window.warm_up()
    assert not window.isVisible()
    assert window.pages.currentWidget() is before
    assert window.display.work.has_map
    window.show()
    assert window.isVisible()


def test_window_has_a_title_that_a_planner_reads(qtbot):
    from xc_gis.ui.shell.main_window import MainWindow

    window = MainWindow()
    qtbot.addWidget(window)
    assert "一刻钟社区服务圈" in window.windowTitle()


@pytest.mark.parametrize(
    ("program", "arguments", "window"),
    [
        ("main.py", [], True),
        ("main.py", ["a/b.toml"], True),
        ("main.py", ["check", "b.toml"], False),
        ("main.py", ["--version"], False),
        ("main.py", ["run"], False),
        ("dist/xc-gis-app.exe", ["a b.csv"], True),
        ("dist/xc-gis-app", ["run", "b.toml"], False),
    ],
)
def test_a_file_alone_opens_the_window(program, arguments, window):
    from main import opens_window

    assert opens_window(program, arguments) is window


@pytest.mark.parametrize("is_study", [True, False])
def test_file_named_alone_is_opened_or_refused(tmp_path, small_run, is_study):
    """In a program of its own, as a double click starts it; it says what it shows and closes."""
    study = small_run.with_name("study.toml")
    other = tmp_path / "no.toml"
    other.write_text("[project]\nname = 'x'\n", encoding="utf-8")
    code = (
        "from PyQt5.QtCore import QTimer\n"
        "from xc_gis.ui.shell import app\n"
        "app.prepare(); app.prepare = lambda: None\n"
        "from xc_gis.ui.shell.error_dialog import ErrorDialog\n"
        "from xc_gis.ui.shell.main_window import MainWindow\n"
        "begin = MainWindow.begin\n"
        "def look(window, study=None):\n"
        "    begin(window, study)\n"
        "    dialogs = window.findChildren(ErrorDialog)\n"
        "    print(window.display.study and window.display.study.name, [d.failure.message for d in dialogs], len(window.memory.recent))\n"
        "    [d.accept() for d in dialogs]\n"
        "    QTimer.singleShot(0, window.close)\n"
        "MainWindow.begin = look\n"
        "from xc_gis.ui.entry import main\nmain()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(study if is_study else other)], cwd=ROOT, capture_output=True, text=True, timeout=WAIT_S, check=False,
        env={**os.environ, "XC_GIS_HOME": str(tmp_path / "home")},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ("study.toml [] 1" if is_study else "None ['no.toml 不是项目文件'] 0"), done.stderr


def test_window_is_a_command_among_the_others():
    done = subprocess.run(
        [sys.executable, "-m", "xc_gis", "app", "--help"], cwd=ROOT, capture_output=True, text=True, timeout=WAIT_S, check=True
    )
    assert "STUDY" in done.stdout
    assert "PyQt5" not in done.stderr


def hears(pid, number):
    """Whether a process has a handler for a signal: else that would end it the hard way."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    caught = next(line for line in status.splitlines() if line.startswith("SigCgt:"))
    return bool(int(caught.split()[1], 16) >> (number - 1) & 1)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system does not tell which signals a process hears")
def test_polite_kill_closes_the_window(tmp_path):
    window = subprocess.Popen(
        [sys.executable, "main.py"], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, "XC_GIS_HOME": str(tmp_path)},
    )  # fmt: skip
    try:
        deadline = time.monotonic() + WAIT_S
        while not hears(window.pid, signal.SIGTERM):
            assert window.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.02)
        window.send_signal(signal.SIGTERM)  # perhaps before it shows: it is heard then, too
        assert window.wait(WAIT_S) == 0
    finally:
        window.kill()
        window.wait()
    assert (tmp_path / "window.ini").is_file()
