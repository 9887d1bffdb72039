"""
Where there are barriers at all: a coarse raster that clears most legs without a look at single pieces (method §2). Station 2.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.arrays.pairing import spans

CELL_M = 20.0
"""Side of a cell: legs are 75 m long on average, and half as large a cell clears hardly more of them (measured on the sample)."""

MOST_CELLS = 4_000_000
"""Bounds the memory: where barriers stretch over more ground, cells are larger."""

MARGIN_M = 0.01
"""Boxes are widened by a centimetre: no rounding of a coordinate loses a piece."""


@dataclass(frozen=True)
class BarrierRaster:
    """
    Numbers of the cells that a barrier runs through, summed from the south-west.

    Attributes
    ----------
    west, south, cell_m
        Corner and side of the cells, metres, analysis CRS.
    sums
        Shape (rows + 1, columns + 1): marked cells south and west of each corner.
    """

    west: float
    south: float
    cell_m: float
    sums: np.ndarray

    def any_in(self, west: Floats, south: Floats, east: Floats, north: Floats) -> Bools:
        """Say in which boxes (metres) there may be a barrier; where not, there is none."""
        rows, columns = self.sums.shape
        left, right = self._cell(west - (self.west + MARGIN_M), columns), self._cell(east - (self.west - MARGIN_M), columns)
        low, high = self._cell(south - (self.south + MARGIN_M), rows), self._cell(north - (self.south - MARGIN_M), rows)
        low *= columns
        high *= columns
        right += 1
        high += columns
        sums = self.sums.ravel()
        marked = sums.take(high + right)
        marked -= sums.take(high + left)
        marked -= sums.take(low + right)
        marked += sums.take(low + left)
        found: Bools = marked > 0
        return found

    def _cell(self, metres: Floats, corners: int) -> Ints:
        """Cell of a place ``metres`` from the rim, the first or the last where there is none: these are empty."""
        metres *= 1.0 / self.cell_m
        np.maximum(metres, 0.0, out=metres)
        np.minimum(metres, corners - 2, out=metres)
        return metres.astype(np.int64)


def barrier_raster(start: Floats, end: Floats) -> BarrierRaster:
    """Mark the cells that straight pieces, ends of shape (n, 2) in metres, run through."""
    low, high = np.minimum(start, end).min(axis=0), np.maximum(start, end).max(axis=0)
    cell_m = max(CELL_M, float(np.sqrt((high - low + CELL_M).prod() / MOST_CELLS)))
    low -= 2 * cell_m  # the rim is empty
    columns, rows = (int(n) for n in (high - low) // cell_m + 3)
    # parts no longer than a cell lie in the four cells of their ends' rows and columns
    count = np.ceil(np.hypot(*(end - start).T) / cell_m).astype(np.int64) + 1
    piece = np.repeat(np.arange(len(start)), count)
    number = spans(np.zeros(len(start), dtype=np.int64), count)[:, None]
    way = (end - start)[piece] / count[piece, None]
    marks = np.zeros((rows + 1, columns + 1), dtype=np.int32)
    (column_a, row_a), (column_b, row_b) = (
        (((start[piece] + way * (number + step) - low) // cell_m).astype(np.int64).clip(0, (columns - 1, rows - 1)).T)
        for step in (0, 1)
    )
    for row, column in ((row_a, column_a), (row_a, column_b), (row_b, column_a), (row_b, column_b)):
        marks[row + 1, column + 1] = 1
    return BarrierRaster(float(low[0]), float(low[1]), cell_m, marks.cumsum(axis=0).cumsum(axis=1, dtype=np.int32))
