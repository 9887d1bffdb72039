"""Start of the window. Nothing heavy is imported before it shows: no pandas, no geopandas, no folium."""

from __future__ import annotations

import logging
import logging.handlers
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PyQt5.QtCore import QCoreApplication, Qt
from PyQt5.QtGui import QGuiApplication
from PyQt5.QtWidgets import QApplication

from xc_gis.ui import places


def prepare() -> None:
    """Everything that Qt wants to know before the application is made."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")  # Chromium refuses its sandbox to root
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_EnableHighDpiScaling)
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_UseHighDpiPixmaps)
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    from xc_gis.ui.map_scheme import register_scheme  # noqa: PLC0415 - the web engine must be loaded after the attributes are set

    register_scheme()


def log_to_file(path: Path) -> None:
    """Write the program's log to a small rotating file; a folder that cannot be written means no log, not no window."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(path, maxBytes=1_000_000, backupCount=2, encoding="utf-8")
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger("xc_gis").addHandler(handler)
    logging.getLogger("xc_gis").setLevel(logging.INFO)


def start(arguments: Sequence[str] = ()) -> int:
    """Open the window, with a study if one is named; returns the exit code."""
    prepare()
    log_to_file(places.log_file())
    application = QApplication([sys.argv[0], *arguments])
    from xc_gis.ui.main_window import MainWindow  # noqa: PLC0415
    from xc_gis.ui.style import dress  # noqa: PLC0415

    dress(application)
    window = MainWindow()
    window.show()
    return application.exec_()
