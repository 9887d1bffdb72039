"""
Residents within any area of an analysed study, by state of every category: counted from the demand points, as in the communities.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

from xc_gis.analysis.arrays.geometry import Bools, to_plane
from xc_gis.analysis.assessment import Assessment, state_inputs_of
from xc_gis.analysis.coverage.coverage import COVERED, GAP, UNKNOWN, group_residents
from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.standard import Standard

CORNERS = 3
"""An area has at least as many."""


def area_of(ring: Sequence[Sequence[float]], crs: str) -> shapely.Polygon:
    """
    The area within a ring of longitudes and latitudes, in the analysis CRS; the ring need not be closed.

    Raises
    ------
    InputError
        Fewer than three corners, or lines that cross each other: nobody can say what is inside.
    """
    corners = np.array(ring, dtype=float).reshape(-1, 2)
    if len(np.unique(corners, axis=0)) < CORNERS:
        raise InputError(msg("所画范围不足三个角"), hint=msg("请至少点三下，双击结束"))
    x, y = to_plane(corners[:, 0], corners[:, 1], crs)
    area = shapely.Polygon(np.column_stack([x, y]))
    if not area.is_valid or area.area == 0:
        raise InputError(msg("所画范围的边线互相交叉，分不清里外"), hint=msg("请重新画，边线不要交叉"))
    return area


def totals_within(found: Assessment, standard: Standard, area: shapely.Polygon) -> dict[str, Any]:
    """
    Count residents within an area; a point on its edge is inside.

    Returns
    -------
    dict
        ``points, residents`` (of points that belong to a community), ``outside_points, outside_residents`` (of those that
        belong to none and are counted nowhere), ``categories``: by code ``residents, covered, gap, unknown, ages_unknown``.
    """
    places = found.data.demand.geometry.to_numpy()
    inside: Bools = shapely.intersects_xy(area, shapely.get_x(places), shapely.get_y(places))
    points = state_inputs_of(found.scene, found.data).demand_points
    everybody = points.demand["residents"].to_numpy(dtype=float)
    home = inside & (points.community >= 0)
    lost = inside & (points.community < 0)
    categories = {}
    for category in standard.categories:
        group = group_residents(points, category.population, len(found.data.communities))
        state = found.states[category.code]
        covered, gap, unknown = (float(group.residents[home & (state == s)].sum()) for s in (COVERED, GAP, UNKNOWN))
        categories[category.code] = {
            "residents": float(group.residents[home].sum()), "covered": covered, "gap": gap, "unknown": unknown,
            "ages_unknown": bool(group.ages_unknown[np.unique(points.community[home])].any()),
        }  # fmt: skip
    return {
        "points": int(home.sum()), "residents": float(everybody[home].sum()), "outside_points": int(lost.sum()),
        "outside_residents": float(everybody[lost].sum()), "categories": categories,
    }  # fmt: skip
