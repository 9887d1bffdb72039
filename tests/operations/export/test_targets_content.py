"""What the pages of targets that are behind say: who holds each back, what would move it, and where nobody can say."""

from dataclasses import replace

import pytest

from tests.fixtures.followed_run import followed
from xc_gis.languages import CHINESE
from xc_gis.operations.export.targets_content import behind_pages


@pytest.fixture(scope="module")
def pages(followed_run):
    return behind_pages(*followed(followed_run[1]), "zh")


def items(of):
    return {item.number: item for item in of.items}


def test_counts_of_a_list_and_what_is_not_behind(pages):
    plan = pages.lists[0]
    assert "未完成 4 项（其中约束性 0 项）" in plan.counts
    assert {item.number for item in plan.items} == {"11", "16", "18", "24"}
    assert any(note.startswith("资料不足") and "8 街道社会工作服务站覆盖率" in note for note in plan.notes)
    assert any(note.startswith("无数据") and "14 信访事项按期答复率" in note for note in plan.notes)


def test_a_stated_figure_names_who_stated_it_and_when(pages):
    found = items(pages.lists[0])
    assert found["11"].value == ("8 分钟", "2025 年，填报")
    assert found["11"].target == ("< 8", "2025 年")
    assert found["11"].sentences == ("这是填报的数：卫健委，2026-02-01 填报；怎样推进，由填报单位说明。",)
    assert "政法委，没有写日期" in found["16"].sentences[0]
    assert "没有写出处" in found["24"].sentences[0]
    assert found["24"].outlook == ("预计达到", "预测 78（78–78）")
    assert found["18"].sentences[0] == "没有达到的区域：东社区。"


def test_a_computed_one_names_communities_and_how_many_people(pages):
    (item,) = pages.lists[1].items
    assert item.sentences == (
        "医疗卫生：2 个社区共有 7,306 人走不到，最多的：甲街道东社区（4,986 人）、甲街道西社区（2,320 人）。",
        "怎样达到：再有 7,306 名居民走得到，就达到目标；新设施放在哪里，见选址。",
    )


def told(followed_run, number, rows, **changes):
    """Sentences of an indicator of the plan that is computed and behind, with other shortfalls."""
    run, targets = followed(followed_run[1])
    row = next(row for row in targets.rows if row.number == number and row.is_of_district and row.source == "computed")
    one = replace(next(iter(targets.shortfalls)), list_id=row.list_id, number=number)
    behind = replace(row, status="behind", **changes)
    shortfalls = tuple(replace(one, area=area, level=level, short_of=of, short=short) for area, level, of, short in rows)
    found = behind_pages(run, replace(targets, rows=(behind,), shortfalls=shortfalls), "zh")
    return found.lists[0].items[0].sentences


def test_areas_without_a_facility_and_how_many_would_settle_it(followed_run):
    rows = [("甲街道", "subdistrict", "facility", 1.0)]
    assert told(followed_run, 8, rows, short_of="areas", short_low=1.0, short_high=1.0) == (
        "没有这种设施的 1 个：甲街道。", "怎样达到：再有 1 个街道具备，就达到目标。",
    )  # fmt: skip


def test_areas_short_of_floor_area_by_subdistrict_and_the_range_of_what_is_unknown(followed_run):
    rows = [("C2", "community", "floor_area", 149.2), ("C1", "community", "floor_area", 50.0)]
    assert told(followed_run, 10, rows, short_of="areas", short_low=1.0, short_high=2.0) == (
        "面积不到 350 ㎡ 的 2 个：甲街道：东社区（缺 150 ㎡）、西社区（缺 50 ㎡）。", "怎样达到：再有 1–2 个社区具备，就达到目标。",
    )  # fmt: skip


def test_many_places_are_counted(followed_run):
    rows = [(f"街道{n}", "subdistrict", "facility", 1.0) for n in range(32)]
    first, *_ = told(followed_run, 8, rows)
    assert first.startswith("没有这种设施的 32 个：")
    assert first.endswith("；另有 2 个。")


def test_what_has_to_stay_says_that_an_earlier_year_missed_it(followed_run):
    found = told(followed_run, 8, [], comparison="stays>=", value=100.0)
    assert found == ("这项指标要求每年都达到，以前有年份没有达到。",)


def test_a_list_without_any_says_so(followed_run):
    run, targets = followed(followed_run[1])
    done = tuple(replace(row, status="done") for row in targets.rows)
    assert behind_pages(run, replace(targets, rows=done), "zh").lists[0].notes[0] == "没有未完成的指标。"


def test_in_english_only_names_are_chinese(followed_run):
    pages = behind_pages(*followed(followed_run[1]), "en")
    said = [
        pages.title,
        *pages.notes,
        *pages.labels.values(),
        *(one.name for one in pages.lists),
        *(one.counts for one in pages.lists),
    ]
    said += [item.name for one in pages.lists for item in one.items]
    assert not [words for words in said if CHINESE.search(words)]
