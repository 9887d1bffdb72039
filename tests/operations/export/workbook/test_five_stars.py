"""Gates of five stars: passed, failed or unknown, each at its threshold."""

from dataclasses import replace

import pytest

from tests.fixtures.sheet_rows import ELD, LEVELS, MED, cover, named, run_with
from xc_gis.errors import InputError
from xc_gis.findings import Capped, Flagged, LowScore, NoComponent
from xc_gis.operations.export.workbook.five_stars import candidates, five_star_gates

GOOD = {"low": 0.9, "share": 0.9, "high": 0.9, "senior_low": 0.8, "senior_high": 0.8}
BEST = {"score": 95.0, "score_low": 95.0, "score_high": 95.0, "joint_low": 0.8, "joint_high": 0.8, "completeness": 0.95}


def judged(finished_run, community, levels=LEVELS, categories=(MED,)):
    return [
        gate.judge(community) for gate in five_star_gates(run_with(finished_run, community, levels=levels, categories=categories))
    ]


def test_exactly_at_every_threshold_all_gates_are_passed(finished_run):
    assert [r.state for r in judged(finished_run, named(1, cover(**GOOD), **BEST))] == ["passed"] * 7


SCORE, EACH, JOINT, SENIOR, COMPLETE, COMPONENTS, CAPS = range(7)


@pytest.mark.parametrize(
    ("gate", "row", "figures", "state", "evidence"),
    [
        (SCORE, {}, {"score_low": 94.9, "score_high": 95.0}, "unknown", "94.9–95.0"), (SCORE, {}, {"score_low": 94.8, "score_high": 94.9}, "failed", "94.8–94.9"),
        (SCORE, {}, {"score_low": None, "score_high": None}, "unknown", ""),
        (EACH, {"low": 0.899999}, {}, "unknown", "医疗卫生 89.9–90.0%"), (EACH, {"low": 0.8, "high": 0.89}, {}, "failed", "医疗卫生 80.0–89.0%"),
        (EACH, {"notes": ("not_applicable",), "low": 0.0, "high": 0.0}, {}, "passed", ""),
        (JOINT, {}, {"joint_low": 0.7}, "unknown", "70.0–80.0%"), (JOINT, {}, {"joint_high": 0.79, "joint_low": 0.79}, "failed", "79.0%"),
        (JOINT, {}, {"joint_low": None}, "unknown", ""), (SENIOR, {"senior_low": 0.5, "senior_high": 0.6}, {}, "failed", "医疗卫生 50.0–60.0%"),
        (SENIOR, {"senior_low": None, "senior_high": None}, {}, "passed", ""), (COMPLETE, {}, {"completeness": 0.94}, "failed", "94.0%"),
        (COMPONENTS, {}, {"provisional": True, "reasons": (NoComponent("supply"),)}, "failed", "缺少“服务落实与品质”数据"),
        (COMPONENTS, {}, {"provisional": True, "next_star": 4}, "failed", "暂评"), (COMPONENTS, {}, {"provisional": True}, "passed", ""),
        (CAPS, {}, {"reasons": (LowScore(95.0), Flagged("V4", "京[2026]1号", 4))}, "failed", "一票否决,文号 京[2026]1号(至多 4 星)"),
        (CAPS, {}, {"reasons": (Capped("V3", "senior_coverage_below", False, ("MED",), 1, 0.5, 4),)}, "failed", "老年人医疗卫生覆盖率不足 50%(至多 4 星)"),
    ],
)  # fmt: skip
def test_each_gate(finished_run, gate, row, figures, state, evidence):
    found = judged(finished_run, named(1, cover(**GOOD | row), **BEST | figures))[gate]
    assert (found.state, found.evidence) == (state, evidence)


def test_what_a_standard_does_not_ask_is_no_gate_to_fail(finished_run):
    nothing = {
        5: LEVELS[5]
        | {"mandatory_each_min": None, "joint_min": None, "senior_priority_min": None, "components_required": ["access"]}
    }
    found = judged(finished_run, named(1, cover(low=0.0, high=0.0), provisional=True), levels=nothing)
    assert [r.state for r in found[EACH:COMPLETE] + found[COMPONENTS:CAPS]] == ["not_asked"] * 4


def test_an_optional_category_counts_in_no_gate(finished_run):
    found = judged(
        finished_run, named(1, cover(replace(ELD, mandatory=False), low=0.0, high=0.0, senior_low=0.0, senior_high=0.0), **BEST)
    )
    assert {found[EACH].state, found[SENIOR].state} == {"passed"}


def test_candidates_have_four_stars_or_may_have_five(finished_run):
    run = run_with(
        finished_run,
        named(1),
        named(2, stars=3, stars_high=5, stars_low=2),
        named(3, stars=3, stars_high=4),
        named(4, stars=5),
        named(5, stars=None, stars_high=None),
    )
    assert [c.community_id for c in candidates(run)] == ["C1", "C2", "C4"]


@pytest.mark.parametrize("levels", [{}, {5: {"min_score": 95.0}}])
def test_a_run_of_an_earlier_version_is_told(finished_run, levels):
    with pytest.raises(InputError, match="由较早版本写出"):
        five_star_gates(run_with(finished_run, named(1), levels=levels))
