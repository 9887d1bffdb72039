"""Pairs of rows that share a key, without a loop."""

from __future__ import annotations

import numpy as np

from xc_gis.analysis.geometry import Ints


def pairs_by_key(left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """
    All pairs of rows with equal keys.

    Parameters
    ----------
    left, right
        Keys >= 0 in any order.

    Returns
    -------
    rows of ``left``, rows of ``right``
        Sorted by the row of ``left``; rows of ``right`` in their own order.
    """
    order = np.argsort(right, kind="stable")
    ordered = right[order]
    first = np.searchsorted(ordered, left, side="left")
    count = np.searchsorted(ordered, left, side="right") - first
    rows_left = np.repeat(np.arange(len(left)), count)
    begin = np.repeat(first - np.concatenate([[0], np.cumsum(count)[:-1]]), count) if len(left) else first
    return rows_left, order[begin + np.arange(len(rows_left))]


def spans(first: Ints, count: Ints) -> Ints:
    """Numbers ``first … first + count - 1`` of every span, one span after the other."""
    numbers: Ints = np.repeat(first - (np.cumsum(count) - count), count) + np.arange(int(count.sum()))
    return numbers
