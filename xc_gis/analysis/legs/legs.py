"""
Straight legs between points and the network (method §3). Station 2: points → legs onto every edge in reach.

A leg may end anywhere on an edge. For each direction along the edge the best end is known in closed form, so three
ends an edge are enough: the foot of the perpendicular, and the foot moved towards either end of the edge.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints, diagonals, neighbourhoods
from xc_gis.analysis.arrays.loops import library
from xc_gis.analysis.legs.leg_loop import LegLoop, LegRules
from xc_gis.analysis.legs.leg_table import LegTableBuilder
from xc_gis.analysis.legs.way_ends import needed_ways
from xc_gis.analysis.network.barriers import Barriers
from xc_gis.analysis.network.network import WalkingNetwork
from xc_gis.settings import Settings
from xc_gis.units import LENGTH_TOLERANCE_M

AT_NODE_M = 0.01
"""Within a centimetre of an edge's end a leg is at the node and belongs to no edge (method §2)."""

MAJOR_CLEARANCE_M = 0.02
"""A side street is reached only up to here before a main road, so that no two legs cross the road for nothing."""

BATCH = 4_000
"""Points taken at a time: their pairs with edges and barriers stay close at hand (2,000 to 8,000 are alike, 20,000 half as quick)."""

MANY = 500
"""Points from which on it pays to put all edges into squares, for compiled code to look them up."""

PAIR_COLUMNS = ("point", "edge", "foot_m", "off_line_m", "low_m", "high_m")
LEG_COLUMNS = ("point", "edge", "offset_m", "node", "straight_m", "waits", "to_u", "to_v")


@dataclass(frozen=True)
class LegCandidates:
    """
    Pairs of a point and an edge within a leg's length, sorted by point, then edge.

    Attributes
    ----------
    point, edge
        Indices.
    foot_m
        Foot of the perpendicular along the edge's line from ``u``; may lie off the edge.
    off_line_m
        Distance of the point to the edge's line.
    low_m, high_m
        Part of the edge on which a leg may end.
    """

    point: Ints
    edge: Ints
    foot_m: Floats
    off_line_m: Floats
    low_m: Floats
    high_m: Floats

    def take(self, rows: Ints | Bools) -> LegCandidates:
        """Some of the pairs."""
        rows = np.flatnonzero(rows) if rows.dtype == bool else rows
        return LegCandidates(*(getattr(self, name).take(rows) for name in self.__dataclass_fields__))


@dataclass(frozen=True)
class Legs:
    """
    Legs that exist, sorted by point.

    Attributes
    ----------
    n_points
        Number of points, those without legs included.
    point
        Index of the point.
    edge, offset_m
        Edge and metres from its ``u``; -1 and NaN where the leg ends at a node.
    node
        Node where the leg ends; -1 on an edge.
    straight_m
        Straight length of the leg.
    waits
        The leg ends on a trunk, primary or secondary road.
    to_u, to_v
        The leg may be the quickest way to the node ``u`` of its edge, to ``v``; one that ends at a node is a way ``to_u``.
    """

    n_points: int
    point: Ints
    edge: Ints
    offset_m: Floats
    node: Ints
    straight_m: Floats
    waits: Bools
    to_u: Bools
    to_v: Bools


def find_leg_candidates(network: WalkingNetwork, xy: Floats, index: Ints, settings: Settings) -> LegCandidates:
    """Find all edges within reach of the points ``index`` of ``xy``, shape (n, 2), analysis CRS."""
    longest = settings.number("legs.max_m") + LENGTH_TOLERANCE_M
    x, y = xy[index, 0], xy[index, 1]
    found, edge = network.tree.query(diagonals(x - longest, y - longest, x + longest, y + longest))
    return measure_leg_candidates(network, xy, index[found], edge, settings)


