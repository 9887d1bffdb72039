"""The gap table as Qt reads it: thousands of rows, filtered and sorted in Python in one go instead of cell by cell."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from PyQt5.QtCore import QAbstractTableModel, QModelIndex, Qt
from PyQt5.QtGui import QBrush, QColor
from PyQt5.QtWidgets import QWidget

from xc_gis.report.themes import UNKNOWN_LINE
from xc_gis.ui.presenters.result.gap_rows import (
    COLUMNS,
    EVERYTHING,
    GAP_COLUMN,
    SHARE_COLUMN,
    UNKNOWN_COLUMN,
    Filter,
    GapRow,
    Sums,
    coverage_of,
    ordered,
    sums_of,
    title_of,
)  # fmt: skip
from xc_gis.ui.presenters.result.sheet_words import category_words
from xc_gis.ui.widgets.style import DANGER, SOFT
from xc_gis.ui.widgets.table_roles import ALIGN, BACK, CENTRE, DISPLAY, FORE, LEFT, RIGHT, TIP, Index
from xc_gis.wording.window import capital, tr


class GapModel(QAbstractTableModel):
    """All rows of a run, of which some are shown in some order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: list[GapRow] = []
        self.shown: list[GapRow] = []
        self.filter = Filter()
        self._unknown_max = 1.0
        self._counts_homes = False
        self._order: tuple[int, bool] = (GAP_COLUMN, True)
        self._hatch = QBrush(QColor(UNKNOWN_LINE).lighter(135), Qt.BrushStyle.BDiagPattern)

    def replace(self, rows: Sequence[GapRow], unknown_max: float = 1.0) -> None:
        """Replace the contents; they show with the next ``filter_by``."""
        self._all, self._unknown_max = list(rows), unknown_max
        self._counts_homes = any(row.cover.category.counts_homes for row in rows[:1])
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)

    def filter_by(self, chosen: Filter) -> None:
        """Show those rows that pass."""
        self.filter = chosen
        self.beginResetModel()
        self.shown = self._ordered()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column; what is chosen stays chosen."""
        if column < 0:
            return
        self._order = (column, order == Qt.SortOrder.DescendingOrder)
        self.layoutAboutToBeChanged.emit()
        before = self.shown
        self.shown = self._ordered()
        place = {id(row): n for n, row in enumerate(self.shown)}
        old = self.persistentIndexList()
        new = [self.index(place[id(before[index.row()])], index.column()) for index in old]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    def sums(self) -> Sums:
        """Of the rows shown; coverage of all whom the filter means, also those without a gap."""
        everybody = dataclasses.replace(self.filter, shown=EVERYTHING)
        meant = everybody.apply(self._all)
        unknown = sum(bool(row.cover.unknown) for row in meant)
        return dataclasses.replace(sums_of(self.shown, coverage_of(everybody, meant, self._unknown_max)), unknown_rows=unknown)

    @property
    def is_empty(self) -> bool:
        """Whether there is no run to show rows of."""
        return not self._all

    def row_of(self, community_id: str, category: str = "") -> int:
        """First row of a community (and category, where it is shown); -1 where none is shown."""
        mine = [n for n, row in enumerate(self.shown) if row.community.community_id == community_id]
        of_category = [n for n in mine if self.shown[n].cover.category.code == category]
        return next(iter([*of_category, *mine]), -1)

    def _ordered(self) -> list[GapRow]:
        column, descending = self._order
        return ordered(self.filter.apply(self._all), column, descending=descending)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Rows shown."""
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> object:  # noqa: N802
        """Titles and what they mean."""
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1) if role == DISPLAY else None
        column = COLUMNS[section]
        return {
            DISPLAY: capital(tr(title_of(column, homes=self._counts_homes))),
            TIP: tr(column.hint),
            ALIGN: CENTRE if column.is_number else LEFT,
        }.get(role)

    def data(self, index: Index, role: int = DISPLAY) -> object:
        """A cell."""
        row, column = self.shown[index.row()], index.column()
        if role == DISPLAY:
            return COLUMNS[column].words(row)
        if role == ALIGN:
            return RIGHT if COLUMNS[column].is_number else LEFT
        if role == TIP:
            return category_words(row.cover)
        if role == FORE and column == GAP_COLUMN and row.cover.gap:
            return QColor(DANGER)
        if role == FORE and column == UNKNOWN_COLUMN and not row.cover.unknown:
            return QColor(SOFT)
        if role == BACK and column == SHARE_COLUMN and row.cover.state == "unknown":
            return self._hatch
        return None
