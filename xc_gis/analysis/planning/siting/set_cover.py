"""
Everybody covered with the fewest sites (LSCP), and the least longest walk with so many sites (p-centre): both are set covers.

A p-centre is found by halving: a longest walk of so many seconds is possible where the sites within it cover everybody, and the
possible ones are among the walks that there are (Minieka 1970).
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array

from xc_gis.analysis.arrays.geometry import Floats, Ints
from xc_gis.analysis.planning.siting.benefit import Benefit
from xc_gis.analysis.planning.siting.greedy import greedy
from xc_gis.analysis.planning.siting.proof import NEWS, rule_rows
from xc_gis.analysis.planning.siting.rules import SitingRules
from xc_gis.analysis.planning.siting.solver import INFINITE, Found, Solver
from xc_gis.units import TIME_TOLERANCE_S

ROWS_AT_ONCE = 1000
"""Rows compared with all others together: bounds the memory of the counts."""

HALF_SITE = 0.5
"""A whole number in binary fractions is above or below this."""


@dataclass(frozen=True)
class Cover:
    """
    Which sites cover which demand rows; every row is to be covered.

    Attributes
    ----------
    n_sites, n_rows
        Their numbers.
    site, row
        Pairs, each once, sorted by row, then site.
    """

    n_sites: int
    n_rows: int
    site: Ints
    row: Ints

    @cached_property
    def needed(self) -> csr_array:
        """Rows without those that are covered whenever another one is: rows x sites."""
        whole = csr_array((np.ones(len(self.site)), (self.row, self.site)), shape=(self.n_rows, self.n_sites))
        size = np.diff(whole.indptr)
        # the shortest first: only a row that is no longer can make another one superfluous
        order = np.argsort(size, kind="stable")
        whole, size = csr_array(whole[order]), size[order]
        keep = np.ones(self.n_rows, dtype=bool)
        turned = csr_array(whole.T)
        for first in range(0, self.n_rows, ROWS_AT_ONCE):
            common = csr_array(whole[first : first + ROWS_AT_ONCE] @ turned).tocoo()
            short, long = common.row + first, common.col
            inside = (common.data >= size[short] - HALF_SITE) & (short != long) & ((size[short] < size[long]) | (short < long))
            keep[long[inside]] = False
        return csr_array(whole[keep])

    def covers_all(self, sites: Ints) -> bool:
        """Whether some sites cover every row."""
        built = np.zeros(self.n_sites, dtype=bool)
        built[sites] = True
        covered = np.zeros(self.n_rows, dtype=bool)
        covered[self.row[built[self.site]]] = True
        return bool(covered.all())

    def greedily(self, rules: SitingRules) -> Ints | None:
        """A set that covers everything, found one by one and freed of what it does not need; None where that led nowhere."""
        one_each = Benefit(
            self.n_sites,
            np.ones(self.n_rows),
            np.zeros(self.n_rows, dtype=np.int64),
            self.site,
            self.row,
            np.ones(len(self.site)),
        )
        found = greedy(one_each, rules.with_count(rules.n_sites))
        if not self.covers_all(found):
            return None
        for site in found[::-1].tolist():
            rest = found[found != site]
            if not rules.locked[site] and self.covers_all(rest):
                found = rest
        return np.sort(found)


class FewestSites:
    """
    Search for the fewest sites that cover everything.

    Parameters
    ----------
    cover, rules
        The problem; ``rules.count`` is the most that are allowed.
    news, until
        As ``proof.Proof``: value is minus the number of sites.
    """

    def __init__(self, cover: Cover, rules: SitingRules, news: NEWS, until: float) -> None:
        self._cover, self._rules, self._news, self._until = cover, rules, news, until
        self.sites: Ints | None = None
        self.least = float(rules.locked.sum())
        self.status = "stopped"

    def search(self) -> None:
        """Search until proven, impossible or out of time."""
        known = self._cover.greedily(self._rules)
        if known is not None and len(known) <= self._rules.count:
            self.sites = known
            self._tell()
        solver = self._solver(np.ones(self._rules.n_sites))
        found = solver.run(self._hear)
        self.status = found.status
        if found.status == "optimal" and found.values is not None:
            self.sites = np.flatnonzero(found.values > HALF_SITE)
            self.least = float(len(self.sites))
        self._tell()

    def settle_ties(self) -> bool:
        """Of all sets with so few sites take the one whose sites stand first; whether this was settled within the time."""
        assert self.sites is not None
        return self.first_of(len(self.sites))

    def first_of(self, most: int) -> bool:
        """Take the set of at most so many sites that stands first (least sum of their numbers)."""
        solver = self._solver(np.arange(1.0, self._rules.n_sites + 1), most=most)
        found = solver.run()
        if found.status == "optimal" and found.values is not None:
            self.sites = np.flatnonzero(found.values > HALF_SITE)
        return found.status == "optimal"

    def possible(self) -> bool | None:
        """Whether the sites that are allowed suffice; None where the time ran out. ``sites`` are then such a set."""
        known = self._cover.greedily(self._rules)
        if known is not None and len(known) <= self._rules.count:
            self.sites = known
            return True
        found: Found = self._solver(np.ones(self._rules.n_sites), enough=True).run()
        if found.values is not None:
            self.sites = np.flatnonzero(found.values > HALF_SITE)
            return True
        return False if found.status == "infeasible" else None

    def _solver(self, cost: Floats, *, most: int | None = None, enough: bool = False) -> Solver:
        n = self._rules.n_sites
        solver = Solver(cost, self._rules.locked.astype(float), self._rules.most, self._until, enough=enough)
        rules = self._rules if most is None else self._rules.with_count(most)
        solver.add_rows(*rule_rows(rules))
        rows = self._cover.needed
        solver.add_rows(rows, np.ones(rows.shape[0]), np.full(rows.shape[0], INFINITE))
        solver.whole(np.arange(n))
        return solver

    def _hear(self, bound: float, values: Floats | None) -> None:
        self.least = max(self.least, float(np.ceil(bound - 1e-6)))
        if values is not None and (self.sites is None or values.sum() < len(self.sites) - HALF_SITE):
            self.sites = np.flatnonzero(values > HALF_SITE)
        self._tell()

    def _tell(self) -> None:
        if self.sites is not None:
            self._news(self.sites, -float(len(self.sites)), -self.least)


@dataclass(frozen=True)
class Walks:
    """
    Walks between sites and demand rows.

    Attributes
    ----------
    n_sites
        Number of sites.
    site, demand, seconds
        Pairs sorted by demand row, then site; those beyond the bound are absent.
    existing_s
        By demand row: to the nearest existing facility, infinite without one. Every row has a pair or an existing facility.
    """

    n_sites: int
    site: Ints
    demand: Ints
    seconds: Floats
    existing_s: Floats

    def longest(self, sites: Ints) -> float:
        """The longest walk of all when these sites are built; infinite where somebody has none."""
        built = np.zeros(self.n_sites, dtype=bool)
        built[sites] = True
        use = built[self.site]
        least = self.existing_s.copy()
        np.minimum.at(least, self.demand[use], self.seconds[use])
        return float(least.max(initial=0.0))

    @cached_property
    def lengths(self) -> Floats:
        """Seconds of the walks that there are, ascending, each once: the longest walk of any set is one of them, or 0."""
        return np.unique(np.concatenate([self.seconds, self.existing_s[np.isfinite(self.existing_s)]]))

    def greedily(self, rules: SitingRules) -> Ints | None:
        """
        A set of at most ``rules.count`` sites with a short longest walk, found by halving with greedy covers; nothing is proven.

        None where greedy finds no set with which everybody has a walk.
        """
        best: Ints | None = None
        low, high = 0, len(self.lengths) - 1
        while low <= high:
            middle = high if best is None else (low + high) // 2  # first whether anything is possible at all
            found = self.within(float(self.lengths[middle])).greedily(rules)
            if found is not None and len(found) <= rules.count:
                best, high = found, min(int(np.searchsorted(self.lengths, self.longest(found))), middle) - 1
            elif best is None:
                return None
            else:
                low = middle + 1
        return best

    def within(self, limit_s: float) -> Cover:
        """Who must be covered by which sites so that nobody walks longer."""
        open_rows = self.existing_s > limit_s + TIME_TOLERANCE_S
        number = np.cumsum(open_rows) - 1
        use = (self.seconds <= limit_s + TIME_TOLERANCE_S) & open_rows[self.demand]
        return Cover(self.n_sites, int(open_rows.sum()), self.site[use], number[self.demand[use]])


class LeastLongestWalk:
    """
    Search for the sites with which the longest walk is least.

    Parameters
    ----------
    walks, rules
        The problem.
    news, until
        As ``proof.Proof``: value is minus the seconds.
    """

    def __init__(self, walks: Walks, rules: SitingRules, news: NEWS, until: float) -> None:
        self._walks, self._rules, self._news, self._until = walks, rules, news, until
        self.sites: Ints | None = None
        self.longest_s, self.least_s = np.inf, 0.0
        self.status = "stopped"

    def search(self) -> None:
        """Halve the walks that there are until the least possible one is found, or the time is over."""
        seconds = self._walks.lengths
        low, high = 0, len(seconds)  # nothing below ``low`` is possible; ``high`` is, or is not known to be
        self.least_s = float(seconds[0]) if len(seconds) else 0.0
        if not len(seconds) or not self._possible(seconds[-1]):
            self.status = "stopped" if len(seconds) and time.monotonic() >= self._until else "infeasible"
            return
        high = int(np.searchsorted(seconds, self.longest_s))
        while low < high:
            middle = (low + high) // 2
            possible = self._possible(float(seconds[middle]))
            if possible is None:
                return
            if possible:
                high = min(int(np.searchsorted(seconds, self.longest_s)), middle)
            else:
                low = middle + 1
            self.least_s = float(seconds[low])
            self._tell()
        self.status = "optimal"

    def settle_ties(self) -> bool:
        """Of all sets with this longest walk take the one whose sites stand first (least sum of their numbers)."""
        assert self.sites is not None
        first = FewestSites(self._walks.within(self.longest_s), self._rules, self._news, self._until)
        settled = first.first_of(self._rules.count)
        if settled and first.sites is not None:
            self.sites = first.sites
        return settled

    def _possible(self, limit_s: float) -> bool | None:
        asked = FewestSites(self._walks.within(limit_s), self._rules, self._news, self._until)
        possible = asked.possible()
        if possible and asked.sites is not None:
            longest = self._walks.longest(asked.sites)
            if longest < self.longest_s:
                self.sites, self.longest_s = np.sort(asked.sites), longest
                self._tell()
        return possible

    def _tell(self) -> None:
        if self.sites is not None:
            self._news(self.sites, -self.longest_s, -self.least_s)
