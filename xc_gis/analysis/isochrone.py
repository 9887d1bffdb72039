"""
Isochrones: the outline of all ground from which a place is reached in time (method §6).

The counting rule itself is asked on a grid and contoured; nothing is buffered, nothing is hulled. Where a wall or a
river stands between two cells, the line runs between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely

from xc_gis.analysis.barriers import Barriers
from xc_gis.analysis.contour import contour
from xc_gis.analysis.geometry import Floats
from xc_gis.analysis.grid import GridLegs, build_grid_legs, cells_in_boxes, grid_over
from xc_gis.analysis.grid_walks import GridEdges, grid_edges
from xc_gis.analysis.grid_ways import GridWays, grid_ways
from xc_gis.analysis.legs import Attached, without_islands
from xc_gis.analysis.network import WalkingNetwork
from xc_gis.analysis.search import SearchGraph, build_search_graph
from xc_gis.settings import Settings
from xc_gis.units import SECONDS_PER_MINUTE


@dataclass(frozen=True)
class IsochroneEngine:
    """
    Draws isochrones of one profile around any place.

    Attributes
    ----------
    graph
        Search graph; for walks *from* the place, of the network with all directions turned.
    barriers, settings
        As for counting.
    cells
        Grid and its legs.
    ways, edges
        From the cells onto the network, and the cells by the edges that they reach.
    """

    graph: SearchGraph
    barriers: Barriers
    settings: Settings
    cells: GridLegs
    ways: GridWays
    edges: GridEdges

    def cell_times(self, place: Attached, limit_s: float, *, settled_s: float = -1.0) -> tuple[Floats, tuple[slice, slice]]:
        """
        Seconds from the cells around a place to it.

        Parameters
        ----------
        limit_s
            Bound of the search.
        settled_s
            Of a cell that is reached in so many seconds it need not be known whether it is reached in fewer.

        Returns
        -------
        seconds, shape (rows, columns)
            ``inf`` where the limit does not hold.
        window
            Rows and columns of the grid that they belong to.
        """
        place = without_islands(place)
        grid = self.cells.grid
        reach_m = limit_s * self.graph.speed_m_s + grid.step_m
        x, y = place.xy[:, 0], place.xy[:, 1]
        window = grid.window((x.min() - reach_m, y.min() - reach_m, x.max() + reach_m, y.max() + reach_m))
        shape = (window[0].stop - window[0].start, window[1].stop - window[1].start)
        if place.off_network.all() or min(shape) <= 0:
            return np.full(tuple(max(s, 0) for s in shape), np.inf), window
        arrivals = self.graph.arrivals(place.legs)
        seconds = self.ways.seconds(self.graph.search([arrivals], limit_s)[0], arrivals)
        self.edges.lower(seconds, place, self.graph, self.barriers, limit_s, self.settings, settled_s)
        return seconds.reshape(grid.rows, grid.columns)[window], window

    def outlines(self, place: Attached, minutes: Sequence[float]) -> list[shapely.Geometry]:
        """
        Outlines of the ground from which a place is reached within each of ``minutes``.

        ``place`` is one facility: the point or points at which it is entered. Returns valid (multi)polygons in
        the analysis CRS, empty where nobody reaches the place.
        """
        grid, pace_m_s = self.cells.grid, self.graph.speed_m_s / self.graph.detour
        # as far as a contour looks to both sides of its limit: a line does not depend on the others that are drawn with it
        step_s = grid.step_m / pace_m_s
        seconds, window = self.cell_times(
            place, max(minutes) * SECONDS_PER_MINUTE + step_s, settled_s=min(minutes) * SECONDS_PER_MINUTE - step_s
        )
        if seconds.size == 0:
            return [shapely.MultiPolygon()] * len(minutes)
        x, y = grid.x[window[1]], grid.y[window[0]]
        return [contour(x, y, seconds, m * SECONDS_PER_MINUTE, grid.step_m, pace_m_s) for m in minutes]


def engine_around(
    network: WalkingNetwork,
    barriers: Barriers,
    place: Attached,
    limit_s: float,
    profile: str,
    settings: Settings,
    *,
    step_m: float,
    towards: bool = True,
) -> IsochroneEngine:
    """
    Make an engine for one place alone: legs are built only for cells from which it may be reached within ``limit_s``.

    That is exact: a cell that is not within a leg's length of a reached edge, of an edge of the place or of the place itself
    has no walk to it.
    """
    walked = network if towards else replace(network, forward=network.backward, backward=network.forward)
    graph = build_search_graph(walked, profile, settings)
    place = without_islands(place)
    limit_s += step_m * graph.detour / graph.speed_m_s  # a contour looks a step beyond its limit
    leg_m = settings.number("legs.max_m") + step_m
    seconds = graph.search([graph.arrivals(place.legs)], limit_s)[0] if len(place.legs.point) else np.full(graph.n_states, np.inf)
    reached = np.zeros(network.n_nodes, dtype=bool)
    reached[graph.state_node[np.isfinite(seconds)]] = True
    edges = np.flatnonzero(reached[network.u] | reached[network.v])
    edges = np.unique(np.concatenate([edges, place.reach.edge]))
    u, v = network.u[edges], network.v[edges]
    x, y = place.xy[:, 0], place.xy[:, 1]
    west, east = np.append(np.minimum(network.x[u], network.x[v]), x), np.append(np.maximum(network.x[u], network.x[v]), x)
    south, north = np.append(np.minimum(network.y[u], network.y[v]), y), np.append(np.maximum(network.y[u], network.y[v]), y)
    reach_m = limit_s * graph.speed_m_s + step_m
    grid = grid_over((x.min() - reach_m, y.min() - reach_m, x.max() + reach_m, y.max() + reach_m), step_m)
    near = cells_in_boxes(grid, west - leg_m, south - leg_m, east + leg_m, north + leg_m)
    cells = build_grid_legs(network, barriers, grid, settings, only=near)
    # one search does not pay for looking which ways it might do without
    ways = grid_ways(graph, cells.attached.legs, thin=False)
    return IsochroneEngine(graph, barriers, settings, cells, ways, grid_edges(walked, cells, graph.detour))


def build_engine(
    network: WalkingNetwork,
    barriers: Barriers,
    cells: GridLegs,
    profile: str,
    settings: Settings,
    *,
    towards: bool = True,
) -> IsochroneEngine:
    """Make an engine for walks towards a place, or away from it."""
    walked = network if towards else replace(network, forward=network.backward, backward=network.forward)
    graph = build_search_graph(walked, profile, settings)
    ways = grid_ways(graph, cells.attached.legs)
    return IsochroneEngine(graph, barriers, settings, cells, ways, grid_edges(walked, cells, graph.detour))
