"""Dimensions of an index as a radar: the chosen subdistrict full with dots, the district dashed with squares; unknown is a hatched spoke, never zero."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PyQt5.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt
from PyQt5.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PyQt5.QtWidgets import QSizePolicy, QToolTip, QWidget

from xc_gis.languages.message import msg
from xc_gis.report.themes import FIVE, UNKNOWN_LINE
from xc_gis.ui.presenters.targets.index_presenter import axes_words
from xc_gis.ui.presenters.targets.targets_view import RadarAxis
from xc_gis.ui.targets.radar_labels import UPRIGHT, LabelledWeb, direction, labelled_web
from xc_gis.ui.widgets.style import INK, LINE, SOFT
from xc_gis.wording.window import tr

HEIGHT, LEGEND = 268, 20
LEAST_AXES = 3
FULL, RINGS = 100.0, (25.0, 50.0, 75.0, 100.0)
MARK = 3.2
CHOSEN = FIVE[3]


class Radar(QWidget):
    """Draws axes; the pointer tells the figures of the one that it is nearest to, and so does the description for whoever hears it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr(msg("各维度指数的雷达图")))
        self._axes: tuple[RadarAxis, ...] = ()
        self._names = ("", "")
        self._web: tuple[object, LabelledWeb] | None = None

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as there is room."""
        return QSize(300, HEIGHT)

    def show_axes(self, axes: Sequence[RadarAxis], chosen: str, whole: str) -> None:
        """Show axes; fewer than three hide it, for they are no area."""
        self._axes, self._names = tuple(axes), (chosen, whole)
        self.setVisible(len(self._axes) >= LEAST_AXES)
        self.setAccessibleDescription(axes_words(self._axes, chosen, whole))
        self.update()

    def place_of(self, axis: int, value: float) -> QPointF:
        """Where a value lies on an axis; the first points upwards, the others follow clockwise."""
        return self._centre() + direction(axis, len(self._axes)) * (self.web().radius * value / FULL)

    def web(self) -> LabelledWeb:
        """The web with its labels, as large as the widget and its font let it be."""
        letters = self.fontMetrics()
        room = (float(self.width()), float(self.height() - LEGEND))
        key = (self._axes, room, self.font().key())
        if self._web is None or self._web[0] != key:
            parts = [(one.words, _figure(one.chosen)) for one in self._axes]
            line = float(letters.height() + 1)
            self._web = (key, labelled_web(parts, lambda words: float(letters.horizontalAdvance(words)), line, room))
        return self._web[1]

    def axis_at(self, point: QPointF) -> int:
        """Number of the axis whose direction is nearest."""
        away = point - self._centre()
        angle = math.atan2(away.y(), away.x()) + math.pi / 2
        return round(angle / (2 * math.pi) * len(self._axes)) % len(self._axes)

    def _centre(self) -> QPointF:
        return QPointF(self.width() / 2, (self.height() - LEGEND) / 2)

    def paintEvent(self, _event: QPaintEvent | None) -> None:  # noqa: N802 - Qt's name
        """Draw."""
        if len(self._axes) < LEAST_AXES:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_web(painter)
        self._paint_area(painter, [one.whole for one in self._axes], QPen(QColor(INK), 1.4, Qt.PenStyle.DashLine), filled=False)
        self._paint_area(painter, [one.chosen for one in self._axes], QPen(QColor(CHOSEN), 2.2), filled=True)
        self._paint_labels(painter)
        self._paint_legend(painter)
        painter.end()

    def _paint_web(self, painter: QPainter) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        count = range(len(self._axes))
        for ring in RINGS:
            painter.setPen(QPen(QColor(LINE), 1))
            painter.drawPolygon(QPolygonF([self.place_of(n, ring) for n in count]))
        for n in count:
            unknown = self._axes[n].chosen is None
            painter.setPen(QPen(QColor(UNKNOWN_LINE), 3, Qt.PenStyle.DotLine) if unknown else QPen(QColor(LINE), 1))
            painter.drawLine(QLineF(self._centre(), self.place_of(n, FULL)))
        painter.setPen(QColor(SOFT))
        for ring in (50.0, 100.0):
            at = self.place_of(0, ring)
            painter.drawText(QRectF(at.x() + 3, at.y() - 1, 40, 14), int(Qt.AlignmentFlag.AlignLeft), f"{ring:g}")

    def _paint_area(self, painter: QPainter, values: Sequence[float | None], pen: QPen, *, filled: bool) -> None:
        places = [None if value is None else self.place_of(n, value) for n, value in enumerate(values)]
        known = [place for place in places if place is not None]
        if filled and len(known) == len(places):
            tint = QColor(pen.color())
            tint.setAlpha(46)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tint)
            painter.drawPolygon(QPolygonF(known))
        painter.setPen(pen)
        for one, other in zip(places, [*places[1:], places[0]], strict=True):
            if one is not None and other is not None:  # no line is drawn across what is not known
                painter.drawLine(QLineF(one, other))
        painter.setPen(QPen(pen.color(), 1.2))
        painter.setBrush(pen.color() if filled else QColor("white"))
        for place in known:
            if filled:
                painter.drawEllipse(place, MARK, MARK)
            else:
                painter.drawRect(QRectF(place.x() - MARK + 0.5, place.y() - MARK + 0.5, 2 * MARK - 1, 2 * MARK - 1))

    def _paint_labels(self, painter: QPainter) -> None:
        painter.setPen(QColor(INK))
        letters, web = painter.fontMetrics(), self.web()
        for lines, box, n in zip(web.lines, web.boxes, range(len(self._axes)), strict=True):
            across = direction(n, len(self._axes)).x()
            side = (
                Qt.AlignmentFlag.AlignHCenter
                if abs(across) <= UPRIGHT
                else Qt.AlignmentFlag.AlignLeft
                if across > 0
                else Qt.AlignmentFlag.AlignRight
            )
            high = box.height() / len(lines)
            for row, words in enumerate(lines):
                part = QRectF(box.left(), box.top() + row * high, box.width(), high)
                shown = letters.elidedText(words, Qt.TextElideMode.ElideRight, math.ceil(box.width()))
                painter.drawText(part, int(side | Qt.AlignmentFlag.AlignVCenter), shown)

    def _paint_legend(self, painter: QPainter) -> None:
        base = self.height() - LEGEND / 2
        at = 4.0
        for words, pen, filled in (
            (self._names[0], QPen(QColor(CHOSEN), 2.2), True), (self._names[1], QPen(QColor(INK), 1.4, Qt.PenStyle.DashLine), False),
        ):  # fmt: skip
            painter.setPen(pen)
            painter.drawLine(QPointF(at, base), QPointF(at + 26, base))
            painter.setPen(QPen(pen.color(), 1.2))
            painter.setBrush(pen.color() if filled else QColor("white"))
            if filled:
                painter.drawEllipse(QPointF(at + 13, base), MARK, MARK)
            else:
                painter.drawRect(QRectF(at + 10.5, base - 2.5, 5, 5))
            painter.setPen(QColor(INK))
            wide = painter.fontMetrics().horizontalAdvance(words)
            painter.drawText(QRectF(at + 31, base - 9, wide + 2, 18), int(Qt.AlignmentFlag.AlignVCenter), words)
            at += 31 + wide + 18

    def event(self, event: QEvent | None) -> bool:
        """Tell the axis nearest to the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._axes:
            one = self._axes[self.axis_at(QPointF(event.pos()))]
            QToolTip.showText(event.globalPos(), axes_words([one], *self._names), self)
            return True
        return super().event(event)


def _figure(value: float | None) -> str:
    return tr(msg("未知")) if value is None else f"{value:.0f}" if value in {0, FULL} else f"{value:.1f}"
