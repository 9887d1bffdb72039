"""
Small counts are not shown, nor can they be found by subtraction.

A table of counts with its sums hides every count from 1 to ``min_cell`` − 1. Each hidden count gets three more hidden cells, the corners of a rectangle: there is
another table with the same shown figures in which this count is larger by ``min_cell`` − 1, so whoever subtracts cannot tell that it is small. That is the method of
hypercubes (Repsilber 1994; GHMITER in τ-ARGUS), with the corners chosen that lose least. Zeros are shown: that nobody called says nothing of anybody.
"""

from __future__ import annotations

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints

SUM_COST, TOTAL_COST = 1e3, 1e6
"""Hiding the sum of a line, or the whole total, costs as much as so many inner cells."""


def with_sums(counts: Ints) -> Ints:
    """Counts with the sums of rows, columns and all in a last column and row."""
    rows = np.hstack([counts, counts.sum(axis=1, keepdims=True)])
    return np.vstack([rows, rows.sum(axis=0, keepdims=True)])


def hidden_cells(table: Ints, min_cell: int) -> Bools:
    """
    Which cells of a table are not shown.

    Parameters
    ----------
    table
        Counts with their sums (``with_sums``), non-negative.
    min_cell
        Least count that is shown.

    Returns
    -------
    Array of bool, as ``table``. From what is shown no count below ``min_cell`` can be told to be one.
    """
    small = (table > 0) & (table < min_cell)
    hidden = small.copy()
    cost = _costs(table)
    for row, column in sorted(np.argwhere(small).tolist(), key=lambda cell: (table[tuple(cell)], cell)):
        other_row, other_column = _rectangle(table, hidden, cost, row, column, min_cell)
        hidden[row, other_column] = hidden[other_row, column] = hidden[other_row, other_column] = True
    return hidden


def _costs(table: Ints) -> Floats:
    """What is lost with each cell: the more the larger its count."""
    cost = 1.0 + np.log2(1.0 + table)
    cost[-1, :] += SUM_COST
    cost[:, -1] += SUM_COST
    cost[-1, -1] += TOTAL_COST
    return cost


def _rectangle(table: Ints, hidden: Bools, cost: Floats, row: int, column: int, min_cell: int) -> tuple[int, int]:
    """
    Row and column of the opposite corner.

    Raising the cell by ``min_cell`` − 1 lowers a corner in the same line, unless one of the two is the sum of that line, which rises with it. What is lowered
    must stay above zero. A rectangle through the sums always exists.
    """
    last_row, last_column = table.shape[0] - 1, table.shape[1] - 1
    rows, columns = np.arange(table.shape[0]), np.arange(table.shape[1])
    beside = np.where((columns == last_column) | (column == last_column), 1, -1)  # how a corner in the same row moves
    below = np.where((rows == last_row) | (row == last_row), 1, -1)
    stays = table >= min_cell
    there = table > 0
    right = there[row, :] & ((beside > 0) | stays[row, :])
    down = there[:, column] & ((below > 0) | stays[:, column])
    across = there & ((below[:, None] * beside[None, :] > 0) | stays)
    possible = right[None, :] & down[:, None] & across
    possible[row, :] = possible[:, column] = False
    lost = np.where(hidden, 0.0, cost)
    price = np.where(possible, lost[row, :][None, :] + lost[:, column][:, None] + lost, np.inf)
    found = np.unravel_index(int(np.argmin(price)), price.shape)
    return int(found[0]), int(found[1])


def estimates(table: Ints, hidden: Bools) -> Floats:
    """
    Counts with what anybody could put in the place of hidden ones: the remainder of the row shared out equally, else that of the column.

    They follow from the shown figures alone, so whatever is worked out from them gives nothing away.
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
