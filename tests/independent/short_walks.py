"""
Walks without a node: along one and the same edge, two legs that meet on it, or straight from door to door. Method, sections 3 and 4.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from tests.independent.legs import DETOUR, LEG_M, TOLERANCE_M, Attached, Reach, node_side, place_on
from tests.independent.search import Walks
from tests.independent.waits import MAIN_NODE_S

CHUNK = 400_000


@dataclass
class ShortWalks:
    """Seconds from a home to a facility's point, one row a pair and kind of walk."""

    home: np.ndarray
    point: np.ndarray
    seconds: np.ndarray


def short_walks(walks: Walks, homes: Attached, points: Attached) -> ShortWalks:
    """All of them, for one profile."""
    rows = [direct(walks, homes, points), *_along_one_edge(walks, homes, points), *_meeting(walks, homes, points)]
    return ShortWalks(*(np.concatenate([row[part] for row in rows]) for part in range(3)))


Rows = tuple[np.ndarray, np.ndarray, np.ndarray]


def direct(walks: Walks, homes: Attached, points: Attached) -> Rows:
    """Straight to a facility within reach and not behind a barrier; points off the network have no such leg."""
    tree = shapely.STRtree(shapely.points(points.xy))
    home, point = tree.query(shapely.points(homes.xy), predicate="dwithin", distance=LEG_M + TOLERANCE_M)
    start, end = homes.xy[home], points.xy[point]
    kept = ~homes.off_network[home] & ~points.off_network[point] & ~walks.network.barriers.stop(start, end)
    length = np.hypot(*(end - start).T)
    return home[kept], point[kept], (length * DETOUR / walks.speed)[kept]


def _along_one_edge(walks: Walks, homes: Attached, points: Attached) -> list[Rows]:
    """Both legs end between the ends of one edge: the way along it."""
    sides = []
    for attached in (homes, points):
        legs = walks.legs(attached)
        between = node_side(walks.network, legs.edge, legs.at_m) == 0
        sides.append((legs.point[between], legs.edge[between], legs.at_m[between], walks.leg_seconds(legs)[between]))
    (home, edge, at, leg), (point, edge_2, at_2, leg_2) = sides
    rows = []
    for a, b in pairs_by_edge(edge, edge_2):
        seconds = leg[a] + leg_2[b] + _edge_walk(walks, edge[a], at[a], at_2[b])
        rows.append((home[a], point[b], seconds))
    return rows


def _edge_walk(walks: Walks, edge: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Seconds along one edge between two places on it, away from its ends; infinite against a one-way."""
    net = walks.network
    allowed = np.where(end > start, net.forward[edge], np.where(end < start, net.backward[edge], True))
    return np.where(allowed, np.abs(end - start) * net.slowness[edge] / walks.speed, np.inf)


def _meeting(walks: Walks, homes: Attached, points: Attached) -> list[Rows]:
    """Where the best ends of two legs pass each other on one edge, both legs go to the same place between."""
    reach, reach_2 = _of_profile(walks, homes.reach), _of_profile(walks, points.reach)
    pairs = pairs_by_edge(reach.edge, reach_2.edge)
    return [_meet(walks, _rows(reach, a), _rows(reach_2, b), homes.xy, points.xy) for a, b in pairs]


def _meet(walks: Walks, reach: Reach, reach_2: Reach, homes_xy: np.ndarray, points_xy: np.ndarray) -> Rows:
    """
    Walks of two legs, row by row.

    The place is moved to where both legs may end; where there is no such place, they do not meet.
    """
    ahead = np.where(reach_2.foot_m >= reach.foot_m, 1.0, -1.0)
    end, end_2 = reach.foot_m + ahead * reach.shift_m, reach_2.foot_m - ahead * reach_2.shift_m
    low, high = np.maximum(reach.low_m, reach_2.low_m), np.minimum(reach.high_m, reach_2.high_m)
    met = np.flatnonzero((ahead * end >= ahead * end_2) & (low <= high))
    reach, reach_2, low, high = _rows(reach, met), _rows(reach_2, met), low[met], high[met]
    both = reach.away_m + reach_2.away_m
    share = np.where(both > 0, reach.away_m / np.where(both > 0, both, 1.0), 0.5)
    place = np.clip(reach.foot_m + (reach_2.foot_m - reach.foot_m) * share, low, high)
    on = place_on(walks.network, reach.edge, place)
    start, end = homes_xy[reach.point], points_xy[reach_2.point]
    length = np.hypot(*(on - start).T) + np.hypot(*(end - on).T)
    wait = np.where(walks.network.is_main[reach.edge], 2 * MAIN_NODE_S if walks.waits else 0.0, 0.0)
    kept = ~walks.network.barriers.stop(start, on) & ~walks.network.barriers.stop(end, on)
    return reach.point[kept], reach_2.point[kept], (length * DETOUR / walks.speed + wait)[kept]


def _of_profile(walks: Walks, reach: Reach) -> Reach:
    return _rows(reach, np.flatnonzero(walks.usable[reach.edge]))


def _rows(reach: Reach, rows: np.ndarray) -> Reach:
    return Reach(*(getattr(reach, name)[rows] for name in Reach.__dataclass_fields__))


def pairs_by_edge(left: np.ndarray, right: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    """Row numbers of all pairs with the same edge, in pieces that fit into memory."""
    order = np.argsort(right, kind="stable")
    low, high = np.searchsorted(right[order], left, "left"), np.searchsorted(right[order], left, "right")
    count = high - low
    busy = np.flatnonzero(count)
    pieces = np.searchsorted(np.cumsum(count[busy]), np.arange(CHUNK, count.sum() + CHUNK, CHUNK))
    found = []
    for rows in np.split(busy, np.unique(pieces)):
        if len(rows):
            a = np.repeat(rows, count[rows])
            within = np.arange(len(a)) - np.repeat(np.cumsum(count[rows]) - count[rows], count[rows])
            found.append((a, order[low[a] + within]))
    return found
