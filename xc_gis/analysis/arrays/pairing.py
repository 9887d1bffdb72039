"""Pairs of rows that share a key, without a loop."""

from __future__ import annotations

import numpy as np

from xc_gis.analysis.arrays.geometry import Ints

SPARSE = 4
"""Up to so many possible keys for each row they are counted in a table; beyond, searched."""


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
    most = int(max(left.max(initial=0), right.max(initial=0))) + 1
    if most <= SPARSE * (len(left) + len(right)):  # a table by key: no search
        by_key = np.bincount(right, minlength=most)
        first, count = (np.cumsum(by_key) - by_key)[left], by_key[left]
    else:
        ordered = right[order]
        first = np.searchsorted(ordered, left, side="left")
        count = np.searchsorted(ordered, left, side="right") - first
    return np.repeat(np.arange(len(left)), count), order[spans(first, count)]


def spans(first: Ints, count: Ints) -> Ints:
    """Numbers ``first … first + count - 1`` of every span, one span after the other."""
    numbers: Ints = np.repeat(first - (np.cumsum(count) - count), count) + np.arange(int(count.sum()))
    return numbers
