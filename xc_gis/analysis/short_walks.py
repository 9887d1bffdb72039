"""
Walks that touch no node: the direct leg, and the way along one and the same edge (method §3 and §4). Station 3.

A search over nodes cannot see them, so they compete with its times. All of them are sums of metres and waits that
do not depend on the walker: one list serves every profile and category.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from xc_gis.analysis.barriers import Barriers
from xc_gis.analysis.geometry import Bools, Floats, Ints
from xc_gis.analysis.legs import AT_NODE_M, Attached, Reach, edge_points
from xc_gis.analysis.network import WalkingNetwork
from xc_gis.analysis.pairing import pairs_by_key
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
        yield _direct(barriers, demand, facility, settings, useful)
    yield _along_edges(network, demand, facility, useful)
    if reaching:
        yield _meetings(network, barriers, demand, facility, settings, useful)


def join_walks(kinds: Iterator[ShortWalks]) -> ShortWalks:
    """All kinds in one list."""
    parts = list(kinds)
    return ShortWalks(*(np.concatenate([getattr(p, name) for p in parts]) for name in ShortWalks.__dataclass_fields__))


def _direct(barriers: Barriers, demand: Attached, facility: Attached, settings: Settings, useful: Useful) -> ShortWalks:
    """Straight from the resident to a facility in reach; off-network points have none."""
    longest = settings.number("legs.max_m") + LENGTH_TOLERANCE_M
    here, there = np.flatnonzero(~demand.off_network), np.flatnonzero(~facility.off_network)
    if not (len(here) and len(there)):
        return _empty()
    found = cKDTree(demand.xy[here]).sparse_distance_matrix(cKDTree(facility.xy[there]), longest, output_type="ndarray")
    start, end, metres = here[found["i"]], there[found["j"]], found["v"]
    keep = useful(start, end, metres * settings.number("legs.detour"))
    start, end, metres = start[keep], end[keep], metres[keep]
    free = ~barriers.blocks(demand.xy[start], facility.xy[end], np.zeros(len(start), dtype=bool), start)
    start, end, metres = start[free], end[free], metres[free]
    nowhere = np.full(len(start), np.nan)
    none = np.zeros(len(start), dtype=np.int64)
    return ShortWalks(start, end, metres, np.zeros(len(start)), none, none - 1, nowhere, nowhere, none.astype(bool))


def _along_edges(network: WalkingNetwork, demand: Attached, facility: Attached, useful: Useful) -> ShortWalks:
    """From leg to leg along one and the same edge, in a direction that may be walked."""
    rows_d, rows_f = np.flatnonzero(demand.legs.edge >= 0), np.flatnonzero(facility.legs.edge >= 0)
    left, right = pairs_by_key(demand.legs.edge[rows_d], facility.legs.edge[rows_f])
    d, f = rows_d[left], rows_f[right]
    start, end = demand.legs.point[d], facility.legs.point[f]
    keep = useful(start, end, _distance(demand.xy, start, facility.xy, end))
    d, f, start, end = d[keep], f[keep], start[keep], end[keep]
    edge = demand.legs.edge[d]
    from_m, to_m = demand.legs.offset_m[d], facility.legs.offset_m[f]
    allowed = np.where(to_m > from_m, network.forward[edge], np.where(to_m < from_m, network.backward[edge], True))
    d, f, start, end, edge = (a[allowed] for a in (d, f, start, end, edge))
    from_m, to_m = from_m[allowed], to_m[allowed]
    return ShortWalks(
        start, end,
        demand.legs.straight_m[d] + facility.legs.straight_m[f],
        np.abs(to_m - from_m) * network.slowness[edge],
        demand.legs.waits[d].astype(np.int64) + facility.legs.waits[f],
        edge, from_m, to_m, network.steps[edge],
    )  # fmt: skip


def _meetings(
    network: WalkingNetwork,
    barriers: Barriers,
    demand: Attached,
    facility: Attached,
    settings: Settings,
    useful: Useful,
) -> ShortWalks:
    """
    Both legs end at one point of an edge, where their moved feet pass each other.

    The quickest such point divides the way between the feet as the distances to the edge's line do; it is clipped
    to the part of the edge that both legs reach.
    """
    left, right = pairs_by_key(demand.reach.edge, facility.reach.edge)
    start, end = demand.reach.point[left], facility.reach.point[right]
    keep = useful(start, end, _distance(demand.xy, start, facility.xy, end) * settings.number("legs.detour"))
    d, f = demand.reach.take(left[keep]), facility.reach.take(right[keep])
    meet, passes = _meeting_points(network, d, f, settings)
    leg_m = np.hypot(d.off_line_m, meet - d.foot_m) + np.hypot(f.off_line_m, meet - f.foot_m)
    rows = np.flatnonzero(passes)
    rows = rows[useful(d.point[rows], f.point[rows], leg_m[rows] * settings.number("legs.detour"))]
    d, f, meet, leg_m = d.take(rows), f.take(rows), meet[rows], leg_m[rows]
    edge = d.edge
    target = edge_points(network, edge, meet)
    onto_bridge = network.bridge[edge]
    free = ~barriers.blocks(demand.xy[d.point], target, onto_bridge, d.point)
    free[free] = ~barriers.blocks(facility.xy[f.point][free], target[free], onto_bridge[free], f.point[free])
    edge, meet, leg_m = edge[free], meet[free], leg_m[free]
    return ShortWalks(
        d.point[free], f.point[free], leg_m, np.zeros(len(edge)), 2 * network.major[edge].astype(np.int64),
        edge, meet, meet, network.steps[edge],
    )  # fmt: skip


def _meeting_points(network: WalkingNetwork, d: Reach, f: Reach, settings: Settings) -> tuple[Floats, Bools]:
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


def _empty() -> ShortWalks:
    whole, real = np.zeros(0, dtype=np.int64), np.zeros(0)
    return ShortWalks(whole, whole, real, real, whole, whole, real, real, whole.astype(bool))
