"""
Indicators that the run itself can tell, with what unknown facilities leave open.

An area without a facility has none only where its list is complete there; else nobody knows. What nobody knows is in ``low`` and ``high`` and never a zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.governance.shortfalls import (
    FACILITY,
    FLOOR_AREA,
    OUTSIDE,
    PEOPLE,
    TRACE,
    Short,
    ShortPlace,
    areas_short,
    floor_area_short,
    grids_short,
    people_short,
)
from xc_gis.model import DISTRICT
from xc_gis.model.hierarchy import COMMUNITY
from xc_gis.standard.indicator_list import Computed, Indicator

PERCENT = 100.0
MOST_NAMED = 10
"""Areas that hold a value back, by name."""


@dataclass(frozen=True)
class IndicatorGround:
    """
    What of a run indicators rest on.

    Attributes
    ----------
    coverage
        ``COVERAGE_COLUMNS``.
    communities
        One row a community: ``community_id, subdistrict, residents`` (NaN where not known).
    facilities
        Those in operation, one row each: ``type, floor_area`` (NaN), ``x, y`` (metres).
    within
        By row of the facilities: row of the community in which it stands, -1 outside of all.
    serving
        Pairs (row of the facilities, row of a community that it serves besides its own).
    surveyed
        By type: in which communities its list is complete.
    unknown_max
        Share of residents that may be unknown where a coverage is still told (0-1).
    grids
        ``GRID_COLUMNS``, None without a layer of grids.
    """

    coverage: pd.DataFrame
    communities: pd.DataFrame
    facilities: pd.DataFrame
    within: Ints
    serving: tuple[tuple[int, int], ...]
    surveyed: Mapping[str, Bools]
    unknown_max: float
    grids: pd.DataFrame | None = None


@dataclass(frozen=True)
class ComputedValue:
    """
    One value: bounds, NaN for one that nobody knows; ``value`` NaN where it is not known; areas that fall short, the worst first.

    ``short``: how much more meets the target, None where that is not one figure. ``places``: all places that fall short, the worst first.
    """

    level: str
    area: str
    low: float
    value: float
    high: float
    held_back_by: tuple[str, ...] = ()
    short: Short | None = None
    places: tuple[ShortPlace, ...] = ()


def computed_values(one: Indicator, ground: IndicatorGround) -> Iterator[ComputedValue]:
    """Values of an indicator for the district, and for each subdistrict where it asks for them."""
    if one.computed is None:
        return
    work = _KINDS[one.computed.kind]
    streets = ground.communities["subdistrict"].to_numpy()
    yield work(one, one.computed, ground, np.ones(len(streets), dtype=bool), ("district", DISTRICT))
    if "subdistrict" in one.levels:
        for street in sorted({name for name in streets if name}):
            yield work(one, one.computed, ground, streets == street, ("subdistrict", street))


def _grids(
    one: Indicator, _: Computed, ground: IndicatorGround, mine: Bools, area: tuple[str, str]
) -> ComputedValue:  # fmt: skip
    """Share of residents who live in a grid; communities in which some do not hold it back, those with most of them first."""
    nothing = ComputedValue(*area, np.nan, np.nan, np.nan)
    if ground.grids is None:
        return nothing
    found = ground.grids[ground.grids["area"] == area[1]]
    if len(found) == 0 or not found["residents"].iloc[0] > 0:
        return nothing
    residents, inside = float(found["residents"].iloc[0]), float(found["in_grids"].iloc[0])
    value = inside / residents * PERCENT
    ids = set(ground.communities["community_id"][mine])
    rows = ground.grids[(ground.grids["level"] == COMMUNITY) & ground.grids["area"].isin(ids)]
    outside = (rows["residents"] - rows["in_grids"]).set_axis(rows["area"])
    worst = outside[outside > TRACE].sort_values(ascending=False, kind="stable")
    places = tuple(ShortPlace(str(name), float(people), OUTSIDE) for name, people in worst.items())
    return ComputedValue(
        *area, value, value, value, tuple(one.place for one in places[:MOST_NAMED]), grids_short(one, residents, inside), places
    )


def _coverage(
    one: Indicator, how: Computed, ground: IndicatorGround, mine: Bools, area: tuple[str, str]
) -> ComputedValue:  # fmt: skip
    """Share of the residents of each category's group that is covered; the mean over the categories."""
    ids = set(ground.communities["community_id"][mine])
    rows = ground.coverage[ground.coverage["community_id"].isin(ids)]
    lows, values, highs = [], [], []
    short = None
    for code in how.categories:
        sums = rows.loc[rows["category"] == code, ["residents", "covered", "gap", "unknown"]].sum()
        people = float(sums["residents"])
        if people <= 0:  # nobody of the category's group lives here
            continue
        known = float(sums["covered"] + sums["gap"])
        lows.append(float(sums["covered"]) / people)
        highs.append(1 - float(sums["gap"]) / people)
        told = float(sums["unknown"]) <= ground.unknown_max * people and known > 0
        values.append(float(sums["covered"]) / known if told else np.nan)
        short = people_short(one, people, float(sums["covered"]), float(sums["gap"]))
    gaps = rows[rows["category"].isin(how.categories)].groupby("community_id")["gap"].sum()
    worst = gaps[gaps > 0].sort_values(ascending=False, kind="stable").index[:MOST_NAMED]
    low, value, high = (
        float(np.mean(part)) * PERCENT if part else np.nan for part in (lows, values, highs)
    )  # NaN where one is not known
    short = short if len(lows) == 1 else None  # of a mean there are many ways
    return ComputedValue(*area, low, value, high, tuple(worst), short, _gaps(rows[rows["category"].isin(how.categories)]))


