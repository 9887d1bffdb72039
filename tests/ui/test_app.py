"""How the window starts."""

import os
import signal
import subprocess
import sys
import time

from tests.fixtures.studies import ROOT

HEAVY = ("pandas", "geopandas", "folium", "scipy", "osmium", "pydantic")


def test_window_shows_before_anything_heavy_is_imported(tmp_path):
    code = (
        "import sys\n"
        "from xc_gis.ui.app import prepare\n"
        "prepare()\n"
        "from PyQt5.QtWidgets import QApplication\n"
        "application = QApplication(['xc-gis'])\n"
        "from xc_gis.ui.main_window import MainWindow\n"
        "window = MainWindow(); window.warm_up(); window.show(); application.processEvents()\n"
        "print('visible' if window.isVisible() else 'hidden', *sorted(sys.modules))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True,
        env={**os.environ, "XC_GIS_HOME": str(tmp_path)},
    )  # fmt: skip
    shown, *modules = done.stdout.split()
    assert shown == "visible"
    assert not set(HEAVY) & set(modules)


def test_what_is_warmed_up_is_not_seen(qtbot):
    from xc_gis.ui.main_window import MainWindow

    window = MainWindow()
    qtbot.addWidget(window)
    before = window.pages.currentWidget()
    window.warm_up()
    assert not window.isVisible()
    assert window.pages.currentWidget() is before
    assert window.desk.work.has_map
    window.show()
    assert window.isVisible()


def test_window_has_a_title_that_a_planner_reads(qtbot):
    from xc_gis.ui.main_window import MainWindow

    window = MainWindow()
    qtbot.addWidget(window)
    assert "一刻钟社区服务圈" in window.windowTitle()


def test_window_is_a_command_among_the_others():
    done = subprocess.run(
        [sys.executable, "-m", "xc_gis", "app", "--help"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert "STUDY" in done.stdout
    assert "PyQt5" not in done.stderr


def test_polite_kill_closes_the_window(tmp_path):
    window = subprocess.Popen(
        [sys.executable, "main.py"], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, "XC_GIS_HOME": str(tmp_path)},
    )  # fmt: skip
    try:
        deadline = time.monotonic() + 60
        while not (tmp_path / "log" / "window.log").is_file() and time.monotonic() < deadline:
            time.sleep(0.1)
        time.sleep(2.0)  # a window that has not begun to listen would be killed the hard way
        window.send_signal(signal.SIGTERM)
        assert window.wait(30) == 0
    finally:
        window.kill()
    assert (tmp_path / "window.ini").is_file()
