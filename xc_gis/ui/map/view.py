"""
The map of a run in the window: the exported page itself, led from outside; no page is loaded anew for a theme.

Rows in, requests out: it knows neither runs nor the method.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from PyQt5.QtCore import QEvent, Qt, QTimer, QUrl, pyqtSignal
from PyQt5.QtWebChannel import QWebChannel
from PyQt5.QtWebEngineWidgets import QWebEngineProfile, QWebEngineView
from PyQt5.QtWidgets import QVBoxLayout, QWidget

from xc_gis.ui.map.led_page import Bridge, MapPage, page_scripts
from xc_gis.ui.map.scheme import PAGE, MapScheme, NetworkGuard, TileSource
from xc_gis.version import __version__
from xc_gis.wording.window import window_text

logger = logging.getLogger(__name__)

POINTER_REST_MS = 150
"""Longer than the page waits before it tells where the pointer is."""

LASTING = ("xcMap.setLayer", "xcMap.setSiteTypes", "xcWindowMap.setStreets", "xcWindowMap.setOnline")
"""What stays when another page is opened."""

PASSING = (
    "xcMap.setRatings", "xcMap.setFigures", "xcWindowMap.showPlace", "xcWindowFound.show", "xcWindowTools.select", "xcWindowTools.measure",
    "xcWindowPlanning.show", "xcWindowPlanning.compare", "xcWindowPlanning.values",
)  # fmt: skip
"""What belongs to the page that is shown."""

CLEARED = {
    "xcWindowMap.clearPlace": "xcWindowMap.showPlace",
    "xcWindowFound.clear": "xcWindowFound.show",
    "xcWindowFound.showArea": "xcWindowFound.show",
    "xcWindowTools.clear": "xcWindowTools.select",
    "xcWindowTools.clearMeasure": "xcWindowTools.measure",
}
"""What a call takes off the page again."""


@dataclass(frozen=True)
class OnlineLayer:
    """Tiles of other machines: address with ``{z}``, ``{x}``, ``{y}``, credit below the map, what ``{s}`` stands for."""

    address: str
    credit: str
    subdomains: str = ""


class MapView(QWidget):
    """
    A map that is told what to show.

    Signals
    -------
    ready
        The page that was opened is drawn.
    community_clicked
        Identifier of a community.
    place_clicked
        Longitude and latitude (WGS 84): a right click, or any click while ``set_mode("place")`` is on.
    refused
        The page was written by another version and cannot be led.
    described
        What the run's map can show: ``domains, bounds, categories, types``; before ``ready``.
    legend_changed
        Rows ``fill, words, count, dot, ring, hatched, note`` of the theme shown.
    tool_used
        ``box`` (``ids``), ``toggle`` (``id``), ``area`` (``ring``), ``measure`` and ``measured`` (``points``); see ``tools.js`` and ``box.js``.
        ``plan_…``: see ``planning.js``.
    """

    ready = pyqtSignal()
    community_clicked = pyqtSignal(str)
    place_clicked = pyqtSignal(float, float)
    legend_changed = pyqtSignal(list)
    described = pyqtSignal(dict)
    refused = pyqtSignal()
    tool_used = pyqtSignal(str, dict)

    def __init__(self, parent: QWidget | None = None, *, tiles: TileSource | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(window_text("map"))
        self._is_ready = False
        self._waiting: list[str] = []
        self._opened = 0
        self._theme = "stars"
        self._calls: dict[str, tuple[str, tuple[Any, ...]]] = {}
        self._pointer_rest = QTimer(self)
        self._pointer_rest.setSingleShot(True)
        self._pointer_rest.setInterval(POINTER_REST_MS)
        self._pointer_rest.timeout.connect(self._pointer_left)
        self._profile = QWebEngineProfile(self)
        self._profile.setHttpUserAgent(f"{self._profile.httpUserAgent()} XC-GIS/{__version__}")
        self.scheme = MapScheme(self)
        self.scheme.tiles = tiles
        self.guard = NetworkGuard(self)
        self._profile.installUrlSchemeHandler(b"xc", self.scheme)
        self._profile.setUrlRequestInterceptor(self.guard)
        self.view = QWebEngineView(self)
        self.page = MapPage(self._profile, self.view)
        self.page.setBackgroundColor(Qt.GlobalColor.white)
        self._bridge = Bridge(self.page)
        channel = QWebChannel(self.page)
        channel.registerObject("bridge", self._bridge)
        self.page.setWebChannel(channel)
        for script in page_scripts():
            self.page.scripts().insert(script)
        self.view.setPage(self.page)
        self.view.setAcceptDrops(False)  # what is dropped on the map is meant for the window
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._bridge.opened_.connect(self._on_opened)
        self._bridge.chose_.connect(self.community_clicked)
        self._bridge.asked_.connect(self.place_clicked)
        self._bridge.explained_.connect(self.legend_changed)
        self._bridge.described_.connect(self.described)
        self._bridge.refused_.connect(self.refused)
        self._bridge.happened_.connect(self.tool_used)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.setFocusProxy(self.view)

    # -- what is opened ------------------------------------------------------------------------------------------------
    def open_run(self, folder: Path) -> None:
        """Open the map of a run folder, in the theme shown before."""
        self.open_page(folder / "map.html")

    def open_page(self, html_path: Path) -> None:
        """Open a page that was made as the map of a run."""
        self._load(html_path)

    def open_at(self, page: Path, link: str) -> None:
        """Open a page in the state that a link names (``theme=…&community=…&bounds=…``)."""
        self._load(page, link)

    def _load(self, page: Path, link: str = "") -> None:
        self._is_ready = False
        self._opened += 1
        self._calls = {key: call for key, call in self._calls.items() if key.startswith(LASTING)}
        self._waiting = [_script(*call) for call in self._calls.values()]
        self.scheme.page, self.scheme.ground = page, str(self._opened)
        address = f"{PAGE}?{self._opened}#{link or f'theme={self._theme}'}"  # another address, or the page and its tiles are kept as they were
        self.page.setUrl(QUrl(address))

    @property
    def is_ready(self) -> bool:
        """Is the opened page drawn?"""
        return self._is_ready

    def _on_opened(self) -> None:
        self._is_ready = True
        for script in self._waiting:
            self.page.runJavaScript(script)
        self._waiting.clear()
        self.ready.emit()

    # -- what is shown -------------------------------------------------------------------------------------------------
    def set_theme(self, key: str) -> None:
        """Show a theme: ``stars``, ``joint``, a category code, ``minutes:CODE``, ``gaps:CODE``."""
        self._theme = key
        self.call("xcMap.setTheme", key)

    @property
    def theme(self) -> str:
        """Key of the theme shown."""
        return self._theme

    def choose(self, community_id: str) -> None:
        """Highlight a community; the map moves only if it is out of sight."""
        self.call("xcMap.choose", community_id, True)

    def show_ratings(self, rows: list[dict[str, Any]]) -> None:
        """Show other stars (``community_id, stars, stars_low, stars_high …``); an empty list brings those of the run back."""
        self.call("xcMap.setRatings", rows or None)

    def show_figures(self, figures: dict[str, Any] | None) -> None:
        """Show stars, coverage and residents in gap of a scenario (``ratings, coverage, gaps``, see ``figures.js``); None: those of the run."""
        self.call("xcMap.setFigures", figures)

    def show_values(self, record: dict[str, Any] | None) -> None:
        """Show values of communities as a theme of its own (``values.js``); None: the theme of the run again."""
        self.call("xcWindowPlanning.values", record)

    def show_changes(self, items: list[dict[str, Any]]) -> None:
        """Mark the changes of a scenario; see ``planning.js``."""
        self.call("xcWindowPlanning.show", items)

    def compare(self, *, on: bool) -> None:
        """Show before and after the scenario side by side, with a line between them that can be dragged."""
        self.call("xcWindowPlanning.compare", on)

    def set_layer(self, name: str, shown: bool) -> None:
        """Switch ``sites``, ``gaps``, ``borders`` or ``streets``."""
        if name == "streets":
            self.call("xcWindowMap.setStreets", shown)
        else:
            self.call("xcMap.setLayer", name, shown)

    def set_site_types(self, codes: list[str] | None) -> None:
        """Show facilities of these types whatever the theme; None: those of the theme."""
        self.call("xcMap.setSiteTypes", codes)

    def set_mode(self, mode: str) -> None:
        """``community``: a click chooses a community; ``place``: a click asks about that place."""
        self.call("xcMap.setMode", mode)

    def show_place(self, answer: dict[str, Any], category: str | None = None) -> None:
        """Show isochrones, nearest facilities and ways of a place; ``category``: one way alone."""
        self.call("xcWindowMap.showPlace", answer, category)

    def clear_place(self) -> None:
        """Take the place off the map."""
        self.call("xcWindowMap.clearPlace")

    def show_mark(self, mark: dict[str, Any]) -> None:
        """Move to a place or a street and mark it: ``lon, lat, title, more``, of a street ``lines`` and ``box``."""
        self.call("xcWindowFound.show", mark)

    def show_area(self, community_ids: list[str]) -> None:
        """Move to communities."""
        self.call("xcWindowFound.showArea", community_ids)

    def clear_mark(self) -> None:
        """Take the mark off the map."""
        self.call("xcWindowFound.clear")

    def use_tool(self, name: str) -> None:
        """Give the mouse to a tool: ``box``, ``area``, ``measure``; empty: to none."""
        self.call("xcWindowTools.set", name)

    def show_selection(self, ids: list[str], ring: list[list[float]]) -> None:
        """Frame communities, or an area drawn; nothing of both takes the frames away."""
        if ids or ring:
            self.call("xcWindowTools.select", {"ids": ids, "ring": ring})
        else:
            self.call("xcWindowTools.clear")

    def show_measure(self, points: list[list[float]], ways: list[list[list[float]]], labels: list[str]) -> None:
        """Draw the line between clicks, how each piece of it is walked, and what stands at each click."""
        self.call("xcWindowTools.measure", {"points": points, "ways": ways, "labels": labels})

    def clear_measure(self) -> None:
        """Take it off the map."""
        self.call("xcWindowTools.clearMeasure")

    def set_online(self, layers: Sequence[OnlineLayer], hosts: frozenset[str] = frozenset()) -> None:
        """Take tiles of other machines as background, or with an empty list none."""
        self.guard.allowed_hosts = hosts
        self.call("xcWindowMap.setOnline", [asdict(layer) for layer in layers])

    def call(self, function: str, *values: Any) -> None:
        """Call a function of the page, now or as soon as the page is there."""
        self._remember(function, values)
        script = _script(function, values)
        if self._is_ready:
            self.page.runJavaScript(script)
        else:
            self._waiting.append(script)

    @property
    def told(self) -> dict[str, tuple[Any, ...]]:
        """What the page was told and still shows: the values by function, of ``xcMap.setLayer`` by function and layer."""
        return {key: values for key, (_, values) in self._calls.items()}

    def _remember(self, function: str, values: tuple[Any, ...]) -> None:
        if function in CLEARED:
            self._calls.pop(CLEARED[function], None)
        elif function.startswith((*LASTING, *PASSING)):
            self._calls[f"{function} {values[0]}" if function == "xcMap.setLayer" else function] = (function, values)

    def leaveEvent(self, event: QEvent | None) -> None:  # noqa: N802 - Qt's name
        """The pointer left the map: the page is not always told. After what the page may say still."""
        super().leaveEvent(event)
        self._pointer_rest.start()

    def enterEvent(self, event: QEvent | None) -> None:  # noqa: N802 - Qt's name
        """The pointer is back, perhaps before its leaving was told: then nothing is to be told of it."""
        super().enterEvent(event)
        self._pointer_rest.stop()

    def _pointer_left(self) -> None:
        self.tool_used.emit("pointer", {"on": False})

    def shutdown(self) -> None:
        """Let the page go before its profile does; afterwards the view shows nothing."""
        from PyQt5 import sip  # noqa: PLC0415 - needed here only

        if not sip.isdeleted(self.page):
            sip.delete(self.page)
        if not sip.isdeleted(self.view):
            sip.delete(self.view)


def _script(function: str, values: tuple[Any, ...]) -> str:
    words = ", ".join(json.dumps(v, ensure_ascii=False) for v in values)
    return f"if (window.{function.split('.', 1)[0]}) {{ {function}({words}); }};0"
