"""What the process that keeps a study tells the planning page: facilities and types once, the effect of a scenario each time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from xc_gis.model.changes import AddFacility, ChangeFacility, CloseFacility, MoveFacility, Scenario, ScenarioBase


def is_quick(scenario: Scenario) -> bool:
    """
    Whether the answer comes at once: nothing but facilities changes, each of them once, at places that are told, at the moment of the study.

    New ones that are not open yet and other hours take a whole assessment, as all else does.
    """
    named = [getattr(change, "facility", "") for change in scenario.changes]
    known = [name for name in named if name]
    return not scenario.moment and len(set(known)) == len(known) and all(_is_quick(change) for change in scenario.changes)


def _is_quick(change: object) -> bool:
    match change:
        case AddFacility():
            return change.at is not None and change.status == "open" and not change.hours
        case MoveFacility():
            return change.at is not None
        case ChangeFacility():
            return change.status is not None and change.hours is None
        case _:
            return isinstance(change, CloseFacility)


People = Mapping[str, float | None]
"""Residents by column of ages (``residents``, ``residents_60plus`` …); None where the ages of some of them are not known."""

Stars = tuple[int | None, int | None, int | None]
"""Low, point, high; None where a community is not rated."""


@dataclass(frozen=True)
class FacilityEntry:
    """A facility of the study; WGS 84, None without a place."""

    facility_id: str
    name: str
    type: str
    status: str
    lon: float | None
    lat: float | None


@dataclass(frozen=True)
class TypeEntry:
    """A facility type of the standard, and the categories (codes) that it serves."""

    code: str
    zh: str
    en: str
    categories: tuple[str, ...]


@dataclass(frozen=True)
class PlanningFacts:
    """
    What the page needs to know of a study.

    ``facilities``: in the rows of the map. ``base``: the study as it is, for scenario files.
    """

    facilities: tuple[FacilityEntry, ...]
    types: tuple[TypeEntry, ...]
    base: ScenarioBase


@dataclass(frozen=True)
class CategoryEffect:
    """
    Who wins and who loses cover in one category.

    ``won``, ``won_60plus``: residents of the category's group, and people of 60 and more, who are covered now and were not; ``lost``: of the
    group who were and are no longer; ``unknown_before``, ``unknown_after``: of whom nobody knows.
    """

    category: str
    won: float
    won_60plus: float | None
    lost: float
    unknown_before: float
    unknown_after: float


@dataclass(frozen=True)
class StarsEffect:
    """Stars of one community before and after."""

    community_id: str
    before: Stars
    after: Stars

    @property
    def step(self) -> int | None:
        """Stars won (above zero) or lost; None where it is not rated on one side."""
        before, after = self.before[1], self.after[1]
        return None if before is None or after is None else after - before


@dataclass(frozen=True)
class ScenarioEffect:
    """
    What a scenario does.

    Attributes
    ----------
    won, lost
        People who win, or lose, cover in any category that is for them, each of them once.
    categories
        Those in which somebody's cover or what is known of it changes, in the order of the standard.
    stars
        Communities whose stars or their range change.
    figures
        For the map (``figures.js``): ``ratings, coverage, gaps``.
    remarks
        Sentences on what was done in particular.
    """

    won: People
    lost: People
    categories: tuple[CategoryEffect, ...]
    stars: tuple[StarsEffect, ...]
    figures: Mapping[str, Any]
    remarks: tuple[str, ...] = field(default=())

    @property
    def stars_won(self) -> int:
        """Stars that communities win."""
        return sum(max(one.step or 0, 0) for one in self.stars)

    @property
    def stars_lost(self) -> int:
        """Stars that communities lose."""
        return sum(max(-(one.step or 0), 0) for one in self.stars)
