"""Which answer means closed follows from the heading; a column that does not say is not used, and told."""

import pandas as pd
import pytest

from xc_gis.sources.facilities.yes_no import _core, is_ticks, status_of_ticks
from xc_gis.sources.rows.cells import ROW
from xc_gis.sources.rows.notes import Notes


def ticked(headings=None, **columns):
    frame = pd.DataFrame(columns, dtype=object)
    frame[ROW] = range(2, len(frame) + 2)
    notes = Notes("表.csv", "facilities.0")
    found = status_of_ticks(frame, headings or {}, notes)
    return found.status.tolist(), found.evidence.tolist(), [(f.topic, f.level, str(f.text)) for f in notes.findings]


@pytest.mark.parametrize(
    ("heading", "core"),
    [
        ("是否营业", "营业"),
        ("目前是否正常营业", "正常营业"),
        ("营业状态", "营业"),
        ("是否拆除(是/否)", "拆除"),
        ("Is_Open", "is_open"),
        ("在用*", "在用"),
        ("状态", "状态"),
        ("已撤销", "撤销"),
        ("营业与否", "营业"),
    ],
)
def test_the_core_of_a_heading_is_what_it_asks_for(heading, core):
    assert _core(heading) == core


@pytest.mark.parametrize(
    ("heading", "cells", "status"),
    [
        ("是否营业", ["是", "否"], ["open", "closed"]),
        ("是否撤销", ["是", "否"], ["closed", "open"]),
        ("是否建成", ["是", "否"], ["open", "planned"]),
    ],
)
def test_a_tick_is_told_with_its_heading_and_row(heading, cells, status):
    found, why, told = ticked(**{heading: cells})
    assert found == status
    assert why == [f"{heading} = {cell}" for cell in cells]
    row = 2 if status[0] != "open" else 3
    assert told == [("rows", "warning", f"按列 “{heading}”,1 行不算开放(第 {row} 行)")]


def test_where_columns_disagree_closed_stands_then_planned_then_what_nobody_knows():
    columns = {
        "是否营业": ["是", "是", "是", "看情况"],
        "是否建成": ["是", "否", "否", "是"],
        "是否撤销": ["否", "否", "是", "否"],
    }
    assert ticked(**columns)[0] == ["open", "planned", "closed", "?"]
    assert ticked(**dict(reversed(columns.items())))[0] == ["open", "planned", "closed", "?"]


def test_a_blank_beside_ticks_alone_means_the_other_answer_only_where_that_is_harmless():
    assert ticked(在用=["√", ""])[0] == ["open", "?"]
    assert ticked(是否撤销=["√", ""])[0] == ["closed", "open"]
    assert ticked(是否撤销=["是", "", "否"])[0] == ["closed", "", "open"]
    assert ticked(在用=["√", ""])[1][1] == "在用 = 空"


def test_a_column_where_all_are_open_is_told_as_well():
    assert ticked(是否营业=["是", "是"])[2] == [("columns", "info", "列 “是否营业” 说明全部设施开放")]


def test_what_cannot_be_decided_is_told_with_its_row():
    assert ticked(是否营业=["是", "看情况"])[2] == [("rows", "warning", "列 “是否营业” 有 1 行看不出是否开放(第 3 行),没有使用")]


def test_zero_and_one_under_a_plain_state_are_not_used_and_the_words_named():
    found, _, told = ticked(状态=["1", "0", "1"])
    assert found == ["", "", ""]
    assert told == [("columns", "warning", "列 “状态” 只写了 1、0,看不出哪个表示营业,没有使用:全部设施按营业计")]


def test_a_heading_that_asks_and_gets_no_answer_is_told():
    assert "写的不是“是/否”(如 “周一”)" in ticked(是否营业=["", "周一"])[2][0][2]
    assert ticked(营业=["", "周一"])[2] == []


@pytest.mark.parametrize(
    ("heading", "cells", "found"),
    [
        ("是否营业", ["是", ""], True),
        ("营业状态", ["营业", "停业"], False),
        ("无障碍", ["是", "否"], False),
        ("状态", ["1", "0"], False),
    ],
)
def test_whether_the_cells_are_ticks_and_no_words(heading, cells, found):
    assert is_ticks(pd.Series(cells), heading) is found
