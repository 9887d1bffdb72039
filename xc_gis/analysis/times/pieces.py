"""
Pieces of a search graph: the states in a box, found and cut out without a look at the others (method §4). Station 3.

A walk from one place touches a square kilometre or ten. On a network of a million nodes a search of the whole, or even a
look at each of its nodes, would take longer than the search of the piece.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from xc_gis.analysis.arrays.geometry import Floats, Ints
from xc_gis.analysis.times.search import SearchGraph, Seeds


@dataclass(frozen=True)
class Piece:
    """
    Some states of a search graph.

    Attributes
    ----------
    graph
        Search graph of these states alone, numbered from 0.
    number
        By state of the whole graph: one more than its number here, 0 outside.
    """

    graph: SearchGraph
    number: np.ndarray

    def rows(self, states: Ints) -> Ints:
        """Number of states of the whole graph in this piece, -1 outside."""
        return self.number[states].astype(np.int64) - 1

    def seeds(self, seeds: Seeds) -> Seeds:
        """Those of some seeds that lie in the piece, by its own numbers."""
        at = self.rows(seeds.state)
        near = at >= 0
        return Seeds(seeds.point[near], at[near], seeds.cost_s[near], seeds.leg[near])


@dataclass(frozen=True)
class Pieces:
    """Cuts pieces out of one search graph."""

    whole: SearchGraph

    def within(self, low: Floats, high: Floats) -> Piece:
        """The states whose nodes lie in the box from ``low`` to ``high`` (east, north in metres), borders included."""
        x, y, state = self.by_x
        strip = slice(*np.searchsorted(x, [low[0], np.nextafter(high[0], np.inf)]))
        return self.of(np.sort(state[strip][(y[strip] >= low[1]) & (y[strip] <= high[1])]))

    def of(self, states: Ints) -> Piece:
        """The piece of some states, ascending."""
        # memory that is handed out as zeros is not touched where it is not written
        number = np.zeros(self.whole.n_states, dtype=np.int32)
        number[states] = np.arange(1, len(states) + 1)
        whole = self.whole
        cut = whole.arcs.between(states, number)
        graph = SearchGraph(
            whole.network, whole.profile, whole.speed_m_s, whole.detour, whole.leg_wait_s, cut, whole.end_state
        )  # fmt: skip
        return Piece(graph, number)

    @cached_property
    def by_x(self) -> tuple[Floats, Floats, Ints]:
        """East and north of every state and its number, from west to east."""
        node = self.whole.state_node
        x, y = self.whole.network.x[node], self.whole.network.y[node]
        order = np.argsort(x, kind="stable")
        return x[order], y[order], order
