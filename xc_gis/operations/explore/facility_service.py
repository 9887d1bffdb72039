"""
Whom a facility serves: residents who reach it in time, and those for whom no other is nearer, by category.

The walk is that of the counts (method §4), with the facility alone on the map; catchments hold as there.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Floats
from xc_gis.analysis.assessment import Assessment, state_inputs_of
from xc_gis.analysis.coverage.coverage import group_residents
from xc_gis.analysis.coverage.states import questions_of_standard
from xc_gis.analysis.times.travel_times import Ends, walking_times
from xc_gis.progress import Silent
from xc_gis.settings import Settings
from xc_gis.standard import Standard
from xc_gis.units import TIME_TOLERANCE_S


def service_of(found: Assessment, standard: Standard, settings: Settings, row: int) -> list[dict[str, Any]]:
    """
    Count the residents whom a facility serves.

    Parameters
    ----------
    row
        Of the facility frame.

    Returns
    -------
    list of dict
        One for each category that it offers, in the order of the standard: ``category, zh, en, minutes``; ``residents`` of the
        category's group who reach it within the limit; ``nearest``, those among them for whom none is nearer (of several equally
        near, each counts); ``communities``, ids of those where these live, most people first. Empty where it offers nothing:
        closed, planned, without a street.
    """
    services = found.services[found.services["facility"] == row]
    scene, points = found.scene, state_inputs_of(found.scene, found.data).demand_points
    asked = [one for one in questions_of_standard(standard) if one.question.key == one.category.code]
    mine = [one for one in asked if services["type"].isin(one.question.types).any()]
    if not mine or scene.facility_off_network[row]:
        return []
    times = walking_times(
        scene.network, scene.barriers, Ends(scene.demand, found.areas, scene.facility, scene.facility_points), services,
        [one.question for one in mine], settings, Silent(),
    )  # fmt: skip
    ids = found.data.communities["community_id"].to_numpy()
    served = []
    for one in mine:
        code, seconds = one.category.code, times[one.question.key]
        group = group_residents(points, one.category.population, len(ids)).residents
        within: Bools = (seconds <= one.limit_s + TIME_TOLERANCE_S) & ~points.off_network & (points.community >= 0)
        nearest: Bools = within & (seconds <= found.times[code] + TIME_TOLERANCE_S)
        served.append(
            {
                "category": code, "zh": one.category.zh, "en": one.category.en, "minutes": one.category.minutes,
                "residents": float(group[within].sum()), "nearest": float(group[nearest].sum()),
                "communities": _most_first(points.community[nearest], group[nearest], ids),
            }
        )  # fmt: skip
    return served


def _most_first(homes: np.ndarray, people: Floats, ids: np.ndarray) -> list[str]:
    sums = np.bincount(homes, weights=people, minlength=len(ids))
    rows = np.lexsort((np.arange(len(ids)), -sums))
    return [str(ids[row]) for row in rows if sums[row] > 0]
