"""An assessment under another standard is what a fresh run with that standard finds, or says that one is needed."""

from importlib import resources

import numpy as np
import pandas as pd
import pytest

import xc_gis.operations.study
from tests.fixtures.served_study import CITY, LOST, SURVEYS
from tests.fixtures.small_study import FACILITIES, STUDY, write_small_study
from xc_gis.analysis.reassessment.reassess import Reassessor
from xc_gis.errors import InputError
from xc_gis.operations.study import analyse, read_study
from xc_gis.standard.load import parse_standard

TEXT = resources.files("xc_gis.standard.shipped").joinpath("xicheng-ykz-default.yaml").read_text(encoding="utf-8")


def category(code):
    """The line of a category in the shipped standard."""
    return next(line for line in TEXT.splitlines() if line.lstrip().startswith(f"- {{code: {code},"))


def edited(*changes):
    """The shipped standard with texts replaced; a pair of code and replacement edits that category's line."""
    text = TEXT
    for where, before, after in changes:
        line = category(where) if where else before
        assert before in line
        assert line in text
        text = text.replace(line, line.replace(before, after), 1)
    return parse_standard(text.encode(), "改后.yaml")


def settings_of(standard, study):
    return xc_gis.operations.study.settings_under(study, standard)


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reassess")
    return read_study(write_small_study(folder, study=STUDY + SURVEYS, facilities={**FACILITIES, **CITY, **LOST}))


@pytest.fixture(scope="module")
def found(study):
    return analyse(study)


@pytest.fixture
def reassessor(study, found):
    return Reassessor(found, study.standard, study.settings, study_date=study.file.study.date)


def fresh(study, standard):
    from dataclasses import replace

    return analyse(replace(study, standard=standard, settings=settings_of(standard, study)))


def same(left, right, without=()):
    kept = [column for column in left.columns if column not in without]
    pd.testing.assert_frame_equal(pd.DataFrame(left[kept]), pd.DataFrame(right[kept]))


QUICK = {
    "weights": [("MED", "weight: 12", "weight: 5"), ("PSY", "weight: 1", "weight: 8")],
    "a gate": [("", "  3: {min_score: 75", "  3: {min_score: 82.5")],
    "a cap": [("", "share: 0.50, stars: 3", "share: 0.90, stars: 2")],
    "a cap on other categories": [("", "categories: [MED, ELD]", "categories: [PHA, CAN]")],
    "mandatory no more": [("VEG", "mandatory: true", "mandatory: false")],
    "mandatory now": [("PHA", "mandatory: false", "mandatory: true")],
    "fewer minutes": [("CVS", "minutes: 5", "minutes: 3"), ("MED", "minutes: 15", "minutes: 7")],
    "seniors count no more": [("MED", "senior_priority: true", "senior_priority: false")],
    "other people": [("CHI", "population: age0_3", "population: age60plus")],
    "unknown counts as known": [("", "unknown_max: 0.20", "unknown_max: 0.60")],
    "inventories last longer": [("", "inventory_stale_months: 18", "inventory_stale_months: 6")],
    "seniors' pace, already known": [("MED", "profile: adult", "profile: senior")],
}


@pytest.mark.parametrize("changes", QUICK.values(), ids=QUICK.keys())
def test_same_as_a_fresh_run(study, reassessor, changes):
    standard = edited(*changes)
    judged = reassessor.judge(standard, settings_of(standard, study), surveys=True)
    expected = fresh(study, standard)
    again = reassessor.assessment(judged)
    assert judged.farther == ()
    for name in ("rating", "coverage", "joint", "demand", "gaps"):
        same(getattr(again, name), getattr(expected, name))


@pytest.mark.parametrize("minutes", [6, 8, 10])
def test_more_minutes_up_to_the_kept_bound_give_the_coverage_of_a_fresh_run(study, reassessor, minutes):
    standard = edited(("CVS", "minutes: 5", f"minutes: {minutes}"), ("VEG", "minutes: 10", "minutes: 20"))
    judged = reassessor.judge(standard, settings_of(standard, study), surveys=True)
    expected = fresh(study, standard)
    same(judged.rating, expected.rating)
    same(judged.coverage, expected.coverage, without=["median_minutes"])
    same(judged.joint, expected.joint)
    assert all(np.array_equal(judged.states[key], state) for key, state in expected.states.items())
    assert judged.farther == ("VEG", "CVS")


def test_changes_that_follow_each_other_leave_nothing_behind(study, reassessor, found):
    for changes in QUICK.values():
        standard = edited(*changes)
        reassessor.judge(standard, settings_of(standard, study))
    back = reassessor.judge(study.standard, study.settings, surveys=True)
    same(back.rating, found.rating)
    same(back.coverage, found.coverage)
    same(reassessor.assessment(back).gaps, found.gaps)


def test_surveys_are_worked_out_only_when_asked(study, reassessor, found):
    assert found.rating["surveys"].map(len).any()
    judged = reassessor.judge(study.standard, study.settings)
    assert not judged.rating["surveys"].map(len).any()
    same(judged.rating, found.rating, without=["surveys"])


SLOW = [
    ([("CVS", "minutes: 5", "minutes: 11")], "购物-便利店(社区超市) 的 11 分钟超出已计算的 10 分钟"),
    ([("CVS", "profile: adult", "profile: child")], "购物-便利店(社区超市) 按儿童(成人陪同)速度的步行时间尚未计算"),
    ([("PSY", "senior_priority: false", "senior_priority: true")], "心理服务 按老年人速度的步行时间尚未计算"),
    ([("", "categories: [MED, ELD]", "categories: [MED, PSY]")], "心理服务 按老年人速度的步行时间尚未计算"),
    ([("", "speed: 1.20", "speed: 1.10")], "成年人步行速度由 1.2 改为 1.1"),
    ([("", "max_leg_m: 150", "max_leg_m: 120")], "最长接入直线距离由 150 改为 120"),
    ([("", "unsignalised_crossing_major: 15", "unsignalised_crossing_major: 20")], "由 15 改为 20"),
    ([("", "SUP: {zh: 综合超市", "SUP: {catchment: own_community, zh: 综合超市")], "综合超市 的服务辖区有变"),
    ([("", 'services: [MED], osm: ["amenity=clinic", "healthcare=clinic"', 'services: [], osm: ["amenity=clinic", "healthcare=clinic"')],
     "医疗卫生 的设施类型有变"),
    ([("", "  MTR: {", "  MTX: {zh: 新类型, services: []}\n  MTR: {")], "新类型 是新增的"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "reason"), SLOW, ids=[reason for _, reason in SLOW])
def test_says_why_another_search_is_needed(study, reassessor, changes, reason):
    standard = edited(*changes)
    settings = settings_of(standard, study)
    assert [sentence for sentence in reassessor.needs(standard, settings) if reason in sentence]
    with pytest.raises(InputError, match="重新计算步行时间"):
        reassessor.judge(standard, settings)


def test_speed_of_a_profile_that_nobody_asks_for_needs_no_search(study, reassessor):
    standard = edited(("", "wheelchair: {zh: 轮椅使用者, speed: 0.80", "wheelchair: {zh: 轮椅使用者, speed: 0.50"))
    assert reassessor.needs(standard, settings_of(standard, study)) == ()