def measure_leg_candidates(network: WalkingNetwork, xy: Floats, point: Ints, edge: Ints, settings: Settings) -> LegCandidates:
    """Measure pairs of points and edges; those out of reach are left out."""
    longest = settings.number("legs.max_m")
    u, v, length = network.u[edge], network.v[edge], network.length_m[edge]
    east, north = (network.x[v] - network.x[u]) / length, (network.y[v] - network.y[u]) / length
    from_u_x, from_u_y = xy[point, 0] - network.x[u], xy[point, 1] - network.y[u]
    foot = from_u_x * east + from_u_y * north
    off_line = np.abs(from_u_x * north - from_u_y * east)
    low, high, usable = _part_for_legs(network, edge, settings)
    # the nearest usable place decides alone: in whichever direction the edge was drawn, no leg is longer than the limit
    nearest = np.clip(foot, low, np.maximum(low, high))
    near = usable & (np.hypot(off_line, nearest - foot) <= longest + LENGTH_TOLERANCE_M)
    half = np.sqrt(np.maximum(longest**2 - off_line**2, 0.0))
    # a nearest place a hair beyond the limit is within it
    low = np.minimum(np.maximum(low, foot - half), nearest)
    high = np.maximum(np.minimum(high, foot + half), nearest)
    rows = np.flatnonzero(near)
    rows = rows[np.argsort(point[rows] * network.n_edges + edge[rows], kind="stable")]
    return LegCandidates(point, edge, foot, off_line, low, high).take(rows)


def _part_for_legs(network: WalkingNetwork, edge: Ints | slice, settings: Settings) -> tuple[Floats, Floats, Bools]:
    """By edge: part on which legs may end, metres from ``u``, and whether any may."""
    clearance = MAJOR_CLEARANCE_M if settings.word("legs") == "reach" else 0.0
    side_street = ~network.major[edge]
    low = np.where(side_street & network.on_major[network.u[edge]], clearance, 0.0)
    high = network.length_m[edge] - np.where(side_street & network.on_major[network.v[edge]], clearance, 0.0)
    return low, high, (low <= high) & network.takes_legs[edge]  # onto bridges and into tunnels one gets at their ends


def build_legs(network: WalkingNetwork, barriers: Barriers, xy: Floats, candidates: LegCandidates, settings: Settings) -> Legs:
    """
    Find the ends of all legs by the setting ``legs``.

    ``candidates``: every edge in reach, not across a barrier. ``nearest``: the nearest edge alone, at its nearest point.
    """
    if settings.word("legs") == "nearest":
        return _nearest_legs(network, len(xy), candidates)
    ends = np.column_stack(leg_ends(network, candidates, settings.number("legs.detour")))
    legs = _settle(network, len(xy), candidates, ends)
    free = ~barriers.blocks(xy[legs.point], leg_targets(network, legs), legs.point)
    legs = _take(legs, free)
    columns = legs.point, legs.edge, legs.offset_m, legs.node, legs.straight_m, legs.waits
    to_u, to_v = needed_ways(network, *columns, settings.number("legs.detour"))
    return replace(legs, to_u=to_u, to_v=to_v)


def leg_ends(network: WalkingNetwork, candidates: LegCandidates, detour: float) -> tuple[Floats, Floats, Floats]:
    """
    Best ends of a leg on each edge: towards ``u``, the foot itself, towards ``v``; metres from ``u``.

    A leg costs δ for each metre, the edge r. Moving its end by s along the edge saves r·s and lengthens the leg to
    √(d² + s²): the sum is least at s = d·r/√(δ² − r²); where δ ≤ r, as far as possible.
    """
    slowness = network.slowness[candidates.edge]
    gain = detour**2 - slowness**2
    with np.errstate(divide="ignore", invalid="ignore"):
        move = candidates.off_line_m * slowness / np.sqrt(gain)
    move[gain <= 0] = np.inf
    return (
        np.clip(candidates.foot_m - move, candidates.low_m, candidates.high_m),
        np.clip(candidates.foot_m, candidates.low_m, candidates.high_m),
        np.clip(candidates.foot_m + move, candidates.low_m, candidates.high_m),
    )


def least_metres(network: WalkingNetwork, candidates: LegCandidates, detour: float) -> tuple[Floats, Floats, Floats]:
    """
    Bounds of walks along an edge, in metres of level ground, by pair of ``candidates``.

    Returns
    -------
    ahead, back, straight
        A walk from one point to another along an edge, or by legs that meet on it, measures at least ``ahead`` of the one and ``back`` of the
        other, and at least ``straight`` of both: each is the least of δ times the leg, less (plus, without) the way to its end from ``u``.
    """
    slowness = network.slowness[candidates.edge]
    to_u, foot, to_v = leg_ends(network, candidates, detour)
    to_u_m, foot_m, to_v_m = (detour * np.hypot(candidates.off_line_m, end - candidates.foot_m) for end in (to_u, foot, to_v))
    return to_v_m - slowness * to_v, to_u_m + slowness * to_u, foot_m


