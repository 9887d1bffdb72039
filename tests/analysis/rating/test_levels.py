"""Score, gates and caps of method §7 on plain arrays: figures worked out by hand with a standard of four categories."""

import numpy as np
import pytest

from tests.standard.test_caps import STANDARD, standard_with
from xc_gis.analysis.rating.levels import Values, cap_hits, gate_fails, round_half_up, rule_of, scores, star_counts

NAN = float("nan")
GATED = (
    STANDARD.replace("access: {zh: 可达, weight: 100}", "access: {zh: 可达, weight: 70}")
    .replace("supply: {zh: 落实, weight: 0}", "supply: {zh: 落实, weight: 15}")
    .replace("feedback: {zh: 评价, weight: 0}", "feedback: {zh: 评价, weight: 15}")
    .replace("5: {min_score: 0, min_completeness: 0.5}",
             "5: {min_score: 95, mandatory_each_min: 0.9, joint_min: 0.8, senior_priority_min: 0.8, min_completeness: 0.95, components_required: [supply, feedback]}")
    .replace("4: {min_score: 0, min_completeness: 0.5}", "4: {min_score: 85, mandatory_each_min: 0.75, min_completeness: 0.9}")
    .replace("3: {min_score: 0, min_completeness: 0.5}", "3: {min_score: 75, min_completeness: 0.8}")
    .replace("2: {min_score: 0, min_completeness: 0.5}", "2: {min_score: 65, min_completeness: 0.8}")
    .replace("1: {min_score: 0, min_completeness: 0.5}", "1: {min_score: 50, min_completeness: 0.8}")
    .replace("mandatory: true, weight: 25}", "mandatory: true, weight: 25, senior_priority: true}", 1)
)  # fmt: skip
RULE = rule_of(standard_with(text=GATED))


def row(coverage, *, senior=(0.9, NAN, NAN, NAN), joint=0.9, completeness=1.0, supply=0.95, feedback=0.95, confirmed=None):
    """One row; a single figure of coverage is that of every category."""
    shares = [coverage] * 4 if isinstance(coverage, float) else list(coverage)
    one = np.array([shares])
    sure = one if confirmed is None else np.array([confirmed])
    return Values(
        coverage=one, senior=np.array([senior]), joint=np.array([joint]), completeness=np.array([completeness]), confirmed=sure,
        confirmed_senior=np.array([senior]), sure=one, supply=np.array([supply]), feedback=np.array([feedback]),
        typed=np.zeros((1, 0)),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "rounded"), [(84.95, 85.0), (84.949, 84.9), (0.05, 0.1), (0.25, 0.3), (99.949999, 99.9), (NAN, NAN)]
)
def test_scores_are_rounded_half_up(value, rounded):
    assert round_half_up(np.array([value]))[0] == pytest.approx(rounded, nan_ok=True, abs=1e-12)


@pytest.mark.parametrize(
    ("values", "score"),
    [
        (row(0.8), 84.5),  # 70 * 0.8 + 30 * 0.95
        (row(0.8, supply=NAN, feedback=NAN), 80.0),  # access alone
        (row(0.8, supply=0.0, feedback=NAN), 65.9),  # 56 / 85 = 0.6588
        (row((1.0, 1.0, 0.5, NAN), supply=NAN, feedback=NAN), 83.3),  # left out: 2.5 / 3
        (row((NAN, NAN, NAN, NAN), supply=NAN, feedback=NAN), NAN),
    ],
)
def test_score_is_the_weighted_mean_of_what_is_there(values, score):
    assert scores(values, RULE)[0] == pytest.approx(score, nan_ok=True, abs=1e-9)


def test_a_category_at_its_target_has_full_marks():
    rule = rule_of(standard_with(text=GATED.replace("scoring:\n", "scoring:\n  category_target: 0.8\n")))
    assert scores(row((0.8, 0.9, 0.4, 0.8), supply=NAN, feedback=NAN), rule)[0] == 87.5  # (1 + 1 + 0.5 + 1) / 4


CASES = [
    ({}, set()),
    ({"coverage": (0.9, 0.9, 0.9, 0.0)}, {"score"}),  # DDD is not mandatory
    ({"coverage": (1.0, 1.0, 0.8999, 1.0)}, {"mandatory"}),
    ({"coverage": (1.0, 1.0, 0.9, 1.0)}, set()),
    ({"coverage": (1.0, 1.0, NAN, 1.0)}, set()),  # left out passes
    ({"joint": 0.7999}, {"joint"}),
    ({"joint": NAN}, set()),
    ({"senior": (0.7999, 0.1, NAN, NAN)}, {"senior"}),  # BBB is of no seniors
    ({"completeness": 0.9499}, {"completeness"}),
    ({"supply": NAN}, {"supply"}),
    ({"feedback": NAN}, {"feedback"}),
]


@pytest.mark.parametrize(("changes", "failing"), CASES)
def test_gates_of_five_stars(changes, failing):
    values = row(**{"coverage": 1.0, "supply": 1.0, "feedback": 1.0, **changes})
    fails = gate_fails(values, scores(values, RULE), RULE, 5)
    assert {name for name, found in fails.items() if found.any()} == failing
    assert star_counts(values, RULE)[1][0] == (4 if failing and failing != {"score"} else 5 if not failing else 3)


def test_stars_are_the_highest_level_whose_gates_all_hold():
    """Every component at the share: the score is a hundred times it."""
    for share, stars in ((0.499, 0), (0.5, 1), (0.65, 2), (0.75, 3), (0.85, 4), (0.95, 5)):
        values = row(share, supply=share, feedback=share, senior=(share, NAN, NAN, NAN), joint=share)
        assert star_counts(values, RULE)[1][0] == stars, share


def test_caps_look_at_what_is_confirmed_and_count_their_categories():
    caps = ("{id: V1, kind: none_covered, categories: mandatory, count: 1, stars: 1}", "{id: V2, kind: coverage_below, categories: [AAA, BBB], count: 2, share: 0.5, stars: 2}",
            "{id: V3, kind: senior_coverage_below, categories: [AAA], count: 1, share: 0.5, stars: 3}")  # fmt: skip
    rule = rule_of(standard_with(*caps))

    def hits(**changes):
        return {name: np.flatnonzero(found[0]).tolist() for name, found in cap_hits(row(1.0, **changes), rule).items()}

    assert hits() == {"V1": [], "V2": [], "V3": []}
    assert hits(confirmed=[0.0, 1, 1, 0.0])["V1"] == [0]  # DDD is not mandatory
    assert hits(confirmed=[0.49, 1, 1, 1])["V2"] == []
    assert hits(confirmed=[0.49, 0.3, 0.1, 1])["V2"] == [0, 1]
    assert hits(confirmed=[0.5, 0.3, 0.1, 1])["V2"] == []
    assert hits(senior=(0.49, NAN, NAN, NAN))["V3"] == [0]
    assert hits(senior=(NAN, NAN, NAN, NAN))["V3"] == []
    assert star_counts(row(1.0, confirmed=[0.0, 0.3, 1, 1]), rule)[1][0] == 1


def test_some_rows_are_taken_possibly_repeated():
    both = row(0.8)
    assert both.rows(np.array([0, 0, 0])).coverage.shape == (3, 4)
