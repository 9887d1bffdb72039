"""Totals of several communities: sums of what the run says, three states, nothing known is no zero."""

import dataclasses

import pytest

from xc_gis.runs.view import read_run_view
from xc_gis.ui.presenters.result.sheet_words import category_words, coverage_words
from xc_gis.ui.presenters.result.totals import (
    Counted,
    ordered_stars,
    residents_words,
    theme_words,
    totals_of,
    totals_of_area,
    totals_text,
)


@pytest.fixture(scope="module")
def run(small_run):
    return read_run_view(small_run)


def test_totals_of_all_are_those_of_the_run(run):
    totals = totals_of(run.communities, run.categories, run.unknown_max)
    for code, sums in run.manifest["counts"]["categories"].items():
        row = totals.of(code)
        assert (row.covered, row.gap, row.unknown) == pytest.approx((sums["covered"], sums["gap"], sums["unknown"]), abs=0.01)
        assert row.share == pytest.approx(run.whole[code]) if code in run.whole else row.share is None
    assert totals.residents == sum(c.residents["residents"] for c in run.communities)
    assert sum(totals.stars.values()) == len(run.communities)


def community(run, code, **figures):
    """The first community with other figures in one category."""
    first = run.communities[0]
    rows = tuple(dataclasses.replace(r, **figures) if r.category.code == code else r for r in first.coverage)
    return dataclasses.replace(first, coverage=rows)


def test_coverage_is_told_from_low_to_high_by_the_rule_of_the_method(run):
    known = community(run, "MED", residents=100.0, covered=60.0, gap=30.0, unknown=10.0, low=0.6, share=2 / 3, high=0.7, notes=())
    lost = community(run, "MED", residents=100.0, covered=0.0, gap=0.0, unknown=100.0, low=0.0, share=None, high=1.0, notes=())
    row = totals_of([known, known], run.categories, 0.2).of("MED")
    assert (row.residents, row.covered, row.gap, row.unknown) == (200.0, 120.0, 60.0, 20.0)
    assert (row.low, row.share, row.high) == pytest.approx((0.6, 2 / 3, 0.7))
    row = totals_of([known, lost], run.categories, 0.2).of("MED")
    assert (row.low, row.share, row.high) == (0.3, None, pytest.approx(0.85))
    assert coverage_words(row) == "未知 30.0–85.0%"
    assert any("未知 110" in line for line in theme_words(row))


def test_bounds_that_read_alike_are_not_told(run):
    few = community(run, "MED", residents=1e5, covered=9e4, gap=9_999.0, unknown=1.0, low=0.9, share=0.9, high=0.90001, notes=())
    words = "\n".join(theme_words(totals_of([few], run.categories, 0.2).of("MED")))
    assert "90.0%" in words
    assert "未知 1" in words
    assert "都算" not in words
    many = dataclasses.replace(
        few, coverage=community(run, "MED", residents=100.0, covered=60.0, gap=30.0, unknown=10.0).coverage
    )
    assert "都算" in "\n".join(theme_words(totals_of([many], run.categories, 0.2).of("MED")))


def test_communities_without_figures_are_in_no_sum_and_told(run):
    empty = dict.fromkeys(("residents", "covered", "gap", "unknown", "low", "share", "high"))
    nowhere = dataclasses.replace(
        run.communities[0], name="无处社区", residents={}, status="insufficient", stars=None,
        coverage=tuple(dataclasses.replace(r, **empty, notes=("no_location",)) for r in run.communities[0].coverage),
    )  # fmt: skip
    both = totals_of([run.communities[1], nowhere], run.categories, run.unknown_max)
    alone = totals_of([run.communities[1]], run.categories, run.unknown_max)
    assert [(r.residents, r.gap) for r in both.rows] == [(r.residents, r.gap) for r in alone.rows]
    assert both.residents == alone.residents
    assert "无处社区" in both.notes[0]
    only = totals_of([nowhere], run.categories, run.unknown_max)
    assert only.residents is None
    assert residents_words(only) == "没有居民数据"
    assert {(r.residents, r.covered, r.low, r.share) for r in only.rows} == {(None, None, None, None)}
    assert "0" not in coverage_words(only.rows[0])


def test_a_category_that_is_for_nobody_there_is_not_applicable(run):
    nobody = community(
        run, "MED", residents=0.0, covered=0.0, gap=0.0, unknown=0.0, low=None, share=None, high=None, notes=("not_applicable",)
    )
    assert coverage_words(totals_of([nobody], run.categories, 0.2).of("MED")) == "不适用"


def test_a_sum_speaks_of_no_nearest_facility(run):
    for row in totals_of(run.communities, run.categories, run.unknown_max).rows:
        assert "最近" not in category_words(row)
        assert "走不到" not in category_words(row)
        assert "两倍时限" not in category_words(row)


def test_stars_come_from_five_down_and_what_has_none_last(run):
    assert ordered_stars({"insufficient": 2, 0: 1, 5: 3, "range": 4}) == [(5, 3), (0, 1), ("range", 4), ("insufficient", 2)]


def test_copied_totals_are_a_table_with_a_row_for_each_category(run):
    text = totals_text(totals_of(run.communities, run.categories, run.unknown_max), study="甲", standard="乙")
    table = [line.split("\t") for line in text.splitlines() if "\t" in line]
    assert len(table) == len(run.categories) + 1
    assert {len(line) for line in table} == {10}
    assert "所选 2 个社区（甲街道）" in text


def test_an_area_without_points_has_no_figures(run):
    counted = {c.code: Counted(0.0, 0.0, 0.0, 0.0) for c in run.categories}
    answer = {"points": 0, "residents": 0.0, "outside_points": 2, "outside_residents": 9.0}
    totals = totals_of_area(answer, counted, run.categories, run.unknown_max)
    assert totals.residents is None
    assert {r.low for r in totals.rows} == {None}
    assert any("9 人" in note for note in totals.notes)


def test_an_area_has_the_sums_that_were_counted(run):
    counted = {c.code: Counted(10.0, 6.0, 4.0, 0.0) for c in run.categories}
    answer = {"points": 3, "residents": 10.0, "outside_points": 0, "outside_residents": 0.0}
    row = totals_of_area(answer, counted, run.categories, run.unknown_max).of("MED")
    assert (row.share, row.low, row.high) == (0.6, 0.6, 0.6)
