"""
Short walks from the cells of a grid to places: those that a way over the network does not beat (method §6).

Thousands of cells reach the edges that a place reaches, and for most of them the network is quicker. A bound that needs
three numbers by cell and edge leaves the few for which the rule of ``short_walks`` must be asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.arrays.pairing import pairs_by_key, spans
from xc_gis.analysis.isochrones.grid import Grid, GridLegs
from xc_gis.analysis.isochrones.grid_edges import PointsByEdge, points_by_edge
from xc_gis.analysis.legs.legs import Attached
from xc_gis.analysis.network.barriers import Barriers
from xc_gis.analysis.times.search import SearchGraph
from xc_gis.analysis.times.short_walks import ShortWalks, Useful, direct_walks, meetings, walks_along_edges
from xc_gis.settings import Settings
from xc_gis.units import LENGTH_TOLERANCE_M, TIME_TOLERANCE_S


@dataclass(frozen=True)
class GridWalks:
    """
    Short walks between the cells of a grid and some places.

    Attributes
    ----------
    cells
        Grid and its legs.
    column_of
        By cell of the grid its column in the tables of seconds; the last column stands for all cells that are not asked for.
    places, place_of
        Points of the places with their legs, and by point the place, its row in the tables of seconds.
    graph, barriers, settings
        As for counting.
    """

    cells: GridLegs
    column_of: Ints
    places: Attached
    place_of: Ints
    graph: SearchGraph
    barriers: Barriers
    settings: Settings

    def lower(self, seconds: Floats, limit_s: float, settled_s: float) -> None:
        """
        Lower the seconds of cells that share an edge with a place, or see it; not of those that need at most ``settled_s``.

        ``seconds``: shape (places, columns); the last column is not looked at.
        """
        graph, every = self.graph, seconds.reshape(-1)
        bound_s, last = limit_s + TIME_TOLERANCE_S, seconds.shape[1] - 1

        def number(cell: Ints, point: Ints) -> Ints:
            numbers: Ints = self.place_of[point] * seconds.shape[1] + self.column_of[cell]
            return numbers

        def useful(start: Ints, end: Ints, metres: Floats) -> Bools:
            column = self.column_of[start]
            now_s = every.take(self.place_of[end] * seconds.shape[1] + column)
            better: Bools = metres < np.minimum(now_s, bound_s) * graph.speed_m_s
            better &= now_s > settled_s
            better &= column != last
            return better

        for walks in self._walks(useful):
            found = walks.seconds(
                speed_m_s=graph.speed_m_s, detour=graph.detour, leg_wait_s=graph.leg_wait_s,
                wheelchair=graph.profile == "wheelchair",
            )  # fmt: skip
            np.minimum.at(every, number(walks.demand, walks.facility), found)

    def _walks(self, useful: Useful) -> Iterator[ShortWalks]:
        """Kind by kind as ``short_walks.short_walks``."""
        attached, places, network = self.cells.attached, self.places, self.graph.network
        reaching = self.settings.word("legs") == "reach"
        if reaching:
            longest = self.settings.number("legs.max_m") + LENGTH_TOLERANCE_M
            cell, point, metres = cells_near(self.cells.grid, places.xy, np.flatnonzero(~places.off_network), longest)
            near = np.flatnonzero(~attached.off_network[cell])
            near = near[useful(cell[near], point[near], metres[near] * self.graph.detour)]
            yield direct_walks(self.barriers, attached.xy, cell[near], places.xy, point[near], metres[near])
        by_edge = points_by_edge(network, places, self.graph.detour)
        mine, theirs = self._useful_pairs(by_edge, useful)
        leg, pair = self.cells.by_edge.legs_of(mine)
        end, end_pair = by_edge.legs_of(theirs)
        left, right = pairs_by_key(pair, end_pair)
        yield walks_along_edges(network, attached.legs, leg[left], places.legs, end[right])
        if reaching:
            yield meetings(
                network, self.barriers, attached.xy, self.cells.by_edge.candidates.take(mine), places.xy,
                by_edge.candidates.take(theirs), self.settings, useful,
            )  # fmt: skip

    def _useful_pairs(self, by_edge: PointsByEdge, useful: Useful) -> tuple[Ints, Ints]:
        """Pairs of the grid and of the places (``by_edge``) along whose edge a walk may be of use."""
        cells, edge = self.cells.by_edge, by_edge.candidates.edge
        count = cells.first[edge + 1] - cells.first[edge]
        rows, theirs = spans(cells.first[edge], count), np.repeat(np.arange(len(count)), count)
        start, end = cells.candidates.point, by_edge.candidates.point
        open_ = np.flatnonzero(useful(start[rows], end[theirs], np.zeros(len(rows))))
        rows, theirs = rows[open_], theirs[open_]
        ahead, back, straight = cells.least_m
        least = ahead[rows] + by_edge.least_m[1][theirs]
        np.maximum(least, back[rows] + by_edge.least_m[0][theirs], out=least)
        np.maximum(least, straight[rows] + by_edge.least_m[2][theirs], out=least)
        kept = np.flatnonzero(useful(start[rows], end[theirs], least))
        return rows[kept], theirs[kept]


def cells_near(grid: Grid, xy: Floats, points: Ints, metres: float) -> tuple[Ints, Ints, Floats]:
    """Pairs of a cell and one of ``points`` (rows of ``xy``) at most ``metres`` apart, and their distance."""
    first = np.floor((xy[points] - metres) / grid.step_m).astype(np.int64)
    around = np.arange(int(np.ceil(2 * metres / grid.step_m)) + 2)
    column, row = first[:, 0, None] + around, first[:, 1, None] + around
    far_x = column * grid.step_m - xy[points, 0, None]
    far_y = row * grid.step_m - xy[points, 1, None]
    far = np.hypot(far_y[:, :, None], far_x[:, None, :])
    column, row = column - grid.first_column, row - grid.first_row
    inside_x, inside_y = (column >= 0) & (column < grid.columns), (row >= 0) & (row < grid.rows)
    number, r, c = np.nonzero((far <= metres) & inside_y[:, :, None] & inside_x[:, None, :])
    return row[number, r] * grid.columns + column[number, c], points[number], far[number, r, c]
