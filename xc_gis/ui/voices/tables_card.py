"""The card below the map: the tables of the tab in front, filtered, sorted, chosen from, exported; the survey as a matrix."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt5.QtCore import QModelIndex, Qt, QTimer, pyqtSignal
from PyQt5.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from xc_gis.languages.message import msg
from xc_gis.ui.presenters.voices.cells import NO_TABLE, VoiceTable
from xc_gis.ui.presenters.voices.survey_tables import SurveyMatrix
from xc_gis.ui.voices.matrix_view import MatrixView
from xc_gis.ui.voices.record_model import RecordModel
from xc_gis.ui.widgets.choice_views import ChoiceTable
from xc_gis.ui.widgets.elided_label import ElidedLabel
from xc_gis.wording.window import tr

TYPING_MS = 150
ROW_PX = 25
NARROWEST, WIDEST, HEADING_ROOM = 60, 190, 30
SAMPLE_ROWS = 60
"""Rows whose texts the widths of columns are measured by."""


class TablesCard(QFrame):
    """
    Shows what the presenter of the tab in front says (``TablesView``).

    Signals
    -------
    table_chosen
        Key of a table.
    row_chosen
        Community and category of a row.
    item_chosen
        Number of an item, from 0.
    filtered
        Subdistrict and words to look for.
    group_cleared
        All classes of rows are to be shown again.
    export_requested
        The table in front is to be written to a file.
    """

    table_chosen = pyqtSignal(str)
    row_chosen = pyqtSignal(str, str)
    item_chosen = pyqtSignal(int)
    filtered = pyqtSignal(str, str)
    group_cleared = pyqtSignal()
    export_requested = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.model = RecordModel(self)
        self.view = ChoiceTable()
        self.matrix = MatrixView()
        self._dress()
        self.stack = QStackedWidget()
        for widget in (self.view, self.matrix):
            self.stack.addWidget(widget)
        self.which, self.subdistrict, self.text = QComboBox(), QComboBox(), QLineEdit()
        self.group, self.export, self.foot = QPushButton(), QPushButton(tr(msg("导出…"))), ElidedLabel()
        self.foot.setObjectName("soft")
        self._foot, self._updating = "", False
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._lay_out()
        self._connect()
        self.show_subdistricts(())

    def _dress(self) -> None:
        view = self.view
        view.setModel(self.model)
        view.setSortingEnabled(True)
        view.setAlternatingRowColors(True)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers))
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        for widget in (view, self.matrix):
            widget.setFrameShape(QFrame.Shape.NoFrame)
        across, down = view.horizontalHeader(), view.verticalHeader()
        if across is not None:
            across.setHighlightSections(False)
            across.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        if down is not None:
            down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            down.setDefaultSectionSize(ROW_PX)
            down.hide()

    def _lay_out(self) -> None:
        self.text.setPlaceholderText(tr(msg("查找表中的字词")))
        self.text.setClearButtonEnabled(True)
        self.group.setToolTip(tr(msg("看全部")))
        self.export.setToolTip(tr(msg("把表中所见的行存为 Excel 或 CSV")))
        for box, name in ((self.which, msg("看哪张表")), (self.subdistrict, msg("按街道筛选")), (self.text, msg("查找"))):
            box.setAccessibleName(tr(name))
            box.setToolTip(tr(name))
        for box in (self.which, self.subdistrict):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.setMinimumWidth(82)
        line = QHBoxLayout()
        for widget in (self.which, self.subdistrict, self.group):
            line.addWidget(widget)
        line.addWidget(self.text, 1)
        line.addWidget(self.export)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 6)
        column.setSpacing(6)
        column.addLayout(line)
        column.addWidget(self.stack, 1)
        column.addWidget(self.foot)

    def _connect(self) -> None:
        self.which.activated.connect(lambda _: self.table_chosen.emit(str(self.which.currentData())))
        self.subdistrict.currentIndexChanged.connect(lambda _: self._filter())
        self.text.textChanged.connect(lambda _text: self._typing.start())
        self._typing.timeout.connect(self._filter)
        self.group.clicked.connect(self.group_cleared)
        self.export.clicked.connect(self.export_requested)
        self.matrix.community_chosen.connect(lambda community: self.row_chosen.emit(community, ""))
        self.matrix.item_chosen.connect(self.item_chosen)
        self.matrix.told.connect(self._tell)
        rows = self.view.selectionModel()
        if rows is not None:
            rows.currentRowChanged.connect(self._chosen)

    # -- what the presenter shows ----------------------------------------------------------------------------------------
    def show_subdistricts(self, names: Sequence[str]) -> None:
        """Subdistricts to filter by."""
        self._updating = True
        before = self.subdistrict.currentData()
        self.subdistrict.clear()
        self.subdistrict.addItem(tr(msg("全部街道")), "")
        for name in names:
            self.subdistrict.addItem(name, name)
        self.subdistrict.setCurrentIndex(max(0, self.subdistrict.findData(before)))
        self._updating = False

    def show_names(self, names: Sequence[tuple[str, str]], chosen: str) -> None:
        """Which tables there are, and which is in front; none empties the card."""
        if [self.which.itemData(n) for n in range(self.which.count())] != [key for key, _ in names]:
            self.which.clear()
            for key, words in names:
                self.which.addItem(words, key)
        self.which.setCurrentIndex(max(0, self.which.findData(chosen)))
        for widget in (self.which, self.export, self.subdistrict, self.text):
            widget.setEnabled(bool(names))
        if not names:
            self.show_group("")
            self.show_table(NO_TABLE)

    def show_table(self, table: VoiceTable) -> None:
        """Show a table; columns are as wide as their headings and first rows."""
        self.stack.setCurrentWidget(self.view)
        self._updating = True
        other = table.headings != self.model.table.headings
        self.view.setCurrentIndex(QModelIndex())
        self.model.replace(table)
        across = self.view.horizontalHeader()
        if other and across is not None:
            across.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            self._widen(across)
        if other:
            self._to_the_top()
        self._updating = False
        self._tell_foot(table.foot)

    def _to_the_top(self) -> None:
        """Another table begins at its first row and column, wherever the one before it stood."""
        for bar in (self.view.verticalScrollBar(), self.view.horizontalScrollBar()):
            if bar is not None:
                bar.setValue(bar.minimum())

    def _widen(self, across: QHeaderView) -> None:
        across.ensurePolished()
        table, letters = self.model.table, self.view.fontMetrics()
        for column, words in enumerate(table.headings):
            texts = {row.cells[column].text for row in table.rows[:SAMPLE_ROWS]}
            widest = max((letters.horizontalAdvance(text) for text in texts), default=0) + 16
            head = across.fontMetrics().horizontalAdvance(words) + HEADING_ROOM
            self.view.setColumnWidth(column, max(NARROWEST, head, min(WIDEST, widest)))

    def show_matrix(self, matrix: SurveyMatrix, what: str) -> None:
        """Show communities × items: answers or satisfaction."""
        self.stack.setCurrentWidget(self.matrix)
        self.matrix.show_matrix(matrix, what)
        self._tell_foot(
            tr(
                msg(
                    "{rows} 个社区 × {columns} 个项目。指着或选中一格，这里写明；点列名，地图显示该项目。",
                    rows=len(matrix.communities),
                    columns=len(matrix.items),
                )
            )
        )

    def show_group(self, words: str) -> None:
        """Say which class of rows alone is shown; empty: all."""
        self.group.setText(f"{words}  ✕")
        self.group.setVisible(bool(words))

    def select(self, community: str, category: str) -> None:
        """Mark the row of a community without saying that it was chosen."""
        if self.stack.currentWidget() is self.matrix:
            self.matrix.select(community)
            return
        at = self.view.currentIndex().row()
        if 0 <= at < len(self.model.shown) and self._is_row(at, community, category):
            return  # the row that was clicked
        self._updating = True
        row = self.model.row_of(community, category)
        if row < 0:
            self.view.clearSelection()
            self.view.setCurrentIndex(QModelIndex())
        else:
            self.view.selectRow(row)
            self.view.scrollTo(self.model.index(row, 0))
        self._updating = False

    def _is_row(self, at: int, community: str, category: str) -> bool:
        row = self.model.shown[at]
        return row.community == community and (bool(community) or row.category == category)

    # -- requests --------------------------------------------------------------------------------------------------------
    @property
    def wanted(self) -> tuple[str, str]:
        """Subdistrict and words that rows are filtered by."""
        return str(self.subdistrict.currentData() or ""), self.text.text()

    def _filter(self) -> None:
        self._typing.stop()
        if self._updating:
            return
        self._updating = True
        self.model.filter_by(*self.wanted)
        self._updating = False
        self.filtered.emit(*self.wanted)

    def _chosen(self, index: QModelIndex, _before: QModelIndex) -> None:
        if not self._updating and 0 <= index.row() < len(self.model.shown):
            row = self.model.shown[index.row()]
            self.row_chosen.emit(row.community, row.category)

    def _tell_foot(self, words: str) -> None:
        self._foot = words
        self._tell("")

    def _tell(self, words: str) -> None:
        self.foot.setText(words or self._foot)
        self.foot.setToolTip(words or self._foot)
