"""How many communities have how many stars: one painted bar each, the number beside it."""

from __future__ import annotations

from collections.abc import Mapping

from PyQt5.QtCore import QRectF, QSize, Qt
from PyQt5.QtGui import QColor, QPainter, QPaintEvent
from PyQt5.QtWidgets import QSizePolicy, QWidget

from xc_gis.languages.message import msg
from xc_gis.report.themes import STARS, on_the_map
from xc_gis.ui.presenters.result.totals import ordered_stars, stars_words
from xc_gis.ui.widgets.state_paint import hatch
from xc_gis.ui.widgets.style import INK, LINE
from xc_gis.wording.window import joined_words, tr

ROW = 20
NAME_WIDTH, COUNT_WIDTH = 70, 60


class StarBars(QWidget):
    """Bars of the colours that the map has; what has no star is hatched, as there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[int | str, int]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_stars(self, stars: Mapping[int | str, int]) -> None:
        """Show counts; none hides it."""
        self._rows = ordered_stars(stars)
        self.setAccessibleName(tr(msg("各星级的社区数")))
        self.setAccessibleDescription(joined_words(f"{stars_words(key)} {count}" for key, count in self._rows))
        self.setVisible(bool(self._rows))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as its rows."""
        return QSize(240, ROW * len(self._rows))

    def paintEvent(self, _event: QPaintEvent | None) -> None:  # noqa: N802
        """Paint."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        most = max((count for _, count in self._rows), default=1)
        room = max(self.width() - NAME_WIDTH - COUNT_WIDTH, 1)
        for n, (key, count) in enumerate(self._rows):
            top = n * ROW
            painter.setPen(QColor(INK))
            painter.drawText(QRectF(0, top, NAME_WIDTH, ROW), middle, stars_words(key))
            bar = QRectF(NAME_WIDTH, top + 4, max(room * count / most, 2), ROW - 8)
            if isinstance(key, int):
                painter.fillRect(bar, QColor(on_the_map(STARS[key])))
            else:
                for brush in hatch():
                    painter.fillRect(bar, brush)
            painter.setPen(QColor(LINE))
            painter.drawRect(bar)
            painter.setPen(QColor(INK))
            painter.drawText(QRectF(bar.right() + 6, top, COUNT_WIDTH, ROW), middle, str(count))
