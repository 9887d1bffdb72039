"""Sheets of resources and of the directory: only where the run has them; what was not surveyed is hatched, never zero."""

import pytest

from tests.fixtures.sheet_rows import column
from tests.fixtures.voiced_run import voiced
from xc_gis.operations.export.workbook.resources import resource_sheets
from xc_gis.runs.resources import Resources, read_resources


@pytest.fixture(scope="module")
def sheets(voiced_run):
    run, _ = voiced(voiced_run)
    return {str(sheet.name): sheet for sheet in resource_sheets(run, read_resources(run.folder, run.manifest))}


def by(sheet, *heads):
    return list(zip(*(column(sheet, head) for head in heads), strict=True))


def test_a_run_without_them_has_no_such_sheets(voiced_run):
    assert resource_sheets(voiced(voiced_run)[0], Resources()) == ()


def test_the_sheets_and_their_order(sheets):
    assert list(sheets) == ["资源普查", "社区资源", "名录汇总", "便民服务名录"]


def test_what_was_not_surveyed_is_unknown_and_what_was_found_none_is_zero(sheets):
    rows = {(name, kind): found for name, kind, *found in by(sheets["社区资源"], "社区", "资源种类", "数量", "每万人")}
    assert rows["西社区", "社区社会组织"][0] == 1
    assert rows["东社区", "社区社会组织"][0] == 12
    assert rows["东社区", "公共厕所"] == [0, 0]
    assert rows["东社区", "社区服务站"] == ["<没有调查>"] * 2


def test_the_district_stands_below_with_how_many_are_known(sheets):
    sheet = sheets["资源普查"]
    sums = [row.is_sum for row in sheet.rows]
    assert sums == sorted(sums)
    assert any(sums)
    rows = {(area, kind): found for area, kind, *found in by(sheet, "街道", "资源种类", "社区数", "其中已知", "数量")}
    assert rows["全区合计", "社区社会组织"] == [2, 2, 13]
    assert rows["全区合计", "社区服务站"] == [2, 1, 1]
    assert rows["全区合计", "品牌社会组织"] == [2, 0, "<没有调查>"]


def test_entries_of_the_directory_with_telephone_and_booking(sheets):
    rows = by(sheets["便民服务名录"], "名称", "社区", "电话", "网上预约")
    assert rows == [
        ("西站", "西社区", "=1+1", "可以"),
        ("东便利店", "东社区", "010-2", "不可以"),
        ("<b>x</b>", "东社区", "", "<未知>"),
    ]


def test_entries_by_kind(sheets):
    rows = by(sheets["名录汇总"], "街道", "小类", "家数", "可网上预约")
    assert rows[-2:] == [("全区合计", "卫生", 1, 1), ("全区合计", "店", 2, 0)]
