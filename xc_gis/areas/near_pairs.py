"""Points near each other, found by squares of ground: what a tree gives, without loading SciPy for it (decision 0156)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

POINTS_AT_ONCE = 20_000
"""Bounds the memory where points lie close together."""


def near_pairs(xy: NDArray[np.float64], key: NDArray[np.int64], reach_m: float) -> NDArray[np.int64]:
    """
    Pairs of points with equal keys that lie within reach of each other.

    Parameters
    ----------
    xy
        Places, shape (points, 2), metres.
    key
        Numbers >= 0.
    reach_m
        Longest distance, inclusive.

    Returns
    -------
    ndarray, shape (pairs, 2)
        Rows of the points; each pair once, in no particular order.
    """
    pairs = [np.zeros((0, 2), dtype=np.int64)]
    if len(xy) == 0:
        return pairs[0]
    cell = np.floor((xy - xy.min(axis=0)) / max(reach_m, 1.0)).astype(np.int64) + 1
    high = int(cell[:, 1].max()) + 2  # squares of a column one after the other, an empty one between two columns
    code = (key * (int(cell[:, 0].max()) + 2) + cell[:, 0]) * high + cell[:, 1]
    order = np.argsort(code, kind="stable")
    code, xy = code[order], xy[order]
    for begin in range(0, len(xy), POINTS_AT_ONCE):
        here = np.arange(begin, min(begin + POINTS_AT_ONCE, len(xy)))
        # the same square and the next one, then the three beside them in the next column
        for first, last in (
            (here + 1, np.searchsorted(code, code[here] + 1, side="right")),
            (np.searchsorted(code, code[here] + high - 1), np.searchsorted(code, code[here] + high + 1, side="right")),
        ):
            count = last - first
            one = np.repeat(here, count)
            other = np.repeat(first - (np.cumsum(count) - count), count) + np.arange(len(one))
            apart = xy[one] - xy[other]
            near = apart[:, 0] * apart[:, 0] + apart[:, 1] * apart[:, 1] <= reach_m * reach_m
            pairs.append(np.column_stack([order[one[near]], order[other[near]]]))
    return np.concatenate(pairs)


def pairs_between(
    here: NDArray[np.float64], there: NDArray[np.float64], reach_m: float
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """
    Pairs of a point of one set and a point of another that lie within reach of each other.

    Parameters
    ----------
    here, there
        Places, shape (points, 2), metres; there are some in each.
    reach_m
        Longest distance, inclusive.

    Returns
    -------
    rows of ``here``, rows of ``there``, metres between them
        By row of ``here``, then by square.
    """
    corner, side = np.minimum(here.min(axis=0), there.min(axis=0)), max(reach_m, 1.0)
    cell, other = (np.floor((xy - corner) / side).astype(np.int64) + 1 for xy in (here, there))
    high = int(max(cell[:, 1].max(), other[:, 1].max())) + 2
    code = other[:, 0] * high + other[:, 1]
    order = np.argsort(code, kind="stable")
    code = code[order]
    parts = []
    for begin in range(0, len(here), POINTS_AT_ONCE):
        mine = cell[begin : begin + POINTS_AT_ONCE]
        middle = (mine[:, :1] + np.array([-1, 0, 1])) * high + mine[:, 1:]  # three columns of squares
        first = np.searchsorted(code, middle.ravel() - 1)
        count = np.searchsorted(code, middle.ravel() + 1, side="right") - first
        row = begin + np.repeat(np.arange(3 * len(mine)) // 3, count)
        found = order[np.repeat(first - (np.cumsum(count) - count), count) + np.arange(len(row))]
        apart = here[row] - there[found]
        square = apart[:, 0] * apart[:, 0] + apart[:, 1] * apart[:, 1]
        near = square <= reach_m * reach_m
        parts.append((row[near], found[near], np.sqrt(square[near])))
    row, found, metres = (np.concatenate(column) for column in zip(*parts, strict=True))
    return row, found, metres
