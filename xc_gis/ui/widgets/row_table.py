"""A small table whose rows are chosen, one at a time: nothing is edited, Tab leaves it, one column takes the room that is left."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt5.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget

from xc_gis.wording.window import label_of, tr

ROW_PX = 26


def row_table(headings: Sequence[str], name: str, *, row_px: int = ROW_PX, wide: int = 0, striped: bool = True) -> QTableWidget:
    """
    Make a table without rows.

    Parameters
    ----------
    headings, name
        Of its columns, and of itself for whoever hears it: messages.
    row_px
        Height of a row.
    wide
        The column that takes the room; the others are as wide as their longest text.
    striped
        Every other row on a ground of its own.
    """
    table = QTableWidget(0, len(headings))
    table.setHorizontalHeaderLabels([label_of(heading) for heading in headings])
    table.setAccessibleName(tr(name))
    show_rows_only(table, row_px)
    table.setAlternatingRowColors(striped)
    top = table.horizontalHeader()
    assert top is not None
    top.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    top.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
    return table


def show_rows_only(table: QTableWidget, row_px: int = ROW_PX) -> None:
    """Rows are chosen and not edited; nothing stands before them, and no lines between."""
    table.setEditTriggers(QAbstractItemView.EditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers))
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    side = table.verticalHeader()
    assert side is not None
    side.hide()
    side.setDefaultSectionSize(row_px)
