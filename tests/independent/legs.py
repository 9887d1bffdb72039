"""Straight legs from points to the network: method, section 3."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from tests.independent.network import SMALL_PART_M, Network

LEG_M = 150.0
TOLERANCE_M = 1e-6
DETOUR = 1.3
NODE_M = 0.01
MAIN_ROAD_M = 0.02


@dataclass
class Reach:
    """
    Which edge is near which point: one row a pair.

    ``foot_m`` is the perpendicular's foot along the edge's line from ``u`` (it may lie outside the edge), ``away_m`` the distance to that
    line, ``shift_m`` how far the best end lies from the foot (infinite on steps), ``low_m`` to ``high_m`` where a leg may end.
    """

    point: np.ndarray
    edge: np.ndarray
    foot_m: np.ndarray
    away_m: np.ndarray
    shift_m: np.ndarray
    low_m: np.ndarray
    high_m: np.ndarray


@dataclass
class Legs:
    """Legs that exist: one row each, ``at_m`` along the edge from ``u``, ``length_m`` as the crow flies."""

    point: np.ndarray
    edge: np.ndarray
    at_m: np.ndarray
    length_m: np.ndarray


@dataclass
class Attached:
    """Points with what they reach; ``off_network`` by point."""

    xy: np.ndarray
    reach: Reach
    legs: Legs
    off_network: np.ndarray


def attach(network: Network, xy: np.ndarray, *, usable: np.ndarray | None = None, leg_m: float = LEG_M) -> Attached:
    """
    Legs of all points (n × 2, metres).

    Parameters
    ----------
    usable
        By edge: whether it is walked at all (steps are not, on wheels); all, if None.
    """
    edges = np.flatnonzero(network.takes_legs & network.gating.usable & (True if usable is None else usable))
    reach = reach_of(network, xy, edges, leg_m)
    ends = [clipped(reach, reach.foot_m + way * reach.shift_m) for way in (-1, 1)]
    ends.append(clipped(reach, reach.foot_m))
    rows = np.tile(np.arange(len(reach.point)), 3)
    at = np.concatenate(ends)
    place = place_on(network, reach.edge[rows], at)
    start = xy[reach.point[rows]]
    kept = ~network.barriers.stop(start, place)
    rows, at, start, place = rows[kept], at[kept], start[kept], place[kept]
    legs = Legs(reach.point[rows], reach.edge[rows], at, np.hypot(*(place - start).T))
    anchored = np.zeros(len(xy), dtype=bool)
    anchored[legs.point[network.part_m[legs.edge] >= SMALL_PART_M]] = True
    return Attached(xy, reach, legs, ~anchored)


def reach_of(network: Network, xy: np.ndarray, edges: np.ndarray, leg_m: float = LEG_M) -> Reach:
    """All edges of which some usable place lies within reach of a point."""
    lines = shapely.linestrings(np.stack([network.start[edges], network.end[edges]], axis=1)) if len(edges) else []
    found = shapely.STRtree(lines).query(shapely.points(xy), predicate="dwithin", distance=leg_m + TOLERANCE_M)
    point, edge = found[0], edges[found[1]] if len(edges) else found[1]
    start, length = network.start[edge], network.length_m[edge]
    along = (network.end[edge] - start) / np.where(length > 0, length, 1.0)[:, None]
    to_point = xy[point] - start
    foot = (to_point * along).sum(axis=1)
    away = np.abs(along[:, 0] * to_point[:, 1] - along[:, 1] * to_point[:, 0])
    away = np.where(length > 0, away, np.hypot(to_point[:, 0], to_point[:, 1]))
    half = np.sqrt(np.maximum(0.0, (leg_m + TOLERANCE_M) ** 2 - away**2))
    low = np.maximum(np.where(network.cut_u[edge], MAIN_ROAD_M, 0.0), foot - half)
    high = np.minimum(np.where(network.cut_v[edge], length - MAIN_ROAD_M, length), foot + half)
    slow = network.slowness[edge]
    root = np.sqrt(np.maximum(DETOUR**2 - slow**2, 1e-300))
    shift = np.where(slow >= DETOUR, np.inf, away * slow / root)
    fits = low <= high
    return Reach(*(values[fits] for values in (point, edge, foot, away, shift, low, high)))


def clipped(reach: Reach, at: np.ndarray) -> np.ndarray:
    """A place along the edge, moved to where a leg may end."""
    return np.clip(at, reach.low_m, reach.high_m)


def place_on(network: Network, edge: np.ndarray, at: np.ndarray) -> np.ndarray:
    """Coordinates of places along edges."""
    length = network.length_m[edge]
    share = (at / np.where(length > 0, length, 1.0))[:, None]
    return network.start[edge] * (1 - share) + network.end[edge] * share


def node_side(network: Network, edge: np.ndarray, at: np.ndarray) -> np.ndarray:
    """-1 where a place is at the edge's ``u`` (1 cm), 1 at its ``v``, 0 between."""
    to_end = network.length_m[edge] - at
    near_u, near_v = at <= NODE_M, to_end <= NODE_M
    return np.where(near_u & (~near_v | (at <= to_end)), -1, np.where(near_v, 1, 0))
