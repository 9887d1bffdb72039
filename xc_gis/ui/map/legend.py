"""The legend of the theme shown: swatches, words, counts. Paints the rows that the map gives."""

from __future__ import annotations

from typing import Any

from PyQt5.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PyQt5.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PyQt5.QtWidgets import QSizePolicy, QWidget

from xc_gis.report.themes import MARKS, UNKNOWN, UNKNOWN_LINE
from xc_gis.ui.widgets.style import CARD, INK, LINE, SOFT
from xc_gis.wording.window import window_text

SWATCH_PX, GAP_PX, MARGIN_PX, ROW_GAP_PX, RING_PX = 22, 8, 2, 4, 3


class Legend(QWidget):
    """Rows ``fill, words, count, dot, ring, hatched, stippled, note``; unknown is hatched, never a colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[dict[str, Any]] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(window_text("legend"))

    def show_rows(self, rows: list[dict[str, Any]]) -> None:
        """Replace the rows."""
        self._rows = list(rows)
        self.setAccessibleDescription(";".join(f"{r['words']} {r['count']}".strip() for r in rows))
        self.updateGeometry()
        self.setFixedHeight(self._height(self.width()))
        self.update()

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Rows shown."""
        return self._rows

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as the rows are."""
        return QSize(220, self._height(max(self.width(), 220)))

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802 - Qt's name
        """Words wrap anew."""
        super().resizeEvent(event)
        self.setFixedHeight(self._height(self.width()))

    def paintEvent(self, _event: QPaintEvent | None) -> None:  # noqa: N802 - Qt's name
        """Paint all rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = MARGIN_PX
        for row in self._rows:
            top += paint_row(painter, row, QRect(MARGIN_PX, top, self.width() - 2 * MARGIN_PX, 1000))
        painter.end()

    def _height(self, width: int) -> int:
        return 2 * MARGIN_PX + sum(row_height(self, row, width - 2 * MARGIN_PX) for row in self._rows)


def _words_rect(metrics: Any, row: dict[str, Any], box: QRect) -> QRect:
    left = 0 if row["note"] else SWATCH_PX + GAP_PX
    taken = metrics.horizontalAdvance(row["count"]) + GAP_PX if row["count"] else 0
    room = QRect(box.left() + left, box.top(), max(40, box.width() - left - taken), box.height())
    return metrics.boundingRect(
        room, int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), row["words"]
    )


def row_height(widget: QWidget, row: dict[str, Any], width: int) -> int:
    """Pixels that a row takes."""
    metrics = widget.fontMetrics()
    return max(metrics.height(), _words_rect(metrics, row, QRect(0, 0, width, 1000)).height()) + ROW_GAP_PX


def _paint_dot(painter: QPainter, row: dict[str, Any], place: QRectF, unit: float) -> None:
    colour, width = QColor(row["fill"]), RING_PX * unit
    if row.get("ring"):
        painter.setPen(QPen(colour, width))
        painter.setBrush(QColor(CARD))
        painter.drawEllipse(place.adjusted(width / 2, width / 2, -width / 2, -width / 2))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(place)


def _paint_stipple(painter: QPainter, place: QRectF, unit: float) -> None:
    """Dots as on the map, which are dark with a pale rim."""
    painter.setPen(QPen(QColor("#ffffff"), unit))
    painter.setBrush(QColor(MARKS["unsure"]))
    for across, down in ((0.2, 0.32), (0.5, 0.32), (0.8, 0.32), (0.35, 0.7), (0.65, 0.7)):
        centre = QPointF(place.left() + across * place.width(), place.top() + down * place.height())
        painter.drawEllipse(centre, 1.8 * unit, 1.8 * unit)


def paint_row(painter: QPainter, row: dict[str, Any], box: QRect, unit: float = 1.0) -> int:
    """Paint one row at the top of ``box``; ``unit`` is a pixel of the screen in the painter's own. Returns the height taken."""
    metrics = painter.fontMetrics()
    swatch, gap = round(SWATCH_PX * unit), round(GAP_PX * unit)
    left = 0 if row["note"] else swatch + gap
    taken = metrics.horizontalAdvance(row["count"]) + gap if row["count"] else 0
    room = QRect(box.left() + left, box.top(), max(40, box.width() - left - taken), box.height())
    flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    words = metrics.boundingRect(room, flags, row["words"])
    if not row["note"]:
        side = round((12 if row["dot"] else 14) * unit)
        middle = box.top() + metrics.height() // 2
        painter.setPen(QPen(QColor("#6b7785"), unit))
        if row["dot"]:
            _paint_dot(painter, row, QRectF(box.left() + (swatch - side) / 2, middle - side / 2, side, side), unit)
        else:
            place = QRect(box.left(), middle - side // 2, swatch, side)
            painter.setBrush(QColor(UNKNOWN if row["hatched"] else LINE if row.get("stippled") else row["fill"]))
            painter.drawRoundedRect(place, 2 * unit, 2 * unit)
            if row["hatched"]:
                painter.setPen(Qt.PenStyle.NoPen)
                brush = QBrush(QColor(UNKNOWN_LINE), Qt.BrushStyle.BDiagPattern)
                painter.setBrush(brush)
                painter.drawRoundedRect(place, 2 * unit, 2 * unit)
            if row.get("stippled"):
                _paint_stipple(painter, QRectF(place), unit)
    painter.setPen(QColor(SOFT if row["note"] else INK))
    painter.drawText(room, flags, row["words"])
    if row["count"]:
        painter.setPen(QColor(SOFT))
        place = QRect(box.left(), box.top(), box.width(), metrics.height())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop), row["count"])
    return max(metrics.height(), words.height()) + round(ROW_GAP_PX * unit)
