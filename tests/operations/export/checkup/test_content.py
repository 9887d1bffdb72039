"""What check-up pages say; names of the data stay names."""

from dataclasses import replace

import pytest

from tests.fixtures.finished_run import source_of
from tests.fixtures.sheet_rows import run_with
from tests.ui.presenters.result.figures import CVS, MED, NOBODY, community, cover
from xc_gis.operations.export.checkup.content import checkup_texts, checkup_words, facts_of, gaps_of, largest_gaps, source_for
from xc_gis.operations.export.page_settings import PageSettings
from xc_gis.operations.export.spoken import saying
from xc_gis.runs.view import read_run_view

SAY = saying("zh")


def only_page(finished_run, c, categories=(MED,)):
    (text,) = checkup_texts(run_with(finished_run, c, categories=categories), "zh")
    return text


def test_pages_follow_the_subdistricts_in_the_order_of_the_run(finished_run):
    towns = [community(community_id=name, subdistrict=area) for name, area in (("1", "乙"), ("2", ""), ("3", "甲"), ("4", "乙"))]
    texts = checkup_texts(run_with(finished_run, *towns), "zh")
    assert [text.community_id for text in texts] == ["1", "4", "3", "2"]
    assert [text.title for text in texts][::3] == ["乙西社区 1体检表", "西社区体检表"]  # two of one name in 乙


def test_stars_and_score_stand_with_their_bounds():
    c = community(
        stars=4, stars_low=3, stars_high=5, status="range", score=86.0, score_low=80.0, score_high=90.5, provisional=True
    )
    facts = dict(facts_of(c, SAY))
    assert facts["星级"] == "3–5 星（暂评）"
    assert facts["暂评"] == "缺少服务落实或群众评价数据"
    assert facts["星级下限–上限"] == "3–5 星"
    assert facts["得分（下限–上限）"] == "86.0（80.0–90.5）"
    assert (facts["一站式满足率"], facts["数据完整度"]) == ("50.0%", "95.0%")
    assert dict(facts_of(community(), SAY))["其中 60 岁以上"] == "未知"


def test_without_a_rating_there_is_no_star_and_no_zero():
    c = community(
        stars=None,
        stars_low=None,
        stars_high=None,
        score=None,
        joint_low=None,
        joint_high=None,
        completeness=None,
        status="insufficient",
    )
    facts = dict(facts_of(c, SAY))
    assert facts["星级"] == "暂不评级（数据不足）"
    assert "星级下限–上限" not in facts
    assert [facts[name] for name in ("得分（下限–上限）", "一站式满足率", "数据完整度")] == ["—", "—", "—"]


@pytest.mark.parametrize(
    ("figures", "shown", "state"),
    [
        ({}, "60.0%", "▲"), ({"gap": 0.0, "covered": 100.0, "low": 1.0, "share": 1.0, "high": 1.0}, "100.0%", "●"),
        ({"low": 0.5, "high": 0.7}, "60.0%（50.0–70.0%）", "▲"), ({"low": 0.2, "share": None, "high": 0.9}, "20.0–90.0%", "未知"),
        ({"notes": ("not_applicable",)}, "不适用", "—"), (NOBODY, "没有居民", "—"), ({**NOBODY, "notes": ("no_location",)}, "没有位置", "—"),
    ],
)  # fmt: skip
def test_a_row_says_coverage_bounds_and_state(finished_run, figures, shown, state):
    (row,) = only_page(finished_run, community(cover(MED, **figures))).rows
    assert (row.coverage, row.state, row.is_unknown) == (shown, state, state == "未知")
    assert row.category == "医疗卫生＊"


def test_the_largest_gaps_come_first_with_what_can_be_done():
    c = community(cover(CVS, gap=10.0), cover(MED, gap=40.0), cover(CVS, gap=0.0), cover(MED, gap=20.0), cover(MED, gap=5.0))
    assert [row.gap for row in largest_gaps(c)] == [40.0, 20.0, 10.0]
    assert gaps_of(c, SAY)[0] == "1. 医疗卫生：未覆盖 40 人，覆盖率 60.0%。建议：标准没有写明哪类设施提供该服务，请先完善标准。"
    assert gaps_of(community(cover(gap=0.0)), SAY) == ("没有未覆盖的居民。",)
    assert gaps_of(community(cover(gap=0.0, unknown=3.0)), SAY) == ("没有已知的未覆盖居民，未知居民待核实。",)


def test_the_map_shows_the_people_of_the_largest_gap_and_who_serves_them(finished_run):
    run, source = read_run_view(finished_run), source_of(finished_run)
    gap = next(c for c in run.communities if largest_gaps(c))
    code = largest_gaps(gap)[0].category.code
    theme = source_for(gap, source, run, {code: frozenset({"CHS"})}, SAY).theme
    assert (theme.gaps, theme.facility_types) == (code, {"CHS"})
    assert {row.words for row in theme.rows} >= {"5 星", "1 星"}
    full = replace(gap, coverage=tuple(replace(row, gap=0.0) for row in gap.coverage))
    assert source_for(full, source, run, {}, SAY).theme.gaps == ""


def test_every_page_bears_day_standard_run_and_mark(finished_run):
    run = read_run_view(finished_run)
    words = checkup_words(run, source_of(finished_run), PageSettings(office="某科"), "zh")
    assert all(part in words.origin for part in ("小项目", "2026-06-30", run.standard["id"], run.standard["version"]))
    assert (words.office, words.mark) == ("某科", "")
    run.manifest["study"]["synthetic"] = True
    assert "示例数据（虚构）" in checkup_words(run, source_of(finished_run), PageSettings(), "zh").origin


def test_a_further_standard_has_a_sentence_below_what_the_next_star_asks_for(programme_run):
    texts = {text.community_id: text.next_star for text in checkup_texts(programme_run, "zh")}
    assert set(texts) == {"C1", "C2"}
    last = texts["C1"][-1]
    assert last.startswith("另一标准“一刻钟便民生活圈星级评价")
    assert last.endswith("。")
    assert sum("另一标准" in line for line in texts["C2"]) == 1
    assert checkup_texts(programme_run, "en")[0].next_star[-1].startswith("Another standard, “Quarter-hour convenience circle")
