"""
Bounded search for walking times on the network (method §4). Station 3: legs → seconds.

Gates need a little memory: a walk may leave one gated part, cross the open network and enter another. So each node
inside a gated part stands twice, once for walks that begin there and once for walks that end there, and a plain
shortest-path search does the rest. Searches run from the facilities on the reversed graph.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.arrays.loops import library
from xc_gis.analysis.legs.legs import Legs
from xc_gis.analysis.network.network import WalkingNetwork
from xc_gis.analysis.times.arcs import Arcs
from xc_gis.analysis.times.search_loop import EdgeWays, SeedGroups, search_rows, ways_of_legs
from xc_gis.settings import Settings
from xc_gis.units import TIME_TOLERANCE_S

LEAST_SEED_S = 1e-9
"""SciPy reads a stored zero as "no edge": a facility on a node is this far away."""


MANY_LEGS = 5_000
"""Legs from which on compiled code finds their ways: it needs a row for every edge of the network."""


@dataclass(frozen=True)
class Seeds:
    """
    Ways between points and states of the search, sorted by point; a state may come several times.

    Attributes
    ----------
    point, state
        Indices.
    cost_s
        Seconds between the two.
    leg
        Index of the leg used.
    """

    point: Ints
    state: Ints
    cost_s: Floats
    leg: Ints

    def take(self, rows: Ints | Bools | slice) -> Seeds:
        """Some of the seeds."""
        return Seeds(self.point[rows], self.state[rows], self.cost_s[rows], self.leg[rows])


@dataclass(frozen=True)
class SearchGraph:
    """
    The network of one profile as a reversed graph of states.

    Attributes
    ----------
    network, profile
        What it was made from.
    speed_m_s, detour, leg_wait_s
        Walking speed, and what a metre and the end of a leg cost.
    arcs
        Seconds from state *column* to state *row*'s predecessor, that is, walked from column to row.
    end_state
        By node: the state for walks that end there.
    """

    network: WalkingNetwork
    profile: str
    speed_m_s: float
    detour: float
    leg_wait_s: float
    arcs: Arcs
    end_state: Ints

    @property
    def n_states(self) -> int:
        """Number of states."""
        return self.arcs.n_states

    @cached_property
    def state_node(self) -> Ints:
        """Node of each state."""
        nodes = np.arange(self.n_states)
        inside = self.end_state >= self.network.n_nodes
        nodes[self.end_state[inside]] = np.flatnonzero(inside)
        return nodes

    def departures(self, legs: Legs) -> Seeds:
        """Ways from points (demand) onto the network."""
        net = self.network
        return self._seeds(legs, to_u=net.backward, to_v=net.forward, arriving=False)

    def arrivals(self, legs: Legs) -> Seeds:
        """Ways from the network to points (facilities)."""
        net = self.network
        return self._seeds(legs, to_u=net.forward, to_v=net.backward, arriving=True)

    def leg_seconds(self, legs: Legs) -> Floats:
        """Seconds of the legs themselves, waiting at a main road included."""
        seconds: Floats = legs.straight_m * (self.detour / self.speed_m_s) + legs.waits * self.leg_wait_s
        return seconds

    def _seeds(self, legs: Legs, *, to_u: Bools, to_v: Bools, arriving: bool) -> Seeds:
        if library() is not None and len(legs.point) >= MANY_LEGS:
            leg, state, cost = self._ways_of_legs(legs, to_u, to_v)
        else:
            leg, state, cost = self._ways_by_column(legs, to_u, to_v)
        if not arriving:
            return Seeds(legs.point[leg], state, cost, leg)
        # a walk may end inside a gated part coming from outside it, or wholly inside it
        inside = self.end_state[state] != state
        leg, cost = np.concatenate([leg, leg[inside]]), np.concatenate([cost, cost[inside]])
        state = np.concatenate([self.end_state[state], state[inside]])
        order = np.argsort(legs.point[leg], kind="stable")
        return Seeds(legs.point[leg[order]], state[order], cost[order], leg[order])

    def _ways_of_legs(self, legs: Legs, to_u: Bools, to_v: Bools) -> tuple[Ints, Ints, Floats]:
        """Ways of legs to nodes: legs, nodes, seconds; in compiled code."""
        net = self.network
        on_wheels = self.profile == "wheelchair"  # the end of steps is reached by their edge alone
        level = ~net.steps if on_wheels else np.ones(net.n_edges, dtype=bool)
        at_node = net.node_on_wheels if on_wheels else np.ones(net.n_nodes, dtype=bool)
        edges = EdgeWays(
            net.u, net.v, net.length_m, net.slowness / self.speed_m_s, *net.delays(self.profile), to_u & level, to_v & level
        )
        return ways_of_legs(edges, at_node, legs, self.detour / self.speed_m_s, self.leg_wait_s)

    def _ways_by_column(self, legs: Legs, to_u: Bools, to_v: Bools) -> tuple[Ints, Ints, Floats]:
        """The same with NumPy."""
        net = self.network
        on_edge = legs.edge >= 0
        back, ahead = legs.to_u.copy(), legs.to_v.copy()
        edge = legs.edge[on_edge]
        back[on_edge] &= to_u[edge]
        ahead[on_edge] &= to_v[edge]
        if self.profile == "wheelchair":  # the end of steps is reached by their edge alone
            back[on_edge] &= ~net.steps[edge]
            ahead[on_edge] &= ~net.steps[edge]
            back[~on_edge] = net.node_on_wheels[legs.node[~on_edge]]
        leg, side = np.nonzero(np.stack([back, ahead], axis=1))
        state, cost = legs.node[leg], legs.straight_m[leg] * (self.detour / self.speed_m_s) + legs.waits[leg] * self.leg_wait_s
        along = np.flatnonzero(legs.edge[leg] >= 0)  # few: most legs that are ways end at a node
        at_v, edge, metres = side[along] == 1, legs.edge[leg[along]], legs.offset_m[leg[along]]
        metres = np.where(at_v, net.length_m[edge] - metres, metres)
        delay_u, delay_v = net.delays(self.profile, edge)
        cost[along] = cost[along] + metres * (net.slowness[edge] / self.speed_m_s) + np.where(at_v, delay_v, delay_u)
        state[along] = np.where(at_v, net.v[edge], net.u[edge])
        return leg, state, cost

    def search(self, groups: Sequence[Seeds], limit_s: float) -> Floats:
        """
        Seconds from every state to the nearest point of each group.

        Parameters
        ----------
        groups
            Arrivals of the points of each group.
        limit_s
            Bound of the search, inclusive.

        Returns
        -------
        ndarray, shape (groups, states)
            ``inf`` beyond the bound.
        """
        return _bounded(self.arcs, groups, limit_s)[0]

    def search_onward(self, groups: Sequence[Seeds], limit_s: float) -> Floats:
        """Seconds to every state from the nearest point of each group of departures; else as ``search``."""
        return _bounded(self.forward_arcs, groups, limit_s)[0]

    def search_with_way(self, group: Seeds, limit_s: float) -> tuple[Floats, Ints]:
        """As ``search`` for one group, and the next state on the way from each state; -1 where the way ends."""
        seconds, onward = _bounded(self.arcs, [group], limit_s, ways=True)
        assert onward is not None
        following = onward[0]
        return seconds[0], np.where((following >= 0) & (following < self.n_states), following, -1)

    def search_onward_with_way(self, group: Seeds, limit_s: float) -> tuple[Floats, Ints]:
        """As ``search_onward`` for one group, and the state before each state; -1 where the way begins."""
        seconds, before = _bounded(self.forward_arcs, [group], limit_s, ways=True)
        assert before is not None
        earlier = before[0]
        return seconds[0], np.where((earlier >= 0) & (earlier < self.n_states), earlier, -1)

    @cached_property
    def forward_arcs(self) -> Arcs:
        """``arcs`` in walking direction."""
        return self.arcs.turned()


def _bounded(arcs: Arcs, groups: Sequence[Seeds], limit_s: float, *, ways: bool = False) -> tuple[Floats, Ints | None]:
    """Search from a virtual state for each group, joined to the states of its seeds."""
    n, count = arcs.n_states, len(groups)
    if count == 0:
        return np.empty((0, n)), None
    if library() is not None and not ways:
        seeds = SeedGroups.of([(group.state, group.cost_s) for group in groups])
        return search_rows(arcs, seeds, LEAST_SEED_S, limit_s + TIME_TOLERANCE_S), None
    from scipy.sparse.csgraph import dijkstra  # noqa: PLC0415 - loaded where it is needed only (decision 0156)

    best = [_least_by_state(group, n) for group in groups]
    indptr = np.concatenate([arcs.indptr, arcs.indptr[-1] + np.cumsum([len(state) for state, _ in best])])
    indices = np.concatenate([arcs.indices, *(state for state, _ in best)])
    data = np.concatenate([arcs.data, *(np.maximum(cost, LEAST_SEED_S) for _, cost in best)])
    joined = Arcs(indptr.astype(np.int32), indices.astype(np.int32), data)
    found = dijkstra(
        joined.matrix(),
        directed=True,
        indices=np.arange(n, n + count),
        limit=limit_s + TIME_TOLERANCE_S,
        return_predecessors=ways,
    )
    seconds, onward = found if ways else (found, None)
    return np.asarray(seconds)[:, :n], None if onward is None else np.asarray(onward)[:, :n]


def quickest(row: Ints, column: Ints, cost: Floats) -> tuple[Ints, Ints, Floats]:
    """Of parallel edges the quickest stands: a sparse matrix would add them up."""
    n = int(column.max(initial=0)) + 1
    key = row * n + column
    order = np.argsort(key, kind="stable")
    key = key[order]
    first = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]]))[: len(key)]
    least = np.minimum.reduceat(cost[order], first) if len(key) else cost
    row, column = np.divmod(key[first], n)
    return row, column, least


def _least_by_state(seeds: Seeds, n_states: int) -> tuple[Ints, Floats]:
    least = np.full(n_states, np.inf)
    np.minimum.at(least, seeds.state, seeds.cost_s)
    state = np.flatnonzero(least < np.inf)
    return state, least[state]


def build_search_graph(network: WalkingNetwork, profile: str, settings: Settings) -> SearchGraph:
    """Make the reversed graph of states of one profile (method §2: profiles, gates)."""
    inside = ~network.node_is_open
    end_state = np.arange(network.n_nodes)
    end_state[inside] = network.n_nodes + np.arange(int(inside.sum()))
    seconds = network.time_s(profile, settings)
    tails, heads, costs = [], [], []
    for allowed, tail, head in (
        (network.forward, network.u, network.v),
        (network.backward, network.v, network.u),
    ):
        usable = allowed & ~np.isnan(seconds)
        begins = usable & (~network.gated | inside[tail])  # open edges, and gated ones walked at the beginning
        tails.append(tail[begins])
        heads.append(head[begins])
        costs.append(seconds[begins])
        ends = usable & network.gated & inside[head]  # gated edges walked at the end
        tails.append(end_state[tail[ends]])
        heads.append(end_state[head[ends]])
        costs.append(seconds[ends])
    n_states = network.n_nodes + int(inside.sum())
    row, column, least = quickest(np.concatenate(heads), np.concatenate(tails), np.concatenate(costs))
    arcs = Arcs.of_pairs(row, column, least, n_states)
    return SearchGraph(
        network=network,
        profile=profile,
        speed_m_s=settings.speed(profile),
        detour=settings.number("legs.detour") if settings.word("legs") == "reach" else 1.0,
        leg_wait_s=0.0 if profile == "planning" else settings.number("wait.leg_s"),
        arcs=arcs,
        end_state=end_state,
    )
