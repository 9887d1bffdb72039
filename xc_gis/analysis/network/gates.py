"""
Gated parts of the network: where a walk may begin or end but that nobody cuts through (method §2).

A gate is a way or a barrier node for residents, customers or the like. All that gates cut off from the largest part
of the network is gated, too. A gated part is what hangs together without touching the open network.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np

from xc_gis.analysis.arrays.connected import connected_parts
from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints


@dataclass(frozen=True)
class GatedEdges:
    """
    Edges after gates and barriers have been applied.

    Attributes
    ----------
    u, v
        Nodes of each edge; a node that cannot be passed has become several.
    source
        Index of the edge as it was given: an edge that ends at a gate between two public sides stands once for each.
    gated, part
        Whether the edge is gated, and the number of its gated part (-1 on the open network).
    node_source
        Index of each node as it was given.
    """

    u: Ints
    v: Ints
    source: Ints
    gated: Bools
    part: Ints
    node_source: Ints


def components(u: Ints, v: Ints, n_nodes: int) -> Ints:
    """Label of the connected part of each node, directions ignored."""
    return connected_parts(u, v, n_nodes)


def apply_gates(
    u: Ints, v: Ints, length_m: Floats, gated_way: Bools, gate_node: Bools, closed_node: Bools, *, rule: str
) -> GatedEdges:
    """
    Split nodes that cannot be passed and find the gated parts.

    Parameters
    ----------
    u, v, length_m, gated_way
        Edges: nodes, metres, and whether their way is restricted by its own tags.
    gate_node, closed_node
        By node: passed only by residents and the like; passed by nobody.
    rule
        ``rule`` (method §2), ``open`` (gates are passed by all) or ``closed`` (by nobody).
    """
    source = np.arange(len(u))
    if rule == "closed":
        source = source[~gated_way]
        closed_node = closed_node | gate_node
    gated = gated_way[source] & (rule == "rule")
    ends = np.column_stack([u[source], v[source]])
    ends, node_source = _split_all(ends, closed_node, np.arange(len(gate_node)))
    if rule == "rule":
        at_gate = gate_node[node_source]
        core, gated = _core_and_gated(ends, length_m[source], gated, at_gate, node_source)
        rows, ends, node_source = _pass_gates(ends, gated, core, at_gate, node_source)
        source, gated = source[rows], gated[rows]
    part = _gated_parts(ends, gated, len(node_source))
    return GatedEdges(ends[:, 0].copy(), ends[:, 1].copy(), source, gated, part, node_source)


def _split_all(ends: Ints, split: Bools, node_source: Ints) -> tuple[Ints, Ints]:
    """Give every edge end at a ``split`` node a node of its own."""
    mask = split[ends]
    new = ends.copy()
    new[mask] = len(node_source) + np.arange(int(mask.sum()))
    return new, np.concatenate([node_source, node_source[ends[mask]]])


def _core_and_gated(ends: Ints, length_m: Floats, gated: Bools, at_gate: Bools, node_source: Ints) -> tuple[Bools, Bools]:
    """Edges of the largest open part; edges that are gated by tag or cut off from it."""
    if gated.all():
        return np.zeros(len(gated), dtype=bool), gated
    cut, cut_source = _split_all(ends, at_gate, node_source)
    open_label = components(cut[~gated, 0], cut[~gated, 1], len(cut_source))[cut[:, 0]]
    metres = np.bincount(open_label[~gated], weights=length_m[~gated])
    core = (open_label == int(np.argmax(metres))) & ~gated
    whole_label = components(ends[:, 0], ends[:, 1], len(node_source))[ends[:, 0]]
    reachable = whole_label == whole_label[np.argmax(core)]
    return core, gated | (reachable & ~core)


def _pass_gates(ends: Ints, gated: Bools, core: Bools, at_gate: Bools, node_source: Ints) -> tuple[Ints, Ints, Ints]:
    """
    Split gates between two open sides; returns rows of the edges given, their ends, and the source of each node.

    A gated edge at such a gate leads to either side, so it is repeated for each.
    """
    touching = np.flatnonzero(at_gate[ends].any(axis=1))
    sides: dict[int, list[int]] = {}
    for row in touching[core[touching]]:
        for node in ends[row][at_gate[ends[row]]]:
            sides.setdefault(int(node), []).append(int(row))
    copies: dict[int, list[int]] = {}
    new_ends, new_source = ends.copy(), list(node_source)
    for node, rows in sorted(sides.items()):
        if len(rows) == 1:
            continue
        for row in rows:
            column = 0 if new_ends[row, 0] == node else 1
            new_ends[row, column] = len(new_source)
            copies.setdefault(node, []).append(len(new_source))
            new_source.append(node_source[node])
    keep, repeated = np.ones(len(ends), dtype=bool), []
    for row in touching[gated[touching]]:
        choices = list(_choices(new_ends[row], copies))
        if len(choices) > 1:
            keep[row] = False
            repeated += [(int(row), a, b) for a, b in choices]
    extra = np.array(repeated, dtype=np.int64).reshape(-1, 3)
    rows_out = np.concatenate([np.flatnonzero(keep), extra[:, 0]])
    ends_out = np.concatenate([new_ends[keep], extra[:, 1:]])
    return rows_out, ends_out, np.array(new_source, dtype=np.int64)


def _choices(pair: Ints, copies: dict[int, list[int]]) -> Iterator[tuple[int, int]]:
    yield from product(*(copies.get(int(node), [int(node)]) for node in pair))


def _gated_parts(ends: Ints, gated: Bools, n_nodes: int) -> Ints:
    """Number the gated parts: edges that share a node which no open edge touches."""
    is_open = np.zeros(n_nodes, dtype=bool)
    is_open[ends[~gated].ravel()] = True
    rows = np.flatnonzero(gated)
    part = np.full(len(gated), -1, dtype=np.int64)
    if len(rows) == 0:
        return part
    inside = ~is_open[ends[rows]]
    edge_vertex = n_nodes + np.repeat(np.arange(len(rows)), 2).reshape(-1, 2)
    labels = components(edge_vertex[inside], ends[rows][inside], n_nodes + len(rows))
    part[rows] = np.unique(labels[n_nodes:], return_inverse=True)[1]
    return part
