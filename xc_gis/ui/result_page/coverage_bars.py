"""The categories of one community as bars: state by sign and shape, limit, coverage, who is left out, the nearest facility."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PyQt5.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, pyqtSignal
from PyQt5.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PyQt5.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from xc_gis.languages.message import msg
from xc_gis.runs.view import CoverageView
from xc_gis.ui.presenters.result.sheet_words import (
    by_domain,
    category_words,
    coverage_words,
    lack_words,
    nearest_words,
    whole_words,
)
from xc_gis.ui.widgets.state_paint import paint_bar, paint_mark, paint_whole
from xc_gis.ui.widgets.style import ACCENT, ACCENT_SOFT, INK, LINE, SOFT
from xc_gis.wording.codes import DOMAIN_ZH
from xc_gis.wording.window import name_of, tr

Index = QModelIndex | QPersistentModelIndex
ROW, WHOLE = (int(Qt.ItemDataRole.UserRole) + n for n in (1, 2))
HEAD_HEIGHT, ROW_HEIGHT, PAD = 26, 44, 8
MARK = 18.0
SMALLER = 0.87


class CoverageModel(QAbstractListModel):
    """Rows under the headings of their domains; a heading is a text, a row a ``CoverageView``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries: list[str | CoverageView] = []
        self.whole: Mapping[str, float] = {}

    def show(self, rows: Sequence[CoverageView]) -> None:
        """Replace the contents."""
        self.beginResetModel()
        self.entries = []
        for domain, mine in by_domain(rows):
            self.entries += [tr(DOMAIN_ZH[domain]), *mine]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Headings and rows."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Text for eyes and readers; the row itself for the painter."""
        entry = self.entries[index.row()]
        if role == ROW:
            return entry
        if role == WHOLE:
            return None if isinstance(entry, str) else self.whole.get(entry.category.code)
        if role in {int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)}:
            return entry if isinstance(entry, str) else category_words(entry)
        if role == int(Qt.ItemDataRole.ToolTipRole) and not isinstance(entry, str):
            return "\n".join(part for part in (category_words(entry), whole_words(self.whole.get(entry.category.code))) if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlags:
        """Headings cannot be chosen."""
        if isinstance(self.entries[index.row()], str):
            return Qt.ItemFlags(Qt.ItemFlag.NoItemFlags)
        return Qt.ItemFlags(Qt.ItemFlag.ItemIsEnabled) | Qt.ItemFlag.ItemIsSelectable

    def row_of(self, category: str) -> int:
        """Row of a category, -1 without it."""
        codes = [None if isinstance(e, str) else e.category.code for e in self.entries]
        return codes.index(category) if category in codes else -1


class CoverageDelegate(QStyledItemDelegate):
    """Paints a row: sign, name and limit above; bar, percent and who is left out below."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """Fixed heights: 25 rows are scrolled, never squeezed."""
        return QSize(option.rect.width(), HEAD_HEIGHT if isinstance(index.data(ROW), str) else ROW_HEIGHT)

    def paint(self, painter: QPainter | None, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        if painter is None:
            return
        entry, box = index.data(ROW), QRectF(option.rect)
        painter.save()
        painter.setFont(option.font)
        if isinstance(entry, str):
            paint_heading(painter, box, entry)
        else:
            state = option.state
            if state & QStyle.StateFlag.State_Selected or state & QStyle.StateFlag.State_MouseOver:
                painter.fillRect(box, QColor(ACCENT_SOFT))
            if state & QStyle.StateFlag.State_Selected:
                painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), QColor(ACCENT))
            paint_row(painter, box.adjusted(PAD, 0, -PAD, 0), entry, index.data(WHOLE))
            if state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(QPen(QColor(ACCENT), 1, Qt.PenStyle.DotLine))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.restore()


def paint_heading(painter: QPainter, box: QRectF, words: str) -> None:
    """A domain."""
    base, font = painter.font(), QFont(painter.font())
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(QColor(SOFT))
    painter.drawText(box.adjusted(PAD, 4, -PAD, 0), int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), words)
    painter.setPen(QColor(LINE))
    painter.drawLine(box.bottomLeft(), box.bottomRight())
    painter.setFont(base)


def paint_row(painter: QPainter, box: QRectF, row: CoverageView, whole: float | None = None) -> None:
    """One category in a box, the same on the screen and on paper; ``whole``: coverage of all communities together."""
    base = QFont(painter.font())
    small = _smaller(base)
    line = box.height() / 2
    top = QRectF(box.left() + MARK + 4, box.top() + 2, box.width() - MARK - 4, line - 2)
    low = QRectF(top.left(), box.top() + line, top.width(), line - 2)
    paint_mark(painter, QRectF(box.left(), top.top() + (top.height() - MARK) / 2, MARK, MARK), row)
    middle_left, middle_right = (
        int(a | Qt.AlignmentFlag.AlignVCenter) for a in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)
    )
    name = QFont(base)
    name.setWeight(QFont.Weight.DemiBold if row.category.mandatory else QFont.Weight.Normal)
    limit = tr(msg("{minutes:g} 分钟", minutes=row.category.minutes))
    painter.setFont(small)
    small_metrics = QFontMetricsF(small)
    lack = lack_words(row)
    painter.setPen(QColor(INK if lack else SOFT))
    right = lack or (tr(msg("全部覆盖")) if row.state == "covered" else "")
    right_width = small_metrics.horizontalAdvance(right) + 4
    painter.drawText(top, middle_right, right)
    painter.setFont(name)
    metrics = QFontMetricsF(name)
    limit_width = small_metrics.horizontalAdvance(limit) + 8
    words = metrics.elidedText(
        name_of(row.category), Qt.TextElideMode.ElideRight, max(top.width() - right_width - limit_width, 40.0)
    )
    painter.setPen(QColor(INK))
    painter.drawText(top, middle_left, words)
    painter.setFont(small)
    painter.setPen(QColor(SOFT))
    after = metrics.horizontalAdvance(words) + 8
    painter.drawText(top.adjusted(after, 0, 0, 0), middle_left, limit)
    bar_width = max(low.width() * 0.36, 60.0)
    bar = QRectF(low.left(), low.top() + low.height() / 2 - 6, bar_width, 11)
    paint_bar(painter, bar, row)
    if whole is not None:
        paint_whole(painter, bar, whole)
    painter.setPen(QColor(INK))
    figure = coverage_words(row)
    figure_width = max(small_metrics.horizontalAdvance(figure), small_metrics.horizontalAdvance("100.0%")) + 8
    painter.drawText(low.adjusted(bar_width + 6, 0, 0, 0), middle_left, figure)
    painter.setPen(QColor(SOFT))
    rest = low.adjusted(bar_width + 6 + figure_width, 0, 0, 0)
    painter.drawText(rest, middle_right, small_metrics.elidedText(nearest_words(row), Qt.TextElideMode.ElideRight, rest.width()))
    painter.setFont(base)


def _smaller(font: QFont) -> QFont:
    """For second words; on paper fonts are set in pixels, on the screen in points."""
    small = QFont(font)
    if font.pixelSize() > 0:
        small.setPixelSize(max(round(font.pixelSize() * SMALLER), 1))
    else:
        small.setPointSizeF(font.pointSizeF() * SMALLER)
    return small


class CoverageBars(QListView):
    """
    The categories of a community. As high as its rows: whoever holds it scrolls.

    Signals:
        category_chosen: Code of the category that was clicked or entered.
    """

    category_chosen = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr(msg("各类服务的覆盖情况")))
        self._model = CoverageModel(self)
        self.setModel(self._model)
        self.setItemDelegate(CoverageDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(False)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    def show_whole(self, whole: Mapping[str, float]) -> None:
        """Coverage of all communities together by category, marked on the bars to come."""
        self._model.whole = whole

    def show_rows(self, rows: Sequence[CoverageView]) -> None:
        """Replace the contents."""
        self._model.show(rows)
        heights = (HEAD_HEIGHT if isinstance(entry, str) else ROW_HEIGHT for entry in self._model.entries)
        self.setFixedHeight(sum(heights) + 2)

    def mark(self, category: str) -> int | None:
        """Mark a category without saying that it was chosen; returns how far down its row is, None where there is none."""
        row = self._model.row_of(category)
        if row < 0:
            self.clearSelection()
            return None
        self.setCurrentIndex(self._model.index(row))
        return self.visualRect(self._model.index(row)).center().y()

    def _choose(self, index: QModelIndex) -> None:
        entry = index.data(ROW)
        if isinstance(entry, CoverageView):
            self.category_chosen.emit(entry.category.code)
