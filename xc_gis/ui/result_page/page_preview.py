"""The page that will be written, small: the picture of the page itself, on a grey ground."""

from __future__ import annotations

from PyQt5.QtCore import QRectF, QSize, Qt
from PyQt5.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PyQt5.QtWidgets import QSizePolicy, QWidget

from xc_gis.languages.message import msg
from xc_gis.ui.widgets.style import INK, LINE, SOFT
from xc_gis.wording.window import tr

EDGE_PX = 10
DESK = "#dfe4ea"
VEIL = 110
"""How strongly a page is veiled that is no longer what was chosen, of 255."""


class PagePreview(QWidget):
    """Shows a page as large as its room allows; while another is drawn, the one before is veiled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page, self._words = QPixmap(), ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(360, 380))
        self.setAccessibleName(tr(msg("页面预览")))

    @property
    def is_current(self) -> bool:
        """Is the page shown what was chosen?"""
        return not self._page.isNull() and not self._words

    def show_page(self, content: bytes, words: str) -> None:
        """Show a page; ``words`` describe it to those who do not see it."""
        page = QPixmap()
        page.loadFromData(content, "PNG")
        self._page, self._words = page, ""
        self.setAccessibleDescription(words)
        self.update()

    def show_words(self, words: str) -> None:
        """Say something over the page: that another is drawn, or why there is none."""
        self._words = words
        self.setAccessibleDescription(words)
        self.update()

    def paintEvent(self, _event: QPaintEvent | None) -> None:  # noqa: N802 - Qt's name
        """Paint desk, page, words."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(DESK))
        if not self._page.isNull():
            room = self.size() - QSize(2 * EDGE_PX, 2 * EDGE_PX)
            ratio = self.devicePixelRatioF()
            shown = self._page.scaled(
                room * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            width, height = shown.width() / ratio, shown.height() / ratio
            place = QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)
            painter.drawPixmap(place, shown, QRectF(shown.rect()))
            painter.setPen(QColor(LINE))
            painter.drawRect(place)
            if self._words:
                veil = QColor(DESK)
                veil.setAlpha(VEIL)
                painter.fillRect(place, veil)
        if self._words:
            flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
            around = self.rect().adjusted(40, 40, -40, -40)
            box = painter.boundingRect(around, flags, self._words).adjusted(-14, -8, 14, 8)
            painter.fillRect(box, QColor("#ffffff"))
            painter.setPen(QColor(SOFT))
            painter.drawRect(box)
            painter.setPen(QColor(INK))
            painter.drawText(around, flags, self._words)
        painter.end()
