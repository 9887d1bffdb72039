"""A sheet as it is read: figures with formats, unknown hatched, sums outside of the filter, text never a formula."""

import io
from dataclasses import replace

import openpyxl
import pytest

from tests.report.documents.workbook.sheets import ACROSS, CHART, HEAD, sheet
from xc_gis.report.documents.workbook.book import write_book
from xc_gis.report.documents.workbook.records import Kind


def read(content, lang="zh"):
    return openpyxl.load_workbook(io.BytesIO(write_book(HEAD, [content], lang))).worksheets[0]


@pytest.fixture(scope="module")
def page():
    return read(sheet())


def test_top_says_what_it_is(page):
    assert [page.cell(row, 1).value for row in range(1, 5)] == [
        "表一的标题", "研究 & 区    示例数据（虚构）", "数据日期：2026-06-30    评价标准：标准（ykz 1.0）    结果编号：0123456789ab    仅供内部工作使用",
        "怎样读这张表。",
    ]  # fmt: skip
    assert [cell.value for cell in page[5]] == ["社区", "人数", "比例", "星级", "说明"]
    assert page.freeze_panes == "B6"


def test_a_sheet_of_another_standard_names_it_above_and_on_paper():
    other = read(replace(sheet(), rated_by=("另一个", "other 2")))
    assert "评价标准：另一个（other 2）" in other.cell(3, 1).value
    assert "other 2" in other.oddFooter.left.text
    assert "ykz" not in other.oddFooter.left.text


def test_figures_have_their_formats_and_shares_are_cut(page):
    name, people, share, stars, _ = page[6]
    assert (name.value, name.data_type) == ("=甲", "s")
    assert (people.value, people.number_format) == (1200, "#,##0")
    assert (share.value, share.number_format) == (0.938, Kind.SHARE.value)
    assert (stars.value, stars.number_format) == (5, "0")
    assert page[9][2].number_format == "0.0"


def test_unknown_is_hatched_and_zero_is_a_number(page):
    for cell in page[7][1:4]:
        assert cell.fill.patternType == "lightUp"
        assert "未知" in cell.value or "暂不" in cell.value
    assert [cell.value for cell in page[8][1:4]] == [0, 0, 0]
    assert {cell.fill.patternType for cell in page[8][1:4]} <= {None, "solid"}
    assert page[8][4].font.bold


def test_sums_stand_outside_of_the_filter(page):
    assert page.auto_filter.ref == "A5:E8"
    assert page[9][0].font.bold
    assert page[9][0].border.top.style == "medium"


def test_long_texts_get_the_height_they_need(page):
    assert page.row_dimensions[6].height > page.row_dimensions[8].height


def test_a_table_without_rows_can_be_written():
    page = read(sheet(rows=()))
    assert page.auto_filter.ref == "A5:E6"


def test_charts_stand_below_and_begin_a_page():
    page = read(sheet(charts=(ACROSS, CHART)))
    assert len(page._charts) == 2
    tops = [chart.anchor._from.row for chart in page._charts]
    assert tops[0] >= 10
    assert tops[1] > tops[0]
    assert [b.id for b in page.row_breaks.brk] == [tops[0]]
    assert read(sheet()).row_breaks.brk == []


def test_same_sheets_give_the_same_bytes():
    assert write_book(HEAD, [sheet(charts=(CHART,))], "en") == write_book(HEAD, [sheet(charts=(CHART,))], "en")


def test_mark_is_said_once():
    from dataclasses import replace

    content = write_book(replace(HEAD, study="研究 · 示例数据（虚构）"), [sheet()], "zh")
    assert openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]["A2"].value == "研究 · 示例数据（虚构）"
    plain = write_book(replace(HEAD, mark="", day=None), [sheet()], "en")
    page = openpyxl.load_workbook(io.BytesIO(plain)).worksheets[0]
    assert page["A2"].value == "研究 & 区"
    assert page["A3"].value.startswith("Data of —")
