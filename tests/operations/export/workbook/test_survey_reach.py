"""The sheet of the survey beside the map."""

from dataclasses import replace

from tests.fixtures.voiced_run import voiced
from xc_gis.operations.export.workbook.survey_reach import reach_sheets
from xc_gis.report.documents.workbook.records import Unknown


def test_what_asks_for_a_look_stands_first_and_what_is_not_clear_is_hatched(voiced_run):
    run, voices = voiced(voiced_run)
    one = voices.reach[0]
    mixed = replace(voices, reach=(replace(one, verdict="unknown"), replace(one, verdict="reached_not_provided", provided="no")))
    (sheet,) = reach_sheets(run, mixed)
    assert [row.values[3:7] for row in sheet.rows] == [
        ("201", "午餐", run.by_code["MED"].name, "不提供"),
        ("201", "午餐", run.by_code["MED"].name, "提供"),
    ]
    assert sheet.rows[0].values[-1] == "说不提供，走得到"
    assert isinstance(sheet.rows[1].values[-1], Unknown)
    assert all(len(row.values) == len(sheet.columns) for row in sheet.rows)


def test_without_links_there_is_none(voiced_run):
    run, voices = voiced(voiced_run)
    assert reach_sheets(run, replace(voices, reach=())) == ()
