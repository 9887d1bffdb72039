"""Scenarios side by side, below the map: people, stars, cost of each; what is not computed yet says so."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QTableWidgetItem, QVBoxLayout, QWidget

from xc_gis.languages.message import msg
from xc_gis.ui.presenters.planning.planning_view import SideRow
from xc_gis.ui.presenters.planning.sides import HEADINGS, cells_of
from xc_gis.ui.widgets.asking import TABLE, ask_target
from xc_gis.ui.widgets.name_column import NameColumn
from xc_gis.ui.widgets.row_table import row_table
from xc_gis.wording.window import tr


class SideTable(QFrame):
    """
    Shows rows, tells what is chosen.

    Signals
    -------
    chosen
        Place of a scenario.
    compute_requested
        All of them are to be computed.
    export_requested
        File, headings and lines of the table as it is shown.
    """

    chosen = pyqtSignal(int)
    compute_requested = pyqtSignal()
    export_requested = pyqtSignal(Path, list, list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        head = QHBoxLayout()
        title = QLabel(tr(msg("方案比较")))
        title.setObjectName("heading")
        self.compute, self.export = QPushButton(tr(msg("全部计算"))), QPushButton(tr(msg("导出…")))
        self.compute.clicked.connect(self.compute_requested)
        self.export.clicked.connect(self.ask_export)
        head.addWidget(title, 1)
        head.addWidget(self.compute)
        head.addWidget(self.export)
        layout.addLayout(head)
        self.table = row_table(HEADINGS, msg("方案比较"))
        self.names = NameColumn(self.table)
        self.table.itemSelectionChanged.connect(self._select)
        layout.addWidget(self.table, 1)
        self._rows: Sequence[SideRow] = ()
        self._filling = False

    def show_rows(self, rows: Sequence[SideRow], at: int) -> None:
        """Replace the rows; ``at``: the one in front."""
        self._filling = True
        self._rows = rows
        self.table.setRowCount(len(rows))
        for number, row in enumerate(rows):
            for column, text in enumerate(cells_of(row)):
                item = QTableWidgetItem(text)
                item.setToolTip(row.state or text)
                if column:
                    item.setTextAlignment(int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter))
                self.table.setItem(number, column, item)
        self.names.fit()
        self.table.selectRow(at)
        self.compute.setEnabled(any(row.changes and row.won is None for row in rows))
        self._filling = False

    def _select(self) -> None:
        items = self.table.selectedItems()
        if items and not self._filling:
            self.chosen.emit(items[0].row())

    def ask_export(self) -> None:
        """Ask for a file and tell it with the table."""
        filters = tr(msg("Excel 工作簿 (*.xlsx);;CSV 表格 (*.csv)"))
        path = ask_target(self, TABLE, tr(msg("导出方案比较")), f"{tr(msg('方案比较'))}.xlsx", filters)
        if path is not None:
            self.export_requested.emit(path, [tr(heading) for heading in HEADINGS], [list(cells_of(row)) for row in self._rows])
