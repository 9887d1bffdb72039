"""What dialogs that make pages have in common: the map as it is shown, a process of its own that makes them, a stop, one word at the end."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PyQt5.QtCore import QObject, Qt
from PyQt5.QtGui import QKeySequence
from PyQt5.QtWidgets import QShortcut

from xc_gis.languages.message import msg
from xc_gis.ui.presenters.result.questions import Questions
from xc_gis.ui.result_page.making_dialog import MakingDialog
from xc_gis.ui.result_page.map_as_shown import map_as_shown
from xc_gis.ui.workers.page_tasks import PAGES
from xc_gis.wording.window import tr, window_text

if TYPE_CHECKING:
    from xc_gis.operations.export.current_map.shown_map import ShownMap
    from xc_gis.ui.shell.result_display import ResultDisplay
    from xc_gis.ui.workers.engine import Engine
    from xc_gis.ui.workers.failure import Failure

KEPT = "map_page"
"""What the window remembers of the dialog of the page; the map in the archive looks like it."""

Then = Callable[[Any], None]

Dialog = TypeVar("Dialog", bound=MakingDialog)


class PageMaking(QObject, Generic[Dialog]):
    """
    One dialog at a time; made when first wanted.

    Parameters
    ----------
    display
        Where the map is shown.
    engine, questions
        Who draws: pages come from a process of their own, never from this one.
    note
        Where a word about it goes.
    start
        Folder in which the question for a file begins.

    Attributes
    ----------
    dialog
        The dialog that is open, or None.
    shown
        The map as it was shown when the dialog was opened.
    """

    def __init__(
        self, display: ResultDisplay, engine: Engine, questions: Questions, note: Callable[[str], None], start: Callable[[], Path]
    ) -> None:
        super().__init__(display)
        self.display, self.engine, self.questions, self.note, self.start = display, engine, questions, note, start
        self.dialog: Dialog | None = None
        self.shown: ShownMap | None = None
        self._asked = 0
        engine.prepared.connect(self._progress)

    def with_map(self, go: Callable[..., Any]) -> None:
        """Go on with what the map shows, once its page has told it: ``go(shown, whole=...)``."""
        run = self.display.run
        if run is None:
            return

        def told(answer: object) -> None:
            view = json.loads(str(answer))
            go(map_as_shown(self.display.work, run.folder, view), whole=bool(view["whole"]))

        self.display.work.map.page.runJavaScript("JSON.stringify(xcMap.view())", told)

    def begin(self, dialog: Dialog) -> None:
        """Open a dialog, with a stop and a page of the manual."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.stop_wanted.connect(self.stop)
        dialog.finished.connect(self._finished)
        QShortcut(QKeySequence("F1"), dialog).activated.connect(self.display.help_requested)
        dialog.open()

    def make(self, task: Any, then: Then) -> None:
        """Let something be made, and go on with the answer; a failure is shown by the window."""
        assert self.dialog is not None
        self.dialog.show_busy(tr(msg("正在导出…")))

        def failed(failure: Failure) -> None:
            self.done("")
            self.display.show_failure(failure)

        self._asked = self.questions.ask(task, then, failed)

    def saved(self, path: Path) -> None:
        """Say where it lies."""
        self.done(window_text("saved", path))

    def done(self, words: str) -> None:
        """Nothing is made any more."""
        self._asked = 0
        if self.dialog is not None:
            self.dialog.show_done(words)
        self.note(words)

    def stop(self) -> None:
        """End what is made."""
        self.questions.drop(self._asked)
        self.engine.stop(PAGES)
        self.done(tr(msg("已停止；写好的文件都是完整的")))

    def closed(self, dialog: Dialog) -> None:
        """A dialog was closed: keep what it should begin with next time."""
        raise NotImplementedError

    def _progress(self, lane: str, stage: str, done: int, total: int) -> None:
        if lane == PAGES and self.dialog is not None:
            self.dialog.line.go_on(stage, done, total)

    def _finished(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            self.closed(dialog)
        if self._asked:
            self.questions.drop(self._asked)
            self._asked = 0
            self.engine.stop(PAGES)
