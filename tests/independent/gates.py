"""
Gated ground: method, section 2.

    street ───g──── yard ───── yard      g is a private gate: both yards are gated, a walk may begin or end there, none leads through
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

from tests.independent.osm_file import Tags
from tests.independent.walkability import is_private_gate

if TYPE_CHECKING:
    from tests.independent.network import Edge


@dataclass
class Gating:
    """``gated`` by edge; ``shut``: nodes that cannot be passed between open edges; ``usable`` by edge; ``part_m``: size of its part."""

    gated: np.ndarray
    shut: set[int]
    usable: np.ndarray
    part_m: np.ndarray


def find_gates(edges: list[Edge], node_tags: list[Tags], *, mode: str) -> Gating:
    """
    What is gated.

    Parameters
    ----------
    mode
        ``rule`` as the method says · ``open``: gates and private ways are like others · ``closed``: nobody uses what is gated.
    """
    whole, whole_m = _parts(edges, set())
    part_m = np.array([whole_m[part] for part in whole], dtype=float)
    every = np.ones(len(edges), dtype=bool)
    if mode == "open" or not edges:
        return Gating(~every, set(), every, part_m)
    private = np.array([e.private for e in edges], dtype=bool)
    gates = {node for node, tags in enumerate(node_tags) if is_private_gate(tags)}
    apart, apart_m = _parts(edges, gates, without=private)
    if not apart_m:
        return Gating(private, set(), ~private if mode == "closed" else every, part_m)
    largest = max(apart_m, key=lambda part: (apart_m[part], -part))
    home = {whole[n] for n in range(len(edges)) if apart[n] == largest}
    cut_off = np.array([whole[n] in home and apart[n] != largest for n in range(len(edges))], dtype=bool)
    gated = private | cut_off
    sides: defaultdict[int, int] = defaultdict(int)
    for number, edge in enumerate(edges):
        if apart[number] == largest:
            for node in {edge.u, edge.v} & gates:
                sides[node] += 1
    shut = {node for node, count in sides.items() if count > 1}
    return Gating(gated, shut, ~gated if mode == "closed" else every, part_m)


def _parts(edges: list[Edge], gates: set[int], without: np.ndarray | None = None) -> tuple[list[int], dict[int, float]]:
    """Number of the part that each edge belongs to (-1: left out), and its metres (straight lines across squares are none), where nobody passes the gates."""
    graph = nx.Graph()
    for number, edge in enumerate(edges):
        if without is None or not without[number]:
            for node in (edge.u, edge.v):
                graph.add_edge(("edge", number), ("end", node, number if node in gates else -1))
    part = [-1] * len(edges)
    metres: dict[int, float] = {}
    for n, members in enumerate(nx.connected_components(graph)):
        own = sorted(member[1] for member in members if member[0] == "edge")
        metres[n] = sum(edges[number].length_m for number in own if not edges[number].across)
        for number in own:
            part[number] = n
    return part, metres
