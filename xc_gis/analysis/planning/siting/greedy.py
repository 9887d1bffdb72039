"""
A good set of sites at once: the best next site again and again, then swaps as long as one of them helps.

Gains only ever shrink as sites are added, so a site whose old gain is no longer the largest need not be looked at again (lazy greedy,
Minoux 1978). A swap is judged for all pairs of sites in one pass over the pairs (Resende and Werneck 2007).
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence

import numpy as np

from xc_gis.analysis.arrays.geometry import Floats, Ints
from xc_gis.analysis.arrays.pairing import spans
from xc_gis.analysis.planning.siting.benefit import Benefit, totals
from xc_gis.analysis.planning.siting.rules import SitingRules
from xc_gis.analysis.planning.siting.served import value

LEAST_GAIN = 1e-9
"""A smaller share of the value is no gain but the last digits of a sum."""

SWAPS_TRIED = 40
"""Where a swap is only estimated (curve, capacity), so many of the most promising are worked out."""


def greedy(benefit: Benefit, rules: SitingRules) -> Ints:
    """
    Choose sites one by one, in the order of their gain; locked ones first, ties to the first site.

    With a budget twice: by gain, and by gain for the money; the better set stands.
    """
    chosen = _greedy(benefit, rules, np.ones(rules.n_sites))
    if rules.budget is not None and (rules.cost > 0).any():
        by_money = _greedy(benefit, rules, np.maximum(rules.cost, rules.cost[rules.cost > 0].min() / 1e3))
        if value(benefit, by_money) > value(benefit, chosen) * (1 + LEAST_GAIN):
            return by_money
    return chosen


def _greedy(benefit: Benefit, rules: SitingRules, price: Floats) -> Ints:
    chosen = np.flatnonzero(rules.locked).tolist()
    state = _State(benefit, chosen)
    waiting = [(-gain / price[site], site, len(chosen)) for site, gain in enumerate(state.all_gains().tolist())]
    heapq.heapify(waiting)
    free = rules.addable(chosen)
    while waiting and len(chosen) < rules.count:
        known, site, when = heapq.heappop(waiting)
        if not free[site]:
            continue
        if when < len(chosen):
            heapq.heappush(waiting, (-state.gain(site) / price[site], site, len(chosen)))
            continue
        if -known * price[site] <= LEAST_GAIN * max(state.total, 1.0):
            break
        chosen.append(site)
        state.add(site)
        free = rules.addable(chosen)
    return np.array(chosen, dtype=np.int64)


class _State:
    """Savings of the sites chosen so far, and what one more would add."""

    def __init__(self, benefit: Benefit, sites: Sequence[int]) -> None:
        self._benefit = benefit
        self._best = benefit.best_saving(sites)
        self._won = benefit.won(self._best)
        self.total = benefit.value_of(self._won)

    def all_gains(self) -> Floats:
        """Gain of every site."""
        b = self._benefit
        more = b.weight[b.demand] * np.maximum(b.saving - self._best[b.demand], 0.0)
        if b.curve is None:
            gains = totals(b.site, more, b.n_sites)
        else:
            key, at = np.unique(b.site * b.n_blocks + b.block[b.demand], return_inverse=True)
            site, block = np.divmod(key, b.n_blocks)
            after = self._won[block] + totals(at, more, len(block))
            step = b.curve.gain(after, block) - b.curve.gain(self._won[block], block)
            gains = totals(site, step, b.n_sites)
        return gains if b.capacity is None else np.minimum(gains, b.capacity)

    def gain(self, site: int) -> float:
        """Gain of one site."""
        b = self._benefit
        rows, more = self._more(site)
        if b.curve is None:
            total = float(more.sum())
            return total if b.capacity is None else min(total, float(b.capacity[site]))
        block, at = np.unique(b.block[rows], return_inverse=True)
        after = self._won[block] + totals(at, more, len(block))
        return float((b.curve.gain(after, block) - b.curve.gain(self._won[block], block)).sum())

    def add(self, site: int) -> None:
        """Build a site."""
        b = self._benefit
        rows, more = self._more(site)
        np.add.at(self._won, b.block[rows], more)
        pairs = b.pairs_of([site])
        self._best[rows] = np.maximum(self._best[rows], b.saving[pairs])
        self.total = b.value_of(self._won)

    def _more(self, site: int) -> tuple[Ints, Floats]:
        b = self._benefit
        pairs = b.pairs_of([site])
        rows = b.demand[pairs]
        return rows, b.weight[rows] * np.maximum(b.saving[pairs] - self._best[rows], 0.0)


def improved(benefit: Benefit, rules: SitingRules, sites: Ints) -> Ints:
    """
    Exchange search: swap the pair of sites that gains most, until none gains; what may still be added is added.

    Returns
    -------
    array
        Sites sorted by number, never worth less than those given.
    """
    exact = benefit.curve is None and benefit.capacity is None
    sites = np.sort(np.asarray(sites, dtype=np.int64))
    worth, swaps = value(benefit, sites), None
    while True:
        filled = _filled(benefit, rules, sites)
        if swaps is None or len(filled) != len(swaps.sites):
            sites, worth, swaps = filled, max(worth, value(benefit, filled)), Swaps(benefit, filled)
        if len(sites) == 0:
            return sites
        gains = np.where(rules.swappable(swaps.sites), swaps.gains(), -np.inf)
        better = _best_swap(gains) if exact else _tried_swap(benefit, gains, swaps.sites, worth)
        if better is None:
            return np.sort(sites)
        swapped = _swapped(swaps.sites, *better)
        if value(benefit, swapped) <= worth + LEAST_GAIN * max(worth, 1.0):
            return np.sort(sites)
        swaps.swap(*better)
        sites, worth = np.sort(swapped), value(benefit, swapped)


def _filled(benefit: Benefit, rules: SitingRules, sites: Ints) -> Ints:
    while len(sites) < rules.count:
        gains = np.where(rules.addable(sites), _State(benefit, sites.tolist()).all_gains(), 0.0)
        best = int(np.argmax(gains)) if len(gains) else -1
        if best < 0 or gains[best] <= LEAST_GAIN * max(value(benefit, sites), 1.0):
            break
        sites = np.sort(np.append(sites, best))
    return sites


def _swapped(sites: Ints, new: int, place: int) -> Ints:
    """``sites`` with another one at a place."""
    after = sites.copy()
    after[place] = new
    return after


def _best_swap(gains: Floats) -> tuple[int, int] | None:
    new, place = np.unravel_index(int(np.argmax(gains)), gains.shape)
    return (int(new), int(place)) if np.isfinite(gains[new, place]) else None


def _tried_swap(benefit: Benefit, gains: Floats, sites: Ints, worth: float) -> tuple[int, int] | None:
    """The best of the swaps that promise most, worked out one by one."""
    order = np.argsort(-gains, axis=None, kind="stable")[:SWAPS_TRIED]
    best, found = worth, None
    for new, place in zip(*np.unravel_index(order, gains.shape), strict=True):
        if not np.isfinite(gains[new, place]):
            break
        worth_tried = value(benefit, _swapped(sites, int(new), int(place)))
        if worth_tried > best * (1 + LEAST_GAIN):
            best, found = worth_tried, (int(new), int(place))
    return found


class Swaps:
    """
    What each swap of a set of sites would add, kept up to date while sites are swapped.

    Exact without curve and capacity; with a curve every block counts with its slope of today.

    Parameters
    ----------
    benefit
        The problem.
    sites
        The set; a site that is swapped in takes the place of the other.
    """

    def __init__(self, benefit: Benefit, sites: Ints) -> None:
        self.sites = sites.copy()
        self._benefit = benefit
        self._count_all()

    def gains(self) -> Floats:
        """By site and place in ``sites``: what building the one instead of the other adds."""
        gains: Floats = self._add[:, None] + self._makes_good - self._loss[None, :]
        return gains

    def swap(self, new: int, place: int) -> None:
        """Build a site instead of the one at a place."""
        b = self._benefit
        rows = np.unique(b.demand[b.pairs_of([int(self.sites[place]), new])])
        if b.curve is None:
            self._count(rows, -1.0)
        self.sites[place] = new
        if b.curve is None:  # only these rows see another first or second site
            self._look_at(rows)
            self._count(rows, 1.0)
        else:
            self._count_all()

    def _count_all(self) -> None:
        b = self._benefit
        self._first, self._second = np.zeros(b.n_demand), np.zeros(b.n_demand)
        self._owner = np.full(b.n_demand, -1, dtype=np.int64)
        self._add = np.zeros(b.n_sites)
        self._loss = np.zeros(len(self.sites))
        self._makes_good = np.zeros((b.n_sites, len(self.sites)))
        rows = np.arange(b.n_demand)
        self._look_at(rows)
        self._count(rows, 1.0)

    def _look_at(self, rows: Ints) -> None:
        """Find the best and the second saving of rows among the sites, and the place of the best."""
        b = self._benefit
        self._first[rows] = self._second[rows] = 0.0
        self._owner[rows] = -1
        wanted = np.zeros(b.n_demand, dtype=bool)
        wanted[rows] = True
        pairs = b.pairs_of(self.sites)
        of_pair = np.repeat(np.arange(len(self.sites)), b.by_site[1][self.sites + 1] - b.by_site[1][self.sites])
        use = wanted[b.demand[pairs]]
        pairs, of_pair = pairs[use], of_pair[use]
        order = np.lexsort((of_pair, -b.saving[pairs], b.demand[pairs]))
        row, saving, place = b.demand[pairs][order], b.saving[pairs][order], of_pair[order]
        is_first = np.concatenate([[True], row[1:] != row[:-1]])[: len(row)]
        is_second = np.concatenate([[False], is_first[:-1]])[: len(row)] & ~is_first
        self._first[row[is_first]], self._owner[row[is_first]] = saving[is_first], place[is_first]
        self._second[row[is_second]] = saving[is_second]

    def _count(self, rows: Ints, sign: float) -> None:
        """Add (or take away) what rows contribute."""
        b, n = self._benefit, len(self.sites)
        weight = sign * (b.weight if b.curve is None else b.weight * b.curve.slope(b.won(self._first))[b.block])
        count = b.start[rows + 1] - b.start[rows]
        pairs = spans(b.start[rows], count)
        row, site, saving = np.repeat(rows, count), b.site[pairs], b.saving[pairs]
        first, second, owner = self._first[row], self._second[row], self._owner[row]
        add = np.flatnonzero(saving > first)
        self._add += totals(site[add], weight[row[add]] * (saving[add] - first[add]), b.n_sites)
        kept = np.minimum(saving, first) - second
        back = np.flatnonzero((kept > 0) & (owner >= 0))
        key = site[back] * n + owner[back]
        self._makes_good += totals(key, weight[row[back]] * kept[back], b.n_sites * n).reshape(b.n_sites, n)
        owned = rows[self._owner[rows] >= 0]
        self._loss += totals(self._owner[owned], weight[owned] * (self._first[owned] - self._second[owned]), n)
