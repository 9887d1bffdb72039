"""
Score, gates and caps of method §7, for many rows at once. Station 5: coverage → stars.

A row is a community at one of its bounds, or a scenario of a survey: everything is worked out on plain arrays, so that the
same rule serves the rating and the question which surveys would settle it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.shares import meets, misses, within
from xc_gis.standard import Cap, Standard

ROUNDING = 1e-9
"""Guards half-up rounding against the last bits of a sum: 84.95 is rounded to 85.0 though it is stored as 84.9499…"""


@dataclass(frozen=True)
class Values:
    """
    What a rating looks at; rows × categories of the standard unless stated otherwise.

    Attributes
    ----------
    coverage
        Share covered; NaN for a category that is left out.
    senior
        Share of seniors covered; NaN where left out or not asked for.
    joint
        By row: share with all mandatory categories; NaN passes.
    completeness
        By row: weight of known categories; 1 where the gate counts as met.
    confirmed, confirmed_senior
        Coverage that the caps look at: the most that it can be.
    sure
        Coverage that lists look at: as known, else the least that it can be; NaN where nobody is of its group.
    supply, feedback
        By row: 0-1, NaN where absent.
    typed
        Rows × stated values of the standard, in their units: as known, NaN (which passes) where not; at the low end minus, at the high end plus infinity there.
    """

    coverage: Floats
    senior: Floats
    joint: Floats
    completeness: Floats
    confirmed: Floats
    confirmed_senior: Floats
    sure: Floats
    supply: Floats
    feedback: Floats
    typed: Floats

    def rows(self, index: Ints) -> Values:
        """Some rows, possibly repeated."""
        return replace(self, **{name: getattr(self, name)[index] for name in self.__dataclass_fields__})


@dataclass(frozen=True)
class Rule:
    """A standard as arrays in the order of its categories; ``caps`` and ``lists`` with the categories that each looks at; ``typed``: keys of its stated values."""

    standard: Standard
    codes: tuple[str, ...]
    weight: Floats
    mandatory: Bools
    senior: Bools
    caps: tuple[tuple[Cap, Bools], ...]
    lists: Mapping[str, Bools]
    typed: tuple[str, ...]


def rule_of(standard: Standard) -> Rule:
    """Arrange a standard for the arrays below."""
    categories = standard.categories
    mandatory = np.array([c.mandatory for c in categories])
    return Rule(
        standard,
        tuple(c.code for c in categories),
        np.array([c.weight for c in categories], dtype=float),
        mandatory,
        mandatory & np.array([c.senior_priority for c in categories]),
        tuple((cap, np.isin([c.code for c in categories], cap.codes(categories))) for cap in standard.caps),
        {name: np.isin([c.code for c in categories], one.categories) for name, one in standard.lists.items()},
        tuple(standard.values),
    )


def round_half_up(value: Floats, decimals: int = 1) -> Floats:
    """Round half up, as people do; NaN stays."""
    factor = 10.0**decimals
    rounded: Floats = np.floor(value * factor + 0.5 + ROUNDING) / factor
    return rounded


def scores(values: Values, rule: Rule) -> Floats:
    """
    Score 0-100 of each row, one decimal; NaN where no category is known.

    Access is the weighted mean of coverage over target; the three components are rescaled over those that are present.
    """
    target = rule.standard.scoring.category_target
    known = ~np.isnan(values.coverage)
    weight = known * rule.weight
    reached = np.where(meets(values.coverage, target), 1.0, np.nan_to_num(values.coverage) / target)
    with np.errstate(divide="ignore", invalid="ignore"):
        access = (weight * reached).sum(axis=1) / weight.sum(axis=1)
    parts = rule.standard.scoring.components
    total, present = parts.access.weight * access, np.full(len(access), parts.access.weight)
    for value, part in ((values.supply, parts.supply), (values.feedback, parts.feedback)):
        total = total + part.weight * np.nan_to_num(value)
        present = present + part.weight * ~np.isnan(value)
    return round_half_up(total / present * 100.0)


def gate_fails(values: Values, score: Floats, rule: Rule, stars: int) -> dict[str, Bools]:
    """
    Say which gates of a level fail.

    Returns
    -------
    dict
        ``score``, ``mandatory`` (rows × categories), ``joint``, ``senior`` (rows × categories), ``completeness``, ``supply``,
        ``feedback``, ``lists`` (rows × ``at_least`` of the level), ``values`` (rows × ``values`` of the level). A category that is left out passes; in a list it counts where it is offered for sure.
    """
    level = rule.standard.levels[stars]
    nothing = np.zeros(len(score), dtype=bool)
    none = np.zeros(values.coverage.shape, dtype=bool)

    def below(value: Floats, least: float | None, otherwise: Bools) -> Bools:
        return otherwise if least is None else misses(value, least)

    return {
        "score": ~(score >= level.min_score),
        "mandatory": below(values.coverage, level.mandatory_each_min, none) & rule.mandatory,
        "joint": below(values.joint, level.joint_min, nothing),
        "senior": below(values.senior, level.senior_priority_min, none) & rule.senior,
        "completeness": misses(values.completeness, level.min_completeness),
        "supply": np.isnan(values.supply) if "supply" in level.components_required else nothing,
        "feedback": np.isnan(values.feedback) if "feedback" in level.components_required else nothing,
        "lists": np.stack([offered(values, rule, least.list) < least.count for least in level.at_least], axis=1)
        if level.at_least
        else np.zeros((len(score), 0), dtype=bool),
        "values": np.stack([misses(values.typed[:, rule.typed.index(one.value)], one.least) for one in level.values], axis=1)
        if level.values
        else np.zeros((len(score), 0), dtype=bool),
    }


def offered(values: Values, rule: Rule, name: str) -> Ints:
    """How many categories of a list each row has: covered for as many residents as the list asks for."""
    enough = ~misses(values.sure, rule.standard.lists[name].covered_min) & ~np.isnan(values.sure)
    return (enough & rule.lists[name]).sum(axis=1)


def cap_hits(values: Values, rule: Rule) -> dict[str, Bools]:
    """Say which caps hold: for each, by its id, the categories that set it off, rows × categories."""
    hits = {}
    for cap, asked in rule.caps:
        short = _falls_short(values, cap) & asked
        hits[cap.id] = short & (short.sum(axis=1) >= (cap.count or 1))[:, None]
    return hits


def _falls_short(values: Values, cap: Cap) -> Bools:
    if cap.share is None:
        return within(values.confirmed, 0.0)
    return misses(values.confirmed_senior if cap.is_of_seniors else values.confirmed, cap.share)


def star_counts(values: Values, rule: Rule) -> tuple[Floats, Ints]:
    """Score and stars of each row: the highest level whose gates all hold, then capped."""
    score = scores(values, rule)
    return score, stars_with(values, score, rule)


def stars_with(values: Values, score: Floats, rule: Rule) -> Ints:
    """Stars of each row with a score that is known."""
    stars = np.zeros(len(score), dtype=np.int64)
    for level in sorted(rule.standard.levels):
        fails = gate_fails(values, score, rule, level)
        passed = ~np.logical_or.reduce([f.any(axis=1) if f.ndim > 1 else f for f in fails.values()])
        stars[passed] = level
    hits = cap_hits(values, rule)
    for cap, _ in rule.caps:
        stars = np.where(hits[cap.id].any(axis=1), np.minimum(stars, cap.stars), stars)
    return stars
