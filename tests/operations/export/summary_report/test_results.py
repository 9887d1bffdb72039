"""Sentences of the result are computed; what cannot be known is said so."""

from dataclasses import replace

import pytest

from tests.fixtures.sheet_rows import run_with
from tests.ui.presenters.result.figures import CVS, ELD, MED, NOBODY, community, cover
from xc_gis.operations.export.spoken import saying
from xc_gis.operations.export.summary_report.results import (
    category_parts,
    old_and_young_parts,
    star_parts,
    subdistrict_parts,
    worst_mandatory,
)
from xc_gis.report.documents.summary.records import REFERENCE, Sentence, TableOf

SAY = saying("zh")


def told(parts):
    found = list(parts)
    text = "".join(REFERENCE.sub("#", part.text) for part in found if isinstance(part, Sentence))
    return text, {part.key: part for part in found if isinstance(part, TableOf)}


def test_stars_are_counted_with_ranges_and_those_without(finished_run):
    towns = [
        community(community_id="1", stars=5, stars_high=5), community(community_id="2", stars=3, status="range"),
        community(community_id="3", stars=None, status="insufficient", joint_low=None, joint_high=None),
    ]  # fmt: skip
    text, tables = told(star_parts(run_with(finished_run, *towns), SAY))
    assert "本次评价社区 3 个，分属 1 个街道，共有居民 300 人。" in text
    assert (
        "评出星级的社区 2 个，其中 4 星及以上 1 个（占全部社区的 33.4%），五星 1 个，1 个社区的星级为区间，未知数据可能改变，暂不评级 1 个"
        in text
    )
    assert "一站式满足率（各必备类别全部达标的居民所占比例）为 50.0%" in text
    rows = {row[0]: row[1:] for row in tables["stars"].rows}
    assert rows["5 星"] == ("1", "33.4%", "100")
    assert rows["暂不评级"][0] == "1"
    assert sum(int(row[1]) for row in tables["stars"].rows) == 3


def test_numbers_that_nobody_knows_are_not_made_up(finished_run):
    lost = community(residents={}, joint_low=None, joint_high=None)
    text, tables = told(star_parts(run_with(finished_run, lost), SAY))
    assert "数目未知" in text
    assert "现有数据不能说明" in text
    assert tables["stars"].rows[1][3] == "—"
    assert "人数未知" in told(old_and_young_parts(run_with(finished_run, lost), SAY))[0]


def test_the_lowest_and_the_most_are_named(finished_run):
    towns = [
        community(
            cover(MED, covered=30.0, gap=70.0), cover(CVS, covered=95.0, gap=5.0), cover(ELD, covered=50.0, gap=0.0, unknown=50.0)
        )
    ]
    run = run_with(finished_run, *towns, categories=(MED, CVS, ELD))
    text, tables = told(category_parts(run, SAY))
    assert "标准有 3 类服务。按全区居民计，覆盖率达到 90% 的有 1 类" in text
    assert "覆盖率最低的是医疗卫生（30.0%）、便利店（95.0%）。" in text
    assert "未覆盖居民最多的是医疗卫生，70 人" in text
    assert "养老服务的未知居民超过 20.0%，只写上下限。" in text
    assert tables["categories"].rows[2][4:] == ("50.0–100.0%", "0", "50")
    assert worst_mandatory(run) == MED
    assert worst_mandatory(run_with(finished_run, community(cover(gap=0.0)))) is None


def test_subdistricts_are_compared_by_what_is_certain(finished_run):
    towns = [
        community(community_id="1", subdistrict="甲", joint_low=0.4, joint_high=0.9), community(community_id="2", subdistrict="乙", joint_low=0.5, joint_high=0.5),
        community(community_id="3", subdistrict=""),
    ]  # fmt: skip
    text, tables = told(subdistrict_parts(run_with(finished_run, *towns), SAY))
    assert "最高的街道是乙（50.0%），最低的是甲（40.0–90.0%）" in text
    assert [row[0] for row in tables["areas"].rows] == ["乙", "甲", "（未注明）"]
    alone = run_with(finished_run, community(subdistrict=""))
    assert "没有写明社区所属的街道" in told(subdistrict_parts(alone, SAY))[0]


def test_the_old_at_their_pace_and_the_young(finished_run):
    child = replace(CVS, code="CHI", zh="托育", population="age0_3")
    town = community(
        cover(MED, senior_low=0.25, senior_high=0.25),
        cover(child, **NOBODY),
        residents={"residents": 100.0, "residents_60plus": 20.0},
    )
    text, _ = told(old_and_young_parts(run_with(finished_run, town, categories=(MED, child)), SAY))
    assert "60 岁以上居民 20 人，占 20.0%。" in text
    assert "按老年人的步速，覆盖率为：医疗卫生 25.0%。" in text
    assert "托育 不适用" in text


@pytest.mark.parametrize("parts", [star_parts, category_parts, subdistrict_parts])
def test_english_says_the_same(finished_run, parts):
    text, _ = told(parts(run_with(finished_run, community(name="West", subdistrict="A")), saying("en")))
    assert not any("\u4e00" <= sign <= "\u9fff" for sign in text.replace("医疗卫生", ""))
