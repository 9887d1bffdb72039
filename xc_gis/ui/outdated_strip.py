"""A strip above the map: what is shown is no longer what lies on disk, and a button to run again."""

from __future__ import annotations

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from xc_gis.ui.words import say, tell


class OutdatedStrip(QFrame):
    """
    Hidden while all is well.

    Signals
    -------
    run_wanted
        Run the study again.
    """

    run_wanted = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outdated")
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        again = QPushButton(say("run_again"))
        again.clicked.connect(self.run_wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.addWidget(self.words, 1)
        layout.addWidget(again)
        self.hide()

    def show_reason(self, reason: str) -> None:
        """Say why; an empty text hides the strip."""
        self.show_words(say("outdated", tell(reason)) if reason else "")

    def show_words(self, words: str) -> None:
        """Say something else that a new run would mend; an empty text hides the strip."""
        self.words.setText(words)
        self.setVisible(bool(words))
