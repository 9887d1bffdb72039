"""On paper: A4 across, headings repeated, pages numbered, and no order hidden in a name."""

import io
from dataclasses import replace

import openpyxl
import pytest

from tests.report.documents.workbook.sheets import CHART, HEAD, sheet
from xc_gis.languages.message import in_language
from xc_gis.report.documents.workbook.book import write_book
from xc_gis.report.documents.workbook.print_setup import LEAST_SCALE, MOST_SCALE, page_height_px, scale_of, width_px
from xc_gis.wording.bases import SENTENCES, base_sentence


def read(content):
    return openpyxl.load_workbook(io.BytesIO(write_book(HEAD, [content], "zh"))).worksheets[0]


def test_pages_bear_their_origin_and_number():
    page = read(sheet())
    assert (page.page_setup.orientation, int(page.page_setup.paperSize)) == ("landscape", 9)
    assert page.print_title_rows == "$5:$5"
    assert page.oddFooter.center.text == "第 &P 页，共 &N 页"
    assert "ykz 1.0" in page.oddFooter.left.text
    assert page.oddFooter.right.text == "结果编号 0123456789ab"
    assert page.oddHeader.left.text == "研究 && 区"
    assert page.oddHeader.center.text == "表一的标题"
    assert page.oddHeader.right.text == "示例数据（虚构）"


@pytest.mark.parametrize(("across", "columns"), [(1, None), (2, "$A:$B")])
def test_wide_tables_repeat_their_first_columns(across, columns):
    page = read(sheet(pages_across=across, frozen=2))
    assert page.page_setup.fitToWidth in {across, None if across == 1 else across, str(across)}
    assert page.page_setup.fitToHeight == 0
    assert page.print_title_cols == columns


def test_a_sheet_with_charts_has_a_scale_for_its_breaks():
    content = sheet(charts=(CHART,))
    assert int(read(content).page_setup.scale) == scale_of(content) == MOST_SCALE


def test_scale_follows_the_width():
    wide = sheet()
    wide = type(wide)(wide.name, wide.title, wide.notes, wide.columns * 6, ())
    assert LEAST_SCALE <= scale_of(wide) < MOST_SCALE
    assert width_px(wide) > width_px(sheet())
    assert page_height_px(wide) > page_height_px(sheet())
    widest = type(wide)(wide.name, wide.title, wide.notes, wide.columns * 60, ())
    assert scale_of(widest) == LEAST_SCALE


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("base", SENTENCES)
def test_whom_the_figures_count_stands_whole_on_every_page(base, lang):
    head = replace(HEAD, base=base_sentence(base))
    page = openpyxl.load_workbook(io.BytesIO(write_book(head, [sheet()], lang))).worksheets[0]
    assert page.oddFooter.center.text.endswith(str(in_language(base_sentence(base), lang)))
    assert page.oddFooter.right.text.endswith("0123456789ab")
