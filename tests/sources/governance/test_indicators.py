"""Yearly values of indicators are read right, however offices lay them out, or refused with their row."""

from datetime import date

import pandas as pd
import pytest

from xc_gis.errors import InputError
from xc_gis.sources.governance.indicators import read_indicators
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.governance_tables import IndicatorsTable
from xc_gis.sources.study.named_files import StudyFiles
from xc_gis.standard.indicator_list import load_indicators

COMMUNITIES = pd.DataFrame(
    [("C1", "西社区", "甲街道"), ("C2", "东社区", "甲街道"), ("C3", "南社区", "乙街道")],
    columns=["community_id", "name", "subdistrict"],
)
PLAN = load_indicators("xicheng-plan-2021-2025")


def read(folder, text, **keys):
    (folder / "v.csv").write_text(text, encoding="utf-8")
    table = IndicatorsTable.model_validate({"list": PLAN.id, "table": {"path": "v.csv", "header_row": None, **keys}})
    notes = Notes("v.csv", "indicators.0")
    found, record = read_indicators(StudyFiles(folder, "study.toml"), table, PLAN, COMMUNITIES, date(2026, 6, 30), notes)
    return found.values.drop(columns=["origin", "stated"]).to_numpy().tolist(), record, notes


def test_a_row_for_each_value(tmp_path):
    text = (
        "序号,指标名称,分项,区域,年份,数值,数据来源\n"
        "7,社会工作专业服务机构,,全区,2023年,三十五家,民政局\n7,,,西城区,2024,37,民政局\n16,,平安街道,,二〇二四年,73.3%,政法委\n"
        "8,,,甲街道,2024,100,\n11,,,,2023,7.6分钟,\n10,,,西社区,2024,100,\n20,,,,2022,,\n"
    )
    values, record, notes = read(tmp_path, text)
    assert values == [
        [7, "", "district", "ALL", 2023, 35.0],
        [7, "", "district", "ALL", 2024, 37.0],
        [8, "", "subdistrict", "甲街道", 2024, 100.0],
        [10, "", "community", "C1", 2024, 100.0],
        [11, "", "district", "ALL", 2023, 7.6],
        [16, "平安街道", "district", "ALL", 2024, 73.3],
    ]
    assert (record.rows, record.used) == (7, 6)
    assert "1 个指标值没有填写，按没有数据处理（第 8 行）" in [str(one.text) for one in notes.findings]


def test_a_column_for_each_year_under_two_rows_of_headings(tmp_path):
    text = "2021—2023 年指标完成情况,,,\n指标,2021年,2022年,2023\n绿色出行比例,75%,76.5%,—\n社会工作专业人才总量,7000人,0.71,7200人\n"
    assert read(tmp_path, text)[0] == [
        [9, "", "district", "ALL", 2021, 0.7], [9, "", "district", "ALL", 2022, 0.71], [9, "", "district", "ALL", 2023, 0.72],
        [24, "", "district", "ALL", 2021, 75.0], [24, "", "district", "ALL", 2022, 76.5],
    ]  # fmt: skip


