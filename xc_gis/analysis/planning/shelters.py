"""
The walk to the nearest shelter, and to those that an emergency plan names, for the people of every area. Rests on a whole assessment.

A shelter is asked for as a category is: by time on the network, with three states. It is no part of the rating.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from xc_gis.analysis.arrays.geometry import Bools, Floats
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


def in_reach_of(found: Assessment, rule: ShelterRule, shelters: Sequence[str], settings: Settings) -> dict[str, Bools]:
    """By id of a shelter: which demand points reach it within the rule's minutes, whoever may use it; one that is closed or off the network none."""
    facilities = found.data.facilities
    row_of = {name: row for row, name in enumerate(facilities["facility_id"])}
    is_open = (facilities["status"] == "open").to_numpy()
    reached = {name: np.zeros(found.scene.demand.n_points, dtype=bool) for name in shelters}
    rows = np.array(sorted(row_of[name] for name in set(shelters) if is_open[row_of[name]]), dtype=np.int64)
    of_point = found.scene.facility_points.facility
    points = np.flatnonzero(np.isin(of_point, rows))
    ways = WaysByProfile(found.scene.demand, found.scene.network, settings).of(rule.profile)
    search = PairSearch(ways, found.scene.barriers, settings)
    pairs = search.times(part_of(found.scene.facility, points), of_point[points], rule.minutes * SECONDS_PER_MINUTE)
    ids = facilities["facility_id"].to_numpy(dtype=object)
    for row in rows:
        reached[str(ids[row])][pairs.demand[pairs.place == row]] = True
    return reached


def emergency_sums(
    residents: Floats, states: np.ndarray, who: Mapping[str, Mapping[str, Bools]], named: Mapping[tuple[str, str], Bools], off_network: Bools
) -> pd.DataFrame:  # fmt: skip
    """
    Count people of every area.

    Parameters
    ----------
    residents, states, off_network
        By demand point.
    who
        By level and area: which demand points are its people.
    named
        By level and area whose plan names shelters: who reaches one of them.

    Returns
    -------
    DataFrame
        ``level, area, residents, covered, gap, unknown, in_reach, beyond, off_network``; the last three NaN where no plan names a shelter.
    """
    rows = []
    for level, areas in who.items():
        for area, mine in areas.items():
            sums = [
                float(residents[mine].sum()),
                *(float(residents[mine & (states == state)].sum()) for state in STATES.values()),
            ]
            reached = named.get((level, area))
            parts = (
                [np.nan] * 3
                if reached is None
                else [float(residents[mine & some].sum()) for some in _parted(reached, off_network)]
            )
            rows.append((level, area, *sums, *parts))
    columns = ["level", "area", "residents", *STATES, "in_reach", "beyond", "off_network"]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[2:], "float64"))


def _parted(reached: Bools, off_network: Bools) -> tuple[Bools, Bools, Bools]:
    return reached & ~off_network, ~reached & ~off_network, off_network


def people_by_level(community: np.ndarray, communities: pd.DataFrame, compound: np.ndarray | None) -> dict[str, dict[str, Bools]]:
    """
    Whose people each demand point is: district, subdistricts, communities, and compounds where ``compound`` names one for each point.

    ``community``: row of ``communities`` (``community_id, subdistrict``), -1 for those outside all, who are nobody's.
    """
    inside = community >= 0
    streets = np.append(communities["subdistrict"].fillna("").to_numpy(dtype=object), "")[community]
    ids = np.append(communities["community_id"].to_numpy(dtype=object), "")[community]
    who = {
        "district": {DISTRICT: inside},
        "subdistrict": {name: inside & (streets == name) for name in sorted({one for one in communities["subdistrict"] if one})},
        "community": {str(name): ids == name for name in communities["community_id"]},
    }
    if compound is not None:
        who["compound"] = {str(name): inside & (compound == name) for name in sorted({str(one) for one in compound} - {NONE})}
    return who
