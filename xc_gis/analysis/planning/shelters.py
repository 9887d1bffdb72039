"""
The walk to the nearest shelter, and to those that an emergency plan names, for the people of every area. Rests on a whole assessment.

A shelter is asked for as a category is: by time on the network, with three states. It is no part of the rating.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.assessment import Assessment, state_inputs_of
from xc_gis.analysis.coverage.coverage import COVERED, GAP, UNKNOWN
from xc_gis.analysis.coverage.inventory import complete_lists, surroundings
from xc_gis.analysis.coverage.states import BOUND_FACTOR, StandardQuestion, state_of
from xc_gis.analysis.legs.point_parts import part_of
from xc_gis.analysis.times.demand_ways import WaysByProfile
from xc_gis.analysis.times.pair_times import PairSearch
from xc_gis.analysis.times.travel_times import Ends, Question, walking_times
from xc_gis.model import DISTRICT
from xc_gis.model.hierarchy import NONE
from xc_gis.progress import Silent
from xc_gis.settings import Settings
from xc_gis.standard import Category
from xc_gis.standard.schema import Profile
from xc_gis.units import SECONDS_PER_MINUTE

SHELTER = "SHELTER"
"""Key of the question; no code of a category."""

STATES = {"covered": COVERED, "gap": GAP, "unknown": UNKNOWN}


@dataclass(frozen=True)
class ShelterRule:
    """``types`` of facilities that are shelters, within ``minutes`` at the pace of ``profile``."""

    types: tuple[str, ...]
    minutes: float
    profile: Profile

    @property
    def question(self) -> StandardQuestion:
        """The rule as a standard would ask it."""
        category = Category(
            code=SHELTER, zh=SHELTER, domain="P", minutes=self.minutes, profile=self.profile, population="all", mandatory=False, weight=1.0
        )  # fmt: skip
        return StandardQuestion(
            Question(SHELTER, self.types, self.profile, self.minutes * SECONDS_PER_MINUTE * BOUND_FACTOR), category
        )


def shelter_states(found: Assessment, rule: ShelterRule, settings: Settings, study_date: date | None) -> np.ndarray:
    """``COVERED``, ``GAP`` or ``UNKNOWN`` by demand point: the walk to the nearest open shelter, where lists of shelters are complete or not."""
    asked, scene, data = rule.question, found.scene, found.data
    ends = Ends(scene.demand, found.areas, scene.facility, scene.facility_points)
    seconds = walking_times(scene.network, scene.barriers, ends, found.services, [asked.question], settings, Silent())[SHELTER]
    areas = complete_lists(data.inventory, data.communities, {SHELTER: rule.types}, settings, study_date)
    ground = state_inputs_of(scene, data)
    near = surroundings(ground.xy, data.communities, asked.reach_m(settings), areas)
    return state_of(asked, seconds, settings, ground, areas, near)


def in_reach_of(found: Assessment, rule: ShelterRule, shelters: Collection[str], settings: Settings) -> dict[str, Ints]:
    """By id of a shelter: the demand points that reach it within the rule's minutes, whoever may use it; none where it is closed or off the network."""
    facilities = found.data.facilities
    ids, is_open = facilities["facility_id"].to_numpy(dtype=object), (facilities["status"] == "open").to_numpy()
    rows = np.flatnonzero(np.isin(ids, sorted(shelters)) & is_open)
    of_point = found.scene.facility_points.facility
    points = np.flatnonzero(np.isin(of_point, rows))
    ways = WaysByProfile(found.scene.demand, found.scene.network, settings).of(rule.profile)
    search = PairSearch(ways, found.scene.barriers, settings)
    pairs = search.times(part_of(found.scene.facility, points), of_point[points], rule.minutes * SECONDS_PER_MINUTE)
    ends = np.searchsorted(pairs.place, [rows, rows + 1])  # sorted by place
    return {name: np.zeros(0, dtype=np.int64) for name in shelters} | {
        str(ids[row]): pairs.demand[first:last] for row, first, last in zip(rows, *ends, strict=True)
    }


@dataclass(frozen=True)
class AreasOfLevel:
    """``names`` of the areas of a level, and by demand point the number of its own, -1 for none."""

    names: Sequence[str]
    number: Ints


def areas_by_level(community: Ints, communities: pd.DataFrame, compound: np.ndarray | None) -> dict[str, AreasOfLevel]:
    """
    Whose people each demand point is: district, subdistricts, communities, and compounds where ``compound`` names one for each point.

    ``community``: row of ``communities`` (``community_id, subdistrict``), -1 for those outside all, who are nobody's.
    """
    named = communities["subdistrict"].fillna("")
    streets = sorted(set(named) - {""})
    of_street = np.array([streets.index(name) if name else -1 for name in named] + [-1], dtype=np.int64)
    levels = {
        "district": AreasOfLevel([DISTRICT], np.where(community >= 0, 0, -1)),
        "subdistrict": AreasOfLevel(streets, of_street[community]),
        "community": AreasOfLevel([str(name) for name in communities["community_id"]], community),
    }
    if compound is not None:
        names, number = np.unique(compound.astype(str), return_inverse=True)
        inside = (community >= 0) & (compound != NONE)
        kept = [str(name) for name in names if name != NONE]
        row = np.array([kept.index(str(name)) if name != NONE else -1 for name in names], dtype=np.int64)
        levels["compound"] = AreasOfLevel(kept, np.where(inside, row[number], -1))
    return levels


def emergency_sums(
    residents: Floats, states: np.ndarray, levels: Mapping[str, AreasOfLevel], named: Mapping[tuple[str, str], Ints], off_network: Bools
) -> pd.DataFrame:  # fmt: skip
    """
    Count people of every area.

    Parameters
    ----------
    residents, states, off_network
        By demand point.
    named
        By level and area whose plan names shelters: the demand points that reach one of them.

    Returns
    -------
    DataFrame
        ``level, area, residents, covered, gap, unknown, in_reach, beyond, off_network``; the last three NaN where no plan names a shelter, all figures
        NaN where nobody knows of anybody who lives there.
    """
    parts = {"residents": np.ones(len(residents), dtype=bool), **{name: states == state for name, state in STATES.items()}}
    tables = []
    for level, areas in levels.items():
        n, mine = len(areas.names), areas.number >= 0
        lived_in = np.bincount(areas.number[mine], minlength=n) > 0
        table = pd.DataFrame({"level": level, "area": list(areas.names)})
        for name, who in parts.items():
            sums = np.bincount(areas.number[mine & who], weights=residents[mine & who], minlength=n)
            table[name] = np.where(lived_in, sums, np.nan)
        reached = np.full((n, 3), np.nan)
        order = np.argsort(areas.number, kind="stable")
        first = np.searchsorted(areas.number[order], np.arange(n + 1))
        for row, area in enumerate(areas.names):
            if not lived_in[row] or (level, area) not in named:
                continue
            own = order[first[row] : first[row + 1]]
            on, near = ~off_network[own], np.isin(own, named[level, area])
            reached[row] = [residents[own[who]].sum() for who in (on & near, on & ~near, ~on)]
        table[["in_reach", "beyond", "off_network"]] = reached
        tables.append(table)
    return pd.concat(tables, ignore_index=True)
