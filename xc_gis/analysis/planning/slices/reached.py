"""Which facilities the people of each demand point may use and reach within a limit, packed so that a moment is one look through it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Ints
from xc_gis.analysis.times.pair_times import PairTimes
from xc_gis.hours.state import CLOSED
from xc_gis.units import TIME_TOLERANCE_S

States = np.ndarray
"""States of facilities or demand points, int8."""


@dataclass(frozen=True)
class Reached:
    """
    Facilities in reach.

    Attributes
    ----------
    demand
        Demand points that reach any, ascending.
    first
        Where the facilities of each of them begin in ``facility``.
    facility
        Rows of facilities, by demand point.
    n_demand
        Number of all demand points.
    """

    demand: Ints
    first: Ints
    facility: Ints
    n_demand: int

    @classmethod
    def of(cls, demand: Ints, facility: Ints, n_demand: int) -> Reached:
        """Pack pairs of any order."""
        order = np.argsort(demand, kind="stable")
        rows, first = np.unique(demand[order], return_index=True)
        return cls(rows, first, facility[order], n_demand)

    @classmethod
    def within(cls, pairs: PairTimes, limit_s: float, n_demand: int) -> Reached:
        """Those that are at most ``limit_s`` away."""
        near = pairs.seconds <= limit_s + TIME_TOLERANCE_S
        return cls.of(pairs.demand[near], pairs.place[near], n_demand)

    def best(self, states: States) -> States:
        """By demand point the greatest state (``CLOSED`` < ``UNKNOWN`` < ``OPEN``) of its facilities, ``CLOSED`` where it reaches none."""
        found = np.full(self.n_demand, CLOSED, dtype=np.int8)
        if len(self.demand):
            found[self.demand] = np.maximum.reduceat(states[self.facility], self.first)
        return found

    def any(self, rows: Bools) -> Bools:
        """By demand point: one of these facilities (by row) is in reach."""
        return self.best(rows.astype(np.int8)) > 0
