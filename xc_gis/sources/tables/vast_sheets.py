"""
Sheets that reach too far, refused before they are read.

The reader of spreadsheets lays out every cell between the first and the last that holds something. One word that slipped
into the last cell of a sheet makes 17 thousand million of them, for which no machine has memory, and the program would end
without a word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from xc_gis.errors import InputError
from xc_gis.languages.message import msg

MOST_CELLS = 40_000_000
"""Cells between the first and the last of a sheet: about a gigabyte, and more than any list of a district has."""

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
"""Of a sheet, by Excel's own limits."""

_CELL = re.compile(rb"""<(?:\w+:)?c\b(?:[^>]*?\sr\s*=\s*["']([A-Za-z]+)(\d+)["'])[^>]*(?<!/)>""")
_ROW = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\sr\s*=\s*["'](\d+)["']""")
_REPEATED = re.compile(
    rb"""<table:table-(row|cell)\b([^>]*?)table:number-(?:rows|columns)-repeated\s*=\s*["'](\d+)["']([^>]*)>"""
)
_VALUE = b"office:"


def refuse_vast_sheets(parts: Mapping[str, bytes], shown: str) -> None:
    """
    Look through the sheets of a workbook (``.xlsx``, ``.ods``), by part.

    Raises
    ------
    InputError
        Cells so far apart, or so often repeated, that they would fill the memory; with the last one.
    """
    for name, content in parts.items():
        if name.lower().endswith("content.xml"):
            _check_repeats(content, shown)
        else:
            _check_extent(content, shown)


def _check_extent(content: bytes, shown: str) -> None:
    rows, columns, last = [], [], ("", 0)
    for found in _CELL.finditer(content):
        row, column = _whole(found[2]), _column(found[1])
        if row > MOST_ROWS or column > MOST_COLUMNS:
            _refuse(f"{found[1][:5].decode()}{found[2][:12].decode()}", shown)
        rows.append(row)
        columns.append(column)
        last = max(last, (found[1].decode(), row), key=lambda cell: cell[1])
    if any(_whole(found[1]) > MOST_ROWS for found in _ROW.finditer(content)):
        _refuse("", shown)
    if rows and (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1) > MOST_CELLS:
        _refuse(f"{last[0]}{last[1]}", shown)


def _check_repeats(content: bytes, shown: str) -> None:
    for found in _REPEATED.finditer(content):
        number, most = _whole(found[3]), MOST_ROWS if found[1] == b"row" else MOST_COLUMNS
        holds_words = found[1] == b"cell" and _VALUE in found[2] + found[4]
        if number > most or (holds_words and number > MOST_COLUMNS // 16):
            _refuse("", shown)


def _refuse(cell: str, shown: str) -> None:
    where = msg("（直到 {cell}）", cell=cell) if cell else ""
    raise InputError(
        msg("{shown} 的单元格相隔太远{where}，不像一张表格，已拒绝读取", shown=shown, where=where),
        hint=msg("请在 Excel 或 WPS 中删去表格以外的内容，再另存为 .xlsx"),
    )


def _whole(digits: bytes) -> int:
    return int(digits) if len(digits) < 10 else MOST_ROWS + 1  # noqa: PLR2004 - more digits than any row has


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper()[:5]:
        number = number * 26 + letter - ord("A") + 1
    return number
