"""
Bounded searches in compiled code: what SciPy's search finds, without an answer for each node of the network (method §4). Station 3.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.arrays.loops import address, library
from xc_gis.analysis.legs.leg_loop import LEG_TYPES
from xc_gis.analysis.legs.legs import LEG_COLUMNS, Legs
from xc_gis.analysis.times.arcs import Arcs

Part = TypeVar("Part")


class SeedGroups(NamedTuple):
    """Seeds of several searches: first seed of each group and one past the last, states, seconds."""

    first: Ints
    state: Ints
    cost_s: Floats

    @classmethod
    def of(cls, groups: Sequence[tuple[Ints, Floats]]) -> SeedGroups:
        """Join the states and seconds of several groups."""
        first = np.concatenate([[0], np.cumsum([len(state) for state, _ in groups])]).astype(np.int64)
        state = np.concatenate([np.zeros(0, dtype=np.int64), *(state for state, _ in groups)])
        return cls(first, state, np.concatenate([np.zeros(0), *(cost for _, cost in groups)]))


class StateWays(NamedTuple):
    """Ways ordered by state of the search: first way to each state and one past the last; where each begins, and its seconds."""

    first: Ints
    begin: Ints
    cost_s: Floats


class ArcsC(ctypes.Structure):
    """``Arcs`` as C sees them."""

    _fields_ = (("count", ctypes.c_int64), ("first", ctypes.c_void_p), ("onto", ctypes.c_void_p), ("seconds", ctypes.c_void_p))


class WaysC(ctypes.Structure):
    """``StateWays`` as C sees them."""

    _fields_ = (("first", ctypes.c_void_p), ("target", ctypes.c_void_p), ("seconds", ctypes.c_void_p))


class Held:
    """Holds what C points to as long as it is needed."""

    def __init__(self) -> None:
        self._kept: list[object] = []

    def keep(self, part: Part) -> Part:
        """Hold something and give it back."""
        self._kept.append(part)
        return part

    def at(self, array: np.ndarray, kind: type) -> int:
        """Address of an array of some type."""
        ordered: np.ndarray = self.keep(np.ascontiguousarray(array, dtype=kind))
        return address(ordered)

    def record(self, arrays: Sequence[np.ndarray], kinds: Sequence[type]) -> ctypes.Array[ctypes.c_void_p]:
        """A record of C that points to arrays of some types."""
        return (ctypes.c_void_p * len(arrays))(*(self.at(array, kind) for array, kind in zip(arrays, kinds, strict=True)))

    def arcs(self, arcs: Arcs) -> ArcsC:
        """Arcs."""
        return ArcsC(
            arcs.n_states, self.at(arcs.indptr, np.int32), self.at(arcs.indices, np.int32), self.at(arcs.data, np.float64)
        )

    def ways(self, ways: StateWays) -> WaysC:
        """Ways, ordered by state or by where they begin."""
        return WaysC(self.at(ways.first, np.int64), self.at(ways.begin, np.int64), self.at(ways.cost_s, np.float64))

    def groups(self, groups: SeedGroups) -> list[ctypes.c_int64 | ctypes.c_void_p]:
        """Number of groups, and their seeds."""
        kinds = np.int64, np.int64, np.float64
        return [
            ctypes.c_int64(len(groups.first) - 1),
            *(ctypes.c_void_p(self.at(part, kind)) for part, kind in zip(groups, kinds, strict=True)),
        ]


class EdgeWays(NamedTuple):
    """
    What ways along edges cost, for legs that end on them.

    Attributes
    ----------
    u, v, length_m
        Ends and length.
    pace_s
        Seconds a metre.
    delay_u, delay_v
        Seconds at either end.
    to_u, to_v
        May be walked to that end.
    """

    u: Ints
    v: Ints
    length_m: Floats
    pace_s: Floats
    delay_u: Floats
    delay_v: Floats
    to_u: Bools
    to_v: Bools


def ways_of_legs(edges: EdgeWays, at_node: Bools, legs: Legs, metre_s: float, wait_s: float) -> tuple[Ints, Ints, Floats]:
    """
    Ways from the points of legs to nodes: their legs, ascending, their nodes and seconds.

    ``at_node``: by node, whether legs straight to it are ways; ``metre_s, wait_s``: seconds of a metre of a leg, and of one that waits.
    """
    loops = library()
    assert loops is not None
    call, most = Held(), int(legs.to_u.sum() + legs.to_v.sum())
    leg, state, cost_s = np.empty(most, dtype=np.int64), np.empty(most, dtype=np.int64), np.empty(most)
    kinds = np.int64, np.int64, np.float64, np.float64, np.float64, np.float64, np.bool_, np.bool_
    loops.ways_of_legs.restype = ctypes.c_int64
    count = loops.ways_of_legs(
        call.record(edges, kinds), ctypes.c_void_p(call.at(at_node, np.bool_)), ctypes.c_int64(len(legs.point)),
        call.record([getattr(legs, name) for name in LEG_COLUMNS], LEG_TYPES),
        ctypes.c_double(metre_s), ctypes.c_double(wait_s), *(ctypes.c_void_p(address(part)) for part in (leg, state, cost_s)),
    )  # fmt: skip
    return leg[:count], state[:count], cost_s[:count]


def ways_by_state(n_states: int, state: Ints, begin: Ints, cost_s: Floats) -> StateWays:
    """Order ways by state, those of one state as they come."""
    loops = library()
    assert loops is not None
    call, ordered = (
        Held(),
        StateWays(np.zeros(n_states + 1, dtype=np.int64), np.empty(len(state), dtype=np.int64), np.empty(len(state))),
    )
    loops.order_ways(
        ctypes.c_int64(len(state)), ctypes.c_int64(n_states),
        *(ctypes.c_void_p(call.at(part, kind)) for part, kind in ((state, np.int64), (begin, np.int64), (cost_s, np.float64))),
        *(ctypes.c_void_p(address(part)) for part in ordered),
    )  # fmt: skip
    return ordered


def search_rows(arcs: Arcs, groups: SeedGroups, least_s: float, limit_s: float) -> Floats:
    """
    Least seconds from the seeds of each group to each state, shape (groups, states); ``inf`` beyond ``limit_s``.

    ``arcs``: seconds from row to column; a seed counts at least ``least_s``. Only where there is a ``library``.
    """
    loops = library()
    assert loops is not None
    call, rows = Held(), np.full((len(groups.first) - 1, arcs.n_states), np.inf)
    _done(loops.search_rows(
        ctypes.byref(call.arcs(arcs)), *call.groups(groups), ctypes.c_double(least_s), ctypes.c_double(limit_s), ctypes.c_void_p(address(rows)),
    ))  # fmt: skip
    return rows


def search_and_lower(
    arcs: Arcs, groups: SeedGroups, least_s: float, limit_s: float, through: StateWays, ends: StateWays | None, column_of: Ints,
    table: Floats,
) -> None:  # fmt: skip
    """
    Search from each group and lower its row of ``table`` to the seconds of the ways to what it reached.

    Parameters
    ----------
    arcs, groups, least_s, limit_s
        As for ``search_rows``.
    through, ends
        Ways to all states that are reached; and, where given, to those among them that are seeds.
    column_of
        By beginning of a way its column in ``table``, -1 where it has none.
    table
        Shape (groups, columns), C order.
    """
    loops = library()
    assert loops is not None
    call = Held()
    other = ctypes.byref(call.ways(ends)) if ends is not None else None
    _done(loops.search_and_lower(
        ctypes.byref(call.arcs(arcs)), *call.groups(groups), ctypes.c_double(least_s), ctypes.c_double(limit_s),
        ctypes.byref(call.ways(through)), other, ctypes.c_void_p(call.at(column_of, np.int64)), ctypes.c_int64(table.shape[1]),
        ctypes.c_void_p(address(table)),
    ))  # fmt: skip


def _done(answer: int) -> None:
    if not answer:
        raise MemoryError
