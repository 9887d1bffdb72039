"""A comparison as tables: an unknown figure is an empty cell, a community of one run has one line."""

import openpyxl
import pytest

from tests.fixtures.compared_runs import category_change, change, compared, comparison, stars
from xc_gis.errors import OutputError
from xc_gis.runs.compare.flows import Counts, Flow
from xc_gis.runs.compare.sheets import basis, categories, communities, details, write_comparison


def test_workbook_and_csv_hold_the_figures_and_leave_unknown_empty(altered, tmp_path):
    gone = {"covered": "", "gap": "", "unknown": ""}
    before = altered("a", rating={"C1": stars(2)}, coverage={("C2", "MED"): gone})
    found = compared(before, altered("b", rating={"C1": stars(3)}))
    book = openpyxl.load_workbook(write_comparison(found, tmp_path / "比较.xlsx"))
    assert book.sheetnames == ["说明", "社区", "类别", "明细"]
    rows = [[cell.value for cell in row] for row in book["明细"].iter_rows()]
    head = rows[0]
    mine = {(row[0], row[1]): dict(zip(head, row, strict=True)) for row in rows[1:]}
    assert mine["C1", "MED"]["变化"] == "升星"
    assert (mine["C1", "MED"]["缺口（前）"], mine["C1", "MED"]["缺口（后）"]) == (2320, 2320)
    assert (mine["C2", "MED"]["缺口（前）"], mine["C2", "MED"]["缺口（后）"], mine["C2", "MED"]["由覆盖转为缺口"]) == (
        None,
        4986,
        None,
    )
    stars_row = [cell.value for cell in book["社区"][2]]
    assert stars_row[:6] == ["C1", "西社区", "甲街道", "升星", "2 星", "3 星"]
    lines = write_comparison(found, tmp_path / "比较.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == len(rows)
    with pytest.raises(OutputError):
        write_comparison(found, tmp_path / "比较.doc")


def test_the_first_sheet_names_both_folders_and_says_the_head():
    rows = basis(comparison(differences=["标准不同"])).lines
    assert [row[1] for row in rows[:4]] == ["a", "b", "比较:a → b", "标准不同"]


def test_scores_of_a_run_without_the_community_are_empty():
    rows = communities(comparison(change("C1", 2, 3), change("C2", ..., 4))).lines
    assert rows[0] == ("C1", "C1社区", "甲街道", "升星", "2 星", "3 星", 2, 3)
    assert rows[1][3:] == ("只在后一次结果中", "—", "4 星", None, 4)


def test_a_category_has_its_sums_flows_and_what_is_in_neither():
    (row,) = categories(
        comparison(categories=[category_change(Counts(1, 2, 3), Counts(4, 5, 6), Flow(found_gap=3, others=6), left_out=7)])
    ).lines
    assert row == ("MED", "医疗", 1, 4, 2, 5, 3, 6, 0, 0, 3, 0, 0, 0, 6, 7)


def test_figures_that_one_run_lacks_are_empty_and_so_is_what_became_of_them():
    some, later = Counts(1, 2, 3), Counts(2, 1, 3)
    rows = details(comparison(change("C1", 2, 3, (some, later), (some, None)), change("C2", ..., 4))).lines
    assert [row[0] for row in rows] == ["C1", "C1", "C2"]
    assert rows[0][8:] == (1, 2, 2, 1, 3, 3, 1, 0, 0, 0, 0, 0, 0)
    assert rows[1][8:] == (1, None, 2, None, 3, None, *(None,) * 7)
    assert rows[2][1] == rows[2][4] == ""
    assert rows[2][8:] == (None,) * 13
    assert {len(row) for row in rows} == {len(details(comparison()).heads)}
