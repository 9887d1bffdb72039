"""
Isochrones: the outline of all ground from which a place is reached in time (method §6).

The counting rule itself is asked on a grid and contoured; nothing is buffered, nothing is hulled. Where a wall or a
river stands between two cells, the line runs between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import contourpy
import numpy as np
import shapely

from xc_gis.analysis.barriers import Barriers
from xc_gis.analysis.geometry import Bools, Floats, Ints
from xc_gis.analysis.grid import GridLegs, build_grid_legs, cells_in_boxes, grid_over
from xc_gis.analysis.legs import Attached, without_islands
from xc_gis.analysis.network import WalkingNetwork
from xc_gis.analysis.search import SearchGraph, Seeds, build_search_graph
from xc_gis.analysis.short_walks import short_walks
from xc_gis.settings import Settings
from xc_gis.units import SECONDS_PER_MINUTE, TIME_TOLERANCE_S

LEVEL_SHIFT_S = 1e-4
"""A level that falls exactly on the time of a cell makes rings that touch themselves: it is shifted by a hair."""

SIMPLIFY_SHARE = 0.25
"""The line may move by this share of a grid step; method §6 allows half."""


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
    departures
        Ways from the cells onto the network.
    first
        First row of ``departures`` of each cell, and one past the last.
    """

    graph: SearchGraph
    barriers: Barriers
    settings: Settings
    cells: GridLegs
    departures: Seeds
    first: Ints

    def cell_times(self, place: Attached, limit_s: float) -> tuple[Floats, tuple[slice, slice]]:
        """
        Seconds from the cells around a place to it.

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
        found = self.graph.search([self.graph.arrivals(place.legs)], limit_s)[0]
        seconds = self._over_network(found, window)
        self._by_short_walks(place, seconds, window, limit_s)
        return seconds, window

    def _over_network(self, found: Floats, window: tuple[slice, slice]) -> Floats:
        columns = self.cells.grid.columns
        rows, cols = window
        seconds = np.full((rows.stop - rows.start, cols.stop - cols.start), np.inf)
        for line, row in enumerate(range(rows.start, rows.stop)):
            cell = row * columns + cols.start
            begin, end = self.first[cell], self.first[row * columns + cols.stop]
            if begin == end:
                continue
            part = slice(begin, end)
            onward = found[self.departures.state[part]] + self.departures.cost_s[part]
            starts = self.first[cell : row * columns + cols.stop]
            filled = self.first[cell + 1 : row * columns + cols.stop + 1] > starts
            seconds[line, filled] = np.minimum.reduceat(onward, starts[filled] - begin)
        return seconds

    def _by_short_walks(self, place: Attached, seconds: Floats, window: tuple[slice, slice], limit_s: float) -> None:
        """Lower the times of cells that share an edge with the place, or see it."""
        graph, grid = self.graph, self.cells.grid
        row, column = window[0].start, window[1].start
        edges = np.unique(place.reach.edge)
        middle = place.xy.mean(axis=0)
        spread = float(np.abs(place.xy - middle).max()) + self.settings.number("legs.max_m")
        cells, near = self.cells.on_edges(edges, (middle, spread))
        at = (cells // grid.columns - row, cells % grid.columns - column)
        inside = (at[0] >= 0) & (at[0] < seconds.shape[0]) & (at[1] >= 0) & (at[1] < seconds.shape[1])
        known = np.zeros(len(cells))
        known[inside] = np.minimum(seconds[at[0][inside], at[1][inside]], limit_s + TIME_TOLERANCE_S)

        def useful(start: Ints, end: Ints, metres: Floats) -> Bools:  # noqa: ARG001 - part of the protocol
            better: Bools = metres < known[start] * graph.speed_m_s
            return better

        best = np.full(len(cells), np.inf)
        for walks in short_walks(graph.network, self.barriers, near, place, self.settings, useful=useful):
            found = walks.seconds(
                speed_m_s=graph.speed_m_s, detour=graph.detour, leg_wait_s=graph.leg_wait_s,
                wheelchair=graph.profile == "wheelchair",
            )  # fmt: skip
            np.minimum.at(best, walks.demand, found)
            np.minimum(known, best, out=known)
        rows, columns = at[0][inside], at[1][inside]
        seconds[rows, columns] = np.minimum(seconds[rows, columns], best[inside])

    def outlines(self, place: Attached, minutes: Sequence[float]) -> list[shapely.Geometry]:
        """
        Outlines of the ground from which a place is reached within each of ``minutes``.

        ``place`` is one facility: the point or points at which it is entered. Returns valid (multi)polygons in
        the analysis CRS, empty where nobody reaches the place.
        """
        seconds, window = self.cell_times(place, max(minutes) * SECONDS_PER_MINUTE)
        if seconds.size == 0:
            return [shapely.MultiPolygon()] * len(minutes)
        grid = self.cells.grid
        x, y = grid.x[window[1]], grid.y[window[0]]
        return [
            contour(x, y, seconds, m * SECONDS_PER_MINUTE, grid.step_m, self.graph.speed_m_s / self.graph.detour) for m in minutes
        ]


def contour(x: Floats, y: Floats, seconds: Floats, limit_s: float, step_m: float, pace_m_s: float) -> shapely.Geometry:
    """
    Outline of the cells within a limit, between the centres of cells by their times.

    A cell beyond the limit counts as at most the walk of one grid step beyond it: the line between a cell in time
    and one that is cut off runs between the two, not where an arbitrary large number would put it.
    """
    beyond = limit_s + step_m / pace_m_s
    field = np.full((seconds.shape[0] + 2, seconds.shape[1] + 2), beyond)
    field[1:-1, 1:-1] = np.minimum(seconds, beyond)
    east = np.concatenate([[x[0] - step_m], x, [x[-1] + step_m]])
    north = np.concatenate([[y[0] - step_m], y, [y[-1] + step_m]])
    made = contourpy.contour_generator(east, north, field, name="serial", fill_type=contourpy.FillType.OuterOffset).filled(
        -1.0, limit_s + LEVEL_SHIFT_S
    )
    polygons = [
        shapely.Polygon(
            points[offsets[0] : offsets[1]],
            [points[a:b] for a, b in zip(offsets[1:-1], offsets[2:], strict=True)],
        )
        for points, offsets in zip(*made, strict=True)
    ]
    if not polygons:
        return shapely.MultiPolygon()
    outline = shapely.simplify(shapely.MultiPolygon(polygons), SIMPLIFY_SHARE * step_m)
    return outline if outline.is_valid else shapely.make_valid(outline, method="structure", keep_collapsed=False)


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
    return _engine(graph, barriers, cells, settings)


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
    return _engine(build_search_graph(walked, profile, settings), barriers, cells, settings)


def _engine(graph: SearchGraph, barriers: Barriers, cells: GridLegs, settings: Settings) -> IsochroneEngine:
    departures = graph.departures(cells.attached.legs)
    first = np.searchsorted(departures.point, np.arange(cells.attached.n_points + 1))
    return IsochroneEngine(graph, barriers, settings, cells, departures, first)
