"""
The same figures without a whole assessment, where nothing but facilities changes (decision 118).

The facilities before and after say what the quick path has to be asked; what it has no words for is left to a whole assessment.
"""

from __future__ import annotations

import geopandas as gpd
import numpy as np

from xc_gis.analysis.planning.before_after import BeforeAfter
from xc_gis.analysis.planning.facility_changes import OPEN, FacilityChanges, MovedFacility, NewFacility
from xc_gis.analysis.planning.people import PeopleCount
from xc_gis.analysis.planning.planning_base import PlanningBase


def quick_before_after(base: PlanningBase, changes: FacilityChanges) -> BeforeAfter:
    """
    What changes of facilities do, as ``before_after`` says it.

    Raises
    ------
    InputError
        A place that no street reaches.
    """
    effect = base.effect_of(changes)
    codes = [category.code for category in base.standard.categories]
    moved = {one.category: one for one in effect.people}
    nobody = np.zeros(0, dtype=np.int64)
    won = {code: moved[code].won if code in moved else nobody for code in codes}
    lost = {code: moved[code].lost if code in moved else nobody for code in codes}
    people = PeopleCount(base.standard, {code: effect.counter.group_of(code) for code in codes}, effect.counter.ages)
    return BeforeAfter(
        effect.before_after(touched_only=False),
        effect.stars(touched_only=False),
        {code: people.of_category(code, rows) for code, rows in won.items()},
        {code: people.of_category(code, rows) for code, rows in lost.items()},
        people.of_any(won),
        people.of_any(lost),
    )


def facility_changes(before: gpd.GeoDataFrame, after: gpd.GeoDataFrame) -> FacilityChanges | None:
    """What turns facilities into others; None where one that was not open opens at another place, or two have no points."""
    old = {name: row for row, name in enumerate(before["facility_id"])}
    added, moved, closed, opened = [], [], [], []
    columns = zip(after["facility_id"], after["type"], after["status"], after["serves"], after.geometry, strict=True)
    for name, kind, status, serves, place in columns:
        if name not in old:
            if status == OPEN:
                added.append(NewFacility(name, kind, float(place.x), float(place.y), serves or ""))
            continue
        was_open = before["status"].iloc[old[name]] == OPEN
        goes = before.geometry.iloc[old[name]] is not place and before.geometry.iloc[old[name]] != place
        if goes and status == OPEN:
            if not was_open:
                return None
            moved.append(MovedFacility(name, float(place.x), float(place.y)))
        elif was_open and status != OPEN:
            closed.append(name)
        elif not was_open and status == OPEN:
            opened.append(name)
    return FacilityChanges(tuple(added), tuple(moved), tuple(closed), tuple(opened))
