"""The words of the fact sheet: shares cut, unknown never a zero, ranges where something is unknown."""

from dataclasses import replace

import pytest

from tests.ui.presenters.result.figures import CVS, ELD, MED, NOBODY, community, cover
from xc_gis.findings import LowScore
from xc_gis.ui.presenters.result.sheet_words import (
    by_domain,
    category_words,
    coverage_words,
    lack_words,
    minutes,
    nearest_words,
    next_star_heading,
    old_and_young,
    people,
    percent_down,
    rating_basis_words,
    reasons_of,
    residents_words,
    score_words,
    senior_words,
    sheet_text,
    star_bounds_words,
    subdistrict_words,
    surveys_words,
    whole_words,
)

HOMES = replace(MED, counts_homes=True)


def test_figures_are_cut_and_what_is_not_known_is_a_dash():
    assert (percent_down(0.89999), percent_down(0.9), percent_down(None)) == ("89.9%", "90.0%", "—")
    assert (people(12345.4), people(0.0), people(None)) == ("12,345", "0", "—")
    assert (minutes(7.25), minutes(None)) == ("7.2", "—")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (cover(), "60.0%"),
        (cover(share=None, low=0.4, high=0.9511, unknown=55.0), "未知 40.0–95.2%"),
        (cover(share=None, low=0.0, high=1.0, unknown=100.0), "未知"),
        (cover(notes=("not_applicable",), **NOBODY), "不适用"),
        (cover(notes=("no_residents",), **NOBODY), "没有居民"),
        (cover(notes=("no_location",), **NOBODY), "没有位置"),
        (cover(**NOBODY), "无数据"),
    ],
)
def test_coverage_is_a_share_a_range_or_why_there_is_none(row, words):
    assert coverage_words(row) == words


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (cover(gap=0.0), ""),
        (cover(), "缺口 40 人"),
        (cover(unknown=5.0), "缺口 40 人 · 未知 5 人"),
        (cover(gap=0.0, unknown=1234.0), "未知 1,234 人"),
        (cover(HOMES, unknown=5.0), "缺口 40 处住宅 · 未知 5 处住宅"),
        (cover(**NOBODY), ""),
    ],
)
def test_who_is_not_covered(row, words):
    assert lack_words(row) == words


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (cover(), "最近 6.2 分钟 西站"),
        (cover(nearest=None), "最近的设施：两倍时限内没有"),
        (cover(nearest=None, unknown=1.0), "最近的设施：资料不全，不能确定"),
        (cover(is_sum=True), ""),
        (cover(**NOBODY), ""),
    ],
)
def test_nearest_facility_or_that_none_is_known(row, words):
    assert nearest_words(row) == words


def test_everything_about_a_category_in_one_sentence():
    assert (
        category_words(cover())
        == "医疗卫生（必备，要求 15 分钟）：缺口，覆盖率 60.0%，缺口 40 人，最近 6.2 分钟 西站，一半居民在 7.0 分钟内"
    )
    words = category_words(cover(ELD, notes=("ages_unknown",), median_minutes=None))
    assert "对象 60 岁以上" in words
    assert words.endswith("年龄结构不明，按全体居民计")
    assert category_words(cover(CVS)).startswith("便利店（非必备，要求 10 分钟）")


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ({}, "86.0 分"),
        ({"score_low": 70.06, "score_high": 90.0}, "86.0 分（70.1–90.0）"),
        ({"score_low": None, "score_high": 90.0}, "86.0 分（—–90.0）"),
        ({"score": None}, "—"),
    ],
)
def test_score_with_its_bounds(figures, words):
    assert score_words(community(**figures)) == words


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ({}, ""),
        ({"stars_low": 2, "stars_high": 5}, "按已知数据 4 星；未知部分核实后可能为 2 至 5 星"),
        ({"stars": None, "stars_low": 2, "stars_high": 5}, "未知部分核实后可能为 2 至 5 星"),
        ({"stars": None, "stars_low": None, "stars_high": None}, ""),
    ],
)
def test_what_the_star_may_still_be(figures, words):
    assert star_bounds_words(community(**figures)) == words


