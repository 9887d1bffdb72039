"""
The three values of every community, and the stars that follow from them (method §7). Station 5, before the rating as a table.

Plain arrays, rows × categories of the standard: all communities of a run, or the few that a change touches.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.rating.levels import Rule, Values, star_counts
from xc_gis.shares import misses


@dataclass(frozen=True)
class CommunityShares:
    """
    What a rating is made from.

    Attributes
    ----------
    low, point, high
        Coverage, rows × categories; NaN where there is nothing to say.
    senior_low, senior, senior_high
        Coverage of seniors, rows × categories; NaN where it is not asked for.
    applies
        Rows × categories: the community has people of the category's group.
    joint_low, joint, joint_high
        By row: share with all mandatory categories.
    supply, feedback
        By row: 0-1, NaN where absent.
    typed
        Rows × stated values of the standard, in their units; NaN where nobody stated one.
    """

    low: Floats
    point: Floats
    high: Floats
    senior_low: Floats
    senior: Floats
    senior_high: Floats
    applies: Bools
    joint_low: Floats
    joint: Floats
    joint_high: Floats
    supply: Floats
    feedback: Floats
    typed: Floats


@dataclass(frozen=True)
class Bounds:
    """The three values of every row, and what they rest on."""

    low: Values
    point: Values
    high: Values
    completeness: Floats
    has_residents: Bools


@dataclass(frozen=True)
class StarRange:
    """
    Scores and stars by row.

    Attributes
    ----------
    score_low, score, score_high
        0-100.
    stars_low, stars, stars_high
        0-5, caps and red flags included.
    insufficient
        Too little is known for a score.
    without_stars
        ... nor for stars: those of the row mean nothing.
    """

    score_low: Floats
    score: Floats
    score_high: Floats
    stars_low: Ints
    stars: Ints
    stars_high: Ints
    insufficient: Bools
    without_stars: Bools


def bounds_of(shares: CommunityShares, rule: Rule) -> Bounds:
    """Arrange shares as the levels look at them."""
    known = ~np.isnan(shares.point) & shares.applies
    has_residents: Bools = np.logical_not(np.isnan(shares.low).all(axis=1))
    weight = shares.applies * rule.weight
    with np.errstate(divide="ignore", invalid="ignore"):
        completeness = np.where(has_residents, (known * rule.weight).sum(axis=1) / weight.sum(axis=1), 0.0)
    parts = {"supply": shares.supply, "feedback": shares.feedback}
    never = np.ones(len(completeness))
    low = Values(
        shares.low, shares.senior_low, shares.joint_low, completeness, confirmed=shares.low, confirmed_senior=shares.senior_low,
        sure=shares.low, typed=_filled(shares.typed, -np.inf), **parts,
    )  # fmt: skip
    point = Values(
        shares.point, shares.senior, shares.joint, completeness, confirmed=shares.high, confirmed_senior=shares.senior_high,
        sure=np.where(np.isnan(shares.point), shares.low, shares.point), typed=shares.typed, **parts,
    )  # fmt: skip
    high = Values(
        shares.high, shares.senior_high, shares.joint_high, never, confirmed=shares.high, confirmed_senior=shares.senior_high,
        sure=shares.high, typed=_filled(shares.typed, np.inf), **parts,
    )  # fmt: skip
    return Bounds(low, point, high, completeness, has_residents)


def _filled(typed: Floats, end: float) -> Floats:
    """Stated values where the unknown ones are as bad, or as good, as can be."""
    return np.where(np.isnan(typed), end, typed)


def star_range(bounds: Bounds, rule: Rule, most: Ints) -> StarRange:
    """
    Work out the stars at all three bounds.

    ``most``: stars that a row may have at most (a red flag). The point is kept within low and high.
    """
    score_low, stars_low = star_counts(bounds.low, rule)
    score_high, stars_high = star_counts(bounds.high, rule)
    score, stars = star_counts(bounds.point, rule)
    score = np.where(np.isnan(score), score, np.clip(score, score_low, score_high))
    stars = np.clip(stars, stars_low, stars_high)
    insufficient = ~bounds.has_residents | misses(bounds.completeness, rule.standard.min_completeness)
    stars_low, stars, stars_high = (np.minimum(values, most) for values in (stars_low, stars, stars_high))
    # without any star left, more data change nothing
    without_stars: Bools = insufficient & (most > 0)
    return StarRange(score_low, score, score_high, stars_low, stars, stars_high, insufficient, without_stars)


def component(values: Mapping[str, float] | None, ids: np.ndarray) -> Floats:
    """A component (supply, feedback) by row; NaN for a community that has not this component."""
    return np.array([np.nan if values is None else values.get(community, np.nan) for community in ids], dtype=float)
