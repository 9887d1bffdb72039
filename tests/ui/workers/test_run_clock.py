"""How far a run is: never back, honest about what is not known, by the stages of an earlier run."""

import json

import pytest

from xc_gis.ui.workers.run_clock import SAMPLE_S, TRUST_SHARE, UNKNOWN_S, RunClock, earlier_stages

STAGES = {"a": 2.0, "b": 6.0, "c": 2.0}


def test_share_and_seconds_left_follow_the_stages_of_an_earlier_run():
    clock = RunClock(STAGES)
    assert clock.report("a", 0, 1, 0.0) == (0.0, 10.0)
    assert clock.report("b", 0, 1, 2.0) == pytest.approx((0.2, 8.0))
    assert clock.report("b", 1, 2, 5.0) == pytest.approx((0.5, 5.0))
    assert clock.report("c", 1, 1, 10.0) == pytest.approx((1.0, 0.0))


def test_a_run_at_half_the_pace_says_so_the_more_the_farther_it_is():
    """At a fifth the earlier run still speaks: 8 s at (0.8 * 1 + 0.2 * 2) s each."""
    clock = RunClock(STAGES)
    assert clock.report("b", 0, 1, 4.0)[1] == pytest.approx(8.0 * 1.2)
    assert clock.report("c", 0, 1, 16.0)[1] == pytest.approx(2.0 * 1.8)


def test_share_never_falls_back():
    clock = RunClock(STAGES)
    clock.report("b", 1, 2, 5.0)
    assert clock.report("b", 0, 2, 5.5)[0] == pytest.approx(0.5)
    assert clock.report("b", 9, 2, 6.0)[0] == pytest.approx(0.8)
    assert clock.report("b", 0, 0, 6.0)[0] == pytest.approx(0.8)


def test_with_borrowed_proportions_nothing_is_said_at_first():
    clock = RunClock(None)
    first, *_, last = SAMPLE_S
    share, left = clock.report(first, 1, 1, 1.0)
    assert share < TRUST_SHARE
    assert left == UNKNOWN_S
    share, left = clock.report(last, 0, 1, 20.0)
    whole, past = sum(SAMPLE_S.values()), sum(SAMPLE_S.values()) - SAMPLE_S[last]
    assert left == pytest.approx((whole - past) * 20.0 / past)


def test_a_stage_that_nobody_expected_makes_the_whole_longer():
    clock = RunClock(STAGES)
    assert clock.report("d", 0, 1, 10.0)[0] == pytest.approx(10 / 10.2)
    assert clock.report("d", 1, 1, 11.0)[0] == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("timing", "stages"),
    [
        ({"stages": {"a": 1, "b": 2.5}}, {"a": 1.0, "b": 2.5}),
        ({"stages": {}}, None),
        ({}, None),
        ({"stages": {"a": "soon"}}, None),
        ({"stages": [1]}, None),
        (3, None),
    ],
)
def test_stages_of_an_earlier_run_or_none(tmp_path, timing, stages):
    (tmp_path / "manifest.json").write_text(json.dumps({"tool": {"name": "xc-gis"}, "timing": timing}), encoding="utf-8")
    assert earlier_stages(tmp_path) == stages
    assert earlier_stages(tmp_path / "missing") is None
