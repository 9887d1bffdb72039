"""
Many small searches on a large network: each on the piece of it that the search can reach (method §4). Station 3.

A whole-graph search pays for every node even when it stops after a kilometre: SciPy's answer has a place for each.
So facilities are taken tile by tile, with a halo as wide as the bound is far.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.times.search import SearchGraph, Seeds

TILE_M = 2000.0
"""Side of a tile: with the halo of a 15-minute walk the cheapest of those tried (1, 2, 4 km)."""

GROUPS_AT_ONCE = 64
"""Searches run together: bounds the memory of their answers."""

Group = tuple[tuple[str, str], Seeds]


def local_groups(
    graph: SearchGraph,
    groups: Sequence[Group],
    residents: Mapping[str, Ints],
    states: Ints,
    bound_s: Mapping[str, float],
) -> Iterator[tuple[tuple[str, str], Ints, Floats]]:
    """
    Search from each group and read the answer where the people of its area live.

    Parameters
    ----------
    groups
        ``((type, area), arrivals)``.
    residents
        By area: rows of the departures to read.
    states
        State of each departure.
    bound_s
        By type: longest time.

    Yields
    ------
    ``(type, area)``, rows of the departures, seconds from their states
    """
    x, y = graph.network.x[graph.state_node], graph.network.y[graph.state_node]
    tiles: dict[tuple[int, int], list[Group]] = {}
    for group in groups:
        (_, area), seeds = group
        if len(seeds.state) and len(residents.get(area, ())):
            middle = x[seeds.state].mean() // TILE_M, y[seeds.state].mean() // TILE_M
            tiles.setdefault((int(middle[0]), int(middle[1])), []).append(group)
    for _, members in sorted(tiles.items()):
        bound = max(bound_s[kind] for (kind, _), _ in members)
        every = np.concatenate([seeds.state for _, seeds in members])
        halo = bound * graph.speed_m_s
        inside = (
            (x >= x[every].min() - halo) & (x <= x[every].max() + halo)
            & (y >= y[every].min() - halo) & (y <= y[every].max() + halo)
        )  # fmt: skip
        yield from _in_tile(graph, inside, members, residents, states, bound)


def _in_tile(
    graph: SearchGraph,
    inside: Bools,
    members: Sequence[Group],
    residents: Mapping[str, Ints],
    states: Ints,
    bound: float,
) -> Iterator[tuple[tuple[str, str], Ints, Floats]]:
    piece, number = cut(graph, inside)
    for first in range(0, len(members), GROUPS_AT_ONCE):
        chunk = members[first : first + GROUPS_AT_ONCE]
        local = [Seeds(s.point, number[s.state], s.cost_s, s.leg) for _, s in chunk]
        found = piece.search(local, bound)
        for (name, _), seconds in zip(chunk, found, strict=True):
            rows = residents[name[1]]
            at = number[states[rows]]
            yield name, rows, np.where(at >= 0, seconds[at], np.inf)


def cut(graph: SearchGraph, inside: Bools) -> tuple[SearchGraph, Ints]:
    """The search graph of some states, and the number of each state in it (-1 outside)."""
    keep = np.flatnonzero(inside)
    number = np.full(graph.n_states, -1, dtype=np.int64)
    number[keep] = np.arange(len(keep))
    arcs = graph.arcs.between(keep, number + 1)
    piece = SearchGraph(graph.network, graph.profile, graph.speed_m_s, graph.detour, graph.leg_wait_s, arcs, graph.end_state)
    return piece, number
