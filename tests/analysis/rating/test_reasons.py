"""What stands between a community and its next star: each gate and cap that holds, with its figures; nothing else."""

import numpy as np
import pytest

from tests.analysis.rating.test_levels import GATED, NAN, row
from tests.standard.test_caps import standard_with
from xc_gis.analysis.rating.levels import rule_of, star_counts
from xc_gis.analysis.rating.reasons import reasons
from xc_gis.findings import Capped, Flagged, LowCompleteness, LowCoverage, LowJoint, LowScore, LowSeniors, NoComponent

CAPS = (
    "{id: V1, kind: none_covered, categories: mandatory, count: 1, stars: 1}",
    "{id: V2, kind: coverage_below, categories: [AAA, BBB], count: 2, share: 0.5, stars: 2}",
)


def named(values, *, stars=None, flags=None, flag_stars=0):
    rule = rule_of(standard_with(*CAPS, text=GATED.replace("kind: red_flag, stars: 0", f"kind: red_flag, stars: {flag_stars}")))
    score, found = star_counts(values, rule)
    return reasons(values, score, found if stars is None else np.array([stars]), rule, flags or {})[0]


def test_five_stars_have_nothing_before_them():
    assert named(row(1.0, supply=1.0, feedback=1.0)) == ()


def test_every_gate_of_the_next_level_that_fails_is_named_with_its_figures():
    values = row((0.89, 1.0, 1.0, 1.0), senior=(0.7, NAN, NAN, NAN), joint=0.6, completeness=0.94, supply=NAN, feedback=0.5)
    assert named(values) == (
        LowScore(95), LowCoverage("AAA", 0.89, 0.9, 5), LowJoint(0.6, 0.8), LowSeniors("AAA", 0.7, 0.8), LowCompleteness(0.94, 0.95),
        NoComponent("supply"),
    )  # fmt: skip


def test_only_the_next_level_is_looked_at():
    """Three stars: what four ask for is named, not what five would."""
    assert named(row((0.74, 1.0, 1.0, 1.0), joint=0.1)) == (LowCoverage("AAA", 0.74, 0.75, 4),)


def test_caps_that_leave_no_more_stars_are_named_with_their_categories():
    values = row((1.0, 1.0, 1.0, 1.0), confirmed=[0.4, 0.3, 1.0, 1.0])
    assert named(values)[-1] == Capped("V2", "coverage_below", False, ("AAA", "BBB"), 2, 0.5, 2)
    values = row((1.0, 1.0, 1.0, 1.0), confirmed=[0.0, 0.3, 1.0, 1.0])
    assert named(values)[-1] == Capped("V1", "none_covered", True, ("AAA",), 1, None, 1)
    assert not [reason for reason in named(values) if isinstance(reason, Capped) and reason.cap == "V2"]  # V1 leaves less


@pytest.mark.parametrize(("leaves", "expected"), [(0, (Flagged("V4", "京西1号", 0),)), (4, ())])
def test_a_red_flag_stands_before_anything_else_where_it_leaves_no_star(leaves, expected):
    low = row(0.3)
    found = named(low, flags={0: "京西1号"}, stars=0, flag_stars=leaves)
    if leaves == 0:
        assert found == expected
    else:
        assert not any(isinstance(reason, Flagged) for reason in found)  # the score alone holds it lower


def test_a_red_flag_that_leaves_stars_is_named_where_it_binds():
    found = named(row(1.0, supply=1.0, feedback=1.0), flags={0: "京西1号"}, stars=4, flag_stars=4)
    assert found == (Flagged("V4", "京西1号", 4),)
