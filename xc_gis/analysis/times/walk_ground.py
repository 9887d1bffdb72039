"""What compiled searches between the same demand points and any places read: streets, homes, walls, and room (method §4). Station 3."""

from __future__ import annotations

import ctypes
from functools import cached_property
from threading import Lock

import numpy as np

from xc_gis.analysis.arrays.buckets import Buckets, buckets
from xc_gis.analysis.arrays.geometry import Ints
from xc_gis.analysis.arrays.loops import BucketsC, pointers
from xc_gis.analysis.legs.legs import AT_NODE_M, Attached
from xc_gis.analysis.network.barrier_loop import WallsC
from xc_gis.analysis.network.barriers import TRIM_M, Barriers
from xc_gis.analysis.network.network import WalkingNetwork
from xc_gis.analysis.times.search import SearchGraph
from xc_gis.analysis.times.search_loop import Held, StateWays
from xc_gis.settings import Settings
from xc_gis.units import LENGTH_TOLERANCE_M, TIME_TOLERANCE_S

SQUARE_M = 75.0
"""Side of the squares in which homes are looked up: half of a leg's length."""

INTS, FLOATS, FLAGS = np.int64, np.float64, np.bool_


class RulesC(ctypes.Structure):
    """Constants of walks: pace, δ, wait, longest leg, metres within which a leg is at a node, bound, what is taken for nothing."""

    _fields_ = (
        *(
            (name, ctypes.c_double)
            for name in ("speed_m_s", "detour", "wait_s", "longest_m", "at_node_m", "bound_s", "tolerance_m")
        ),
        ("reaching", ctypes.c_int64),
        ("on_wheels", ctypes.c_int64),
    )


class WalkedC(ctypes.Structure):
    """All that a search reads, as C sees it."""

    _fields_ = (
        *((name, ctypes.c_void_p) for name in ("arcs", "onto", "onward", "streets", "homes", "at", "walls", "state_node")),
        ("count", ctypes.c_int64),
    )


class Homes:
    """
    Demand points with their legs, those off the network without, ordered as C reads them; made once for all profiles.

    Attributes
    ----------
    columns
        Addresses of what stands by edge.
    squares
        Where the demand points lie.
    every
        Address of their own numbers, -1 for those off the network.
    """

    def __init__(self, demand: Attached, n_edges: int) -> None:
        self._demand, self._n_edges, self._held = demand, n_edges, Held()

    @cached_property
    def columns(self) -> list[int]:
        """See above."""
        return [self._held.at(column, kind) for column, kind in _homes(self._demand, self._n_edges)]

    @cached_property
    def squares(self) -> Buckets:
        """See above."""
        return _squares(self._demand)

    @cached_property
    def every(self) -> int:
        """See above."""
        return self._held.at(np.where(self._demand.off_network, -1, np.arange(self._demand.n_points)), INTS)


