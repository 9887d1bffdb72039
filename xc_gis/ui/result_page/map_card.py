"""The card in the middle of the work page: name of the theme, search and buttons over the map, or why there is none."""

from __future__ import annotations

from collections.abc import Iterable

from PyQt5.QtCore import Qt
from PyQt5.QtWidgets import QFrame, QLabel, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from xc_gis.ui.map.head import MapHead
from xc_gis.ui.map.search_field import SearchField
from xc_gis.ui.map.tool_button import ToolButton
from xc_gis.wording.window import window_text


class MapCard(QFrame):
    """
    Holds the map once it is made; search and buttons can be used while a map is there.

    Parameters
    ----------
    buttons
        Further buttons, at the right.

    Attributes
    ----------
    head, search, pick, tools, whole
        The line above the map and its parts: search, asking about a place, tools, whole area.
    """

    def __init__(self, buttons: Iterable[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._words = QLabel(window_text("no_map_yet"))
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setObjectName("soft")
        self._stack = QStackedLayout()
        self._stack.addWidget(self._words)
        self.search, self.tools = SearchField(), ToolButton()
        self.pick, self.whole = QPushButton(window_text("pick_place")), QPushButton(window_text("whole_area"))
        self.pick.setCheckable(True)
        self.pick.setToolTip(window_text("pick_place_more"))
        self.pick.setAccessibleDescription(window_text("pick_place_more"))
        self.head = MapHead(self.search, [self.pick, self.tools, self.whole, *buttons])
        inside = QVBoxLayout(self)
        inside.setContentsMargins(1, 0, 1, 1)
        inside.setSpacing(6)
        inside.addWidget(self.head)
        inside.addLayout(self._stack, 1)
        self.allow(allowed=False)

    def put(self, view: QWidget) -> None:
        """Take the map in, without showing it yet."""
        self._stack.addWidget(view)

    def show_map(self, view: QWidget) -> None:
        """Show the map."""
        self._stack.setCurrentWidget(view)

    def show_words(self, words: str) -> None:
        """Say why there is no map."""
        self._words.setText(words)
        self._stack.setCurrentWidget(self._words)
        self.allow(allowed=False)
        self.search.forget()
        self.head.say("")

    def allow(self, *, allowed: bool) -> None:
        """Whether search and buttons can be used."""
        for widget in (self.search, self.pick, self.tools, self.whole):
            widget.setEnabled(allowed)
