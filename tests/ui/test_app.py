"""How the window starts."""

import os
import subprocess
import sys

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
        "window = MainWindow(); window.show(); application.processEvents()\n"
        "print('visible' if window.isVisible() else 'hidden', *sorted(sys.modules))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True,
        env={**os.environ, "XC_GIS_HOME": str(tmp_path)},
    )  # fmt: skip
    shown, *modules = done.stdout.split()
    assert shown == "visible"
    assert not set(HEAVY) & set(modules)


def test_window_has_a_title_that_a_planner_reads(qtbot):
    from xc_gis.ui.main_window import MainWindow

    window = MainWindow()
    qtbot.addWidget(window)
    assert "一刻钟社区服务圈" in window.windowTitle()
