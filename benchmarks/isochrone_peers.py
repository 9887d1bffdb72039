"""
What others draw as an isochrone: the streets reached, buffered and united.

``buffered_service_area`` is the lean form: our own search and cut streets, only the drawing is theirs. ``buffered_ego_graph`` is the form
of the tutorials (OSMnx's notebook on isochrones): networkx cuts the graph around a node, edges and nodes are buffered and united.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import networkx as nx
import numpy as np
import shapely

from xc_gis.analysis.isochrones.service_area import service_area
from xc_gis.analysis.legs.legs import Attached
from xc_gis.analysis.network.network import WalkingNetwork
from xc_gis.analysis.times.search import SearchGraph
from xc_gis.settings import Settings
from xc_gis.units import SECONDS_PER_MINUTE

BUFFER_M = 30.0
"""Half the width of a street in the lean form."""

EDGE_BUFFER_M, NODE_BUFFER_M = 25.0, 50.0
"""As in the notebook."""


def buffered_service_area(graph: SearchGraph, place: Attached, minutes: Sequence[float]) -> list[shapely.Geometry]:
    """Streets cut where the time ends, buffered and united, one area a limit."""
    return [shapely.union_all(shapely.buffer(service_area(graph, place, m).geometry.to_numpy(), BUFFER_M)) for m in minutes]


def networkx_graph(network: WalkingNetwork, profile: str, settings: Settings) -> nx.Graph:
    """The network without directions and gates: ``s`` seconds of an edge, ``line`` its geometry."""
    seconds = network.time_s(profile, settings)
    xy = np.column_stack([network.x, network.y])
    lines = shapely.linestrings(np.stack([xy[network.u], xy[network.v]], axis=1))
    graph = nx.Graph()
    for u, v, s, line in zip(network.u.tolist(), network.v.tolist(), seconds.tolist(), lines, strict=True):
        if not math.isnan(s):  # a profile may not walk everywhere
            graph.add_edge(u, v, s=s, line=line)
    return graph


def buffered_ego_graph(
    graph: nx.Graph, network: WalkingNetwork, at: np.ndarray, minutes: Sequence[float]
) -> list[shapely.Geometry]:
    """Edges and nodes within the limits of the node nearest to a place, buffered and united, one area a limit."""
    known = np.fromiter(graph, dtype=np.int64)
    centre = int(known[np.argmin(np.hypot(network.x[known] - at[0], network.y[known] - at[1]))])
    areas = []
    for limit in minutes:
        part = nx.ego_graph(graph, centre, radius=limit * SECONDS_PER_MINUTE, distance="s")
        nodes = np.fromiter(part, dtype=np.int64)
        edges = np.array([line for _, _, line in part.edges(data="line")], dtype=object)
        dots = shapely.buffer(shapely.points(network.x[nodes], network.y[nodes]), NODE_BUFFER_M)
        areas.append(shapely.union_all(np.concatenate([dots, shapely.buffer(edges, EDGE_BUFFER_M)])))
    return areas
