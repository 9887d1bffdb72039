"""指标: the district by category, seniors apart where the standard asks, old and young."""

from dataclasses import replace

from tests.fixtures.sheet_rows import CVS, ELD, LEVELS, MED, column, cover, named, run_with
from xc_gis.operations.export.workbook.indicators import TARGET, indicators_sheet, old_or_young, target_of
from xc_gis.runs.view import read_run_view

CHILDREN = replace(CVS, code="CHI", population="age0_3")


def test_figures_of_the_district(finished_run):
    rows = (
        cover(share=0.9, covered=90.0, gap=10.0, senior_low=0.5, senior_high=0.5),
        cover(ELD),
        cover(CVS, share=None, covered=10.0, gap=10.0, unknown=80.0),
    )
    run = run_with(finished_run, named(1, *rows, residents={"residents_60plus": 20.0}), categories=(MED, ELD, CVS))
    sheet = indicators_sheet(run)
    assert column(sheet, "覆盖率") == [0.9, 0.6, "<未知 10.0–90.0%>"]
    assert column(sheet, "覆盖率上限") == [0.9, 0.6, 0.9]
    assert column(sheet, "60 岁以上覆盖率") == [0.5, 0.6, "—"]
    assert column(sheet, "覆盖率达到 90% 的社区") == [1, 0, 0]
    assert column(sheet, "未达到的社区") == [0, 1, 0]
    assert column(sheet, "未知的社区") == [0, 0, 1]
    assert sheet.charts[0].rows == (0, 2)


def test_counts_are_those_of_the_manifest(finished_run):
    run = read_run_view(finished_run)
    sheet = indicators_sheet(run)
    for head, name in (("人群人数", "residents"), ("已覆盖", "covered"), ("未覆盖", "gap"), ("未知", "unknown")):
        assert column(sheet, head) == [run.manifest["counts"]["categories"][c.code][name] for c in run.categories]


def test_seniors_of_unknown_number_are_unknown(finished_run):
    run = run_with(finished_run, named(1, cover(senior_low=0.5, senior_high=0.5), residents={"residents_60plus": None}))
    assert column(indicators_sheet(run), "60 岁以上下限") == ["<未知>"]


def test_a_category_for_nobody_does_not_apply(finished_run):
    nobody = cover(CHILDREN, residents=0.0, covered=0.0, gap=0.0, low=None, share=None, high=None, notes=("not_applicable",))
    sheet = indicators_sheet(run_with(finished_run, named(1, nobody), categories=(CHILDREN,)))
    assert column(sheet, "覆盖率") == ["不适用"]
    assert column(sheet, "未知的社区") == [0]


def test_old_and_young():
    assert [old_or_young(c) for c in (ELD, MED, CHILDREN, CVS)] == ["老", "老", "小", ""]


def test_the_goal_is_that_of_five_stars(finished_run):
    assert target_of(run_with(finished_run, named(1), levels={5: LEVELS[5] | {"mandatory_each_min": 0.8}})) == 0.8
    assert target_of(run_with(finished_run, named(1), levels={})) == TARGET
