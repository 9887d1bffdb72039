"""A dialog in which files are made: it says that work goes on, and Esc stops the work before it closes the dialog."""

from __future__ import annotations

from PyQt5.QtCore import pyqtSignal
from PyQt5.QtGui import QKeyEvent, QKeySequence
from PyQt5.QtWidgets import QDialog, QWidget

from xc_gis.ui.result_page.work_line import WorkLine

_CANCEL = QKeySequence.StandardKey.Cancel


class MakingDialog(QDialog):
    """
    Whoever inherits lays out ``line`` and says in ``allow`` what may be asked for.

    Signals
    -------
    stop_wanted
        No more.

    Attributes
    ----------
    line
        How far the work is, with a button that stops it.
    is_busy
        Something is being made.
    """

    stop_wanted = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line, self.is_busy = WorkLine(), False
        self._asked_from: QWidget | None = None
        self.line.stop_requested.connect(self.stop_wanted)

    def allow(self) -> None:
        """Let be asked for what can be made now."""
        raise NotImplementedError

    def show_busy(self, words: str) -> None:
        """Something is made."""
        self.is_busy, self._asked_from = True, self.focusWidget()
        self.line.begin(words)
        self.setFocus()  # on no button: the one that asked is disabled, and the next one would close the dialog
        self.allow()

    def show_done(self, words: str) -> None:
        """Nothing is made any more."""
        self.is_busy = False
        self.line.rest(words)
        self.allow()
        if self._asked_from is not None and self._asked_from.isEnabled():
            self._asked_from.setFocus()  # a disabled button gave it to the next, which closes the dialog
        self._asked_from = None

    def keyPressEvent(self, event: QKeyEvent | None) -> None:  # noqa: N802 - Qt's name
        """Esc stops what is made before it closes the dialog."""
        if event is not None and event.matches(_CANCEL) and self.is_busy:
            self.stop_wanted.emit()
            return
        super().keyPressEvent(event)
