"""
How good any set of sites could be: the bound, and on the way there better sets.

A master problem knows the sites and one number for each block of demand, and what these numbers can be at most is learnt from lines
(``cuts``). First in fractions of sites, between the newest answer and the middle of the earlier ones, so that lines come where they
are needed; then in whole sites, after those are left out that no better set can hold (reduced costs). The textbook model, with a
variable for every demand row, took 20 to 100 times as long on 2,000 sites.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
from scipy.sparse import coo_array, csr_array

from xc_gis.analysis.arrays.geometry import Floats, Ints
from xc_gis.analysis.planning.siting.benefit import Benefit, totals
from xc_gis.analysis.planning.siting.cuts import lines_through, thresholds
from xc_gis.analysis.planning.siting.greedy import improved
from xc_gis.analysis.planning.siting.rules import MONEY_TOLERANCE, SitingRules
from xc_gis.analysis.planning.siting.served import flow, value
from xc_gis.analysis.planning.siting.solver import INFINITE, Solver

NEWS = Callable[[Ints, float, float], None]
"""Told of each better set or bound: sites, their value, and what no set exceeds."""

PROVEN = 1e-7
"""Share of the value by which bound and value may differ and count as equal: the solver's own tolerance."""

TOWARDS_NEWEST = 0.3
"""Lines are sought this far from the middle of earlier answers towards the newest (in-out; of 0.1, 0.3, 0.5 the quickest)."""

SETTLED = 1e-6
"""Share by which fractions of sites may still fall short of their bound when whole sites begin."""

SCALE = 1e4
"""The largest block has this value in the master problem: in the middle of what the solver's tolerances are made for."""


