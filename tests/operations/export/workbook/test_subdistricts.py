"""街道汇总: sums of subdistricts are the district's."""

from tests.fixtures.sheet_rows import column, cover, named, run_with
from xc_gis.operations.export.workbook.subdistricts import subdistricts_sheet
from xc_gis.runs.view import read_run_view


def test_streets_add_up_and_shares_are_weighted(finished_run):
    run = run_with(
        finished_run, named(1, cover(residents=900.0, covered=900.0, gap=0.0), residents={"residents": 900.0, "residents_60plus": 90.0}),
        named(2, subdistrict="乙街道", stars=None, status="insufficient", residents={"residents": 100.0, "residents_60plus": 10.0}),
        named(3, residents={"residents": 50.0, "residents_60plus": None}),
    )  # fmt: skip
    sheet = subdistricts_sheet(run)
    assert column(sheet, "街道") == ["乙街道", "甲街道", "全区合计"]
    assert [row.is_sum for row in sheet.rows] == [False, False, True]
    for head in ("社区数", "居民", "4 星及以上社区", "暂不评级社区"):
        first, second, whole = column(sheet, head)
        assert first + second == whole
    assert column(sheet, "60 岁以上") == [10, "<未知>", "<未知>"]
    assert column(sheet, "占社区比例")[:2] == ["<未知>", 1.0]
    assert column(sheet, "MED 医疗卫生") == [0.6, 960 / 1000, 1020 / 1100]


def test_the_district_is_what_the_run_counted(finished_run):
    run = read_run_view(finished_run)
    sheet = subdistricts_sheet(run)
    assert column(sheet, "居民")[-1] == run.manifest["counts"]["residents"]
    for category in run.categories:
        value = column(sheet, f"{category.code} {category.zh}")[-1]
        assert value == run.whole[category.code] if category.code in run.whole else str(value).startswith(("<未知", "不适用"))


def test_nobody_has_no_joint_share(finished_run):
    sheet = subdistricts_sheet(run_with(finished_run, named(1, joint_low=None, joint_high=None)))
    assert column(sheet, "一站式满足率下限") == ["<未知>", "<未知>"]
