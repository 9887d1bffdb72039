"""
Who can walk to which site, and what existing facilities give already; made into the target of each model.

Several categories stand one after the other: a home has a demand row for each, with the people and the limit of that category.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.planning.siting.benefit import Benefit, ShortfallCurve, blocks_of, totals
from xc_gis.analysis.planning.siting.set_cover import Cover, Walks
from xc_gis.units import TIME_TOLERANCE_S


@dataclass(frozen=True)
class Reach:
    """
    Walks between sites and demand rows.

    Attributes
    ----------
    n_sites
        Number of sites.
    site, row, seconds
        Pairs sorted by row, then site; each once, beyond the bound absent.
    people, weight
        By row: residents of the group that the category serves, and the weight of the category.
    area
        By row: number of its community, from 0.
    xy
        By row, in the analysis CRS.
    existing_s
        By row: to the nearest existing facility of the category, infinite beyond the bound.
    limit_s, bound_s
        By row: longest walk that counts as covered, and the longest that is looked for.
    """

    n_sites: int
    site: Ints
    row: Ints
    seconds: Floats
    people: Floats
    weight: Floats
    area: Ints
    xy: Floats
    existing_s: Floats
    limit_s: Floats
    bound_s: Floats

    @property
    def n_rows(self) -> int:
        """Number of demand rows."""
        return len(self.people)

    @property
    def covered_today(self) -> Bools:
        """By row: an existing facility covers it."""
        return self.existing_s <= self.limit_s + TIME_TOLERANCE_S

    @property
    def covering(self) -> Bools:
        """By pair: the site would cover the row."""
        return self.seconds <= self.limit_s[self.row] + TIME_TOLERANCE_S

    def covered_by(self, sites: Ints) -> Bools:
        """By row: one of these sites covers it."""
        built = np.zeros(self.n_sites, dtype=bool)
        built[sites] = True
        covered = np.zeros(self.n_rows, dtype=bool)
        covered[self.row[built[self.site] & self.covering]] = True
        return covered

    def newly_covered(self, sites: Ints) -> Floats:
        """By row: people whom these sites cover and no existing facility does."""
        return np.where(self.covered_by(sites) & ~self.covered_today, self.people, 0.0)

    def reachable(self) -> Bools:
        """By row: some site would cover it."""
        return self.covered_by(np.arange(self.n_sites))


def coverage_benefit(reach: Reach, capacity: Floats | None = None) -> Benefit:
    """Most people covered (mclp): each row that no existing facility covers is worth its people once, whichever sites cover it."""
    site, demand, rows = _open_pairs(reach)
    worth = (reach.people * reach.weight)[rows]
    site, demand, weight, first = _merged(reach.n_sites, site, demand, worth, np.zeros(len(rows), dtype=np.int64))
    block = blocks_of(reach.xy[rows[first]], weight)
    limited = capacity is not None and bool(np.isfinite(capacity).any())
    return Benefit(reach.n_sites, weight, block, site, demand, np.ones(len(site)), capacity=capacity if limited else None)


def shortfall_benefit(reach: Reach) -> Benefit:
    """
    Worst communities first (equity): what counts is the square of each community's uncovered share.

    Several categories in one community are as many blocks.
    """
    site, demand, rows = _open_pairs(reach)
    group = community_groups(reach)
    site, demand, weight, first = _merged(reach.n_sites, site, demand, reach.people[rows], group[rows])
    used, block = np.unique(group[rows[first]], return_inverse=True)
    residents = totals(group, reach.people, int(group.max(initial=-1)) + 1)
    covered = totals(group[reach.covered_today], reach.people[reach.covered_today], len(residents))
    curve = ShortfallCurve(residents[used], covered[used])
    return Benefit(reach.n_sites, weight, block.astype(np.int64), site, demand, np.ones(len(site)), curve=curve)


def walking_benefit(reach: Reach) -> Benefit:
    """Least walking (pmedian): seconds saved against today; whoever reaches nothing within the bound counts with the bound."""
    today = np.minimum(reach.existing_s, reach.bound_s)
    saved = today[reach.row] - reach.seconds
    use = np.flatnonzero((saved > TIME_TOLERANCE_S) & (reach.people[reach.row] * reach.weight[reach.row] > 0))
    rows, demand = np.unique(reach.row[use], return_inverse=True)
    site, saving = reach.site[use], saved[use]
    order = np.lexsort((site, -saving, demand))
    weight = (reach.people * reach.weight)[rows]
    return Benefit(
        reach.n_sites, weight, blocks_of(reach.xy[rows], weight), site[order], demand[order].astype(np.int64), saving[order]
    )


def full_cover(reach: Reach) -> tuple[Cover, Bools]:
    """Everybody covered (lscp), and by row who cannot be: somebody lives there, nothing covers them today and no site would."""
    inhabited = (reach.people > 0) & ~reach.covered_today
    impossible = inhabited & ~reach.reachable()
    site, demand, rows = _open_pairs(reach)
    site, demand, weight, _ = _merged(reach.n_sites, site, demand, reach.people[rows], np.zeros(len(rows), dtype=np.int64))
    return Cover(reach.n_sites, len(weight), site, demand), impossible


def longest_walks(reach: Reach) -> tuple[Walks, Bools]:
    """Least longest walk (pcentre), and by row whom nothing reaches within the bound: they are left out, and said."""
    inhabited = reach.people > 0
    reached = np.isfinite(reach.existing_s)
    reached[reach.row] = True
    rows = np.flatnonzero(inhabited & reached)
    number = np.full(reach.n_rows, -1, dtype=np.int64)
    number[rows] = np.arange(len(rows))
    use = number[reach.row] >= 0
    walks = Walks(reach.n_sites, reach.site[use], number[reach.row[use]], reach.seconds[use], reach.existing_s[rows])
    return walks, inhabited & ~reached


def _open_pairs(reach: Reach) -> tuple[Ints, Ints, Ints]:
    """Pairs of sites with people whom they would cover and who are not covered today; numbers of these rows, and the rows."""
    wanted = ~reach.covered_today & (reach.people * reach.weight > 0)
    use = np.flatnonzero(reach.covering & wanted[reach.row])
    rows, demand = np.unique(reach.row[use], return_inverse=True)
    return reach.site[use], demand.astype(np.int64), rows


def community_groups(reach: Reach) -> Ints:
    """Community and limit of each row, as one number: rows of one category have one limit, and share a block where both agree."""
    _, group = np.unique(np.column_stack([reach.area, reach.limit_s, reach.weight]), axis=0, return_inverse=True)
    return group.ravel().astype(np.int64)


def _merged(n_sites: int, site: Ints, demand: Ints, weight: Floats, block: Ints) -> tuple[Ints, Ints, Floats, Ints]:
    """
    Join rows of one block that the same sites cover.

    Returns
    -------
    site, demand
        Pairs sorted by the new rows, then site.
    weight
        People of each new row.
    first
        First old row of each new one.
    """
    if len(weight) == 0:
        return site, demand, weight, np.zeros(0, dtype=np.int64)
    # two sums of random numbers of the sites and their count: equal for equal sets, and for others once in 10^30
    marks = np.random.default_rng(20_24).integers(1, 2**62, size=(2, n_sites), dtype=np.int64)
    sums = np.zeros((2, len(weight)), dtype=np.int64)
    for line in range(2):
        np.add.at(sums[line], demand, marks[line][site])
    key = np.column_stack([*sums, np.bincount(demand, minlength=len(weight)), block])
    _, first, number = np.unique(key, axis=0, return_index=True, return_inverse=True)
    order = np.argsort(first)  # new rows stand where their first row stood
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    number = place[number.ravel()]
    first = first[order]
    stays = np.zeros(len(weight), dtype=bool)
    stays[first] = True
    use = stays[demand]
    row = number[demand[use]]
    arranged = np.lexsort((site[use], row))
    return site[use][arranged], row[arranged], totals(number, weight, len(first)), first
