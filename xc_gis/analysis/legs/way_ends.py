"""
Which legs are needed as ways to the nodes of their edge (method §3). Station 2.

Three ends an edge make six ways to its nodes. Most of them never are the quickest: of the ends that no barrier cuts off the one farthest
towards a node is the best way there, and where a leg leads to the node itself, the edge is no way to it at all.
"""

from __future__ import annotations

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.network.network import WalkingNetwork


def needed_ways(
    network: WalkingNetwork,
    point: Ints,
    edge: Ints,
    offset_m: Floats,
    node: Ints,
    straight_m: Floats,
    waits: Bools,
    detour: float,
) -> tuple[Bools, Bools]:
    """
    Say which legs are needed as ways to the node ``u`` of their edge, and to ``v``.

    Parameters
    ----------
    point, edge, offset_m, node, straight_m, waits
        Columns of a table of legs that exist, as ``legs.Legs`` has them: by point, of each the legs to nodes first, by node, then those
        onto edges, edge by edge from ``u`` to ``v``.
    detour
        δ of method §3.

    Returns
    -------
    to_u, to_v
        By leg. A leg that ends at a node counts as one to ``u``. Leaving the others out changes no time, whatever the profile: a way costs
        δ for each metre of its leg and the slowness for each metre of the edge, which is convex in the place of the end, and waits and
        lifts at the ends of an edge are never negative.
    """
    to_u, to_v = edge < 0, np.zeros(len(edge), dtype=bool)
    at_node, on_edge = np.flatnonzero(to_u), np.flatnonzero(~to_u)
    if len(on_edge) == 0:
        return to_u, to_v
    known = point[at_node] * network.n_nodes + node[at_node]  # ascending
    fresh = np.flatnonzero((np.diff(point[on_edge]) != 0) | (np.diff(edge[on_edge]) != 0))
    first, last = on_edge[np.append(0, fresh + 1)], on_edge[np.append(fresh, len(on_edge) - 1)]
    for needed, legs, ends, along_m in (
        (to_u, first, network.u, offset_m[first]),
        (to_v, last, network.v, network.length_m[edge[last]] - offset_m[last]),
    ):
        beaten = np.zeros(len(legs), dtype=bool)
        if len(known):
            wanted = point[legs] * network.n_nodes + ends[edge[legs]]
            at = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
            other = at_node[at]
            metres = detour * straight_m[legs] + network.slowness[edge[legs]] * along_m
            beaten = (known[at] == wanted) & (detour * straight_m[other] <= metres) & (waits[other] <= waits[legs])
        needed[legs[~beaten]] = True
    return to_u, to_v
