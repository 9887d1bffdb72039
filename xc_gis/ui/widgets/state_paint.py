"""How a state is painted: covered full, unknown hatched, gap empty with a bold edge; told by shape as much as by colour."""

from __future__ import annotations

import math

from PyQt5.QtCore import QPointF, QRectF, Qt
from PyQt5.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from xc_gis.report.themes import COVERED, GAP, UNKNOWN, UNKNOWN_LINE
from xc_gis.runs.view import CoverageView
from xc_gis.ui.widgets.style import DANGER, GOLD, INK, LINE, SOFT

STARS = 5
STAR_INNER = 0.45
ROUND = 2.5


def hatch(background: str = UNKNOWN, line: str = UNKNOWN_LINE) -> tuple[QBrush, QBrush]:
    """Ground and lines of what is unknown."""
    return QBrush(QColor(background)), QBrush(QColor(line), Qt.BrushStyle.BDiagPattern)


def paint_bar(painter: QPainter, box: QRectF, row: CoverageView) -> None:
    """
    Residents of a category from left to right: covered, unknown, gap.

    A category without figures is a dotted frame: neither zero nor unknown of somebody.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if not row.residents or row.low is None or row.high is None:
        painter.setPen(QPen(QColor(UNKNOWN_LINE), 1, Qt.PenStyle.DotLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, ROUND, ROUND)
        painter.restore()
        return
    covered = box.width() * row.low
    known_gap = box.width() * (1 - row.high)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(GAP))
    painter.drawRoundedRect(box, ROUND, ROUND)
    unknown = QRectF(box.left() + covered, box.top(), box.width() - covered - known_gap, box.height())
    if unknown.width() > 0:
        for brush in hatch():
            painter.fillRect(unknown, brush)
    painter.setBrush(QColor(COVERED))
    painter.drawRoundedRect(QRectF(box.left(), box.top(), covered, box.height()), ROUND, ROUND)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(DANGER if row.gap else LINE), 1))
    painter.drawRoundedRect(box, ROUND, ROUND)
    painter.restore()


def paint_whole(painter: QPainter, box: QRectF, share: float) -> None:
    """A small wedge under a bar: where all communities together stand."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(INK))
    x, y = box.left() + box.width() * share, box.bottom()
    painter.drawPolygon(QPolygonF([QPointF(x, y - 2), QPointF(x - 3.5, y + 4), QPointF(x + 3.5, y + 4)]))
    painter.restore()


def paint_mark(painter: QPainter, box: QRectF, row: CoverageView) -> None:
    """The state as a sign: tick (covered), cross (gap), question mark (unknown), dash (does not apply)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    x, y, size = box.center().x(), box.center().y(), min(box.width(), box.height()) / 2
    if row.state == "covered":
        painter.setPen(QPen(QColor(COVERED), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.drawPolyline(QPolygonF([QPointF(x - size * 0.6, y), QPointF(x - size * 0.15, y + size * 0.45),
                                        QPointF(x + size * 0.65, y - size * 0.5)]))  # fmt: skip
    elif row.state == "gap":
        painter.setPen(QPen(QColor(DANGER), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        reach = size * 0.5
        painter.drawLine(QPointF(x - reach, y - reach), QPointF(x + reach, y + reach))
        painter.drawLine(QPointF(x - reach, y + reach), QPointF(x + reach, y - reach))
    elif row.state == "unknown":
        painter.setPen(QColor(SOFT))
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), "?")
    else:
        painter.setPen(QPen(QColor(UNKNOWN_LINE), 1.5))
        painter.drawLine(QPointF(x - size * 0.5, y), QPointF(x + size * 0.5, y))
    painter.restore()


def paint_stars(painter: QPainter, box: QRectF, stars: int | None, low: int | None, high: int | None) -> None:
    """Five stars: full as rated, hatched those that are still open, empty the rest; none rated are five dotted outlines."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    step = box.width() / STARS
    radius = min(step * 0.46, box.height() / 2)
    sure = stars if stars is not None and low is None else min(low if low is not None else 0, stars if stars is not None else 0)
    most = max(high if high is not None else 0, stars if stars is not None else 0)
    for n in range(STARS):
        shape = _star(QPointF(box.left() + step * (n + 0.5), box.center().y() + radius * 0.05), radius)
        painter.setPen(QPen(QColor(GOLD if stars is not None or high else UNKNOWN_LINE), 1.2,
                            Qt.PenStyle.SolidLine if stars is not None or high else Qt.PenStyle.DotLine))  # fmt: skip
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if n < sure:
            painter.setBrush(QColor(GOLD))
        elif n < most:
            painter.setBrush(QBrush(QColor(GOLD), Qt.BrushStyle.BDiagPattern))
        painter.drawPolygon(shape)
    painter.restore()


def _star(centre: QPointF, radius: float) -> QPolygonF:
    points = []
    for corner in range(2 * STARS):
        reach = radius if corner % 2 == 0 else radius * STAR_INNER
        angle = math.pi * corner / STARS - math.pi / 2
        points.append(QPointF(centre.x() + reach * math.cos(angle), centre.y() + reach * math.sin(angle)))
    return QPolygonF(points)
