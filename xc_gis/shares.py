"""
Shares (0-1): how one meets a threshold, and how one is shown (method §7.3).

On paper 201 of 268 residents are three quarters; in binary fractions a sum, a weight or the threshold itself may be off in
the last digits. One guard on both sides makes the machine agree with paper: every comparison of a share with a threshold,
and every cut to the digits shown, goes through here. So a share reads as its threshold if and only if it meets it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
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

LEAST_SHOWN = 0.001
"""The smallest share that is shown as it is: a tenth of a percent."""

TENTHS = 1000
"""Tenths of a percent in a whole."""

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
    Write a share as people read it: percent, one decimal, cut; a share of somebody is never ``0.0%``.

    >>> percent(0.89999), percent(0.9), percent(1.0), percent(0.0), percent(0.0004)
    ('89.9%', '90.0%', '100.0%', '0.0%', '<0.1%')
    """
    return f"<{LEAST_SHOWN:.1%}" if is_trace(share) else f"{cut(share, 3) * 100:.1f}%"


def raised(share: float, decimals: int) -> float:
    """
    Raise a share to its decimals, never rounded down: for the high end of a range; NaN stays.

    >>> raised(0.89961, 3), raised(0.9, 3), raised(0.9511, 3)
    (0.9, 0.9, 0.952)
    """
    if math.isnan(share):
        return share
    factor = 10.0**decimals
    return math.ceil((share - GUARD) * factor) / factor


def at_most(share: float) -> float:
    """
    The high end of a range as a number with three decimals: raised; cut where it would be lifted to a whole percent that it misses, for a cell has no sign.

    >>> at_most(0.9511), at_most(0.9), at_most(0.89996)
    (0.952, 0.9, 0.899)
    """
    top = raised(share, 3)
    return cut(share, 3) if _is_lifted(share, top) else top


def _is_lifted(share: float, top: float) -> bool:
    """Whether a raised share reads as a whole percent, where thresholds lie, that it misses."""
    return top > share + GUARD and abs(top * 100 - round(top * 100)) < GUARD


def percent_at_most(share: float) -> str:
    """
    Write the high end of a range: percent, one decimal, raised, so that it is never told too low; one that is lifted to a whole percent says that it is below it.

    >>> percent_at_most(0.9511), percent_at_most(0.9), percent_at_most(0.89996), percent_at_most(0.0004)
    ('95.2%', '90.0%', '<90.0%', '<0.1%')
    """
    if is_trace(share):
        return percent(share)
    top = raised(share, 3)
    return f"{'<' if _is_lifted(share, top) else ''}{top * 100:.1f}%"


def percent_range(low: float, high: float) -> str:
    """
    Write bounds of a share, the low one cut and the high one raised (decision 239); one figure, cut as all are, where they read alike.

    >>> percent_range(0.5, 1.0), percent_range(0.9001, 0.9003), percent_range(0.4, 0.9511), percent_range(0.0, 0.0004)
    ('50.0–100.0%', '90.0%', '40.0–95.2%', '0.0–<0.1%')
    """
    first = percent(low)
    return first if first == percent(high) else f"{first.removesuffix('%')}–{percent_at_most(high)}"


def is_trace(share: float) -> bool:
    """Whether a share is above zero and too small to be shown with one decimal of percent."""
    return share > GUARD and misses(share, LEAST_SHOWN)


def parts_of_whole(counts: Sequence[float]) -> list[float]:
    """
    Shares of the parts of a whole, which stand side by side: tenths of a percent that add up to 100.0 % (decision 196).

    Each is cut; the tenths that are then missing go to the parts from which most was cut, equals in their order. A part that holds anything has a
    tenth at least, so that none is ``0.0%`` and none ``100.0%`` that is not. Zeros where there is nothing.

    >>> parts_of_whole([1, 1, 1]), parts_of_whole([99999, 1, 0]), parts_of_whole([0, 0])
    ([0.334, 0.333, 0.333], [0.999, 0.001, 0.0], [0.0, 0.0])
    """
    whole = math.fsum(counts)
    if whole <= 0:
        return [0.0] * len(counts)
    exact = [count / whole * TENTHS for count in counts]
    tenths = [max(math.floor(value + GUARD), 1) if count > 0 else 0 for value, count in zip(exact, counts, strict=True)]
    left = TENTHS - sum(tenths)
    step = 1 if left > 0 else -1
    for _ in range(abs(left)):
        holding = [n for n, count in enumerate(counts) if count > 0 and (step > 0 or tenths[n] > 1)]
        tenths[max(holding, key=lambda n: (step * (exact[n] - tenths[n]), -n))] += step
    return [value / TENTHS for value in tenths]


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
