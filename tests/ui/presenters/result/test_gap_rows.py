"""The gap table: what is shown, in which order, and sums that never make a zero of the unknown."""

from dataclasses import replace

import pytest

from tests.ui.presenters.result.figures import CVS, MED, NOBODY, community, cover
from xc_gis.ui.presenters.result.gap_rows import (
    COLUMNS,
    EVERYTHING,
    FAR,
    GAP_COLUMN,
    GAPS,
    GAPS_OR_UNKNOWN,
    SHARE_COLUMN,
    UNKNOWN_COLUMN,
    Filter,
    GapRow,
    coverage_of,
    ordered,
    sums_of,
    table_of,
    title_of,
)


def row(name="西社区", category=MED, subdistrict="甲街道", **figures):
    one = cover(category, **figures)
    return GapRow(community(one, name=name, community_id=name, subdistrict=subdistrict), one)


GAPPED, OPEN, WHOLE, NONE = row("甲"), row("乙", gap=0.0, unknown=9.0), row("丙", gap=0.0, share=1.0), row("丁", **NOBODY)


@pytest.mark.parametrize(("shown", "names"), [(GAPS, "甲"), (GAPS_OR_UNKNOWN, "甲乙"), (EVERYTHING, "甲乙丙丁")])
def test_what_is_shown(shown, names):
    meant = Filter(shown=shown)
    assert "".join(r.community.name for r in meant.apply([GAPPED, OPEN, WHOLE, NONE])) == names


@pytest.mark.parametrize(
    ("changes", "holds"),
    [
        ({}, True), ({"subdistrict": "甲街道"}, True), ({"subdistrict": "乙街道"}, False), ({"category": "MED"}, True), ({"category": "CVS"}, False),
        ({"text": " HEALTH "}, True), ({"text": "西社"}, True), ({"text": "med"}, True), ({"text": "乙"}, False), ({"text": "  "}, True),
    ],
)  # fmt: skip
def test_filters_by_place_category_and_words(changes, holds):
    assert len(Filter(shown=EVERYTHING, **changes).apply([row()])) == holds


def test_unknown_comes_last_either_way_and_ties_keep_their_order():
    rows = [row("a", gap=5.0), row("b", **NOBODY), row("c", gap=9.0), row("d", gap=5.0)]
    assert [r.community.name for r in ordered(rows, GAP_COLUMN, descending=True)] == ["c", "a", "d", "b"]
    assert [r.community.name for r in ordered(rows, GAP_COLUMN, descending=False)] == ["a", "d", "c", "b"]


def test_minutes_over_the_limit_beyond_the_search_are_farther_than_all():
    over = next(column for column in COLUMNS if column.title.startswith("超出"))
    far, near, none = row(over_median=None), row(over_median=3.04), row(gap=0.0)
    assert (over.value(far), over.words(far)) == (FAR, "> 15")
    assert (over.value(near), over.words(near)) == (3.04, "+3.0")
    assert (over.value(none), over.words(none)) == (None, "")


def test_sums_count_people_of_one_category_and_person_times_of_several():
    one = sums_of([row("甲"), row("乙", unknown=7.0)])
    assert (one.rows, one.communities, one.categories, one.gap, one.unknown) == (2, 2, 1, 80.0, 7.0)
    assert one.sentence == "2 行，2 个社区，1 类服务 · 缺口合计 80 人 · 未知合计 7 人"
    several = sums_of([row("甲"), row("甲", CVS)])
    assert "缺口合计 80 人次" in several.sentence
    homes = sums_of([row(category=replace(MED, counts_homes=True))])
    assert "缺口合计 40 处住宅 " in homes.sentence


def test_nothing_shown_is_not_nothing_lacking():
    assert sums_of([]).sentence == "没有符合条件的行"
    assert "没有已查明的缺口，但 3 行有未知" in replace(sums_of([]), unknown_rows=3).sentence


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([row()], "全部社区的覆盖率 60.0%"),
        ([row(), row("乙", covered=100.0, gap=0.0)], "全部社区的覆盖率 80.0%"),  # 160 of 200
        ([row(covered=40.0, gap=35.0, unknown=25.0)], "全部社区的覆盖率未知，在 40.0–65.0% 之间"),
        ([row(covered=45.0, gap=35.0, unknown=20.0)], "全部社区的覆盖率 56.2%"),  # 20 % may be unknown; 45 of 80, cut
        ([row(covered=0.0, gap=0.0, unknown=100.0)], "全部社区的覆盖率未知，在 0.0–100.0% 之间"),
        ([row(), row(category=CVS)], ""),
        ([row(**NOBODY)], ""),
    ],
)
def test_coverage_of_all_rows_together(rows, words):
    assert coverage_of(Filter(), rows, 0.2) == words


def test_coverage_says_of_whom():
    assert coverage_of(Filter(subdistrict="甲街道"), [row()], 0.2).startswith("甲街道的")
    assert coverage_of(Filter(subdistrict="甲街道", text="西"), [row()], 0.2).startswith("查找范围内的")


def test_table_for_others_has_ids_first_and_never_rounds_up_or_invents():
    heads, lines = table_of([row(share=0.66666, low=0.6), row(share=None, low=0.0, high=1.0), row(over_median=None)])
    assert heads[:2] == ["社区编号", "类别代码"]
    assert lines[0][:2] == ["西社区", "MED"]
    share = 2 + SHARE_COLUMN
    assert [line[share] for line in lines[:2]] == [0.666, "未知"]
    assert "> 15" in lines[2]
    assert lines[0][2 + UNKNOWN_COLUMN] == 0.0
    assert table_of([row(**NOBODY)])[1][0][2 + GAP_COLUMN] is None


def test_where_homes_are_counted_headings_do_not_speak_of_people():
    assert title_of(COLUMNS[GAP_COLUMN], homes=True) == "缺口（处住宅）"
    assert title_of(COLUMNS[GAP_COLUMN], homes=False) == "缺口（人）"
    assert title_of(COLUMNS[0], homes=True) == "街道"
