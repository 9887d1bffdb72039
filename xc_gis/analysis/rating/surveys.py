"""
Which surveys would settle a range of stars, smallest set first (method §7.5). Station 5.

Surveying a category tells where between its bounds the coverage lies. A set of categories settles the range if, whether
the survey finds all of them at their lower or at their upper bound, the categories that stay unknown no longer change
the stars. Joint coverage is settled only with every mandatory category that is not fully known; until then it takes the bound
of the others. A stated figure (satisfaction, chain rate) that nobody stated is one of them: asking for it tells whether it is enough or not.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Floats
from xc_gis.analysis.rating.levels import Rule, Values, star_counts
from xc_gis.findings import VALUE

LARGEST_SET = 3
"""Sets of up to this many categories are tried one and all; beyond that categories are added by weight."""

MOST_SETS = 3
"""Equally small sets that are named."""


def surveys_that_settle(low: Values, high: Values, rule: Rule, *, most: int = 5) -> tuple[tuple[str, ...], ...]:
    """
    Name the smallest sets of categories whose survey settles the stars of one community.

    Parameters
    ----------
    low, high
        One row each: the community at its bounds.
    most
        Stars that the community can have at all: a red flag holds whatever a survey finds.

    Returns
    -------
    tuple
        Sets of codes, each in the order of the standard; stated figures at the end, as ``value:<KEY>``.
    """
    of_lists = (low.coverage[0] < high.coverage[0]) | (np.nan_to_num(low.senior[0]) < np.nan_to_num(high.senior[0]))
    open_ = np.flatnonzero(np.append(of_lists, _asked(rule) & (low.typed[0] < high.typed[0])))
    if not len(open_):
        return ()
    for size in range(1, min(LARGEST_SET, len(open_)) + 1):
        sets = [np.array(s) for s in combinations(open_.tolist(), size)]
        settled = _settled(sets, low, high, rule, open_, most)
        if settled.any():
            return tuple(_named(sets[i], rule) for i in np.flatnonzero(settled)[:MOST_SETS])
    weight = np.append(rule.weight, np.full(len(rule.typed), rule.weight.max()))
    by_weight = open_[np.argsort(-weight[open_], kind="stable")]
    growing = [np.sort(by_weight[:size]) for size in range(LARGEST_SET + 1, len(by_weight) + 1)]
    if not growing:
        return (_named(open_, rule),)
    settled = _settled(growing, low, high, rule, open_, most)
    return (_named(growing[int(np.argmax(settled))] if settled.any() else open_, rule),)


def _asked(rule: Rule) -> Bools:
    """Which stated figures any level asks for."""
    asked = {one.value for level in rule.standard.levels.values() for one in level.values}
    return np.array([key in asked for key in rule.typed], dtype=bool)


def _named(members: np.ndarray, rule: Rule) -> tuple[str, ...]:
    codes = (*rule.codes, *(f"{VALUE}{key}" for key in rule.typed))
    return tuple(codes[k] for k in members)


def _settled(sets: list[np.ndarray], low: Values, high: Values, rule: Rule, open_: np.ndarray, most: int) -> Bools:
    """By set: the stars no longer depend on the rest, at either end of what the survey may find."""
    n = len(rule.codes)
    surveyed = np.zeros((len(sets), n + len(rule.typed)), dtype=bool)
    for row, members in enumerate(sets):
        surveyed[row, members] = True
    open_mandatory = np.zeros(len(rule.codes), dtype=bool)
    open_mandatory[open_[open_ < n]] = rule.mandatory[open_[open_ < n]]
    joint_known: Bools = np.logical_not((open_mandatory & ~surveyed[:, :n]).any(axis=1))
    settled = np.ones(len(sets), dtype=bool)
    for found in (low, high):
        outcomes = [np.minimum(_stars(surveyed, found, rest, joint_known, rule), most) for rest in (low, high)]
        settled &= outcomes[0] == outcomes[1]
    return settled


def _stars(surveyed: Bools, found: Values, rest: Values, joint_known: Bools, rule: Rule) -> np.ndarray:
    n, of_lists = len(surveyed), surveyed[:, : len(rule.codes)]

    def mixed(name: str) -> Floats:
        return np.where(of_lists, getattr(found, name), getattr(rest, name))

    def one(values: Values, name: str) -> Floats:
        return np.repeat(getattr(values, name), n)

    values = Values(
        coverage=mixed("coverage"),
        senior=mixed("senior"),
        joint=np.where(joint_known, one(found, "joint"), one(rest, "joint")),
        completeness=np.ones(n),  # a survey meets this gate
        confirmed=mixed("coverage"),
        confirmed_senior=mixed("senior"),
        sure=mixed("sure"),
        supply=one(found, "supply"),
        feedback=one(found, "feedback"),
        typed=np.where(surveyed[:, len(rule.codes) :], found.typed, rest.typed),
    )
    return star_counts(values, rule)[1]
