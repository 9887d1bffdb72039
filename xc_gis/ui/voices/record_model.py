"""A table of services and voices as Qt reads it: filtered and sorted in Python in one go, cells drawn by what they are."""

from __future__ import annotations

from PyQt5.QtCore import QAbstractTableModel, QModelIndex, Qt
from PyQt5.QtGui import QBrush, QColor
from PyQt5.QtWidgets import QWidget

from xc_gis.report.themes import HIDDEN as GREY
from xc_gis.report.themes import UNKNOWN_LINE, tint
from xc_gis.ui.presenters.voices.cells import BAD, HIDDEN, NO_TABLE, UNKNOWN, RowOf, VoiceTable, filtered, ordered
from xc_gis.ui.widgets.style import DANGER, SOFT
from xc_gis.ui.widgets.table_roles import ALIGN, BACK, CENTRE, DISPLAY, FORE, LEFT, RIGHT, TIP, Index

HIDDEN_GROUND = tint(GREY)


class RecordModel(QAbstractTableModel):
    """
    All rows of a table, of which some are shown in some order.

    Attributes
    ----------
    shown
        Rows in the order in which they stand.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table: VoiceTable = NO_TABLE
        self.shown: list[RowOf] = []
        self._filter = ("", "")
        self._order: tuple[int, bool] = (-1, False)
        self._hatch = QBrush(QColor(UNKNOWN_LINE).lighter(135), Qt.BrushStyle.BDiagPattern)
        self._grey = QBrush(QColor(HIDDEN_GROUND))

    def replace(self, table: VoiceTable) -> None:
        """Replace the contents; another table stands in its own order."""
        self.beginResetModel()
        if table.headings != self._table.headings:
            self._order = (-1, False)
        self._table = table
        self.shown = self._ordered()
        self.endResetModel()

    def filter_by(self, subdistrict: str, words: str) -> None:
        """Show those rows that pass."""
        self.beginResetModel()
        self._filter = (subdistrict, words)
        self.shown = self._ordered()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column."""
        self.layoutAboutToBeChanged.emit()
        before = self.shown
        self._order = (column, order == Qt.SortOrder.DescendingOrder)
        self.shown = self._ordered()
        place = {id(row): n for n, row in enumerate(self.shown)}
        old = self.persistentIndexList()
        self.changePersistentIndexList(old, [self.index(place[id(before[i.row()])], i.column()) for i in old])
        self.layoutChanged.emit()

    def _ordered(self) -> list[RowOf]:
        subdistrict, words = self._filter
        rows = filtered(self._table, subdistrict=subdistrict, words=words).rows
        column, descending = self._order
        return ordered(rows, column, descending=descending) if 0 <= column < len(self._table.headings) else list(rows)

    @property
    def table(self) -> VoiceTable:
        """What it holds."""
        return self._table

    def row_of(self, community: str, category: str) -> int:
        """First row of a community (and category, where there is one); -1 where none is shown."""
        mine = [n for n, row in enumerate(self.shown) if row.community == community]
        return next(iter([*(n for n in mine if self.shown[n].category == category), *mine]), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Rows shown."""
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Columns."""
        return 0 if parent.isValid() else len(self._table.headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> object:  # noqa: N802
        """Titles and what they mean."""
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1) if role == DISPLAY else None
        table = self._table
        if not 0 <= section < len(table.headings):
            return None
        return {
            DISPLAY: table.headings[section],
            TIP: table.hints[section] or None,
            ALIGN: CENTRE if table.numbers[section] else LEFT,
        }.get(role)

    def data(self, index: Index, role: int = DISPLAY) -> object:
        """A cell."""
        cell = self.shown[index.row()].cells[index.column()]
        if role in {DISPLAY, TIP}:
            return cell.text
        if role == ALIGN:
            return RIGHT if self._table.numbers[index.column()] else LEFT
        if role == FORE:
            return QColor(DANGER) if cell.kind == BAD else QColor(SOFT) if cell.kind in {HIDDEN, UNKNOWN} else None
        if role == BACK:
            return self._grey if cell.kind == HIDDEN else self._hatch if cell.kind == UNKNOWN else None
        return None
