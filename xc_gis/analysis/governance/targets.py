"""Whether a value meets its target, and where a series of years goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from xc_gis.model import BEHIND, DONE, NO_DATA, UNDECIDED

STAYS = "stays>="
LESS_IS_BETTER = frozenset(("<", "<="))

FEWEST_YEARS = 3
"""A line through fewer says nothing of how sure it is."""

CONFIDENCE = 0.8
"""Of a forecast's range: four of five times the value of the target year lies within it, if what was goes on. Our choice."""

PERCENT = "%"
MOST_PERCENT = 100.0

REACHED, EXPECTED, DOUBTFUL, MISSED = "reached", "expected", "doubtful", "missed"
"""Outlook: met in the target year; the whole range meets it; a part does; none does, or the year is over without."""


def meets(value: float, comparison: str, target: float) -> bool:
    """
    Whether a value meets a target; ``stays>=`` for a single year as ``>=`` (以上 includes the figure itself).

    >>> meets(79.9, ">=", 80), meets(80.0, ">=", 80), meets(8.0, "<", 8), meets(45.0, ">", 45), meets(99.0, "stays>=", 99)
    (False, True, False, False, True)
    """
    match comparison:
        case ">=" | "stays>=":
            return value >= target
        case ">":
            return value > target
        case "<":
            return value < target
        case "<=":
            return value <= target
        case other:
            raise ValueError(other)


def status(low: float, high: float, comparison: str, target: float | None) -> str:
    """Status of a value that lies between two bounds; NaN for a bound that nobody knows. Without a target: empty."""
    if target is None:
        return ""
    if np.isnan(low) and np.isnan(high):
        return NO_DATA
    worst, best = (high, low) if comparison in LESS_IS_BETTER else (low, high)
    if not np.isnan(worst) and meets(worst, comparison, target):
        return DONE
    if not np.isnan(best) and not meets(best, comparison, target):
        return BEHIND
    return UNDECIDED


def status_of_years(states: Sequence[str], comparison: str) -> str:
    """Status of a series, its newest year last: that of the newest; what has to stay is behind where any year was."""
    known = [state for state in states if state != NO_DATA]
    if not known:
        return states[-1] if states else NO_DATA
    return BEHIND if comparison == STAYS and BEHIND in known else known[-1]


@dataclass(frozen=True)
class Forecast:
    """A value expected in a year with its range, and how many years it rests on."""

    value: float
    low: float
    high: float
    years: int


def forecast(series: Mapping[int, float], year: int, unit: str) -> Forecast | None:
    """
    The straight line of least squares through the years that are known, and the range in which a new value lies with ``CONFIDENCE``.

    Shares stay between 0 and 100 %, nothing falls under 0 that never was. None with fewer than ``FEWEST_YEARS``, and where ``year`` is no later than the last.
    """
    known = {at: value for at, value in sorted(series.items()) if not np.isnan(value)}
    if len(known) < FEWEST_YEARS or year <= max(known):
        return None
    from scipy import special  # noqa: PLC0415 - loaded where it is needed only (decision 0156)

    x, y = np.array(list(known), dtype=float), np.array(list(known.values()))
    n, middle = len(x), x.mean()
    spread = float(((x - middle) ** 2).sum())
    slope = float(((x - middle) * (y - y.mean())).sum()) / spread
    at = float(y.mean() + slope * (year - middle))
    residual = y - (y.mean() + slope * (x - middle))
    error = float(np.sqrt((residual**2).sum() / (n - 2))) if n > 2 else 0.0  # noqa: PLR2004 - degrees of freedom of a line
    half = float(special.stdtrit(n - 2, (1 + CONFIDENCE) / 2)) * error * float(np.sqrt(1 + 1 / n + (year - middle) ** 2 / spread))
    least = 0.0 if (y >= 0).all() else -np.inf
    most = MOST_PERCENT if unit == PERCENT and (y <= MOST_PERCENT).all() else np.inf
    value, low, high = (float(np.clip(one, least, most)) for one in (at, at - half, at + half))
    return Forecast(value, low, high, n)


def outlook(
    found: Forecast | None, now: str, last: int | None, target_year: int | None, comparison: str, target: float | None
) -> str:
    """What is to be expected of a target; empty where nothing can be said."""
    if target is None:
        return ""
    if last is not None and target_year is not None and last >= target_year:
        return {DONE: REACHED, BEHIND: MISSED}.get(now, "")
    if comparison == STAYS and now == BEHIND:
        return MISSED
    if found is None:
        return ""
    worst, best = (found.high, found.low) if comparison in LESS_IS_BETTER else (found.low, found.high)
    if meets(worst, comparison, target):
        return EXPECTED
    return DOUBTFUL if meets(best, comparison, target) else MISSED
