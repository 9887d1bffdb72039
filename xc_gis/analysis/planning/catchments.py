"""
Who goes where: the facility that each demand point is nearest to, the next one, and how many are in reach (decision 119).

All by the walking times and the limit of each category. The catchment of a facility here is the people who are covered and for whom no
other facility of the category is nearer; so the catchments of a category together are the people it covers, each counted once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.assessment import Assessment, state_inputs_of
from xc_gis.analysis.coverage.coverage import group_residents
from xc_gis.analysis.coverage.states import StandardQuestion, questions_of_standard
from xc_gis.analysis.legs.point_parts import part_of
from xc_gis.analysis.times.demand_ways import WaysByProfile
from xc_gis.analysis.times.eligibility import Eligibility
from xc_gis.analysis.times.pair_times import PairSearch, PairTimes
from xc_gis.model import CATCHMENT_COLUMNS
from xc_gis.settings import Settings
from xc_gis.standard import Standard
from xc_gis.units import TIME_TOLERANCE_S

NOBODY = -1


@dataclass(frozen=True)
class Choice:
    """
    Where the people of each demand point go for one category, within its limit.

    Attributes
    ----------
    nearest, second
        Row of the facility, ``NOBODY`` (-1) where there is none; of facilities equally near (1e-6 s) the one with the smallest id.
    nearest_s, second_s
        Seconds, NaN where there is none.
    in_reach
        Number of facilities within the limit that serve these people.
    """

    nearest: Ints
    nearest_s: Floats
    second: Ints
    second_s: Floats
    in_reach: Ints


def choices(found: Assessment, standard: Standard, settings: Settings) -> dict[str, Choice]:
    """Find where people go, by code of the category."""
    asked = [one for one in questions_of_standard(standard) if one.question.key == one.category.code]
    pairs, n = pairs_by_category(found, settings, asked), found.scene.demand.n_points
    return {one.category.code: _choice(pairs[one.category.code], n) for one in asked}


def pairs_by_category(found: Assessment, settings: Settings, asked: Sequence[StandardQuestion]) -> dict[str, PairTimes]:
    """By code: facilities (rows) and the demand points that may use them and reach them within the limit of the category."""
    served = _Served(found)
    ways, result = WaysByProfile(found.scene.demand, found.scene.network, settings), dict[str, PairTimes]()
    for profile in sorted({one.question.profile for one in asked}):
        mine = [one for one in asked if one.question.profile == profile]
        search = PairSearch(ways.of(profile), found.scene.barriers, settings)
        pairs = list(_pairs(found, search, mine))
        result |= {one.category.code: served.of(one, pairs) for one in mine}
    return result


def _pairs(found: Assessment, search: PairSearch, asked: Sequence[StandardQuestion]) -> Iterator[PairTimes]:
    """Pairs of facilities (rows) and demand points, each type as far as its widest limit."""
    widest: dict[str, float] = {}
    for one in asked:
        for kind in one.question.types:
            widest[kind] = max(widest.get(kind, 0.0), one.limit_s)
    offering = np.zeros(len(found.data.facilities), dtype=bool)
    offering[found.services["facility"].to_numpy(dtype=np.int64)] = True
    kinds = found.data.facilities["type"].to_numpy(dtype=object)
    of_point = found.scene.facility_points.facility
    for limit_s in sorted(set(widest.values())):
        types = [kind for kind, limit in widest.items() if limit == limit_s]
        points = np.flatnonzero((offering & np.isin(kinds, types))[of_point])
        yield search.times(part_of(found.scene.facility, points), of_point[points], limit_s)


def _joined(parts: Sequence[PairTimes]) -> PairTimes:
    return PairTimes(*(np.concatenate([getattr(part, name) for part in parts]) for name in ("place", "demand", "seconds")))


class _Served:
    """Which pairs of facilities (rows) and demand points are those of a category: of its types, within its limit, whom they serve."""

    def __init__(self, found: Assessment) -> None:
        services = found.services.assign(point=found.services["facility"])
        types = np.unique(services["type"].to_numpy().astype(str))
        self._kinds = found.data.facilities["type"].to_numpy(dtype=object)
        self._eligibility = Eligibility.of(services, types, found.areas, len(self._kinds))

    def of(self, asked: StandardQuestion, pairs: Sequence[PairTimes]) -> PairTimes:
        """The pairs of a category."""
        parts = []
        mine: Bools = np.isin(self._kinds, asked.question.types)
        for some in pairs:
            rows = np.flatnonzero(mine[some.place] & (some.seconds <= asked.limit_s + TIME_TOLERANCE_S))
            rows = rows[self._eligibility.serves_pairs(some.place[rows], some.demand[rows])]
            parts.append(PairTimes(some.place[rows], some.demand[rows], some.seconds[rows]))
        return _joined(parts)


def _choice(pairs: PairTimes, n_demand: int) -> Choice:
    nearest, nearest_s = _nearest(pairs, n_demand)
    others = pairs.place != nearest[pairs.demand]
    rest = PairTimes(pairs.place[others], pairs.demand[others], pairs.seconds[others])
    return Choice(nearest, nearest_s, *_nearest(rest, n_demand), np.bincount(pairs.demand, minlength=n_demand))


def _nearest(pairs: PairTimes, n_demand: int) -> tuple[Ints, Floats]:
    least = np.full(n_demand, np.inf)
    np.minimum.at(least, pairs.demand, pairs.seconds)
    tied = pairs.seconds <= least[pairs.demand] + TIME_TOLERANCE_S
    facility = np.full(n_demand, np.iinfo(np.int64).max)
    np.minimum.at(facility, pairs.demand[tied], pairs.place[tied])  # rows stand in the order of ids
    return np.where(np.isinf(least), NOBODY, facility), np.where(np.isinf(least), np.nan, least)


def catchment_table(found: Assessment, chosen: Mapping[str, Choice], standard: Standard) -> pd.DataFrame:
    """
    List the catchment of every facility that is open and that a street reaches.

    Returns
    -------
    DataFrame
        ``CATCHMENT_COLUMNS``, by facility, then category of the standard.
    """
    points = state_inputs_of(found.scene, found.data).demand_points
    n = len(found.data.facilities)
    offering = np.zeros(n, dtype=bool)
    offering[found.services["facility"].to_numpy(dtype=np.int64)] = True
    offering &= ~found.scene.facility_off_network
    kinds, ids = (found.data.facilities[name].to_numpy(dtype=object) for name in ("type", "facility_id"))
    older = points.demand["residents_60plus"].to_numpy(dtype=float)
    inside = points.community >= 0
    blocks = []
    for order, category in enumerate(standard.categories):
        choice = chosen[category.code]
        group = group_residents(points, category.population, len(found.data.communities)).residents
        covered = inside & (choice.nearest >= 0)
        rows = np.flatnonzero(offering & np.isin(kinds, standard.types_of(category.code)))

        def people(residents: Floats, who: Bools, choice: Choice = choice, rows: Ints = rows) -> Floats:
            return np.bincount(choice.nearest[who], weights=residents[who], minlength=n).astype(np.float64)[rows]

        block = {
            "facility_id": ids[rows], "category": category.code, "residents": people(group, covered),
            "residents_60plus": people(older, covered), "only_this": people(group, covered & (choice.in_reach == 1)),
        }  # fmt: skip
        blocks.append(pd.DataFrame(block).assign(row=rows, order=order))
    table = pd.concat(blocks, ignore_index=True).sort_values(["row", "order"], kind="stable")
    return table[list(CATCHMENT_COLUMNS)].reset_index(drop=True)
