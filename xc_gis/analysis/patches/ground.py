"""
Network and barriers of a large study in a folder, and pieces of them: all that lies in a box (method §2).

A piece is a network whose nodes and edges keep their order, and which knows what only the whole network tells: how long the connected part
is that each belongs to. So legs and walks within the box are those on the whole network, bit by bit.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.network.barriers import Barriers
from xc_gis.analysis.network.network import WalkingNetwork
from xc_gis.analysis.patches.array_files import looked_up, write_arrays

OF_NODES = ("x", "y", "on_major")
OF_EDGES = (
    "length_m", "slowness", "forward", "backward", "wait_u", "wait_v", "ride_u", "ride_v", "gated", "gate_part", "steps", "major",
    "takes_legs", "across",
)  # fmt: skip
FROM_THE_WHOLE = ("part_length_m", "node_part_length_m")
"""What a piece could not tell from its own edges, by edge and by node; of nodes in the box all edges are there."""

LONG_EDGE_M = 500.0
"""Edges up to this length are found by their ends alone; longer ones, which are few, are looked at one by one."""


@dataclass(frozen=True)
class GroundPiece:
    """
    A piece of a network.

    Attributes
    ----------
    network
        All edges whose box meets that of the piece, with their nodes. Names of ways are left out.
    nodes, edges
        Their numbers in the whole network, ascending.
    node_place, edge_place
        By node and by edge of the whole network its number in the piece, -1 outside; one more, for -1.
    """

    network: WalkingNetwork
    nodes: Ints
    edges: Ints
    node_place: np.ndarray
    edge_place: np.ndarray

    def nodes_here(self, nodes: np.ndarray) -> Ints:
        """Numbers in the piece of nodes of the whole network; -1 for those outside, and for -1."""
        return self.node_place[nodes].astype(np.int64)

    def edges_here(self, edges: np.ndarray) -> Ints:
        """Numbers in the piece of edges of the whole network; -1 for those outside, and for -1."""
        return self.edge_place[edges].astype(np.int64)


@dataclass(frozen=True)
class Ground:
    """Network and barriers as they lie in a folder; of each file is read what is needed."""

    folder: Path
    crs: str

    def column(self, name: str) -> np.ndarray:
        """A column of the nodes or edges."""
        return looked_up(self.folder / f"{name}.npy")

    @cached_property
    def _ends(self) -> tuple[np.ndarray, ...]:
        return self.column("u"), self.column("v"), self.column("x"), self.column("y")

    def piece(self, low: Floats, high: Floats) -> GroundPiece:
        """All that meets the box from ``low`` to ``high`` (east, north in metres)."""
        edges = self._edges_in(low, high)
        u, v, x, _ = self._ends
        u, v = u[edges], v[edges]
        used = np.zeros(len(x), dtype=bool)
        used[u] = used[v] = True
        nodes = np.flatnonzero(used)
        node_place, edge_place = _places(nodes, len(x)), _places(edges, len(self._ends[0]))
        columns: dict[str, Any] = {name: self.column(name)[nodes] for name in OF_NODES} | {
            name: self.column(name)[edges] for name in OF_EDGES
        }
        none = np.full(len(edges), -1)
        network = WalkingNetwork(
            crs=self.crs, osm_id=np.full(len(nodes), -1), u=node_place[u].astype(np.int64), v=node_place[v].astype(np.int64),
            way_id=none, foot_edge=none >= 0, highway=np.full(len(edges), ""), **columns,
        )  # fmt: skip
        for name, rows in zip(FROM_THE_WHOLE, (edges, nodes), strict=True):
            network.__dict__[name] = self.column(name)[rows]  # where a cached property keeps what it has found
        return GroundPiece(network, nodes, edges, node_place, edge_place)

    def barriers(self, low: Floats, high: Floats) -> Barriers:
        """Pieces of barriers whose box meets a box."""
        start, end = self.column("barrier_start"), self.column("barrier_end")
        meets: Bools = ((np.minimum(start, end) <= high) & (np.maximum(start, end) >= low)).all(axis=1)
        return Barriers(start[meets], end[meets])

    def _edges_in(self, low: Floats, high: Floats) -> Ints:
        u, v, x, y = self._ends
        near = (
            (x >= low[0] - LONG_EDGE_M)
            & (x <= high[0] + LONG_EDGE_M)
            & (y >= low[1] - LONG_EDGE_M)
            & (y <= high[1] + LONG_EDGE_M)
        )
        edges = np.flatnonzero(near[u] | near[v] | (self.column("length_m") > LONG_EDGE_M))
        (x_u, x_v), (y_u, y_v) = ((axis[u[edges]], axis[v[edges]]) for axis in (x, y))
        meets = (
            (np.minimum(x_u, x_v) <= high[0]) & (np.maximum(x_u, x_v) >= low[0])
            & (np.minimum(y_u, y_v) <= high[1]) & (np.maximum(y_u, y_v) >= low[1])
        )  # fmt: skip
        return edges[meets]


def write_ground(folder: Path, network: WalkingNetwork, barriers: Barriers) -> Ground:
    """Write a network and its barriers into a folder that is there."""
    columns = {name: getattr(network, name) for name in (*OF_NODES, *OF_EDGES, *FROM_THE_WHOLE)}
    columns |= {"u": network.u.astype(np.int32), "v": network.v.astype(np.int32)}
    columns |= {"barrier_start": barriers.start, "barrier_end": barriers.end}
    for name, column in columns.items():
        write_arrays(folder / f"{name}.npy", [column])
    return Ground(folder, network.crs)


def _places(numbers: Ints, count: int) -> np.ndarray:
    """Place of each number below ``count`` in an ascending table, -1 where it is not there; one more, which answers for -1."""
    place = np.full(count + 1, -1, dtype=np.int32)
    place[numbers] = np.arange(len(numbers))
    return place
