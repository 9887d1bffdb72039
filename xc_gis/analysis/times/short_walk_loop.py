"""
Walks without a node, walk by walk in compiled code: what ``short_walks`` finds kind by kind with NumPy (method §3 and §4). Station 3.
"""

from __future__ import annotations

import ctypes
from typing import NamedTuple

import numpy as np

from xc_gis.analysis.arrays.buckets import buckets
from xc_gis.analysis.arrays.geometry import Floats, Ints
from xc_gis.analysis.arrays.loops import BucketsC, address, library
from xc_gis.analysis.legs.legs import AT_NODE_M, Attached
from xc_gis.analysis.network.barrier_loop import WallsC
from xc_gis.analysis.network.barriers import TRIM_M, Barriers
from xc_gis.analysis.times.search import SearchGraph
from xc_gis.settings import Settings
from xc_gis.units import LENGTH_TOLERANCE_M, TIME_TOLERANCE_S

SQUARE_M = 75.0
"""Side of the squares in which homes are looked up: half of a leg's length."""


class WalkOffers(NamedTuple):
    """
    What is offered where, and to whom.

    Attributes
    ----------
    point, row
        Facility point, and the row of the table of seconds that it lowers.
    community, subdistrict
        Number of the area to which the offer is bound, -1 where it is not.
    """

    point: Ints
    row: Ints
    community: Ints
    subdistrict: Ints

    @classmethod
    def to_everybody(cls, row_of_point: Ints) -> WalkOffers:
        """Every point offers to everybody."""
        points = np.arange(len(row_of_point))
        free = np.full(len(points), -1)
        return cls(points, row_of_point, free, free)


class _RulesC(ctypes.Structure):
    _fields_ = (
        *(
            (name, ctypes.c_double)
            for name in ("speed_m_s", "detour", "wait_s", "longest_m", "at_node_m", "bound_s", "tolerance_m")
        ),
        ("reaching", ctypes.c_int64),
        ("on_wheels", ctypes.c_int64),
    )


class ShortWalkLoop:
    """
    Lowers times of the same demand points by short walks, for one set of facility points after the other. Only where there is a ``library``.

    Parameters
    ----------
    demand
        Demand points with their legs; those off the network without.
    graph
        The network at the pace of a profile.
    barriers, settings
        As for ``short_walks``.
    """

    def __init__(self, demand: Attached, graph: SearchGraph, barriers: Barriers, settings: Settings) -> None:
        self.barriers, self.settings, net = barriers, settings, graph.network
        detour, longest = settings.number("legs.detour"), settings.number("legs.max_m") + LENGTH_TOLERANCE_M
        gain = detour**2 - net.slowness**2
        with np.errstate(divide="ignore", invalid="ignore"):
            move = np.where(gain > 0, net.slowness / np.sqrt(np.maximum(gain, 0.0)), np.inf)
        ints, floats, flags = np.int64, np.float64, np.bool_
        self._streets = _columns(
            (net.u, ints), (net.v, ints), (net.x, floats), (net.y, floats), (net.slowness, floats), (net.length_m, floats),
            (move, floats), (net.forward, flags), (net.backward, flags), (net.steps, flags), (net.major, flags),
        )  # fmt: skip
        legs, pairs = demand.legs, demand.candidates
        on_edge = np.flatnonzero(legs.edge >= 0)
        first_leg, by_edge = _by_edge(legs.edge[on_edge], net.n_edges)
        leg = on_edge[by_edge]
        first_pair, pair = _by_edge(pairs.edge, net.n_edges)
        self._homes = _columns(
            (demand.xy, floats), (first_leg, ints), (legs.point[leg], ints), (legs.offset_m[leg], floats), (legs.straight_m[leg], floats),
            (legs.waits[leg], flags), (first_pair, ints), (pairs.point[pair], ints), (pairs.foot_m[pair], floats),
            (pairs.off_line_m[pair], floats), (pairs.low_m[pair], floats), (pairs.high_m[pair], floats),
        )  # fmt: skip
        on = np.flatnonzero(~demand.off_network)
        x, y = demand.xy[on].T
        at = buckets(x, y, x, y, square_m=SQUARE_M)
        self._at = at._replace(item=np.ascontiguousarray(on[at.item]))
        self._rules = _RulesC(
            graph.speed_m_s, graph.detour, graph.leg_wait_s, longest, AT_NODE_M, 0.0, LENGTH_TOLERANCE_M,
            settings.word("legs") == "reach", graph.profile == "wheelchair",
        )  # fmt: skip

    def lower(
        self,
        table: Floats,
        column_of: Ints,
        entered: Attached,
        offers: WalkOffers,
        bound_s: float,
        homes: tuple[Ints, Ints] | None = None,
    ) -> None:
        """
        Lower a table of seconds.

        Parameters
        ----------
        table
            Shape (rows of the offers, columns), C order.
        column_of
            By demand point its column, -1 where it has none.
        entered
            Facility points with their legs; those off the network without.
        bound_s
            Longest time, inclusive.
        homes
            By demand point the numbers of its community and subdistrict; None where no offer is bound to one.
        """
        loops = library()
        assert loops is not None
        ints, floats, flags = np.int64, np.float64, np.bool_
        community, subdistrict = homes or (column_of, column_of)
        people = _columns((column_of, ints), (community, ints), (subdistrict, ints))
        first_pair, first_leg = entered.first_rows
        legs, pairs = entered.legs, entered.candidates
        places = _columns(
            (entered.xy, floats), (entered.off_network, flags), (first_leg, ints), (legs.edge, ints), (legs.offset_m, floats),
            (legs.straight_m, floats), (legs.waits, flags), (first_pair, ints), (pairs.edge, ints), (pairs.foot_m, floats),
            (pairs.off_line_m, floats), (pairs.low_m, floats), (pairs.high_m, floats),
        )  # fmt: skip
        offered = _columns(*((column, ints) for column in offers))
        rules = _RulesC.from_buffer_copy(self._rules)
        rules.bound_s = bound_s + TIME_TOLERANCE_S
        done = loops.lower_by_short_walks(
            _record(self._streets), _record([*self._homes, *people]), ctypes.byref(BucketsC.of(self._at)), _record(places),
            ctypes.c_int64(len(offers.point)), _record(offered), ctypes.byref(WallsC.of(self.barriers.walls, TRIM_M)), ctypes.byref(rules),
            ctypes.c_int64(table.shape[0]), ctypes.c_int64(table.shape[1]), ctypes.c_void_p(address(table)),
        )  # fmt: skip
        if not done:
            raise MemoryError


def _columns(*columns: tuple[np.ndarray, type]) -> list[np.ndarray]:
    return [np.ascontiguousarray(column, dtype=kind) for column, kind in columns]


def _record(columns: list[np.ndarray]) -> ctypes.Array[ctypes.c_void_p]:
    return (ctypes.c_void_p * len(columns))(*map(address, columns))


def _by_edge(edge: Ints, n_edges: int) -> tuple[Ints, Ints]:
    """First row of each edge and one past the last, and the rows in this order."""
    return np.concatenate([[0], np.cumsum(np.bincount(edge, minlength=n_edges))]), np.argsort(edge, kind="stable")
