"""From seconds on a grid to the outlines of a limit (method §6)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import contourpy
import numpy as np
import shapely

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints, Objects

LEVEL_SHIFT_S = 1e-4
"""A level that falls exactly on the time of a cell makes rings that touch themselves: it is shifted by a hair."""

SIMPLIFY_SHARE = 0.25
"""The line may move by this share of a grid step; method §6 allows half."""


def contours(x: Floats, y: Floats, seconds: Floats, limits_s: Sequence[float], step_m: float, pace_m_s: float) -> Objects:
    """
    Outlines of the cells within each of some limits of several places, between the centres of cells by their times.

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
    ndarray of Geometry, shape (limits, places)
        Valid (multi)polygons, empty where no cell is within the limit.
    """
    outlines = np.full((len(limits_s), len(seconds)), shapely.MultiPolygon(), dtype=object)
    if seconds.size == 0:
        return outlines
    of_row, of_column = seconds.min(axis=2), seconds.min(axis=1)
    for line, limit_s in zip(outlines, limits_s, strict=True):
        in_row, in_column = of_row <= limit_s + LEVEL_SHIFT_S, of_column <= limit_s + LEVEL_SHIFT_S
        drawn = np.flatnonzero(np.any(in_row, axis=1))
        if len(drawn) == 0:
            continue
        (low, rows), (left, columns) = _extent(in_row[drawn]), _extent(in_column[drawn])
        field = _fields(seconds, drawn, low, left, (rows, columns))
        np.clip(field, limit_s - step_m / pace_m_s, limit_s + step_m / pace_m_s, out=field)
        east, north = np.empty_like(field), np.empty_like(field)
        east[:] = (x[0] + step_m * (left[:, None] + np.arange(columns)))[:, None, :]
        north[:] = (y[0] + step_m * (low[:, None] + np.arange(rows)))[:, :, None]
        line[drawn] = _simplified(_filled(east, north, field, limit_s + LEVEL_SHIFT_S), SIMPLIFY_SHARE * step_m)
    return outlines


def _fields(seconds: Floats, drawn: Ints, low: Ints, left: Ints, shape: tuple[int, int]) -> Floats:
    """What lies around each place from its row ``low`` and its column ``left`` on; the ground around the grid is beyond any limit."""
    field = np.full((len(drawn), *shape), np.inf)
    for part, place, row, column in zip(field, drawn.tolist(), low.tolist(), left.tolist(), strict=True):
        seen = seconds[place, max(row, 0) : row + shape[0], max(column, 0) : column + shape[1]]
        first_row, first_column = max(-row, 0), max(-column, 0)
        part[first_row : first_row + seen.shape[0], first_column : first_column + seen.shape[1]] = seen
    return field


def _extent(within: Bools) -> tuple[Ints, int]:
    """The number before the first that is within, by row of ``within``; and how many there are up to the one after the last, for all as many as the most."""
    first, last = within.argmax(axis=1), within.shape[1] - 1 - within[:, ::-1].argmax(axis=1)
    return first - 1, int((last - first).max()) + 3


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
