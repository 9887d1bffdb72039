"""Sheets of subdistricts: as the tables of the run, the district last; hidden sums are words."""

from dataclasses import replace

from tests.fixtures.sheet_rows import column
from tests.fixtures.voiced_run import voiced
from xc_gis.operations.export.workbook.voice_areas import voice_area_sheets
from xc_gis.runs.voice_areas import SatisfactionArea, VoiceAreas, read_voice_areas


def sheets_of(run, areas):
    return {str(sheet.name): sheet for sheet in voice_area_sheets(run, areas)}


def test_a_run_without_them_has_no_such_sheets(voiced_run):
    assert voice_area_sheets(voiced(voiced_run)[0], VoiceAreas()) == ()


def test_the_district_is_last_and_agrees_with_its_own_sheets(voiced_run):
    run, voices = voiced(voiced_run)
    sheets = sheets_of(run, read_voice_areas(run.folder, run.manifest))
    assert list(sheets) == ["服务调查汇总", "热线汇总", "满意度汇总"]
    for sheet in sheets.values():
        sums = [row.is_sum for row in sheet.rows]
        assert sums == sorted(sums)
        assert set(column(sheet, "街道")) >= {"全区合计"}
    survey = sheets["服务调查汇总"]
    assert [row.values[5] for row in survey.rows if row.is_sum] == [one.value for one in voices.survey.statistics]
    hotline = sheets["热线汇总"]
    whole = {
        kind: count
        for area, kind, count in zip(*(column(hotline, head) for head in ("街道", "类别", "件数")), strict=True)
        if area == "全区合计"
    }
    assert whole["全部诉求"] == 39
    assert whole["医疗卫生"] == 14


def test_hidden_sums_are_words_and_unknown_is_hatched(voiced_run):
    run, _ = voiced(voiced_run)
    found = read_voice_areas(run.folder, run.manifest)
    hidden = replace(found.hotline[0], tickets=None, per_10k=None, is_hidden=True)
    few = SatisfactionArea("甲街道", "ALL", 1, 2, 12, 0.5, None, 0.9, "small_n")
    none = replace(few, area="乙街道", n=None, low=None, high=None, note="suppressed")
    sheets = sheets_of(run, VoiceAreas(hotline=(hidden,), satisfaction=(few, none)))
    assert column(sheets["热线汇总"], "件数") == ["不显示"]
    assert column(sheets["满意度汇总"], "满意度") == ["<未知>", "不显示"]
    assert column(sheets["满意度汇总"], "未计入的社区") == [2, 2]
