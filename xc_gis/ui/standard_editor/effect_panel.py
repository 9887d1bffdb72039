"""What an edited standard changes: a sentence, communities by stars, which communities, and what differs from the base."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PyQt5.QtCore import QSize, Qt, pyqtSignal
from PyQt5.QtGui import QColor
from PyQt5.QtWidgets import (
    QFrame,
    QGridLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from xc_gis.languages.message import msg
from xc_gis.ui.presenters.standard.effect import DIRECTION_ZH, DOWN, UP, Changed
from xc_gis.ui.widgets.row_table import row_table
from xc_gis.ui.widgets.style import ACCENT, DANGER, SOFT
from xc_gis.wording.window import tr

ARROWS = {UP: "▲", DOWN: "▼"}
LEAST_WIDTH = 72
COLOURS = {UP: ACCENT, DOWN: DANGER}


class EffectPanel(QWidget):
    """
    Shows the effect it is given.

    Signals
    -------
    community_selected
        Identifier of a community in the list.
    """

    community_selected = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        card, inside = _card()
        self.summary = QLabel()
        self.summary.setObjectName("heading")
        self.summary.setWordWrap(True)
        inside.addWidget(self.summary)
        self.reasons = QLabel()
        self.reasons.setObjectName("warning")
        self.reasons.setWordWrap(True)
        self.reasons.hide()
        inside.addWidget(self.reasons)
        self.counts = _Counts()
        inside.addWidget(self.counts)
        self.table = _table((msg("社区"), msg("街道"), msg("原"), msg("新"), msg("得分")), msg("星级有变的社区"))
        self.table.itemSelectionChanged.connect(self._select)
        top = self.table.horizontalHeader()
        if top is not None:  # names of subdistricts are shorter than that word in English
            top.setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
            top.setTextElideMode(Qt.TextElideMode.ElideRight)
        inside.addWidget(self.table, 1)
        inside.addStretch(0)
        layout.addWidget(card, 3)
        card, inside = _card()
        self.difference_title = QLabel()
        self.difference_title.setObjectName("heading")
        inside.addWidget(self.difference_title)
        self.differences = _table((msg("条目"), msg("底稿"), msg("现在")), msg("与底稿的不同"))
        inside.addWidget(self.differences, 1)
        layout.addWidget(card, 2)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wide enough for names and stars."""
        return QSize(470, 600)

    def show_effect(self, summary: str, changed: Sequence[Changed], before: Mapping[str, int], after: Mapping[str, int]) -> None:
        """Show which communities change."""
        self.summary.setText(summary)
        self.reasons.hide()
        self.counts.show_counts(before, after)
        self.counts.show()
        self.table.setVisible(bool(changed))
        self.table.setSortingEnabled(False)
        self.table.setRowCount(len(changed))
        for row, one in enumerate(changed):
            scores = [f"{score:.1f}" if score is not None else "—" for score in (one.score_before, one.score_after)]
            score = scores[0] if scores[0] == scores[1] else f"{scores[0]} → {scores[1]}"
            cells = (one.community, one.subdistrict, one.before, f"{ARROWS.get(one.direction, '·')} {one.after}", score)
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setToolTip(f"{text} · {tr(DIRECTION_ZH[one.direction])}" if column == 3 else text)  # noqa: PLR2004 - the new stars
                if column == 0:
                    item.setData(Qt.ItemDataRole.UserRole, one.community_id)
                if column == 3:  # noqa: PLR2004
                    item.setForeground(QColor(COLOURS.get(one.direction, SOFT)))
                self.table.setItem(row, column, item)
        top = self.table.horizontalHeader()
        if top is not None:
            top.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)  # losses first, until a heading is clicked
        self.table.setSortingEnabled(True)
        self.table.setColumnWidth(1, max(LEAST_WIDTH, self.table.sizeHintForColumn(1) + 10))

    def show_note(self, text: str, reasons: Sequence[str]) -> None:
        """Show why there is no effect to see."""
        self.summary.setText(text)
        self.reasons.setText("\n".join(f"· {reason}" for reason in reasons))
        self.reasons.setVisible(bool(reasons))
        self.counts.hide()
        self.table.setRowCount(0)
        self.table.hide()

    def show_differences(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """Show what differs from the base."""
        self.difference_title.setText(tr(msg("与底稿的不同（{count} 处）", count=len(rows)) if rows else msg("与底稿相同")))
        self.differences.setRowCount(len(rows))
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.differences.setItem(row, column, item)

    def _select(self) -> None:
        items = self.table.selectedItems()
        if items:
            first = self.table.item(items[0].row(), 0)
            if first is not None:
                self.community_selected.emit(str(first.data(Qt.ItemDataRole.UserRole)))


class _Counts(QWidget):
    """Communities by stars, before and after, in one small table."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(2)
        self._cells: dict[tuple[int, str], QLabel] = {}
        for row, word in enumerate(("", msg("现行"), msg("改后"))):
            self._grid.addWidget(_soft(tr(word)), row, 0)

    def show_counts(self, before: Mapping[str, int], after: Mapping[str, int]) -> None:
        for column, name in enumerate(after, 1):
            if (0, name) not in self._cells:
                for row in range(3):
                    cell = _soft(name) if row == 0 else QLabel()
                    cell.setAlignment(Qt.AlignmentFlag.AlignRight)
                    self._cells[row, name] = cell
                    self._grid.addWidget(cell, row, column)
            self._cells[1, name].setText(str(before.get(name, 0)))
            self._cells[2, name].setText(str(after[name]))
            font = self._cells[2, name].font()
            font.setBold(before.get(name, 0) != after[name])
            self._cells[2, name].setFont(font)
        self._grid.setColumnStretch(len(after) + 1, 1)


def _soft(text: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName("soft")
    return label


def _card() -> tuple[QFrame, QVBoxLayout]:
    card = QFrame()
    card.setObjectName("card")
    layout = QVBoxLayout(card)
    layout.setContentsMargins(12, 10, 12, 10)
    layout.setSpacing(6)
    return card, layout


def _table(headings: Sequence[str], name: str) -> QTableWidget:
    table = row_table(headings, name)
    top = table.horizontalHeader()
    if top is not None:
        left: Any = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        top.setDefaultAlignment(left)
    return table
