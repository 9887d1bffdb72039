"""Where a heading stands and which rows are no data: each that is left out is told with its number."""

import pytest

from xc_gis.errors import InputError
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.tables.header_row import find_heading, split_body


def read(*lines, header_row=None, header_rows=None, leave_out=None):
    rows, notes = [line.split(",") for line in lines], Notes("a.csv", "facilities.0")
    heading = find_heading(rows, notes, header_row=header_row, header_rows=header_rows)
    body = split_body(rows, heading, notes, leave_out)
    return heading, [number for number, _ in body], [(f.topic, dict(f.evidence).get("rows")) for f in notes.findings]


def refused(*lines, **more):
    with pytest.raises(InputError) as caught:
        read(*lines, **more)
    return caught.value


def test_the_first_row_of_words_is_the_heading():
    heading, body, told = read("名称,地址", "甲,1", "乙,2")
    assert (heading.row, heading.rows, heading.names) == (1, 1, ("名称", "地址"))
    assert (body, told) == ([2, 3], [])


def test_a_title_above_is_told_and_is_no_data():
    heading, body, told = read("设施一览表,,", ",,", "名称,地址,电话", "甲,甲街,1", "乙,乙街,2")
    assert (heading.row, body) == (3, [4, 5])
    assert told == [("columns", [1])]


def test_group_headings_over_two_rows_are_joined():
    heading, body, _ = read("名称,坐标,,电话", ",经度,纬度,", "甲,1,2,3")
    assert heading.names == ("名称", "坐标/经度", "坐标/纬度", "电话")
    assert (heading.rows, body) == (2, [3])


def test_a_row_of_units_belongs_to_the_heading():
    heading, body, told = read("名称,面积", ",平方米", "甲,5")
    assert (heading.units[1], heading.rows, body) == ("平方米", 2, [3])
    assert ("columns", [2]) in told


def test_the_study_says_where_the_heading_is_or_that_there_is_none():
    assert read("甲,1", "乙,2", header_row=0)[0].names == ("第1列", "第2列")
    assert read("甲,1", "乙,2", header_row=0)[1] == [1, 2]
    assert read("x,y", "名称,地址", "甲,1", header_row=2)[0].row == 2
    assert "只有 1 行,没有第 5 行表头" in refused("名称,地址", header_row=5).message
    assert "的第 2 行没有表头" in refused("名称,地址", ",", header_row=2).message


def test_columns_without_a_name_are_numbered_and_repeated_ones_refused():
    assert read("名称,,地址", "甲,x,1", "乙,y,2,z")[0].names[1] == "第2列"
    assert "表头有重复的列:名称" in refused("名称,名称", "甲,1", header_row=1).message


def test_rows_that_look_like_data_are_no_heading():
    fault = refused("1,2,3", "4,5,6")
    assert fault.message == "a.csv 的第 1 行像是数据而不是表头(1、2、3 …)"
    assert fault.repairs == ({"header_row": 0},)
    assert "没有任何内容" in refused(",", ",").message
    assert read("名称,2020,2021", "甲,1,2")[0].row == 1  # years among the names


@pytest.mark.parametrize(
    ("line", "left_out"),
    [
        ("合计,30,60", True),
        ("总计,30,60", True),
        ("合计大厦,30,60", False),
        ("3,合计,60", True),
        ("名称,人数,面积", True),
        ("注：数据为2025年,,", True),
        ("甲,,", True),
    ],
)
def test_totals_headings_and_notes_at_the_end_are_left_out_aloud(line, left_out):
    _, body, told = read("名称,人数,面积", "甲,10,20", "乙,20,40", line)
    assert body == ([2, 3] if left_out else [2, 3, 4])
    assert [rows for topic, rows in told if topic == "rows"] == ([[4]] if left_out else [])


def test_what_the_study_leaves_out_stands_alone():
    _, body, told = read("名称,人数,面积", "甲,10,20", "合计,30,60", "汇总行,1,1", leave_out=["汇总"])
    assert body == [2, 3]
    assert told == [("rows", [4])]
    assert read("名称,人数,面积", "合计,30,60", leave_out=[])[1] == [2]


def test_a_row_with_more_cells_than_the_heading_is_told():
    _, body, told = read("名称,地址", "甲,甲街", "乙,乙街,3号")
    assert body == [2, 3]
    assert told == [("rows", [3])]


def test_empty_lines_keep_the_numbers_of_the_others():
    assert read("名称,地址", ",", "甲,1", "", "乙,2")[1] == [3, 5]
