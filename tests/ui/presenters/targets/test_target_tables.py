"""Cells of targets: a figure with its unit, the range that is known hatched, no data never 0."""

from dataclasses import replace

from tests.fixtures.followed_run import followed
from xc_gis.ui.presenters.targets.target_tables import areas_table, short_amount, status_cell, value_cell
from xc_gis.ui.presenters.voices.cells import BAD, PLAIN, UNKNOWN


def row_of(followed_run, **changed):
    _, targets = followed(followed_run[1])
    return replace(next(row for row in targets.rows if row.number == 18 and row.area == "C1"), **changed)


def test_a_range_is_hatched_and_not_a_figure(followed_run):
    cell = value_cell(row_of(followed_run, value=None, low=3.0, high=7.0, status="unknown"))
    assert (cell.text, cell.kind, cell.value) == ("3–7 %", UNKNOWN, "3–7")
    assert value_cell(row_of(followed_run, value=None, low=None, high=None)).text == "无数据"
    assert value_cell(row_of(followed_run, value=0.0)).text == "0 %"


def test_a_figure_just_below_its_target_does_not_read_as_met(followed_run):
    assert value_cell(row_of(followed_run, value=89.999)).text == "89.99 %"


def test_only_what_is_behind_is_bad_news(followed_run):
    kinds = [status_cell(row_of(followed_run, status=status)).kind for status in ("done", "behind", "unknown", "no_data", "")]
    assert kinds == [PLAIN, BAD, UNKNOWN, UNKNOWN, PLAIN]


def test_rows_of_areas_say_where_they_are(followed_run):
    run, targets = followed(followed_run[1])
    rows = [replace(row_of(followed_run), level="subdistrict", area="甲街道"), row_of(followed_run)]
    table = areas_table(run, targets.lists[0], rows)
    assert [[cell.text for cell in row.cells][:2] for row in table.rows] == [["甲街道", ""], ["甲街道", "西社区"]]
    assert [row.subdistrict for row in table.rows] == ["甲街道", "甲街道"]


def test_amounts_are_never_less_than_they_are(followed_run):
    _, targets = followed(followed_run[1])
    assert short_amount(replace(targets.shortfalls[0], short=0.2)) == "1 人走不到"
