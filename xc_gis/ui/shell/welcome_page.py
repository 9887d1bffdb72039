"""The first page: open the sample, a new study, a study that is there, or one of the recent ones."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PyQt5.QtCore import QSize, Qt, pyqtBoundSignal, pyqtSignal
from PyQt5.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from xc_gis.wording.window import window_text

PATH = Qt.ItemDataRole.UserRole


class WelcomePage(QWidget):
    """
    Offers the ways into a study.

    Signals
    -------
    sample_requested, new_requested, open_requested
        A button was pressed.
    study_requested
        Path of a recent study.
    """

    sample_requested = pyqtSignal()
    new_requested = pyqtSignal()
    open_requested = pyqtSignal()
    study_requested = pyqtSignal(Path)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        title = QLabel(window_text("title"))
        title.setObjectName("title")
        subtitle = QLabel(window_text("subtitle"))
        subtitle.setObjectName("soft")
        self.sample = self._way("sample", self.sample_requested, primary=True)
        self.new = self._way("new", self.new_requested)
        self.open = self._way("open", self.open_requested)
        ways = QHBoxLayout()
        ways.setSpacing(16)
        for card in (self.sample, self.new, self.open):
            ways.addWidget(card.parentWidget(), 1)
        heading = QLabel(window_text("recent"))
        heading.setObjectName("heading")
        self.recent = QListWidget()
        self.recent.setAccessibleName(window_text("recent"))
        self.recent.setObjectName("plain")
        self.recent.itemActivated.connect(self._recent_chosen)
        self.recent.itemClicked.connect(self._recent_chosen)
        self.recent_none = QLabel(window_text("recent_none"))
        self.recent_none.setObjectName("soft")
        card = QFrame()
        card.setObjectName("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(18, 14, 18, 14)
        inside.addWidget(heading)
        inside.addWidget(self.recent_none)
        inside.addWidget(self.recent, 100)
        inside.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addStretch(1)
        column.addWidget(title)
        column.addWidget(subtitle)
        column.addSpacing(14)
        column.addLayout(ways)
        column.addSpacing(10)
        column.addWidget(card, 4)
        column.addStretch(1)
        frame = QGridLayout(self)
        frame.setColumnStretch(0, 1)
        frame.setColumnStretch(1, 6)
        frame.setColumnStretch(2, 1)
        holder = QWidget()
        holder.setLayout(column)
        holder.setMaximumWidth(1180)
        frame.addWidget(holder, 0, 1)

    def _way(self, key: str, signal: pyqtBoundSignal, *, primary: bool = False) -> QPushButton:
        card = QFrame(self)
        card.setObjectName("card")
        button = QPushButton(window_text(key))
        button.setObjectName("primary" if primary else "")
        button.setMinimumHeight(40)
        button.clicked.connect(signal)
        more = QLabel(window_text(f"{key}_more"))
        more.setObjectName("soft")
        more.setWordWrap(True)
        more.setAlignment(Qt.AlignmentFlag.AlignTop)
        button.setAccessibleDescription(window_text(f"{key}_more"))
        inside = QVBoxLayout(card)
        inside.setContentsMargins(16, 16, 16, 14)
        inside.addWidget(button)
        inside.addWidget(more)
        return button

    def show_opening(self, *, opening: bool) -> None:
        """The sample is on its way: shown on its button at once, before anything is read."""
        self.sample.setText(window_text("sample_coming" if opening else "sample"))
        self.sample.setEnabled(not opening)
        self.sample.repaint()

    def show_recent(self, studies: Sequence[tuple[Path, str]]) -> None:
        """Show recent studies: path and title; one that is gone is shown as such and cannot be chosen."""
        self.recent.clear()
        for path, name in studies:
            there = path.is_file()
            item = QListWidgetItem(f"{name}\n{path if there else window_text('in_brackets', path, window_text('gone'))}")
            item.setData(PATH, str(path))
            item.setSizeHint(QSize(0, 46))
            if not there:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.recent.addItem(item)
        self.recent.setVisible(bool(studies))
        self.recent_none.setVisible(not studies)

    def _recent_chosen(self, item: QListWidgetItem) -> None:
        if item.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.study_requested.emit(Path(item.data(PATH)))
