"""What the presenter of the planning page knows of the page: its protocol. Knows no Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from xc_gis.ui.presenters.planning.change_fields import ChangeField
from xc_gis.ui.presenters.planning.effect_words import EffectRow, StarsRow
from xc_gis.ui.workers.failure import Failure
from xc_gis.ui.workers.planning_records import PlanningFacts


@dataclass(frozen=True)
class ChangeRow:
    """
    One change in the list: what stands there, and what its form shows.

    ``place``: longitude and latitude, None where it has none; ``place_id``: what stands where it is put, where that is how it is said.
    """

    key: str
    words: str
    name: str
    cost: float | None
    place: tuple[float, float] | None
    can_move: bool
    fields: tuple[ChangeField, ...] = ()
    place_id: str = ""


@dataclass(frozen=True)
class ShelfRow:
    """One scenario in the choice of scenarios."""

    name: str
    note: str
    edited: bool


@dataclass(frozen=True)
class EffectCard:
    """What the card says; ``state`` (calculating, nothing to say, why not) stands alone where it is given. ``further``: of stars by further standards, a line each."""

    state: str = ""
    headline: str = ""
    stars: str = ""
    further: tuple[str, ...] = ()
    cost: str = ""
    categories: tuple[EffectRow, ...] = ()
    communities: tuple[StarsRow, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class SideRow:
    """
    One scenario beside the others; a figure is None where it is not computed yet, or where nobody knows it.

    ``without_cost``: how many of its changes say no cost, and are in no sum.
    """

    name: str
    changes: int
    state: str
    won: float | None = None
    seniors: float | None = None
    lost: float | None = None
    stars_won: int | None = None
    stars_lost: int | None = None
    cost: float | None = None
    without_cost: int = 0


class PlanningView(Protocol):
    """The page, as far as its presenter knows it."""

    def show_facts(self, facts: PlanningFacts) -> None:
        """Types and facilities that can be chosen."""

    def show_shelf(self, rows: Sequence[ShelfRow], at: int) -> None:
        """Scenarios to choose from, and the one in front."""

    def show_changes(self, rows: Sequence[ChangeRow], chosen: str) -> None:
        """The changes of the scenario in front; ``chosen``: key of the one whose form is open."""

    def show_steps(self, *, undo: bool, redo: bool) -> None:
        """Whether something can be taken back, or done again."""

    def show_effect(self, card: EffectCard) -> None:
        """The effect of the scenario in front."""

    def show_sides(self, rows: Sequence[SideRow], at: int) -> None:
        """Scenarios side by side."""

    def show_progress(self, stage: str, *, can_stop: bool) -> None:
        """A long computation goes on, which can be stopped, or the study is read, which cannot."""

    def show_idle(self) -> None:
        """No long computation goes on."""

    def show_tool(self, name: str) -> None:
        """The tool that has the mouse; empty: none."""

    def use_tool(self, name: str) -> None:
        """Give the mouse on the map to a tool (``spot``, ``lift``, ``line``, ``ring``); empty: to none."""

    def show_site_types(self, codes: Sequence[str] | None) -> None:
        """Show facilities of these types on the map; None: those of the theme."""

    def show_on_map(self, figures: Mapping[str, Any] | None, marks: Sequence[Mapping[str, Any]], name: str) -> None:
        """Figures and marks of the scenario ``name`` on the map; None and none: the run itself."""

    def show_marks(self, marks: Sequence[Mapping[str, Any]]) -> None:
        """Marks alone: the figures stay until others come."""

    def show_note(self, text: str) -> None:
        """A quiet word."""

    def show_failure(self, failure: Failure) -> None:
        """One dialog."""

    def confirm(self, question: str, yes: str, no: str) -> bool:
        """Ask; True for ``yes``."""
