"""Workbooks as .xlsx: text stays text, unknown is an empty cell, and two runs give equal bytes whatever the clock says."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from xc_gis.files.spreadsheet_text import in_workbook

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

FIXED = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed day in place of the clock


@contextmanager
def workbook_at(path: Path) -> Iterator[Workbook]:
    """
    A workbook that is written when the block ends without a fault.

    Its parts are put together in memory: a place that cannot be written raises ``OSError``, as for any other file.
    """
    raw = io.BytesIO()
    with workbook_in(raw) as book:
        yield book
    path.write_bytes(raw.getvalue())


@contextmanager
def workbook_in(raw: io.BytesIO) -> Iterator[Workbook]:
    """A workbook whose bytes are there when the block ends without a fault."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - tables do without

    book = Workbook(raw, {"in_memory": True})
    book.set_properties({"author": "XC-GIS", "created": FIXED})
    yield book
    book.close()


def write_cell(sheet: Worksheet, row: int, column: int, value: Any, look: Format | None = None) -> None:
    """
    Write a value (text, number, yes or no; None, NA, NaN and the empty text leave the cell empty) into a cell, row and column from 0.

    Text never becomes a number, a formula or a link.
    """
    if (
        value is None
        or value is pd.NA
        or (isinstance(value, float) and np.isnan(value))
        or (isinstance(value, str) and not value)
    ):
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, str):
        sheet.write_string(row, column, in_workbook(value), look)
    elif isinstance(value, bool | np.bool_):
        sheet.write_boolean(row, column, bool(value), look)
    else:
        sheet.write_number(row, column, value, look)  # anything else is refused there


LONGEST_FOOTER = 250
"""Signs that a spreadsheet takes in a footer."""


def print_footer(words: Sequence[str]) -> str:
    """
    Words in the margin of every printed page, on the left; nothing of them is a command.

    >>> print_footer(["甲 & 乙", "", "2026-06-30"])
    '&L甲 && 乙 · 2026-06-30'
    """
    text = " · ".join(word for word in words if word)
    while len(escaped := text.replace("&", "&&")) > LONGEST_FOOTER:
        text = text[:-1]
    return f"&L{escaped}"
