"""Two results compared: what they rest on, the communities that changed, the categories and their residents."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from xc_gis.languages.message import joined, msg
from xc_gis.runs.compare.changes import CategoryChange, CommunityChange, Comparison
from xc_gis.runs.compare.words import KIND_ZH, change_words, flow_words, head_sentences, left_out_words
from xc_gis.ui.widgets.asking import TABLE, ask_target
from xc_gis.wording.window import name_of, tr, window_text

COMMUNITY_HEADS = (msg("社区"), msg("街道"), msg("原来"), msg("现在"), msg("各类居民的变化"))
CATEGORY_HEADS = (
    msg("服务类别"),
    msg("覆盖（前）"),
    msg("覆盖（后）"),
    msg("缺口（前）"),
    msg("缺口（后）"),
    msg("未知（前）"),
    msg("未知（后）"),
    msg("居民的去向"),
)
HEAD_HEIGHT = 190


class ComparisonDialog(QDialog):
    """
    Shows a comparison.

    Signals
    -------
    community_selected
        Identifier of the community whose row was chosen.
    export_requested
        A file for the comparison.
    """

    community_selected = pyqtSignal(str)
    export_requested = pyqtSignal(Path)

    def __init__(self, comparison: Comparison, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(window_text("compared"))
        self.resize(1060, 640)
        self._changes = comparison.changes
        self.head = QLabel(tr(joined("\n", head_sentences(comparison))))
        self.head.setWordWrap(True)
        self.head.setTextFormat(Qt.TextFormat.PlainText)
        self.head.setTextInteractionFlags(Qt.TextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse))
        self.head.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.table = _table(COMMUNITY_HEADS, [_community_cells(c) for c in self._changes])
        self.categories = _table(CATEGORY_HEADS, [_category_cells(c) for c in comparison.categories], numbers=range(1, 7))
        self.table.setAccessibleName(tr(msg("有变化的社区")))
        self.categories.setAccessibleName(tr(msg("各类服务")))
        self.table.itemSelectionChanged.connect(self._chosen)
        self.tabs = QTabWidget()
        self.tabs.addTab(self.table, tr(msg("有变化的社区（{count}）", count=len(self._changes))))
        self.tabs.addTab(self.categories, tr(msg("各类服务")))
        self.export, copy, close = (
            QPushButton(tr(msg("导出…"))),
            QPushButton(window_text("copy")),
            QPushButton(window_text("close")),
        )
        self.export.clicked.connect(self.ask_export)
        copy.clicked.connect(self.copy)
        close.clicked.connect(self.accept)
        close.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addWidget(self.export)
        buttons.addWidget(copy)
        buttons.addStretch(1)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.addWidget(_scrolled(self.head))
        layout.addWidget(self.tabs, 1)
        layout.addLayout(buttons)

    def ask_export(self) -> None:
        """Ask for a file and request that the comparison be written to it."""
        filters = tr(msg("Excel 工作簿 (*.xlsx);;CSV 表格 (*.csv)"))
        path = ask_target(self, TABLE, tr(msg("导出比较")), f"{window_text('compared')}.xlsx", filters)
        if path is not None:
            self.export_requested.emit(path)

    def _chosen(self) -> None:
        row = self.table.currentRow()
        if row >= 0:
            self.community_selected.emit(self._changes[row].community_id)

    def copy(self) -> None:
        """Put the head and the table that is shown on the clipboard."""
        table = self.tabs.currentWidget()
        board = QApplication.clipboard()
        if board is None or not isinstance(table, QTableWidget):
            return
        columns = range(table.columnCount())
        heads = [table.horizontalHeaderItem(c) for c in columns]
        lines = [self.head.text(), "", "\t".join(head.text() if head else "" for head in heads)]
        for n in range(table.rowCount()):
            cells = [table.item(n, c) for c in columns]
            lines.append("\t".join(cell.text() if cell else "" for cell in cells))
        board.setText("\n".join(lines))


def _community_cells(change: CommunityChange) -> list[str]:
    if change.before is None or change.after is None:
        return [change.name, change.subdistrict, *(tr(s) for s in change.stars), tr(KIND_ZH[change.kind])]
    changed = tr(joined(";", (change_words(c) for c in change.categories if c.before != c.after)))
    return [change.name, change.subdistrict, *(tr(s) for s in change.stars), changed]


def _category_cells(change: CategoryChange) -> list[str]:
    a, b = change.before, change.after
    counts = [f"{value:,.0f}" for value in (a.covered, b.covered, a.gap, b.gap, a.unknown, b.unknown)]
    words = flow_words(change.flow) + ([left_out_words(change)] if change.left_out else [])
    return [name_of(change.category), *counts, tr(joined(";", words))]


def _table(heads: Sequence[str], lines: Sequence[Sequence[str]], numbers: Sequence[int] = ()) -> QTableWidget:
    table = QTableWidget(len(lines), len(heads))
    table.setTabKeyNavigation(False)
    table.setHorizontalHeaderLabels([tr(head) for head in heads])
    table.setEditTriggers(QAbstractItemView.EditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers))
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setAlternatingRowColors(True)
    table.setWordWrap(False)
    rows, columns = table.verticalHeader(), table.horizontalHeader()
    assert rows is not None
    assert columns is not None
    rows.hide()
    for n, line in enumerate(lines):
        for column, text in enumerate(line):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            if column in numbers:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            table.setItem(n, column, item)
    columns.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    columns.setSectionResizeMode(len(heads) - 1, QHeaderView.ResizeMode.Stretch)
    return table


def _scrolled(inside: QLabel) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setWidget(inside)
    lines = inside.text().count("\n") + 1
    area.setFixedHeight(min(HEAD_HEIGHT, lines * inside.fontMetrics().lineSpacing() + 16))
    return area
