"""What was asked on the map: a place, a facility, totals, what is measured; on the map and on the card beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from xc_gis.ui.presenters.result.measured import Measured, label_of_point
from xc_gis.ui.presenters.result.totals import Totals

if TYPE_CHECKING:
    from xc_gis.runs.view import RunView
    from xc_gis.ui.map.view import MapView
    from xc_gis.ui.result_page.map_tools import MapTools
    from xc_gis.ui.result_page.side_panel import SidePanel


class MapAnswers:
    """
    Each answer stays until it is taken away; Esc takes the latest of them.

    Parameters
    ----------
    right
        Has the cards.
    mouse
        Who has the mouse.
    map_of
        Gives the map, made by then.
    has_map
        Whether the map was made: before, there is nothing to take off it.

    Attributes
    ----------
    selected
        Ids of the communities that are framed together.
    """

    def __init__(self, right: SidePanel, mouse: MapTools, map_of: Callable[[], MapView], has_map: Callable[[], bool]) -> None:
        self._right, self._mouse, self._map_of, self._has_map = right, mouse, map_of, has_map
        self._place: Mapping[str, Any] | None = None
        self._is_marked = self._is_measured = False
        self.selected: tuple[str, ...] = ()
        right.place_card.way_chosen.connect(self._show_way)
        mouse.measuring_anew.connect(self._measure_anew)

    def forget_mark(self) -> None:
        """Another map is opened: the mark was on the one before."""
        self._is_marked = False

    # -- places --------------------------------------------------------------------------------------------------------
    def show_place(self, answer: Mapping[str, Any], category: str) -> None:
        """Show an answer about a place; one about a walk alone stays on the map."""
        self._place = answer
        self._map_of().show_place(dict(answer), category or None)
        if not category:
            self._right.place_card.show_place(answer)
            self._right.setCurrentWidget(self._right.place_card)
            self._mouse.ask_no_places()

    @property
    def shows_place(self) -> bool:
        """Is a place or a walk on the map?"""
        return self._place is not None

    def clear_place(self) -> None:
        """Take the place away and show the community again."""
        self._place = None
        if self._has_map():
            self._map_of().clear_place()
        self._right.show_usual()

    def show_mark(self, mark: Mapping[str, Any]) -> None:
        """Mark what was looked for; Esc takes the mark away."""
        self._is_marked = True
        self._map_of().show_mark(dict(mark))

    def show_facility(self, answer: Mapping[str, Any], run: RunView) -> None:
        """Show a facility beside the map, and the ground from which it is reached on it."""
        facility = answer["facility"]
        self._right.facility_card.show_facility(answer, run)
        if facility["lon"] is not None:
            empty = {"type": "FeatureCollection", "features": []}
            self._map_of().show_place(
                {"lon": facility["lon"], "lat": facility["lat"], "nearest": [], "ways": empty, "isochrones": answer["reach"]}
            )
        self._right.setCurrentWidget(self._right.facility_card)

    def clear_facility(self) -> None:
        """No facility any more."""
        if self._right.shows(self._right.facility_card):
            if self._has_map():
                self._map_of().clear_place()
            self._right.show_usual()

    # -- what is measured and summed up --------------------------------------------------------------------------------
    def show_measure(self, measured: Measured) -> None:
        """Show what was measured beside the map and on it."""
        self._is_measured = True
        self._right.measure_card.show_measure(measured)
        self._map_of().show_measure(
            [list(point) for point in measured.points],
            [[list(place) for place in segment.way] for segment in measured.segments],
            [label_of_point(measured, n) for n in range(len(measured.points))],
        )
        self._right.setCurrentWidget(self._right.measure_card)

    def clear_measure(self) -> None:
        """Nothing is measured any more."""
        self._is_measured = False
        if self._has_map():
            self._map_of().clear_measure()
        if self._right.shows(self._right.measure_card):
            self._right.show_usual()

    def show_totals(self, totals: Totals, ids: list[str], ring: list[list[float]]) -> None:
        """Show totals beside the map, and frame on it what they are of."""
        self._right.totals_card.show_totals(totals)
        self._map_of().show_selection(ids, ring)
        self._right.has_totals, self.selected = True, tuple(ids)
        self._right.show_usual()

    def clear_totals(self) -> None:
        """Nothing is chosen any more."""
        if self._has_map():
            self._map_of().show_selection([], [])
        self._right.has_totals, self.selected = False, ()
        if self._right.shows(self._right.totals_card):
            self._right.show_usual()

    # -- back ----------------------------------------------------------------------------------------------------------
    def step_back(self) -> None:
        """Esc: out of what has the mouse, else away from what is shown."""
        right = self._right
        if self._mouse.tool:
            self._mouse.use("")
        elif self._is_measured:
            right.measure_card.closed.emit()
        elif right.shows(right.facility_card):
            right.facility_card.closed.emit()
        elif self._mouse.asks_places:
            self._mouse.ask_no_places()
        elif self._place is not None:
            right.place_card.closed.emit()
        elif right.has_totals:
            right.totals_card.closed.emit()
        elif self._is_marked and self._has_map():
            self._is_marked = False
            self._map_of().clear_mark()

    def _measure_anew(self) -> None:
        if self._is_measured:
            self._right.measure_card.closed.emit()

    def _show_way(self, category: str) -> None:
        if self._place is not None:
            self._map_of().show_place(dict(self._place), category or None)
