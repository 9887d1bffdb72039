"""
Waiting, as part of edges: method, section 2.

    residential ──── X ──── residential      X crossing=traffic_signals on a primary road: each footway edge that ends at X carries 15 s,
                     │ primary               so that crossing costs 30 s and walking along the road nothing
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import networkx as nx

from tests.independent.osm_file import OsmFile, Tags
from tests.independent.walkability import CARRIAGEWAYS, FOOT_KINDS, MAIN_KINDS

if TYPE_CHECKING:
    from tests.independent.network import Edge

SIGNAL_S = 30.0
CROSSING_S = 15.0
JUNCTION_S = 7.5
MAIN_NODE_S = 7.5
LIFT_S = 30.0


def set_waits(edges: list[Edge], osm: OsmFile, node_tags: dict[int, Tags]) -> set[int]:
    """Put waits and rides of lifts on the ends of all edges (whose ends are still ids of the file); returns the nodes of main roads."""
    main_nodes = _nodes_of(osm, MAIN_KINDS)
    crossed = _nodes_of(osm, CARRIAGEWAYS)
    seconds = {node: wait for node, tags in node_tags.items() if (wait := crossing_seconds(tags, node in crossed))}
    roads = Counter(node for e in edges if e.kind not in FOOT_KINDS for node in (e.u, e.v))
    within = edges_within_a_crossing(edges, seconds)
    for number, edge in enumerate(edges):
        for end in ("u", "v"):
            node = getattr(edge, end)
            tags = node_tags.get(node, {})
            wait = 0.0
            if is_crossing(tags):
                if edge.kind in FOOT_KINDS and number not in within:
                    wait = seconds.get(node, 0.0) / 2
            elif tags.get("highway") == "traffic_signals" and roads[node] >= 3:
                wait = JUNCTION_S
            elif node in main_nodes and not edge.is_main:
                wait = MAIN_NODE_S
            setattr(edge, f"wait_{end}", wait)
            if tags.get("highway") == "elevator":
                setattr(edge, f"ride_{end}", getattr(edge, f"ride_{end}") + LIFT_S)
    return main_nodes


def _nodes_of(osm: OsmFile, kinds: frozenset[str]) -> set[int]:
    """Nodes of roads of these kinds, whether one may walk along them or not."""
    return {n for nodes, tags in osm.ways.values() if tags.get("highway") in kinds and tags.get("area") != "yes" for n in nodes}


def is_crossing(tags: Tags) -> bool:
    return tags.get("highway") == "crossing" or tags.get("crossing", "no") != "no" or tags.get("crossing:signals") == "yes"


def crossing_seconds(tags: Tags, of_main_road: bool) -> float:
    """The whole wait at a node: 0 where it is no crossing, or one of a small road without signals."""
    signals = (
        tags.get("crossing") == "traffic_signals"
        or tags.get("crossing:signals") == "yes"
        or (tags.get("highway") == "traffic_signals" and tags.get("crossing", "no") != "no")
    )
    if signals:
        return SIGNAL_S
    return CROSSING_S if is_crossing(tags) and of_main_road else 0.0


def edges_within_a_crossing(edges: list[Edge], waiting: dict[int, float]) -> set[int]:
    """
    Edges between two waiting nodes of one crossing (ways with ``footway|cycleway|path=crossing`` that hang together).

    At a kerb, a node without a wait that other walkable ways use, a crossing ends: two that share a street corner are two. Dead branches
    without a waiting node are cut back until only what lies between two of them is left.
    """
    crossing = {n for n, e in enumerate(edges) if any(e.tags.get(key) == "crossing" for key in ("footway", "cycleway", "path"))}
    kerbs = {node for n, e in enumerate(edges) if n not in crossing and not e.across for node in (e.u, e.v)} - waiting.keys()
    marked = nx.MultiGraph()
    for n in sorted(crossing):
        ends = [(node, n if node in kerbs else -1) for node in (edges[n].u, edges[n].v)]
        marked.add_edge(*ends, key=n)
    loose = [n for n in marked if marked.degree(n) == 1 and n[0] not in waiting]
    while loose:
        marked.remove_nodes_from(loose)
        loose = [n for n in marked if marked.degree(n) <= 1 and n[0] not in waiting]
    parts = [part for part in nx.connected_components(marked) if sum(n[0] in waiting for n in part) > 1]
    return {key for part in parts for _, _, key in marked.subgraph(part).edges(keys=True)}
