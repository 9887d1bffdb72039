"""The fact sheet of one community: its star and what it rests on, what the next lacks, and every category as a bar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PyQt5.QtCore import QRectF, QSize, Qt, QTimer, pyqtSignal
from PyQt5.QtGui import QGuiApplication, QPainter, QPaintEvent
from PyQt5.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from xc_gis.languages.message import msg
from xc_gis.runs.view import CommunityView, CoverageView, RunView
from xc_gis.ui.presenters.result.sheet_words import (
    next_star_heading,
    old_and_young,
    rating_basis_words,
    reasons_of,
    residents_words,
    senior_words,
    sheet_text,
    star_bounds_words,
    subdistrict_words,
    surveys_words,
)
from xc_gis.ui.result_page.coverage_bars import ROW_HEIGHT, CoverageBars
from xc_gis.ui.widgets.state_paint import paint_stars
from xc_gis.ui.widgets.style import LINE
from xc_gis.wording.codes import NOTE_ZH, SAMPLE_MARK, map_credit, use_limit
from xc_gis.wording.window import capital, joined_words, name_of, tr, window_text

EMPTY = msg("在地图或下面的表中点选一个社区，\n这里显示它的星级、缺口和每类服务")


class StarRow(QWidget):
    """Five painted stars."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stars: tuple[int | None, int | None, int | None] = (None, None, None)

    def show_stars(self, stars: int | None, low: int | None, high: int | None) -> None:
        """Show a star with its bounds."""
        self._stars = (stars, low, high)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wide enough for five."""
        return QSize(130, 26)

    def paintEvent(self, _event: QPaintEvent | None) -> None:  # noqa: N802
        """Paint."""
        painter = QPainter(self)
        paint_stars(painter, QRectF(0, 0, 130, self.height()), *self._stars)


class WalkWords(QFrame):
    """A walk in words, always in sight below the bars: where to and how long; its pieces on demand."""

    HEAD, PIECES_HEIGHT = 2, 150

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("walk")
        self.setStyleSheet(f"#walk {{ border: 0; border-top: 1px solid {LINE}; }}")
        self._head, self._pieces = _label("", "", wrap=True), _label("", "soft", wrap=True)
        self._room = QScrollArea()
        self._room.setWidget(self._pieces)
        self._room.setWidgetResizable(True)
        self._room.setFrameShape(QFrame.Shape.NoFrame)
        self._room.setFixedHeight(self.PIECES_HEIGHT)
        self._pieces.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.more = QPushButton(tr(msg("逐段明细")))
        self.more.setObjectName("link")
        self.more.setCheckable(True)
        self.more.setAutoDefault(False)
        self.more.toggled.connect(self._room.setVisible)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 0)
        column.setSpacing(2)
        for widget in (self._head, self.more, self._room):
            column.addWidget(widget)
        self.show_sentences(())

    def show_sentences(self, sentences: Sequence[str]) -> None:
        """Show a walk; none hides it."""
        head, pieces = list(sentences[: self.HEAD]), list(sentences[self.HEAD :])
        _say(self._head, "\n".join(map(tr, head)))
        self._pieces.setText("\n".join(tr(line).strip() for line in pieces))
        self._room.setVisible(bool(pieces) and self.more.isChecked())
        self.more.setVisible(bool(pieces))
        self.setVisible(bool(head))


class FactSheet(QFrame):
    """
    Shows the community it is given; computes nothing, asks nobody.

    Signals:
        category_chosen: Code of the category that was clicked.
        print_requested: The sheet shall be printed.
        pdf_requested: The sheet shall become a file.
        noted: A word for the status bar.
    """

    category_chosen = pyqtSignal(str)
    print_requested = pyqtSignal()
    pdf_requested = pyqtSignal()
    noted = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(tr(msg("社区一览")))
        self.setMinimumWidth(330)
        self.community: CommunityView | None = None
        self._study, self._standard, self._credit, self._limit = "", "", "", ""
        self._marked: int | None = None
        self._stack = QStackedLayout(self)
        empty = _label(tr(EMPTY), "soft", wrap=True)
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(empty)
        self._stack.addWidget(self._made())

    def _made(self) -> QWidget:
        self._name = _label("", "heading", wrap=True)
        self._where = _label("", "soft", wrap=True)
        self._mark = _label(tr(msg("暂评")), "badge")
        self._mark.setToolTip(tr(msg("缺少“服务落实与品质”或“群众评价与诉求”数据，只按可达性评定")))
        self._stars, self._star_words = StarRow(), _label("", "heading")
        self._standing, self._bounds = _label("", "", wrap=True), _label("", "soft", wrap=True)
        self._next_head, self._reasons = _label("", "subheading"), _label("", "", wrap=True)
        self._surveys = _label("", "warning", wrap=True)
        self._groups, self._walk = _label("", "", wrap=True), WalkWords()
        self._groups.setTextFormat(Qt.TextFormat.PlainText)
        self._bars = CoverageBars()
        self._bars.category_chosen.connect(self.category_chosen)
        copy = QPushButton(tr(msg("复制文字")))
        copy.setToolTip(tr(msg("把这一页的文字复制到剪贴板")))
        copy.clicked.connect(self.copy)
        printing = QPushButton(tr(msg("打印…")))
        printing.clicked.connect(self.print_requested)
        saving = QPushButton(tr(msg("存为 PDF…")))
        saving.clicked.connect(self.pdf_requested)
        for button in (copy, printing, saving):
            button.setAutoDefault(False)
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        star = QHBoxLayout()
        star.addWidget(self._stars)
        star.addWidget(self._star_words, 1)
        tools = QHBoxLayout()
        tools.addWidget(copy)
        tools.addWidget(printing)
        tools.addWidget(saving)
        tools.addStretch(1)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(12, 12, 8, 12)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._where)
        column.addLayout(star)
        for label in (self._bounds, self._standing, self._next_head, self._reasons, self._surveys, self._groups):
            column.addWidget(label)
        column.addWidget(_label(tr(msg("各类服务")), "subheading"))
        column.addWidget(
            _label(
                tr(msg("粗体为必备 · 实色=已覆盖，斜纹=未知，空白=缺口，▲=所有社区合计；点选一类，地图显示最近设施与路线")),
                "soft",
                wrap=True,
            )
        )
        column.addWidget(self._bars)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        self._scroll = scroll
        whole = QWidget()
        outer = QVBoxLayout(whole)
        outer.setContentsMargins(0, 0, 0, 8)
        outer.addWidget(scroll, 1)
        outer.addWidget(self._walk)
        tools.setContentsMargins(12, 0, 12, 0)
        outer.addLayout(tools)
        return whole

    def show_run(self, run: RunView) -> None:
        """Tell which study and standard the sheets to come are from; stands under what is copied and printed."""
        self._bars.show_whole(run.whole)
        mark = f" · {tr(SAMPLE_MARK)}" if run.is_synthetic and SAMPLE_MARK not in run.name else ""
        self._study = f"{run.name}{mark}"
        self._standard = window_text("in_brackets", tr(run.standard["name"]), f"{run.standard['id']} {run.standard['version']}")
        self._credit = tr(map_credit(synthetic=run.is_synthetic))
        self._limit = tr(use_limit(in_china=run.in_china))

    def show_community(self, community: CommunityView) -> None:
        """Show a community."""
        same = self.community is not None and self.community.community_id == community.community_id
        self.community = community
        self._name.setText(community.name)
        people = [residents_words(community)]
        people += [tr(NOTE_ZH["derived"])] if community.location == "derived" else []
        self._where.setText(f"{subdistrict_words(community)} · {joined_words(people)}")
        self._mark.setVisible(community.provisional)
        self._stars.show_stars(community.stars, community.stars_low, community.stars_high)
        self._star_words.setText(tr(community.stars_zh))
        self._star_words.setAccessibleName(tr(msg("星级：{stars_zh}", stars_zh=community.stars_zh)))
        _say(self._bounds, star_bounds_words(community))
        _say(self._standing, rating_basis_words(community))
        _say(self._next_head, next_star_heading(community))
        _say(self._reasons, "\n".join(f"· {capital(reason)}" for reason in reasons_of(community)))
        _say(self._surveys, surveys_words(community))
        _say(self._groups, _group_words(old_and_young(community)))
        self._walk.show_sentences(())
        self._marked = None
        self._bars.show_rows(community.coverage)
        self._stack.setCurrentIndex(1)
        if not same:
            self._scroll.ensureVisible(0, 0)

    def mark_category(self, category: str) -> None:
        """Mark a category; empty: none."""
        self._walk.show_sentences(())
        self._marked = self._bars.mark(category)
        self._reveal()

    def show_walk(self, answer: Mapping[str, Any]) -> None:
        """The walk to the nearest facility, in words."""
        self._walk.show_sentences(answer.get("sentences", ()))
        QTimer.singleShot(0, self._reveal)  # the words take room from the bars

    def _reveal(self) -> None:
        """Scroll to the marked category."""
        if self._marked is not None:
            self._scroll.ensureVisible(0, self._bars.y() + self._marked, 0, ROW_HEIGHT)

    def clear(self) -> None:
        """Nothing is chosen."""
        self.community = None
        self._stack.setCurrentIndex(0)

    def text(self) -> str:
        """The sheet as text; empty where nothing is chosen."""
        return sheet_text(self.community, study=self._study, standard=self._standard) if self.community else ""

    def copy(self) -> None:
        """Put the text on the clipboard."""
        board = QGuiApplication.clipboard()
        if board is not None and self.community is not None:
            board.setText(self.text())
            self.noted.emit(msg("已复制“{name}”的文字", name=self.community.name))

    @property
    def source(self) -> tuple[str, str, str, str]:
        """Study, standard, credit of the map data and what the sheet may be used for, for print."""
        return self._study, self._standard, self._credit, self._limit


def _group_words(groups: Sequence[tuple[str, str, Sequence[CoverageView]]]) -> str:
    """One old, one young, in two lines."""
    lines = []
    for title, count, rows in groups:
        shown = [f"{name_of(row.category)} {senior_words(row)}" for row in rows if row.applies and row.low is not None]
        if shown:
            lines.append(window_text("in_brackets", title, count) + window_text("colon") + joined_words(shown, "、"))
    return "\n".join(lines)


def _label(words: str, name: str, *, wrap: bool = False) -> QLabel:
    label = QLabel(words)
    label.setObjectName(name)
    label.setWordWrap(wrap)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _say(label: QLabel, words: str) -> None:
    label.setText(words)
    label.setVisible(bool(words))
