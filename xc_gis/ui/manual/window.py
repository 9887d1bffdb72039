"""The window of the manual: contents on the left, a page on the right, back and forward, a line to find words."""

from __future__ import annotations

from pathlib import Path

from PyQt5.QtCore import QSize, Qt
from PyQt5.QtGui import QCloseEvent, QFont, QKeySequence, QPixmap, QTextCursor, QTextDocument
from PyQt5.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QShortcut,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from xc_gis.languages.message import msg
from xc_gis.ui.manual.browser import ManualBrowser
from xc_gis.ui.manual.find_bar import FindBar
from xc_gis.ui.manual.text.pages import next_with, read_pages
from xc_gis.ui.manual.text.rendering import plain_text_of
from xc_gis.ui.widgets.choice_views import ChoiceList
from xc_gis.ui.widgets.memory import Memory
from xc_gis.wording.window import label_of, language, tr, window_text

NAME = Qt.ItemDataRole.UserRole
SIZE = QSize(1040, 700)
FRAME_PX = 18
"""Around a picture of the window, so that nobody takes it for the window."""


class ManualWindow(QWidget):
    """
    Pages of one language.

    A window of its own without a parent: it lies beside the one that it explains, before it or behind it as one likes.

    Parameters
    ----------
    folder
        Of the manual: folders of the languages and of the pictures.
    memory
        Keeps its size.
    """

    def __init__(self, folder: Path, memory: Memory) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(f"{window_text('manual')} · XC-GIS")
        self._memory, self._pictures = memory, folder / "pictures"
        self.pages = read_pages(folder, language())
        self._texts = {name: plain_text_of(page.text) for name, page in self.pages.items()}
        self.browser = ManualBrowser(self.pages, self._pictures)
        self.browser.page_shown.connect(self._page_shown)
        self.browser.picture_requested.connect(self.show_picture)
        self.contents = self._contents()
        self.back, self.on = QPushButton(tr(msg("后退"))), QPushButton(tr(msg("前进")))
        self.back.clicked.connect(self.browser.backward)
        self.on.clicked.connect(self.browser.forward)
        self.browser.backwardAvailable.connect(self.back.setEnabled)
        self.browser.forwardAvailable.connect(self.on.setEnabled)
        for button in (self.back, self.on):
            button.setEnabled(False)
        self.find_bar = FindBar()
        self.find_bar.wanted.connect(self.look_for)
        self._lay_out()
        self._keys()
        state = memory.window("manual")
        if state is None or not self.restoreGeometry(state):
            self.resize(SIZE)

    def _contents(self) -> QListWidget:
        listed = ChoiceList()
        listed.setObjectName("plain")
        listed.setAccessibleName(tr(msg("目录")))
        listed.setWordWrap(True)
        listed.setSpacing(2)
        listed.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bold = QFont(self.font())
        bold.setBold(True)
        group, number = "", 0
        tasks = next((page.group for page in self.pages.values() if page.group), "")
        for page in self.pages.values():
            if page.group != group:
                group = page.group
                heading = QListWidgetItem(group)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                heading.setFont(bold)
                listed.addItem(heading)
            number += group == tasks != ""
            item = QListWidgetItem(f"{number}. {page.title}" if group == tasks and group else page.title)
            item.setData(NAME, page.name)
            listed.addItem(item)
        listed.currentItemChanged.connect(self._chosen)
        return listed

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.addWidget(self.back)
        bar.addWidget(self.on)
        bar.addWidget(self.find_bar, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.contents)
        split.addWidget(self.browser)
        split.setStretchFactor(1, 1)
        split.setSizes([270, 760])
        split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.addLayout(bar)
        column.addWidget(split, 1)

    def _keys(self) -> None:
        for keys, do in (
            (QKeySequence.StandardKey.Find, self.find_bar.begin), ("F3", self.find_bar.find_next), ("Alt+Left", self.browser.backward),
            ("Alt+Right", self.browser.forward), (QKeySequence.StandardKey.ZoomIn, self.browser.zoomIn),
            (QKeySequence.StandardKey.ZoomOut, self.browser.zoomOut), ("Esc", self.close),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self).activated.connect(lambda do=do: do())

    # -- pages -----------------------------------------------------------------------------------------------------------
    def open_at(self, name: str) -> None:
        """Show a page, in front of everything."""
        self.browser.show_page(name)
        self.show()
        self.activateWindow()
        self.browser.setFocus()

    def _chosen(self, item: QListWidgetItem | None, _before: object = None) -> None:
        if item is not None and item.data(NAME):
            self.browser.show_page(item.data(NAME))

    def _page_shown(self, name: str) -> None:
        """Mark it in the contents, however one came there."""
        for n in range(self.contents.count()):
            item = self.contents.item(n)
            if item is not None and item.data(NAME) == name:
                self.contents.setCurrentItem(item)
        self.find_bar.show_answer("")

    # -- finding ---------------------------------------------------------------------------------------------------------
    def look_for(self, words: str, forwards: bool) -> None:
        """Go to the next place of these words in the page, else to the next page that has them, else say that there is none."""
        way = QTextDocument.FindFlags() if forwards else QTextDocument.FindFlags(QTextDocument.FindFlag.FindBackward)
        if self.browser.find(words, way):
            self.find_bar.show_answer("")
            return
        name = next_with(words, self._texts, self.browser.page)
        if name:
            self.browser.show_page(name)
        self.browser.moveCursor(QTextCursor.MoveOperation.Start if forwards or name else QTextCursor.MoveOperation.End)
        found = self.browser.find(words, QTextDocument.FindFlags() if name else way)
        self.find_bar.show_answer("" if found else label_of(msg("没有找到")))

    # -- pictures --------------------------------------------------------------------------------------------------------
    def show_picture(self, name: str) -> None:
        """A picture in full size, in a window that scrolls where the screen is smaller."""
        dialog = QDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.windowTitle())
        picture, room = QLabel(), QScrollArea()
        picture.setPixmap(QPixmap(str(self._pictures / name)))
        room.setWidget(picture)
        column = QVBoxLayout(dialog)
        column.setContentsMargins(FRAME_PX, FRAME_PX, FRAME_PX, FRAME_PX)
        column.addWidget(room)
        dialog.resize(picture.sizeHint() + QSize(2 * FRAME_PX + 4, 2 * FRAME_PX + 4))
        dialog.open()

    def closeEvent(self, event: QCloseEvent | None) -> None:  # noqa: N802 - Qt's name
        """Keep the size."""
        self._memory.keep_window("manual", self.saveGeometry())
        super().closeEvent(event)