class WalkGround:
    """
    A network with its demand points at the pace of one profile. Only where there is a ``library``.

    Parameters
    ----------
    demand, homes
        Demand points with their legs, those off the network without; and the same as C reads them.
    graph
        The network at the pace of a profile.
    by_state, by_point
        The quickest ways of the demand points onto the network, by state; and by point, with the states they lead to.
    barriers, settings
        As for ``short_walks``.

    Attributes
    ----------
    lock
        To be held while C searches: there is room for one search.
    room
        The room: after a search it is as it was before. By state: least seconds (``inf``) and a list; by demand point: least seconds
        (``inf``), what was known and when it was noted, column (-1), a bit (0); how many kinds of walks were looked at.
    """

    def __init__(
        self, demand: Attached, homes: Homes, graph: SearchGraph, by_state: StateWays, by_point: StateWays, barriers: Barriers, settings: Settings
    ) -> None:  # fmt: skip
        self.barriers, self.settings, self.n_homes = barriers, settings, demand.n_points
        self.lock, held = Lock(), Held()
        n, states = demand.n_points, graph.n_states
        self._column = np.full(n, -1)
        self._room = (
            np.full(states, np.inf), np.empty(states, dtype=INTS), np.full(n, np.inf), np.empty(n), np.zeros(n, dtype=INTS), self._column,
            np.zeros(n // 64 + 1, dtype=np.uint64), np.zeros(1, dtype=INTS),
        )  # fmt: skip
        self.room, self._homes, self._held = pointers(*self._room), homes, held
        self._state_node = held.at(graph.state_node, INTS)
        self._ways = held.arcs(graph.arcs), held.ways(by_state), held.ways(by_point)
        self._streets = held.record(*zip(*_streets(graph.network, settings), strict=True))
        self._ground = BucketsC.of(homes.squares), WallsC.of(barriers.walls, TRIM_M)
        self._rules = RulesC(
            graph.speed_m_s, graph.detour, graph.leg_wait_s, settings.number("legs.max_m") + LENGTH_TOLERANCE_M, AT_NODE_M, 0.0,
            LENGTH_TOLERANCE_M, settings.word("legs") == "reach", graph.profile == "wheelchair",
        )  # fmt: skip

    def walked(self, held: Held, areas: tuple[Ints, Ints] | None = None) -> WalkedC:
        """
        All that a search reads, as long as ``held`` lives.

        ``areas``: by demand point the numbers of its community and subdistrict, for a search that looks at the demand points to which the
        room gives a column; None: all demand points on the network, whoever they are.
        """
        columns = [self._homes.every] * 3
        if areas is not None:
            columns = [held.at(self._column, INTS), *(held.at(area, INTS) for area in areas)]
        homes = held.keep((ctypes.c_void_p * (len(self._homes.columns) + 3))(*self._homes.columns, *columns))
        parts = (*self._ways, self._streets, homes, *self._ground)
        return WalkedC(*map(ctypes.addressof, parts), self._state_node, self.n_homes)

    def rules(self, bound_s: float) -> RulesC:
        """Constants of walks within a bound, inclusive."""
        rules = RulesC.from_buffer_copy(self._rules)
        rules.bound_s = bound_s + TIME_TOLERANCE_S
        return rules


def entries(held: Held, entered: Attached) -> ctypes.Array[ctypes.c_void_p]:
    """Facility points with their legs, those off the network without, as C sees them as long as ``held`` lives."""
    first_pair, first_leg = entered.first_rows
    legs, pairs = entered.legs, entered.candidates
    columns = (
        (entered.xy, FLOATS), (entered.off_network, FLAGS), (first_leg, INTS), (legs.edge, INTS), (legs.offset_m, FLOATS),
        (legs.straight_m, FLOATS), (legs.waits, FLAGS), (first_pair, INTS), (pairs.edge, INTS), (pairs.foot_m, FLOATS),
        (pairs.off_line_m, FLOATS), (pairs.low_m, FLOATS), (pairs.high_m, FLOATS),
    )  # fmt: skip
    return held.record(*zip(*columns, strict=True))


def _streets(net: WalkingNetwork, settings: Settings) -> list[tuple[np.ndarray, type]]:
    gain = settings.number("legs.detour") ** 2 - net.slowness**2
    with np.errstate(divide="ignore", invalid="ignore"):
        move = np.where(gain > 0, net.slowness / np.sqrt(np.maximum(gain, 0.0)), np.inf)
    return [
        (net.u, INTS), (net.v, INTS), (net.x, FLOATS), (net.y, FLOATS), (net.slowness, FLOATS), (net.length_m, FLOATS), (move, FLOATS),
        (net.forward, FLAGS), (net.backward, FLAGS), (net.steps, FLAGS), (net.major, FLAGS),
    ]  # fmt: skip


def _homes(demand: Attached, n_edges: int) -> list[tuple[np.ndarray, type]]:
    legs, pairs = demand.legs, demand.candidates
    on_edge = np.flatnonzero(legs.edge >= 0)
    first_leg, by_edge = _by_edge(legs.edge[on_edge], n_edges)
    leg = on_edge[by_edge]
    first_pair, pair = _by_edge(pairs.edge, n_edges)
    return [
        (demand.xy, FLOATS), (first_leg, INTS), (legs.point[leg], INTS), (legs.offset_m[leg], FLOATS), (legs.straight_m[leg], FLOATS),
        (legs.waits[leg], FLAGS), (first_pair, INTS), (pairs.point[pair], INTS), (pairs.foot_m[pair], FLOATS),
        (pairs.off_line_m[pair], FLOATS), (pairs.low_m[pair], FLOATS), (pairs.high_m[pair], FLOATS),
    ]  # fmt: skip


def _squares(demand: Attached) -> Buckets:
    on = np.flatnonzero(~demand.off_network)
    x, y = demand.xy[on].T
    at = buckets(x, y, x, y, square_m=SQUARE_M)
    return at._replace(item=np.ascontiguousarray(on[at.item]))


def _by_edge(edge: Ints, n_edges: int) -> tuple[Ints, Ints]:
    """First row of each edge and one past the last, and the rows in this order."""
    return np.concatenate([[0], np.cumsum(np.bincount(edge, minlength=n_edges))]), np.argsort(edge, kind="stable")
