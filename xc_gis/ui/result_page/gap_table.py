"""The gap table: who lacks what, sortable and filtered, with sums below; to copy and to hand on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PyQt5.QtCore import QModelIndex, Qt, QTimer, pyqtSignal
from PyQt5.QtGui import QGuiApplication, QKeySequence
from PyQt5.QtWidgets import (
    QAbstractItemView,
    QAction,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from xc_gis.languages.message import msg
from xc_gis.ui.presenters.result.gap_rows import GAP_COLUMN, SHOWN_ZH, Filter, GapRow, table_of
from xc_gis.ui.result_page.gap_model import GapModel
from xc_gis.ui.widgets.asking import TABLE, ask_target
from xc_gis.ui.widgets.choice_views import ChoiceTable
from xc_gis.wording.window import name_of, tr

TYPING_MS = 150
ROW_HEIGHT = 26
WIDTHS = (84, 112, 150, 104, 96, 92, 92, 92, 92, 96, 70)
CHOICE_ROOM = 28
"""Pixels of a line of a choice beside its words: the edges and the bar that scrolls."""
NARROWEST_CHOICE = 82
HEADING_ROOM = 30
"""Pixels of a heading beside its words: the edges and the mark of the order."""


class GapTable(QFrame):
    """
    Shows the rows it is given; computes only sums of what it shows.

    Signals:
        community_selected: Identifier of the community whose row was chosen by the user.
        communities_selected: Identifiers of several communities whose rows are chosen together.
        category_selected: Code of the category in that row, or of the one that was chosen to be shown alone.
        export_requested: File, headings and lines of what is shown.
        noted: A word for the status bar.
    """

    community_selected = pyqtSignal(str)
    communities_selected = pyqtSignal(list)
    category_selected = pyqtSignal(str)
    export_requested = pyqtSignal(Path, list, list)
    noted = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.model = GapModel(self)
        self.view = ChoiceTable()
        self.view.setAccessibleName(tr(msg("缺口表")))
        self.view.setModel(self.model)
        self.view.setSortingEnabled(True)
        self.view.setAlternatingRowColors(True)
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setEditTriggers(QAbstractItemView.EditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers))
        self.view.setWordWrap(False)
        self.view.setTabKeyNavigation(False)  # arrow keys go from cell to cell; Tab goes on to what stands below
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self._dress_headers()
        self.subdistrict, self.category, self.shown, self.text = QComboBox(), QComboBox(), QComboBox(), QLineEdit()
        self._sums = QLabel()
        self._sums.setObjectName("soft")
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self._filter)
        self._is_updating = False
        self._lay_out()
        self._copy_action()
        selection = self.view.selectionModel()
        if selection is not None:
            selection.currentRowChanged.connect(self._chosen)
            selection.selectionChanged.connect(self._several_chosen)
        self._filter()

    def _dress_headers(self) -> None:
        across, down = self.view.horizontalHeader(), self.view.verticalHeader()
        if across is not None:
            across.setSortIndicator(GAP_COLUMN, Qt.SortOrder.DescendingOrder)
            across.setHighlightSections(False)
            across.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
            across.setStretchLastSection(False)
        if down is not None:
            down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            down.setDefaultSectionSize(ROW_HEIGHT)
            down.hide()
        for column, width in enumerate(WIDTHS):
            self.view.setColumnWidth(column, width)

    def _widen(self) -> None:
        """No heading is cut: homes instead of people, and other languages, take more room."""
        across = self.view.horizontalHeader()
        if across is None:
            return
        across.ensurePolished()  # the style sheet makes it bold
        for column, width in enumerate(WIDTHS):
            words = str(self.model.headerData(column, Qt.Orientation.Horizontal))
            self.view.setColumnWidth(column, max(width, across.fontMetrics().horizontalAdvance(words) + HEADING_ROOM))

    def _lay_out(self) -> None:
        for code, words in SHOWN_ZH.items():
            self.shown.addItem(tr(words), code)
        self._fill(self.subdistrict, tr(msg("全部街道")), [])
        self._fill(self.category, tr(msg("全部类别")), [])
        self.text.setPlaceholderText(tr(msg("查找社区、街道或类别")))
        self.text.setClearButtonEnabled(True)
        for box, name in (
            (self.subdistrict, msg("按街道筛选")), (self.category, msg("按类别筛选")), (self.shown, msg("看哪些行")), (self.text, msg("查找")),
        ):  # fmt: skip
            box.setAccessibleName(tr(name))
            box.setToolTip(tr(name))
        for box in (self.subdistrict, self.category, self.shown):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.setMinimumWidth(NARROWEST_CHOICE)  # gives way on a small screen
            box.currentIndexChanged.connect(self._filter)
        self.text.textChanged.connect(lambda _text: self._typing.start())
        self.category.activated.connect(self._category_wanted)
        export = QPushButton(tr(msg("导出…")))
        export.setToolTip(tr(msg("把表中所见的行存为 Excel 或 CSV")))
        export.clicked.connect(self.ask_export)
        tools = QHBoxLayout()
        title = QLabel(tr(msg("缺口表")))
        title.setObjectName("subheading")
        tools.addWidget(title)
        for box in (self.subdistrict, self.category, self.shown):
            tools.addWidget(box)
        tools.addWidget(self.text, 1)
        tools.addWidget(export)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 6)
        column.setSpacing(6)
        column.addLayout(tools)
        column.addWidget(self.view, 1)
        column.addWidget(self._sums)

    def _copy_action(self) -> None:
        copy = QAction(tr(msg("复制所选行")), self.view)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self.copy)
        self.view.addAction(copy)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    # -- rows in -------------------------------------------------------------------------------------------------------

    def clear(self) -> None:
        """Another study: no rows, and nothing of what was looked for in the one before."""
        for box in (self.subdistrict, self.category, self.shown):
            box.blockSignals(True)
            box.setCurrentIndex(0)
            box.blockSignals(False)
        self.text.blockSignals(True)
        self.text.clear()
        self.text.blockSignals(False)
        self.show_rows([])

    def show_rows(self, rows: Sequence[GapRow], *, unknown_max: float = 1.0) -> None:
        """
        Replace the contents; filters stay where they still name something.

        ``unknown_max``: where a larger share of residents is unknown, coverage is reported as a range.
        """
        subdistricts = sorted({row.community.subdistrict for row in rows} - {""})
        categories = {row.cover.category.code: name_of(row.cover.category) for row in rows}
        self._fill(self.subdistrict, tr(msg("全部街道")), [(name, name) for name in subdistricts])
        self._fill(self.category, tr(msg("全部类别")), [(name, code) for code, name in categories.items()])
        self._is_updating = True
        self.view.setCurrentIndex(QModelIndex())
        self._is_updating = False
        self.model.replace(rows, unknown_max)
        self._widen()
        self._filter()

    def select(self, community_id: str, category: str = "") -> None:
        """Mark a community's row without saying that it was chosen; one that no row shows marks nothing."""
        self._is_updating = True
        index = self.view.currentIndex()
        at = self.model.shown[index.row()] if 0 <= index.row() < len(self.model.shown) else None
        row = self.model.row_of(community_id, category or (at.cover.category.code if at else ""))
        if row < 0:
            self.view.clearSelection()
            self.view.setCurrentIndex(QModelIndex())
        elif at is None or at.community.community_id != community_id or category:
            self.view.selectRow(row)
            self.view.scrollTo(self.model.index(row, 0))
        self._is_updating = False

    def filter_category(self, category: str) -> None:
        """Show the rows of one category; empty: all."""
        self.category.setCurrentIndex(max(self.category.findData(category), 0))

    def filter_subdistrict(self, name: str) -> None:
        """Show the rows of one subdistrict; empty, or one that has none: all."""
        self.subdistrict.setCurrentIndex(max(self.subdistrict.findData(name), 0))

    # -- requests -----------------------------------------------------------------------------------------------------

    def copy(self) -> None:
        """Put the chosen rows, or all that are shown, on the clipboard, with headings, for a spreadsheet."""
        selection = self.view.selectionModel()
        chosen = sorted({index.row() for index in selection.selectedRows()}) if selection is not None else []
        rows = [self.model.shown[n] for n in chosen] or self.model.shown
        heads, lines = table_of(rows)
        board = QGuiApplication.clipboard()
        if board is not None:
            table: list[list[object]] = [list(heads), *lines]
            board.setText("\n".join("\t".join("" if v is None else str(v) for v in line) for line in table))
            self.noted.emit(msg("已复制 {count} 行", count=len(rows)))

    def ask_export(self) -> None:
        """Ask for a file and request that what is shown be written to it."""
        filters = tr(msg("Excel 工作簿 (*.xlsx);;CSV 表格 (*.csv)"))
        path = ask_target(self, TABLE, tr(msg("导出表格")), tr(msg("缺口表.xlsx")), filters)
        if path is not None:
            self.export_to(path)

    def export_to(self, path: Path) -> None:
        """Request that what is shown be written to a file."""
        heads, lines = table_of(self.model.shown)
        self.export_requested.emit(path, heads, lines)

    def _chosen(self, index: QModelIndex, _before: QModelIndex) -> None:
        if self._is_updating or not 0 <= index.row() < len(self.model.shown) or _adds_to_selection():
            return
        row = self.model.shown[index.row()]
        self.community_selected.emit(row.community.community_id)
        self.category_selected.emit(row.cover.category.code)

    def _several_chosen(self) -> None:
        selection = self.view.selectionModel()
        if self._is_updating or selection is None:
            return
        rows = sorted({index.row() for index in selection.selectedRows()})
        ids = list(dict.fromkeys(self.model.shown[row].community.community_id for row in rows if row < len(self.model.shown)))
        if len(ids) > 1:
            self.communities_selected.emit(ids)

    def _category_wanted(self, index: int) -> None:
        if self.category.itemData(index):
            self.category_selected.emit(self.category.itemData(index))

    def _filter(self, _index: int = 0) -> None:
        self._typing.stop()
        at = self.view.currentIndex().row()
        chosen = self.model.shown[at] if 0 <= at < len(self.model.shown) else None
        self._is_updating = True
        self.model.filter_by(
            Filter(
                self.subdistrict.currentData() or "", self.category.currentData() or "", self.shown.currentData() or "",
                self.text.text(),
            )
        )  # fmt: skip
        self._is_updating = False
        self._sums.setText("" if self.model.is_empty else self.model.sums().sentence)
        if chosen is not None:
            self.select(chosen.community.community_id, chosen.cover.category.code)

    @property
    def sums_text(self) -> str:
        """The footer."""
        return self._sums.text()

    @staticmethod
    def _fill(box: QComboBox, everything: str, entries: Sequence[tuple[str, str]]) -> None:
        before = box.currentData()
        box.blockSignals(True)
        box.clear()
        box.addItem(everything, "")
        for words, data in entries:
            box.addItem(words, data)
        box.setCurrentIndex(max(box.findData(before), 0))
        choices = box.view()
        if choices is not None:  # names that differ in the middle alone are told apart
            choices.setMinimumWidth(choices.sizeHintForColumn(0) + CHOICE_ROOM)
        box.blockSignals(False)


def _adds_to_selection() -> bool:
    """Whether Ctrl or Shift is held: the row is one of several, not the one to be shown."""
    held = QGuiApplication.keyboardModifiers()
    return bool(held & Qt.KeyboardModifier.ControlModifier) or bool(held & Qt.KeyboardModifier.ShiftModifier)
