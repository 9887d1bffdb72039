"""A small curve: how best set and bound of a search come together, or how many people each further site covers."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt5.QtCore import QPointF, QRectF, QSize, Qt
from PyQt5.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PyQt5.QtWidgets import QWidget

from xc_gis.ui.widgets.style import ACCENT, CARD, INK, LINE, SOFT, WARNING

Points = Sequence[tuple[float, float]]
EDGE = (8.0, 8.0, 8.0, 20.0)
"""Pixels at the left, above, at the right, below."""


class Curve(QWidget):
    """
    Draws one or two lines; the reader is told the words below them, which say the same.

    Attributes
    ----------
    lines
        Points of the lines, finite; the second is the bound.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[Points, ...] = ()
        self._words = ("", "")

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as there is room."""
        return QSize(240, 110)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Enough to see a line."""
        return QSize(120, 90)

    def show_lines(self, lines: Sequence[Points], left: str, right: str) -> None:
        """Draw lines; ``left`` and ``right`` stand below their ends."""
        self.lines, self._words = tuple(lines), (left, right)
        self.setVisible(any(len(line) for line in lines))
        self.update()

    def paintEvent(self, _event: QPaintEvent | None) -> None:  # noqa: N802 - Qt's name
        """Draw."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, top, right, below = EDGE
        box = QRectF(left, top, self.width() - left - right, self.height() - top - below)
        painter.fillRect(self.rect(), QColor(CARD))
        painter.setPen(QPen(QColor(LINE), 1))
        painter.drawRect(box)
        points = [point for line in self.lines for point in line]
        if points:
            x0, x1 = min(x for x, _ in points), max(x for x, _ in points)
            y0, y1 = min(y for _, y in points), max(y for _, y in points)
            wide, high = (x1 - x0) or 1.0, (y1 - y0) or 1.0
            for line, colour in zip(self.lines, (ACCENT, WARNING), strict=False):
                shape = QPolygonF(
                    [
                        QPointF(box.left() + (x - x0) / wide * box.width(), box.bottom() - (y - y0) / high * box.height())
                        for x, y in line
                    ]
                )
                painter.setPen(QPen(QColor(colour), 2))
                painter.drawPolyline(shape)
                painter.setBrush(QColor(colour))
                for at in shape:
                    painter.drawEllipse(at, 2.0, 2.0)
        painter.setPen(QColor(SOFT if points else INK))
        foot = QRectF(left, box.bottom() + 2, box.width(), below - 2)
        painter.drawText(foot, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), self._words[0])
        painter.drawText(foot, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), self._words[1])
        painter.end()
