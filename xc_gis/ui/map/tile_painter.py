"""
Paints background tiles in a process of its own: transparent pictures that lie over the theme, so that both stay readable.

Parks are dotted and buildings faint, because a colour laid over a theme would be another value of it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
from PyQt5.QtCore import QBuffer, QIODevice, QPointF, QRectF, Qt
from PyQt5.QtGui import QBrush, QColor, QFont, QImage, QPainter, QPainterPath, QPen, QPolygonF

from xc_gis.report.themes import MARKS
from xc_gis.ui.map.tile_labels import LETTER_PX, Label, place_labels
from xc_gis.ui.map.tile_shapes import AREAS, KINDS, TileShapes
from xc_gis.ui.widgets.style import FONTS

TILE_PX = 256
ZOOMS = range(9, 18)
EDGE_PX = 24
"""Shapes and letters this far outside still reach into a tile."""

WATER, NAME = MARKS["water"], MARKS["border"]
GREEN, BUILDING, CASING = "#5c9a5c", "#54606f", "#7d8894"

WIDTHS: dict[str, tuple[float, ...]] = {
    #            9    10   11   12   13   14   15   16   17
    "trunk":     (1.2, 1.5, 2.0, 2.6, 3.6, 4.6, 6.0, 9.0, 13.0),
    "primary":   (0.8, 1.1, 1.6, 2.2, 3.0, 4.0, 5.5, 8.0, 12.0),
    "secondary": (0.0, 0.7, 1.0, 1.5, 2.3, 3.2, 4.6, 7.0, 10.5),
    "tertiary":  (0.0, 0.0, 0.0, 0.9, 1.5, 2.3, 3.6, 6.0, 9.0),
    "street":    (0.0, 0.0, 0.0, 0.0, 0.0, 1.2, 2.4, 4.6, 7.5),
    "service":   (0.0, 0.0, 0.0, 0.0, 0.0, 0.7, 1.2, 2.6, 4.2),
    "foot":      (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.8, 1.2, 1.8),
    "rail":      (0.0, 0.0, 0.8, 1.0, 1.2, 1.4, 1.6, 2.0, 2.4),
    "stream":    (0.0, 0.6, 0.8, 1.0, 1.4, 2.0, 3.0, 5.0, 8.0),
}  # fmt: skip
CASED_FROM = {"trunk": 12, "primary": 12, "secondary": 13, "tertiary": 14, "street": 15, "service": 16}
BUILDINGS_FROM = 14
GREEN_MIN_PX = 12.0
"""Smaller parks are left away at a zoom: they would be specks over the theme."""


class TilePainter:
    """Paints any tile of one ground. Needs a QGuiApplication for the names."""

    def __init__(self, ground: TileShapes) -> None:
        self._ground = ground
        self._labels: dict[int, tuple[list[Label], np.ndarray]] = {}
        self._glyphs: dict[str, QPainterPath] = {}
        self._font = QFont()
        self._font.setFamilies(list(FONTS))
        self._font.setPixelSize(int(LETTER_PX) - 1)

    def tile(self, zoom: int, x: int, y: int, scale: int = 1) -> bytes:
        """One tile as PNG; empty where nothing is drawn."""
        image = QImage(TILE_PX * scale, TILE_PX * scale, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        drawn = self._shapes(painter, zoom, x, y) + self._names(painter, zoom, x, y)
        painter.end()
        if not drawn:
            return b""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")
        return bytes(buffer.data())

    def _shapes(self, painter: QPainter, zoom: int, x: int, y: int) -> int:
        size = TILE_PX * 2.0**zoom
        origin = np.array([x, y], dtype=float) * TILE_PX
        edge = EDGE_PX / size
        box = (
            origin[0] / size - edge,
            origin[1] / size - edge,
            (origin[0] + TILE_PX) / size + edge,
            (origin[1] + TILE_PX) / size + edge,
        )
        rows = self._ground.within(box)
        by_kind = [rows[self._ground.kind[rows] == k] for k in range(len(KINDS))]
        polygons: dict[int, list[QPolygonF]] = {}
        drawn = 0
        for number, kind in enumerate(KINDS):
            if self._is_shown(kind, zoom) and len(by_kind[number]):
                shown = by_kind[number]
                if kind == "green":
                    box_of = self._ground.box[shown]
                    shown = shown[np.hypot(box_of[:, 2] - box_of[:, 0], box_of[:, 3] - box_of[:, 1]) * size >= GREEN_MIN_PX]
                polygons[number] = [_polygon(self._ground.points(i) * size - origin) for i in shown.tolist()]
                drawn += len(polygons[number])
        for number, shapes in polygons.items():
            if KINDS[number] in AREAS:
                _areas(painter, KINDS[number], shapes, zoom)
        for number, shapes in polygons.items():  # all casings below all roads, so that crossings are open
            if CASED_FROM.get(KINDS[number], 99) <= zoom:
                _lines(painter, shapes, QPen(_colour(CASING, 200), _width(KINDS[number], zoom) + 1.4))
        for number, shapes in polygons.items():
            if KINDS[number] not in AREAS:
                _lines(painter, shapes, _pen(KINDS[number], zoom))
        return drawn

    @staticmethod
    def _is_shown(kind: str, zoom: int) -> bool:
        if kind == "building":
            return zoom >= BUILDINGS_FROM
        return kind in AREAS or _width(kind, zoom) > 0

    def _names(self, painter: QPainter, zoom: int, x: int, y: int) -> int:
        if zoom not in self._labels:
            placed = place_labels(self._ground, zoom)
            self._labels[zoom] = placed, np.array([label.box for label in placed], dtype=float).reshape(-1, 4)
        labels, boxes = self._labels[zoom]
        left, top = x * TILE_PX, y * TILE_PX
        hit = (boxes[:, 0] < left + TILE_PX) & (boxes[:, 2] > left) & (boxes[:, 1] < top + TILE_PX) & (boxes[:, 3] > top)
        shown = [labels[n] for n in np.flatnonzero(hit).tolist()]
        for halo in (True, False):
            for label in shown:
                for letter, at_x, at_y, turn in label.letters:
                    painter.save()
                    painter.translate(at_x - left, at_y - top)
                    painter.rotate(turn)
                    if halo:
                        painter.strokePath(
                            self._glyph(letter), QPen(_colour("#ffffff", 235), 3.2, join=Qt.PenJoinStyle.RoundJoin)
                        )
                    else:
                        painter.fillPath(self._glyph(letter), QColor(NAME))
                    painter.restore()
        return len(shown)

    def _glyph(self, letter: str) -> QPainterPath:
        """Outline of a letter around its own middle."""
        if letter not in self._glyphs:
            path = QPainterPath()
            path.addText(0.0, 0.0, self._font, letter)
            middle = path.boundingRect().center() if not path.isEmpty() else QPointF()
            self._glyphs[letter] = path.translated(-middle)
        return self._glyphs[letter]


def _polygon(points: np.ndarray) -> QPolygonF:
    polygon = QPolygonF()
    polygon.fill(QPointF(), len(points))
    memory = polygon.data()
    assert memory is not None
    memory.setsize(16 * len(points))  # two doubles a point
    memory.setwriteable(True)
    np.frombuffer(memory, dtype=float)[:] = points.ravel()  # type: ignore[call-overload]
    return polygon


def _colour(name: str, alpha: int) -> QColor:
    colour = QColor(name)
    colour.setAlpha(alpha)
    return colour


def _width(kind: str, zoom: int) -> float:
    row = WIDTHS[kind]
    return row[min(max(zoom - ZOOMS.start, 0), len(row) - 1)]


def _pen(kind: str, zoom: int) -> QPen:
    width = _width(kind, zoom)
    if kind == "stream":
        pen = QPen(QColor(WATER), width)
    elif kind == "rail":
        pen = QPen(_colour("#4a5560", 200), width)
        pen.setDashPattern([6.0, 3.0])
    elif kind == "foot":
        pen = QPen(_colour("#6b7785", 190), width)
        pen.setDashPattern([3.0, 2.0])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        return pen
    elif CASED_FROM[kind] <= zoom:
        pen = QPen(_colour("#ffffff", 235), width)
    else:
        pen = QPen(_colour(CASING, 150 if kind in {"street", "service", "tertiary"} else 210), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap if kind == "rail" else Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _lines(painter: QPainter, shapes: Iterable[QPolygonF], pen: QPen) -> None:
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for shape in shapes:
        painter.drawPolyline(shape)


def _areas(painter: QPainter, kind: str, shapes: Iterable[QPolygonF], zoom: int) -> None:
    if kind == "building":
        painter.setPen(QPen(_colour(BUILDING, 120), 0.7) if zoom > BUILDINGS_FROM else Qt.PenStyle.NoPen)
        painter.setBrush(_colour(BUILDING, 46))
    elif kind == "water":
        painter.setPen(QPen(QColor("#7db4d8"), 0.8))
        painter.setBrush(QColor(WATER))
    else:
        painter.setPen(QPen(_colour(GREEN, 190), 0.9))
        painter.setBrush(_dots())
    for shape in shapes:
        painter.drawPolygon(shape)


def _dots() -> QBrush:
    """Dots of a park; 8 divides a tile, so that they go on in the next."""
    image = QImage(8, 8, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(_colour(GREEN, 26))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_colour(GREEN, 200))
    for at in ((2.0, 2.0), (6.0, 6.0)):
        painter.drawEllipse(QRectF(at[0] - 0.8, at[1] - 0.8, 1.6, 1.6))
    painter.end()
    return QBrush(image)


def tiles_of(bounds: tuple[float, float, float, float], zoom: int) -> list[tuple[int, int]]:
    """Tiles that show ``west, south, east, north``, from the middle outwards."""
    n = 2**zoom

    def row(lat: float) -> int:
        angle = math.radians(lat)
        return int((0.5 - math.log(math.tan(math.pi / 4 + angle / 2)) / (2 * math.pi)) * n)

    west, south, east, north = bounds
    xs = range(int((west + 180) / 360 * n), int((east + 180) / 360 * n) + 1)
    ys = range(row(north), row(south) + 1)
    middle = (xs[len(xs) // 2], ys[len(ys) // 2])
    return sorted(((x, y) for x in xs for y in ys), key=lambda t: (abs(t[0] - middle[0]) + abs(t[1] - middle[1]), t))