class Proof:
    """
    Search for the best set of sites and for the proof that it is.

    Parameters
    ----------
    benefit, rules
        The problem.
    sites
        A set to start from.
    news
        Told of each better set or bound.
    until
        ``time.monotonic()`` at which to stop.
    """

    def __init__(self, benefit: Benefit, rules: SitingRules, sites: Ints, news: NEWS, until: float) -> None:
        self._benefit, self._rules, self._news, self._until = benefit, rules, news, until
        self._n, self._blocks = rules.n_sites, benefit.n_blocks
        self.sites, self.worth = np.sort(sites), value(benefit, sites)
        self.bound = benefit.most()
        self._whole_people = benefit.curve is None and benefit.capacity is None and bool(
            (np.mod(benefit.weight, 1) == 0).all() and (benefit.saving == 1).all()
        )  # fmt: skip
        most = lines_through(benefit, thresholds(benefit, np.ones(self._n)), np.ones(self._n)).at(np.ones(self._n))
        if benefit.curve is not None:
            most = benefit.curve.gain(benefit.won(benefit.saving[benefit.start[:-1]]))
        self._scale = SCALE / max(float(most.max(initial=0.0)), 1e-12)
        self._master = Solver(
            np.concatenate([np.zeros(self._n), -np.ones(self._blocks)]),
            np.concatenate([rules.locked.astype(float), np.zeros(self._blocks)]),
            np.concatenate([rules.most, most * self._scale]), until,
        )  # fmt: skip
        self._master.add_rows(*rule_rows(rules, self._blocks))

    @property
    def proven(self) -> bool:
        """Whether nothing better exists."""
        return self.bound <= self.worth + PROVEN * max(abs(self.worth), 1.0)

    def search(self) -> None:
        """Search until proven or out of time."""
        reduced, values = self._in_fractions()
        if self.proven or values is None or time.monotonic() >= self._until:
            return
        self._leave_out(reduced, values)
        self._in_whole_sites()

    def settle_ties(self) -> bool:
        """
        Of all sets that are worth as much, take the one whose sites stand first (least sum of their numbers), then with the fewest sites.

        Returns
        -------
        bool
            Whether this was settled within the time.
        """
        floor = self.worth - PROVEN * max(abs(self.worth), 1.0)
        every = np.concatenate([np.zeros(self._n), np.ones(self._blocks)])
        self._master.add_rows(csr_array(every[None, :]), np.array([floor * self._scale - PROVEN * SCALE]), np.array([INFINITE]))
        self._master.change_cost(np.concatenate([np.arange(1.0, self._n + 1), np.zeros(self._blocks)]))
        self._master.whole(np.arange(self._n))
        while True:
            found = self._master.run()
            if found.status != "optimal" or found.values is None:
                return False
            sites = np.flatnonzero(found.values[: self._n] > 0.5)  # noqa: PLR2004 - whole or not
            if value(self._benefit, sites) >= floor:
                self.sites, self.worth = sites, value(self._benefit, sites)
                return True
            if not self._learn(np.isin(np.arange(self._n), sites).astype(float), found.values[self._n :]):
                return False

    def _in_fractions(self) -> tuple[Floats, Floats | None]:
        """Lines until fractions of sites are worth what the master thinks; reduced costs and values of the last answer."""
        middle = np.full(self._n, 0.5 * min(self._rules.count / max(self._n, 1), 1.0))
        middle[self.sites] += 0.5
        self._learn(np.isin(np.arange(self._n), self.sites).astype(float))
        found, settled = None, 0
        while time.monotonic() < self._until:
            latest = self._master.run()
            if latest.values is None or latest.status != "optimal":
                break
            found, answer = latest, latest.values
            self._bound_at(-found.objective / self._scale)
            built, thought = answer[: self._n], answer[self._n :]
            middle = TOWARDS_NEWEST * built + (1 - TOWARDS_NEWEST) * middle
            self._round(built)
            if self.proven:
                break
            here = lines_through(self._benefit, thresholds(self._benefit, built), built).at(built)
            if self._learn(middle, thought) == 0 or settled:
                settled += 1
                if self._learn(built, thought) == 0:
                    break
            if (thought.sum() / self._scale - here.sum()) <= SETTLED * max(here.sum(), 1.0):
                break
        return (np.zeros(self._n), None) if found is None else (found.reduced[: self._n], found.values)

    def _leave_out(self, reduced: Floats, values: Floats | None) -> None:
        """Sites whose reduced cost says that no better set, and none as good, holds them."""
        assert values is not None
        slack = (self.bound - self.worth + PROVEN * max(abs(self.worth), 1.0)) * self._scale
        never = np.flatnonzero((values[: self._n] <= 0) & (reduced > slack) & ~self._rules.locked)
        self._master.bound_columns(never, np.zeros(len(never)), np.zeros(len(never)))

    def _in_whole_sites(self) -> None:
        self._master.whole(np.arange(self._n))
        while not self.proven and time.monotonic() < self._until:
            found = self._master.run(self._hear)
            self._bound_at(-found.bound / self._scale)
            if found.status == "infeasible":  # nothing is as good as what is known
                self._bound_at(self.worth)
            if found.status != "optimal" or found.values is None:
                return
            built = (found.values[: self._n] > 0.5).astype(float)  # noqa: PLR2004 - whole or not
            self._take(np.flatnonzero(built))
            if not self._learn(built, found.values[self._n :]):
                return

    def _hear(self, bound: float, values: Floats | None) -> None:
        self._bound_at(-bound / self._scale)
        if values is not None:
            self._take(np.flatnonzero(values[: self._n] > 0.5))  # noqa: PLR2004 - whole or not

    def _learn(self, built: Floats, thought: Floats | None = None) -> int:
        """Add the lines at a point; where ``thought`` is given only those that it breaks. Returns how many."""
        lines = lines_through(self._benefit, thresholds(self._benefit, built), built)
        rows, limit = lines.slope * self._scale, lines.constant * self._scale
        use = np.ones(self._blocks, dtype=bool)
        if thought is not None:
            use = thought > (limit + rows @ built) + 1e-7 * SCALE
        chosen = np.flatnonzero(use)
        block = coo_array((np.ones(len(chosen)), (np.arange(len(chosen)), chosen)), shape=(len(chosen), self._blocks))
        rows_now = csr_array(np.concatenate([-rows[chosen], block.toarray()], axis=1))
        self._master.add_rows(rows_now, np.full(len(chosen), -INFINITE), limit[chosen])
        return len(chosen) + self._learn_flow(built, thought)

    def _learn_flow(self, built: Floats, thought: Floats | None) -> int:
        """With capacities: the line of the smallest cut, over all blocks together, at a set of whole sites."""
        b = self._benefit
        sites = np.flatnonzero(built > 0.5)  # noqa: PLR2004 - whole or not
        if b.capacity is None or not np.isin(built, (0.0, 1.0)).all() or len(sites) == 0:
            return 0
        people, full = flow(b, sites)
        if thought is not None and thought.sum() <= (people * self._scale) + 1e-7 * SCALE:
            return 0
        covered = b.best_saving(sites) > 0
        served = covered & ~full
        slope = totals(b.site, np.where(served[b.demand], 0.0, b.weight[b.demand]), self._n)
        held = np.minimum(slope, b.capacity) * self._scale
        row = csr_array(np.concatenate([-held, np.ones(self._blocks)])[None, :])
        self._master.add_rows(row, np.array([-INFINITE]), np.array([b.weight[served].sum() * self._scale]))
        return 1

    def _round(self, built: Floats) -> None:
        """Whole sites near an answer in fractions: its largest ones, then swaps."""
        sites = np.flatnonzero(self._rules.locked).tolist()
        for site in np.argsort(-built, kind="stable").tolist():
            if len(sites) >= self._rules.count or built[site] <= 0:
                break
            if self._rules.addable(sites)[site]:
                sites.append(site)
        chosen = np.array(sorted(sites), dtype=np.int64)
        if not np.array_equal(chosen, self.sites):
            self._take(improved(self._benefit, self._rules, chosen))

    def _take(self, sites: Ints) -> None:
        worth = value(self._benefit, sites)
        if worth > self.worth * (1 + PROVEN / 10) and self._rules.allows(sites):
            self.sites, self.worth = sites, worth
            self._news(self.sites, self.worth, self.bound)

    def _bound_at(self, bound: float) -> None:
        if self._whole_people:
            bound = np.floor(bound + PROVEN * max(abs(bound), 1.0))
        bound = max(bound, self.worth)
        if bound < self.bound * (1 - PROVEN / 10):
            self.bound = bound
            self._news(self.sites, self.worth, self.bound)


