"""
Waiting at crossings and signals as part of edges (method §2). Station 1: streets → network.

Half of the waiting lies on each foot edge that ends at the crossing: who crosses the road pays all of it, who walks
along the road through the same node pays nothing.
"""

from __future__ import annotations

import numpy as np

from xc_gis.analysis.geometry import Bools, Floats, Ints
from xc_gis.analysis.walkable import (
    CROSSING_WAITS_ON,
    has_crossing,
    has_junction_signals,
    has_signal_crossing,
)
from xc_gis.model import StreetData
from xc_gis.settings import Settings

SIGNAL_JUNCTION_EDGES = 3
"""A signal node without a crossing is a junction where this many edges other than foot edges meet (method §2)."""


def edge_waits(streets: StreetData, u: Ints, v: Ints, foot_edge: Bools, settings: Settings) -> tuple[Floats, Floats]:
    """
    Seconds of waiting at the ends ``u`` and ``v`` of each edge.

    Parameters
    ----------
    streets
        Tags of nodes and of all streets, walked or not.
    u, v, foot_edge
        Edges of the walking network before any node is split; nodes are indices of ``streets.node_ids``.
    """
    on_foot, on_all = _node_waits(streets, u, v, foot_edge, settings)
    return on_all[u] + np.where(foot_edge, on_foot[u], 0.0), on_all[v] + np.where(foot_edge, on_foot[v], 0.0)


def _node_waits(streets: StreetData, u: Ints, v: Ints, foot_edge: Bools, settings: Settings) -> tuple[Floats, Floats]:
    """By node: seconds on each foot edge end, seconds on each edge end."""
    n_nodes = len(streets.node_ids)
    big = [node for _, nodes, tags in streets.ways if tags.get("highway", "") in CROSSING_WAITS_ON for node in nodes]
    on_big_road = np.zeros(n_nodes, dtype=bool)
    on_big_road[np.searchsorted(streets.node_ids, np.array(big, dtype=np.int64))] = True
    roads = np.bincount(np.concatenate([u[~foot_edge], v[~foot_edge]]), minlength=n_nodes)
    on_foot, on_all = np.zeros(n_nodes), np.zeros(n_nodes)
    for node, tags in streets.node_tags.items():
        at = int(np.searchsorted(streets.node_ids, node))
        if has_signal_crossing(tags):
            on_foot[at] = settings.number("wait.signal_s") / 2
        elif has_crossing(tags) and on_big_road[at]:
            on_foot[at] = settings.number("wait.crossing_s") / 2
        elif has_junction_signals(tags) and roads[at] >= SIGNAL_JUNCTION_EDGES:
            on_all[at] = settings.number("wait.junction_s")
    return on_foot, on_all
