"""Shows one page of the manual. Reads pages and pictures of the manual's own folder and nothing else: no file, no network."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PyQt5.QtCore import Qt, QTimer, QUrl, pyqtSignal
from PyQt5.QtGui import QImage, QResizeEvent, QTextCursor, QTextDocument
from PyQt5.QtWidgets import QTextBrowser, QWidget

from xc_gis.ui.manual.text.pages import FIRST, Page
from xc_gis.ui.manual.text.rendering import PAGE, PICTURE, html_of
from xc_gis.ui.widgets.style import ACCENT, GROUND, INK

SHEET = f"""
h1 {{ color: {INK}; font-size: x-large; margin-bottom: 12px; }}
h2 {{ color: {INK}; font-size: large; margin-top: 16px; margin-bottom: 8px; }}
a {{ color: {ACCENT}; }}
table {{ margin-top: 8px; margin-bottom: 14px; }}
th {{ background-color: {GROUND}; }}
code {{ background-color: {GROUND}; }}
p, li {{ line-height: 140%; }}
"""

MARGIN_PX = 18
BAR_PX = 16
"""Room for the bar at the side, so that a picture does not change its width when it comes."""

RESIZED_MS = 120


class ManualBrowser(QTextBrowser):
    """
    One page at a time, with the way back.

    Attributes
    ----------
    page
        Name of the page that is shown; empty before the first.

    Signals
    -------
    page_shown
        Name of the page that is shown now.
    picture_requested
        Name of a picture that was clicked.
    """

    page_shown = pyqtSignal(str)
    picture_requested = pyqtSignal(str)

    def __init__(self, pages: Mapping[str, Page], pictures: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages, self._pictures = pages, pictures
        self.page = ""
        self._fitted = 0
        self.setOpenLinks(False)
        document = self.document()
        assert document is not None
        document.setDefaultStyleSheet(SHEET)
        document.setDocumentMargin(MARGIN_PX)
        self.anchorClicked.connect(self._follow)
        self.sourceChanged.connect(self._shown)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(RESIZED_MS)
        self._settle.timeout.connect(self._fit)

    def show_page(self, name: str) -> None:
        """Show a page of the manual; a name that is none shows the first one."""
        wanted = name if name in self._pages else FIRST
        if wanted != self.page:
            self.setSource(QUrl(f"{wanted}.md"), QTextDocument.ResourceType.HtmlResource)

    def _shown(self, address: QUrl) -> None:
        """Qt's own ``source`` is still the page before, here."""
        self.page = address.fileName().removesuffix(".md")
        self.page_shown.emit(self.page)

    def loadResource(self, kind: int, address: QUrl) -> Any:  # noqa: N802 - Qt's name
        """A page or a picture of the manual; all else is nothing."""
        text = address.toString()
        if kind == QTextDocument.ResourceType.HtmlResource and (page := PAGE.match(text)) and page[1] in self._pages:
            return html_of(self._pages[page[1]].text)
        if kind == QTextDocument.ResourceType.ImageResource and (picture := PICTURE.match(text)):
            return self._fitting(QImage(str(self._pictures / picture[1])))
        return None

    def _follow(self, address: QUrl) -> None:
        text = address.toString()
        if picture := PICTURE.match(text):
            self.picture_requested.emit(picture[1])
        elif (page := PAGE.match(text)) and page[1] in self._pages:
            self.show_page(page[1])

    def _room(self) -> int:
        return self.maximumViewportSize().width() - 2 * MARGIN_PX - BAR_PX

    def _fitting(self, picture: QImage) -> QImage:
        if picture.width() <= self._room():
            return picture
        return picture.scaledToWidth(max(self._room(), 1), Qt.TransformationMode.SmoothTransformation)

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802 - Qt's name
        """Pictures are as broad as the page; a bar that comes or goes changes nothing, and keeps what was found marked."""
        super().resizeEvent(event)
        if self._room() != self._fitted:
            self._settle.start()

    def _fit(self) -> None:
        """Read the page again, stay at the same part of it, and keep marked what was found."""
        bar, self._fitted = self.verticalScrollBar(), self._room()
        if bar is None or not self.page:
            return
        share, marked = bar.value() / max(bar.maximum(), 1), self.textCursor()
        first, last = marked.anchor(), marked.position()
        self.reload()
        again = self.textCursor()
        again.setPosition(first)
        again.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(again)
        bar.setValue(round(share * bar.maximum()))
