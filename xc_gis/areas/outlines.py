"""Outlines of more vertices than anybody can see: drawn coarser where a distance to them is wanted and not the line itself."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely

MOST_VERTICES = 20_000
"""Of one outline: a district has a few thousand; buffers and unions of much more take minutes."""


def coarser(geometry: Any, tolerance_m: float) -> Any:
    """
    Outlines within ``tolerance_m`` of those given; those of fewer vertices, or where all have fewer the whole array, as they are.

    Parameters
    ----------
    geometry
        One geometry or an array of them.
    tolerance_m
        In metres, or in the unit of the coordinates.
    """
    many = np.atleast_1d(shapely.get_num_coordinates(geometry)) > MOST_VERTICES
    if not many.any():
        return geometry
    if isinstance(geometry, shapely.Geometry):
        return shapely.simplify(geometry, tolerance_m)
    made = np.array(geometry, dtype=object)
    made[many] = shapely.simplify(made[many], tolerance_m)
    return made
