"""Findings on one file: rows in a sentence, and why nothing is left of a table."""

from xc_gis.languages.message import in_language
from xc_gis.sources.rows.notes import Notes, listed


def test_the_first_rows_are_named_and_more_are_hinted_at():
    assert listed([2, 3]) == "2、3"
    assert listed(range(2, 9)) == "2、3、4、5、6 等"
    assert in_language(listed([2, 3]), "en") == "2, 3"


def test_formulas_without_results_are_the_first_reason_for_no_rows():
    notes = Notes("a.csv", "residents")
    assert notes.why_no_rows("请检查文件") == "请检查文件"
    notes.add("rows", "warning", "合计行未作为数据", {"rows": 1})
    notes.add("columns", "info", "列")
    assert notes.why_no_rows("请检查文件") == "合计行未作为数据"
    notes.add("rows", "warning", "公式没有结果", {"formulas": 3})
    assert notes.why_no_rows("请检查文件") == "公式没有结果"
