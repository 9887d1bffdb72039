"""A line at the foot of a dialog: what is being made, how far it is, and a way to stop it."""

from __future__ import annotations

from PyQt5.QtCore import pyqtSignal
from PyQt5.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from xc_gis.languages.message import msg
from xc_gis.wording.window import tr


class WorkLine(QWidget):
    """
    Keeps its room while nothing is made, so that nothing jumps.

    Signals:
        stop_requested: What is made shall stop.
    """

    stop_requested = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setObjectName("soft")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setMaximumWidth(220)
        self.bar.setAccessibleName(tr(msg("导出进度")))
        self.stop = QPushButton(tr(msg("停止")))
        self.stop.setToolTip(tr(msg("停止导出；已写好的文件都是完整的")))
        self.stop.setAutoDefault(False)
        self.stop.clicked.connect(self.stop_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words, 1)
        row.addWidget(self.bar)
        row.addWidget(self.stop)
        for widget in (self.bar, self.stop):
            policy = widget.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            widget.setSizePolicy(policy)
        self.rest("")

    def rest(self, words: str) -> None:
        """Nothing is made; say what came of it."""
        self.words.setText(words)
        self.bar.hide()
        self.stop.hide()

    def begin(self, words: str) -> None:
        """Something is made; nobody knows yet how long it takes."""
        self.words.setText(words)
        self.bar.setRange(0, 0)
        self.bar.show()
        self.stop.show()

    def go_on(self, stage: str, done: int, total: int) -> None:
        """So much of a stage is done."""
        if not self.stop.isHidden():
            self.words.setText(tr(stage))
            self.bar.setRange(0, max(total, 1))
            self.bar.setValue(done)
