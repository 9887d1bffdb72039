"""Walks between places and demand points, place by place in compiled code: what ``pair_times`` finds block by block with NumPy. Station 3."""

from __future__ import annotations

import ctypes

import numpy as np

from xc_gis.analysis.arrays.geometry import Floats, Ints
from xc_gis.analysis.arrays.loops import address, library
from xc_gis.analysis.legs.legs import Attached
from xc_gis.analysis.times.search import LEAST_SEED_S
from xc_gis.analysis.times.search_loop import Held, SeedGroups
from xc_gis.analysis.times.walk_ground import INTS, WalkGround, entries

ROOM = 1 << 20
"""Pairs that are written at a time, or as many as there are demand points."""


def pairs_of_places(
    ground: WalkGround, entered: Attached, first_point: Ints, seeds: SeedGroups, bound_s: float
) -> tuple[Ints, Ints, Floats]:
    """
    Find who reaches which place within a bound, inclusive. Only where there is a ``library``.

    Parameters
    ----------
    entered
        The points at which places are entered, those of one place one after the other, with their legs; those off the network without.
    first_point
        First point of each place, and one past the last.
    seeds
        Arrivals of each place.

    Returns
    -------
    number of pairs of each place; demand points, ascending for each place; seconds
    """
    loops = library()
    assert loops is not None
    held, places, done = Held(), len(first_point) - 1, 0
    count, parts = np.zeros(places, dtype=INTS), []
    walked, entry, rules = ground.walked(held), entries(held, entered), ground.rules(bound_s)
    first, (_, *of_seeds) = ctypes.c_void_p(held.at(first_point, INTS)), held.groups(seeds)
    loops.pairs_of_places.restype = ctypes.c_int64
    room = max(ROOM, ground.n_homes)
    while done < places:
        demand, seconds = np.empty(room, dtype=INTS), np.empty(room)
        with ground.lock:
            end = loops.pairs_of_places(
                ctypes.byref(walked), ground.room, entry, ctypes.byref(rules), ctypes.c_int64(done), ctypes.c_int64(places), first, *of_seeds,
                ctypes.c_double(LEAST_SEED_S), ctypes.c_int64(room), *(ctypes.c_void_p(address(part)) for part in (count, demand, seconds)),
            )  # fmt: skip
        if end < 0:
            raise MemoryError
        written = int(count[done:end].sum())
        parts.append((demand[:written], seconds[:written]))
        done = int(end)
    if len(parts) == 1:
        return count, *parts[0]
    demands, seconds = (
        np.concatenate([np.zeros(0, dtype=kind), *(part[n] for part in parts)]) for n, kind in enumerate((INTS, float))
    )
    return count, demands, seconds
