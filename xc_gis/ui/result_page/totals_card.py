"""The totals of several communities or of an area drawn: residents, the category of the map, stars, every category as a bar."""

from __future__ import annotations

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtGui import QGuiApplication
from PyQt5.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from xc_gis.languages.message import msg
from xc_gis.runs.view import RunView
from xc_gis.ui.presenters.result.totals import Totals, residents_words, theme_words, totals_text
from xc_gis.ui.result_page.coverage_bars import CoverageBars
from xc_gis.ui.result_page.star_bars import StarBars
from xc_gis.wording.window import joined_words, tr


class TotalsCard(QFrame):
    """
    Shows the totals it is given; computes nothing.

    Signals
    -------
    closed
        Nothing shall be chosen any more.
    category_chosen
        Code of the category that was clicked.
    subdistrict_chosen
        Name of the subdistrict whose communities shall be chosen.
    noted
        A word for the status bar.
    """

    closed = pyqtSignal()
    category_chosen = pyqtSignal(str)
    subdistrict_chosen = pyqtSignal(str)
    noted = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(tr(msg("合计")))
        self.totals: Totals | None = None
        self._category, self._study, self._standard = "", "", ""
        self.heading, self.residents, self.notes, self.theme = QLabel(), QLabel(), QLabel(), QLabel()
        self.heading.setObjectName("heading")
        self.notes.setObjectName("soft")
        for label in (self.heading, self.residents, self.notes, self.theme):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.stars, self.bars = StarBars(), CoverageBars()
        self.bars.category_chosen.connect(self.category_chosen)
        close, copy = QPushButton(tr(msg("返回"))), QPushButton(tr(msg("复制")))
        close.setAccessibleName(tr(msg("取消所选")))
        close.clicked.connect(self.closed)
        copy.setToolTip(tr(msg("把合计复制为表格，可粘贴到电子表格")))
        copy.clicked.connect(self.copy)
        self.subdistrict = QComboBox()
        self.subdistrict.setAccessibleName(tr(msg("按街道选择")))
        self.subdistrict.activated.connect(self._subdistrict_wanted)
        top, tools = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        tools.addWidget(self.subdistrict, 1)
        tools.addWidget(copy)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 4, 0)
        for widget in (self.residents, self.notes, self.theme, self.stars, self.bars):
            column.addWidget(widget)
        column.addStretch(1)
        room = QScrollArea()
        room.setWidgetResizable(True)
        room.setFrameShape(QFrame.Shape.NoFrame)
        room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        room.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 10, 12)
        layout.addLayout(top)
        layout.addWidget(room, 1)
        layout.addLayout(tools)

    def show_run(self, run: RunView) -> None:
        """Another run: its subdistricts, and what it calls itself on what is copied."""
        self._study, self._standard = run.name, joined_words((tr(run.standard["name"]), run.standard["version"]))
        self.bars.show_whole(run.whole)
        self.subdistrict.clear()
        self.subdistrict.addItem(tr(msg("按街道选择…")), "")
        for name in sorted({c.subdistrict for c in run.communities} - {""}):
            self.subdistrict.addItem(name, name)
        self.subdistrict.setEnabled(self.subdistrict.count() > 1)

    def show_totals(self, totals: Totals) -> None:
        """Replace the contents."""
        self.totals = totals
        self.heading.setText(totals.title)
        self.residents.setText(residents_words(totals))
        self.notes.setText("\n".join(totals.notes))
        self.notes.setVisible(bool(totals.notes))
        self.stars.show_stars(totals.stars)
        self.bars.show_rows(totals.rows)
        self._show_theme()

    def show_category(self, code: str) -> None:
        """Tell more of the category that the map shows; empty: none."""
        self._category = code
        self._show_theme()

    def _show_theme(self) -> None:
        row = self.totals.of(self._category) if self.totals is not None else None
        self.theme.setText("\n".join(theme_words(row)) if row is not None else "")
        self.theme.setVisible(row is not None)
        self.bars.mark(self._category)

    def _subdistrict_wanted(self, row: int) -> None:
        name = self.subdistrict.itemData(row)
        self.subdistrict.setCurrentIndex(0)
        if name:
            self.subdistrict_chosen.emit(name)

    def copy(self) -> None:
        """Put the totals on the clipboard."""
        board = QGuiApplication.clipboard()
        if board is not None and self.totals is not None:
            board.setText(totals_text(self.totals, study=self._study, standard=self._standard))
            self.noted.emit(msg("已复制合计"))
