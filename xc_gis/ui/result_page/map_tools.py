"""Who has the mouse on the map: asking about a place, a tool, or nobody; and what was done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PyQt5.QtCore import QObject, pyqtSignal

if TYPE_CHECKING:
    from xc_gis.ui.map.view import MapView
    from xc_gis.ui.result_page.map_card import MapCard


ENDS = {"plan_spot", "plan_line", "plan_ring", "plan_lifted", "plan_left"}
"""These put the tool of the planning page away."""


class MapTools(QObject):
    """
    Joins the buttons above the map with the map.

    Parameters
    ----------
    card
        Has the buttons.
    map_of
        Gives the map, made by then.

    Signals
    -------
    communities_boxed, community_toggled
        Identifiers of communities within a box; of one that is chosen in addition, or no longer.
    area_drawn, measured
        Longitudes and latitudes of the corners of an area; of the clicks between which is measured.
    measuring_anew
        The ruler is taken up: what was measured before goes.
    menu_requested
        What lies where the right button was pressed; see ``menu_entries``.
    pointer_moved
        Longitude and latitude; None where the pointer left the map.
    planned
        What was done with the marks and tools of a scenario: its name (``plan_…``) and facts, see ``planning.js``.
    lent_back
        A tool of the planning page has the mouse no longer, for another took it or Esc was pressed.
    """

    communities_boxed = pyqtSignal(list)
    community_toggled = pyqtSignal(str)
    area_drawn = pyqtSignal(tuple)
    measured = pyqtSignal(tuple)
    measuring_anew = pyqtSignal()
    menu_requested = pyqtSignal(dict)
    pointer_moved = pyqtSignal(object)
    planned = pyqtSignal(str, dict)
    lent_back = pyqtSignal()

    def __init__(self, card: MapCard, map_of: Callable[[], MapView]) -> None:
        super().__init__(card)
        self._pick, self._tools, self._map_of = card.pick, card.tools, map_of
        self._tools.tool_chosen.connect(self.use)
        self._lent = ""

    def connect_map(self, view: MapView) -> None:
        """Listen to the map that was made."""
        view.tool_used.connect(self._used)
        self._pick.toggled.connect(self._ask_places)

    @property
    def tool(self) -> str:
        """The tool that has the mouse; empty for none."""
        return self._tools.tool or self._lent

    def lend(self, name: str) -> None:
        """Give the mouse to a tool of the planning page (``spot, lift, line, ring``); empty: take it back."""
        if not name and not self._lent:
            return
        self._lent = name
        self._pick.setChecked(False)
        self._tools.show_tool("")
        view = self._map_of()
        view.use_tool(name)
        if name:
            view.setFocus()

    def use(self, name: str) -> None:
        """Give the mouse to a tool; empty: to none."""
        self._give_back()
        self._pick.setChecked(False)
        self._tools.show_tool(name)
        if name == "measure":
            self.measuring_anew.emit()
        view = self._map_of()
        view.use_tool(name)
        view.setFocus()

    def _give_back(self) -> None:
        if self._lent:
            self._lent = ""
            self.lent_back.emit()

    @property
    def asks_places(self) -> bool:
        """Does a click ask about a place?"""
        return self._pick.isChecked()

    def ask_no_places(self) -> None:
        """Let a click choose a community again."""
        self._pick.setChecked(False)

    def measure_from(self, lon: float, lat: float) -> None:
        """Measure, with the first click done."""
        self.use("measure")
        self._map_of().call("xcWindowTools.begin", "measure", lon, lat)

    def _ask_places(self, on: bool) -> None:
        view = self._map_of()
        if on:
            self._give_back()
            self._tools.show_tool("")
            view.use_tool("")
        view.set_mode("place" if on else "community")

    def _used(self, name: str, facts: dict[str, Any]) -> None:
        if name in {"box", "area", "measured"}:  # these put the tool away
            self._tools.show_tool("")
        if name.startswith("plan_"):
            if name in ENDS:
                self._lent = ""
            self.planned.emit(name, facts)
        elif name == "box":
            self.communities_boxed.emit([str(one) for one in facts["ids"]])
        elif name == "toggle":
            self.community_toggled.emit(str(facts["id"]))
        elif name == "area":
            self.area_drawn.emit(_places(facts["ring"]))
        elif name == "measure":
            self.measured.emit(_places(facts["points"]))
        elif name == "pointer":
            self.pointer_moved.emit((float(facts["lon"]), float(facts["lat"])) if facts["on"] else None)
        elif name == "menu":
            self.menu_requested.emit(facts)


def _places(corners: Sequence[Sequence[float]]) -> tuple[tuple[float, float], ...]:
    return tuple((float(lon), float(lat)) for lon, lat in corners)
