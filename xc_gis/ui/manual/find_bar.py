"""A line to look for words: in the page that is shown, then in those behind it."""

from __future__ import annotations

from PyQt5.QtCore import pyqtSignal
from PyQt5.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from xc_gis.languages.message import msg
from xc_gis.wording.window import tr


class FindBar(QWidget):
    """
    Asks; whoever holds it looks.

    Signals
    -------
    wanted
        Words to look for, and whether forwards.
    """

    wanted = pyqtSignal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLineEdit()
        self.words.setPlaceholderText(tr(msg("在手册中查找")))
        self.words.setAccessibleName(tr(msg("在手册中查找")))
        self.words.setClearButtonEnabled(True)
        self.words.returnPressed.connect(self.find_next)
        self.back, self.on = QPushButton(tr(msg("上一处"))), QPushButton(tr(msg("下一处")))
        self.back.clicked.connect(lambda: self._ask(forwards=False))
        self.on.clicked.connect(self.find_next)
        self.answer = QLabel()
        self.answer.setObjectName("soft")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words, 1)
        row.addWidget(self.back)
        row.addWidget(self.on)
        row.addWidget(self.answer)

    def begin(self) -> None:
        """Put the keyboard into the line."""
        self.words.setFocus()
        self.words.selectAll()

    def find_next(self) -> None:
        """Look on."""
        self._ask(forwards=True)

    def show_answer(self, words: str) -> None:
        """Say what was found; empty: nothing to say."""
        self.answer.setText(words)

    def _ask(self, *, forwards: bool) -> None:
        if self.words.text().strip():
            self.wanted.emit(self.words.text().strip(), forwards)
