"""Small counts of one line with its sum: how many more are hidden so that none of them can be told to be small."""

from __future__ import annotations

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Ints


def hidden_in_line(counts: Ints, may_hide: Bools, min_cell: int) -> Bools | None:
    """
    Which counts of a line are hidden whose sum is shown.

    Each small one could be larger by ``min_cell`` - 1: the others that are hidden sum to more than that and one apiece, for nothing hidden is zero.

    Parameters
    ----------
    counts
        Non-negative; those from 1 to ``min_cell`` - 1 are hidden.
    may_hide
        Which others can be hidden with them, the smallest first; zeros are shown.
    min_cell
        Least count that is shown.

    Returns
    -------
    Array of bool; None where hiding all of them is not enough: the sum must not be shown.

    >>> hidden_in_line(np.array([3, 20, 30]), np.array([True, True, True]), 5).tolist()
    [True, True, False]
    >>> hidden_in_line(np.array([1, 1]), np.array([True, True]), 5) is None
    True
    """
    hidden: Bools = (counts > 0) & (counts < min_cell)
    others = [int(n) for n in np.argsort(counts, kind="stable") if may_hide[n] and not hidden[n] and counts[n] > 0]
    while hidden.any():
        smallest = int(counts[hidden].min())
        if counts[hidden].sum() - smallest - (hidden.sum() - 1) >= min_cell - 1:
            break
        if not others:
            return None
        hidden[others.pop(0)] = True
    return hidden
