"""Rows of chosen areas alone: by id or by subdistrict, sums stay, charts point to what is left, and the sheet says so."""

from tests.fixtures.sheet_rows import column, named, run_with
from xc_gis.operations.export.workbook.chosen_rows import chosen_rows
from xc_gis.operations.export.workbook.communities import communities_sheet
from xc_gis.operations.export.workbook.emergency import emergency_sheets
from xc_gis.operations.export.workbook.indicators import indicators_sheet
from xc_gis.operations.export.workbook.star_spread import star_spread_sheet
from xc_gis.runs.emergency import EmergencyView, PlanView, RoleView


def test_rows_of_chosen_areas_with_sums_of_all(finished_run):
    run = run_with(finished_run, named(1), named(2, subdistrict="乙街道"), named(3))
    sheets = (communities_sheet(run), star_spread_sheet(run), indicators_sheet(run))
    assert chosen_rows(sheets, run, ()) == sheets
    towns, stars, whole = chosen_rows(sheets, run, ("甲街道",))
    assert len(towns.rows) == 2
    assert column(stars, "街道")[:2] == ["甲街道", "全区合计"]
    assert column(stars, "社区数")[:2] == [2, 3]
    assert [chart.rows for chart in stars.charts] == [(1, 1), (0, 0)]
    assert "甲街道" in str(towns.notes[-1])
    assert whole == sheets[2]
    (one,) = chosen_rows(sheets[:1], run, (run.communities[1].community_id,))
    assert column(one, "街道") == ["乙街道"]


def test_rows_of_levels_are_those_of_the_community_and_its_subdistrict(finished_run):
    run = run_with(finished_run, named(1), named(2), named(3, subdistrict="乙街道"))
    first, second = (c.community_id for c in run.communities[:2])
    places = [
        ("district", "ALL"),
        ("subdistrict", "甲街道"),
        ("subdistrict", "乙街道"),
        ("community", first),
        ("community", second),
        ("compound", "一号院"),
    ]
    plans = tuple(PlanView(level, area, "yes", "", "", 1.0, 1.0, 0.0, 0.0, (), None, None, None) for level, area in places)
    roles = tuple(RoleView(level, area, "书记", "") for level, area in places)
    for sheet in chosen_rows(emergency_sheets(run, EmergencyView(plans, roles)), run, (first,)):
        assert column(sheet, "层级") == ["全区", "街道", "社区"]
        assert column(sheet, "社区编号") == ["", "", first]
