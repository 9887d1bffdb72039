"""
The compiled loops of ``loops.c``, where they were built (decision 130).

An installation builds them where it finds a C compiler. Where it does not, ``library`` gives None and every caller takes its NumPy form, which
gives the same bits and takes longer.
"""

from __future__ import annotations

import ctypes
import hashlib
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

import numpy as np

from xc_gis.analysis.arrays.buckets import Buckets

HERE = Path(__file__).parent
NAME = "loops_library"


def load(folder: Path) -> ctypes.CDLL | None:
    """Load the library in a folder; None where there is none, or where it was made from another source than ``loops.c``."""
    return next((found for suffix in EXTENSION_SUFFIXES if (found := _load(folder / f"{NAME}{suffix}"))), None)


def _load(path: Path) -> ctypes.CDLL | None:
    try:
        found = ctypes.CDLL(str(path))
    except OSError:  # none, or of a system with another C library
        return None
    found.source_digest.restype = ctypes.c_char_p
    try:
        source = (HERE / "loops.c").read_bytes()
    except OSError:  # a packaged program has the library alone
        return found
    return found if found.source_digest() == digest(source).encode() else None


def digest(source: bytes) -> str:
    """What a library says of the source it was made from, whatever the line ends."""
    return hashlib.sha256(source.replace(b"\r\n", b"\n")).hexdigest()


LIBRARY = load(HERE)
"""The compiled loops, or None; asked by ``library`` alone."""


def library() -> ctypes.CDLL | None:
    """The compiled loops, where there are any."""
    return LIBRARY


def address(array: np.ndarray) -> int:
    """Where the numbers of an array lie: C reads them one after the other."""
    assert array.flags.c_contiguous
    return int(array.ctypes.data)


class BucketsC(ctypes.Structure):
    """``Buckets`` as C sees it; ``keep`` holds the arrays it points to."""

    _fields_ = (
        ("west", ctypes.c_double),
        ("south", ctypes.c_double),
        ("square_m", ctypes.c_double),
        ("columns", ctypes.c_int64),
        ("rows", ctypes.c_int64),
        ("first", ctypes.c_void_p),
        ("item", ctypes.c_void_p),
    )

    @classmethod
    def of(cls, at: Buckets) -> BucketsC:
        """Point to buckets, which must outlive this."""
        return cls(at.west, at.south, at.square_m, at.columns, at.rows, address(at.first), address(at.item))


def pointers(*arrays: np.ndarray) -> ctypes.Array[ctypes.c_void_p]:
    """A record of C that points to arrays, which must outlive it."""
    return (ctypes.c_void_p * len(arrays))(*map(address, arrays))
