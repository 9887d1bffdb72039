"""Workbooks: what a cell was given is what it holds, and the clock leaves no trace."""

import time

import numpy as np
import openpyxl
import pandas as pd
import pytest

from xc_gis.report.tables.xlsx import workbook_at, write_cell

VALUES = [
    "=1+1",
    "+8610",
    "-",
    "@here",
    "http://example.org",
    "007",
    "",
    " \n甲",
    "1e5",
    0,
    -3,
    2.5,
    np.int64(7),
    True,
    np.bool_(False),
]


def written(path, values):
    with workbook_at(path) as book:
        sheet = book.add_worksheet("表")
        for row, value in enumerate(values):
            write_cell(sheet, row, 0, value)
            write_cell(sheet, row, 1, "x")
    return path


def test_text_stays_text_and_numbers_numbers(tmp_path):
    sheet = openpyxl.load_workbook(written(tmp_path / "a.xlsx", VALUES))["表"]
    cells = [row[0] for row in sheet.iter_rows()]
    for cell, value in zip(cells, VALUES, strict=True):
        assert (cell.value or "") == (value or "") or cell.value == value
        if isinstance(value, str) and value:
            assert cell.data_type == "s"
            assert cell.hyperlink is None
    assert cells[-1].value is False


def test_unknown_is_an_empty_cell(tmp_path):
    sheet = openpyxl.load_workbook(written(tmp_path / "a.xlsx", [None, pd.NA, float("nan"), np.float64("nan")]))["表"]
    assert [row[0].value for row in sheet.iter_rows()] == [None] * 4


def test_two_workbooks_of_different_hours_are_equal(tmp_path, monkeypatch):
    first = written(tmp_path / "a.xlsx", VALUES).read_bytes()
    monkeypatch.setattr(time, "time", lambda: 86_400.0 * 3)  # 1970: no zip can hold it
    assert written(tmp_path / "b.xlsx", VALUES).read_bytes() == first


def test_a_place_that_cannot_be_written_is_told_as_such(tmp_path):
    with pytest.raises(OSError, match="none"):
        written(tmp_path / "none" / "a.xlsx", ["甲"])
