"""
State of every demand point for every category: covered, gap or unknown (method §5). Station 4: times → states.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import geopandas as gpd
import numpy as np
import shapely

from xc_gis.analysis.coverage import SENIOR, Points, demand_states, senior_key
from xc_gis.analysis.facility_points import FacilityPoints
from xc_gis.analysis.geometry import Bools, Floats, points_of
from xc_gis.analysis.inventory import CompleteAreas, Surroundings, complete_areas, surroundings
from xc_gis.analysis.travel_times import Question
from xc_gis.model import StudyData
from xc_gis.settings import Settings
from xc_gis.standard import Category, Standard
from xc_gis.units import SECONDS_PER_MINUTE

BOUND_FACTOR = 2.0
"""Times are looked for up to this many times the limit, so that a gap can say how far it is from being covered."""


@dataclass(frozen=True)
class Asked:
    """
    A question of a standard: which time, for which category, within which limit.

    Attributes
    ----------
    question
        What is searched for.
    category
        Category that asks.
    """

    question: Question
    category: Category

    @property
    def limit_s(self) -> float:
        """Longest time that counts as covered."""
        return self.category.minutes * SECONDS_PER_MINUTE

    def reach_m(self, settings: Settings) -> float:
        """How far a walk within the limit comes in a straight line."""
        return settings.speed(self.question.profile) * self.limit_s


@dataclass(frozen=True)
class Ground:
    """
    What states rest on besides times.

    Attributes
    ----------
    points, xy
        Demand points, and their places in the analysis CRS (NaN for those not analysed).
    facilities, facility_points, facility_off_network
        Facilities, their entrances, and by facility whether no street reaches it.
    """

    points: Points
    xy: Floats
    facilities: gpd.GeoDataFrame
    facility_points: FacilityPoints
    facility_off_network: Bools


def asked_by(standard: Standard) -> list[Asked]:
    """Questions of a standard: each category at its own pace, those that seniors depend on also at theirs."""
    asked = []
    for category in standard.categories:
        types = standard.types_of(category.code)
        bound_s = category.minutes * SECONDS_PER_MINUTE * BOUND_FACTOR
        pace: dict[str, str] = {category.code: category.profile}
        if category.senior_priority and category.profile != SENIOR:
            pace[senior_key(category.code)] = SENIOR
        for key, profile in pace.items():
            asked.append(Asked(Question(key, types, profile, bound_s), category))
    return asked


def states_of(
    ground: Ground, data: StudyData, times: Mapping[str, Floats], standard: Standard, settings: Settings,
    study_date: date | None,
) -> dict[str, np.ndarray]:  # fmt: skip
    """States by key of the questions that a standard asks."""
    asked = asked_by(standard)
    areas = complete_areas(data.inventory, data.communities, standard, settings, study_date)
    near = surroundings(ground.xy, data.communities, widest(asked, settings), areas)
    return {one.question.key: state_of(one, times[one.question.key], settings, ground, areas, near) for one in asked}


def widest(asked: Sequence[Asked], settings: Settings) -> float:
    """The farthest straight-line reach of all questions."""
    return max(one.reach_m(settings) for one in asked)


def state_of(
    asked: Asked, seconds: Floats, settings: Settings, ground: Ground, areas: CompleteAreas, near: Surroundings
) -> np.ndarray:
    """States for one question, ``STATE_NAMES`` by number; ``near`` must look at least as far as its reach."""
    reach_m = asked.reach_m(settings)
    lost = _near_lost_facility(ground, asked.question.types, reach_m)
    return demand_states(seconds, asked.limit_s, reach_m, asked.category.code, ground.points, near, areas, lost)


def _near_lost_facility(ground: Ground, types: tuple[str, ...], reach_m: float) -> Bools:
    """By demand point: an open facility of these types that no street reaches lies within a straight ``reach_m``."""
    wanted = ground.facilities["type"].isin(types) & (ground.facilities["status"] == "open")
    lost = ground.facility_points.xy[(ground.facility_off_network & wanted.to_numpy())[ground.facility_points.facility]]
    near = np.zeros(len(ground.xy), dtype=bool)
    if len(lost):
        tree = shapely.STRtree(shapely.points(lost))
        near[tree.query(points_of(ground.xy), predicate="dwithin", distance=reach_m)[0]] = True
    return near
