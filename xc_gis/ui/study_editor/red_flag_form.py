"""Incidents that take all stars from a community: which, by which document, why. What is not complete is not written, and reported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PyQt5.QtCore import pyqtSignal
from PyQt5.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from xc_gis.findings import Fault
from xc_gis.languages.message import msg
from xc_gis.ui.study_editor.about_card import AboutCard
from xc_gis.wording.window import label_of, tr

KEYS = ("community", "document", "reason")
HEADINGS = (msg("社区编号"), msg("文号"), msg("事由"))
NEEDED = {"community": msg("社区编号"), "document": msg("文号")}
ABOUT = msg(
    "可选。发生重大安全、食品安全事故等的社区，按评价标准一票否决（默认降为 0 星）。每条须有社区编号和认定文件的文号；事由可不填。"
)


class RedFlagForm(AboutCard):
    """
    Shows entries, tells those that are complete after an edit.

    Signals
    -------
    changed
        Entries of ``[[red_flag]]``.
    """

    changed = pyqtSignal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(ABOUT, parent)
        layout = self.column
        buttons = QHBoxLayout()
        self.add = QPushButton(tr(msg("添加一条")))
        self.add.clicked.connect(self._add)
        self.remove = QPushButton(tr(msg("删除所选")))
        self.remove.clicked.connect(self._remove)
        buttons.addWidget(self.add)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        layout.addLayout(buttons)
        self.table = QTableWidget(0, len(KEYS))
        self.table.setAccessibleName(tr(msg("一票否决")))
        self.table.setHorizontalHeaderLabels([label_of(name) for name in HEADINGS])
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        head = self.table.horizontalHeader()
        if head is not None:
            head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.itemChanged.connect(lambda _: self._tell())
        layout.addWidget(self.table, 1)
        self.lacks = QLabel()
        self.lacks.setObjectName("warning")
        self.lacks.setWordWrap(True)
        layout.addWidget(self.lacks)
        self.fault = QLabel()
        self.fault.setObjectName("danger")
        self.fault.setWordWrap(True)
        layout.addWidget(self.fault)
        self._study: Path | None = None

    def show_entries(self, entries: Sequence[Mapping[str, Any]], fault: Fault | None, study: Path) -> None:
        """Show the entries of a study; rows that are not complete yet stay as long as the complete ones are the same."""
        wanted = [{key: str(entry.get(key, "")) for key in KEYS if entry.get(key)} for entry in entries]
        if study != self._study or wanted != self.entries():
            self._study = study
            self.table.blockSignals(True)
            self.table.setRowCount(0)
            for entry in wanted:
                self._append(entry)
            self.table.blockSignals(False)
        self._add_lacking()
        self.fault.setText("\n".join(tr(part) for part in (fault.message, fault.hint) if part) if fault else "")
        self.fault.setVisible(bool(fault))

    def entries(self) -> list[dict[str, Any]]:
        """Rows that can be written."""
        return [row for row in self._rows() if all(row.get(key) for key in NEEDED)]

    def _rows(self) -> list[dict[str, Any]]:
        rows = []
        for number in range(self.table.rowCount()):
            cells = {key: self.table.item(number, column) for column, key in enumerate(KEYS)}
            rows.append({key: item.text().strip() for key, item in cells.items() if item is not None and item.text().strip()})
        return rows

    def _append(self, entry: Mapping[str, str]) -> None:
        number = self.table.rowCount()
        self.table.insertRow(number)
        for column, key in enumerate(KEYS):
            self.table.setItem(number, column, QTableWidgetItem(entry.get(key, "")))

    def _add(self) -> None:
        self.table.blockSignals(True)
        self._append({})
        self.table.blockSignals(False)
        self._add_lacking()
        self.table.setCurrentCell(self.table.rowCount() - 1, 0)
        self.table.setFocus()

    def _remove(self) -> None:
        for number in sorted({index.row() for index in self.table.selectedIndexes()}, reverse=True):
            self.table.removeRow(number)
        self._tell()

    def _tell(self) -> None:
        self._add_lacking()
        self.changed.emit(self.entries())

    def _add_lacking(self) -> None:
        lines = [
            tr(msg("第 {number} 条缺{zh}，没有写入项目文件", number=number, zh=zh))
            for number, row in enumerate(self._rows(), 1)
            for key, zh in NEEDED.items()
            if not row.get(key)
        ]
        self.lacks.setText("\n".join(lines))
        self.lacks.setVisible(bool(lines))
