"""Start of the window. Nothing heavy is imported before it shows: no pandas, no geopandas, no folium."""

from __future__ import annotations

import logging
import logging.handlers
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from PyQt5.QtCore import QCoreApplication, Qt, QTimer
from PyQt5.QtGui import QGuiApplication
from PyQt5.QtWidgets import QApplication, QWidget

from xc_gis.ui.storage import own_folders

SWITCH_S = 0.0005
"""A thread that reads a result gives way to the window after so long; with Python's own 5 ms, each cell of a table that is painted may wait that long."""

CHROMIUM_FLAGS, JS_FLAGS = "QTWEBENGINE_CHROMIUM_FLAGS", "--js-flags=--optimize-for-size"
"""What the map's page no longer needs is collected sooner: 45 MB less after a hundred themes, and none of them is slower."""


def prepare() -> None:
    """Everything that Qt and Python want to know before the application is made."""
    sys.setswitchinterval(SWITCH_S)
    os.environ.setdefault(
        "CPL_LOG", os.devnull
    )  # GDAL, in the working processes, says to a terminal what our messages say better
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")  # Chromium refuses its sandbox to root
    given = os.environ.get(CHROMIUM_FLAGS, "")
    if "--js-flags" not in given:
        os.environ[CHROMIUM_FLAGS] = f"{given} {JS_FLAGS}".strip()
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_EnableHighDpiScaling)
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_UseHighDpiPixmaps)
    rounding = Qt.HighDpiScaleFactorRoundingPolicy
    exact = sys.platform in {"win32", "darwin"}  # 125 % and 150 % are meant there; X11 gives 104 % for no reason
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(rounding.PassThrough if exact else rounding.RoundPreferFloor)
    from xc_gis.ui.map.scheme import register_scheme  # noqa: PLC0415 - the web engine must be loaded after the attributes are set

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
    log_to_file(own_folders.log_file())
    application = QApplication([sys.argv[0]])
    application.setApplicationName("XC-GIS")
    from xc_gis.ui.shell.main_window import MainWindow  # noqa: PLC0415
    from xc_gis.ui.widgets.asking import speak  # noqa: PLC0415
    from xc_gis.ui.widgets.memory import Memory  # noqa: PLC0415
    from xc_gis.ui.widgets.style import dress  # noqa: PLC0415
    from xc_gis.wording import window as words  # noqa: PLC0415 - Qt first, then our own

    memory = Memory()
    words.use(memory.language)
    dress(application)
    speak(application)
    window = MainWindow(memory)
    window.warm_up()
    ticking = _let_signals_close(window)
    window.show()
    QTimer.singleShot(0, lambda: window.begin(Path(arguments[0]) if arguments else None))
    code = application.exec_()
    ticking.stop()
    return code


def _let_signals_close(window: QWidget) -> QTimer:
    """Ctrl+C and a polite kill close the window as its cross does; Python hears them only when it gets a turn now and then."""

    def leave() -> None:
        window.close()

    def close(_signal: int, _frame: FrameType | None) -> None:
        QTimer.singleShot(0, leave)

    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
        if hasattr(signal, name) and signal.getsignal(getattr(signal, name)) != signal.SIG_IGN:
            signal.signal(getattr(signal, name), close)
    timer = QTimer(window)
    timer.timeout.connect(lambda: None)
    timer.start(300)
    return timer
