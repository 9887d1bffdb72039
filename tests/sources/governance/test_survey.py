"""The survey of the service catalogue is read right, or refused with file and row."""

import openpyxl
import pandas as pd
import pytest

from xc_gis.errors import InputError
from xc_gis.sources.governance.survey import read_survey, survey_notes
from xc_gis.sources.study.governance_tables import SurveyTable
from xc_gis.sources.study.named_files import StudyFiles

COMMUNITIES = pd.DataFrame(
    [("C1", "西社区", "甲街道"), ("C2", "东社区", "甲街道")], columns=["community_id", "name", "subdistrict"]
)
ITEMS = "编号,大类,项,小项\n101,就业,求职,登记\n102,就业,求职,推荐\n201,养老,助餐,午餐\n"


def read(folder, survey, items=ITEMS, name="survey.csv", **keys):
    (folder / "items.csv").write_text(items, encoding="utf-8")
    if isinstance(survey, str):
        (folder / name).write_text(survey, encoding="utf-8")
    table = SurveyTable.model_validate({"items": "items.csv", "table": name, **keys})
    items_notes, notes = survey_notes(table)
    return *read_survey(StudyFiles(folder, "study.toml"), table, COMMUNITIES, items_notes, notes), notes


def test_answers_come_sorted_and_empty_ones_are_unknown(tmp_path):
    text = "社区,小项,是否提供,满意度,调查人\n东社区,登记,有,90,张三\n西社区,推荐,无,,\n西社区,登记,√,85,\n西社区,午餐,,,\n东社区,午餐,不清楚,,\n"
    survey, records, notes = read(tmp_path, text)
    assert survey.answers.fillna(-1).to_numpy().tolist() == [
        ["C1", "101", "yes", 0.85], ["C1", "102", "no", -1.0], ["C1", "201", "unknown", -1.0], ["C2", "101", "yes", 0.9], ["C2", "201", "unknown", -1.0],
    ]  # fmt: skip
    assert [(r.role, r.rows, r.used) for r in records] == [("survey_items", 3, 3), ("survey", 5, 5)]
    assert any("按不清楚处理，不算“否”" in f.text for f in notes.findings)
    assert "张三" not in "".join(f.text for f in notes.findings)


def test_satisfaction_with_what_is_not_provided_is_said_and_not_used(tmp_path):
    survey, _, notes = read(tmp_path, "community_id,subitem_code,provided,satisfaction\nC1,101,否,90\nC1,102,是,80\n")
    assert survey.answers["satisfaction"].isna().tolist() == [True, False]
    assert any("没有提供却填了满意度（第 2 行）" in f.text for f in notes.findings)


def test_two_heading_rows_merged_cells_and_a_sum_are_read(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["服务落实情况调查表"], ["社区", "小项编号", "调查结果", None], [None, None, "是否提供", "满意度(%)"], ["西社区", 101, "是", 95], [None, 102, "是", 0], ["东社区", 101, "否", None],
        ["合计", None, None, None],
    ):  # fmt: skip
        sheet.append(row)
    for cells in ("A1:D1", "C2:D2", "A2:A3", "B2:B3", "A4:A5"):
        sheet.merge_cells(cells)
    book.save(tmp_path / "survey.xlsx")
    survey, _, _ = read(tmp_path, book, name="survey.xlsx")
    assert survey.answers.fillna(-1).to_numpy().tolist() == [
        ["C1", "101", "yes", 0.95],
        ["C1", "102", "yes", 0.0],
        ["C2", "101", "no", -1.0],
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("community_id,code,provided\nC1,101,是\nC9,101,是\n", "survey.csv 第 3 行:没有社区 “C9”"), ("community_id,code,provided\nC1,101,是\nC1,999,是\n", "survey.csv 第 3 行:目录中没有小项 “999”"),
        ("community_id,code,provided\nC1,101,是\nC2,101,是\nC1,101,否\n", "社区 C1 的小项 101 有几行（第 2、4 行）"), ("community_id,code,provided\nC1,101,也许\n", "第 2 行:看不出是否提供（“也许”"),
        ("community_id,code\nC1,101\n", "缺少列 是否提供（provided）"), ("community_id,provided\nC1,是\n", "缺少列 小项（subitem）"), ("社区,登记,推荐,午餐\n西社区,是,否,是\n", "survey.csv 是每个小项占一列（登记、推荐 等 3 列）"), ("社区,code,provided\n西社区,101,是\n,102,是\n", "第 3 行没有社区"),
        ("community_id,code,provided,满意度\nC1,101,是,90\nC1,102,是,0.9\n", "第 3 行的满意度 “0.9”"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_file_and_row(tmp_path, text, words):
    with pytest.raises(InputError) as caught:
        read(tmp_path, text)
    assert words in caught.value.message


@pytest.mark.parametrize(
    ("items", "words"),
    [
        ("大类,项,小项\n就业,求职,登记\n,求职,推荐\n", "items.csv 第 3 行没有 大类（division）"), ("大类,项,小项\n就业,求职,登记\n养老,助餐,登记\n", "items.csv 的小项 “登记” 重复（第 2、3 行）"), ("大类,小项\n就业,登记\n", "缺少列 项（item）"),
        ("编号,大类,项,小项\n,就业,求职,登记\n", "items.csv 第 2 行没有小项编号"),
    ],
)  # fmt: skip
def test_a_catalogue_with_holes_is_told_with_its_row(tmp_path, items, words):
    with pytest.raises(InputError) as caught:
        read(tmp_path, "community_id,code,provided\nC1,101,是\n", items)
    assert words in caught.value.message
