"""How far one walks today between the two sides of a missing junction: what the junction would be worth (data check)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from xc_gis.analysis.arrays.geometry import Floats
from xc_gis.analysis.checks.unjoined import Place
from xc_gis.analysis.network.network import WalkingNetwork
from xc_gis.model import StreetData

BOUND_M = 1_500.0
"""Farther than a quarter of an hour's walk nobody looks."""

AT_ONCE = 64
"""Searches held in memory together."""


def detours_m(places: Sequence[Place], network: WalkingNetwork, streets: StreetData) -> Floats:
    """
    Metres from one side to the other by the network as it is, gates open; infinite beyond ``BOUND_M``.

    ``places`` carry nodes as indices of ``streets.node_ids``.
    """
    found = np.full(len(places), np.inf)
    if not places:
        return found
    graph = _graph(network, streets)
    sources = sorted({node for place in places for node, _ in place.sides[0]})
    by_source: dict[int, list[int]] = {}
    for n, place in enumerate(places):
        for node, _ in place.sides[0]:
            by_source.setdefault(node, []).append(n)
    for start in range(0, len(sources), AT_ONCE):
        some = sources[start : start + AT_ONCE]
        metres = dijkstra(graph, directed=False, indices=some, limit=BOUND_M)
        for row, source in enumerate(some):
            for n in by_source[source]:
                before = next(m for node, m in places[n].sides[0] if node == source)
                after = min(metres[row, node] + m for node, m in places[n].sides[1])
                found[n] = min(found[n], before + after)
    found[found > BOUND_M] = np.inf
    return found


def _graph(network: WalkingNetwork, streets: StreetData) -> csr_matrix:
    """Lengths between nodes of the map: a node that gates divide is one here."""
    node = np.searchsorted(streets.node_ids, network.osm_id)
    pairs = np.sort(np.column_stack([node[network.u], node[network.v]]), axis=1)
    order = np.lexsort((network.length_m, pairs[:, 1], pairs[:, 0]))
    pairs, length = pairs[order], network.length_m[order]
    first = np.ones(len(pairs), dtype=bool)
    first[1:] = (pairs[1:] != pairs[:-1]).any(axis=1)  # the shortest of several edges
    size = len(streets.node_ids)
    return csr_matrix((length[first], (pairs[first, 0], pairs[first, 1])), shape=(size, size))
