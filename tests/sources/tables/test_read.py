"""A table by its content, whatever its name: rows as text with the numbers that a person sees."""

import openpyxl
import pytest

from xc_gis.errors import InputError
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.tables.read import ROW, UNITS_BELOW, read_table


def read(path, **more):
    notes = Notes(path.name, "facilities.0")
    frame = read_table(path, path.name, notes=notes, **{"header_row": None, **more})
    return frame, [(f.topic, f.level) for f in notes.findings]


def written(folder, name, content):
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder / name


def test_all_values_are_text_with_the_row_of_the_file(tmp_path):
    frame, told = read(written(tmp_path, "a.csv", "名称,人数\n\n甲,007\n乙\n"))
    assert frame[["名称", "人数"]].to_numpy().tolist() == [["甲", "007"], ["乙", ""]]
    assert frame[ROW].tolist() == [3, 4]
    assert told == []


@pytest.mark.parametrize("name", ["a.xls", "a.csv", "a.xlsx"])
def test_a_page_with_a_table_is_read_as_one(tmp_path, name):
    frame, told = read(
        written(tmp_path, name, "<html><table><tr><td>名称</td><td>地址</td></tr><tr><td>甲</td><td>1号</td></tr></table></html>")
    )
    assert frame["名称"].tolist() == ["甲"]
    assert told == [("encoding", "info")]


def test_a_workbook_called_csv_and_a_text_called_xlsx_are_told(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["名称", "地址"])
    book.active.append(["甲", "1号"])
    book.save(tmp_path / "a.xlsx")
    frame, told = read((tmp_path / "a.xlsx").rename(tmp_path / "a.csv"))
    assert frame["名称"].tolist() == ["甲"]
    assert ("encoding", "warning") in told
    frame, told = read(written(tmp_path, "b.xlsx", "名称,地址\n甲,1号\n"))
    assert ("encoding", "warning") in told


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", b"", "是空文件"),
        ("a.xlsx", b"\x00\x01\x02\xff" * 50, "不是可读的电子表格"),
        ("a.csv", b'{"type": "FeatureCollection", "features": []}', "是GeoJSON 图层，这里需要表格"),
        ("a.xls", b"<html><p>login</p></html>", "是网页而不是电子表格"),
        ("a.csv", b"SQLite format 3\0" + bytes(100), "GeoPackage 图层"),
    ],
)
def test_what_is_no_table_is_refused_by_its_name(tmp_path, name, content, words):
    with pytest.raises(InputError) as caught:
        read(written(tmp_path, name, content))
    assert words in caught.value.message
    assert caught.value.hint


def test_without_a_listener_nothing_is_left_out(tmp_path):
    path = written(tmp_path, "a.csv", "名称,人数,面积\n甲,1,2\n合计,1,2\n")
    assert read_table(path, "a.csv")["名称"].tolist() == ["甲", "合计"]
    assert read(path)[0]["名称"].tolist() == ["甲"]


def test_units_below_the_heading_are_kept_beside_the_columns(tmp_path):
    frame, _ = read(written(tmp_path, "a.csv", "名称,面积\n,平方米\n甲,5\n"))
    assert frame.attrs[UNITS_BELOW] == {"面积": "平方米"}
    assert frame["面积"].tolist() == ["5"]
