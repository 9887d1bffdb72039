"""Tables as one file: text as text, numbers as numbers, unknown as an empty cell, in the language asked for."""

import csv

import openpyxl
import pytest

from xc_gis.errors import OutputError
from xc_gis.languages.message import msg
from xc_gis.report.tables.table_file import WIDEST, Table, write_table_file

TABLE = Table(msg("缺口"), [msg("社区编号"), "b", msg("覆盖率")], [["=1", "x", "=1+1"], ["2", "y", 0.5], ["3", "z", None]])
OTHER = Table("另一张", ["a"], [["长" * 400]])


def test_csv_holds_the_first_table_with_plain_text(tmp_path):
    path = write_table_file(tmp_path / "t.csv", [TABLE, OTHER])
    with path.open(encoding="utf-8-sig", newline="") as handle:
        assert list(csv.reader(handle)) == [["社区编号", "b", "覆盖率"], ["=1", "x", "'=1+1"], ["2", "y", "0.5"], ["3", "z", ""]]


def test_workbook_has_a_sheet_for_each_and_no_formulas(tmp_path):
    path = write_table_file(tmp_path / "t", [TABLE, OTHER])
    assert path.suffix == ".xlsx"
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["缺口", "另一张"]
    sheet = book["缺口"]
    assert [(cell.value, cell.data_type) for cell in sheet["C"][1:]] == [("=1+1", "s"), (0.5, "n"), (None, "n")]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:C4")
    assert book["另一张"].column_dimensions["A"].width == pytest.approx(WIDEST, abs=1)


def test_language_is_that_of_the_reader_and_names_stay(tmp_path):
    book = openpyxl.load_workbook(write_table_file(tmp_path / "t.xlsx", [TABLE, OTHER], lang="en"))
    assert book.sheetnames[1] == "另一张"
    assert book.worksheets[0]["C1"].value.isascii()
    assert book.worksheets[0]["C1"].value[0].isupper()


def test_two_runs_give_equal_bytes(tmp_path):
    one, other = (write_table_file(tmp_path / f"{name}.xlsx", [TABLE]) for name in "ab")
    assert one.read_bytes() == other.read_bytes()


def test_another_suffix_is_refused_with_those_there_are(tmp_path):
    with pytest.raises(OutputError, match=r"\.pdf") as caught:
        write_table_file(tmp_path / "t.pdf", [TABLE])
    assert ".xlsx、.csv" in caught.value.hint
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "title", ["Complaints and gaps All complaints", "每万人资源数：" + "社区卫生服务站" * 5, "a[b]:c/d*?\\", "'"]
)
def test_any_title_is_a_sheet(tmp_path, title):
    path = write_table_file(tmp_path / "t.xlsx", [Table(title, ["列"], [["值"]])] * 2)
    names = openpyxl.load_workbook(path).sheetnames
    assert len(set(names)) == 2
    assert all(0 < len(name) <= 31 for name in names)
