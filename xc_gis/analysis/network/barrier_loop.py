"""Whether legs meet a barrier, leg by leg in compiled code: what ``Barriers.blocks`` asks group by group with NumPy (method §2). Station 2."""

from __future__ import annotations

import ctypes
from typing import NamedTuple

import numpy as np

from xc_gis.analysis.arrays.buckets import Buckets, buckets
from xc_gis.analysis.arrays.geometry import Bools, Floats
from xc_gis.analysis.arrays.loops import BucketsC, address, library

SQUARE_M = 40.0
"""Side of a square: legs are 75 m long on average; of 20, 40 and 80 m the quickest on the sample."""

MARGIN_M = 0.01
"""Boxes are widened by a centimetre: no rounding of a coordinate loses a piece."""


class Walls(NamedTuple):
    """Pieces of barriers (x, y of one end, x, y of the other; metres), and their boxes by square."""

    piece: Floats
    at: Buckets


class WallsC(ctypes.Structure):
    """``Walls`` as C sees them."""

    _fields_ = (("at", BucketsC), ("piece", ctypes.c_void_p), ("trim_m", ctypes.c_double))

    @classmethod
    def of(cls, walls: Walls, trim_m: float) -> WallsC:
        """Point to walls, which must outlive this."""
        return cls(BucketsC.of(walls.at), address(walls.piece), trim_m)


def walls_of(start: Floats, end: Floats) -> Walls:
    """Put pieces, ends of shape (n, 2), into squares."""
    low, high = np.minimum(start, end) - MARGIN_M, np.maximum(start, end) + MARGIN_M
    return Walls(
        np.ascontiguousarray(np.hstack([start, end]), dtype=np.float64),
        buckets(low[:, 0], low[:, 1], high[:, 0], high[:, 1], square_m=SQUARE_M),
    )


def blocked_legs(walls: Walls, origin: Floats, target: Floats, trim_m: float) -> Bools:
    """As ``Barriers.blocks``. Only where there is a ``library``."""
    loops = library()
    assert loops is not None
    blocked = np.empty(len(origin), dtype=bool)
    origin, target = (np.ascontiguousarray(xy, dtype=np.float64) for xy in (origin, target))
    loops.blocked_legs(
        ctypes.byref(WallsC.of(walls, trim_m)), ctypes.c_int64(len(origin)),
        *(ctypes.c_void_p(address(array)) for array in (origin, target, blocked)),
    )  # fmt: skip
    return blocked
