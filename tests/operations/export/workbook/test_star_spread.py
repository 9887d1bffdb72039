"""星级分布: counts by subdistrict, sums, shares of communities and of residents, charts over them."""

from tests.fixtures.sheet_rows import column, named, run_with
from xc_gis.operations.export.run_themes import stars_theme
from xc_gis.operations.export.spoken import saying
from xc_gis.operations.export.workbook.star_spread import star_spread_sheet
from xc_gis.report.themes import page_themes


def test_counts_and_shares(finished_run):
    run = run_with(
        finished_run, named(1, stars=5, residents={"residents": 300.0}), named(2, subdistrict="乙街道", provisional=True),
        named(3, stars=None, status="insufficient", provisional=True), named(4, status="range"),
    )  # fmt: skip
    sheet = star_spread_sheet(run)
    assert column(sheet, "街道") == ["乙街道", "甲街道", "全区合计", "占社区比例", "居民", "占居民比例"]
    assert column(sheet, "5 星") == [0, 1, 1, 0.25, 300, 0.5]
    assert column(sheet, "4 星") == [1, 1, 2, 0.5, 200, 0.333]
    assert column(sheet, "暂不评级") == [0, 1, 1, 0.25, 100, 0.167]
    assert column(sheet, "其中星级为区间")[:3] == [0, 1, 1]
    assert column(sheet, "其中暂评")[:3] == [1, 0, 1]


def test_charts_point_to_the_sums_and_to_the_subdistricts(finished_run):
    sheet = star_spread_sheet(run_with(finished_run, named(1), named(2, subdistrict="乙街道")))
    whole, each = sheet.charts
    assert (whole.rows, each.rows) == ((2, 2), (0, 1))
    assert [str(sheet.columns[n].head) for n in whole.columns] == ["5 星", "4 星", "3 星", "2 星", "1 星", "0 星", "暂不评级"]
    assert len(set(whole.fills)) == len(whole.columns)
    assert whole.fills[-1] == ""


def test_charts_have_the_colours_of_the_legends_of_maps(finished_run):
    run = run_with(finished_run, named(1))
    legend = tuple(row.colour for row in stars_theme(run, saying("zh")).rows)
    shown = tuple(one["shown"] for one in page_themes()["classes"]["stars"]["classes"])[::-1]
    assert [chart.fills[:-1] for chart in star_spread_sheet(run).charts] == [legend, legend]
    assert legend == shown


def test_residents_who_are_not_known_have_no_share(finished_run):
    sheet = star_spread_sheet(run_with(finished_run, named(1, residents={"residents": None})))
    assert column(sheet, "4 星")[-2:] == ["<未知>", "<未知>"]
