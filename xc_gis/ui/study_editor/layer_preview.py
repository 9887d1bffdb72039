"""What a layer looks like: first rows as they stand in the file."""

from __future__ import annotations

from PyQt5.QtCore import Qt
from PyQt5.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QLabel, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from xc_gis.languages.message import msg
from xc_gis.operations.preview.records import LayerPreview
from xc_gis.ui.widgets.elided_label import ElidedLabel
from xc_gis.wording.window import label_of, tr

MOST_WIDTH = 220
OWN_WORDS = frozenset((msg("设施类型"), msg("依据"), msg("状态"), msg("社区")))
"""Columns of rows made for a preview in which the program's own words stand."""


class LayerTablePreview(QFrame):
    """Shows the first rows of a layer, each under the number that a person finds it by."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 10)
        layout.setSpacing(6)
        head = QHBoxLayout()
        title = QLabel(tr(msg("文件内容")))
        title.setObjectName("heading")
        head.addWidget(title)
        self.count = ElidedLabel()
        self.count.setObjectName("soft")
        head.addWidget(self.count, 1)
        layout.addLayout(head)
        self.table = QTableWidget(0, 0)
        self.table.setAccessibleName(title.text())
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setAlternatingRowColors(True)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        side = self.table.verticalHeader()
        if side is not None:
            side.setDefaultSectionSize(24)
        layout.addWidget(self.table, 1)

    def show_preview(self, preview: LayerPreview | None, *, busy: bool) -> None:
        """Show the first rows; nothing where nothing was read."""
        if preview is None:
            self.count.setText(tr(msg("正在读取…") if busy else msg("还没有文件")))
            self.table.setRowCount(0)
            self.table.setColumnCount(0)
            return
        parts = [tr(words) for words in preview.notices]
        if preview.own_rows:
            parts.append(tr(msg("共 {count:,} 行", count=preview.count)) if preview.count else "")
        if preview.own_rows and len(preview.rows) < preview.count and preview.table != "network":
            parts.append(tr(msg("显示前 {count} 行", count=len(preview.rows))))
        if preview.crs and preview.crs != "detect":
            parts.append(tr(msg("坐标系 {crs}", crs=preview.crs)))
        if preview.unplaced:
            parts.append(tr(msg("{waiting:,} 行没有位置", waiting=preview.unplaced)))
        self.count.setText((f"{tr(msg('正在读取…'))} " if busy else "") + " · ".join(part for part in parts if part))
        self.table.setColumnCount(len(preview.headings))
        made = preview.table == "network" or not preview.own_rows
        self.table.setHorizontalHeaderLabels([label_of(name) if made else name for name in preview.headings])
        self.table.setRowCount(len(preview.rows))
        self.table.setVerticalHeaderLabels([str(n) for n in preview.numbers])
        for row, cells in enumerate(preview.rows):
            for column, cell in enumerate(cells):
                text = tr(cell) if not preview.own_rows and preview.headings[column] in OWN_WORDS else cell
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                item.setTextAlignment(int(Qt.AlignmentFlag.AlignVCenter))
                self.table.setItem(row, column, item)
        self.table.resizeColumnsToContents()
        for column in range(self.table.columnCount()):
            self.table.setColumnWidth(column, min(self.table.columnWidth(column) + 8, MOST_WIDTH))
