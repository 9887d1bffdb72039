"""Tickets of the district by month, as bars: the period darker, a month that is not shown grey, one without data a gap."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt5.QtCore import QEvent, QRectF, QSize, Qt
from PyQt5.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent
from PyQt5.QtWidgets import QSizePolicy, QToolTip, QWidget

from xc_gis.languages.message import msg
from xc_gis.report.themes import HIDDEN as GREY
from xc_gis.runs.voices import MonthRow
from xc_gis.shares import percent
from xc_gis.ui.widgets.style import ACCENT, INK, LINE, SOFT
from xc_gis.wording.voices import NOT_SHOWN
from xc_gis.wording.window import joined_words, tr

HEIGHT, FOOT, HEAD = 104, 18, 16
BEFORE = "#a9c3d6"
"""Months before the period."""


class MonthBars(QWidget):
    """Draws months; the pointer tells the figures of one, and so does the description for whoever hears it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr(msg("每月诉求件数")))
        self._months: list[tuple[str, MonthRow | None]] = []
        self._first = ""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as there is room."""
        return QSize(240, HEIGHT)

    def show_months(self, months: Sequence[MonthRow], period: tuple[str, str]) -> None:
        """Show months up to the last of the period; none hides it."""
        there = {row.month: row for row in months if not period[1] or row.month <= period[1]}
        self._months = [(month, there.get(month)) for month in _without_holes(sorted(there))]
        self._first = period[0]
        self.setVisible(bool(self._months))
        self.setAccessibleDescription(joined_words(self.words_of(n) for n in range(len(self._months))))
        self.update()

    def words_of(self, place: int) -> str:
        """The figures of a month."""
        month, row = self._months[place]
        if row is None:
            return tr(msg("{month}：没有数据", month=month))
        if row.tickets is None:
            return tr(msg("{month}：{hidden}", month=month, hidden=NOT_SHOWN))
        solved = tr(msg("，解决率 {share}", share=percent(row.resolved))) if row.resolved is not None else ""
        return tr(msg("{month}：{tickets:,.0f} 件", month=month, tickets=row.tickets)) + solved

    def paintEvent(self, _event: QPaintEvent | None) -> None:  # noqa: N802 - Qt's name
        """Draw."""
        painter = QPainter(self)
        most = max((row.tickets or 0.0 for _, row in self._months if row is not None), default=0.0) or 1.0
        floor = self.height() - FOOT
        room = floor - HEAD
        for n, (month, row) in enumerate(self._months):
            box = self._box(n)
            if row is not None:
                high = room * row.tickets / most if row.tickets is not None else room / 8
                colour = GREY if row.tickets is None else ACCENT if month >= self._first else BEFORE
                painter.fillRect(QRectF(box.left(), floor - high, box.width(), high), QColor(colour))
        painter.setPen(QColor(LINE))
        painter.drawLine(0, floor, self.width(), floor)
        painter.setPen(QColor(SOFT))
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        if self._months:
            foot = QRectF(0, floor, self.width(), FOOT)
            painter.drawText(foot, int(Qt.AlignmentFlag.AlignLeft) | middle, self._months[0][0])
            painter.drawText(foot, int(Qt.AlignmentFlag.AlignRight) | middle, self._months[-1][0])
            painter.setPen(QColor(INK))
            painter.drawText(
                QRectF(0, 0, self.width(), HEAD),
                int(Qt.AlignmentFlag.AlignLeft) | middle,
                tr(msg("最多 {most:,.0f} 件/月", most=most)),
            )
        painter.end()

    def event(self, event: QEvent | None) -> bool:
        """Tell the month below the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = int(event.pos().x() * len(self._months) / max(self.width(), 1))
            if 0 <= place < len(self._months):
                QToolTip.showText(event.globalPos(), self.words_of(place), self)
                return True
        return super().event(event)

    def _box(self, place: int) -> QRectF:
        step = self.width() / max(len(self._months), 1)
        return QRectF(step * place + step * 0.12, 0, step * 0.76, self.height())


def _without_holes(months: Sequence[str]) -> list[str]:
    """Every month from the first to the last."""
    if not months:
        return []
    first, last = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (months[0], months[-1]))
    return [f"{at // 12:04d}-{at % 12 + 1:02d}" for at in range(first, last + 1)]
