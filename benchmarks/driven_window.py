"""
The window as the program starts it, driven by script: what the measurements of it share.

Its settings and its copy of the sample lie in out/window-home. Import this before anything of Qt.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
HOME = ROOT / "out" / "window-home"
os.environ.setdefault("XC_GIS_HOME", str(HOME))
os.environ.setdefault("QT_QUICK_BACKEND", "software")

import psutil  # noqa: E402

PATIENCE_S = 900.0
SIZE = (1366, 740)
BREATH_S, GLANCE_S = 0.005, 0.001


class DrivenWindow:
    """
    A window that shows, and what it takes to wait for it.

    Attributes
    ----------
    longest_ms, longest_busy_ms
        The longest turn of its events since ``forget``, by the clock; and the most that the interface thread computed in one. On a
        busy machine the first counts what others do, too.
    """

    def __init__(self) -> None:
        from xc_gis.ui.shell.app import prepare  # noqa: PLC0415 - before the application

        prepare()
        from PyQt5.QtWidgets import QApplication  # noqa: PLC0415

        self.application = QApplication(["xc-gis"])
        from xc_gis.ui.shell.main_window import MainWindow  # noqa: PLC0415
        from xc_gis.ui.widgets.style import dress  # noqa: PLC0415

        dress(self.application)
        self.window = MainWindow()
        self.window.resize(*SIZE)
        self.window.warm_up()
        self.window.show()
        self.forget()
        self.window.begin()
        self.rest(3)

    def forget(self) -> None:
        """Forget the longest turn."""
        self.longest_ms = self.longest_busy_ms = 0.0

    def measured(self, deed: Callable[[], object]) -> None:
        """Do something in the interface thread, and note how long the window was deaf."""
        start, busy = time.perf_counter(), time.thread_time()
        deed()
        self.longest_ms = max(self.longest_ms, (time.perf_counter() - start) * 1000)
        self.longest_busy_ms = max(self.longest_busy_ms, (time.thread_time() - busy) * 1000)

    def turn(self) -> None:
        """Let the window do what it has to."""
        self.measured(self.application.processEvents)

    def until(self, done: Callable[[], bool]) -> float:
        """Let the window live until something holds; milliseconds that took."""
        start = time.perf_counter()
        while not done():
            self.turn()
            time.sleep(GLANCE_S)  # as the program's own loop does: the page and the working processes need the processor
            if time.perf_counter() - start > PATIENCE_S:
                raise TimeoutError("the window did not get ready")
        return (time.perf_counter() - start) * 1000

    def rest(self, seconds: float) -> None:
        """Let the window live for a while."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            self.turn()
            time.sleep(BREATH_S)

    def until_shown(self) -> float:
        """Wait until the map of a run is there and painted; milliseconds."""
        shown = self.until(lambda: self.window.display.run is not None and self.window.display.work.map.is_ready)
        return shown + self.painted()

    def say(self, script: str) -> Any:
        """Value of an expression of the page."""
        answers: list[Any] = []
        self.window.display.work.map.page.runJavaScript(script, answers.append)
        self.until(lambda: bool(answers))
        return answers[0]

    def painted(self) -> float:
        """Wait until the page has painted what it was told; milliseconds."""
        self.window.display.work.map.page.runJavaScript(
            "window.xcPainted = 0; requestAnimationFrame(function () { requestAnimationFrame(function () { xcPainted = 1; }); });0"
        )
        start = time.perf_counter()
        while self.say("window.xcPainted") != 1:
            pass
        return (time.perf_counter() - start) * 1000

    def memory_mb(self) -> float:
        """Proportional share of all processes of the window."""
        return sum(self.memory_by_process().values())

    def memory_by_process(self) -> dict[str, float]:
        """Proportional share in MB of the window itself, its web page, and the processes that work for it."""
        here = psutil.Process()
        found = {"window": 0.0, "page": 0.0, "work": 0.0}
        for process in (here, *here.children(recursive=True)):
            try:
                share, command = process.memory_full_info().pss, " ".join(process.cmdline())
            except psutil.Error:
                continue
            kind = "window" if process == here else "page" if "QtWebEngineProcess" in command else "work"
            found[kind] += share / 2**20
        return found
