"""Which surveys settle a range: against every outcome at the bounds, tried one and all."""

from itertools import combinations

import numpy as np
import pytest

from tests.standard.test_caps import CODES, STANDARD, standard_with
from xc_gis.analysis.rating.levels import Values, rule_of, star_counts
from xc_gis.analysis.rating.surveys import surveys_that_settle

NAN = float("nan")
LEVELS = (
    STANDARD.replace("5: {min_score: 0,", "5: {min_score: 95, mandatory_each_min: 0.9,").replace("4: {min_score: 0,", "4: {min_score: 85, mandatory_each_min: 0.75,")
    .replace("3: {min_score: 0,", "3: {min_score: 75,").replace("2: {min_score: 0,", "2: {min_score: 65,").replace("1: {min_score: 0,", "1: {min_score: 50,")
)  # fmt: skip
RULE = rule_of(standard_with("{id: V1, kind: none_covered, categories: mandatory, count: 1, stars: 1}", text=LEVELS))


def values(coverage, joint=0.9):
    one = np.array([coverage], dtype=float)
    nothing = np.full_like(one, NAN)
    return Values(
        one, nothing, np.array([joint]), np.ones(1), one, nothing, one, np.array([NAN]), np.array([NAN]), np.zeros((1, 0))
    )


def stars(coverage):
    return int(star_counts(values(coverage), RULE)[1][0])


def settles(members, low, high, most):
    """As the page says: surveyed all at their lower or all at their upper bound, the rest at either changes nothing."""
    for found in (low, high):
        mixed = [[found[k] if k in members else rest[k] for k in range(4)] for rest in (low, high)]
        if min(stars(mixed[0]), most) != min(stars(mixed[1]), most):
            return False
    return True


@pytest.mark.parametrize("most", [5, 2])
def test_smallest_sets_are_those_of_brute_force(most):
    rng = np.random.default_rng(6)
    for _ in range(60):
        low = np.round(rng.uniform(0, 0.9, 4), 2)
        high = np.where(rng.random(4) < 0.6, np.minimum(1, low + np.round(rng.uniform(0.05, 0.6, 4), 2)), low)
        open_ = [k for k in range(4) if low[k] < high[k]]
        found = surveys_that_settle(values(low), values(high), RULE, most=most)
        for size in range(1, min(3, len(open_)) + 1):
            sets = [s for s in combinations(open_, size) if settles(s, low, high, most)]
            if sets:
                assert list(found) == [tuple(CODES[k] for k in s) for s in sets[:3]]  # three at most are named
                break
        else:
            assert found == ((tuple(CODES[k] for k in open_),) if open_ else ())


def test_nothing_open_needs_no_survey():
    assert surveys_that_settle(values([0.9] * 4), values([0.9] * 4), RULE) == ()


def test_more_than_three_are_named_by_weight_where_no_three_settle():
    """All four are unknown and each decides alone: only all of them settle the stars."""
    low, high = [0.0] * 4, [1.0] * 4
    assert not any(settles(s, low, high, 5) for s in combinations(range(4), 3))
    assert surveys_that_settle(values(low), values(high), RULE) == (tuple(CODES),)


def test_joint_coverage_waits_for_every_mandatory_category():
    """The stars hang on joint coverage alone: AAA and BBB are open, so both must be surveyed."""
    rule = rule_of(standard_with(text=STANDARD.replace("5: {min_score: 0,", "5: {min_score: 0, joint_min: 0.8,")))
    low, high = values([0.8, 0.8, 0.9, 0.9], 0.5), values([0.9, 0.9, 0.9, 0.9], 0.9)
    assert surveys_that_settle(low, high, rule) == (("AAA", "BBB"),)