def _settle(network: WalkingNetwork, n_points: int, candidates: LegCandidates, ends: Floats) -> Legs:
    """
    Move ends within a centimetre of a node onto it, and keep each end once.

    ``ends`` has one row for each pair of ``candidates``, metres from ``u``, ascending.
    """
    fresh = np.ones(ends.shape, dtype=bool)
    fresh[:, 1:] = ends[:, 1:] != ends[:, :-1]
    pair, column = np.nonzero(fresh)
    offset, edge = ends[pair, column], candidates.edge[pair]
    straight = np.hypot(candidates.off_line_m[pair], offset - candidates.foot_m[pair])
    length = network.length_m[edge]
    at_u = (offset <= AT_NODE_M) & (offset <= length - offset)
    at_v = ~at_u & (length - offset <= AT_NODE_M)
    at_node = at_u | at_v
    point, node, shortest = _once_per_node(
        network,
        candidates.point[pair[at_node]],
        np.where(at_u, network.u[edge], network.v[edge])[at_node],
        straight[at_node],
    )
    on_edge = ~at_node
    n_node, n_edge = len(point), int(on_edge.sum())
    legs = Legs(
        n_points,
        point=np.concatenate([point, candidates.point[pair[on_edge]]]),
        edge=np.concatenate([np.full(n_node, -1), edge[on_edge]]),
        offset_m=np.concatenate([np.full(n_node, np.nan), offset[on_edge]]),
        node=np.concatenate([node, np.full(n_edge, -1)]),
        straight_m=np.concatenate([shortest, straight[on_edge]]),
        waits=np.concatenate([network.on_major[node], network.major[edge[on_edge]]]),
        to_u=np.ones(n_node + n_edge, dtype=bool),
        to_v=np.concatenate([np.zeros(n_node, dtype=bool), np.ones(n_edge, dtype=bool)]),
    )
    return _take(legs, np.argsort(legs.point, kind="stable"))


def _once_per_node(network: WalkingNetwork, point: Ints, node: Ints, straight: Floats) -> tuple[Ints, Ints, Floats]:
    """Several edges lead a leg to one node: it is one leg. Sorted by point, then node."""
    if len(point) == 0:
        return point, node, straight
    key = point * network.n_nodes + node
    order = np.argsort(key, kind="stable")
    first = np.flatnonzero(np.concatenate([[True], key[order][1:] != key[order][:-1]]))
    rows = order[first]
    return point[rows], node[rows], np.minimum.reduceat(straight[order], first)


def _nearest_legs(network: WalkingNetwork, n_points: int, candidates: LegCandidates) -> Legs:
    """The nearest point of the nearest edge; of several equally near the first edge stands."""
    offset = np.clip(candidates.foot_m, candidates.low_m, candidates.high_m)
    straight = np.hypot(candidates.off_line_m, offset - candidates.foot_m)
    order = np.lexsort((candidates.edge, straight, candidates.point))
    first = np.unique(candidates.point[order], return_index=True)[1]
    rows = order[first]
    legs = _settle(network, n_points, candidates.take(rows), offset[rows, None])
    return Legs(**{**vars(legs), "waits": np.zeros(len(legs.point), dtype=bool)})


def _take(legs: Legs, rows: Ints | Bools) -> Legs:
    rows = np.flatnonzero(rows) if rows.dtype == bool else rows
    return Legs(legs.n_points, *(getattr(legs, name).take(rows) for name in LEG_COLUMNS))


def leg_targets(network: WalkingNetwork, legs: Legs) -> Floats:
    """Where each leg ends, shape (n, 2), analysis CRS."""
    on_edge = legs.edge >= 0
    return np.where(
        on_edge[:, None],
        edge_points(network, np.where(on_edge, legs.edge, 0), np.where(on_edge, legs.offset_m, 0.0)),
        np.column_stack([network.x[legs.node], network.y[legs.node]]),
    )


def edge_points(network: WalkingNetwork, edge: Ints, offset_m: Floats) -> Floats:
    """Points ``offset_m`` from ``u`` on edges, shape (n, 2)."""
    share = offset_m / network.length_m[edge]
    u, v = network.u[edge], network.v[edge]
    return np.column_stack(
        [
            network.x[u] + share * (network.x[v] - network.x[u]),
            network.y[u] + share * (network.y[v] - network.y[u]),
        ]
    )