def _gaps(rows: pd.DataFrame) -> tuple[ShortPlace, ...]:
    """Communities with residents who are not covered, most first."""
    worst = rows[rows["gap"] > 0].sort_values(["gap", "community_id", "category"], ascending=[False, True, True], kind="stable")
    return tuple(
        ShortPlace(str(place), float(gap), PEOPLE, str(category))
        for place, gap, category in zip(worst["community_id"], worst["gap"], worst["category"], strict=True)
    )


def _areas_with(
    one: Indicator, how: Computed, ground: IndicatorGround, mine: Bools, area: tuple[str, str]
) -> ComputedValue:  # fmt: skip
    """Share of areas in which a facility of the types stands, or which one serves."""
    have = _has(ground, ground.facilities["type"].isin(how.types).to_numpy())
    lacking = _surveyed(how.types, ground) & ~have
    return _share_of_areas(one, how, ground, mine, area, have, lacking)


def _areas_with_floor_area(
    one: Indicator, how: Computed, ground: IndicatorGround, mine: Bools, area: tuple[str, str]
) -> ComputedValue:  # fmt: skip
    """Share of areas whose facilities of the types have enough floor area together."""
    of_type = ground.facilities["type"].isin(how.types).to_numpy()
    stated = ground.facilities["floor_area"].to_numpy(dtype=float)
    known, silent = np.zeros(len(mine)), np.zeros(len(mine), dtype=bool)
    for row, community in _places(ground, of_type):
        if np.isnan(stated[row]):
            silent[community] = True
        else:
            known[community] += stated[row]
    enough = known >= (how.at_least or 0)
    lacking = _surveyed(how.types, ground) & ~silent & ~enough
    return _share_of_areas(one, how, ground, mine, area, enough, lacking, (how.at_least or 0) - known, FLOOR_AREA)


def _communities_near(
    one: Indicator, how: Computed, ground: IndicatorGround, mine: Bools, area: tuple[str, str]
) -> ComputedValue:  # fmt: skip
    """Share of communities with a facility of the types close to one of those beside which it belongs."""
    kinds = ground.facilities["type"]
    xy = ground.facilities[["x", "y"]].to_numpy(dtype=float)
    beside = xy[kinds.isin(how.beside).to_numpy()]
    close = np.zeros(len(kinds), dtype=bool)
    for row in np.flatnonzero(kinds.isin(how.types).to_numpy()):
        close[row] = bool(len(beside)) and bool((np.hypot(*(beside - xy[row]).T) <= (how.within_m or 0)).any())
    have = _has(ground, close)
    lacking = _surveyed((*how.types, *how.beside), ground) & ~have
    return _share_of_areas(one, how, ground, mine, area, have, lacking)


