"""
One search from many facilities over a network that is too large for the processor's memory close at hand (method §4).

A search that grows everywhere at once touches the whole network between any two neighbours; on a million nodes it takes
twice as long for each as on forty thousand. Patch by patch it stays in one place. What a patch cannot know for certain,
because a facility beyond its rim might be nearer, is left to one last search over these few nodes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.arrays.pairing import spans
from xc_gis.analysis.times.search import SearchGraph, Seeds
from xc_gis.analysis.times.tiles import cut
from xc_gis.units import LENGTH_TOLERANCE_M, TIME_TOLERANCE_S

PATCH_M, HALO_M = 9000.0, 900.0
"""Side of a patch and width of its halo: of those tried (5 to 15 km, 0.5 to 1.5 km) the quickest on a million nodes."""

LARGE_STATES = 200_000
"""Below this a whole-graph search is as quick."""


LEAST_IN_PATCH = 20
"""With fewer facilities in a patch most of them are farther away than the halo is wide, and little would be certain."""


@dataclass(frozen=True)
class _Patch:
    """
    A square of the network with its halo.

    Attributes
    ----------
    piece
        Search graph of its states.
    states
        Their numbers in the whole graph.
    core
        Rows of ``states`` inside the square itself.
    rim_m
        Straight metres from these to the rim of the halo.
    """

    piece: SearchGraph
    states: Ints
    core: Ints
    rim_m: Floats


@dataclass(frozen=True)
class LargeSearch:
    """Searches on ``graph`` with the answers of ``graph.search``, however large it is."""

    graph: SearchGraph

    def search(self, group: Seeds, bound_s: float) -> Floats:
        """Seconds from every state to the nearest point of the group, ``inf`` beyond the bound."""
        graph = self.graph
        if graph.n_states < LARGE_STATES or np.count_nonzero(np.diff(group.point)) < LEAST_IN_PATCH * len(self._patches):
            return graph.search([group], bound_s)[0]
        least = np.full(graph.n_states, np.inf)
        np.minimum.at(least, group.state, group.cost_s)
        seconds, certain = np.full(graph.n_states, np.inf), np.zeros(graph.n_states, dtype=bool)
        for patch in self._patches:
            found = _search_from(patch.piece, least[patch.states], bound_s)[patch.core]
            core = patch.states[patch.core]
            seconds[core] = found
            # whoever comes from beyond the rim walks at least the straight way from there
            longest = np.minimum(found, bound_s) + TIME_TOLERANCE_S
            certain[core] = longest * graph.speed_m_s <= patch.rim_m - LENGTH_TOLERANCE_M
        return self._settled(least, seconds, certain, bound_s)

    def _settled(self, least: Floats, seconds: Floats, certain: Bools, bound_s: float) -> Floats:
        """Search once more over the states that are not certain; whatever leads into them from the others is known."""
        if certain.all():
            return seconds
        piece, number = cut(self.graph, ~certain)
        states = np.flatnonzero(~certain)
        start = least[states]
        arcs = self.graph.forward_arcs
        count = np.diff(arcs.indptr)[states]
        arc = spans(arcs.indptr[states].astype(np.int64), count)
        onto = arcs.indices[arc]
        known = certain[onto]
        np.minimum.at(start, np.repeat(number[states], count)[known], seconds[onto[known]] + arcs.data[arc[known]])
        seconds[states] = _search_from(piece, start, bound_s)
        return seconds

    @cached_property
    def _patches(self) -> list[_Patch]:
        return list(self._cut_patches())

    def _cut_patches(self) -> Iterator[_Patch]:
        graph = self.graph
        x, y = graph.network.x[graph.state_node], graph.network.y[graph.state_node]
        column, row = (np.floor((axis - axis.min()) / PATCH_M).astype(np.int64) for axis in (x, y))
        for at in np.unique(column * (row.max() + 1) + row).tolist():
            west, south = (x.min() + at // (row.max() + 1) * PATCH_M, y.min() + at % (row.max() + 1) * PATCH_M)
            inward = np.minimum.reduce(
                [x - west + HALO_M, west + PATCH_M + HALO_M - x, y - south + HALO_M, south + PATCH_M + HALO_M - y]
            )
            inside = inward >= 0
            states = np.flatnonzero(inside)
            core = np.flatnonzero((column[states] == at // (row.max() + 1)) & (row[states] == at % (row.max() + 1)))
            yield _Patch(cut(graph, inside)[0], states, core, inward[states[core]])


def _search_from(piece: SearchGraph, least: Floats, bound_s: float) -> Floats:
    """Search from all states of a piece that a facility has ways to; ``least``: seconds of these, ``inf`` elsewhere."""
    state = np.flatnonzero(least < np.inf)
    if len(state) == 0:
        return np.full(len(least), np.inf)
    return piece.search([Seeds(state, state, least[state], state)], bound_s)[0]
