"""From seconds on a grid to the outline of a limit (method §6)."""

from __future__ import annotations

from typing import Any

import contourpy
import numpy as np
import shapely

from xc_gis.analysis.geometry import Floats

LEVEL_SHIFT_S = 1e-4
"""A level that falls exactly on the time of a cell makes rings that touch themselves: it is shifted by a hair."""

SIMPLIFY_SHARE = 0.25
"""The line may move by this share of a grid step; method §6 allows half."""


def contour(x: Floats, y: Floats, seconds: Floats, limit_s: float, step_m: float, pace_m_s: float) -> shapely.Geometry:
    """
    Outline of the cells within a limit, between the centres of cells by their times.

    No cell counts as more than the walk of one grid step to either side of the limit: the line between a cell in time
    and one that is cut off runs midway between the two, not where an arbitrary large number would put it.

    Parameters
    ----------
    x, y
        Centres of the columns and rows of cells, ``step_m`` apart.
    seconds
        Shape (rows, columns); ``inf`` where the place is not reached.
    pace_m_s
        How fast straight ground is walked.

    Returns
    -------
    Geometry
        A valid (multi)polygon, empty where no cell is within the limit.
    """
    within = seconds <= limit_s + LEVEL_SHIFT_S
    rows, columns = np.flatnonzero(within.any(axis=1)), np.flatnonzero(within.any(axis=0))
    if len(rows) == 0:
        return shapely.MultiPolygon()
    # cells around those within the limit are beyond it, and so is the ground around the grid
    south, north, west, east = rows[0] - 1, rows[-1] + 2, columns[0] - 1, columns[-1] + 2
    step_s = step_m / pace_m_s
    field = np.full((north - south, east - west), limit_s + step_s)
    part = np.s_[max(south, 0) : min(north, len(y)), max(west, 0) : min(east, len(x))]
    into = np.s_[part[0].start - south : part[0].stop - south, part[1].start - west : part[1].stop - west]
    np.clip(seconds[part], limit_s - step_s, limit_s + step_s, out=field[into])
    x_of, y_of = x[0] + step_m * np.arange(west, east), y[0] + step_m * np.arange(south, north)
    # the class itself: its factory spends more time on masks, which there are none of, than it on the contour
    east_of, north_of = np.meshgrid(x_of, y_of)
    generator = contourpy.SerialContourGenerator(
        east_of, north_of, field, np.zeros(field.shape, dtype=bool), corner_mask=False,
        line_type=contourpy.LineType.ChunkCombinedOffset, fill_type=contourpy.FillType.ChunkCombinedOffsetOffset,
        quad_as_tri=False, z_interp=contourpy.ZInterp.Linear,
    )  # fmt: skip
    filled: Any = generator.filled(-np.inf, limit_s + LEVEL_SHIFT_S)
    points, rings, polygons = (chunk[0] for chunk in filled)
    if points is None:
        return shapely.MultiPolygon()
    offsets = (rings, polygons, np.array([0, len(polygons) - 1]))
    raw = shapely.from_ragged_array(shapely.GeometryType.MULTIPOLYGON, points, offsets)[0]
    return _simplified(raw, SIMPLIFY_SHARE * step_m)


def _simplified(raw: shapely.Geometry, tolerance_m: float) -> shapely.Geometry:
    """
    Drop the points that the line does not need.

    Keeping the topology while at it is thirteen times as slow, and seldom needed: only where the quick way breaks it.
    """
    quick = shapely.simplify(raw, tolerance_m, preserve_topology=False)
    if quick.is_valid:
        return quick
    careful = shapely.simplify(raw, tolerance_m)
    return careful if careful.is_valid else shapely.make_valid(careful, method="structure", keep_collapsed=False)
