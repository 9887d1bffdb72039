"""
The table of a shapefile (dBASE III), with its texts in GBK or UTF-8.

Written here, for what a writer loses in silence is to be told: letters that GBK has not, and texts longer than 254 bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from xc_gis.report.gis.dictionary import kind_of

LONGEST_TEXT = 254
"""Bytes."""

DECIMALS = 6

DAY = (100, 1, 1)
"""Year since 1900, month, day of the last change: fixed."""


@dataclass(frozen=True)
class LostText:
    """A text that does not stand in the table as it is: row, column, the text, and what stands there; ``is_cut``: it was too long."""

    row: int
    column: str
    text: str
    written: str
    is_cut: bool


def dbf(frame: pd.DataFrame, names: Mapping[str, str], encoding: str) -> tuple[bytes, list[LostText]]:
    """
    A table and what was lost.

    Parameters
    ----------
    frame
        Rows; missing values become blanks, never zero.
    names
        Of fields, ten ASCII letters at most, by column.
    encoding
        ``gbk`` or ``utf-8``.
    """
    lost: list[LostText] = []
    fields, columns = [], []
    for column in frame.columns:
        kind = kind_of(frame[column])
        if kind == "text":
            cells = _texts(frame[column], column, encoding, lost)
            width, code, decimals = max((len(cell) for cell in cells), default=1) or 1, b"C", 0
            columns.append([cell.ljust(width) for cell in cells])
        else:
            numbers = _numbers(frame[column], kind)
            width, code = max((len(cell) for cell in numbers), default=1) or 1, b"L" if kind == "boolean" else b"N"
            decimals = DECIMALS if kind == "real" and any(b"." in cell for cell in numbers) else 0
            columns.append([cell.rjust(width) for cell in numbers])
        fields.append(struct.pack("<11sc4xBB14x", names[column].encode("ascii"), code, width, decimals))
    size = 1 + sum(len(column[0]) if column else 1 for column in columns)
    head = struct.pack(
        "<B3BIHH20x", 3, *DAY, len(frame), 33 + 32 * len(fields), size if len(frame) else 1 + sum(f[16] for f in fields)
    )
    rows = b"".join(b" " + b"".join(cells) for cells in zip(*columns, strict=True))
    return head + b"".join(fields) + b"\r" + rows + b"\x1a", lost


def _texts(column: pd.Series, name: str, encoding: str, lost: list[LostText]) -> list[bytes]:
    cells = []
    for row, value in enumerate(column):
        text = value if isinstance(value, str) else ""
        written = text.encode(encoding, errors="replace")
        cell = written if len(written) <= LONGEST_TEXT else _cut(written, encoding)
        shown = cell.decode(encoding)
        if shown != text:
            lost.append(LostText(row, name, text, shown, len(cell) < len(written)))
        cells.append(cell)
    return cells


def _cut(written: bytes, encoding: str) -> bytes:
    """The first bytes that are whole letters."""
    return written[:LONGEST_TEXT].decode(encoding, errors="ignore").encode(encoding)


def _numbers(column: pd.Series, kind: str) -> list[bytes]:
    if kind == "boolean":
        return [b"?" if pd.isna(value) else b"T" if value else b"F" for value in column]
    if kind == "integer":
        return [b"" if pd.isna(value) else str(int(value)).encode() for value in column]
    values = column.to_numpy(dtype=float, na_value=np.nan)
    known = values[~np.isnan(values)]
    if (known == np.rint(known)).all():
        return [b"" if np.isnan(value) else f"{value:.0f}".encode() for value in values]
    return [b"" if np.isnan(value) else f"{value:.{DECIMALS}f}".encode() for value in values]
