"""A tab of the planning page with one question: what is asked, a stop, the answer in sentences and as a table that can be saved."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSizePolicy,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from xc_gis.languages.message import msg
from xc_gis.ui.presenters.planning.analysis_view import NO_TABLE, AnalysisTable
from xc_gis.ui.widgets.asking import TABLE, ask_target
from xc_gis.ui.widgets.choice_views import ChoiceCells
from xc_gis.ui.widgets.fold import Fold
from xc_gis.ui.widgets.name_column import NameColumn
from xc_gis.ui.widgets.row_table import show_rows_only
from xc_gis.wording.window import label_of, tr

ROW_PX, SHOWN_ROWS, LEAST_ROWS = 24, 11, 4
NAME_PX = 110
"""A name of six characters."""


class AnalysisTab(QWidget):
    """
    Shows what its presenter says (``AnalysisView``); tells what is asked for.

    Parameters
    ----------
    about
        What it answers, in a sentence.

    Attributes
    ----------
    form, buttons
        Where a tab puts its own fields, and its own buttons below the table.

    Signals
    -------
    start_asked, stop_asked
        It is to be computed; that is to end.
    chosen
        Community of a row; empty where no row is chosen.
    export_requested
        File, headings and lines of the table.
    standard_chosen
        Id of the standard by which the question goes; empty: the first of the study.
    """

    start_asked = pyqtSignal()
    stop_asked = pyqtSignal()
    chosen = pyqtSignal(str)
    export_requested = pyqtSignal(Path, list, list)
    standard_chosen = pyqtSignal(str)

    def __init__(self, about: str, start: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = NO_TABLE
        self._filling = False
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(8)
        words = QLabel(tr(about))
        words.setWordWrap(True)
        words.setObjectName("soft")
        self.form = QFormLayout()
        self.form.setVerticalSpacing(4)
        self.start, self.stop = QPushButton(label_of(start)), QPushButton(tr(msg("停止")))
        self.start.setObjectName("primary")
        line = QHBoxLayout()
        line.addWidget(self.start, 1)
        line.addWidget(self.stop, 1)
        self.state = QLabel()
        self.state.setWordWrap(True)
        self.table = ChoiceCells()
        self._set_up_table()
        self.told, self.more = QLabel(), QLabel()
        for words_of in (self.told, self.more):
            words_of.setWordWrap(True)
            words_of.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.more.setObjectName("soft")
        self.more_open = Fold(msg("更多说明"), self.more)
        self.export = QPushButton(tr(msg("导出表格…")))
        self.buttons = QHBoxLayout()
        self.buttons.addWidget(self.export)
        column.addWidget(words)
        column.addLayout(self.form)
        column.addLayout(line)
        column.addWidget(self.state)
        column.addWidget(self.table)
        column.addWidget(self.told)
        column.addLayout(self.buttons)
        column.addWidget(self.more_open)
        column.addWidget(self.more)
        column.addStretch(1)
        self.start.clicked.connect(self.start_asked)
        self.stop.clicked.connect(self.stop_asked)
        self.export.clicked.connect(self.ask_export)
        self.show_fault("")

    def _set_up_table(self) -> None:
        table = self.table
        show_rows_only(table, ROW_PX)
        table.setAlternatingRowColors(True)
        table.setWordWrap(False)
        top = table.horizontalHeader()
        assert top is not None
        top.setMinimumSectionSize(ROW_PX)
        top.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.names = NameColumn(table, least=NAME_PX)  # stars with the names of their grades are wide
        table.itemSelectionChanged.connect(self._choose)

    def add_choice(self, words: str, box: QComboBox) -> None:
        """A field with its name; it is never wider than the panel."""
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        box.setAccessibleName(label_of(words))
        self.form.addRow(label_of(words), box)

    @staticmethod
    def offer(box: QComboBox, choices: Sequence[tuple[str, str]]) -> None:
        """Replace what can be chosen, keys and words; what was chosen stays so where it still can be."""
        chosen = box.currentData()
        box.clear()
        for key, words in choices:
            box.addItem(words, key)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.setEnabled(bool(choices))

    def ask_standard(self) -> None:
        """Give the form a choice of standard; it is seen only where a study has several."""
        self.standard = QComboBox()
        self.add_choice(msg("评价标准"), self.standard)
        self.standard.activated.connect(lambda _: self.standard_chosen.emit(str(self.standard.currentData() or "")))
        self.show_standards(())

    def show_standards(self, choices: Sequence[tuple[str, str]]) -> None:
        """Ids and names of the standards of the study, the first chosen."""
        self.standard.clear()
        for key, words in choices:
            self.standard.addItem(words, key)
            self.standard.setItemData(self.standard.count() - 1, words, Qt.ItemDataRole.ToolTipRole)
        listed = self.standard.view()
        if listed is not None:  # names of standards begin alike: the list shows them whole, however narrow the panel
            listed.setMinimumWidth(listed.sizeHintForColumn(0) + ROW_PX)
        name = self.form.labelForField(self.standard)
        for shown in (self.standard, name):
            if shown is not None:
                shown.setVisible(len(choices) > 1)

    # -- what is shown -------------------------------------------------------------------------------------------------
    def show_working(self, words: str) -> None:
        """A computation goes on."""
        self._allow(working=True)
        self.state.setText(words)

    def show_answer(self, lines: Sequence[str], table: AnalysisTable, more: Sequence[str] = ()) -> None:
        """What was found."""
        self.state.setText("\n".join(lines))
        self.more.setText("\n".join(more))
        self._fill(table)
        self._allow(working=False)

    def show_fault(self, words: str) -> None:
        """Why there is no answer."""
        self.state.setText(words)
        self.more.clear()
        self._fill(NO_TABLE)
        self._allow(working=False)

    def _allow(self, *, working: bool) -> None:
        self.start.setEnabled(not working)
        self.stop.setEnabled(working)
        self.state.setVisible(bool(self.state.text()))
        self.table.setVisible(bool(self._table.rows))
        self.export.setVisible(bool(self._table.rows))
        self.more_open.setVisible(bool(self.more.text()))
        self.more.setVisible(bool(self.more.text()) and self.more_open.isChecked())

    def _fill(self, table: AnalysisTable) -> None:
        self._filling = True
        self._table = table
        shown = self.table
        shown.setAccessibleName(table.title)
        shown.clear()
        shown.setColumnCount(len(table.headings))
        shown.setHorizontalHeaderLabels(list(table.headings))
        shown.setRowCount(len(table.rows))
        for number, row in enumerate(table.rows):
            for column, text in enumerate(row):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if column:
                    item.setTextAlignment(int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter))
                shown.setItem(number, column, item)
        for column in range(len(table.headings)):
            shown.setColumnHidden(column, column >= table.shown)
        self.names.fit()
        self._tell()
        rows = max(LEAST_ROWS, min(SHOWN_ROWS, len(table.rows)))
        shown.setFixedHeight((rows + 2) * ROW_PX)
        self._filling = False
        if not self.chosen_key:
            self.chosen.emit("")  # whatever was chosen in the table before

    @property
    def chosen_key(self) -> str:
        """Community of the row that is chosen; empty for none."""
        items = self.table.selectedItems()
        return self._table.keys[items[0].row()] if items else ""

    def _choose(self) -> None:
        if not self._filling:
            self._tell()
            self.chosen.emit(self.chosen_key)

    def _tell(self) -> None:
        """Below the table: the last column of the row that is chosen, where it is one that needs room."""
        items = self.table.selectedItems()
        words = ""
        if self._table.told and self._table.rows:
            row = self._table.rows[items[0].row()] if items else None
            words = (
                tr(msg("{what}：{words}", what=self._table.headings[-1], words=row[-1]))
                if row
                else tr(msg("选中一行，这里写明：{what}", what=self._table.headings[-1]))
            )
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def ask_export(self) -> None:
        """Ask for a file and tell it with the table."""
        filters = tr(msg("Excel 工作簿 (*.xlsx);;CSV 表格 (*.csv)"))
        path = ask_target(self, TABLE, tr(msg("导出表格")), f"{self._table.title}.xlsx", filters)
        if path is not None:
            self.export_requested.emit(path, list(self._table.headings), [list(row) for row in self._table.rows])
