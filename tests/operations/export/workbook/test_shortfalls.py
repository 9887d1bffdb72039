"""短板清单: people not covered, most first, and suggestions that rest on the run."""

from dataclasses import replace

import pytest

from tests.fixtures.sheet_rows import CVS, MED, column, cover, named, run_with
from xc_gis.findings import Capped, LowCoverage, LowScore, LowSeniors
from xc_gis.languages.message import Name
from xc_gis.operations.export.workbook.shortfalls import holds_back, shortfalls_sheet, suggestion
from xc_gis.runs.view import read_run_view

CLINICS = replace(MED, types=(Name("卫生中心"), Name("卫生站")))


def test_most_people_first_and_equals_share_a_number(finished_run):
    run = run_with(
        finished_run,
        named(1, cover(gap=10.0), cover(CVS, gap=30.0)),
        named(2, cover(gap=30.0), cover(CVS, gap=0.0, unknown=5.0)),
        categories=(MED, CVS),
    )
    sheet = shortfalls_sheet(run)
    assert column(sheet, "序号") == [1, 1, 3]
    assert column(sheet, "未覆盖人数") == [30, 30, 10]
    assert column(sheet, "社区") == ["1社区", "2社区", "1社区"]
    assert "共 3 项" in sheet.notes[0]
    assert "另有 1 项" in sheet.notes[0]


def test_all_gaps_of_the_run_are_listed(finished_run):
    run = read_run_view(finished_run)
    assert sum(column(shortfalls_sheet(run), "未覆盖人数")) == sum(
        c["gap"] for c in run.manifest["counts"]["categories"].values()
    )


def test_what_is_beyond_the_search_is_said(finished_run):
    sheet = shortfalls_sheet(
        run_with(finished_run, named(1, cover(nearest=None, over_median=None, share=None, low=0.1, high=0.9)))
    )
    assert column(sheet, "超出分钟（中位）") == ["超出搜索范围"]
    assert column(sheet, "最近设施") == ["资料不全，不能确定"]
    assert column(sheet, "步行分钟") == [None]
    assert column(sheet, "覆盖率") == ["<未知 10.0–90.0%>"]


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ({"share": None, "unknown": 70.0}, "先核实：70 人未知，超过规定比例；核实后再定是否补设"),
        ({}, "补设或引入卫生中心、卫生站（任一种）"),
        ({"over_median": 2.0}, "多数只超出 2.0 分钟，先核对大门、过街等通行条件；补设或引入卫生中心、卫生站（任一种）"),
        ({"over_median": None, "unknown": 3.0}, "补设或引入卫生中心、卫生站（任一种）；另有 3 人未知，需核实"),
    ],
)  # fmt: skip
def test_suggestions_say_what_the_run_knows(figures, said):
    assert suggestion(cover(CLINICS, **figures)) == said


def test_without_types_nothing_is_invented():
    assert suggestion(cover(MED)).startswith("标准没有写明")
    assert suggestion(cover(replace(MED, types=(Name("卫生站"),)))) == "补设或引入卫生站"


@pytest.mark.parametrize(
    ("reason", "holds"),
    [
        (LowCoverage("MED", 0.5, 0.9, 5), True), (LowSeniors("MED", 0.5, 0.8), True), (Capped("V1", "none_covered", True, ("MED",), 1, None, 1), True),
        (LowCoverage("CVS", 0.5, 0.9, 5), False), (Capped("V1", "none_covered", True, ("CVS",), 1, None, 1), False), (LowScore(95.0), False),
    ],
)  # fmt: skip
def test_a_category_holds_back_where_a_reason_names_it(reason, holds):
    assert holds_back(named(1, reasons=(reason,)), MED) is holds