def rule_rows(rules: SitingRules, more_columns: int = 0) -> tuple[csr_array, Floats, Floats]:
    """Number of sites, budget and distances as rows ``low <= rows · columns <= high``; further columns are left alone."""
    members, high = [np.arange(rules.n_sites)], [float(rules.count)]
    factors = [np.ones(rules.n_sites)]
    if rules.budget is not None:
        members.append(np.arange(rules.n_sites))
        factors.append(rules.cost)
        high.append(rules.budget * (1 + MONEY_TOLERANCE))
    if rules.too_near is not None:
        groups = _groups_too_near(rules.too_near)
        members += groups
        factors += [np.ones(len(group)) for group in groups]
        high += [1.0] * len(groups)
    ends = np.concatenate([[0], np.cumsum([len(row) for row in members])])
    made = csr_array((np.concatenate(factors), np.concatenate(members), ends), shape=(len(high), rules.n_sites + more_columns))
    return made, np.full(len(high), -INFINITE), np.array(high)


def _groups_too_near(near: csr_array) -> list[Ints]:
    """Groups of sites of which only one may be built, such that every pair is in one: larger groups bound better than pairs."""
    around = [set(near.indices[near.indptr[site] : near.indptr[site + 1]].tolist()) for site in range(near.shape[0])]
    left = [{other for other in others if other > site} for site, others in enumerate(around)]
    groups = []
    for site, others in enumerate(left):
        while others:
            members, common = {site}, set(around[site])
            for other in (*sorted(others), *sorted(common)):
                if other in common:
                    members.add(other)
                    common &= around[other]
            groups.append(np.array(sorted(members), dtype=np.int64))
            for member in members:
                left[member] -= members
    return groups
