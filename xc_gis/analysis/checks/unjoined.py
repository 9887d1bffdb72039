"""
Where two walked ways touch on the map and do not meet in the network: nodes on one spot, crossings without a node (data check).

Ways connect at shared nodes only (method §2): such a place is a missing junction, or two heights that the tags do not tell apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from scipy.spatial import cKDTree

from xc_gis.analysis.arrays.geometry import Ints
from xc_gis.analysis.network.walked_lines import WalkedLines

SPOT_M = 0.01
"""Nodes as near as this lie on one spot; a line as near as this is touched (method §2)."""

SAME_PLACE_M = 1.0
"""The same two ways touch once within a metre: two drawings of one street would fill the list."""

Side = tuple[tuple[int, float], ...]
"""Nodes next to a place on one way, with the metres to them."""


@dataclass(frozen=True)
class Place:
    """``x, y``: metres; ``ways``: the two ways; ``sides``: for each the nodes next to the place."""

    x: float
    y: float
    ways: tuple[str, str]
    sides: tuple[Side, Side]


def same_spots(walked: WalkedLines) -> list[Place]:
    """Nodes of different ways on one spot, ends or not, at the same height."""
    segments = walked.segments
    used = np.unique(np.concatenate([segments.u, segments.v]))
    pairs = cKDTree(walked.xy[used]).query_pairs(SPOT_M, output_type="ndarray") if len(used) else np.empty((0, 2), dtype=int)
    pairs = used[pairs]
    joined = {tuple(pair) for pair in np.sort(np.column_stack([segments.u, segments.v]), axis=1).tolist()}
    found = []
    for a, b in np.sort(pairs, axis=1).tolist():
        if (a, b) in joined:
            continue
        ways = _at_one_height(walked, walked.ways_of_node[a], walked.ways_of_node[b])
        if ways:
            x, y = walked.xy[a].tolist()
            found.append(Place(x, y, (walked.names[ways[0]], walked.names[ways[1]]), (((a, 0.0),), ((b, 0.0),))))
    return sorted(found, key=lambda place: (place.ways, place.x, place.y))


def _at_one_height(walked: WalkedLines, some: set[int], others: set[int]) -> tuple[int, int] | None:
    """Two ways of two sets that run at one height; a node that both sets share is no junction missing."""
    pairs = ((a, b) for a in sorted(some) for b in sorted(others) if walked.heights[a].meets(walked.heights[b]))
    return next(pairs, None)


def crossings_without_node(walked: WalkedLines) -> list[Place]:
    """Pieces of two ways that cross or touch without a common node, at the same height; spots with nodes of both are not among them."""
    segments = walked.segments
    if len(segments.u) == 0:
        return []
    first, second = _near_pairs(walked)
    ends = [(segments.u, segments.u), (segments.u, segments.v), (segments.v, segments.u), (segments.v, segments.v)]
    apart = np.ones(len(first), dtype=bool)
    for one, other in ends:
        gap = walked.xy[one[first]] - walked.xy[other[second]]
        apart &= np.hypot(gap[:, 0], gap[:, 1]) > SPOT_M
    found: dict[tuple[str, str, int, int], Place] = {}
    for place in _places(walked, first[apart], second[apart]):
        key = (*place.ways, round(place.x / SAME_PLACE_M), round(place.y / SAME_PLACE_M))
        found.setdefault(key, place)
    return sorted(found.values(), key=lambda place: (place.ways, place.x, place.y))


def _near_pairs(walked: WalkedLines) -> tuple[Ints, Ints]:
    """Pieces of different ways at one height that come within a centimetre of each other."""
    first, second = shapely.STRtree(walked.lines).query(walked.lines, predicate="dwithin", distance=SPOT_M)
    way = walked.segments.way
    kept = (first < second) & (way[first] != way[second])
    first, second = first[kept], second[kept]
    heights: dict[tuple[int, int], bool] = {}
    meets = np.zeros(len(first), dtype=bool)
    for n, pair in enumerate(zip(way[first].tolist(), way[second].tolist(), strict=True)):
        if pair not in heights:
            heights[pair] = walked.heights[pair[0]].meets(walked.heights[pair[1]])
        meets[n] = heights[pair]
    return first[meets], second[meets]


def _places(walked: WalkedLines, first: Ints, second: Ints) -> Iterator[Place]:
    segments, shortest = walked.segments, shapely.shortest_line(walked.lines[first], walked.lines[second])
    at = shapely.get_coordinates(shapely.get_point(shapely.force_2d(shortest), 0)) if len(first) else np.empty((0, 2))
    for (x, y), a, b in zip(at.tolist(), first.tolist(), second.tolist(), strict=True):
        names = walked.names[int(segments.way[a])], walked.names[int(segments.way[b])]
        sides = _side(walked, a, x, y), _side(walked, b, x, y)
        if names[0] > names[1]:
            names, sides = (names[1], names[0]), (sides[1], sides[0])
        yield Place(x, y, names, sides)


def _side(walked: WalkedLines, piece: int, x: float, y: float) -> Side:
    nodes = int(walked.segments.u[piece]), int(walked.segments.v[piece])
    return tuple((node, float(np.hypot(*(walked.xy[node] - (x, y))))) for node in nodes)
