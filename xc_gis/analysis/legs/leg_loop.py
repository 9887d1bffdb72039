"""
Legs of points one after the other in compiled code: what ``legs.attach`` finds pair by pair with NumPy (method §3). Station 2.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import numpy as np

from xc_gis.analysis.arrays.buckets import buckets
from xc_gis.analysis.arrays.geometry import Floats
from xc_gis.analysis.arrays.loops import BucketsC, address, library, pointers
from xc_gis.analysis.network.barrier_loop import WallsC
from xc_gis.analysis.network.barriers import TRIM_M, Barriers
from xc_gis.analysis.network.network import WalkingNetwork

SQUARE_M = 75.0
"""Side of the squares in which edges are looked up; of 50, 75, 100 and 150 m the quickest on the sample."""

ROOM = 400_000
"""Rows that are found at a time."""

PAIR_TYPES = (np.int64, np.int64, np.float64, np.float64, np.float64, np.float64)
LEG_TYPES = (np.int64, np.int64, np.float64, np.int64, np.float64, np.bool_, np.bool_, np.bool_)


@dataclass(frozen=True)
class LegRules:
    """Constants of method §3: longest leg and what is still taken for it, δ, metres within which a leg is at a node."""

    longest_m: float
    slack_m: float
    detour: float
    at_node_m: float


class _GroundC(ctypes.Structure):
    _fields_ = (
        *((name, ctypes.c_void_p) for name in (
            "x", "y", "east", "north", "length_m", "u", "v", "low_m", "high_m", "slowness", "gain", "major", "box", "node_x", "node_y", "on_major",
        )),
        ("at", BucketsC),
        ("walls", WallsC),
        *((name, ctypes.c_double) for name in ("longest_m", "slack_m", "detour", "at_node_m")),
    )  # fmt: skip


class LegLoop:
    """
    Finds the legs of any points on one network.

    Parameters
    ----------
    network, barriers, rules
        As for ``legs.attach``.
    low_m, high_m
        By edge: part on which a leg may end, metres from ``u``; none where ``low_m`` is greater.
    """

    def __init__(self, network: WalkingNetwork, barriers: Barriers, rules: LegRules, low_m: Floats, high_m: Floats) -> None:
        u, v, length = network.u, network.v, network.length_m
        x_u, y_u, x_v, y_v = network.x[u], network.y[u], network.x[v], network.y[v]
        gain = np.sqrt(np.maximum(rules.detour**2 - network.slowness**2, 0.0))
        box = np.column_stack([np.minimum(x_u, x_v), np.minimum(y_u, y_v), np.maximum(x_u, x_v), np.maximum(y_u, y_v)])
        self._edges = [np.ascontiguousarray(column) for column in (
            x_u, y_u, (x_v - x_u) / length, (y_v - y_u) / length, length, u, v, low_m, high_m, network.slowness, gain, network.major, box,
            network.x, network.y, network.on_major,
        )]  # fmt: skip
        self._at, self._walls, self._rules = (
            buckets(box[:, 0], box[:, 1], box[:, 2], box[:, 3], square_m=SQUARE_M),
            barriers.walls,
            rules,
        )
        self._make_room(ROOM)
        most = network.n_edges
        self._desk = [
            np.empty(most, dtype=np.int64), np.full(most, -1), np.empty(2 * most, dtype=np.int64), np.empty(3 * most, dtype=np.int64),
            np.empty(2 * most), np.empty(3 * most), np.empty(3 * most),
        ]  # fmt: skip

    def _make_room(self, rows: int) -> None:
        self._pairs = [np.empty(rows, dtype=kind) for kind in PAIR_TYPES]
        self._legs = [np.empty(rows, dtype=kind) for kind in LEG_TYPES]

    def next_legs(self, xy: Floats, begin: int) -> tuple[int, list[np.ndarray], list[np.ndarray]]:
        """
        Find the legs of points from ``begin`` on, as many as there is room for.

        Parameters
        ----------
        xy
            Shape (n, 2), analysis CRS; NaN for a point without a place.

        Returns
        -------
        one past the last point that was done; columns of ``legs.LegCandidates`` and of ``legs.Legs`` in their order, valid until the next call
        """
        loops = library()
        assert loops is not None
        rules, written = self._rules, np.zeros(2, dtype=np.int64)
        ground = _GroundC(
            *map(address, self._edges), BucketsC.of(self._at), WallsC.of(self._walls, TRIM_M),
            rules.longest_m, rules.slack_m, rules.detour, rules.at_node_m,
        )  # fmt: skip
        loops.legs_of_points.restype = ctypes.c_int64
        end = begin
        while end == begin < len(xy):
            end = loops.legs_of_points(
                ctypes.byref(ground), ctypes.c_void_p(address(xy)), *(ctypes.c_int64(n) for n in (begin, len(xy), len(self._pairs[0]))),
                pointers(*self._pairs), pointers(*self._legs), pointers(*self._desk), ctypes.c_void_p(address(written)),
            )  # fmt: skip
            if end == begin:  # more edges around one point than there is room for
                self._make_room(2 * len(self._pairs[0]))
        n_pairs, n_legs = written.tolist()
        return int(end), [column[:n_pairs] for column in self._pairs], [column[:n_legs] for column in self._legs]
