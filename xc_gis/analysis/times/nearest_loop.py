"""The nearest of the facility points that are left, in compiled code: what ``nearest_left`` finds table by table with NumPy. Station 3."""

from __future__ import annotations

import ctypes

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.arrays.loops import address, library
from xc_gis.analysis.legs.legs import Attached
from xc_gis.analysis.legs.point_parts import legs_of
from xc_gis.analysis.times.eligibility import Eligibility
from xc_gis.analysis.times.search import LEAST_SEED_S, SearchGraph
from xc_gis.analysis.times.search_loop import Held
from xc_gis.analysis.times.walk_ground import FLOATS, INTS, WalkGround, entries

LOOK_S = 60.0
"""A search looks at least this far at first: nobody's next facility is nearer than the one that is gone."""


class NearestLoop:
    """
    The facility points of one question, ready to be searched from. Only where there is a ``library``.

    Parameters
    ----------
    ground
        What searches to the demand points read.
    facility
        Facility points with their legs, those off the network without.
    offers
        Who may use which of them.
    graph
        The network at the pace of the question.
    """

    def __init__(self, ground: WalkGround, facility: Attached, offers: Eligibility, graph: SearchGraph) -> None:
        self._ground, self._held = ground, Held()
        held = self._held
        order = np.lexsort((offers.point, offers.subdistrict, offers.community))
        point, community, subdistrict = offers.point[order], offers.community[order], offers.subdistrict[order]
        fresh = np.ones(len(order), dtype=bool)
        fresh[1:] = (community[1:] != community[:-1]) | (subdistrict[1:] != subdistrict[:-1])
        first = np.flatnonzero(fresh)
        mine = np.unique(point)
        arrivals = graph.arrivals(legs_of(facility, mine))
        first_seed = np.searchsorted(mine[arrivals.point], np.arange(facility.n_points + 1))
        self._groups = len(first)
        columns = (
            (np.append(first, len(order)), INTS), (point, INTS), (community[first], INTS), (subdistrict[first], INTS), (first_seed, INTS),
            (arrivals.state, INTS), (arrivals.cost_s, FLOATS),
        )  # fmt: skip
        self._offered = held.record(*zip(*columns, strict=True))
        self._entries = entries(held, facility)
        self._walked = ground.walked(held, (offers.home, offers.quarter))

    def seconds(self, demand: Ints, gone: Bools, look_s: float, bound_s: float) -> Floats:
        """
        Seconds of ``demand`` (ascending) to the nearest point that is left, ``inf`` beyond the bound.

        ``gone``: by facility point; ``look_s``: how far the search looks at first, farther where somebody needs it.
        """
        loops = library()
        assert loops is not None
        seconds, held = np.empty(len(demand)), Held()
        people = ctypes.c_void_p(held.at(demand, INTS))
        with self._ground.lock:
            done = loops.nearest_of_left(
                ctypes.byref(self._walked), self._ground.room, self._entries, ctypes.byref(self._ground.rules(bound_s)),
                ctypes.c_int64(self._groups), self._offered, ctypes.c_void_p(held.at(gone, np.bool_)), ctypes.c_int64(len(demand)), people,
                ctypes.c_double(max(look_s, LOOK_S)), ctypes.c_double(LEAST_SEED_S), ctypes.c_void_p(held.at(np.empty(len(demand), dtype=INTS), INTS)),
                ctypes.c_void_p(address(seconds)),
            )  # fmt: skip
        if not done:
            raise MemoryError
        return seconds
