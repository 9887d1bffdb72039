"""
What no straight leg may cross: big roads, railways, water and walls (method §2 and §3). Station 2: points → legs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints, diagonals, morton_order, to_plane
from xc_gis.analysis.arrays.loops import library
from xc_gis.analysis.arrays.pairing import spans
from xc_gis.analysis.network.barrier_loop import Walls, blocked_legs, walls_of
from xc_gis.analysis.network.barrier_raster import BarrierRaster, barrier_raster
from xc_gis.analysis.network.walkable import stops_legs
from xc_gis.model import StreetData
from xc_gis.settings import Settings

TRIM_M = 0.01
"""A leg may touch a barrier with its first and last centimetre: who starts at a wall is not stopped by it."""

PAIRS_AT_ONCE = 100_000
"""Pairs of a leg and a piece looked at together: bounds the memory."""


@dataclass(frozen=True)
class Barriers:
    """
    Straight pieces of barriers in the plane.

    Attributes
    ----------
    start, end
        Ends of the pieces, shape (n, 2), metres.
    """

    start: Floats
    end: Floats

    @cached_property
    def tree(self) -> shapely.STRtree:
        """Spatial index of the pieces."""
        return shapely.STRtree(shapely.linestrings(np.stack([self.start, self.end], axis=1)))

    @cached_property
    def bounds(self) -> tuple[Floats, Floats, Floats, Floats]:
        """West, east, south and north of each piece."""
        low, high = np.minimum(self.start, self.end), np.maximum(self.start, self.end)
        west, east, south, north = (np.ascontiguousarray(side) for side in (low[:, 0], high[:, 0], low[:, 1], high[:, 1]))
        return west, east, south, north

    @cached_property
    def raster(self) -> BarrierRaster:
        """Where there are pieces at all."""
        return barrier_raster(self.start, self.end)

    @cached_property
    def walls(self) -> Walls:
        """The pieces as compiled code looks them up."""
        return walls_of(self.start, self.end)

    def blocks(self, origin: Floats, target: Floats, point: Ints) -> Bools:
        """
        Say which legs meet a barrier.

        Parameters
        ----------
        origin, target
            Ends of the legs, shape (n, 2), metres.
        point
            Number of the origin of each leg: the pieces near an origin are looked up once for all of its legs.

        Returns
        -------
        ndarray of bool
            True where the leg without its first and last centimetre touches or crosses a piece. A leg of up to two
            centimetres meets nothing.
        """
        blocked = np.zeros(len(origin), dtype=bool)
        if len(self.start) == 0 or len(origin) == 0:
            return blocked
        if library() is not None:
            return blocked_legs(self.walls, origin, target, TRIM_M)
        return self._blocked_by_groups(origin, target, point)

    def _blocked_by_groups(self, origin: Floats, target: Floats, point: Ints) -> Bools:
        """``blocks`` without compiled code; there are legs and pieces."""
        blocked = np.zeros(len(origin), dtype=bool)
        (x, y), (to_x, to_y) = np.ascontiguousarray(origin.T), np.ascontiguousarray(target.T)
        legs = np.flatnonzero(
            self.raster.any_in(np.minimum(x, to_x), np.minimum(y, to_y), np.maximum(x, to_x), np.maximum(y, to_y))
        )
        way_x, way_y = to_x[legs] - x[legs], to_y[legs] - y[legs]
        length = np.hypot(way_x, way_y)
        long = length > 2 * TRIM_M
        legs, way_x, way_y, length = legs[long], way_x[long], way_y[long], length[long]
        if len(legs) == 0:
            return blocked
        # legs of a point into one quarter of the compass share a box: it holds a quarter of the pieces around the point
        near = 4 * point[legs] + 2 * (way_x > 0) + (way_y > 0)
        order = np.argsort(near, kind="stable")
        legs, near, way_x, way_y = legs[order], near[order], way_x[order], way_y[order]
        trim = TRIM_M / length[order]
        ends = (
            x[legs] + way_x * trim, y[legs] + way_y * trim,
            to_x[legs] - way_x * trim, to_y[legs] - way_y * trim,
        )  # fmt: skip
        for leg, piece in self._near(near, ends):
            hit = _meet(*(side[leg] for side in ends), *self.start[piece].T, *self.end[piece].T)
            blocked[legs[leg[hit]]] = True
        return blocked

    def _near(self, group: Ints, ends: tuple[Floats, Floats, Floats, Floats]) -> Iterator[tuple[Ints, Ints]]:
        """Pairs of a leg and a piece whose boxes meet. ``group``: of each leg, ascending; the tree is asked once for a group."""
        west, east = np.minimum(ends[0], ends[2]), np.maximum(ends[0], ends[2])
        south, north = np.minimum(ends[1], ends[3]), np.maximum(ends[1], ends[3])
        first = np.flatnonzero(np.concatenate([[True], group[1:] != group[:-1]]))
        box, found = self.tree.query(
            diagonals(
                np.minimum.reduceat(west, first), np.minimum.reduceat(south, first),
                np.maximum.reduceat(east, first), np.maximum.reduceat(north, first),
            )
        )  # fmt: skip
        pieces = np.bincount(box, minlength=len(first))
        legs_of = np.diff(np.append(first, len(group)))
        count, begin = np.repeat(pieces, legs_of), np.repeat(np.cumsum(pieces) - pieces, legs_of)
        batch = (np.cumsum(count) - count) // PAIRS_AT_ONCE
        for part in np.split(np.arange(len(group)), np.flatnonzero(np.diff(batch)) + 1):
            leg, piece = np.repeat(part, count[part]), found[spans(begin[part], count[part])]
            for low, high, least, most in ((west, east, *self.bounds[:2]), (south, north, *self.bounds[2:])):
                meet = (low[leg] <= most[piece]) & (high[leg] >= least[piece])
                leg, piece = leg[meet], piece[meet]
            yield leg, piece


def _meet(a_x: Floats, a_y: Floats, b_x: Floats, b_y: Floats, c_x: Floats, c_y: Floats, d_x: Floats, d_y: Floats) -> Bools:
    """Whether segments a-b and c-d (whose boxes meet) have a point in common."""
    along_x, along_y, other_x, other_y = b_x - a_x, b_y - a_y, d_x - c_x, d_y - c_y
    side_c = along_x * (c_y - a_y) - along_y * (c_x - a_x)
    side_d = along_x * (d_y - a_y) - along_y * (d_x - a_x)
    side_a = other_x * (a_y - c_y) - other_y * (a_x - c_x)
    side_b = other_x * (b_y - c_y) - other_y * (b_x - c_x)
    apart = (side_c * side_d > 0) | (side_a * side_b > 0)
    flat = (side_c == 0) & (side_d == 0)  # on one line they meet, as their boxes do
    met: Bools = flat | ~apart
    return met


def build_barriers(streets: StreetData, settings: Settings) -> Barriers:
    """Collect the barriers of a study: lines that stop legs and the edges of water areas, in the analysis CRS."""
    x, y = to_plane(streets.lon, streets.lat, settings.word("crs.analysis"))
    xy = np.column_stack([x, y])
    start, end = [np.empty((0, 2))], [np.empty((0, 2))]
    for nodes in (nodes for _, nodes, tags in (*streets.ways, *streets.lines) if stops_legs(tags)):
        points = xy[np.searchsorted(streets.node_ids, np.array(nodes, dtype=np.int64))]
        start.append(points[:-1])
        end.append(points[1:])
    for a, b in _water_edges(streets, settings):
        start.append(a)
        end.append(b)
    a, b = np.concatenate(start), np.concatenate(end)
    order = morton_order(*((a + b) / 2).T)  # neighbours on the ground are neighbours in memory
    return Barriers(a[order], b[order])


def _water_edges(streets: StreetData, settings: Settings) -> list[tuple[Floats, Floats]]:
    background = streets.background
    if len(background) == 0:
        return []
    water = background.geometry[background["kind"] == "water"].to_crs(settings.word("crs.analysis"))
    coordinates, ring = shapely.get_coordinates(shapely.get_rings(shapely.get_parts(water.array)), return_index=True)
    same: Ints = np.flatnonzero(ring[:-1] == ring[1:])
    return [(coordinates[same], coordinates[same + 1])]
