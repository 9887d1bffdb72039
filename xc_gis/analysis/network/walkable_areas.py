"""
Ways across squares and other walkable areas (method §2). Station 1: streets → network.

People cross a square freely. A shortest way bends only at corners that it has to go round, so straight lines between such
corners and the places where other ways come in are enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.network.barriers import Barriers
from xc_gis.analysis.network.segments import Segments
from xc_gis.analysis.network.walkable import WayRule, has_negative_level, is_tunnel
from xc_gis.model import StreetData, WalkableArea

MOST_CORNERS = 200
"""Ends of lines across one area: with more of them only the places where ways come in count (method §2)."""

STAYS_M = 0.01
"""A line may leave the area by a centimetre: coordinates of the map are that exact."""

STRAIGHT = 1e-9
"""Sine of the turn up to which a node is no corner."""


@dataclass(frozen=True)
class Across:
    """
    Lines across areas.

    Attributes
    ----------
    u, v
        Nodes, as indices of ``StreetData.node_ids``.
    area
        Number of the area of each line.
    entries_only, outline_only
        OSM ids of areas with too many corners: only the places where ways come in are joined, or nothing is.
    """

    u: Ints
    v: Ints
    area: Ints
    entries_only: tuple[int, ...]
    outline_only: tuple[int, ...]


def lines_across(
    streets: StreetData, areas: Sequence[tuple[WalkableArea, WayRule]], segments: Segments, xy: Floats, barriers: Barriers
) -> Across:
    """
    Find the straight lines across walkable areas.

    Parameters
    ----------
    areas, segments
        As ``segments.walked_areas`` and ``segments.walked_segments`` give them.
    xy
        Nodes, shape (n, 2), analysis CRS.
    """
    entered = _entered(segments, len(areas), len(xy))
    lines: list[tuple[Ints, Ints]] = []
    entries_only: list[int] = []
    outline_only: list[int] = []
    for area, _ in areas:
        rings = [np.searchsorted(streets.node_ids, np.array(ring, dtype=np.int64)) for ring in (*area.outer, *area.inner)]
        entries = np.unique(np.concatenate(rings))
        entries = entries[entered[entries]]
        ends = np.unique(np.concatenate([entries, *_corners(rings, len(area.outer), xy)]))
        if len(ends) > MOST_CORNERS:
            ends = entries
            (outline_only if len(ends) > MOST_CORNERS else entries_only).append(area.osm_id)
        if len(ends) > MOST_CORNERS:
            ends = ends[:0]
        lines.append(_free_lines(area, rings, ends, xy, barriers))
    number = np.repeat(np.arange(len(lines)), [len(u) for u, _ in lines]).astype(np.int64)
    none = np.empty(0, dtype=np.int64)
    return Across(
        np.concatenate([none, *(u for u, _ in lines)]), np.concatenate([none, *(v for _, v in lines)]), number,
        tuple(entries_only), tuple(outline_only),
    )  # fmt: skip


def _entered(segments: Segments, n_areas: int, n_nodes: int) -> Bools:
    """By node: belongs to two walked ways or areas, so that one may come in from another."""
    node = np.concatenate([segments.u, segments.v])
    way = np.concatenate([segments.way, segments.way])
    # of two ways that are no areas no outline is asked: they may count as one
    n_ways = len(segments.rules) - n_areas
    pairs = np.unique(np.column_stack([node, np.where(way < n_ways, -1, way)]), axis=0)
    return np.bincount(pairs[:, 0], minlength=n_nodes) > 1


def _corners(rings: Sequence[Ints], n_outer: int, xy: Floats) -> list[Ints]:
    """Nodes that a way inside may have to go round: reflex corners of outer rings, all corners of holes."""
    found = []
    for number, ring in enumerate(rings):
        nodes = ring[:-1][ring[:-1] != ring[1:]]
        before, after = xy[nodes] - xy[np.roll(nodes, 1)], xy[np.roll(nodes, -1)] - xy[nodes]
        turn = before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0]
        turn /= np.hypot(*before.T) * np.hypot(*after.T)
        if number < n_outer:
            ccw = shapely.is_ccw(shapely.linearrings(xy[np.append(nodes, nodes[0])]))
            found.append(nodes[(-turn if ccw else turn) > STRAIGHT])
        else:
            found.append(nodes[np.abs(turn) > STRAIGHT])
    return found


def _free_lines(area: WalkableArea, rings: Sequence[Ints], ends: Ints, xy: Floats, barriers: Barriers) -> tuple[Ints, Ints]:
    """Lines between any two of ``ends`` that stay in the area and meet no barrier."""
    first, second = np.triu_indices(len(ends), k=1)
    u, v = ends[first], ends[second]
    if len(u) == 0:
        return u, v
    ground = shapely.buffer(_ground(area, rings, xy), STAYS_M, quad_segs=4)
    shapely.prepare(ground)
    free = shapely.covers(ground, shapely.linestrings(np.stack([xy[u], xy[v]], axis=1)))
    u, v = u[free], v[free]
    if not (is_tunnel(area.tags) or has_negative_level(area.tags)):
        free = ~barriers.blocks(xy[u], xy[v], u)
        u, v = u[free], v[free]
    return u, v


def _ground(area: WalkableArea, rings: Sequence[Ints], xy: Floats) -> shapely.Geometry:
    outer = [shapely.make_valid(shapely.Polygon(xy[ring])) for ring in rings[: len(area.outer)]]
    holes = [shapely.make_valid(shapely.Polygon(xy[ring])) for ring in rings[len(area.outer) :]]
    return shapely.difference(shapely.union_all(outer), shapely.union_all(holes))
