"""Sheets of services and voices: only where the run has them; hidden counts are words, unknown is hatched, neither is zero."""

from dataclasses import replace

import pytest

from tests.fixtures.sheet_rows import column
from tests.fixtures.voiced_run import voiced
from xc_gis.operations.export.workbook.voices import voice_sheets
from xc_gis.operations.export.workbook.workbook import head_of_book, sheets_of
from xc_gis.report.documents.workbook.book import write_book
from xc_gis.runs.map_page import read_map_page
from xc_gis.runs.view import read_run_view
from xc_gis.runs.voices import SatisfactionRow, Voices


@pytest.fixture(scope="module")
def sheets(voiced_run):
    run, voices = voiced(voiced_run)
    return {str(sheet.name): sheet for sheet in voice_sheets(run, voices)}


def test_a_run_without_them_has_no_such_sheets(finished_run):
    assert voice_sheets(read_run_view(finished_run), Voices()) == ()


def test_the_four_statistics_for_both_bases(sheets):
    sheet = sheets["服务调查"]
    assert len(sheet.rows) == 8
    assert column(sheet, "数值")[2] == pytest.approx(2 / 3, abs=1e-6)
    assert column(sheets["服务目录"], "不提供") == [0, 1, 0]


def test_hidden_counts_are_words_and_the_district_stands_below(sheets):
    sheet = sheets["热线"]
    rows = dict(zip(zip(column(sheet, "社区编号"), column(sheet, "类别"), strict=True), sheet.rows, strict=True))
    assert [row.is_sum for row in sheet.rows] == [False] * 6 + [True] * 3
    hidden = column(sheet, "件数")[list(rows).index(("C2", "医疗卫生"))]
    assert hidden == "不显示"
    assert column(sheet, "件数")[6] == 39
    assert column(sheet, "诉求压力（0–1）")[6] is None


def test_lists_are_those_of_the_run(sheets, voiced_run):
    _, voices = voiced(voiced_run)
    assert column(sheets["优先清单"], "序号") == [row.rank for row in voices.hotline.priorities]
    assert len(sheets["未诉先办"].rows) == len(voices.hotline.ahead)


def test_few_answers_are_hatched_and_very_few_not_shown(voiced_run):
    run, voices = voiced(voiced_run)
    hidden = SatisfactionRow("C2", "ALL", None, None, None, None, "suppressed")
    sheet = voice_sheets(run, replace(voices, satisfaction=(*voices.satisfaction, hidden)))[-1]
    assert column(sheet, "满意度") == [0.8, "<未知>", "不显示"]
    assert column(sheet, "说明") == ["", "有效问卷不足，只有区间", "问卷太少，不显示"]


def test_the_workbook_holds_them(voiced_run):
    run, _ = voiced(voiced_run)
    sheets = sheets_of(run, read_map_page(voiced_run))
    names = [str(sheet.name) for sheet in sheets]
    assert names[6:12] == ["服务调查", "服务目录", "热线", "优先清单", "未诉先办", "满意度"]
    assert names[12:16] == ["调查与可达", "服务调查汇总", "热线汇总", "满意度汇总"]
    assert names[16:20] == ["资源普查", "社区资源", "名录汇总", "便民服务名录"]
    assert write_book(head_of_book(run), sheets, "en")
