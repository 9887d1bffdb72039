"""The tab of years: which runs are compared, a stop, what changed and why, a line through the years."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from xc_gis.languages.message import msg
from xc_gis.ui.presenters.targets.targets_view import RunChoice, SeriesPoint
from xc_gis.ui.presenters.voices.voices_view import Choices
from xc_gis.ui.targets.series_chart import SeriesChart
from xc_gis.ui.targets.tabs import TargetTab
from xc_gis.wording.window import joined_words, tr

ROWS, ROW_PX = 3, 24
_FOLDER = int(Qt.ItemDataRole.UserRole)


class YearsTab(TargetTab):
    """
    Runs of several years.

    Signals
    -------
    marked
        Folder of a run, and whether it is compared.
    folder_requested, archive_requested
        Another run is to be looked for.
    split_chosen
        Whether changes are split into causes.
    points_requested, points_dropped
        A table of demonstration points is to be followed; none any more.
    standard_chosen
        Id of the standard by which runs are compared next.
    start_requested, stop_requested
        Compare; end that.
    pair_chosen, what_chosen, cause_chosen
        Keys.
    keep_requested
        The comparison is to be kept as files.
    """

    marked = pyqtSignal(str, bool)
    folder_requested = pyqtSignal()
    archive_requested = pyqtSignal()
    split_chosen = pyqtSignal(bool)
    points_requested = pyqtSignal()
    points_dropped = pyqtSignal()
    standard_chosen = pyqtSignal(str)
    start_requested = pyqtSignal()
    stop_requested = pyqtSignal()
    pair_chosen = pyqtSignal(str)
    what_chosen = pyqtSignal(str)
    cause_chosen = pyqtSignal(str)
    keep_requested = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._updating = False
        self.pair, self.what, self.cause = QComboBox(), QComboBox(), QComboBox()
        self.standard = QComboBox()
        self.standard.setAccessibleName(tr(msg("评价标准")))
        self.standard.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.add_choice(msg("比较的两次"), self.pair)
        self.add_choice(msg("内容"), self.what)
        self.add_choice(msg("地图显示"), self.cause)
        self._lay_out_runs()
        self.chart = SeriesChart()
        self.charts.addWidget(self.chart)
        self.keep = QPushButton(tr(msg("导出比较…")))
        self.keep.setToolTip(tr(msg("变化、原因、不同之处和历次数值的表，与 xc-gis compare --out 相同")))
        self.below.addWidget(self.keep)
        for box, signal in ((self.pair, self.pair_chosen), (self.what, self.what_chosen), (self.cause, self.cause_chosen)):
            box.activated.connect(lambda _, box=box, signal=signal: signal.emit(self.key_of(box)))
        self.standard.activated.connect(lambda _: self.standard_chosen.emit(self.key_of(self.standard)))
        self.keep.clicked.connect(self.keep_requested)

    def _lay_out_runs(self) -> None:
        """The runs stand above all else."""
        self.runs = QListWidget()
        self.runs.setAccessibleName(tr(msg("可比较的结果")))
        self.runs.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.runs.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.runs.setFixedHeight(ROWS * ROW_PX)
        self.folder, self.archive = QPushButton(tr(msg("添加结果…"))), QPushButton(tr(msg("添加存档…")))
        self.folder.setToolTip(tr(msg("任一次运行的结果文件夹")))
        self.archive.setToolTip(tr(msg("xc-gis archive 写的 zip：连同当时的输入")))
        self.split = QCheckBox(tr(msg("分解原因（世界、数据、方法）")))
        self.split.setToolTip(tr(msg("要用每一次的输入，几秒到半分钟；不勾选只看历次数值")))
        self.split.setChecked(True)
        self.points, self.no_points = QPushButton(tr(msg("示范点表…"))), QPushButton(tr(msg("不跟踪")))
        self.points.setToolTip(tr(msg("社区、级别、年份：逐年跟踪示范点，并与其余社区并列")))
        self.no_points.setToolTip(tr(msg("不再跟踪示范点")))
        self.start, self.stop = QPushButton(tr(msg("比较"))), QPushButton(tr(msg("停止")))
        self.start.setObjectName("primary")
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout()
        column.setSpacing(5)
        column.addWidget(self.runs)
        for pair in ((self.folder, self.archive), (self.points, self.no_points), (self.start, self.stop)):
            line = QHBoxLayout()
            for button in pair:
                line.addWidget(button, 1)
            column.addLayout(line)
            if pair[0] is self.folder:
                column.addWidget(self.split)
                column.addWidget(self.standard)
        column.addWidget(self.said)
        self.form.insertRow(0, column)
        self.runs.itemChanged.connect(self._mark)
        self.folder.clicked.connect(self.folder_requested)
        self.archive.clicked.connect(self.archive_requested)
        self.split.toggled.connect(self.split_chosen)
        self.points.clicked.connect(self.points_requested)
        self.no_points.clicked.connect(self.points_dropped)
        self.start.clicked.connect(self.start_requested)
        self.stop.clicked.connect(self.stop_requested)

    # -- what the presenter shows ----------------------------------------------------------------------------------------
    def show_runs(self, runs: Sequence[tuple[RunChoice, bool]], *, working: bool, said: str, points: str) -> None:
        """Which runs there are and which are compared; whether that goes on, what is said of it, and the table of demonstration points (empty: none)."""
        items = [item for item in map(self.runs.item, range(self.runs.count())) if item is not None]
        there = [(item.data(_FOLDER), item.checkState() == Qt.CheckState.Checked) for item in items]
        wanted = [(str(one.folder), on) for one, on in runs]
        if there != wanted:
            self._updating = True
            row = self.runs.currentRow()
            self.runs.clear()
            for one, on in runs:
                item = QListWidgetItem(joined_words([one.date or tr(msg("未注日期")), one.words]))
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
                item.setData(_FOLDER, str(one.folder))
                item.setToolTip(str(one.folder))
                self.runs.addItem(item)
            self.runs.setCurrentRow(min(row, self.runs.count() - 1))
            self._updating = False
        count = sum(on for _, on in runs)
        self.start.setEnabled(count > 1 and not working)
        self.stop.setEnabled(working)
        for widget in (self.runs, self.folder, self.archive, self.split, self.standard, self.points, self.no_points):
            widget.setEnabled(not working)
        self.points.setText(tr(msg("示范点：{name}", name=points)) if points else tr(msg("示范点表…")))
        self.no_points.setVisible(bool(points))
        few = tr(msg("勾选至少两次结果；每次运行后，上一次结果会留在这里。")) if count < 2 else ""  # noqa: PLR2004 - a pair
        self.said.setText(said or few)
        self.said.setVisible(bool(said or few))

    def show_standards(self, choices: Choices, chosen: str) -> None:
        """Ids and names of the standards by which runs can be compared, and which is; none hides the choice."""
        self.show_choice(self.standard, choices, chosen)
        listed = self.standard.view()
        if listed is not None:  # names of standards begin alike: the list shows them whole, however narrow the panel
            listed.setMinimumWidth(listed.sizeHintForColumn(0) + ROW_PX)

    def show_choices(self, pairs: Choices, whats: Choices, causes: Choices, chosen: tuple[str, str, str]) -> None:
        """What can be chosen, and what is: pair of runs, stars or a category, whole change or a cause; none hides a choice."""
        self.show_choice(self.pair, pairs, chosen[0])
        self.show_choice(self.what, whats, chosen[1])
        self.show_choice(self.cause, causes, chosen[2])
        for widget in (self.keep, self.picture):
            widget.setVisible(bool(whats))

    def show_series(self, points: Sequence[SeriesPoint], most: float, title: str) -> None:
        """A figure of the chosen community run by run, on a scale up to ``most``; none hides it."""
        self.chart.show_points(points, most, title)

    def _mark(self, item: QListWidgetItem) -> None:
        if not self._updating:
            self.marked.emit(str(item.data(_FOLDER)), item.checkState() == Qt.CheckState.Checked)
