"""
The lowest and highest score and completeness that weights within their ranges can give, exactly.

A weighted mean is least where what lies below it weighs as much as it may and what lies above as little: of the n + 1 ways to draw that line
through the sorted values one is the least (a linear quotient over a box has its extremes at corners).
"""

from __future__ import annotations

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Floats
from xc_gis.analysis.rating.levels import Rule, Values, round_half_up
from xc_gis.shares import meets


def reached_shares(values: Values, rule: Rule) -> Floats:
    """Coverage over target of each category, 1 at most, NaN where left out: what the score weighs."""
    target = rule.standard.scoring.category_target
    return np.where(np.isnan(values.coverage), np.nan, np.where(meets(values.coverage, target), 1.0, values.coverage / target))


def extreme_weights(parts: Floats, weight: Floats, spread: float, *, high: bool) -> Floats:
    """
    Weights within ``1 ± spread`` of ``weight`` that make the weighted mean of each row as low (or high) as it can be.

    Parameters
    ----------
    parts
        Rows × categories; NaN is left out and keeps its weight.

    Returns
    -------
    ndarray, shape (rows, categories)
    """
    n = parts.shape[1]
    order = np.argsort(np.where(np.isnan(parts), np.inf, parts), axis=1, kind="stable")
    sorted_parts = np.take_along_axis(np.nan_to_num(parts), order, axis=1)
    counted = np.take_along_axis(~np.isnan(parts), order, axis=1)
    base = np.broadcast_to(weight, parts.shape)
    sorted_weight = np.take_along_axis(base, order, axis=1)
    below, above = (1 - spread, 1 + spread) if high else (1 + spread, 1 - spread)
    best, best_mean = np.array(sorted_weight), np.full(len(parts), -np.inf if high else np.inf)
    for cut in range(n + 1):
        factor = np.where(np.arange(n) < cut, below, above)
        tried = sorted_weight * factor
        with np.errstate(divide="ignore", invalid="ignore"):
            mean = (tried * counted * sorted_parts).sum(axis=1) / (tried * counted).sum(axis=1)
        better = mean > best_mean if high else mean < best_mean
        best[better], best_mean[better] = tried[better], mean[better]
    found = np.empty_like(best)
    np.put_along_axis(found, order, best, axis=1)
    return np.where(np.isnan(parts), base, found)


def scores_with(values: Values, rule: Rule, weight: Floats) -> Floats:
    """Score of each row with weights of its own, rows × categories; else as ``levels.scores``."""
    parts = reached_shares(values, rule)
    used = ~np.isnan(parts) * weight
    with np.errstate(divide="ignore", invalid="ignore"):
        access = (used * np.nan_to_num(parts)).sum(axis=1) / used.sum(axis=1)
    components = rule.standard.scoring.components
    total, present = components.access.weight * access, np.full(len(access), components.access.weight)
    for value, one in ((values.supply, components.supply), (values.feedback, components.feedback)):
        total = total + one.weight * np.nan_to_num(value)
        present = present + one.weight * ~np.isnan(value)
    return round_half_up(total / present * 100.0)


def completeness_with(known: Bools, applies: Bools, weight: Floats) -> Floats:
    """Weight of known categories of those that apply, with weights of its own for each row; NaN where none applies."""
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Floats = (known * applies * weight).sum(axis=1) / (applies * weight).sum(axis=1)
    return found


def completeness_bounds(known: Bools, applies: Bools, weight: Floats, spread: float) -> tuple[Floats, Floats]:
    """Lowest and highest completeness of each row: known categories weigh as little and the others as much as they may, and the other way."""
    low = np.where(known, weight * (1 - spread), weight * (1 + spread))
    high = np.where(known, weight * (1 + spread), weight * (1 - spread))
    return completeness_with(known, applies, low), completeness_with(known, applies, high)
