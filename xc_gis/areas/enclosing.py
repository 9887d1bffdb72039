"""
To which of several areas a point belongs (method §1): the smallest of those that hold it or have it on their border.

An enclave drawn over its surroundings keeps its people. Of areas of one size the first in the order given stands, so that the
answer never depends on the order of rows where areas are given by id. Used where residents are read and where facilities are offered.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

SAME_SIZE_M2 = 0.01
"""Areas that differ by less are of one size: coordinates are kept to a tenth of a millimetre or so."""


def smallest_enclosing(points: NDArray[np.object_], areas: NDArray[Any]) -> NDArray[np.int64]:
    """
    Find the area of each point.

    Parameters
    ----------
    points
        Missing ones lie nowhere. Projected, metres, like ``areas``.
    areas
        In the order that decides between areas of one size.

    Returns
    -------
    array of int
        Index of the area of each point, -1 outside all.
    """
    home = np.full(len(points), -1, dtype=np.int64)
    if len(areas) == 0 or len(points) == 0:
        return home
    point, area = shapely.STRtree(areas).query(points, predicate="intersects")
    size = np.round(shapely.area(areas) / SAME_SIZE_M2).astype(np.int64)
    order = np.lexsort((area, size[area], point))
    point, area = point[order], area[order]
    first = np.unique(point, return_index=True)[1]
    home[point[first]] = area[first]
    return home
