"""
Ways of all demand points onto the network, kept for many searches at the pace of one profile (method §4). Station 3.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from xc_gis.analysis.arrays.geometry import Floats, Ints
from xc_gis.analysis.arrays.pairing import spans
from xc_gis.analysis.legs.legs import Attached, without_islands
from xc_gis.analysis.network.barriers import Barriers
from xc_gis.analysis.network.network import WalkingNetwork
from xc_gis.analysis.times.pieces import Piece, Pieces
from xc_gis.analysis.times.search import SearchGraph, build_search_graph, quickest
from xc_gis.analysis.times.search_loop import StateWays, ways_by_state
from xc_gis.analysis.times.walk_ground import Homes, WalkGround
from xc_gis.settings import Settings


class DemandWays:
    """
    Demand points on the network of one profile.

    Attributes
    ----------
    demand
        Demand points with their legs; those off the network have none.
    graph, pieces
        The network at the pace of the profile, whole and to be cut.
    """

    def __init__(self, demand: Attached, graph: SearchGraph, homes: Homes | None = None) -> None:
        self.demand, self.graph, self.pieces = without_islands(demand), graph, Pieces(graph)
        self._homes = homes or Homes(self.demand, graph.network.n_edges)
        self._ground: WalkGround | None = None

    def within(self, low: Floats, high: Floats) -> Ints:
        """Demand points on the network from ``low`` to ``high`` (east, north), ascending."""
        x, y, number = self._by_x
        strip = slice(*np.searchsorted(x, [low[0], np.nextafter(high[0], np.inf)]))
        return np.sort(number[strip][(y[strip] >= low[1]) & (y[strip] <= high[1])])

    def read(self, piece: Piece, onward: Floats, points: Ints) -> Floats:
        """
        Least seconds of demand points over their ways onto the network.

        Parameters
        ----------
        onward
            Seconds from each state of ``piece`` on, shape (searches, states), ``inf`` where nothing is reached.
        points
            Demand points, ascending.

        Returns
        -------
        ndarray, shape (points, searches)
            ``inf`` where nothing is reached.
        """
        first, state, cost_s = self._departures
        # a row for each state, so that a way reads all searches at once; the last row: a state out of reach
        table = np.full((piece.graph.n_states + 1, len(onward)), np.inf)
        table[:-1] = onward.T
        seconds = np.full((len(points), len(onward)), np.inf)
        count = first[points + 1] - first[points]
        if len(onward) == 1:
            rows, some = spans(first[points], count), count > 0
            total = table[piece.rows(state[rows]), 0] + cost_s[rows]
            seconds[some, 0] = np.minimum.reduceat(total, (np.cumsum(count) - count)[some]) if len(rows) else np.inf
            return seconds
        # ways to states that no search reaches are left out
        rows = spans(first[points], count)
        at, cost_s = piece.rows(state[rows]), cost_s[rows]
        useful = np.isfinite(table).any(axis=1)[at]
        at, cost_s = at[useful], cost_s[useful]
        count = np.bincount(np.repeat(np.arange(len(points)), count)[useful], minlength=len(points))
        begin = np.cumsum(count) - count
        order = np.argsort(-count, kind="stable")
        least = np.full(seconds.shape, np.inf)
        for rank in range(int(count.max(initial=0))):
            having = int(np.searchsorted(-count[order], -rank))
            way = begin[order[:having]] + rank
            total = table[at[way]]
            total += cost_s[way, None]
            np.minimum(least[:having], total, out=least[:having])
        seconds[order] = least
        return seconds

    def ground(self, barriers: Barriers, settings: Settings) -> WalkGround:
        """What compiled searches to these demand points read, kept for the next search; only where there is a ``library``."""
        kept = self._ground
        if kept is None or kept.barriers is not barriers or kept.settings is not settings:
            by_point = StateWays(*self._departures)
            kept = self._ground = WalkGround(self.demand, self._homes, self.graph, self.by_state, by_point, barriers, settings)
        return kept

    def prepare(self) -> None:
        """Make now what the first search would otherwise wait for."""
        _ = self._by_x, self._departures, self.demand.first_rows, self.pieces.by_x, self.graph.network.tree

    @cached_property
    def by_state(self) -> StateWays:
        """The quickest ways ordered by state, as compiled searches read them; only where there is a ``library``."""
        first, state, cost_s = self._departures
        point = np.repeat(np.arange(self.demand.n_points), np.diff(first))
        return ways_by_state(self.graph.n_states, state, point, cost_s)

    @cached_property
    def _by_x(self) -> tuple[Floats, Floats, Ints]:
        on = np.flatnonzero(~self.demand.off_network)
        order = on[np.argsort(self.demand.xy[on, 0], kind="stable")]
        return self.demand.xy[order, 0], self.demand.xy[order, 1], order

    @cached_property
    def _departures(self) -> tuple[Ints, Ints, Floats]:
        """Quickest way of each demand point to each state: first row of each point and one past the last, states, seconds."""
        seeds = self.graph.departures(self.demand.legs)
        point, state, cost_s = quickest(seeds.point, seeds.state, seeds.cost_s)
        return np.searchsorted(point, np.arange(self.demand.n_points + 1)), state, cost_s


class WaysByProfile:
    """
    Ways of the same demand points at the pace of any profile: each made when it is asked for, what they share once.

    Parameters
    ----------
    demand, network, settings
        Demand points with their legs, the network they lead to, and paces.
    """

    def __init__(self, demand: Attached, network: WalkingNetwork, settings: Settings) -> None:
        self._demand, self._network, self._settings = without_islands(demand), network, settings
        self._homes, self._made = Homes(self._demand, network.n_edges), dict[str, DemandWays]()

    def of(self, profile: str) -> DemandWays:
        """The ways at the pace of a profile."""
        if profile not in self._made:
            graph = build_search_graph(self._network, profile, self._settings)
            self._made[profile] = DemandWays(self._demand, graph, self._homes)
        return self._made[profile]
