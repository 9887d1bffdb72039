"""Covered, gap or unknown (method §5): the limit inclusive within a microsecond, off the network never a gap."""

import numpy as np
import pytest

from xc_gis.analysis.coverage.coverage import COVERED, GAP, UNKNOWN, senior_key
from xc_gis.analysis.coverage.states import near_lost_facility, questions_of_standard, state_by, widest
from xc_gis.settings import Settings
from xc_gis.standard import load_standard

STANDARD = load_standard("xicheng-ykz-default")
NAN = float("nan")


@pytest.mark.parametrize(
    ("seconds", "on_network", "certain", "state"),
    [
        (900.0, True, True, COVERED),
        (900.0, True, False, COVERED),  # who is covered need not ask what else there is
        (900.0 + 5e-7, True, True, COVERED),
        (900.0 + 5e-6, True, True, GAP),
        (900.0 + 5e-6, True, False, UNKNOWN),
        (NAN, True, True, GAP),
        (NAN, True, False, UNKNOWN),
        (NAN, False, True, UNKNOWN),
        (0.0, False, True, UNKNOWN),
    ],
)
def test_rule_of_the_three_states(seconds, on_network, certain, state):
    assert state_by(np.array([seconds]), 900.0, np.array([on_network]), np.array([certain])).tolist() == [state]


def test_each_category_is_asked_at_its_own_pace_and_those_of_seniors_at_theirs():
    asked = {one.question.key: one for one in questions_of_standard(STANDARD)}
    assert set(asked) == {c.code for c in STANDARD.categories} | {
        senior_key(c.code) for c in STANDARD.categories if c.code in STANDARD.senior_codes and c.profile != "senior"
    }
    med = asked["MED"]
    assert (med.question.profile, med.question.types, med.limit_s) == ("adult", ("CHC", "CHS"), 900)
    assert med.question.bound_s == 1800  # twice the limit (method §4)
    assert asked[senior_key("MED")].question.profile == "senior"
    assert asked["ELD"].question.profile == "senior"
    assert senior_key("ELD") not in asked


def test_straight_reach_is_speed_by_limit():
    asked = questions_of_standard(STANDARD)
    reach = {one.question.key: one.reach_m(Settings()) for one in asked}
    assert reach["MED"] == pytest.approx(1.2 * 900)
    assert reach["PCL"] == pytest.approx(1.2 * 300)
    assert reach["KIN"] == pytest.approx(1.0 * 600)
    assert widest(asked, Settings()) == pytest.approx(1080)


def test_a_facility_off_the_network_is_near_within_the_straight_reach_inclusive():
    xy = np.array([(0.0, 0.0), (100.0, 0.0), (NAN, NAN)])
    lost = np.array([(60.0, 80.0)])
    assert near_lost_facility(xy, lost, 100.0).tolist() == [True, True, False]
    assert near_lost_facility(xy, lost, 99.999).tolist() == [False, True, False]
    assert near_lost_facility(xy, np.empty((0, 2)), 1e9).tolist() == [False, False, False]
