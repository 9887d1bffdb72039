"""Which sets of sites may be built: how many, for how much money, which in any case, and how far apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array
from scipy.spatial import cKDTree

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.units import LENGTH_TOLERANCE_M

MONEY_TOLERANCE = 1e-9
"""Share of the budget by which a sum of costs may be off in binary fractions."""


@dataclass(frozen=True)
class SitingRules:
    """
    What holds for every set of sites.

    Attributes
    ----------
    count
        Sites at most, locked ones included.
    locked
        By site: built in any case.
    cost, budget
        Money by site and in all; budget None: money plays no part.
    too_near
        Symmetric matrix of sites that must not be built together, or None.
    barred
        By site: not to be built, or None; for sets that are to differ from another.
    """

    count: int
    locked: Bools
    cost: Floats
    budget: float | None = None
    too_near: csr_array | None = None
    barred: Bools | None = None

    @property
    def n_sites(self) -> int:
        """Number of sites."""
        return len(self.locked)

    def with_count(self, count: int) -> SitingRules:
        """The same rules for another number of sites."""
        return replace(self, count=count)

    @property
    def most(self) -> Floats:
        """By site: 1, or 0 where it must not be built."""
        return np.ones(self.n_sites) if self.barred is None else (~self.barred).astype(float)

    def without(self, sites: Bools) -> SitingRules:
        """The same rules, and none of these sites."""
        return replace(self, barred=sites & ~self.locked)

    def money_left(self, sites: Sequence[int] | Ints) -> float:
        """What is left of the budget; infinite without one."""
        if self.budget is None:
            return np.inf
        left: float = self.budget * (1 + MONEY_TOLERANCE) - float(self.cost[np.asarray(sites, dtype=np.int64)].sum())
        return left

    def addable(self, sites: Sequence[int] | Ints) -> Bools:
        """By site: may be built besides these."""
        chosen = np.asarray(sites, dtype=np.int64)
        free = np.full(self.n_sites, len(chosen) < self.count)
        free[chosen] = False
        if self.barred is not None:
            free &= ~self.barred
        free &= self.cost <= self.money_left(chosen) if self.budget is not None else True
        if self.too_near is not None and len(chosen):
            free &= self.neighbours_in(chosen) == 0
        return free

    def neighbours_in(self, sites: Sequence[int] | Ints) -> Ints:
        """By site: how many of these are too near to it."""
        if self.too_near is None:
            return np.zeros(self.n_sites, dtype=np.int64)
        inside = np.zeros(self.n_sites)
        inside[np.asarray(sites, dtype=np.int64)] = 1
        return np.rint(self.too_near @ inside).astype(np.int64)

    def swappable(self, sites: Ints) -> Bools:
        """By site and place in ``sites``: may be built instead of the one there; locked ones stay."""
        allowed = np.repeat(~self.locked[sites][None, :], self.n_sites, axis=0)
        allowed[sites] = False
        if self.barred is not None:
            allowed[self.barred] = False
        if self.budget is not None:
            allowed &= self.cost[:, None] <= self.money_left(sites) + self.cost[sites][None, :]
        if self.too_near is not None:
            near = self.neighbours_in(sites)[:, None] - self.too_near[:, sites].toarray()
            allowed &= near <= 0
        return allowed

    def allows(self, sites: Sequence[int] | Ints) -> bool:
        """Whether a set keeps all rules."""
        chosen = np.asarray(sites, dtype=np.int64)
        near = self.too_near is not None and bool(self.neighbours_in(chosen)[chosen].any())
        return (
            len(chosen) <= self.count
            and self.money_left(chosen) >= 0
            and not near
            and bool(self.locked.sum() == self.locked[chosen].sum())
        )


def too_near(xy: Floats, spacing_m: float) -> csr_array | None:
    """Pairs of sites nearer to each other than the least spacing in a straight line; None where there is no such pair."""
    if spacing_m <= 0 or len(xy) == 0:
        return None
    pairs = cKDTree(xy).query_pairs(spacing_m - LENGTH_TOLERANCE_M, output_type="ndarray")
    if len(pairs) == 0:
        return None
    ends = np.concatenate([pairs, pairs[:, ::-1]])
    return csr_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(len(xy), len(xy)))
