"""
Isochrones: the outline of all ground from which a place is reached in time (method §6).

The counting rule itself is asked on a grid and contoured; nothing is buffered, nothing is hulled. Where a wall or a
river stands between two cells, the line runs between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints, Objects
from xc_gis.analysis.arrays.loops import library
from xc_gis.analysis.isochrones.contour import contours
from xc_gis.analysis.isochrones.grid import Grid, GridLegs, build_grid_legs, cells_in_boxes, grid_over
from xc_gis.analysis.isochrones.grid_walks import GridWalks
from xc_gis.analysis.isochrones.grid_ways import GridWays, grid_ways
from xc_gis.analysis.legs.legs import Attached, without_islands
from xc_gis.analysis.network.barriers import Barriers
from xc_gis.analysis.network.network import WalkingNetwork
from xc_gis.analysis.times.search import LEAST_SEED_S, SearchGraph, Seeds, build_search_graph
from xc_gis.analysis.times.search_loop import SeedGroups, search_and_lower
from xc_gis.analysis.times.tiles import cut
from xc_gis.settings import Settings
from xc_gis.units import SECONDS_PER_MINUTE, TIME_TOLERANCE_S


@dataclass(frozen=True)
class IsochroneEngine:
    """
    Draws isochrones of one profile around any places.

    Attributes
    ----------
    graph
        Search graph; for walks *from* the place, of the network with all directions turned.
    barriers, settings
        As for counting.
    cells
        Grid and its legs.
    ways
        From the cells onto the network.
    """

    graph: SearchGraph
    barriers: Barriers
    settings: Settings
    cells: GridLegs
    ways: GridWays

    def cell_times(
        self, points: Attached, place_of: Ints, count: int, limit_s: float, *, settled_s: float = -1.0
    ) -> tuple[Floats, tuple[slice, slice]]:
        """
        Seconds from the cells around some places to each of them.

        Parameters
        ----------
        points
            Points at which the places are entered. They should lie close together: the window is one for all.
        place_of, count
            By point the number of its place, and the number of places.
        limit_s
            Bound of the search.
        settled_s
            Of a cell that is reached in so many seconds it need not be known whether it is reached in fewer.

        Returns
        -------
        seconds, shape (places, rows, columns)
            ``inf`` where the limit does not hold.
        window
            Rows and columns of the grid that they belong to; none where no place is on the network.
        """
        points, grid = without_islands(points), self.cells.grid
        on_network = points.xy[~points.off_network]
        if len(on_network) == 0:
            return np.empty((count, 0, 0)), (slice(0, 0), slice(0, 0))
        radius_m = limit_s * self.graph.speed_m_s + grid.step_m
        bounds = (*(on_network.min(axis=0) - radius_m), *(on_network.max(axis=0) + radius_m))
        window = grid.window(bounds)
        rows, columns = (len(range(size)[part]) for size, part in zip((grid.rows, grid.columns), window, strict=True))
        column_of = np.full(grid.rows * grid.columns, rows * columns)
        column_of.reshape(grid.rows, grid.columns)[window] = np.arange(rows * columns).reshape(rows, columns)
        seconds = np.full((count, rows * columns + 1), np.inf)
        if library() is not None:
            self._search_and_lower(points, place_of, count, limit_s, column_of, seconds)
        else:
            for place, (states, onward_s, ends) in enumerate(self._searches(points, place_of, count, limit_s, bounds)):
                seconds[place, :-1] = self.ways.seconds(states, onward_s, ends).reshape(grid.rows, grid.columns)[window].ravel()
        walks = GridWalks(self.cells, column_of, points, place_of, self.graph, self.barriers, self.settings)
        walks.lower(seconds, limit_s, settled_s)
        return seconds[:, :-1].reshape(count, rows, columns), window

    def _search_and_lower(
        self, points: Attached, place_of: Ints, count: int, limit_s: float, column_of: Ints, seconds: Floats
    ) -> None:
        """Lower the seconds of cells to what ``_searches`` and ``GridWays.seconds`` find."""
        graph, ways = self.graph, self.ways
        arrivals = graph.arrivals(points.legs)
        order = np.argsort(place_of[arrivals.point], kind="stable")
        first = np.searchsorted(place_of[arrivals.point[order]], np.arange(count + 1))
        search_and_lower(
            graph.arcs, SeedGroups(first, arrivals.state[order], arrivals.cost_s[order]), LEAST_SEED_S, limit_s + TIME_TOLERANCE_S,
            ways.through.by_state, None if ways.to is ways.through else ways.to.by_state, column_of, seconds,
        )  # fmt: skip

    def _searches(
        self, points: Attached, place_of: Ints, count: int, limit_s: float, bounds: tuple[float, float, float, float]
    ) -> Iterator[tuple[Ints, Floats, Ints]]:
        """By place what ``GridWays.seconds`` asks for: states reached, their seconds, and which of them are ends."""
        graph = self.graph
        x, y = graph.network.x[graph.state_node], graph.network.y[graph.state_node]
        west, south, east, north = bounds
        inside = (x >= west) & (x <= east) & (y >= south) & (y <= north)
        piece, row_of = cut(graph, inside)
        kept = np.flatnonzero(inside)
        arrivals = graph.arrivals(points.legs)
        # a node beyond the bounds is farther than the limit reaches, and so is a place by way of it
        arrivals = arrivals.take(inside[arrivals.state])
        of = place_of[arrivals.point]
        local = Seeds(of, row_of[arrivals.state], arrivals.cost_s, arrivals.leg).take(np.argsort(of, kind="stable"))
        first = np.searchsorted(local.point, np.arange(count + 1)).tolist()
        groups = [local.take(slice(a, b)) for a, b in zip(first[:-1], first[1:], strict=True)]
        for group, found in zip(groups, piece.search(groups, limit_s), strict=True):
            reached = np.flatnonzero(found < np.inf)
            yield kept[reached], found[reached], np.flatnonzero(np.isin(reached, group.state))

    def outlines(self, place: Attached, minutes: Sequence[float]) -> list[shapely.Geometry]:
        """
        Outlines of the ground from which a place is reached within each of ``minutes``.

        ``place`` is one facility: the point or points at which it is entered. Returns valid (multi)polygons in
        the analysis CRS, empty where nobody reaches the place.
        """
        return list(self.outlines_side_by_side(place, np.zeros(place.n_points, dtype=np.int64), 1, minutes)[:, 0])

    def outlines_side_by_side(self, points: Attached, place_of: Ints, count: int, minutes: Sequence[float]) -> Objects:
        """
        Outlines of each of several places that lie close together: shape (minutes, places).

        ``points``, ``place_of`` and ``count`` as in ``cell_times``. A line does not depend on the places beside it, nor on the
        limits that are drawn with it.
        """
        grid, pace_m_s = self.cells.grid, self.graph.speed_m_s / self.graph.detour
        # as far as a contour looks to both sides of its limit
        step_s = grid.step_m / pace_m_s
        seconds, window = self.cell_times(
            points, place_of, count, max(minutes) * SECONDS_PER_MINUTE + step_s,
            settled_s=min(minutes) * SECONDS_PER_MINUTE - step_s,
        )  # fmt: skip
        x, y = grid.x[window[1]], grid.y[window[0]]
        return contours(x, y, seconds, [m * SECONDS_PER_MINUTE for m in minutes], grid.step_m, pace_m_s)


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
    x, y = place.xy[:, 0], place.xy[:, 1]
    radius_m = looked_at_s(graph, limit_s, step_m) * graph.speed_m_s + step_m
    grid = grid_over((x.min() - radius_m, y.min() - radius_m, x.max() + radius_m, y.max() + radius_m), step_m)
    cells = build_grid_legs(network, barriers, grid, settings, only=cells_in_reach(graph, place, limit_s, grid, settings))
    # one search does not pay for looking which ways it might do without
    ways = grid_ways(graph, cells.attached.legs, thin=False)
    return IsochroneEngine(graph, barriers, settings, cells, ways)


def looked_at_s(graph: SearchGraph, limit_s: float, step_m: float) -> float:
    """How far a search for an outline of ``limit_s`` must go: a contour looks a step beyond its limit."""
    return limit_s + step_m * graph.detour / graph.speed_m_s


def cells_in_reach(graph: SearchGraph, places: Attached, limit_s: float, grid: Grid, settings: Settings) -> Bools:
    """
    Say from which cells of a grid any of some places may be reached within ``limit_s``: the legs of the others are not needed.

    ``places`` without those off the network. A cell that is not within a leg's length of a reached edge, of an edge of a place or of a
    place itself has no walk to it.
    """
    network, limit_s = graph.network, looked_at_s(graph, limit_s, grid.step_m)
    leg_m = settings.number("legs.max_m") + grid.step_m
    seconds = (
        graph.search([graph.arrivals(places.legs)], limit_s)[0] if len(places.legs.point) else np.full(graph.n_states, np.inf)
    )
    reached = np.zeros(network.n_nodes, dtype=bool)
    reached[graph.state_node[np.isfinite(seconds)]] = True
    edges = np.flatnonzero(reached[network.u] | reached[network.v])
    edges = np.unique(np.concatenate([edges, places.candidates.edge]))
    u, v = network.u[edges], network.v[edges]
    x, y = places.xy[:, 0], places.xy[:, 1]
    west, east = np.append(np.minimum(network.x[u], network.x[v]), x), np.append(np.maximum(network.x[u], network.x[v]), x)
    south, north = np.append(np.minimum(network.y[u], network.y[v]), y), np.append(np.maximum(network.y[u], network.y[v]), y)
    return cells_in_boxes(grid, west - leg_m, south - leg_m, east + leg_m, north + leg_m)


def build_engine(
    network: WalkingNetwork,
    barriers: Barriers,
    cells: GridLegs,
    profile: str,
    settings: Settings,
    *,
    towards: bool = True,
    thin: bool = True,
) -> IsochroneEngine:
    """Make an engine for walks towards a place, or away from it; ``thin`` as in ``grid_ways``: it pays on a fine grid."""
    walked = network if towards else replace(network, forward=network.backward, backward=network.forward)
    graph = build_search_graph(walked, profile, settings)
    return IsochroneEngine(graph, barriers, settings, cells, grid_ways(graph, cells.attached.legs, thin=thin))
