"""The office's table of measures is read right, or refused with its row; a person in it is refused and never cited."""

from datetime import date

import pytest

from xc_gis.errors import InputError
from xc_gis.languages.message import in_language
from xc_gis.model.ledger import Measure
from xc_gis.sources.governance.measures import read_measures
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.named_files import StudyFiles
from xc_gis.sources.study.tables import AreaTable

HEAD = "项目编号,项目名称,需求编号,责任单位,完成时限,预算,状态,方案\n"
KNOWN = {"C1-MED", "C2-MED", "C1-VEG"}


def read(folder, text):
    (folder / "m.csv").write_text(text, encoding="utf-8")
    table = AreaTable.model_validate("m.csv")
    return read_measures(StudyFiles(folder, "study.toml"), table, KNOWN.__contains__, Notes("m.csv", "ledger"))


def test_all_of_a_row(tmp_path):
    rows = "P1,增设卫生站,C1-MED;C2-MED,德胜街道办事处,2026-12-31,50万元,进行中,方案/一.toml\nP2,引进菜店,C1-VEG、C1-VEG,商务局,2026年9月,,,\n"
    assert read(tmp_path, HEAD + rows) == [
        Measure(
            "P1",
            "增设卫生站",
            ("C1-MED", "C2-MED"),
            "德胜街道办事处",
            date(2026, 12, 31),
            500_000.0,
            "running",
            "方案/一.toml",
            2,
        ),
        Measure("P2", "引进菜店", ("C1-VEG",), "商务局", date(2026, 9, 30), None, "planned", "", 3),
    ]


@pytest.mark.parametrize(
    ("cell", "yuan"),
    [("500000", 5e5), ("50万", 5e5), ("五十万元", 5e5), ("1.2万元", 1.2e4), ("0", 0.0), ('"1,200,000元"', 1.2e6)],
)
def test_budgets(tmp_path, cell, yuan):
    assert read(tmp_path, HEAD + f"P1,,C1-MED,街道办,,{cell},已完成,\n")[0].budget == yuan


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("P1,,C9-MED,街道办,,,,", "第 2 行：没有需求 “C9-MED”"), ("P1,,,街道办,,,,", "第 2 行没有需求编号"), (",,C1-MED,街道办,,,,", "第 2 行没有项目编号"),
        ("P1,,C1-MED,街道办,年底,,,", "第 2 行的完成时限 “年底” 不是日期"), ("P1,,C1-MED,街道办,2026-02-30,,,", "不是日期"), ("P1,,C1-MED,街道办,,若干,,", "第 2 行的预算 “若干” 不是不小于零的数"),
        ("P1,,C1-MED,街道办,,-5,,", "第 2 行的预算 “-5”"), ("P1,,C1-MED,街道办,,,快了,", "第 2 行的状态 “快了” 不认识"),
        ("P1,,C1-MED,街道办,,,,\nP1,,C1-VEG,街道办,,,,", "第 3 行：项目编号 P1 重复（另见第 2 行）"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_its_row(tmp_path, row, words):
    with pytest.raises(InputError) as caught:
        read(tmp_path, HEAD + row + "\n")
    assert words in caught.value.message
    assert in_language(caught.value.message, "en") != caught.value.message


@pytest.mark.parametrize(
    "owner",
    [
        "王建国",
        "李梅",
        "王建国主任 13812345678",
        "张先生",
        "联系人：赵六",
        "010-66012345",
        "民政局（王建国）",
        "王建国、李梅",
        "区商务局 黎明",
    ],
)
def test_a_person_is_refused_and_never_cited(tmp_path, owner):
    with pytest.raises(InputError, match="第 2 行的责任单位像是") as caught:
        read(tmp_path, HEAD + f"P1,,C1-MED,{owner},,,,\n")
    assert owner not in caught.value.message + caught.value.hint


@pytest.mark.parametrize(
    "owner", ["民政局", "德胜街道民生保障办", "高新办", "金融街街道", "社区书记", "区卫健委", "物业公司", "民政局、区商务局"]
)
def test_offices_and_roles_pass(tmp_path, owner):
    assert read(tmp_path, HEAD + f"P1,,C1-MED,{owner},,,,\n")[0].owner == owner


@pytest.mark.parametrize(
    "cells",
    ["C1-MED 13812345678,街道办,,,", "C1-MED,街道办,13812345678,,", "C1-MED,街道办,,电话13812345678,", "C1-MED,街道办,,,张先生"],
)
def test_no_refused_cell_is_cited_with_a_person_in_it(tmp_path, cells):
    with pytest.raises(InputError, match=r"像是(手机号|姓名)") as caught:
        read(tmp_path, HEAD + f"P1,,{cells},\n")
    assert not any(word in caught.value.message + caught.value.hint for word in ("13812345678", "张先生"))


def test_a_measure_may_be_named_after_the_house_at_which_it_stands(tmp_path):
    assert read(tmp_path, HEAD + "P1,西四北大街12号增设驿站,C1-MED,街道办,,,,\n")[0].title == "西四北大街12号增设驿站"
    with pytest.raises(InputError, match="名称像是手机号"):
        read(tmp_path, HEAD + "P1,驿站 13812345678,C1-MED,街道办,,,,\n")


def test_columns_that_cannot_be_done_without(tmp_path):
    with pytest.raises(InputError, match="缺少列 责任单位（owner）"):
        read(tmp_path, "项目编号,需求编号,状态\nP1,C1-MED,进行中\n")


def test_a_person_in_the_place_of_a_scenario_is_refused_and_not_cited(tmp_path):
    with pytest.raises(InputError, match="第 2 行的方案像是") as caught:
        read(tmp_path, HEAD + "P1,,C1-MED,民政局,,,,王建国13800138000\n")
    assert "王建国" not in f"{caught.value}{caught.value.hint}"


@pytest.mark.parametrize(
    ("word", "state"),
    [("未开始", "planned"), ("进行中", "running"), ("已完成", "done"), ("完成", "done"), ("已停止", "stopped"), ("取消", "stopped"), ("", "planned")],
)  # fmt: skip
def test_states_as_offices_and_our_own_tables_write_them(tmp_path, word, state):
    assert read(tmp_path, HEAD + f"P1,,C1-MED,街道办,,,{word},\n")[0].state == state


def test_a_state_nobody_knows_is_refused_with_those_that_our_own_tables_write(tmp_path):
    with pytest.raises(InputError) as caught:
        read(tmp_path, HEAD + "P1,,C1-MED,街道办,,,随便,\n")
    assert "第 2 行" in caught.value.message
    assert "未开始、进行中、已完成、已停止" in str(caught.value.hint)