def _floor_area_per_resident(
    one: Indicator, how: Computed, ground: IndicatorGround, mine: Bools, area: tuple[str, str]
) -> ComputedValue:  # fmt: skip
    """Floor area of the types that stand in an area, by its residents; without an upper bound where anything is not known."""
    of_type = ground.facilities["type"].isin(how.types).to_numpy()
    inside = (ground.within >= 0) & mine[ground.within]
    stated = ground.facilities.loc[of_type & inside, "floor_area"].to_numpy(dtype=float)
    people = ground.communities["residents"].to_numpy(dtype=float)[mine]
    if np.isnan(people).any() or people.sum() <= 0:
        return ComputedValue(*area, np.nan, np.nan, np.nan)
    low = float(np.nansum(stated) / people.sum())
    sure = not np.isnan(stated).any() and bool(_surveyed(how.types, ground)[mine].all())
    top = low if sure else np.nan
    short = floor_area_short(one, float(people.sum()), float(np.nansum(stated)), is_sure=sure)
    return ComputedValue(*area, low, top, top, (), short)


def _share_of_areas(
    one: Indicator, how: Computed, ground: IndicatorGround, mine: Bools, area: tuple[str, str], have: Bools, lacking: Bools,
    short: Floats | None = None, of: str = FACILITY,
) -> ComputedValue:  # fmt: skip
    """Share of communities, or of subdistricts: one has it where any of its communities has, and lacks it where all do; ``short``: by how much."""
    names = ground.communities["community_id" if how.per == "community" else "subdistrict"].to_numpy()
    asked = mine & (names != "")
    by_how_much = np.ones(len(mine)) if short is None else short
    states = (
        pd.DataFrame({"name": names, "have": have, "lacking": lacking, "short": by_how_much})[asked]
        .groupby("name")
        .agg({"have": "any", "lacking": "all", "short": "min"})
    )
    if states.empty:
        return ComputedValue(*area, np.nan, np.nan, np.nan)
    low, high = float(states["have"].mean()), 1 - float(states["lacking"].mean())
    value = low if low == high else np.nan
    lacks = states[states["lacking"]].sort_values("short", ascending=False, kind="stable")
    places = tuple(ShortPlace(str(name), float(much), of) for name, much in lacks["short"].items())
    found = areas_short(one, len(states), int(states["have"].sum()), len(lacks))
    held = tuple(place.place for place in places[:MOST_NAMED])
    return ComputedValue(*area, low * PERCENT, value * PERCENT, high * PERCENT, held, found, places)


def _has(ground: IndicatorGround, chosen: Bools) -> Bools:
    have = np.zeros(len(ground.communities), dtype=bool)
    have[[community for _, community in _places(ground, chosen)]] = True
    return have


def _places(ground: IndicatorGround, chosen: Bools) -> Iterator[tuple[int, int]]:
    """Row of each chosen facility with the row of each community in which it stands or which it serves."""
    for at in np.flatnonzero(chosen & (ground.within >= 0)).tolist():
        yield at, int(ground.within[at])
    for row, community in ground.serving:
        if chosen[row] and ground.within[row] != community:
            yield row, community


def _surveyed(types: Sequence[str], ground: IndicatorGround) -> Bools:
    """Where the lists of all the types are complete."""
    nowhere = np.zeros(len(ground.communities), dtype=bool)
    found: Bools = np.logical_and.reduce([ground.surveyed.get(kind, nowhere) for kind in types])
    return found


_KINDS: Mapping[str, Callable[[Indicator, Computed, IndicatorGround, Bools, tuple[str, str]], ComputedValue]] = {
    "coverage": _coverage, "areas_with": _areas_with, "areas_with_floor_area": _areas_with_floor_area, "communities_near": _communities_near,
    "floor_area_per_resident": _floor_area_per_resident, "grids": _grids,
}  # fmt: skip
