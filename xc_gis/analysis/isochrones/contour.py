"""From seconds on a grid to the outlines of a limit (method §6)."""

from __future__ import annotations

from typing import Any

import contourpy
import numpy as np
import shapely

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints, Objects

LEVEL_SHIFT_S = 1e-4
"""A level that falls exactly on the time of a cell makes rings that touch themselves: it is shifted by a hair."""

SIMPLIFY_SHARE = 0.25
"""The line may move by this share of a grid step; method §6 allows half."""


def contours(x: Floats, y: Floats, seconds: Floats, limit_s: float, step_m: float, pace_m_s: float) -> Objects:
    """
    Outlines of the cells within a limit of several places, between the centres of cells by their times.

    No cell counts as more than the walk of one grid step to either side of the limit: the line between a cell in time
    and one that is cut off runs midway between the two, not where an arbitrary large number would put it.

    Parameters
    ----------
    x, y
        Centres of the columns and rows of cells, ``step_m`` apart.
    seconds
        Shape (places, rows, columns); ``inf`` where a place is not reached.
    pace_m_s
        How fast straight ground is walked.

    Returns
    -------
    ndarray of Geometry
        By place a valid (multi)polygon, empty where no cell is within the limit.
    """
    outlines = np.full(len(seconds), shapely.MultiPolygon(), dtype=object)
    if seconds.size == 0:
        return outlines
    within: Bools = seconds <= limit_s + LEVEL_SHIFT_S
    in_row, in_column = np.any(within, axis=2), np.any(within, axis=1)
    drawn = np.flatnonzero(np.any(in_row, axis=1))
    if len(drawn) == 0:
        return outlines
    row, column = _around(in_row[drawn]), _around(in_column[drawn])
    # cells around those within the limit are beyond it, and so is the ground around the grid
    step_s = step_m / pace_m_s
    inside = ((row >= 0) & (row < len(y)))[:, :, None] & ((column >= 0) & (column < len(x)))[:, None, :]
    line = drawn[:, None] * len(y) + np.clip(row, 0, len(y) - 1)
    field = seconds.reshape(-1).take((line * len(x))[:, :, None] + np.clip(column, 0, len(x) - 1)[:, None, :])
    field[~inside] = np.inf
    np.clip(field, limit_s - step_s, limit_s + step_s, out=field)
    east = np.broadcast_to((x[0] + step_m * column)[:, None, :], field.shape)
    north = np.broadcast_to((y[0] + step_m * row)[:, :, None], field.shape)
    raw = _filled(east, north, field, limit_s + LEVEL_SHIFT_S)
    outlines[drawn] = _simplified(raw, SIMPLIFY_SHARE * step_m)
    return outlines


def _around(within: Bools) -> Ints:
    """Numbers from one before the first to one after the last that is within, by row of ``within``; for all as many as the most."""
    first, last = within.argmax(axis=1), within.shape[1] - 1 - within[:, ::-1].argmax(axis=1)
    numbers: Ints = first[:, None] - 1 + np.arange(int((last - first).max()) + 3)
    return numbers


def _filled(east: Floats, north: Floats, field: Floats, level: float) -> Objects:
    """
    Multipolygons of all ground below a level, one for each of the fields, shape (fields, rows, columns).

    The fields are stood on top of each other and contoured as one, each as a chunk of its own: no line runs from one to the
    next, as their rims are above the level.
    """
    columns = field.shape[2]
    # the class itself: its factory spends more time on masks, which there are none of, than it on the contour
    generator = contourpy.SerialContourGenerator(
        east.reshape(-1, columns), north.reshape(-1, columns), field.reshape(-1, columns),
        np.zeros((field.shape[0] * field.shape[1], columns), dtype=bool), corner_mask=False,
        line_type=contourpy.LineType.ChunkCombinedOffset, fill_type=contourpy.FillType.ChunkCombinedOffsetOffset,
        quad_as_tri=False, z_interp=contourpy.ZInterp.Linear, x_chunk_size=columns, y_chunk_size=field.shape[1],
    )  # fmt: skip
    filled: Any = generator.filled(-np.inf, level)
    points, rings, polygons = filled
    assert len(points) == len(field)
    return np.asarray(
        shapely.from_ragged_array(
            shapely.GeometryType.MULTIPOLYGON, np.concatenate(points), (_joined(rings), _joined(polygons), _starts(polygons))
        )
    )


def _joined(offsets: list[Ints]) -> Ints:
    """Offsets within chunks as offsets within all of them together."""
    count = np.array([int(part[-1]) for part in offsets])
    before = np.cumsum(count) - count
    parts = [part[:-1].astype(np.int64) + first for part, first in zip(offsets, before.tolist(), strict=True)]
    return np.concatenate([*parts, [count.sum()]])


def _starts(polygons: list[Ints]) -> Ints:
    """First polygon of each chunk, and one past the last."""
    return np.concatenate([[0], np.cumsum([len(part) - 1 for part in polygons])])


def _simplified(raw: Objects, tolerance_m: float) -> Objects:
    """
    Drop the points that the lines do not need.

    Keeping the topology while at it is thirteen times as slow, and seldom needed: only where the quick way breaks it.
    """
    lines = np.asarray(shapely.simplify(raw, tolerance_m, preserve_topology=False))
    broken = np.flatnonzero(~shapely.is_valid(lines))
    if len(broken):
        lines[broken] = shapely.simplify(raw[broken], tolerance_m)
        broken = broken[~shapely.is_valid(lines[broken])]
        lines[broken] = shapely.make_valid(lines[broken], method="structure", keep_collapsed=False)
    return lines
