"""A figure of a community run by run as a line: a dot where it is known, a hatched span where only its bounds are, nothing where there is none."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt5.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PyQt5.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PyQt5.QtWidgets import QSizePolicy, QToolTip, QWidget

from xc_gis.languages.message import msg
from xc_gis.report.themes import FIVE
from xc_gis.shares import percent
from xc_gis.ui.presenters.targets.targets_view import SeriesPoint
from xc_gis.ui.widgets.state_paint import hatch
from xc_gis.ui.widgets.style import INK, LINE, SOFT
from xc_gis.wording.window import joined_words, tr

HEIGHT, TOP, FOOT, LEFT, RIGHT = 150, 24, 22, 34, 14
MARK, SPAN = 4.0, 12.0
RINGS = 4


class SeriesChart(QWidget):
    """Draws points; the pointer tells the figure of the nearest run, and so does the description for whoever hears it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr(msg("历次数值的折线")))
        self._points: tuple[SeriesPoint, ...] = ()
        self._most, self._title = 1.0, ""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as there is room."""
        return QSize(300, HEIGHT)

    def show_points(self, points: Sequence[SeriesPoint], most: float, title: str) -> None:
        """Show points on a scale from 0 to ``most``; none hides it."""
        self._points, self._most, self._title = tuple(points), most, title
        self.setVisible(bool(points))
        self.setAccessibleDescription(joined_words([title, *(f"{one.when} {one.words}" for one in points)], "；"))
        self.update()

    def place_of(self, n: int, value: float) -> QPointF:
        """Where a value of a run lies."""
        wide = max(self.width() - LEFT - RIGHT, 1)
        x = LEFT + wide * (n + 0.5) / max(len(self._points), 1)
        return QPointF(x, self.height() - FOOT - (self.height() - FOOT - TOP) * value / self._most)

    def paintEvent(self, _event: QPaintEvent | None) -> None:  # noqa: N802 - Qt's name
        """Draw."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.setPen(QColor(INK))
        painter.drawText(QRectF(0, 0, self.width(), TOP - 6), middle | int(Qt.AlignmentFlag.AlignLeft), self._title)
        steps = int(self._most) if self._most == 5 else RINGS  # noqa: PLR2004 - stars
        for step in range(steps + 1):
            value = self._most * step / steps
            y = self.place_of(0, value).y()
            painter.setPen(QPen(QColor(LINE), 1))
            painter.drawLine(QPointF(LEFT, y), QPointF(self.width() - RIGHT, y))
            painter.setPen(QColor(SOFT))
            words = percent(value).replace(".0%", "%") if self._most == 1 else f"{value:g}"
            painter.drawText(QRectF(0, y - 8, LEFT - 5, 16), middle | int(Qt.AlignmentFlag.AlignRight), words)
        for n, one in enumerate(self._points):
            self._paint_range(painter, n, one)
        painter.setPen(QPen(QColor(FIVE[3]), 2.2))
        for n, (one, other) in enumerate(zip(self._points, self._points[1:], strict=False)):
            if one.value is not None and other.value is not None:  # no line is drawn across what is not known
                painter.drawLine(self.place_of(n, one.value), self.place_of(n + 1, other.value))
        for n, one in enumerate(self._points):
            self._paint_point(painter, n, one)
        painter.end()

    def _paint_range(self, painter: QPainter, n: int, one: SeriesPoint) -> None:
        if one.low is None or one.high is None or one.low == one.high:
            return
        top, base = self.place_of(n, one.high), self.place_of(n, one.low)
        for brush in hatch():
            painter.fillRect(QRectF(top.x() - SPAN / 2, top.y(), SPAN, max(base.y() - top.y(), 2.0)), brush)

    def _paint_point(self, painter: QPainter, n: int, one: SeriesPoint) -> None:
        middle = int(Qt.AlignmentFlag.AlignCenter)
        x = self.place_of(n, 0).x()
        step = max(self.width() - LEFT - RIGHT, 1) / max(len(self._points), 1)
        painter.setPen(QColor(SOFT))
        when = painter.fontMetrics().elidedText(one.when, Qt.TextElideMode.ElideMiddle, int(step))
        painter.drawText(QRectF(x - step / 2, self.height() - FOOT + 3, step, FOOT - 3), middle, when)
        top = one.value if one.value is not None else one.high if one.high is not None else 0.0
        at = self.place_of(n, top)
        if one.value is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(FIVE[3]))
            painter.drawEllipse(at, MARK, MARK)
        painter.setPen(QColor(INK))
        painter.drawText(QRectF(x - step / 2, max(at.y() - 21, TOP - 8), step, 16), middle, one.words)

    def event(self, event: QEvent | None) -> bool:
        """Tell the run nearest to the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._points:
            step = max(self.width() - LEFT - RIGHT, 1) / len(self._points)
            one = self._points[min(max(int((event.pos().x() - LEFT) / step), 0), len(self._points) - 1)]
            QToolTip.showText(event.globalPos(), f"{one.when} {one.words}", self)
            return True
        return super().event(event)
