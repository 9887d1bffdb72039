"""The column of a table that takes the room left by the others, and that never becomes too narrow to tell names apart: then the table is scrolled."""

from __future__ import annotations

from PyQt5.QtCore import QEvent, QObject, Qt
from PyQt5.QtWidgets import QHeaderView, QTableWidget

NAME_PX = 160
"""So much of a name is always shown; the pointer tells the rest of a longer one."""


class NameColumn(QObject):
    """
    Keeps the width of one column; the others are as wide as their longest text.

    Parameters
    ----------
    table
        Which it belongs to.
    column
        Number of the column.
    least
        The column is never narrower than this, or than its longest text where that is less (pixels).
    """

    def __init__(self, table: QTableWidget, column: int = 0, least: int = NAME_PX) -> None:
        super().__init__(table)
        self._table, self._column, self._least = table, column, least
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        ground = table.viewport()
        assert ground is not None
        ground.installEventFilter(self)

    def fit(self) -> None:
        """The table has other rows, columns or room."""
        table, top, ground = self._table, self._table.horizontalHeader(), self._table.viewport()
        assert top is not None
        assert ground is not None
        if self._column >= table.columnCount():
            return
        top.setSectionResizeMode(self._column, QHeaderView.ResizeMode.Interactive)
        others = [n for n in range(table.columnCount()) if n != self._column and not table.isColumnHidden(n)]
        left = ground.width() - sum(self._wide(n) for n in others)
        table.setColumnWidth(self._column, max(left, min(self._least, self._wide(self._column))))

    def _wide(self, column: int) -> int:
        top = self._table.horizontalHeader()
        assert top is not None
        return max(self._table.sizeHintForColumn(column), top.sectionSizeHint(column))

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:  # noqa: N802 - Qt's name
        """The room of the table changes."""
        if event is not None and event.type() in {QEvent.Type.Resize, QEvent.Type.Show}:
            self.fit()
        return super().eventFilter(watched, event)