def off_network(network: WalkingNetwork, legs: Legs, settings: Settings) -> Bools:
    """
    By point: no leg at all, or only legs onto islands of less than ``network.min_part_m`` of edges.

    A resident there is unknown, never "uncovered"; a facility there serves nobody.
    """
    part_m = np.where(legs.edge >= 0, network.part_length_m[legs.edge], network.node_part_length_m[legs.node])
    counts = part_m >= settings.number("network.min_part_m")
    reached = np.zeros(legs.n_points, dtype=bool)
    reached[legs.point[counts]] = True
    return ~reached


@dataclass(frozen=True)
class Attached:
    """
    Points with all their ways onto the network.

    Attributes
    ----------
    xy
        Points, shape (n, 2), analysis CRS; NaN without a place.
    candidates, legs
        Edges in reach and legs that exist.
    off_network
        By point.
    """

    xy: Floats
    candidates: LegCandidates
    legs: Legs
    off_network: Bools

    @property
    def n_points(self) -> int:
        """Number of points."""
        return len(self.xy)

    @cached_property
    def first_rows(self) -> tuple[Ints, Ints]:
        """First row of each point in ``candidates`` and in ``legs``, and one past the last."""
        counts = (np.bincount(table.point, minlength=self.n_points) for table in (self.candidates, self.legs))
        candidates, legs = (np.concatenate([[0], np.cumsum(count)]) for count in counts)
        return candidates, legs


def attach(network: WalkingNetwork, barriers: Barriers, xy: Floats, settings: Settings) -> Attached:
    """Find all legs of points, shape (n, 2), analysis CRS; NaN for a point without a place."""
    index = np.flatnonzero(~np.isnan(xy[:, 0]))
    if library() is not None and len(index) >= MANY and settings.word("legs") == "reach":
        candidates, legs = _one_by_one(network, barriers, xy, settings)
    else:
        candidates, legs = _by_neighbourhood(network, barriers, xy, index, settings)
    return Attached(xy, candidates, legs, off_network(network, legs, settings))


def _by_neighbourhood(
    network: WalkingNetwork, barriers: Barriers, xy: Floats, index: Ints, settings: Settings
) -> tuple[LegCandidates, Legs]:
    """The legs of the points ``index``, many pairs at a time."""
    pairs, rows = (LegTableBuilder(names) for names in (PAIR_COLUMNS, LEG_COLUMNS))
    parts = neighbourhoods(xy[index], BATCH)
    for done, part in enumerate(parts, 1):
        near = find_leg_candidates(network, xy, index[part], settings)
        pairs.append(vars(near), share=done / len(parts))
        rows.append(vars(build_legs(network, barriers, xy, near, settings)), share=done / len(parts))
    return LegCandidates(*pairs.by_point(len(xy))), Legs(len(xy), *rows.by_point(len(xy)))


def _one_by_one(network: WalkingNetwork, barriers: Barriers, xy: Floats, settings: Settings) -> tuple[LegCandidates, Legs]:
    """The same legs by compiled code."""
    low, high, usable = _part_for_legs(network, slice(None), settings)
    rules = LegRules(settings.number("legs.max_m"), LENGTH_TOLERANCE_M, settings.number("legs.detour"), AT_NODE_M)
    loop = LegLoop(network, barriers, rules, np.where(usable, low, np.inf), high)
    pairs, rows = (LegTableBuilder(names) for names in (PAIR_COLUMNS, LEG_COLUMNS))
    xy, done = np.ascontiguousarray(xy, dtype=np.float64), 0
    while done < len(xy):
        done, near, legs = loop.next_legs(xy, done)
        pairs.append(dict(zip(PAIR_COLUMNS, near, strict=True)), share=done / len(xy))
        rows.append(dict(zip(LEG_COLUMNS, legs, strict=True)), share=done / len(xy))
    return LegCandidates(*pairs.in_order()), Legs(len(xy), *rows.in_order())


def without_islands(attached: Attached) -> Attached:
    """Leave out the legs of points off the network: nobody walks from or to them."""
    candidates, legs, off = attached.candidates, attached.legs, attached.off_network
    if not (off[candidates.point].any() or off[legs.point].any()):
        return attached
    return Attached(attached.xy, candidates.take(~off[candidates.point]), _take(legs, ~off[legs.point]), off)
