"""
Walks that touch no node: the direct leg, and the way along one and the same edge (method §3 and §4). Station 3.

A search over nodes cannot see them, so they compete with its times. All of them are sums of metres and waits that
do not depend on the walker: one list serves every profile and category.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.arrays.pairing import pairs_by_key
from xc_gis.analysis.legs.legs import AT_NODE_M, Attached, LegCandidates, Legs, edge_points, least_metres
from xc_gis.analysis.network.barriers import Barriers
from xc_gis.analysis.network.network import WalkingNetwork
from xc_gis.areas.near_pairs import pairs_between
from xc_gis.settings import Settings
from xc_gis.units import LENGTH_TOLERANCE_M

Useful = Callable[[Ints, Ints, Floats], Bools]
"""(demand, facility point, metres) -> whether a walk of at least so many metres on level ground could still be the best."""


@dataclass(frozen=True)
class ShortWalks:
    """
    Walks between a demand point and a facility point.

    Attributes
    ----------
    demand, facility
        Indices of points.
    leg_m
        Straight metres of legs in all.
    along_m
        Metres along the edge, times its slowness.
    waits
        Number of legs that wait at a main road.
    edge
        Edge walked along or met on; -1 for the direct leg.
    from_m, to_m
        Where the legs end on the edge; NaN for the direct leg.
    steps
        Walks on steps, forbidden to wheelchairs.
    """

    demand: Ints
    facility: Ints
    leg_m: Floats
    along_m: Floats
    waits: Ints
    edge: Ints
    from_m: Floats
    to_m: Floats
    steps: Bools

    def seconds(self, *, speed_m_s: float, detour: float, leg_wait_s: float, wheelchair: bool) -> Floats:
        """Seconds of each walk; ``inf`` where a wheelchair meets steps."""
        seconds: Floats = (detour * self.leg_m + self.along_m) / speed_m_s + self.waits * leg_wait_s
        return np.where(self.steps, np.inf, seconds) if wheelchair else seconds


def _always(demand: Ints, facility: Ints, metres: Floats) -> Bools:  # noqa: ARG001 - part of the protocol
    return np.ones(len(demand), dtype=bool)


def short_walks(
    network: WalkingNetwork,
    barriers: Barriers,
    demand: Attached,
    facility: Attached,
    settings: Settings,
    *,
    useful: Useful = _always,
) -> Iterator[ShortWalks]:
    """
    Find the short walks between two sets of points, kind by kind: direct, along an edge, meeting on an edge.

    ``useful`` lets the caller drop pairs that cannot beat what it has found already; it must not drop others. It is
    asked again for each kind, so a caller that keeps the best times as they come has fewer pairs to go through.
    """
    reaching = settings.word("legs") == "reach"
    if reaching:
        start, end, metres = _in_sight(demand, facility, settings)
        keep = useful(start, end, metres * settings.number("legs.detour"))
        yield direct_walks(barriers, demand.xy, start[keep], facility.xy, end[keep], metres[keep])
    rows_d, rows_f = np.flatnonzero(demand.legs.edge >= 0), np.flatnonzero(facility.legs.edge >= 0)
    left, right = pairs_by_key(demand.legs.edge[rows_d], facility.legs.edge[rows_f])
    start, end = demand.legs.point[rows_d[left]], facility.legs.point[rows_f[right]]
    keep = useful(start, end, _distance(demand.xy, start, facility.xy, end))
    yield walks_along_edges(network, demand.legs, rows_d[left[keep]], facility.legs, rows_f[right[keep]])
    if reaching:
        left, right = pairs_by_key(demand.candidates.edge, facility.candidates.edge)
        start, end = demand.candidates.point[left], facility.candidates.point[right]
        detour = settings.number("legs.detour")
        keep = useful(start, end, _distance(demand.xy, start, facility.xy, end) * detour)
        left, right, start, end = left[keep], right[keep], start[keep], end[keep]
        d, f = _least_of(network, demand.candidates, left, detour), _least_of(network, facility.candidates, right, detour)
        keep = useful(start, end, np.maximum.reduce([d[0] + f[1], d[1] + f[0], d[2] + f[2]]))
        pairs = demand.candidates.take(left[keep]), facility.candidates.take(right[keep])
        yield meetings(network, barriers, demand.xy, pairs[0], facility.xy, pairs[1], settings, useful)


def box_of_short_walks(network: WalkingNetwork, points: Attached, settings: Settings) -> tuple[Floats, Floats]:
    """
    Box (low and high, east and north) outside which no short walk from or to any of ``points`` begins or ends.

    An edge that both ends of a walk reach may be long: the box holds all of it, and a leg's length around it.
    """
    edges = points.candidates.edge
    nodes = np.concatenate([network.u[edges], network.v[edges]])
    xy = np.concatenate([points.xy[~np.isnan(points.xy[:, 0])], np.column_stack([network.x[nodes], network.y[nodes]])])
    margin = settings.number("legs.max_m") + 1.0
    return xy.min(axis=0) - margin, xy.max(axis=0) + margin


def _least_of(network: WalkingNetwork, candidates: LegCandidates, rows: Ints, detour: float) -> tuple[Floats, Floats, Floats]:
    """``least_metres`` of some rows, that come several times, of a long table."""
    used = np.zeros(len(candidates.point), dtype=bool)
    used[rows] = True
    number = np.cumsum(used)[rows] - 1
    ahead, back, straight = least_metres(network, candidates.take(used), detour)
    return ahead[number], back[number], straight[number]


def join_walks(kinds: Iterator[ShortWalks]) -> ShortWalks:
    """All kinds in one list."""
    parts = list(kinds)
    return ShortWalks(*(np.concatenate([getattr(p, name) for p in parts]) for name in ShortWalks.__dataclass_fields__))


def _in_sight(demand: Attached, facility: Attached, settings: Settings) -> tuple[Ints, Ints, Floats]:
    """Pairs of points on the network within a leg's length, and their distance."""
    longest = settings.number("legs.max_m") + LENGTH_TOLERANCE_M
    here, there = np.flatnonzero(~demand.off_network), np.flatnonzero(~facility.off_network)
    if not (len(here) and len(there)):
        return here[:0], there[:0], np.zeros(0)
    row, found, metres = pairs_between(demand.xy[here], facility.xy[there], longest)
    return here[row], there[found], metres


