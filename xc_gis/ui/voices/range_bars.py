"""Shares as bars with their bounds: from 0 to the lower bound full, up to the upper bound hatched, a mark at the value."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt5.QtCore import QRectF, QSize, Qt
from PyQt5.QtGui import QColor, QPainter, QPaintEvent, QPen
from PyQt5.QtWidgets import QSizePolicy, QWidget

from xc_gis.languages.message import msg
from xc_gis.report.themes import COVERED
from xc_gis.shares import percent, percent_range
from xc_gis.ui.presenters.voices.voices_view import RangeBar
from xc_gis.ui.widgets.state_paint import hatch
from xc_gis.ui.widgets.style import INK, LINE, SOFT
from xc_gis.wording.window import joined_words, tr

ROW, BAR = 36, 12
MARK, OVER = 3, 2
"""Width of the mark, and how far it reaches over the bar; pixels, as the line above."""


class RangeBars(QWidget):
    """A line of words above each bar, its figures at the right."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[RangeBar, ...] = ()
        self.setAccessibleName(tr(name))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: Sequence[RangeBar]) -> None:
        """Show bars; none hides it."""
        self._bars = tuple(bars)
        self.setAccessibleDescription(joined_words(f"{bar.words} {figures_of(bar)}" for bar in bars))
        self.setVisible(bool(bars))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as its bars."""
        return QSize(240, ROW * len(self._bars))

    def paintEvent(self, _event: QPaintEvent | None) -> None:  # noqa: N802 - Qt's name
        """Draw."""
        painter = QPainter(self)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        for n, bar in enumerate(self._bars):
            line = QRectF(0, n * ROW, self.width(), ROW - BAR - 4)
            painter.setPen(QColor(INK))
            painter.drawText(line, int(Qt.AlignmentFlag.AlignRight) | middle, figures_of(bar))
            left = line.adjusted(0, 0, -painter.fontMetrics().horizontalAdvance(figures_of(bar)) - 8, 0)
            words = painter.fontMetrics().elidedText(bar.words, Qt.TextElideMode.ElideRight, int(left.width()))
            painter.setPen(QColor(SOFT))
            painter.drawText(left, int(Qt.AlignmentFlag.AlignLeft) | middle, words)
            self._paint_bar(painter, QRectF(0, line.bottom() + 1, self.width() - 1, BAR), bar)
        painter.end()

    def _paint_bar(self, painter: QPainter, box: QRectF, bar: RangeBar) -> None:
        if bar.low is not None and bar.high is not None:
            painter.fillRect(QRectF(box.left(), box.top(), box.width() * bar.low, box.height()), QColor(COVERED))
            open_ = QRectF(box.left() + box.width() * bar.low, box.top(), box.width() * (bar.high - bar.low), box.height())
            for brush in hatch():
                painter.fillRect(open_, brush)
        painter.setPen(QPen(QColor(LINE), 1))
        painter.drawRect(box)
        if bar.value is not None:
            x = box.left() + box.width() * bar.value
            painter.fillRect(QRectF(x - MARK / 2, box.top() - OVER, MARK, box.height() + 2 * OVER), QColor(INK))


def figures_of(bar: RangeBar) -> str:
    """Value and bounds, as far as they are known and differ."""
    if bar.low is None or bar.high is None:
        return tr(msg("没有数据"))
    bounds = percent_range(bar.low, bar.high)
    if bar.value is None:
        return bounds
    return percent(bar.value) if percent(bar.low) == percent(bar.high) else f"{percent(bar.value)}  ({bounds})"
