"""Stated values are read right, or refused with their row."""

from datetime import date

import pandas as pd
import pytest

from xc_gis.errors import InputError
from xc_gis.languages.message import in_language
from xc_gis.sources.governance.typed_values import read_typed_values
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.governance_tables import ValuesOfAreasTable
from xc_gis.sources.study.named_files import StudyFiles
from xc_gis.standard.typed_values import TypedValue

COMMUNITIES = pd.DataFrame(
    [("C1", "西社区", "甲街道"), ("C2", "东社区", "甲街道"), ("C3", "南社区", "乙街道")], columns=["community_id", "name", "subdistrict"]
)  # fmt: skip
ASKED = {"joy": TypedValue(zh="居民满意度", en="satisfaction"), "room": TypedValue(zh="服务空间", unit="㎡/百户")}
HEAD = "区域,指标,数值,单位,来源,日期\n"


def read(folder, text, asked=ASKED, **keys):
    (folder / "v.csv").write_text(text, encoding="utf-8")
    notes = Notes("v.csv", "values")
    table = ValuesOfAreasTable.model_validate({"table": "v.csv", **keys})
    found, record = read_typed_values(StudyFiles(folder, "study.toml"), table, asked, COMMUNITIES, date(2026, 6, 30), notes)
    return found, record, notes


def values(folder, rows):
    found = read(folder, HEAD + rows)[0]
    return {(row.key, row.area): row.value for row in found.itertuples()}


@pytest.mark.parametrize("written", ["92", "92%", "92％", "九十二", "百分之九十二", "９２"])
def test_percent_is_read_however_it_is_written(tmp_path, written):
    assert values(tmp_path, f"西社区,居民满意度,{written},,,\n") == {("joy", "C1"): 92.0}


def test_shares_are_percent_where_the_column_says_so_throughout(tmp_path):
    assert values(tmp_path, "西社区,joy,0.92,,,\n东社区,joy,0.9,,,\n") == {("joy", "C1"): 92.0, ("joy", "C2"): 90.0}
    assert values(tmp_path, "西社区,joy,0.92,比例,,\n东社区,joy,88,%,,\n") == {("joy", "C1"): 92.0, ("joy", "C2"): 88.0}
    assert values(tmp_path, "西社区,joy,1,比例,,\n") == {("joy", "C1"): 100.0}
    assert values(tmp_path, "西社区,satisfaction,九成五,,,\n") == {("joy", "C1"): 95.0}


def test_areas_of_each_level_with_their_source_and_day(tmp_path):
    rows = "全区,居民满意度,80,%,第三方调查,2026-05-01\n甲街道,居民满意度,85,%,第三方调查,2026年5月\nC3,服务空间,二十八点五,平方米/百户,街道台账,\n"
    found, record, _ = read(tmp_path, HEAD + rows)
    assert found.to_numpy().tolist() == [
        ["joy", "district", "ALL", 80.0, "第三方调查", "2026-05-01"], ["joy", "subdistrict", "甲街道", 85.0, "第三方调查", "2026-05-01"],
        ["room", "community", "C3", 28.5, "街道台账", ""],
    ]  # fmt: skip
    assert (record.role, record.rows, record.used) == ("values", 3, 3)


def test_an_empty_cell_is_no_figure_and_zero_is_one(tmp_path):
    found, _, notes = read(tmp_path, HEAD + "西社区,服务空间,,,,\n东社区,服务空间,0,,,\n南社区,居民满意度,暂无,,,\n")
    assert found[["area", "value"]].to_numpy().tolist() == [["C2", 0.0]]
    assert "2 个填报数值为空，按未知处理（第 2、4 行）" in [finding.text for finding in notes.findings]


def test_of_several_days_the_newest_up_to_the_study_counts(tmp_path):
    rows = "西社区,joy,70,%,,2025-05-01\n西社区,joy,90,%,,2026-05-01\n西社区,joy,95,%,,2026-07-01\n"
    found, record, notes = read(tmp_path, HEAD + rows)
    assert found[["value", "stated"]].to_numpy().tolist() == [[90.0, "2026-05-01"]]
    assert record.used == 1
    assert "1 个填报数值晚于项目日期 2026-06-30，没有采用（第 4 行）" in [finding.text for finding in notes.findings]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("西社区,joy,92,,,\n东社区,joy,0.9,,,\n", "第 3 行的填报数值 “0.9” 看不出是百分数还是 0 到 1 的比例"),
        ("西社区,joy,92,,,\n西社区,居民满意度,93,,,\n", "C1 的 居民满意度 有几个数（第 2、3 行：92%、93%）"),
        ("西社区,joy,92,,,2026-05-01\n西社区,joy,93,,,\n", "C1 的 居民满意度 有几个数（第 2、3 行：92%、93%）"),
        ("西社区,joy,92,,,2026-05-01\n西社区,joy,92,,,2026/5/1\n", "第 2、3 行"),
        ("北社区,joy,92,,,\n", "第 2 行：没有街道或社区 “北社区”"),
        ("西社区,开心,92,,,\n", "第 2 行：本项目的评价标准没有填报数值 “开心”"),
        ("西社区,joy,很好,,,\n", "第 2 行的填报数值 “很好” 不是百分数"),
        ("西社区,joy,120,,,\n", "第 2 行的填报数值 “120” 不在 0 到 100% 之间"),
        ("西社区,joy,92,㎡,,\n", "第 2 行：单位 “㎡” 与标准不同（居民满意度 的单位是 %）"),
        ("西社区,joy,92,比例,,\n", "第 2 行：单位写的是比例（0 到 1），数值却是 “92”"),
        ("西社区,服务空间,-3,,,\n", "第 2 行：填报数值 “-3” 不是不小于零的数（单位 ㎡/百户）"),
        ("西社区,服务空间,若干,,,\n", "第 2 行：填报数值 “若干” 不是不小于零的数"),
        ("西社区,joy,92,,,去年\n", "第 2 行：“去年” 不是日期"),
    ],
)
def test_what_cannot_be_read_for_certain_is_refused_with_its_row(tmp_path, rows, words):
    with pytest.raises(InputError) as caught:
        read(tmp_path, HEAD + rows)
    assert words in caught.value.message
    assert in_language(caught.value.message, "en") != caught.value.message


def test_a_standard_that_asks_for_nothing_says_so(tmp_path):
    with pytest.raises(InputError) as caught:
        read(tmp_path, HEAD + "西社区,joy,92,,,\n", asked={})
    assert "请从项目中删去 [values]" in caught.value.hint


def test_two_figures_of_the_district_are_told_with_what_it_is_called(tmp_path):
    with pytest.raises(InputError) as caught:
        values(tmp_path, "全区,居民满意度,91,%,,2026-05-31\n全区,居民满意度,92,%,,2026-05-31\n")
    assert "全区 的 居民满意度 有几个数（第 2、3 行" in caught.value.message
    assert "the whole district" in str(in_language(caught.value.message, "en")).casefold()
