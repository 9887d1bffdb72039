"""Places of a preview in the colours of their classes, with a legend and names: facilities by type, cells by residents."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from PyQt5.QtCore import QPoint, QPointF, QRectF, Qt
from PyQt5.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen, QPolygonF

from xc_gis.languages.message import in_language, msg
from xc_gis.operations.preview.records import NAMELESS, PreviewClasses
from xc_gis.report.themes import PREVIEW_AMOUNTS, PREVIEW_KINDS, PREVIEW_OTHERS
from xc_gis.ui.widgets.style import CARD, INK, LINE, SOFT
from xc_gis.wording.window import language, tr

CROWD = 2_000
DOT, SMALL = 3.0, 4.0
"""Pixels: an outline below the first is drawn as a dot, a cell below the second without its exact edge."""
MOST_NAMES = 25
REACH = 14
"""A place this many pixels from the pointer is the one that is meant."""
EARTH_M = 40_075_016.7
ROW, SWATCH, EDGE = 18, 11, 8

ToScreen = Callable[[np.ndarray], np.ndarray]
Polygon = Callable[[np.ndarray], QPolygonF]


class ClassedPlaces:
    """
    Paints what belongs to the classes of a preview.

    Parameters
    ----------
    classes
        Of the preview.
    points, rings
        Its places in the coordinates of the map.
    places
        Where something has a name, in the same coordinates.
    polygon
        Makes Qt's points.
    """

    def __init__(
        self, classes: PreviewClasses, points: np.ndarray, rings: Sequence[np.ndarray], places: np.ndarray, polygon: Polygon
    ) -> None:
        self.classes, self._points, self._places, self._polygon = classes, points, places, polygon
        self._corners = np.concatenate([np.zeros((0, 2)), *rings])
        self._starts = np.cumsum([0, *(len(ring) for ring in rings)])[:-1].astype(np.intp)

    def colours(self) -> list[str]:
        """Colour of each class."""
        count = len(self.classes.words)
        if self.classes.ordered:
            at = np.linspace(0, len(PREVIEW_AMOUNTS) - 1, max(count, 1)).round().astype(int)
            return [PREVIEW_AMOUNTS[n] for n in at[:count]]
        own = [PREVIEW_KINDS[n % len(PREVIEW_KINDS)] for n in range(count)]
        return [*own[:-1], PREVIEW_OTHERS] if self.classes.others else own

    def paint(self, painter: QPainter, to_screen: ToScreen, size: tuple[int, int], scale: float, lat: float) -> None:
        """Areas, points, names."""
        many = len(self._starts) + len(self._points) > CROWD
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, not many)
        colours = self.colours()
        self._paint_rings(painter, to_screen, size, colours, filled=not many)
        if self.classes.cell_m:
            self._paint_cells(
                painter, to_screen, size, colours, self.classes.cell_m * scale / (EARTH_M * math.cos(math.radians(lat)))
            )
        else:
            self._paint_points(painter, to_screen, size, colours, crowd=many)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_names(painter, to_screen, size)

    def name_at(self, pixel: QPoint, to_screen: ToScreen) -> str:
        """Name and class of the place next to a pixel; empty where there is none."""
        if not len(self._places):
            return ""
        away = np.abs(to_screen(self._places) - [pixel.x(), pixel.y()]).max(axis=1)
        nearest = int(np.argmin(away))
        if away[nearest] > REACH:
            return ""
        return in_language(self.classes.names[nearest], language())

    def _paint_rings(
        self, painter: QPainter, to_screen: ToScreen, size: tuple[int, int], colours: list[str], *, filled: bool
    ) -> None:
        """Rings in sight; those as small as a dot are dots, all of a class at once."""
        if not len(self._starts):
            return
        screen = to_screen(self._corners)
        low, high = np.minimum.reduceat(screen, self._starts), np.maximum.reduceat(screen, self._starts)
        seen = np.all((high >= 0) & (low <= size), axis=1)
        small = (high - low).max(axis=1) < DOT
        ends = np.append(self._starts[1:], len(screen))
        for kind, name in enumerate(colours):
            own = seen & (self.classes.outlines == kind)
            colour = QColor(name)
            painter.setPen(QPen(colour, DOT))
            if (own & small).any():
                painter.drawPoints(self._polygon(low[own & small]))
            painter.setPen(QPen(colour, 1.6))
            colour.setAlpha(205 if self.classes.ordered else 70)
            painter.setBrush(colour if filled else Qt.BrushStyle.NoBrush)
            for number in np.flatnonzero(own & ~small).tolist():
                painter.drawPolygon(self._polygon(screen[self._starts[number] : ends[number]]))

    def _paint_points(
        self, painter: QPainter, to_screen: ToScreen, size: tuple[int, int], colours: list[str], *, crowd: bool
    ) -> None:
        screen, seen = self._in_sight(to_screen, size)
        widths = ((None, 4.0),) if crowd else ((CARD, 10.0), (None, 7.5))
        cap = Qt.PenCapStyle.SquareCap if crowd else Qt.PenCapStyle.RoundCap
        for kind in reversed(range(len(colours))):  # the most frequent lie above
            own = screen[seen & (self.classes.points == kind)]
            for ground, width in widths if len(own) else ():
                painter.setPen(QPen(QColor(ground or colours[kind]), width, Qt.PenStyle.SolidLine, cap))
                painter.drawPoints(self._polygon(own))

    def _paint_cells(
        self, painter: QPainter, to_screen: ToScreen, size: tuple[int, int], colours: list[str], pixels: float
    ) -> None:
        screen, seen = self._in_sight(to_screen, size, margin=pixels)
        edge = max(pixels, 2.0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for kind, name in enumerate(colours):
            colour = QColor(name)
            colour.setAlpha(205)
            own = screen[seen & (self.classes.points == kind)]
            if edge < SMALL:  # thousands at once
                painter.setPen(QPen(colour, math.ceil(edge), Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap))
                painter.drawPoints(self._polygon(own))
                continue
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            for x, y in (own - edge / 2).tolist():
                painter.drawRect(QRectF(x, y, edge, edge))

    def _in_sight(self, to_screen: ToScreen, size: tuple[int, int], margin: float = 5.0) -> tuple[np.ndarray, Any]:
        screen = to_screen(self._points)
        seen = np.all((screen > -margin) & (screen < np.array(size) + margin), axis=1)
        return screen, seen

    def _paint_names(self, painter: QPainter, to_screen: ToScreen, size: tuple[int, int]) -> None:
        """Names, where there is room for all of them."""
        if not len(self._places):
            return
        screen = to_screen(self._places)
        seen = np.flatnonzero((screen > 0).all(axis=1) & (screen < size).all(axis=1))
        if not 0 < len(seen) <= MOST_NAMES:
            return
        for number in seen.tolist():
            name = self.classes.names[number].partition("\n")[0]
            words = tr(NAMELESS) if name == NAMELESS else name
            path = QPainterPath()
            path.addText(QPointF(screen[number][0] + 8, screen[number][1] + 4), painter.font(), words)
            painter.strokePath(path, QPen(QColor(CARD), 3.0))
            painter.fillPath(path, QColor(INK))

    def legend_width(self, font: QFont) -> int:
        """How wide the legend is, with its margin."""
        bold = QFont(font)
        bold.setBold(True)
        metrics, heads = QFontMetrics(font), QFontMetrics(bold)
        rows = zip(self.classes.words, self.classes.counts, strict=True)
        wide = [metrics.horizontalAdvance(f"{tr(words)}{count:,}") + SWATCH + 24 for words, count in rows]
        return max([heads.horizontalAdvance(tr(self.classes.title)) + 6, *wide]) + 2 * EDGE + 8

    def paint_legend(self, painter: QPainter, size: tuple[int, int]) -> None:
        """A plate in the upper right corner; rows that have no room are counted."""
        colours = self.colours()
        bold = QFont(painter.font())
        bold.setBold(True)
        metrics, heads = QFontMetrics(painter.font()), QFontMetrics(bold)
        rows = [(tr(words), f"{count:,}") for words, count in zip(self.classes.words, self.classes.counts, strict=True)]
        room = max(1, (size[1] - 40) // ROW - 2)
        rows, more = rows[:room], len(rows) - room
        title = tr(self.classes.title)
        width = min(self.legend_width(painter.font()) - 8, size[0] - 16)
        height = ROW * (len(rows) + 1 + (more > 0)) + EDGE
        left, top = size[0] - width - 8, 8
        painter.setPen(QPen(QColor(LINE), 1))
        plate = QColor(CARD)
        plate.setAlpha(238)
        painter.setBrush(plate)
        painter.drawRoundedRect(QRectF(left, top, width, height), 6, 6)
        usual = painter.font()
        painter.setFont(bold)
        painter.setPen(QColor(INK))
        inside = width - 2 * EDGE
        painter.drawText(
            QRectF(left + EDGE, top + 3, inside, ROW),
            Qt.AlignmentFlag.AlignVCenter,
            heads.elidedText(title, Qt.TextElideMode.ElideRight, inside),
        )
        painter.setFont(usual)
        for number, (words, count) in enumerate(rows):
            y = top + 3 + ROW * (number + 1)
            painter.setPen(QPen(QColor(LINE), 1))
            painter.setBrush(QColor(colours[number]))
            painter.drawRect(QRectF(left + EDGE, y + 3, SWATCH, SWATCH))
            painter.setPen(QColor(INK))
            line = QRectF(left + EDGE + SWATCH + 6, y, inside - SWATCH - 6, ROW)
            space = int(line.width()) - metrics.horizontalAdvance(count) - 10
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, metrics.elidedText(words, Qt.TextElideMode.ElideRight, space))
            painter.setPen(QColor(SOFT))
            painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), count)
        if more > 0:
            painter.setPen(QColor(SOFT))
            line = QRectF(left + EDGE, top + 3 + ROW * (len(rows) + 1), inside, ROW)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, tr(msg("还有 {more} 类", more=more)))
