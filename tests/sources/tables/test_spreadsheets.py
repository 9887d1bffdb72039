"""Workbooks as rows of text: which sheet is meant, merged cells, formulas without result; nothing is run."""

import openpyxl
import pytest

from xc_gis.errors import InputError
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.tables.spreadsheets import _filled, read_sheet_rows, sheet_names


def book(path, **sheets):
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name.removeprefix("hidden_"))
        for row in rows:
            sheet.append(row)
        if name.startswith("hidden_"):
            sheet.sheet_state = "hidden"
    made.save(path)
    return path


def read(path, sheet=None, *, may_choose=True):
    notes = Notes("a.xlsx", "facilities.0")
    return read_sheet_rows(path, notes, sheet=sheet, is_zip=True, may_choose=may_choose), [
        (f.topic, f.level, str(f.text)) for f in notes.findings
    ]


TABLE = [["名称", "地址"], *[[f"店{n}", f"{n}号"] for n in range(9)]]


def test_values_are_texts_at_their_place(tmp_path):
    rows, told = read(book(tmp_path / "a.xlsx", 表=[[None, None], [None, "名称", 5, 5.5, True]]))
    assert rows[1][1:4] == ["名称", "5", "5.5"]
    assert told == []


def test_the_sheet_with_by_far_the_most_rows_is_read_and_told(tmp_path):
    rows, told = read(book(tmp_path / "a.xlsx", 说明=[["x", "y"]] * 5, 数据=TABLE))
    assert rows[0] == ["名称", "地址"]
    assert told == [("columns", "info", "有 2 个工作表:说明(5 行)、数据(10 行);读取的是 “数据”")]


@pytest.mark.parametrize(
    ("sheets", "may_choose"),
    [
        ({"甲": [["x", "y"]] * 6, "乙": TABLE}, True),
        ({"甲": [["x", "y"]], "乙": TABLE}, False),
        ({"甲": [["x"]], "乙": [["y"]]}, True),
    ],
)
def test_a_rival_no_table_at_all_or_nobody_who_listens_leave_the_choice_to_the_user(tmp_path, sheets, may_choose):
    with pytest.raises(InputError, match=r"a\.xlsx 有 2 个工作表:.*看不出该读哪一个") as caught:
        read(book(tmp_path / "a.xlsx", **sheets), may_choose=may_choose)
    assert set(caught.value.repairs[0]) == {"sheet"}


def test_a_named_sheet_is_read_also_a_hidden_one_which_is_told(tmp_path):
    path = book(tmp_path / "a.xlsx", 甲=TABLE, hidden_乙=[["x", "y"]] * 3)
    rows, told = read(path, "乙")
    assert rows == [["x", "y"]] * 3
    assert told == [("columns", "warning", "读取的工作表 “乙” 是隐藏的(3 行)")]
    with pytest.raises(InputError, match="没有工作表 “丙”") as caught:
        read(path, "丙")
    assert "甲、乙" in caught.value.message
    assert sheet_names(path, "a.xlsx") == ("甲", "乙")


def test_hidden_sheets_of_data_make_the_choice_a_warning(tmp_path):
    told = read(book(tmp_path / "a.xlsx", 甲=TABLE, hidden_乙=TABLE))[1]
    assert [(topic, level) for topic, level, text in told if "读取的是" in text] == [("columns", "warning")]


def test_words_of_cells_merged_downwards_stand_in_each_row_and_numbers_in_the_first():
    rows = [["街道", "人数"], ["甲", "100"], ["", ""], ["x"], ["y"]]
    sheet = _filled(
        "s", rows, [((1, 0), (3, 0)), ((1, 1), (2, 1)), ((0, 0), (0, 1)), ((4, 0), (9, 0)), ((7, 0), (8, 0))], hidden=False
    )
    assert [row[0] for row in sheet.rows] == ["街道", "甲", "甲", "甲", "y"]
    assert (sheet.filled, sheet.unfilled) == ((3, 4), (3,))
    assert sheet.rows[2][1] == ""


def test_a_formula_without_result_is_told(tmp_path):
    told = read(book(tmp_path / "a.xlsx", 表=[["a", "b"], ["x", "=1+1"], ["y", "=2+2"]]))[1]
    assert [(topic, level) for topic, level, text in told if "2 个公式没有保存计算结果" in text] == [("rows", "warning")]


def test_what_is_no_workbook_is_told(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04")
    with pytest.raises(InputError, match="已损坏"):
        read(tmp_path / "a.xlsx")
    (tmp_path / "b.xls").write_bytes(b"\xd0\xcf\x11\xe0half")
    with pytest.raises(InputError, match="不是可读的电子表格"):
        read_sheet_rows(tmp_path / "b.xls", Notes("b.xls", ""), sheet=None, is_zip=False, may_choose=True)
