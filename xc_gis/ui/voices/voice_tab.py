"""What the tabs of services and voices share: choices, sentences of the district, the community that is chosen, or why there is nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from xc_gis.languages.message import msg
from xc_gis.ui.presenters.voices.voices_view import Detail
from xc_gis.ui.widgets.choice_views import ChoiceCells
from xc_gis.ui.widgets.fold import Fold
from xc_gis.ui.widgets.row_table import show_rows_only
from xc_gis.wording.window import label_of, tr

ROW_PX = 24


class VoiceTab(QScrollArea):
    """
    Shows what its presenter says (``VoiceTab`` of ``voices_view``).

    Attributes
    ----------
    form, charts, below
        Where a tab puts its choices and its drawings: above what is said of the community, and below it.
    picture
        Saves what the tab shows as a picture.

    Signals
    -------
    add_requested
        The table that is missing is to be added to the study.
    key_chosen
        Key of a row of the community's table.
    picture_requested
        The charts are to be saved.
    """

    add_requested = pyqtSignal()
    key_chosen = pyqtSignal(str)
    picture_requested = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        self.missing, self.add = _words(), QPushButton(tr(msg("添加数据…")))
        self.missing.setContentsMargins(12, 12, 12, 4)
        self.there = QWidget()
        inside = QVBoxLayout(self.there)
        inside.setContentsMargins(10, 8, 10, 8)
        inside.setSpacing(7)
        self.form = QFormLayout()
        self.form.setVerticalSpacing(4)
        self.facts, self.more = _words(), _words()
        self.more.setObjectName("soft")
        self.charts = QVBoxLayout()
        self.charts.setSpacing(7)
        self.below = QVBoxLayout()
        self.below.setSpacing(7)
        self.title, self.lines = _words(), _words()
        self.title.setObjectName("subheading")
        self.cells = ChoiceCells()
        show_rows_only(self.cells, ROW_PX)
        self.cells.setWordWrap(False)
        for bar in (self.cells.setVerticalScrollBarPolicy, self.cells.setHorizontalScrollBarPolicy):
            bar(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # the panel scrolls
        self.cells.itemSelectionChanged.connect(self._choose)
        self.picture = QPushButton(tr(msg("存为图片…")))
        self.picture.setToolTip(tr(msg("把本栏的图和文字存为 PNG")))
        self.fold = Fold(msg("怎样计算"), self.more)
        inside.addLayout(self.form)
        inside.addWidget(self.facts)
        inside.addLayout(self.charts)
        for widget in (self.title, self.lines, self.cells):
            inside.addWidget(widget)
        inside.addLayout(self.below)
        for widget in (self.fold, self.more, self.picture):
            inside.addWidget(widget)
        inside.addStretch(1)
        column.addWidget(self.missing)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.there)
        column.addStretch(1)
        self.setWidget(whole)
        self._keys: tuple[str, ...] = ()
        self._filling = False
        self.add.clicked.connect(self.add_requested)
        self.picture.clicked.connect(lambda: self.picture_requested.emit(self.there))

    def add_choice(self, words: str, box: QComboBox) -> None:
        """A choice with its name; it is never wider than the panel."""
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        box.setAccessibleName(label_of(words))
        self.form.addRow(label_of(words), box)

    @staticmethod
    def offer(box: QComboBox, choices: Sequence[tuple[str, str]], chosen: str) -> None:
        """Replace what can be chosen, keys and words, and mark what is."""
        there = [box.itemData(n) for n in range(box.count())]
        box.blockSignals(True)
        if there != [key for key, _ in choices]:
            box.clear()
            for key, words in choices:
                box.addItem(words, key)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.blockSignals(False)

    # -- what the presenter shows ----------------------------------------------------------------------------------------
    def show_missing(self, words: str) -> None:
        """Why there is nothing to show; empty: there is."""
        self.missing.setText(words)
        self.missing.setVisible(bool(words))
        self.add.setVisible(bool(words))
        self.there.setVisible(not words)

    def show_facts(self, lines: Sequence[str], more: Sequence[str]) -> None:
        """Sentences of the whole district, and how it is meant."""
        self.facts.setText("\n".join(lines))
        self.more.setText("\n".join(more))

    def show_detail(self, detail: Detail) -> None:
        """The community that is chosen."""
        self.title.setText(detail.title or tr(msg("点选地图上的社区或表中的一行，这里显示该社区")))
        self.lines.setText("\n".join(detail.lines))
        self.lines.setVisible(bool(detail.lines))
        self._filling, self._keys = True, detail.keys
        self.cells.setVisible(bool(detail.rows))
        self.cells.setColumnCount(len(detail.headings))
        self.cells.setHorizontalHeaderLabels(list(detail.headings))
        self.cells.setRowCount(len(detail.rows))
        figures = range(1, len(detail.headings) - detail.ends_in_words)
        for n, row in enumerate(detail.rows):
            for at, text in enumerate(row):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if at in figures:
                    item.setTextAlignment(int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter))
                self.cells.setItem(n, at, item)
        top = self.cells.horizontalHeader()
        if top is not None and detail.headings:
            top.setSectionResizeMode(top.ResizeMode.ResizeToContents)
            for wide in (0, len(detail.headings) - 1):
                top.setSectionResizeMode(wide, top.ResizeMode.Stretch)
        self.cells.clearSelection()
        self.cells.setFixedHeight(ROW_PX * len(detail.rows) + (top.sizeHint().height() if top is not None else 0) + 4)
        self._filling = False

    def _choose(self) -> None:
        items = self.cells.selectedItems()
        if items and not self._filling and items[0].row() < len(self._keys):
            self.key_chosen.emit(self._keys[items[0].row()])


def _words() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
