"""Tools and marks of the planning page on the map: what a click, a line, an area or a drag becomes in the scenario. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from xc_gis.languages.message import msg
from xc_gis.model.changes import (
    AddFacility,
    AddPath,
    AddResidents,
    AnyChange,
    CloseArea,
    CloseFacility,
    ClosePath,
    LonLat,
    MoveFacility,
    OpenGate,
    PathKind,
)
from xc_gis.ui.workers.planning_tasks import JoinEnds, StreetAt

if TYPE_CHECKING:
    from xc_gis.ui.presenters.planning.planning_presenter import PlanningPresenter

SPOT, LIFT = "spot", "lift"
RING = 3
"""Corners that an area has at least."""

Movable = AddFacility | MoveFacility | AddResidents


class PlanningTools:
    """
    One tool at a time.

    Parameters
    ----------
    plan
        Whose scenario is changed.
    """

    def __init__(self, plan: PlanningPresenter) -> None:
        self._plan = plan
        self._make: Callable[[LonLat], AnyChange | None] | None = None
        self._drawn: Callable[[tuple[LonLat, ...]], None] | None = None

    def add_facility(self, kind: str) -> None:
        """The next click on the map is the place of a new facility."""
        self._plan.view.show_site_types([kind])
        self.place(lambda at: AddFacility(type=kind, at=at))

    def place(self, make: Callable[[LonLat], AnyChange | None]) -> None:
        """The next click on the map is the place of the change that ``make`` gives, if it gives one at once."""
        self._make = make
        self._plan.view.use_tool(SPOT)
        self._plan.view.show_tool(SPOT)
        self._plan.view.show_note(msg("请在地图上点选位置；Esc 取消"))

    def draw(self, tool: str, make: Callable[[tuple[LonLat, ...]], None]) -> None:
        """The next line (``line``) or area (``ring``) that is drawn on the map is given to ``make``."""
        self._drawn = make
        self._plan.view.use_tool(tool)
        self._plan.view.show_tool(tool)

    def draw_path(self, kind: PathKind) -> None:
        """The next line that is drawn is a new way; its ends join the streets next to them."""

        def take(line: tuple[LonLat, ...]) -> None:
            self._plan.questions.ask(
                JoinEnds(line), lambda joined: self._plan.add(AddPath(line=joined, as_=kind)), self._plan.view.show_failure
            )

        self.draw("line", take)

    def close_area(self) -> None:
        """Nobody walks within the next area that is drawn."""
        self.draw("ring", lambda ring: self._plan.add(CloseArea(area=ring)))

    def open_gate(self) -> None:
        """The gate next to the next click is open to everybody."""
        self.place(lambda at: OpenGate(at=at))

    def close_path(self) -> None:
        """Nobody walks on the street next to the next click."""

        def take(at: LonLat) -> None:
            self._plan.questions.ask(
                StreetAt(*at), lambda found: self._plan.add(ClosePath(osm=found[0], name=found[1])), self._plan.view.show_failure
            )

        self.place(take)

    def lift(self, kind: str) -> None:
        """A facility of the study can be dragged to another place; those of one type are shown."""
        if kind:
            self._plan.view.show_site_types([kind])
        self._plan.view.use_tool(LIFT)
        self._plan.view.show_tool(LIFT)
        self._plan.view.show_note(msg("请拖动地图上的一处设施；Esc 取消"))

    def put_away(self) -> None:
        """No tool has the mouse."""
        self._make = self._drawn = None
        self._plan.view.use_tool("")
        self._plan.view.show_tool("")

    def move_row(self, row: int) -> None:
        """The next click is the new place of a facility of the study, by its row on the map."""
        facility = self._plan.names.facility_at(row)
        if facility is not None:
            self.move(facility.facility_id)

    def move(self, facility_id: str) -> None:
        """The next click is the new place of a facility of the study."""
        self.place(lambda at: MoveFacility(facility=facility_id, at=at))

    def happened(self, name: str, facts: dict[str, Any]) -> None:
        """Something was done with a mark or a tool on the map (``planning.js``)."""
        key, place = str(facts.get("key", "")), (float(facts.get("lon", 0.0)), float(facts.get("lat", 0.0)))
        match name:
            case "plan_dragged":
                self._drag(key, place)
            case "plan_dropped":
                self._plan.place_change(key, *place)
            case "plan_removed":
                self._plan.remove_change(key)
            case "plan_chosen":
                self._plan.choose_change(key)
            case "plan_spot":
                self._take_place(place)
            case "plan_line" | "plan_ring":
                self._take_drawn(name, facts.get("points") or facts.get("ring") or ())
            case "plan_lifting":
                self._try_lifted(int(facts["row"]), place)
            case "plan_lifted" | "plan_left":
                self._put_down(int(facts["row"]), place if name == "plan_lifted" else None)

    def _take_place(self, place: LonLat) -> None:
        make, self._make = self._make, None
        self._plan.view.show_tool("")
        self._plan.view.show_note("")
        change = make(place) if make is not None else None
        if isinstance(change, MoveFacility):
            self._plan.move_named(change.facility, *place)
        elif change is not None:
            self._plan.add(change)

    def _take_drawn(self, name: str, points: Sequence[Sequence[float]]) -> None:
        drawn, self._drawn = self._drawn, None
        self._plan.view.show_tool("")
        corners = tuple((float(lon), float(lat)) for lon, lat in points)
        if drawn is not None and len(corners) >= (RING if name == "plan_ring" else 2):
            drawn(corners)

    def _put_down(self, row: int, place: LonLat | None) -> None:
        self._plan.view.show_tool("")
        facility = self._plan.names.facility_at(row)
        self._plan.dragged = ""
        if place is not None and facility is not None:
            self._plan.move_named(facility.facility_id, *place)
        else:
            self._plan.show_effect()

    def _drag(self, key: str, place: LonLat) -> None:
        draft = self._plan.shelf.current
        change = draft.find(key)
        if isinstance(change, Movable):
            self._plan.dragged = key
            draft.drag(key, replace(change, at=place, place=""))
            self._plan.trials.ask(draft.scenario(), self._plan.category())

    def _try_lifted(self, row: int, place: LonLat) -> None:
        """While a facility of the study is dragged: as if it were moved there, without a step that could be taken back."""
        facility = self._plan.names.facility_at(row)
        if facility is None:
            return
        self._plan.dragged = facility.facility_id
        scenario = self._plan.shelf.current.scenario()
        others = tuple(
            one
            for one in scenario.changes
            if not isinstance(one, MoveFacility | CloseFacility) or one.facility != facility.facility_id
        )
        moved = MoveFacility(facility=facility.facility_id, at=place)
        self._plan.trials.ask(replace(scenario, changes=(*others, moved)), self._plan.category())
