"""
A small map drawn by Qt itself: outlines, points, the study's own background tiles. Light enough for every preview.

Pan with the mouse, zoom with the wheel or + and -; arrow keys pan; a click tells the place.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from PyQt5.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, pyqtSignal
from PyQt5.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PyQt5.QtWidgets import QToolTip, QWidget

from xc_gis.languages.message import msg
from xc_gis.operations.preview.records import PreviewClasses
from xc_gis.report.themes import MARKS
from xc_gis.ui.map.mercator import to_degrees, to_world, worlds
from xc_gis.ui.map.preview_classes import ClassedPlaces
from xc_gis.ui.widgets.style import ACCENT, CARD, DANGER, GROUND, LINE, SOFT
from xc_gis.wording.window import tr

TILE = 256
ZOOMS = (8.0, 19.0)
STEP = 0.5
DRAG = 4
RINGS_WITH_TILES = 2_000
KEPT_TILES = 300
MANY = 50
CROWD = 2_000
"""More points than this are drawn as plain dots: quick, and no blot."""

TileSource = Callable[[int, int, int, int, Callable[[bytes | None], None]], object]
KILOMETRE_M = 1000


def polygon(xy: np.ndarray) -> QPolygonF:
    """Points of shape (n, 2) for Qt, copied in one piece: thousands of QPointF take longer to make than to draw."""
    made = QPolygonF()
    made.fill(QPointF(), len(xy))
    pointer: Any = made.data()
    if pointer is not None and len(xy):
        pointer.setsize(len(xy) * 16)
        np.frombuffer(pointer, dtype=np.float64)[:] = np.ascontiguousarray(xy, dtype=np.float64).ravel()
    return made


class MapPreview(QWidget):
    """
    Shows outlines and points it is given.

    Signals
    -------
    place_clicked
        Longitude and latitude (WGS 84) of a click.
    """

    place_clicked = pyqtSignal(float, float)

    def __init__(self, parent: QWidget | None = None, *, tiles: TileSource | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr(msg("位置预览")))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(220, 160)
        self._tiles = tiles
        self._pictures: dict[tuple[int, int, int], QPixmap | None] = {}
        self._ground: list[np.ndarray] = []
        self._ground_points = np.zeros((0, 2))
        self._rings: list[np.ndarray] = []
        self._points = np.zeros((0, 2))
        self._marks: list[tuple[np.ndarray, str, str]] = []
        self._centre = np.array([0.5, 0.5])
        self._zoom = 11.0
        self._press: QPoint | None = None
        self._dragged = False
        self._fitted = False
        self._words = ""
        self._filled = True
        self._classed: ClassedPlaces | None = None

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A useful size."""
        return QSize(420, 320)

    def set_tiles(self, tiles: TileSource | None) -> None:
        """Take the background from another source."""
        self._tiles = tiles
        self._pictures.clear()
        self.update()

    def show_ground(self, rings: Sequence[np.ndarray], points: np.ndarray | None = None) -> None:
        """The communities below everything else: outlines, thin, and those that are points; (n, 2) longitude and latitude."""
        self._ground = worlds(rings)
        self._ground_points = np.zeros((0, 2)) if points is None or not len(points) else to_world(points[:, 0], points[:, 1])
        self.update()

    def show_layer(
        self,
        points: np.ndarray | None,
        rings: Sequence[np.ndarray],
        *,
        words: str = "",
        filled: bool = True,
        classes: PreviewClasses | None = None,
    ) -> None:
        """Points and outlines of a layer, areas ``filled`` or all in the colours of ``classes``; ``words`` stand on an empty map."""
        self._filled = filled
        self._points = np.zeros((0, 2)) if points is None or not len(points) else to_world(points[:, 0], points[:, 1])
        self._rings = worlds(rings)
        self._words = words
        places = np.zeros((0, 2)) if classes is None or classes.places is None else to_world(*classes.places.T)
        self._classed = None if classes is None else ClassedPlaces(classes, self._points, self._rings, places, polygon)
        self.fit()

    def show_marks(self, marks: Sequence[tuple[float, float, str, str]]) -> None:
        """Single places that stand out: longitude, latitude, words, colour."""
        self._marks = [(to_world(np.array([lon]), np.array([lat]))[0], words, colour) for lon, lat, words, colour in marks]
        self.update()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing of the layer to see."""
        return not len(self._points) and not self._rings

    def fit(self) -> None:
        """Show all of the layer, else all of the ground."""
        parts = [self._points, *self._rings] if not self.is_empty else [self._ground_points, *self._ground]
        shown = [part for part in parts if len(part)]
        self._fitted = bool(shown)
        if shown:
            every = np.concatenate(shown)
            low, high = every.min(axis=0), every.max(axis=0)
            points = self._ground_points if self.is_empty and not self._ground else self._points
            if len(points) > MANY:  # a single row far outside must not make a dot of the rest
                low, high = np.quantile(points, 0.005, axis=0), np.quantile(points, 0.995, axis=0)
            legend = self._classed.legend_width(self.font()) if self._classed is not None else 0
            width, height = max(self.width() - 24 - legend, 50), max(self.height() - 24, 50)
            span = np.maximum(high - low, 1e-9)
            most = min(math.log2(width / TILE / span[0]), math.log2(height / TILE / span[1]))
            self._zoom = min(max(most, ZOOMS[0]), 17.0)
            self._centre = (low + high) / 2 + np.array([legend / 2 / self._scale(), 0.0])
        self.update()

    def centre_on(self, lon: float, lat: float, zoom: float = 16.0) -> None:
        """Show a place."""
        self._centre, self._zoom, self._fitted = to_world(np.array([lon]), np.array([lat]))[0], zoom, False
        self.update()

    # -- places on the screen ------------------------------------------------------------------------------------------
    def _scale(self) -> float:
        return float(TILE * 2.0**self._zoom)

    def _to_screen(self, world: np.ndarray) -> np.ndarray:
        middle = np.array([self.width() / 2, self.height() / 2])
        screen: np.ndarray = (world - self._centre) * self._scale() + middle
        return screen

    def pixel_of(self, lon: float, lat: float) -> QPoint:
        """Where a place is on the widget."""
        x, y = self._to_screen(to_world(np.array([lon]), np.array([lat])))[0]
        return QPoint(round(x), round(y))

    def place_at(self, pixel: QPoint) -> tuple[float, float]:
        """Longitude and latitude below a pixel."""
        away = np.array([pixel.x() - self.width() / 2, pixel.y() - self.height() / 2]) / self._scale()
        x, y = self._centre + away
        return to_degrees(float(x), float(y))

    # -- painting --------------------------------------------------------------------------------------------------------
    def paintEvent(self, _event: QPaintEvent | None) -> None:  # noqa: N802 - Qt's name
        """Background, ground, layer, marks."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(GROUND))
        self._paint_tiles(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, len(self._rings) < RINGS_WITH_TILES)
        self._paint_rings(painter, self._ground, QPen(QColor("#9aa5b1"), 1.0), None)
        if self._classed is not None:
            _, lat = to_degrees(float(self._centre[0]), float(self._centre[1]))
            self._classed.paint(painter, self._to_screen, (self.width(), self.height()), self._scale(), lat)
            if self._classed.classes.cell_m:  # cells hide the communities below them
                self._paint_rings(painter, self._ground, QPen(QColor("#3e4c59"), 0.8), None)
            self._classed.paint_legend(painter, (self.width(), self.height()))
        else:
            many = len(self._rings) >= RINGS_WITH_TILES
            fill = QColor(31, 95, 139, 36) if self._filled and not many else None
            self._paint_rings(painter, self._rings, QPen(QColor(ACCENT), 1.0 if many else 1.4), fill)
            self._paint_points(painter)
        if self.is_empty:
            self._paint_points(painter, self._ground_points)
        for world, words, colour in self._marks:
            x, y = self._to_screen(world[None, :])[0]
            painter.setPen(QPen(QColor(CARD), 2))
            painter.setBrush(QColor(colour))
            painter.drawEllipse(QPointF(x, y), 7, 7)
            painter.setPen(QColor(colour))
            painter.drawText(QPointF(x + 11, y + 5), words)
        if self._words and self.is_empty:
            self._paint_words(painter)
        painter.setPen(QColor(LINE))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        self._paint_scale(painter)
        painter.end()

    def _paint_rings(self, painter: QPainter, rings: Sequence[np.ndarray], pen: QPen, fill: QColor | None) -> None:
        painter.setPen(pen)
        painter.setBrush(fill if fill is not None else QColor(0, 0, 0, 0))
        width, height = self.width(), self.height()
        for ring in rings:
            screen = self._to_screen(ring)
            low, high = screen.min(axis=0), screen.max(axis=0)
            if high[0] < 0 or high[1] < 0 or low[0] > width or low[1] > height:
                continue
            line = polygon(screen)
            if fill is not None and len(ring) > 2 and (ring[0] == ring[-1]).all():  # noqa: PLR2004 - a ring has three corners
                painter.drawPolygon(line)
            else:
                painter.drawPolyline(line)

    def _paint_points(self, painter: QPainter, points: np.ndarray | None = None) -> None:
        points = self._points if points is None else points
        screen = self._to_screen(points)
        seen = (screen > 0).all(axis=1) & (screen < [self.width(), self.height()]).all(axis=1)
        crowd = len(points) > CROWD
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, not crowd)
        cap = Qt.PenCapStyle.SquareCap if crowd else Qt.PenCapStyle.RoundCap
        colour = QColor(MARKS["facility"])
        colour.setAlpha(255 if crowd else 200)
        painter.setPen(QPen(colour, 2.0 if crowd else 7.0, Qt.PenStyle.SolidLine, cap))
        if seen.any():
            painter.drawPoints(polygon(screen[seen]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _paint_tiles(self, painter: QPainter) -> None:
        if self._tiles is None:
            return
        z = int(min(max(round(self._zoom), 10), 17))
        size = TILE * 2.0 ** (self._zoom - z)
        left, top = self._centre * 2**z * size - [self.width() / 2, self.height() / 2]
        for x in range(int(left // size), int((left + self.width()) // size) + 1):
            for y in range(int(top // size), int((top + self.height()) // size) + 1):
                picture = self._picture(z, x, y)
                if picture is not None:
                    painter.drawPixmap(QRectF(x * size - left, y * size - top, size, size), picture, QRectF(picture.rect()))

    def _picture(self, z: int, x: int, y: int) -> QPixmap | None:
        key = (z, x, y)
        if key not in self._pictures:
            if len(self._pictures) > KEPT_TILES:
                self._pictures.clear()
            self._pictures[key] = None
            assert self._tiles is not None

            def take(png: bytes | None) -> None:
                picture = QPixmap()
                if png and picture.loadFromData(png):
                    self._pictures[key] = picture
                    self.update()

            self._tiles(z, x, y, 1, take)
        return self._pictures[key]

    def _paint_words(self, painter: QPainter) -> None:
        """Words in the middle, on a plate of their own where there is a map below."""
        flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        room = self.rect().adjusted(24, 16, -24, -16)
        plate = painter.boundingRect(room, flags, self._words).adjusted(-12, -7, 12, 7)
        painter.setPen(QColor(LINE))
        painter.setBrush(QColor(CARD))
        painter.drawRoundedRect(plate, 6, 6)
        painter.setPen(QColor(SOFT))
        painter.drawText(room, flags, self._words)

    def _paint_scale(self, painter: QPainter) -> None:
        """A bar of round metres at the lower left."""
        if self.is_empty and not self._ground and not len(self._ground_points):
            return
        _, lat = to_degrees(float(self._centre[0]), float(self._centre[1]))
        per_pixel = 40_075_016.7 * math.cos(math.radians(lat)) / self._scale()
        metres = next((m for m in (20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20) if m / per_pixel < 110), 10)  # noqa: PLR2004
        width = metres / per_pixel
        base = self.height() - 12
        painter.setPen(QPen(QColor("#243b53"), 1.5))
        painter.drawLine(QPointF(12, base), QPointF(12 + width, base))
        painter.drawText(
            QPointF(16 + width, base + 4),
            tr(msg("{length_m} 公里", length_m=metres // 1000) if metres >= KILOMETRE_M else msg("{metres} 米", metres=metres)),
        )

    def event(self, event: QEvent | None) -> bool:
        """A place tells its name when the pointer rests on it."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._classed is not None:
            QToolTip.showText(event.globalPos(), self._classed.name_at(event.pos(), self._to_screen), self)
            return True
        return super().event(event)

    # -- moving ----------------------------------------------------------------------------------------------------------
    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802 - Qt's name
        """Keep all in sight as long as nobody has moved the map."""
        super().resizeEvent(event)
        if self._fitted:
            self.fit()

    def wheelEvent(self, event: QWheelEvent | None) -> None:  # noqa: N802 - Qt's name
        """Zoom around the pointer."""
        if event is not None:
            self._zoom_at(event.position().toPoint(), STEP if event.angleDelta().y() > 0 else -STEP)
            event.accept()

    def mousePressEvent(self, event: QMouseEvent | None) -> None:  # noqa: N802 - Qt's name
        """Begin to pan, or to click."""
        if event is not None and event.button() == Qt.MouseButton.LeftButton:
            self._press, self._dragged = event.pos(), False

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:  # noqa: N802 - Qt's name
        """Pan."""
        if event is None or self._press is None:
            return
        away = event.pos() - self._press
        if self._dragged or away.manhattanLength() > DRAG:
            self._dragged = True
            self._pan(-away.x(), -away.y())
            self._press = event.pos()

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:  # noqa: N802 - Qt's name
        """A press without a move is a click on a place."""
        if event is not None and self._press is not None and not self._dragged:
            self.place_clicked.emit(*self.place_at(event.pos()))
        self._press = None

    def keyPressEvent(self, event: QKeyEvent | None) -> None:  # noqa: N802 - Qt's name
        """Move and zoom by keys; Enter is a click in the middle."""
        if event is None:
            return
        moves = {Qt.Key.Key_Left: (-60, 0), Qt.Key.Key_Right: (60, 0), Qt.Key.Key_Up: (0, -60), Qt.Key.Key_Down: (0, 60)}
        middle = QPoint(self.width() // 2, self.height() // 2)
        key = event.key()
        if key in moves:
            self._pan(*moves[key])  # type: ignore[index]
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self._zoom_at(middle, STEP)
        elif key == Qt.Key.Key_Minus:
            self._zoom_at(middle, -STEP)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.place_clicked.emit(*self.place_at(middle))
        else:
            super().keyPressEvent(event)

    def _pan(self, x: float, y: float) -> None:
        self._centre = self._centre + np.array([x, y]) / self._scale()
        self._fitted = False
        self.update()

    def _zoom_at(self, pixel: QPoint, step: float) -> None:
        away = np.array([pixel.x() - self.width() / 2, pixel.y() - self.height() / 2])
        before = self._centre + away / self._scale()
        self._zoom = min(max(self._zoom + step, ZOOMS[0]), ZOOMS[1])
        self._centre = before - away / self._scale()
        self._fitted = False
        self.update()


MARK_NEW, MARK_PLACED = DANGER, ACCENT
"""Colours of a place just set, and of one set before."""
