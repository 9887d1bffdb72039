"""
Shares (0-1): how one meets a threshold, and how one is shown (method §7.3).

On paper 201 of 268 residents are three quarters; in binary fractions a sum, a weight or the threshold itself may be off in
the last digits. One guard on both sides makes the machine agree with paper: every comparison of a share with a threshold,
and every cut to the digits shown, goes through here. So a share reads as its threshold if and only if it meets it.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:  # the window says percentages before numpy is loaded
    import numpy as np
    from numpy.typing import NDArray

GUARD = 1e-9
"""
Shares that differ by no more are equal (method §7.3). A sum of a million terms is off by 1e-10 at most, and no community has
the thousand million residents of whom one would make this difference.
"""

FILED = 6
"""Decimals of a share in files (contract)."""

READ = 4
"""Decimals of a share that somebody compares with a threshold by eye: hundredths of a percent."""

MOST_DECIMALS = 6
"""Decimals of a threshold that are written."""


def meets(share: NDArray[np.float64], least: float) -> NDArray[np.bool_]:
    """Say whether shares are at least ``least``; NaN is not."""
    return share >= least - GUARD


@overload
def misses(share: float, least: float) -> bool: ...
@overload
def misses(share: NDArray[np.float64], least: float) -> NDArray[np.bool_]: ...
def misses(share: float | NDArray[np.float64], least: float) -> bool | NDArray[np.bool_]:
    """Say whether shares are below ``least``; NaN is not, so that what is left out passes."""
    return share < least - GUARD


@overload
def within(share: float, most: float) -> bool: ...
@overload
def within(share: NDArray[np.float64], most: float) -> NDArray[np.bool_]: ...
def within(share: float | NDArray[np.float64], most: float) -> bool | NDArray[np.bool_]:
    """Say whether shares are at most ``most``; NaN is not."""
    return share <= most + GUARD


def cut(share: float, decimals: int) -> float:
    """
    Cut a share to its decimals, never rounded up; NaN stays.

    >>> cut(0.8999, 3), cut(201 / 268, 2), cut(0.29, 2)
    (0.899, 0.75, 0.29)
    """
    if math.isnan(share):
        return share
    factor = 10.0**decimals
    return math.floor((share + GUARD) * factor) / factor


def percent(share: float) -> str:
    """
    Write a share as people read it: percent, one decimal, cut.

    >>> percent(0.89999), percent(0.9), percent(1.0)
    ('89.9%', '90.0%', '100.0%')
    """
    return f"{cut(share, 3) * 100:.1f}%"


def filed(share: float) -> float:
    """
    Six decimals for files: rounded, but cut where rounding would lift it to a hundredth of a percent that it misses.

    >>> filed(2 / 3), filed(0.7499999), filed(0.75 - 1e-12)
    (0.666667, 0.749999, 0.75)
    """
    if math.isnan(share):
        return share
    nearest = round(share, FILED)
    lifted = nearest > share + GUARD and round(nearest, READ) == nearest
    return cut(share, FILED) if lifted else nearest


def against(share: float, least: float) -> str:
    """
    Write a share that misses a threshold beside it, with as many decimals (two at least) as the threshold has.

    >>> against(0.7499999, 0.75), against(0.7525, 0.753)
    ('0.74<0.75', '0.752<0.753')
    """
    decimals = _decimals(least)
    shown = cut(share, decimals)
    return f"{shown:.{decimals}f}<{least:.{decimals}f}"


def threshold_percent(least: float) -> str:
    """
    Write a threshold in percent with the decimals that it has.

    >>> threshold_percent(0.5), threshold_percent(0.753), threshold_percent(1.0)
    ('50%', '75.3%', '100%')
    """
    return f"{least * 100:.{_decimals(least) - 2}f}%"


def _decimals(least: float) -> int:
    """Decimals of a threshold, two at least."""
    return next(n for n in range(2, MOST_DECIMALS + 1) if n == MOST_DECIMALS or abs(round(least, n) - least) < GUARD)