def test_shares_are_percent(tmp_path):
    assert read(tmp_path, "编号,年份,数值\n24,2022,0.765\n12,2022,0.9712\n")[0] == [
        [12, "", "district", "ALL", 2022, 97.12], [24, "", "district", "ALL", 2022, 76.5],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("24,绿色出行比例,,,2022,76\n12,,,,2022,0.97\n", "第 3 行的指标值 “0.97”"), ("25,,,,2022,1\n", "第 2 行：指标清单 xicheng-plan-2021-2025 中没有 “25”"),
        (",绿色出行比列,,,2022,1\n", "绿色出行比例"), ("24,群众安全感指数,,,2022,76\n", "第 2 行：编号 24 和名称"), ("24,,,,2022,76\n24,,,,2022,77\n", "2022 年有几个数（第 2、3 行）"),
        ("24,,,丙街道,2022,76\n", "第 2 行：没有街道或社区 “丙街道”"), ("24,,,海淀区,2022,76\n", "没有街道或社区 “海淀区”"), ("24,,,,近年,76\n", "第 2 行：“近年” 不是年份"),
        ("24,,,,2022,七成多\n", "第 2 行的指标值 “七成多” 不是百分数"), ("7,,,,2022,很多\n", "第 2 行：指标值 “很多” 不是数"), ("9,,,,2022,7200\n", "像是用了别的单位"),
        ("16,,,,2022,80\n", "指标 16 没有分项 “”"), ("24,,北,,2022,80\n", "这项指标不分项"), ("24,,,,2022,120\n", "不在 0 到 100% 之间"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_its_row(tmp_path, rows, words):
    with pytest.raises(InputError) as caught:
        read(tmp_path, "编号,指标,分项,区域,年份,数值\n" + rows, header_row=1)
    assert words in str(caught.value)


def test_years_in_columns_and_in_rows_at_once_are_refused(tmp_path):
    with pytest.raises(InputError, match="既有年份列（2021）"):
        read(tmp_path, "编号,年份,2021\n24,2022,76\n", header_row=1)


YEARS_BELOW = [
    "编号,年度,,,来源\n,2021,2022,2023,\n",
    ",年度,年度,年度,\n编号,2021,2022,2023,来源\n",
    "编号,年度,,,出处\n序号,2021年,2022年,2023年,来源\n",
]


@pytest.mark.parametrize("heading", YEARS_BELOW)
def test_years_in_a_second_row_of_headings_are_told_and_read_once_the_study_says_so(tmp_path, heading):
    text = heading + "24,75,76,77,统计局\n"
    with pytest.raises(InputError) as caught:
        read(tmp_path, text, header_row=1, header_rows=1)
    assert "v.csv 第 2 行像是第二行表头，不是数据" in caught.value.message
    assert "header_rows = 2" in caught.value.hint
    if "出处" not in heading:
        found = read(tmp_path, text, header_row=1, header_rows=2)[0]
        assert [row[4:] for row in found] == [[2021, 75.0], [2022, 76.0], [2023, 77.0]]


def test_a_row_is_named_once_for_all_its_columns(tmp_path):
    with pytest.raises(InputError) as caught:
        read(tmp_path, "编号,2021,2022,2023\n24,0.9,0.9,0.8\n12,90,91,92\n")
    assert "第 2 行的指标值 “0.9”" in caught.value.message
    assert "共 1 行" in caught.value.message
    with pytest.raises(InputError, match="有几个数（第 2 行）"):
        read(tmp_path, "编号,2021,2021年\n24,90,91\n")


def test_values_of_later_years_are_left_out_and_told_and_rough_ones_used_and_told(tmp_path):
    text = "编号,2024,2025,2026,2027,2035\n24,90%,0.95,约96%,,99%\n12,77%,78%左右,,80%,81%\n".replace("78%左右", "约78%")
    values, record, notes = read(tmp_path, text, header_row=1)
    assert [(row[0], row[4], row[5]) for row in values] == [
        (12, 2024, 77.0),
        (12, 2025, 78.0),
        (24, 2024, 90.0),
        (24, 2025, 95.0),
        (24, 2026, 96.0),
    ]
    assert record.used == 5
    told = [finding.text for finding in notes.findings]
    assert "3 个指标值的年份（2027、2035）晚于项目日期 2026-06-30，没有采用（第 2、3 行）" in told
    assert "2 个指标值是约数（如 “约78%”，第 2、3 行），按所写的数使用" in told


def test_a_year_out_of_all_sense_is_refused_with_its_row(tmp_path):
    assert len(read(tmp_path, "编号,年份,数值\n24,1996,76\n")[0]) == 1
    with pytest.raises(InputError, match="第 3 行：1950 年早得不合情理"):
        read(tmp_path, "编号,年份,数值\n24,2022,76\n24,1950,76\n")


def test_a_heading_that_says_percent_and_the_name_of_a_column_of_shares(tmp_path):
    with pytest.raises(InputError, match="列名 “数值（%）” 写的是百分数"):
        read(tmp_path, "编号,年份,数值（%）\n24,2022,0.76\n")
    told = [finding.text for finding in read(tmp_path, "编号,年份,完成值\n24,2021,75%\n24,2022,0.76\n")[2].findings]
    assert "列 “完成值” 中不带 % 的数都不大于 1，按 0 到 1 的比例读取（0.9 即 90%）" in told


def test_a_heading_of_a_year_that_says_percent_counts_too(tmp_path):
    with pytest.raises(InputError, match="写的是百分数"):
        read(tmp_path, "编号,2022年（%）,2023年（%）\n24,0.76,0.86\n")
    values, _, notes = read(tmp_path, "编号,2022年,2023年\n24,0.76,0.86\n")
    assert [row[-1] for row in values] == [76.0, 86.0]
    assert any("2022年" in str(one.text) for one in notes.findings)


@pytest.mark.parametrize(
    ("row", "words"),
    [("24,2022,76.5户,", "第 2 行"), ("7,2022,37人,", "第 2 行：指标值 “37人” 不是数（单位 家）"), ("24,2022,76.5,2022-13-45", "第 2 行：“2022-13-45” 不是日期")],
)  # fmt: skip
def test_another_unit_and_a_day_that_is_none_are_refused_with_the_row(tmp_path, row, words):
    with pytest.raises(InputError) as caught:
        read(tmp_path, f"编号,年份,数值,日期\n{row}\n")
    assert words in caught.value.message
