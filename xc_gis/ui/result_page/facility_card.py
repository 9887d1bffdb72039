"""One facility: what it is, whom it serves, where it stands in the files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtGui import QGuiApplication
from PyQt5.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from xc_gis.languages.message import msg
from xc_gis.runs.view import RunView
from xc_gis.ui.presenters.result.facility_words import facility_lines, facility_text, service_lines
from xc_gis.wording.window import tr


class FacilityCard(QFrame):
    """
    Shows the answer it is given (see ``Explorer.facility_service``).

    Signals
    -------
    closed
        The facility is no longer wanted.
    noted
        A word for the status bar.
    """

    closed = pyqtSignal()
    noted = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(tr(msg("设施")))
        self._text = ""
        self.heading, self.facts, self.serves = QLabel(), QLabel(), QLabel()
        self.heading.setObjectName("heading")
        self.facts.setObjectName("soft")
        for label in (self.heading, self.facts, self.serves):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        title = QLabel(tr(msg("服务了谁")))
        title.setObjectName("subheading")
        more = QLabel(
            tr(msg("按评价标准的步速、时限和服务对象，从每个居住点走到这处设施；同样近的设施都算最近；图上的范围只按步行画"))
        )
        more.setObjectName("soft")
        more.setWordWrap(True)
        close, copy = QPushButton(tr(msg("返回"))), QPushButton(tr(msg("复制")))
        close.setAccessibleName(tr(msg("返回社区")))
        close.clicked.connect(self.closed)
        copy.clicked.connect(self.copy)
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 4, 0)
        for label in (self.facts, title, self.serves, more):
            column.addWidget(label)
        column.addStretch(1)
        room = QScrollArea()
        room.setWidgetResizable(True)
        room.setFrameShape(QFrame.Shape.NoFrame)
        room.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 10, 12)
        layout.addLayout(top)
        layout.addWidget(room, 1)
        layout.addWidget(copy, 0, Qt.AlignmentFlag.AlignRight)

    def show_facility(self, answer: Mapping[str, Any], run: RunView) -> None:
        """Replace the contents."""
        self.heading.setText(answer["facility"]["name"])
        self.facts.setText("\n".join(facility_lines(answer)))
        self.serves.setText("\n\n".join(service_lines(answer, run)))
        self._text = facility_text(answer, run)

    def copy(self) -> None:
        """Put it on the clipboard."""
        board = QGuiApplication.clipboard()
        if board is not None:
            board.setText(self._text)
            self.noted.emit(msg("已复制设施的资料"))
