"""
What no straight leg may cross: big roads, railways, water and walls (method §2 and §3). Station 2: points → legs.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely

from xc_gis.analysis.geometry import Bools, Floats, Ints, diagonals, to_plane
from xc_gis.analysis.pairing import pairs_by_key
from xc_gis.analysis.walkable import is_bridge, stops_legs
from xc_gis.model import StreetData
from xc_gis.settings import Settings

TRIM_M = 0.01
"""A leg may touch a barrier with its first and last centimetre: who starts at a wall is not stopped by it."""

PAIRS_AT_ONCE = 2_000_000
"""Pairs of a leg and a piece looked at together: bounds the memory."""


@dataclass(frozen=True)
class Barriers:
    """
    Straight pieces of barriers in the plane.

    Attributes
    ----------
    start, end
        Ends of the pieces, shape (n, 2), metres.
    bridge
        By piece: carried by a bridge, so that only legs that end on a bridge meet it.
    """

    start: Floats
    end: Floats
    bridge: Bools

    @cached_property
    def tree(self) -> shapely.STRtree:
        """Spatial index of the pieces."""
        return shapely.STRtree(shapely.linestrings(np.stack([self.start, self.end], axis=1)))

    @cached_property
    def low(self) -> Floats:
        """South-western corner of each piece."""
        return np.minimum(self.start, self.end)

    @cached_property
    def high(self) -> Floats:
        """North-eastern corner of each piece."""
        return np.maximum(self.start, self.end)

    def blocks(self, origin: Floats, target: Floats, onto_bridge: Bools, point: Ints) -> Bools:
        """
        Say which legs meet a barrier.

        Parameters
        ----------
        origin, target
            Ends of the legs, shape (n, 2), metres.
        onto_bridge
            By leg: ends on a bridge edge.
        point
            Number of the origin of each leg: the pieces near an origin are looked up once for all of its legs.

        Returns
        -------
        ndarray of bool
            True where the leg without its first and last centimetre touches or crosses a piece. A leg of up to two
            centimetres meets nothing.
        """
        blocked = np.zeros(len(origin), dtype=bool)
        way = target - origin
        length = np.hypot(way[:, 0], way[:, 1])
        legs = np.flatnonzero(length > 2 * TRIM_M)
        if len(self.start) == 0 or len(legs) == 0:
            return blocked
        legs = legs[np.argsort(point[legs], kind="stable")]
        trim = way[legs] * (TRIM_M / length[legs])[:, None]
        a, b = origin[legs] + trim, target[legs] - trim
        first = np.flatnonzero(np.concatenate([[True], np.diff(point[legs]) != 0]))
        group = np.repeat(np.arange(len(first)), np.diff(np.append(first, len(legs))))
        low, high = np.minimum(a, b), np.maximum(a, b)
        near, piece = self._near(np.minimum.reduceat(low, first), np.maximum.reduceat(high, first))
        counts = np.bincount(near, minlength=len(first))[group]
        batch = (np.cumsum(counts) - counts) // PAIRS_AT_ONCE
        for part in np.split(np.arange(len(legs)), np.flatnonzero(np.diff(batch)) + 1):
            rows, hits = pairs_by_key(group[part], near)
            leg, other = part[rows], piece[hits]
            for axis in (0, 1):
                meet = (low[leg, axis] <= self.high[other, axis]) & (high[leg, axis] >= self.low[other, axis])
                leg, other = leg[meet], other[meet]
            counts_here = ~self.bridge[other] | onto_bridge[legs[leg]]
            leg, other = leg[counts_here], other[counts_here]
            hit = _meet(a[leg], b[leg], self.start[other], self.end[other])
            blocked[legs[leg[hit]]] = True
        return blocked

    def _near(self, low: Floats, high: Floats) -> tuple[Ints, Ints]:
        """Pairs of a box and a piece whose boxes meet, sorted by box."""
        box, piece = self.tree.query(diagonals(low[:, 0], low[:, 1], high[:, 0], high[:, 1]))
        return box, piece


def _meet(a: Floats, b: Floats, c: Floats, d: Floats) -> Bools:
    """Whether segments a-b and c-d (whose boxes meet) have a point in common."""
    along, other = b - a, d - c
    side_c = _cross(along, c - a)
    side_d = _cross(along, d - a)
    side_a = _cross(other, a - c)
    side_b = _cross(other, b - c)
    apart = (side_c * side_d > 0) | (side_a * side_b > 0)
    flat = (side_c == 0) & (side_d == 0)  # on one line: they meet where their boxes do
    boxes_meet = np.all((np.minimum(a, b) <= np.maximum(c, d)) & (np.minimum(c, d) <= np.maximum(a, b)), axis=1)
    met: Bools = np.where(flat, boxes_meet, ~apart)
    return met


def _cross(p: Floats, q: Floats) -> Floats:
    product: Floats = p[:, 0] * q[:, 1] - p[:, 1] * q[:, 0]
    return product


def build_barriers(streets: StreetData, settings: Settings) -> Barriers:
    """Collect the barriers of a study: lines that stop legs and the edges of water areas, in the analysis CRS."""
    x, y = to_plane(streets.lon, streets.lat, settings.word("crs.analysis"))
    xy = np.column_stack([x, y])
    start, end, bridge = [np.empty((0, 2))], [np.empty((0, 2))], [np.empty(0, dtype=bool)]
    lines = [(nodes, tags) for _, nodes, tags in (*streets.ways, *streets.lines) if stops_legs(tags)]
    for nodes, tags in lines:
        points = xy[np.searchsorted(streets.node_ids, np.array(nodes, dtype=np.int64))]
        start.append(points[:-1])
        end.append(points[1:])
        bridge.append(np.full(len(points) - 1, is_bridge(tags)))
    for a, b in _water_edges(streets, settings):
        start.append(a)
        end.append(b)
        bridge.append(np.zeros(len(a), dtype=bool))
    return Barriers(np.concatenate(start), np.concatenate(end), np.concatenate(bridge))


def _water_edges(streets: StreetData, settings: Settings) -> list[tuple[Floats, Floats]]:
    background = streets.background
    if len(background) == 0:
        return []
    water = background.geometry[background["kind"] == "water"].to_crs(settings.word("crs.analysis"))
    coordinates, ring = shapely.get_coordinates(shapely.get_rings(shapely.get_parts(water.array)), return_index=True)
    same: Ints = np.flatnonzero(ring[:-1] == ring[1:])
    return [(coordinates[same], coordinates[same + 1])]
