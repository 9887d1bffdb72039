"""What lacks to a target that the run computes: how much more meets it, and which places fall short by how much."""

from __future__ import annotations

import math
from dataclasses import dataclass

from xc_gis.analysis.governance.targets import LESS_IS_BETTER
from xc_gis.standard.indicator_list import Indicator

AREAS, FACILITY, FLOOR_AREA, PEOPLE, OUTSIDE = "areas", "facility", "floor_area", "people", "outside_grids"
"""What is short: areas that have what is asked, a facility, m², residents who are covered, residents who live in a grid."""

PERCENT = 100.0
TRACE = 1e-9
"""Less than that is arithmetic."""


@dataclass(frozen=True)
class Short:
    """How much more of ``of`` meets the target: ``low`` if all that is unknown turns out well, ``high`` if none of it does; 0 where nothing lacks."""

    of: str
    low: float
    high: float


@dataclass(frozen=True)
class ShortPlace:
    """A community (by id) or subdistrict that falls short: ``short`` of ``of`` (1 facility, m², residents), ``category`` where several count."""

    place: str
    short: float
    of: str
    category: str = ""


def areas_short(one: Indicator, areas: int, have: int, lacking: int) -> Short | None:
    """
    How many more areas have to have what an indicator in percent asks for; None where it has no target of that kind.

    >>> one = Indicator(number=1, group="甲", zh="乙", target=80)
    >>> areas_short(one, 10, 5, 3)
    Short(of='areas', low=1, high=3)
    """
    if one.target is None or one.comparison in LESS_IS_BETTER:
        return None
    asked = _least(one.target / PERCENT * areas, is_strict=one.comparison == ">")
    return Short(AREAS, max(0, asked - (areas - lacking)), max(0, asked - have))


def people_short(one: Indicator, residents: float, covered: float, gap: float) -> Short | None:
    """How many more residents have to be covered, likewise; whole persons."""
    if one.target is None or one.comparison in LESS_IS_BETTER:
        return None
    asked = one.target / PERCENT * residents
    strict = one.comparison == ">"
    return Short(
        PEOPLE, max(0, _least(asked - (residents - gap), is_strict=strict)), max(0, _least(asked - covered, is_strict=strict))
    )


def grids_short(one: Indicator, residents: float, inside: float) -> Short | None:
    """How many more residents have to live in a grid, likewise; who lives in one is known of everybody."""
    found = people_short(one, residents, inside, residents - inside)
    return None if found is None else Short(OUTSIDE, found.low, found.high)


def floor_area_short(one: Indicator, residents: float, known: float, *, is_sure: bool) -> Short | None:
    """How many more m² are asked for, likewise; without a lower bound of what lacks (0) where some of it is not known."""
    if one.target is None or one.comparison in LESS_IS_BETTER:
        return None
    lacks = max(0.0, one.target * residents - known)
    return Short(FLOOR_AREA, lacks if is_sure else 0.0, lacks)


def _least(asked: float, *, is_strict: bool) -> int:
    """The least whole number that is as much, or more than that."""
    return math.floor(asked + TRACE) + 1 if is_strict else math.ceil(asked - TRACE)