def test_what_a_star_rests_on():
    rows = (cover(gap=0.0, share=1.0), cover(ELD), cover(CVS))
    assert (
        rating_basis_words(community(*rows)) == "得分 86.0 分，必备服务 2 类中 1 类全覆盖，一站式满足率 50.0%，数据完整度 95.0%"
    )
    rows = (cover(share=None), cover(ELD, notes=("not_applicable",)))
    words = rating_basis_words(community(*rows, score=None, joint_low=0.2, joint_high=0.6))
    assert words == "必备服务 1 类中 0 类全覆盖，1 类未知，一站式满足率 20.0–60.0%，数据完整度 95.0%"


def test_people_and_homes_and_places():
    assert residents_words(community()) == "居民 100 人"
    assert residents_words(community(residents={})) == "居民 — 人"
    assert residents_words(community(cover(HOMES))) == "住宅 100 处（没有人数）"
    assert subdistrict_words(community(subdistrict="")) == "未注明街道"
    assert (whole_words(None), whole_words(0.8999)) == ("", "所有社区合计 89.9%")


def test_reasons_have_a_heading_and_surveys_a_sentence():
    assert next_star_heading(community()) == ""
    held = community(reasons=(LowScore(95.0),))
    assert next_star_heading(held) == "距 5 星还差"
    assert len(reasons_of(held)) == 1
    assert "95" in reasons_of(held)[0]
    assert next_star_heading(community(reasons=(LowScore(95.0),), next_star=None)) == "原因"
    assert surveys_words(community()) == ""
    assert "医疗卫生" in surveys_words(community(surveys=(("MED",),)))


def test_old_and_young_are_told_where_the_standard_has_categories_for_them():
    rows = (cover(senior_low=0.3, senior_high=0.3), cover(ELD), cover(CVS))
    ((title, count, mine),) = old_and_young(community(*rows, residents={"residents": 100.0, "residents_60plus": 20.0}))
    assert (title, count, [row.category.code for row in mine]) == ("一老 · 60 岁以上", "20 人", ["ELD", "MED"])
    ((_, count, _),) = old_and_young(community(*rows))
    assert count == "人数不明，按全体居民计"
    young = replace(CVS, population="age3_6")
    ages = {"residents_0_3": 1.0, "residents_3_6": 2.0, "residents_6_12": 4.0}
    ((title, count, _),) = old_and_young(community(cover(young), residents=ages))
    assert (title, count) == ("一小 · 0–12 岁", "7 人")
    ((_, count, _),) = old_and_young(community(cover(young), residents={**ages, "residents_3_6": None}))
    assert count == "人数不明，按全体居民计"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (cover(senior_low=0.3, senior_high=0.45), "30.0–45.0%"),
        (cover(senior_low=0.3, senior_high=0.3), "30.0%"),
        (cover(senior_low=0.0, senior_high=1.0), "未知"),
        (cover(), "60.0%"),
        (cover(ELD, senior_low=0.1, senior_high=0.1), "60.0%"),
    ],
)
def test_seniors_at_their_own_pace(row, words):
    assert senior_words(row) == words


def test_whole_sheet_stands_under_its_domains():
    text = sheet_text(community(cover(CVS), cover(), provisional=True), study="甲项目", standard="乙标准")
    lines = text.splitlines()
    assert lines[0] == "西社区（甲街道，编号 C1）"
    assert lines[1] == "4 星（暂评）；居民 100 人"
    assert lines[-1] == "甲项目；乙标准"
    assert lines.index("公共服务") < lines.index("商业服务")
    assert [domain for domain, _ in by_domain([cover(CVS), cover()])] == ["P", "C"]
