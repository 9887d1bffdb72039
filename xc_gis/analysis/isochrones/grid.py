"""
A grid of places on which the counting rule is asked, so that what is drawn is what is counted (method §6).

The legs of the grid depend on the network only. They are the expensive part of an isochrone: build them once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.isochrones.grid_edges import PointsByEdge, points_by_edge
from xc_gis.analysis.legs.legs import Attached, attach, without_islands
from xc_gis.analysis.network.barriers import Barriers
from xc_gis.analysis.network.network import WalkingNetwork
from xc_gis.settings import Settings


@dataclass(frozen=True)
class Grid:
    """
    Centres of square cells, row by row from the south-west; every centre is a multiple of ``step_m``.

    Two grids of the same step fall onto the same places, whatever they were made for.
    """

    step_m: float
    first_column: int
    first_row: int
    columns: int
    rows: int

    @property
    def x(self) -> Floats:
        """Easting of the columns, metres."""
        return ((self.first_column + np.arange(self.columns)) * self.step_m).astype(np.float64)

    @property
    def y(self) -> Floats:
        """Northing of the rows, metres."""
        return ((self.first_row + np.arange(self.rows)) * self.step_m).astype(np.float64)

    @property
    def xy(self) -> Floats:
        """Centres, shape (rows · columns, 2)."""
        east, north = np.meshgrid(self.x, self.y)
        return np.column_stack([east.ravel(), north.ravel()])

    def window(self, bounds: tuple[float, float, float, float]) -> tuple[slice, slice]:
        """(rows, columns) of the cells within ``bounds`` (west, south, east, north), cut to the grid."""
        west, south, east, north = np.array(bounds) / self.step_m
        first_column, last_column = (
            int(np.floor(west)) - self.first_column,
            int(np.ceil(east)) - self.first_column,
        )
        first_row, last_row = int(np.floor(south)) - self.first_row, int(np.ceil(north)) - self.first_row
        return (
            slice(max(first_row, 0), min(last_row + 1, self.rows)),
            slice(max(first_column, 0), min(last_column + 1, self.columns)),
        )


def grid_over(bounds: tuple[float, float, float, float], step_m: float) -> Grid:
    """Make the grid that covers ``bounds`` (west, south, east, north; metres)."""
    west, south, east, north = np.array(bounds) / step_m
    first_column, first_row = int(np.floor(west)), int(np.floor(south))
    return Grid(
        step_m,
        first_column,
        first_row,
        int(np.ceil(east)) - first_column + 1,
        int(np.ceil(north)) - first_row + 1,
    )


@dataclass(frozen=True)
class GridLegs:
    """
    A grid with the legs of its cells.

    Attributes
    ----------
    grid, attached
        Cells and their legs; cells off the network have none.
    by_edge
        The cells by the edges that they reach.
    """

    grid: Grid
    attached: Attached
    by_edge: PointsByEdge


def cells_in_boxes(grid: Grid, west: Floats, south: Floats, east: Floats, north: Floats) -> Bools:
    """Say which cells lie in any of some boxes (metres)."""

    def number(metres: Floats, first: int, count: int, *, up: bool) -> Ints:
        steps = metres / grid.step_m
        return np.clip((np.floor(steps) + 1 if up else np.ceil(steps)).astype(np.int64) - first, 0, count)

    left = number(west, grid.first_column, grid.columns, up=False)
    right = np.maximum(number(east, grid.first_column, grid.columns, up=True), left)
    low = number(south, grid.first_row, grid.rows, up=False)
    high = np.maximum(number(north, grid.first_row, grid.rows, up=True), low)
    marks = np.zeros((grid.rows + 1, grid.columns + 1), dtype=np.int64)
    for row, column, sign in ((low, left, 1), (low, right, -1), (high, left, -1), (high, right, 1)):
        np.add.at(marks, (row, column), sign)
    inside: Bools = marks.cumsum(axis=0).cumsum(axis=1)[:-1, :-1].ravel() > 0
    return inside


def build_grid_legs(
    network: WalkingNetwork,
    barriers: Barriers,
    grid: Grid,
    settings: Settings,
    *,
    only: Bools | None = None,
    edges: Ints | None = None,
) -> GridLegs:
    """
    Find the legs of the cells of a grid; of those that ``only`` names, where it is given: the others have none.

    ``edges``: of which ``by_edge`` must tell the cells, ascending; where it is not given, all.
    """
    xy = grid.xy
    if only is not None:
        xy[~only] = np.nan
    attached = without_islands(attach(network, barriers, xy, settings))
    detour = settings.number("legs.detour") if settings.word("legs") == "reach" else 1.0
    return GridLegs(grid, attached, points_by_edge(network, attached, detour, edges=edges))
