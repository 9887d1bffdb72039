"""Connected parts of a graph: who can be reached from whom, directions ignored."""

from __future__ import annotations

import ctypes

import numpy as np

from xc_gis.analysis.arrays.geometry import Ints
from xc_gis.analysis.arrays.loops import address, library


def connected_parts(u: Ints, v: Ints, n_nodes: int) -> Ints:
    """
    Label of the connected part of each node, parts numbered in the order of their first nodes.

    ``u, v``: ends of the edges, numbers below ``n_nodes``.
    """
    loops = library()
    if loops is None:
        return parts_by_scipy(u, v, n_nodes)
    label = np.empty(n_nodes, dtype=np.int64)
    ends = [np.ascontiguousarray(side, dtype=np.int64) for side in (u, v)]
    loops.connected_parts(
        ctypes.c_int64(len(u)),
        *(ctypes.c_void_p(address(side)) for side in ends),
        ctypes.c_int64(n_nodes),
        ctypes.c_void_p(address(label)),
    )
    return label


def parts_by_scipy(u: Ints, v: Ints, n_nodes: int) -> Ints:
    """The same by SciPy, which is loaded where it is needed only (decision 0156)."""
    from scipy.sparse import coo_array  # noqa: PLC0415
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    graph = coo_array((np.ones(len(u), dtype=np.int8), (u, v)), shape=(n_nodes, n_nodes))
    labels: Ints = connected_components(graph, directed=False)[1].astype(np.int64)
    return labels
