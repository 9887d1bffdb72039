"""
State of every demand point for every category: covered, gap or unknown (method §5). Station 4: times → states.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import geopandas as gpd
import numpy as np
import shapely

from xc_gis.analysis.arrays.geometry import Bools, Floats, points_of
from xc_gis.analysis.coverage.coverage import COVERED, GAP, SENIOR, UNKNOWN, DemandPoints, senior_key
from xc_gis.analysis.coverage.inventory import CompleteAreas, Surroundings, all_surveyed, complete_areas, surroundings
from xc_gis.analysis.legs.facility_points import FacilityPoints
from xc_gis.analysis.times.travel_times import Question
from xc_gis.model import StudyData
from xc_gis.settings import Settings
from xc_gis.standard import Category, Standard
from xc_gis.units import SECONDS_PER_MINUTE, TIME_TOLERANCE_S

BOUND_FACTOR = 2.0
"""Times are looked for up to this many times the limit, so that a gap can say how far it is from being covered."""


@dataclass(frozen=True)
class StandardQuestion:
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
class StateInputs:
    """
    What states rest on besides times.

    Attributes
    ----------
    demand_points, xy
        Demand points, and their places in the analysis CRS (NaN for those not analysed).
    facilities, facility_points, facility_off_network
        Facilities, their entrances, and by facility whether no street reaches it.
    """

    demand_points: DemandPoints
    xy: Floats
    facilities: gpd.GeoDataFrame
    facility_points: FacilityPoints
    facility_off_network: Bools


def questions_of_standard(standard: Standard) -> list[StandardQuestion]:
    """Questions of a standard: each category at its own pace, those that seniors depend on also at theirs."""
    asked = []
    for category in standard.categories:
        types = standard.types_of(category.code)
        bound_s = category.minutes * SECONDS_PER_MINUTE * BOUND_FACTOR
        pace: dict[str, str] = {category.code: category.profile}
        if category.code in standard.senior_codes and category.profile != SENIOR:
            pace[senior_key(category.code)] = SENIOR
        for key, profile in pace.items():
            asked.append(StandardQuestion(Question(key, types, profile, bound_s), category))
    return asked


Looking = Callable[[Floats, gpd.GeoDataFrame, float, CompleteAreas], Surroundings]
"""What finds the communities around demand points: ``surroundings``, or somebody who remembers them."""


def states_of(
    ground: StateInputs, data: StudyData, times: Mapping[str, Floats], standard: Standard, settings: Settings,
    study_date: date | None, looking: Looking = surroundings,
) -> dict[str, np.ndarray]:  # fmt: skip
    """States by key of the questions that a standard asks."""
    asked = questions_of_standard(standard)
    areas = complete_areas(data.inventory, data.communities, standard, settings, study_date)
    near = looking(ground.xy, data.communities, widest(asked, settings), areas)
    return {one.question.key: state_of(one, times[one.question.key], settings, ground, areas, near) for one in asked}


def widest(asked: Sequence[StandardQuestion], settings: Settings) -> float:
    """The farthest straight-line reach of all questions."""
    return max(one.reach_m(settings) for one in asked)


def state_of(
    asked: StandardQuestion, seconds: Floats, settings: Settings, ground: StateInputs, areas: CompleteAreas, near: Surroundings
) -> np.ndarray:
    """
    The rule of method §5: covered within the limit; else a gap where nothing can have been missed; else unknown.

    Parameters
    ----------
    seconds
        Time to the nearest facility by demand point, NaN when not reached.
    near
        Must look at least as far as the question's reach.

    Returns
    -------
    array
        By demand point ``COVERED``, ``GAP`` or ``UNKNOWN``. Points off the network are unknown, and so is whoever has, as the crow
        flies within the limit, ground whose lists are not complete or a facility that no street reaches.
    """
    reach_m = asked.reach_m(settings)
    on_network = ~ground.demand_points.off_network
    wanted = ground.facilities["type"].isin(asked.question.types) & (ground.facilities["status"] == "open")
    lost = ground.facility_points.xy[(ground.facility_off_network & wanted.to_numpy())[ground.facility_points.facility]]
    certain = all_surveyed(near, asked.category.code, areas, reach_m) & ~near_lost_facility(ground.xy, lost, reach_m)
    return state_by(seconds, asked.limit_s, on_network, certain)


def state_by(seconds: Floats, limit_s: float, on_network: Bools, certain: Bools) -> np.ndarray:
    """State of demand points by their ``seconds``; ``certain``: nothing within their straight reach can have been missed."""
    covered = (seconds <= limit_s + TIME_TOLERANCE_S) & on_network
    return np.where(covered, COVERED, np.where(certain & on_network, GAP, UNKNOWN)).astype(np.int8)


def near_lost_facility(xy: Floats, lost: Floats, reach_m: float) -> Bools:
    """By demand point, shape (n, 2): one of the points ``lost``, of facilities that no street reaches, lies within a straight ``reach_m``."""
    near = np.zeros(len(xy), dtype=bool)
    if len(lost):
        tree = shapely.STRtree(shapely.points(lost))
        near[tree.query(points_of(xy), predicate="dwithin", distance=reach_m)[0]] = True
    return near
