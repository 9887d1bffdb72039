"""What the latest run changed against the one before: a sentence and the communities, the greatest change first."""

from __future__ import annotations

from PyQt5.QtCore import pyqtSignal
from PyQt5.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from xc_gis.ui.results.comparison import Comparison
from xc_gis.ui.words import say

HEADS = ("社区", "街道", "原来", "现在", "缺口人数变化")


class ComparisonDialog(QDialog):
    """
    Shows a comparison.

    Signals
    -------
    community_selected
        Identifier of the community whose row was chosen.
    """

    community_selected = pyqtSignal(str)

    def __init__(self, comparison: Comparison, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("compared"))
        self.resize(860, 560)
        self._changes = comparison.changes
        sentence = QLabel(comparison.sentence)
        sentence.setWordWrap(True)
        sentence.setObjectName("heading")
        self.table = QTableWidget(len(self._changes), len(HEADS))
        self.table.setAccessibleName(say("compared"))
        self.table.setHorizontalHeaderLabels(list(HEADS))
        self.table.setEditTriggers(QAbstractItemView.EditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        rows, columns = self.table.verticalHeader(), self.table.horizontalHeader()
        assert rows is not None
        assert columns is not None
        rows.hide()
        columns.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        columns.setSectionResizeMode(len(HEADS) - 1, QHeaderView.ResizeMode.Stretch)
        for n, change in enumerate(self._changes):
            gaps = ";".join(f"{name} {before:,.0f} → {after:,.0f}" for name, before, after in change.categories)
            for column, text in enumerate((change.name, change.subdistrict, *change.stars, gaps)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(n, column, item)
        self.table.itemSelectionChanged.connect(self._chosen)
        copy, close = QPushButton(say("copy")), QPushButton(say("close"))
        copy.clicked.connect(self.copy)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(copy)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.addWidget(sentence)
        layout.addWidget(self.table, 1)
        layout.addLayout(buttons)

    def _chosen(self) -> None:
        row = self.table.currentRow()
        if row >= 0:
            self.community_selected.emit(self._changes[row].community_id)

    def copy(self) -> None:
        """Put the table on the clipboard."""
        lines = ["\t".join(HEADS)]
        for n in range(self.table.rowCount()):
            cells = [self.table.item(n, c) for c in range(len(HEADS))]
            lines.append("\t".join(cell.text() if cell else "" for cell in cells))
        board = QApplication.clipboard()
        if board is not None:
            board.setText("\n".join(lines))
