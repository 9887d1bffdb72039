"""
The search: networkx on three layers, since a walk may begin and end in gated ground but not cut through it.

    begin (gated edges) ──→ open (all others) ──→ end (gated edges)

A node of gated ground has a state in ``begin`` and one in ``end``; a node on the open network has one, or, where a shut gate stands on it,
one for each open edge. From ``begin`` a walk may also end at once, without the open network: wholly inside one gated part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import networkx as nx
import numpy as np

from tests.independent.legs import DETOUR, Attached, Legs, node_side
from tests.independent.network import Network
from tests.independent.waits import MAIN_NODE_S

SPEEDS = {"adult": 1.2, "senior": 0.9, "frail": 0.75, "child": 1.0, "wheelchair": 0.8, "planning": 1.0}


@dataclass
class Entries:
    """Where points meet the graph: (point, state, seconds), one row each."""

    point: np.ndarray
    state: np.ndarray
    seconds: np.ndarray


class Walks:
    """The graph of one profile, in seconds; its arrows point backwards, as searches begin at facilities."""

    def __init__(self, network: Network, profile: str, *, speed: float | None = None) -> None:
        self.network, self.profile = network, profile
        self.speed = speed or SPEEDS[profile]
        self.waits = profile != "planning"
        self.usable = network.gating.usable & (network.slowness < 2 if profile == "wheelchair" else True)
        self._number_states()
        self._build_graph()

    def _number_states(self) -> None:
        net, gated = self.network, self.network.gating.gated
        self.open_at: dict[tuple[int, int], int] = {}
        self.opens: defaultdict[int, list[int]] = defaultdict(list)
        self.begins: dict[int, int] = {}
        self.ends: dict[int, int] = {}
        count = 0
        for number, edge in enumerate(net.edges):
            for node in (edge.u, edge.v):
                key = (node, number if node in net.gating.shut else -1)
                if not gated[number] and key not in self.open_at:
                    self.open_at[key] = count
                    self.opens[node].append(count)
                    count += 1
        for number in np.flatnonzero(gated):
            for node in (net.edges[number].u, net.edges[number].v):
                if node not in self.opens and node not in self.begins:
                    self.begins[node], self.ends[node] = count, count + 1
                    count += 2
        self.count = count

    def _build_graph(self) -> None:
        self.backwards = nx.DiGraph()
        self.backwards.add_nodes_from(range(self.count))
        for number in np.flatnonzero(self.usable):
            edge = self.network.edges[number]
            seconds = self.edge_seconds(number)
            for a, b, allowed in ((edge.u, edge.v, edge.forward), (edge.v, edge.u, edge.backward)):
                if allowed:
                    for start, end in self._steps(number, a, b):
                        if seconds < self.backwards.get_edge_data(end, start, {"s": np.inf})["s"]:
                            self.backwards.add_edge(end, start, s=seconds, edge=int(number))

    def _steps(self, number: int, a: int, b: int) -> list[tuple[int, int]]:
        """States between which an edge leads, walked from node ``a`` to ``b``."""
        if not self.network.gating.gated[number]:
            return [(self._open(number, a), self._open(number, b))]
        steps = []
        if a in self.begins:
            steps += [(self.begins[a], end) for end in ([self.begins[b]] if b in self.begins else self.opens[b])]
        if b in self.ends:
            steps += [(start, self.ends[b]) for start in ([self.ends[a]] if a in self.ends else self.opens[a])]
        return steps

    def _open(self, number: int, node: int) -> int:
        return self.open_at[node, number if node in self.network.gating.shut else -1]

    def states(self, number: int, node: int, *, arriving: bool) -> list[int]:
        """States in which a walk along an edge leaves the point behind (or, arriving, comes to it) at one end of the edge."""
        if not self.network.gating.gated[number]:
            return [self._open(number, node)]
        if node not in self.begins:
            return self.opens[node]
        return [self.begins[node], self.ends[node]] if arriving else [self.begins[node]]

    def end_seconds(self, number: int, side: int) -> float:
        """Wait and ride at one end of an edge (-1: ``u``, 1: ``v``)."""
        edge = self.network.edges[number]
        wait, ride = (edge.wait_u, edge.ride_u) if side < 0 else (edge.wait_v, edge.ride_v)
        return (wait if self.waits else 0.0) + ride

    def edge_seconds(self, number: int) -> float:
        """A whole edge, with what is waited at both ends."""
        edge = self.network.edges[number]
        walk = edge.length_m * edge.slowness / self.speed
        return walk + self.end_seconds(number, -1) + self.end_seconds(number, 1)

    def leg_seconds(self, legs: Legs) -> np.ndarray:
        """Legs with their detour, and the wait where they end on a main road."""
        wait = MAIN_NODE_S if self.waits else 0.0
        return legs.length_m * DETOUR / self.speed + np.where(self.network.is_main[legs.edge], wait, 0.0)

    def legs(self, attached: Attached) -> Legs:
        """Those legs that end on an edge of this profile."""
        kept = self.usable[attached.legs.edge]
        legs = attached.legs
        return Legs(legs.point[kept], legs.edge[kept], legs.at_m[kept], legs.length_m[kept])

    def entries(self, attached: Attached, *, arriving: bool) -> Entries:
        """Seconds between each point and the states next to its legs; arriving: from the state to the point."""
        legs = self.legs(attached)
        leg_s, at_node = self.leg_seconds(legs), node_side(self.network, legs.edge, legs.at_m)
        slow = self.network.slowness / self.speed
        rows = []
        for side in (-1, 1):
            toward = side < 0 if not arriving else side > 0
            allowed = self.network.backward if toward else self.network.forward
            to_end = legs.at_m if side < 0 else self.network.length_m[legs.edge] - legs.at_m
            wait = np.array([self.end_seconds(number, side) for number in range(len(self.network.edges))])
            along = leg_s + to_end * slow[legs.edge] + wait[legs.edge]
            seconds = np.where(at_node == side, leg_s, along)
            kept = (at_node == side) | ((at_node == 0) & allowed[legs.edge])
            rows += self._spread(legs.point[kept], legs.edge[kept], seconds[kept], side, arriving=arriving)
        return _least(*(np.concatenate([row[part] for row in rows]) for part in range(3)))

    def _spread(
        self, point: np.ndarray, edge: np.ndarray, seconds: np.ndarray, side: int, *, arriving: bool
    ) -> list[tuple[np.ndarray, np.ndarray, np.ndarray]]:
        """A row for each state at that end of the edge."""
        ends = self.network.u if side < 0 else self.network.v
        known = {n: self.states(n, int(ends[n]), arriving=arriving) for n in np.unique(edge).tolist()}
        rows = []
        for place in range(max((len(states) for states in known.values()), default=1)):
            table = np.full(len(self.network.edges), -1)
            for number, states in known.items():
                table[number] = states[place] if place < len(states) else -1
            state = table[edge]
            rows.append((point[state >= 0], state[state >= 0], seconds[state >= 0]))
        return rows

    def seconds_to(self, arrivals: Entries, *, cutoff_s: float) -> np.ndarray:
        """Seconds from every state to the nearest of some points; infinite beyond the cutoff."""
        found = np.full(self.count, np.inf)
        with _joined(self.backwards, arrivals):
            lengths = nx.single_source_dijkstra_path_length(self.backwards, ALL, cutoff=cutoff_s, weight="s")
        for state, seconds in lengths.items():
            if state != ALL:
                found[state] = seconds
        return found

    def path_to(self, state: int, arrivals: Entries) -> list[int]:
        """States from one to the nearest of some points, in the order of the walk."""
        with _joined(self.backwards, arrivals):
            path = nx.dijkstra_path(self.backwards, ALL, state, weight="s")
        return path[:0:-1]


ALL = "all"


@contextmanager
def _joined(backwards: nx.DiGraph, arrivals: Entries) -> Iterator[None]:
    """One more vertex for the while, from which all arrivals are reached with their seconds."""
    backwards.add_node(ALL)
    for state, seconds in zip(arrivals.state.tolist(), arrivals.seconds.tolist(), strict=True):
        if seconds < backwards.get_edge_data(ALL, state, {"s": np.inf})["s"]:
            backwards.add_edge(ALL, state, s=seconds)
    try:
        yield
    finally:
        backwards.remove_node(ALL)


def _least(point: np.ndarray, state: np.ndarray, seconds: np.ndarray) -> Entries:
    """The quickest of the rows with the same point and state, in the order of points."""
    order = np.lexsort((seconds, state, point))
    point, state, seconds = point[order], state[order], seconds[order]
    first = np.ones(len(point), dtype=bool)
    first[1:] = (point[1:] != point[:-1]) | (state[1:] != state[:-1])
    return Entries(point[first], state[first], seconds[first])
