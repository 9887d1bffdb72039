"""
Ways from the cells of a grid onto the network, ordered by where they lead (method §6).

A place is reached from a few hundred nodes of a network of many thousands: reading only the ways that lead to these
makes the cost of an isochrone follow the ground it covers, not the size of the grid.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.arrays.loops import library
from xc_gis.analysis.legs.legs import Legs
from xc_gis.analysis.times.arcs import Arcs
from xc_gis.analysis.times.search import SearchGraph, Seeds
from xc_gis.analysis.times.search_loop import StateWays, ways_by_state

LOOKUPS_AT_ONCE = 2_000_000
"""Ways compared with their neighbours together: bounds the memory."""


@dataclass(frozen=True)
class Ways:
    """
    Ways from cells to states of the search, ordered by state.

    Attributes
    ----------
    first
        First way to each state, and one past the last.
    cell, cost_s
        By way: the cell it begins at, and its seconds.
    """

    first: Ints
    cell: Ints
    cost_s: Floats

    @property
    def by_state(self) -> StateWays:
        """As compiled searches read them."""
        return StateWays(self.first, self.cell, self.cost_s)

    def lower(self, seconds: Floats, states: Ints, onward_s: Floats) -> None:
        """Lower the seconds of cells to those of the ways to ``states`` (ascending) and on from there."""
        if len(states) == 0:
            return
        # neighbours in the plane are neighbours in number: the ways of many states lie in one piece
        gap = np.flatnonzero(np.diff(states) > 1)
        begin = self.first[states[np.append(0, gap + 1)]].tolist()
        end = self.first[states[np.append(gap, len(states) - 1)] + 1].tolist()
        cell = np.concatenate([self.cell[a:b] for a, b in zip(begin, end, strict=True)])
        cost_s = np.concatenate([self.cost_s[a:b] for a, b in zip(begin, end, strict=True)])
        cost_s += np.repeat(onward_s, self.first[states + 1] - self.first[states])
        np.minimum.at(seconds, cell, cost_s)


@dataclass(frozen=True)
class GridWays:
    """
    Quickest ways from the cells of a grid onto the network.

    Attributes
    ----------
    n_cells
        Number of cells.
    to
        Ways for walks that end at their state.
    through
        Those of them that a walk over more of the network may need.
    """

    n_cells: int
    to: Ways
    through: Ways

    def seconds(self, states: Ints, onward_s: Floats, ends: Ints) -> Floats:
        """
        Seconds of every cell to a place.

        Parameters
        ----------
        states, onward_s
            States that the search from the place reached, ascending, and their seconds.
        ends
            Those among them at which a walk leaves the network for the place: numbers of ``states``, ascending.
        """
        seconds = np.full(self.n_cells, np.inf)
        self.through.lower(seconds, states, onward_s)
        if self.to is not self.through:
            self.to.lower(seconds, states[ends], onward_s[ends])
        return seconds


def grid_ways(graph: SearchGraph, legs: Legs, *, thin: bool = True) -> GridWays:
    """
    Order the departures of a grid by state; ``thin``: without those that are never the only quickest.

    A way to a state is not needed where another leads to a neighbour and on to it in no more time. Of the others, a way
    is not needed *through* its state where to each state that follows another way is as quick: whatever walk goes on, that
    other way is on it later. Neither changes a time.
    """
    departures = graph.departures(legs)
    if not thin:
        every = _ordered(graph, departures.point, departures.state, departures.cost_s)
        return GridWays(legs.n_points, every, every)
    key, cost_s = _quickest(departures, graph.n_states)
    kept = ~_beaten(graph, key, cost_s)
    key, cost_s = key[kept], cost_s[kept]
    through = _needed_through(graph, key, cost_s)
    return GridWays(legs.n_points, _by_state(graph, key, cost_s), _by_state(graph, key[through], cost_s[through]))


def _by_state(graph: SearchGraph, key: Ints, cost_s: Floats) -> Ways:
    cell, state = np.divmod(key, graph.n_states)
    return _ordered(graph, cell, state, cost_s)


def _ordered(graph: SearchGraph, cell: Ints, state: Ints, cost_s: Floats) -> Ways:
    """Ways by state, those of one state as they come."""
    if library() is not None:
        return Ways(*ways_by_state(graph.n_states, state, cell, cost_s))
    order = np.argsort(state, kind="stable")
    first = np.searchsorted(state[order], np.arange(graph.n_states + 1))
    return Ways(first, cell[order], cost_s[order])


def _quickest(departures: Seeds, n_states: int) -> tuple[Ints, Floats]:
    """Of several ways from a cell to a state the quickest: ascending ``cell · n_states + state``, and seconds."""
    key = departures.point * n_states + departures.state
    if len(key) == 0:
        return key, departures.cost_s
    order = np.argsort(key, kind="stable")
    key = key[order]
    first = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]]))
    return key[first], np.minimum.reduceat(departures.cost_s[order], first)


def _beaten(graph: SearchGraph, key: Ints, cost_s: Floats) -> Bools:
    """Ways that take no less than the way to a neighbour and the arc from there; that one is quicker itself, so no two beat each other."""
    beaten = np.zeros(len(key), dtype=bool)
    for way, other, arc_s in _neighbours(graph.arcs, key):
        beaten[way[(other >= 0) & (cost_s[other] + arc_s <= cost_s[way])]] = True
    return beaten


def _needed_through(graph: SearchGraph, key: Ints, cost_s: Floats) -> Bools:
    """Ways with a state that follows theirs to which no other way is as quick."""
    needed = np.zeros(len(key), dtype=bool)
    for way, other, arc_s in _neighbours(graph.forward_arcs, key):
        needed[way[(other < 0) | (cost_s[other] > cost_s[way] + arc_s)]] = True
    return needed


def _neighbours(arcs: Arcs, key: Ints) -> Iterator[tuple[Ints, Ints, Floats]]:
    """Of each way and arc of its state: the way, that from its cell to the arc's other state (-1: none), the arc's seconds."""
    n = arcs.n_states
    state = key % n
    count = np.diff(arcs.indptr)[state]
    batch = (np.cumsum(count) - count) // LOOKUPS_AT_ONCE
    for part in np.split(np.arange(len(key)), np.flatnonzero(np.diff(batch)) + 1):
        way = np.repeat(part, count[part])
        within = np.arange(len(way)) - np.repeat(np.cumsum(count[part]) - count[part], count[part])
        arc = arcs.indptr[state[way]] + within
        wanted = key[way] - state[way] + arcs.indices[arc]
        at = np.minimum(np.searchsorted(key, wanted), len(key) - 1)
        yield way, np.where(key[at] == wanted, at, -1), arcs.data[arc]
