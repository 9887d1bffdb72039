"""五星候选: a column for each gate, what is short in words, the nearest first."""

from tests.fixtures.sheet_rows import column, cover, named, run_with
from tests.operations.export.workbook.test_five_stars import BEST, GOOD
from xc_gis.operations.export.workbook.candidates import candidates_sheet, conclusion


def test_gates_are_words_and_what_is_short_is_said(finished_run):
    run = run_with(
        finished_run, named(1, cover(**GOOD | {"low": 0.5, "high": 0.5}), **BEST | {"joint_low": 0.7}), named(2, cover(**GOOD), **BEST),
        named(3, cover(**GOOD), **BEST | {"stars": 5, "stars_low": 5, "stars_high": 5}), named(4, stars=2, stars_high=2),
    )  # fmt: skip
    sheet = candidates_sheet(run)
    assert column(sheet, "社区") == ["3社区", "2社区", "1社区"]
    assert column(sheet, "必备类别各 ≥ 90%") == ["通过", "通过", "未通过"]
    assert column(sheet, "一站式满足率 ≥ 80%") == ["通过", "通过", "<未知>"]
    assert column(sheet, "结论") == ["已达 5 星", "各项通过", "1 项未通过，1 项待核实"]
    assert column(sheet, "不足与待核实之处")[2] == "必备类别各 ≥ 90%：医疗卫生 50.0%；一站式满足率 ≥ 80%：70.0–80.0%"
    assert "共 3 个（确定已达 5 星 1 个）" in sheet.notes[0]


def test_conclusions():
    assert conclusion(named(1), 0, 2) == "2 项待核实"
    assert conclusion(named(1), 3, 0) == "3 项未通过"
