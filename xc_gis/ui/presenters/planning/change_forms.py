"""What the forms of the planning page do to changes: answers, other places, another status or other hours of a facility. Knows no Qt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xc_gis.errors import InputError
from xc_gis.model.changes import ChangeFacility, CloseFacility, Status
from xc_gis.ui.presenters.planning.change_fields import with_answer
from xc_gis.ui.presenters.planning.planning_tools import Movable

if TYPE_CHECKING:
    from xc_gis.ui.presenters.planning.planning_presenter import PlanningPresenter


class ChangeForms:
    """
    Carries out what was typed or chosen.

    Parameters
    ----------
    plan
        Whose scenario is changed.
    """

    def __init__(self, plan: PlanningPresenter) -> None:
        self._plan = plan

    def answer(self, key: str, field: str, text: str) -> None:
        """Another answer in a field of a change; one that cannot be right is told, and the field is as it was."""
        change = self._plan.shelf.current.find(key)
        if change is None:
            return
        try:
            self._plan.change(key, with_answer(change, field, text))
        except InputError as fault:
            self._plan.view.show_note(fault.message)
            self._plan.choose_change(key)

    def place_at(self, key: str, place: str) -> None:
        """Put something where a facility, a demand point or a node stands today."""
        change = self._plan.shelf.current.find(key)
        if isinstance(change, Movable):
            self._plan.change(key, replace(change, at=None, place=place))

    def adjust(self, facility_id: str, *, status: Status | None = None, hours: str | None = None) -> None:
        """Another status or other hours of a facility; what was said of it before stays as far as it is not said anew."""
        draft = self._plan.shelf.current
        mine = [one for one in draft.changes if getattr(one.change, "facility", "") == facility_id]
        kept = next((one for one in mine if isinstance(one.change, ChangeFacility | CloseFacility)), None)
        before = (
            kept.change if kept is not None and isinstance(kept.change, ChangeFacility) else ChangeFacility(facility=facility_id)
        )
        said = replace(before, status=status or before.status, hours=hours if hours is not None else before.hours)
        if kept is not None and isinstance(kept.change, CloseFacility) and said.status is None:
            said = replace(said, status="closed")
        if kept is None:
            self._plan.add(said)
        else:
            self._plan.change(kept.key, said)
            self._plan.choose_change(kept.key)
