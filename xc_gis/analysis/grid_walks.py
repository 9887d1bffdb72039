"""
Short walks from the cells of a grid to one place: those that a way over the network does not beat (method §6).

Thousands of cells reach the edges that a place reaches, and for most of them the network is quicker. A bound that needs
three numbers by cell and edge leaves the few for which the rule of ``short_walks`` must be asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from xc_gis.analysis.barriers import Barriers
from xc_gis.analysis.geometry import Bools, Floats, Ints
from xc_gis.analysis.grid import Grid, GridLegs
from xc_gis.analysis.legs import Attached, Reach, least_metres
from xc_gis.analysis.network import WalkingNetwork
from xc_gis.analysis.pairing import pairs_by_key, spans
from xc_gis.analysis.search import SearchGraph
from xc_gis.analysis.short_walks import ShortWalks, Useful, direct_walks, meetings, walks_along_edges
from xc_gis.settings import Settings
from xc_gis.units import LENGTH_TOLERANCE_M, TIME_TOLERANCE_S


@dataclass(frozen=True)
class GridEdges:
    """
    Cells of a grid by the edges that they reach.

    Attributes
    ----------
    cells, detour
        What it was made from.
    first
        By edge: first row of ``reach``, and one past the last.
    reach
        Pairs of a cell and an edge, ordered by edge.
    least_m
        Bounds of each pair as ``legs.least_metres`` gives them.
    leg
        Rows of ``cells.attached.legs`` ordered by edge and cell.
    first_leg
        By pair: first of its legs in ``leg``, and one past the last pair's.
    """

    cells: GridLegs
    detour: float
    first: Ints
    reach: Reach
    least_m: tuple[Floats, Floats, Floats]
    leg: Ints
    first_leg: Ints

    def lower(
        self, seconds: Floats, place: Attached, graph: SearchGraph, barriers: Barriers, limit_s: float, settings: Settings,
        settled_s: float,
    ) -> None:  # fmt: skip
        """Lower the seconds of cells that share an edge with the place, or see it; not of those that need at most ``settled_s``."""
        left_m = np.minimum(seconds, limit_s + TIME_TOLERANCE_S) * graph.speed_m_s
        left_m[seconds <= settled_s] = 0.0  # no walk is shorter

        def useful(start: Ints, end: Ints, metres: Floats) -> Bools:  # noqa: ARG001 - part of the protocol
            better: Bools = metres < left_m[start]
            return better

        for walks in self._walks(place, left_m, graph.network, barriers, settings, useful):
            found = walks.seconds(
                speed_m_s=graph.speed_m_s, detour=graph.detour, leg_wait_s=graph.leg_wait_s,
                wheelchair=graph.profile == "wheelchair",
            )  # fmt: skip
            np.minimum.at(seconds, walks.demand, found)
            np.minimum.at(left_m, walks.demand, found * graph.speed_m_s)

    def _walks(
        self, place: Attached, left_m: Floats, network: WalkingNetwork, barriers: Barriers, settings: Settings, useful: Useful,
    ) -> Iterator[ShortWalks]:  # fmt: skip
        """Kind by kind as ``short_walks.short_walks``; ``left_m``: metres that a walk from each cell must stay below."""
        attached = self.cells.attached
        reaching = settings.word("legs") == "reach"
        if reaching:
            longest = settings.number("legs.max_m") + LENGTH_TOLERANCE_M
            for number in np.flatnonzero(~place.off_network):
                cell, metres = _cells_near(self.cells.grid, place.xy[number], longest)
                near = (metres <= longest) & (metres * self.detour < left_m[cell]) & ~attached.off_network[cell]
                cell, end = cell[near], np.full(int(near.sum()), number)
                yield direct_walks(barriers, attached.xy, cell, place.xy, end, metres[near])
        mine, theirs = self._useful_pairs(place, left_m, network)
        first = self.first_leg[mine]
        rows = self.leg[spans(first, self.first_leg[mine + 1] - first)]
        ends = np.flatnonzero(place.legs.edge >= 0)
        left, right = pairs_by_key(attached.legs.edge[rows], place.legs.edge[ends])
        yield walks_along_edges(network, attached.legs, rows[left], place.legs, ends[right])
        if reaching:
            yield meetings(
                network, barriers, attached.xy, self.reach.take(mine), place.xy, place.reach.take(theirs), settings, useful
            )

    def _useful_pairs(self, place: Attached, left_m: Floats, network: WalkingNetwork) -> tuple[Ints, Ints]:
        """Rows of ``reach`` and of the place's, along whose edge a walk may measure less than ``left_m``."""
        first = self.first[place.reach.edge]
        count = self.first[place.reach.edge + 1] - first
        rows, theirs = spans(first, count), np.repeat(np.arange(len(count)), count)
        left = left_m[self.reach.point[rows]]
        unsettled = np.flatnonzero(left > 0.0)
        rows, theirs, left = rows[unsettled], theirs[unsettled], left[unsettled]
        ahead, back, straight = (part[theirs] for part in least_metres(network, place.reach, self.detour))
        least = self.least_m[0][rows] + back
        np.maximum(least, self.least_m[1][rows] + ahead, out=least)
        np.maximum(least, self.least_m[2][rows] + straight, out=least)
        useful = np.flatnonzero(least < left)
        return rows[useful], theirs[useful]


def _cells_near(grid: Grid, at: Floats, metres: float) -> tuple[Ints, Floats]:
    """Cells in the square around a point, and their distance from it."""
    rows, columns = grid.window((at[0] - metres, at[1] - metres, at[0] + metres, at[1] + metres))
    row, column = np.arange(grid.rows)[rows], np.arange(grid.columns)[columns]
    cell = row[:, None] * grid.columns + column
    far = np.hypot((grid.y[rows] - at[1])[:, None], grid.x[columns] - at[0])
    return cell.ravel(), far.ravel()


def grid_edges(network: WalkingNetwork, cells: GridLegs, detour: float) -> GridEdges:
    """Order the cells of a grid by edge; every leg onto an edge belongs to a pair of ``reach``."""
    reach, legs = cells.attached.reach, cells.attached.legs
    reach = reach.take(np.argsort(reach.edge, kind="stable"))
    on_edge = np.flatnonzero(legs.edge >= 0)
    leg = on_edge[np.argsort(legs.edge[on_edge], kind="stable")]
    n = cells.attached.n_points
    first_leg = np.searchsorted(legs.edge[leg] * n + legs.point[leg], reach.edge * n + reach.point)
    return GridEdges(
        cells, detour,
        first=np.searchsorted(reach.edge, np.arange(network.n_edges + 1)),
        reach=reach,
        least_m=least_metres(network, reach, detour),
        leg=leg,
        first_leg=np.append(first_leg, len(leg)),
    )  # fmt: skip
