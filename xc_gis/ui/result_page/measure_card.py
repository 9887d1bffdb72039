"""What was measured: each piece in metres and walking minutes, at a pace that can be chosen."""

from __future__ import annotations

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtGui import QGuiApplication
from PyQt5.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from xc_gis.languages.message import msg
from xc_gis.ui.presenters.result.measured import Measured, measured_lines, measured_text
from xc_gis.wording.codes import PROFILE_ZH
from xc_gis.wording.window import label_of, tr


class MeasureCard(QFrame):
    """
    Shows what it is given; computes nothing.

    Signals
    -------
    closed
        Nothing is measured any more.
    pace_chosen
        Walking profile.
    noted
        A word for the status bar.
    """

    closed = pyqtSignal()
    pace_chosen = pyqtSignal(str)
    noted = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(tr(msg("量距离")))
        self.measured: Measured | None = None
        heading = QLabel(tr(msg("量距离")))
        heading.setObjectName("heading")
        close, copy = QPushButton(tr(msg("返回"))), QPushButton(tr(msg("复制")))
        close.setAccessibleName(tr(msg("结束量距离")))
        close.clicked.connect(self.closed)
        copy.clicked.connect(self.copy)
        self.pace = QComboBox()
        self.pace.setAccessibleName(tr(msg("步行时间按谁的步速")))
        for profile, words in PROFILE_ZH.items():
            self.pace.addItem(label_of(words), profile)
        self.pace.activated.connect(lambda _row: self.pace_chosen.emit(str(self.pace.currentData())))
        self.lines = QLabel()
        self.lines.setWordWrap(True)
        self.lines.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        more = QLabel(tr(msg("步行时间含等候，与覆盖率的算法相同；逐点点选，双击结束，Esc 取消")))
        more.setObjectName("soft")
        more.setWordWrap(True)
        top, pace = QHBoxLayout(), QHBoxLayout()
        top.addWidget(heading, 1)
        top.addWidget(close)
        pace.addWidget(QLabel(tr(msg("步行时间按"))))
        pace.addWidget(self.pace, 1)
        pace.addWidget(QLabel(tr(msg("的步速"))))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.addLayout(top)
        layout.addLayout(pace)
        layout.addWidget(self.lines)
        layout.addWidget(more)
        layout.addStretch(1)
        layout.addWidget(copy, 0, Qt.AlignmentFlag.AlignRight)

    def show_measure(self, measured: Measured) -> None:
        """Replace the contents."""
        self.measured = measured
        self.pace.setCurrentIndex(max(self.pace.findData(measured.pace), 0))
        self.lines.setText("\n".join(measured_lines(measured)))

    def copy(self) -> None:
        """Put it on the clipboard."""
        board = QGuiApplication.clipboard()
        if board is not None and self.measured is not None:
            board.setText(measured_text(self.measured))
            self.noted.emit(msg("已复制量得的距离和时间"))