def direct_walks(barriers: Barriers, from_xy: Floats, start: Ints, to_xy: Floats, end: Ints, metres: Floats) -> ShortWalks:
    """Straight from the resident to a facility in reach, where no barrier stands between; off-network points have none."""
    # the pieces near a point are looked up once for all of its legs: better where a few points have all of them
    free = ~barriers.blocks(from_xy[start], to_xy[end], start if len(to_xy) > 1 else end)
    start, end, metres = start[free], end[free], metres[free]
    nowhere = np.full(len(start), np.nan)
    none = np.zeros(len(start), dtype=np.int64)
    return ShortWalks(start, end, metres, np.zeros(len(start)), none, none - 1, nowhere, nowhere, none.astype(bool))


def walks_along_edges(network: WalkingNetwork, from_legs: Legs, d: Ints, to_legs: Legs, f: Ints) -> ShortWalks:
    """From leg to leg along one and the same edge, in a direction that may be walked; ``d, f``: rows of the two tables of legs."""
    edge = from_legs.edge[d]
    from_m, to_m = from_legs.offset_m[d], to_legs.offset_m[f]
    allowed = np.where(to_m > from_m, network.forward[edge], np.where(to_m < from_m, network.backward[edge], True))
    d, f, edge = (a[allowed] for a in (d, f, edge))
    from_m, to_m = from_m[allowed], to_m[allowed]
    return ShortWalks(
        from_legs.point[d], to_legs.point[f],
        from_legs.straight_m[d] + to_legs.straight_m[f],
        np.abs(to_m - from_m) * network.slowness[edge],
        from_legs.waits[d].astype(np.int64) + to_legs.waits[f],
        edge, from_m, to_m, network.steps[edge],
    )  # fmt: skip


def meetings(
    network: WalkingNetwork, barriers: Barriers, from_xy: Floats, d: LegCandidates, to_xy: Floats, f: LegCandidates, settings: Settings,
    useful: Useful,
) -> ShortWalks:  # fmt: skip
    """
    Both legs end at one point of an edge, where their moved feet pass each other.

    The quickest such point divides the way between the feet as the distances to the edge's line do; it is clipped
    to the part of the edge that both legs reach. ``d, f``: edges in reach of the resident and of the facility, pair by pair.
    """
    meet, passes = _meeting_points(network, d, f, settings)
    leg_m = np.hypot(d.off_line_m, meet - d.foot_m) + np.hypot(f.off_line_m, meet - f.foot_m)
    rows = np.flatnonzero(passes)
    rows = rows[useful(d.point[rows], f.point[rows], leg_m[rows] * settings.number("legs.detour"))]
    start, end, edge, meet, leg_m = d.point[rows], f.point[rows], d.edge[rows], meet[rows], leg_m[rows]
    target = edge_points(network, edge, meet)
    free = ~barriers.blocks(to_xy[end], target, end)
    free[free] = ~barriers.blocks(from_xy[start[free]], target[free], start[free])
    edge, meet, leg_m = edge[free], meet[free], leg_m[free]
    return ShortWalks(
        start[free], end[free], leg_m, np.zeros(len(edge)), 2 * network.major[edge].astype(np.int64),
        edge, meet, meet, network.steps[edge],
    )  # fmt: skip


def _meeting_points(network: WalkingNetwork, d: LegCandidates, f: LegCandidates, settings: Settings) -> tuple[Floats, Bools]:
    """Where the legs of each pair meet on their edge, and whether their moved feet pass each other there."""
    detour = settings.number("legs.detour")
    gain = detour**2 - network.slowness[d.edge] ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        move = np.where(gain > 0, network.slowness[d.edge] / np.sqrt(np.maximum(gain, 0.0)), np.inf)
        share = np.where(d.off_line_m + f.off_line_m > 0, d.off_line_m / (d.off_line_m + f.off_line_m), 0.5)
        # feet pass each other when together they are moved farther than they are apart
        moved = np.where(d.off_line_m + f.off_line_m > 0, (d.off_line_m + f.off_line_m) * move, 0.0)
    passes = moved >= np.abs(f.foot_m - d.foot_m)
    low, high = np.maximum(d.low_m, f.low_m), np.minimum(d.high_m, f.high_m)
    meet = np.clip(d.foot_m + (f.foot_m - d.foot_m) * share, low, np.maximum(low, high))
    inside = (meet > AT_NODE_M) & (meet < network.length_m[d.edge] - AT_NODE_M)
    return meet, passes & inside & (low <= high)


def _distance(a: Floats, i: Ints, b: Floats, j: Ints) -> Floats:
    metres: Floats = np.hypot(a[i, 0] - b[j, 0], a[i, 1] - b[j, 1])
    return metres
