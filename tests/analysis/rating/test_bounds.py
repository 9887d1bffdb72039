"""The three values of a community (method §7): low, point and high, completeness, and when there is no star at all."""

import numpy as np
import pytest

from tests.standard.test_caps import STANDARD, standard_with
from xc_gis.analysis.rating.bounds import CommunityShares, bounds_of, component, star_range
from xc_gis.analysis.rating.levels import rule_of

NAN = float("nan")
RULE = rule_of(
    standard_with(
        "{id: V1, kind: none_covered, categories: mandatory, count: 1, stars: 1}",
        text=STANDARD.replace("5: {min_score: 0, min_completeness: 0.5}", "5: {min_score: 95, min_completeness: 0.8}"),
    )
)


def shares(low, point, high, *, applies=(True,) * 4, joint=(0.9, 0.9, 0.9)):
    nothing = np.full((1, 4), NAN)
    return CommunityShares(
        low=np.array([low], dtype=float), point=np.array([point], dtype=float), high=np.array([high], dtype=float),
        senior_low=nothing, senior=nothing, senior_high=nothing, applies=np.array([applies]),
        joint_low=np.array([joint[0]]), joint=np.array([joint[1]]), joint_high=np.array([joint[2]]),
        supply=np.array([NAN]), feedback=np.array([NAN]), typed=np.zeros((1, 0)),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("point", "applies", "completeness"),
    [
        ((1, 1, 1, 1), (True,) * 4, 1.0),
        ((1, 1, 1, NAN), (True,) * 4, 0.75),
        ((1, 1, 1, NAN), (True, True, True, False), 1.0),
        ((1, 1, NAN, NAN), (True, True, True, False), 2 / 3),
    ],
)
def test_completeness_is_weight_of_known_over_applicable(point, applies, completeness):
    found = bounds_of(shares((0, 0, 0, 0), point, (1, 1, 1, 1), applies=applies), RULE)
    assert found.completeness[0] == pytest.approx(completeness)
    assert found.low.completeness[0] == found.point.completeness[0] == found.completeness[0]
    assert found.high.completeness[0] == 1  # at high the gate counts as met


def test_caps_look_at_low_values_at_low_and_at_high_ones_at_point_and_high():
    found = bounds_of(shares((0, 0.1, 0.2, 0.3), (0.5,) * 4, (0.6, 0.7, 0.8, 0.9)), RULE)
    assert found.low.confirmed.tolist() == [[0, 0.1, 0.2, 0.3]]
    assert found.point.confirmed.tolist() == found.high.confirmed.tolist() == [[0.6, 0.7, 0.8, 0.9]]


def stars(*values, most=5, **more):
    found = star_range(bounds_of(shares(*values, **more), RULE), RULE, np.array([most]))
    return [found.stars_low[0], found.stars[0], found.stars_high[0]], found


def test_stars_at_all_three_bounds_and_the_point_between_them():
    numbers, found = stars((0.0, 0.98, 0.98, 0.98), (0.98,) * 4, (1.0, 0.98, 0.98, 0.98))
    assert numbers == [1, 5, 5]  # at low AAA is confirmed at nothing
    assert found.score_low[0] <= found.score[0] <= found.score_high[0]
    assert (found.insufficient[0], found.without_stars[0]) == (False, False)


def test_score_of_the_known_alone_is_kept_within_the_bounds():
    """Known is AAA alone, at 1.0: the point would be 100, but at most 0.4 of the others can be covered."""
    _, found = stars((1.0, 0, 0, 0), (1.0, NAN, NAN, NAN), (1.0, 0.4, 0.4, 0.4))
    assert (found.score_low[0], found.score[0], found.score_high[0]) == (25, 55, 55)


def test_too_little_known_has_no_stars_unless_none_is_left_anyway():
    unknown = ((0.9, 0.9, 0, 0), (0.9, NAN, NAN, NAN), (0.9, 0.9, 1, 1))
    _, found = stars(*unknown)
    assert (found.insufficient[0], found.without_stars[0]) == (True, True)
    numbers, found = stars(*unknown, most=0)
    assert (numbers, found.insufficient[0], found.without_stars[0]) == ([0, 0, 0], True, False)


def test_nobody_lives_there():
    _, found = stars((NAN,) * 4, (NAN,) * 4, (NAN,) * 4)
    assert found.without_stars[0]


def test_a_red_flag_leaves_at_most_its_stars():
    assert stars((0.98,) * 4, (0.98,) * 4, (0.98,) * 4, most=2)[0] == [2, 2, 2]


def test_a_component_is_read_by_community_and_never_zero_where_it_is_not():
    ids = np.array(["A", "B"])
    assert component({"A": 0.0}, ids).tolist()[0] == 0
    assert np.isnan(component({"A": 0.0}, ids)[1])
    assert np.isnan(component(None, ids)).all()
