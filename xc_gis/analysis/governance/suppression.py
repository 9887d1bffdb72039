"""
Small counts are not shown, nor can they be found by subtraction, also where sums by subdistrict stand beside them.

A table of counts with its sums hides every count from 1 to ``min_cell`` − 1. Each hidden count gets more hidden cells, the corners of a rectangle: there is
another table with the same shown figures in which this count is larger by ``min_cell`` − 1, so whoever subtracts cannot tell that it is small. That is the method of
hypercubes (Repsilber 1994; GHMITER in τ-ARGUS), with the corners chosen that lose least. Two communities of one subdistrict leave its sums as they are; of two
subdistricts their sums change with them, and are hidden, too. Zeros are shown: that nobody called says nothing of anybody.

Rates and changes that stand beside sums are made of parts of the counts (answered yes, no, not known; of the last month, the one before). What moves in a
rectangle is therefore of the same parts in both communities: then those of all sums stay as they are, too, and no rate tells one table from the other.
Two communities of one subdistrict, or of none, of whose sums no such share is told may differ in them: within a column their hidden counts divide in any
way that adds up. Of two subdistricts they may not: the sums of these tell shares, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints

AREA_COST, SUM_COST, TOTAL_COST = 30.0, 1e3, 1e6
"""Hiding the sum of a subdistrict, of a line, or the whole total, costs as much as so many inner cells."""

NO_AREA = -1
"""Of a community that belongs to no subdistrict."""


def with_sums(counts: Ints, area: Ints | None = None) -> Ints:
    """
    Counts with their sums: rows of communities, of subdistricts by their number in ``area``, of all; a last column with the sums of rows.

    ``area``: number of each row's subdistrict, ``NO_AREA`` for none; without it there are no rows of subdistricts.
    """
    area = np.full(len(counts), NO_AREA) if area is None else area
    number = int(area.max(initial=NO_AREA)) + 1
    streets = np.zeros((number, counts.shape[1]), dtype=counts.dtype)
    np.add.at(streets, area[area >= 0], counts[area >= 0])
    rows = np.vstack([counts, streets, counts.sum(axis=0, keepdims=True)])
    return np.hstack([rows, rows.sum(axis=1, keepdims=True)])


def hidden_cells(table: Ints, min_cell: int, area: Ints | None = None, divisions: Sequence[Division] = ()) -> Bools:
    """
    Which cells of a table are not shown.

    Parameters
    ----------
    table
        Counts with their sums (``with_sums``), non-negative.
    min_cell
        Least count that is shown.
    area
        As for ``with_sums``.
    divisions
        What each count is made of, as far as shares of sums are told.

    Returns
    -------
    Array of bool, as ``table``. From what is shown no count below ``min_cell`` can be told to be one.
    """
    if area is None:
        area = np.full(len(table) - 1, NO_AREA)
    maker = _Rectangles(table, area, min_cell, _costs(table, len(area)), (table > 0) & (table < min_cell), tuple(divisions))
    small = np.argwhere(maker.hidden).tolist()
    for row, column in sorted(small, key=lambda cell: (table[tuple(cell)], cell)):
        maker.protect(row, column)
    return maker.hidden


def _costs(table: Ints, n_inner: int) -> Floats:
    """What is lost with each cell: the more the larger its count."""
    cost = 1.0 + np.log2(1.0 + table)
    cost[n_inner:-1, :] += AREA_COST
    cost[-1, :] += SUM_COST
    cost[:, -1] += SUM_COST
    cost[-1, -1] += TOTAL_COST
    return cost


@dataclass(frozen=True)
class Division:
    """
    A way in which counts are divided, of which shares are told.

    Attributes
    ----------
    parts
        Part × row × column, as the table with its sums.
    silent
        Of each community: no share of its sum is told.
    """

    parts: Ints
    silent: Bools


@dataclass
class _Rectangles:
    """
    Cells that are hidden so far, and how one more count is protected.

    A count rises by ``min_cell`` − 1 together with the sums of its area and of all, or another community's falls instead (``other``); so does that of another
    column, or the sum of the row rises with it. What falls must stay above zero, and have as many of the same parts (``divisions``) where two of them fall. Raising the count and all its sums is always possible.
    """

    table: Ints
    area: Ints
    min_cell: int
    cost: Floats
    hidden: Bools
    divisions: tuple[Division, ...] = ()

    def protect(self, row: int, column: int) -> None:
        """Hide the cheapest rectangle in which the count of a cell could be larger."""
        best = min(
            (found for carrier in self._carriers(row, column) for found in self._of_carrier(row, carrier, column)), key=lambda found: found[0]
        )  # fmt: skip
        _, carrier, other, second = best
        rows = self._rows(carrier, other)
        self.hidden[np.ix_(rows, [column, second])] = True

    def _carriers(self, row: int, column: int) -> list[int]:
        """Communities whose count rises with the cell: itself, or those that a sum is made of (a small sum has few)."""
        n_inner = len(self.area)
        if row < n_inner:
            return [row]
        mine = np.ones(n_inner, dtype=bool) if row == len(self.table) - 1 else self.area == row - n_inner
        return np.flatnonzero(mine & (self.table[:n_inner, column] > 0)).tolist()

    def _of_carrier(self, row: int, carrier: int, column: int) -> Iterator[tuple[float, int, int, int]]:
        """Price, carrier, other community (-1: none, the sums of all rise) and other column of the cheapest rectangles of a carrier."""
        table, last, n_inner = self.table, self.table.shape[1] - 1, len(self.area)
        lost = np.where(self.hidden, 0.0, self.cost)
        columns = np.arange(last + 1)
        rises = (columns == last) | (column == last)  # how the second column moves in the carrier's row
        stays, there = table >= self.min_cell, table > 0
        second = there[carrier] & (rises | stays[carrier]) & (columns != column)
        rising = [carrier, *self._sums(carrier)]
        alone = lost[rising].sum(axis=0) + lost[rising, column].sum()
        at = int(np.argmin(np.where(second, alone, np.inf)))
        yield float(np.where(second, alone, np.inf)[at]), carrier, -1, at
        if row == len(table) - 1:  # the total itself must rise
            return
        inner = np.arange(n_inner)
        falls = there[:n_inner, column] & stays[:n_inner, column]
        across = there[:n_inner] & (~rises[None, :] | stays[:n_inner])
        possible = (falls & (inner != carrier))[:, None] & across & second[None, :] & self._alike(carrier, column)
        apart = (self.area != self.area[carrier]) | (self.area == NO_AREA)
        if row >= n_inner:  # the sum of a subdistrict must rise: the other one is elsewhere
            possible &= (self.area != self.area[carrier])[:, None]
        if not possible.any():
            return
        price = lost[carrier][None, :] + lost[:n_inner] + lost[:n_inner, column][:, None] + lost[carrier, column]
        price = price + np.where(apart[:, None], self._area_price(lost, column, carrier)[None, :], 0.0)
        named = self.area >= 0
        streets = np.zeros((n_inner, last + 1))
        streets[named] = self._area_prices(lost, column)[self.area[named]]
        price = np.where(possible, price + np.where(apart[:, None], streets, 0.0), np.inf)
        best = np.unravel_index(int(np.argmin(price)), price.shape)
        yield float(price[best]), carrier, int(best[0]), int(best[1])

    def _alike(self, carrier: int, column: int) -> Bools:
        """Other community × other column: whether as many tickets of the same parts can leave both cells that fall."""
        n_inner, last = len(self.area), self.table.shape[1] - 1
        alike = np.ones((n_inner, last + 1), dtype=bool)
        if column == last:  # what falls is of one community
            return alike
        for one in self.divisions:
            there, here = one.parts[:, :n_inner, column], one.parts[:, carrier, :last]
            same = np.minimum(there[:, :, None], here[:, None, :]).sum(axis=0) >= self.min_cell - 1
            together = one.silent & one.silent[carrier] & (self.area == self.area[carrier])
            alike[:, :last] &= same | together[:, None]
        return alike

    def _area_prices(self, lost: Floats, column: int) -> Floats:
        """Price of the sums of each subdistrict, by second column."""
        sums = lost[len(self.area) : -1]
        return np.asarray(sums + sums[:, column][:, None])

    def _area_price(self, lost: Floats, column: int, carrier: int) -> Floats:
        own = self.area[carrier]
        return self._area_prices(lost, column)[own] if own >= 0 else np.zeros(lost.shape[1])

    def _sums(self, row: int) -> list[int]:
        """Rows of sums that a community's count is part of."""
        own = [len(self.area) + int(self.area[row])] if self.area[row] >= 0 else []
        return [*own, len(self.table) - 1]

    def _rows(self, carrier: int, other: int) -> list[int]:
        """Rows that change when the carrier's count rises and the other's falls."""
        if other < 0:
            return [carrier, *self._sums(carrier)]
        if self.area[carrier] == self.area[other] != NO_AREA:
            return [carrier, other]
        return [carrier, other, *self._sums(carrier)[:-1], *self._sums(other)[:-1]]


def estimates(table: Ints, hidden: Bools) -> Floats:
    """
    Counts of communities with what anybody could put in the place of hidden ones: the remainder of the row shared out equally, else that of the column.

    ``table``: rows of communities and of all. They follow from the shown figures alone, so whatever is worked out from them gives nothing away.
    """
    shown = np.where(hidden, 0, table).astype(float)
    inner, number = hidden[:-1, :-1], hidden[:-1, :-1].sum(axis=1)
    rest = shown[:-1, -1] - shown[:-1, :-1].sum(axis=1)
    by_row = np.where(number > 0, rest / np.maximum(number, 1), 0.0)
    known = ~hidden[:-1, -1]
    filled = shown[:-1, :-1] + inner * np.where(known, by_row, 0.0)[:, None]
    open_ = inner & ~known[:, None]
    column_rest = shown[-1, :-1] - filled.sum(axis=0)
    share = np.where(hidden[-1, :-1], 1.0, np.maximum(column_rest, 0.0) / np.maximum(open_.sum(axis=0), 1))
    return filled + open_ * share[None, :]
