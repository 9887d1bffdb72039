"""Sheets of targets: status, sign and source of each; unknown is hatched, never zero; indices with shared ranks."""

import pytest

from tests.fixtures.followed_run import followed
from tests.fixtures.sheet_rows import column
from xc_gis.operations.export.workbook.targets import index_sheet, short_words, target_sheets
from xc_gis.report.documents.workbook.records import Shown
from xc_gis.runs.targets import IndexRow, Targets


@pytest.fixture(scope="module")
def sheets(followed_run):
    return {str(sheet.name): sheet for sheet in target_sheets(*followed(followed_run[1]))}


def by(sheet, *heads):
    return list(zip(*(column(sheet, head) for head in heads), strict=True))


def test_a_run_that_follows_nothing_has_no_such_sheets(followed_run):
    assert target_sheets(followed(followed_run[1])[0], Targets()) == ()


def test_the_sheets_and_their_order(sheets):
    assert list(sheets) == ["指标达标", "街道指标", "指数", "指数各维度"]


def test_each_target_with_its_sign_its_status_and_its_source(sheets):
    rows = {
        (number, part): found
        for of, number, part, *found in by(
            sheets["指标达标"], "指标清单", "编号", "分项", "现值", "年份", "目标值", "状态", "来源"
        )
        if of.startswith("xicheng")
    }
    assert rows[11, ""] == [8, 2025, "< 8", "未完成", "填报"]
    assert rows[16, "平安社区"] == [89.9, 2025, "≥ 90", "未完成", "填报"]
    assert rows[16, "平安街道"] == [86.7, 2025, "≥ 80", "完成", "填报"]
    assert rows[13, ""] == ["<无数据>", None, "每年 ≥ 99", "<无数据>", ""]
    assert rows[8, ""] == ["<0–100>", 2026, "≥ 100", "<资料不足>", "计算"]
    assert rows[5, ""] == ["<至少 0>", 2026, "≥ 1.1", "<资料不足>", "计算"]


def test_what_is_behind_stands_out(sheets):
    values = [value for row in sheets["指标达标"].rows for value in row.values if isinstance(value, Shown) and value.weak]
    assert {str(value.value) for value in values} == {"未完成"}


def test_forecast_with_its_range_outlook_and_what_holds_back(sheets):
    rows = {
        number: found for number, *found in by(sheets["指标达标"], "编号", "预测（范围）", "展望", "未达到的区域") if number > 10
    }
    assert rows[24] == ["78（78–78）", "预计达到", ""]
    assert rows[11] == ["", "到期未达到", ""]
    assert rows[18] == ["", "到期未达到", "东社区"]


def test_subdistricts_and_communities_with_what_lacks(sheets):
    rows = {
        (number, community): found
        for number, community, *found in by(sheets["街道指标"], "编号", "社区", "街道", "现值", "状态", "还差")
    }
    assert rows[18, "东社区"] == ["甲街道", 38, "未完成", ""]
    assert rows[4, ""] == ["甲街道", 25.11, "未完成", "7,306 名居民"]


def index(area, value, rank):
    return IndexRow("l", "district" if area == "ALL" else "subdistrict", area, "ALL", value, value, value, 1.0, rank)


def test_equal_indices_share_a_rank_and_the_district_stands_below(followed_run):
    of = followed(followed_run[1])[1].lists[1]
    rows = [index("ALL", 70.0, 1), index("丙", None, 0), index("乙", 80.0, 1), index("甲", 80.0, 1), index("丁", 99.98, 3)]
    sheet = index_sheet(of, rows, 1)
    assert by(sheet, "街道", "名次", "指数") == [
        ("乙", 1, 80.0), ("甲", 1, 80.0), ("丁", 3, pytest.approx(99.9)), ("丙", "<未知>", "<未知>"), ("全区合计", "—", 70.0),
    ]  # fmt: skip
    assert [row.is_sum for row in sheet.rows] == [False] * 4 + [True]


def test_what_lacks_is_nothing_where_it_is_not_one_figure(followed_run):
    (row,) = [row for row in followed(followed_run[1])[1].rows if row.number == 11]
    assert short_words(row) == ""


def test_an_index_in_a_cell_is_the_tenth_itself(followed_run):
    of = followed(followed_run[1])[1].lists[1]
    rows = [index("ALL", 92.65, 1), index("甲", 94.43, 1), index("乙", 96.98, 2), index("丙", 80.88, 3)]
    found = by(index_sheet(of, rows, 1), "指数", "指数下限", "指数上限")
    assert found == [(94.4, 94.4, 94.5), (96.9, 96.9, 96.9), (80.8, 80.8, 80.9), (92.6, 92.6, 92.7)]  # no 94.39999999999999
