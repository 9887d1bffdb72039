"""A strip above the map: what is shown is no longer what lies on disk, and a button to run again."""

from __future__ import annotations

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from xc_gis.wording.window import tr, window_text


class OutdatedStrip(QFrame):
    """
    Hidden while all is well, and while a run goes on that would mend it.

    A run that is stopped or fails mends nothing: what was shown is shown again. What is shown while a run goes on is not about
    what it began with, so it stays when its result is shown.

    Signals
    -------
    run_requested
        Run the study again.
    """

    run_requested = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outdated")
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        again = QPushButton(window_text("run_again"))
        again.clicked.connect(self.run_requested)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.addWidget(self.words, 1)
        layout.addWidget(again)
        self._words, self._words_meanwhile, self._is_running = "", "", False
        self.hide()

    def show_reason(self, reason: str) -> None:
        """Say why; an empty text hides the strip."""
        self.show_words(window_text("outdated", tr(reason)) if reason else "")

    def show_words(self, words: str) -> None:
        """Say something else that a new run would mend; an empty text hides the strip."""
        self._words = words
        self._words_meanwhile = words if self._is_running else ""
        self._show()

    def begin_run(self) -> None:
        """A run goes on."""
        if not self._is_running:
            self._is_running, self._words_meanwhile = True, ""
            self._show()

    def end_run(self) -> None:
        """No run goes on any more, whether it gave a result or not."""
        self._is_running = False
        self._show()

    def show_result(self) -> None:
        """A result is shown that was made of what lay on disk when its run began."""
        self._words = self._words_meanwhile
        self._show()

    def _show(self) -> None:
        self.words.setText(self._words)
        self.setVisible(bool(self._words) and not self._is_running)
