"""
What sites win for whom, as arrays: the one objective that most people covered, least walking and equity share.

Whoever lives at a demand row keeps the best saving among the sites that are built; a saving is 1 where a site covers it, or the seconds
that it shortens the walk by. Savings, times the people of the row, add up by block, and a curve may say that the first people of a
block count for more than the last. Nobody counts twice, however many sites reach them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from xc_gis.analysis.arrays.geometry import Floats, Ints, morton_order
from xc_gis.analysis.arrays.pairing import spans

BLOCKS = 100
"""Blocks of demand in a proof: of those tried (40, 100, 200, 300) as quick as any on 400 and on 2,000 sites."""

FULL_PERCENT = 100.0


@dataclass(frozen=True)
class ShortfallCurve:
    """
    How much a block gains when more of its people are covered: the square of the uncovered share, in squared percentage points.

    A community of which twice the share is uncovered counts four times as much: the worst come first.

    Attributes
    ----------
    residents
        People of each block, > 0.
    covered
        Those that existing facilities cover.
    """

    residents: Floats
    covered: Floats

    def gain(self, more: Floats, block: Ints | slice = slice(None)) -> Floats:
        """Gain when ``more`` people of a block are covered than today."""
        before = self._uncovered(np.zeros_like(more), block)
        return before**2 - self._uncovered(more, block) ** 2

    def slope(self, more: Floats, block: Ints | slice = slice(None)) -> Floats:
        """Gain of one person more."""
        return 2 * self._uncovered(more, block) * FULL_PERCENT / self.residents[block]

    def _uncovered(self, more: Floats, block: Ints | slice) -> Floats:
        uncovered: Floats = FULL_PERCENT * np.maximum(1 - (self.covered[block] + more) / self.residents[block], 0.0)
        return uncovered


@dataclass(frozen=True)
class Benefit:
    """
    What every site would save every demand row.

    Attributes
    ----------
    n_sites
        Number of sites.
    weight
        By demand row: people, times the weight of their category, > 0.
    block
        By demand row: number of its block, all numbers in use from 0.
    site, demand, saving
        Pairs with a saving > 0, sorted by demand row, then from the largest saving, then by site; every row has one.
    curve
        None: blocks simply add up.
    capacity
        By site: people that it can serve, or None where none is limited. Only with savings of 1 and without a curve.
    """

    n_sites: int
    weight: Floats
    block: Ints
    site: Ints
    demand: Ints
    saving: Floats
    curve: ShortfallCurve | None = None
    capacity: Floats | None = None

    @property
    def n_demand(self) -> int:
        """Number of demand rows."""
        return len(self.weight)

    @property
    def n_blocks(self) -> int:
        """Number of blocks."""
        return int(self.block.max(initial=-1)) + 1

    @cached_property
    def start(self) -> Ints:
        """First pair of each demand row."""
        return np.searchsorted(self.demand, np.arange(self.n_demand + 1))

    @cached_property
    def by_site(self) -> tuple[Ints, Ints]:
        """Pairs in the order of sites, and the place where each site's begin."""
        order = np.argsort(self.site, kind="stable")
        return order, np.searchsorted(self.site[order], np.arange(self.n_sites + 1))

    def pairs_of(self, sites: Sequence[int] | Ints) -> Ints:
        """Pairs of some sites, one site after the other."""
        order, first = self.by_site
        chosen = np.asarray(sites, dtype=np.int64)
        return order[spans(first[chosen], first[chosen + 1] - first[chosen])]

    def best_saving(self, sites: Sequence[int] | Ints) -> Floats:
        """By demand row: the largest saving among some sites, 0 without one."""
        best = np.zeros(self.n_demand)
        pairs = self.pairs_of(sites)
        np.maximum.at(best, self.demand[pairs], self.saving[pairs])
        return best

    def won(self, saved: Floats) -> Floats:
        """By block: what these savings of the demand rows add up to, before the curve."""
        return totals(self.block, self.weight * saved, self.n_blocks)

    def value_of(self, won: Floats) -> float:
        """Value of what was won by block."""
        return float(won.sum() if self.curve is None else self.curve.gain(won).sum())

    def most(self) -> float:
        """What all sites together would win."""
        first = self.start[:-1]
        return self.value_of(self.won(self.saving[first]))


def totals(number: Ints, values: Floats, count: int) -> Floats:
    """Sum of values by number, for the numbers from 0 to ``count`` - 1."""
    return np.asarray(np.bincount(number, weights=values, minlength=count), dtype=np.float64)


def blocks_of(xy: Floats, weight: Floats, count: int = BLOCKS) -> Ints:
    """Divide demand rows into blocks that lie close together and hold about equally many people; numbers from 0, all in use."""
    order = morton_order(xy[:, 0], xy[:, 1])
    reached = np.cumsum(weight[order])
    number = np.empty(len(weight), dtype=np.int64)
    number[order] = np.minimum(reached / reached[-1] * count, count - 1).astype(np.int64) if len(weight) else 0
    return np.unique(number, return_inverse=True)[1].astype(np.int64)
