"""Boxes by the square of ground they touch: what lies near a place is found without a tree."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from xc_gis.analysis.arrays.geometry import Floats, Ints
from xc_gis.analysis.arrays.pairing import spans

MOST_SQUARES = 4_000_000
"""Bounds the memory: where boxes lie far apart, squares are larger."""


class Buckets(NamedTuple):
    """
    Boxes by square.

    Attributes
    ----------
    west, south, square_m
        Corner and side of the squares, metres.
    columns, rows
        Number of squares.
    first, item
        By square, row by row: first of its boxes in ``item``, and one past the last; numbers of boxes, ascending in each square.
    """

    west: float
    south: float
    square_m: float
    columns: int
    rows: int
    first: Ints
    item: Ints


def buckets(west: Floats, south: Floats, east: Floats, north: Floats, *, square_m: float) -> Buckets:
    """Put boxes (metres) into squares at least ``square_m`` wide; without boxes there is one empty square."""
    if len(west) == 0:
        return Buckets(0.0, 0.0, square_m, 1, 1, np.zeros(2, dtype=np.int64), np.zeros(0, dtype=np.int64))
    low_x, low_y = float(west.min()), float(south.min())
    wide, high = float(east.max()) - low_x, float(north.max()) - low_y
    square_m = max(square_m, float(np.sqrt((wide + square_m) * (high + square_m) / MOST_SQUARES)))
    columns, rows = int(wide // square_m) + 1, int(high // square_m) + 1
    left, right = (np.minimum((side - low_x) // square_m, columns - 1).astype(np.int64) for side in (west, east))
    low, top = (np.minimum((side - low_y) // square_m, rows - 1).astype(np.int64) for side in (south, north))
    across = right - left + 1
    count = across * (top - low + 1)
    box = np.repeat(np.arange(len(west)), count)
    number = spans(np.zeros(len(west), dtype=np.int64), count)
    square = (low[box] + number // across[box]) * columns + left[box] + number % across[box]
    order = np.argsort(square, kind="stable")
    first = np.searchsorted(square[order], np.arange(columns * rows + 1))
    return Buckets(low_x, low_y, square_m, columns, rows, first, box[order])
