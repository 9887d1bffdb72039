"""
Read CSV and spreadsheets as text, row by row, with the row numbers that a person sees in them.

The content says what a file is, not its name: an .xls may be HTML, a .csv a workbook. Whatever is found out and was not
said by the study is noted as a finding with the keys that would say it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from xc_gis.errors import InputError
from xc_gis.files import kinds
from xc_gis.files.kinds import TEXT_SUFFIXES, kind_of, refuse_foreign
from xc_gis.languages.message import msg
from xc_gis.sources.rows.cells import ROW, clean, is_missing, numbers, texts
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.tables.csv_text import decoded, read_text_rows
from xc_gis.sources.tables.header_row import find_heading, split_body
from xc_gis.sources.tables.html_table import html_rows
from xc_gis.sources.tables.spreadsheets import read_sheet_rows, read_xml_rows
from xc_gis.sources.tables.units import stated_units

__all__ = ["ROW", "UNITS_BELOW", "UNITS_STATED", "clean", "is_missing", "numbers", "read_table", "texts"]

UNITS_BELOW, UNITS_STATED = "units_below", "units_stated"
"""Attributes of a table as read: units by heading out of a row below it; units stated for the whole table."""

LAYERS = {
    kinds.JSON: msg("GeoJSON 图层"), kinds.SQLITE: msg("GeoPackage 图层"), kinds.SHAPES: msg("shapefile 图层"), kinds.KML: msg("KML 图层"), kinds.KMZ: msg("KMZ 图层"),
    kinds.PARQUET: msg("Parquet 图层"), kinds.TIFF: msg("栅格（GeoTIFF）"), kinds.DBF: msg("dBASE 表（.dbf）"),
}  # fmt: skip
"""What is no table of its own where only a table will do."""


def read_table(
    path: Path,
    shown: str,
    *,
    encoding: str | None = None,
    sheet: str | None = None,
    header_row: int | None = 1,
    header_rows: int | None = None,
    delimiter: str | None = None,
    leave_out: Sequence[str] | None = None,
    notes: Notes | None = None,
) -> pd.DataFrame:
    """
    Read a table.

    Parameters
    ----------
    shown
        File for messages.
    encoding, sheet, header_row, header_rows, delimiter, leave_out
        As the study says; None: found out (``header_row`` is 1 unless None is given).
    notes
        Takes what was found out; without it no row is left out and no sheet chosen.

    Returns
    -------
    DataFrame
        All values as text (empty text where nothing stands), columns as the heading names them, and ``ROW``; ``attrs`` hold the
        units that stand beside the columns.

    Raises
    ------
    InputError
        Empty file, unreadable format, unknown sheet, no heading, undecodable text.
    """
    listened = notes is not None
    if notes is None:  # nobody listens: nothing is left out, and nothing chosen
        notes, leave_out, header_rows = Notes(shown, ""), leave_out or (), header_rows or 1
    if path.stat().st_size == 0:
        raise InputError(msg("{shown} 是空文件", shown=shown), hint=msg("请重新导出该表"))
    rows = _rows(path, notes, encoding=encoding, sheet=sheet, delimiter=delimiter, may_choose=listened)
    heading = find_heading(rows, notes, header_row=header_row, header_rows=header_rows)
    body = split_body(rows, heading, notes, leave_out)
    width = len(heading.names)
    frame = pd.DataFrame(
        [[row[i] if i < len(row) else "" for i in range(width)] for _, row in body], columns=list(heading.names), dtype=object
    )
    frame[ROW] = np.array([number for number, _ in body], dtype=np.int64)
    own = {*range(heading.row, heading.row + heading.rows), *(number for number, _ in body)}
    frame.attrs[UNITS_BELOW] = {name: unit for name, unit in zip(heading.names, heading.units, strict=False) if unit}
    frame.attrs[UNITS_STATED] = stated_units([row for number, row in enumerate(rows, 1) if number not in own])
    return frame


def _rows(
    path: Path, notes: Notes, *, encoding: str | None, sheet: str | None, delimiter: str | None, may_choose: bool
) -> list[list[str]]:
    kind, suffix = kind_of(path), path.suffix.lower()
    refuse_foreign(kind, notes.layer)
    if kind in LAYERS:
        raise InputError(
            msg("{layer} 是{layers}，这里需要表格", layer=notes.layer, layers=LAYERS[kind]), hint=msg("请另存为 .xlsx 或 CSV")
        )
    if kind in {kinds.SHEET, kinds.OLE_SHEET}:
        if suffix in TEXT_SUFFIXES:
            notes.add("encoding", "warning", msg("后缀是 {suffix},内容是电子表格,已按电子表格读取", suffix=suffix))
        return read_sheet_rows(path, notes, sheet=sheet, is_zip=kind == kinds.SHEET, may_choose=may_choose)
    if kind == kinds.XML_SHEET:
        rows = read_xml_rows(path, notes, sheet=sheet, may_choose=may_choose)
        notes.add("encoding", "info", msg("后缀是 {suffix}，内容是 XML 电子表格（Excel 2003），已按电子表格读取", suffix=suffix))
        return rows
    if kind == kinds.HTML:
        rows = html_rows(decoded(path.read_bytes(), notes, encoding))
        if not rows:
            raise InputError(msg("{layer} 是网页而不是电子表格,其中没有表格", layer=notes.layer), hint=msg("请重新导出"))
        notes.add("encoding", "info", msg("后缀是 {suffix},内容是网页表格,已按网页表格读取", suffix=suffix))
        return rows
    if suffix not in TEXT_SUFFIXES:
        if kind == kinds.UNKNOWN:
            raise InputError(
                msg("{layer} 不是可读的电子表格:内容与格式不符或文件已损坏", layer=notes.layer), hint=msg("请另存为 .xlsx 或 CSV")
            )
        notes.add("encoding", "warning", msg("后缀是 {suffix},内容是纯文本,已按文本表格读取", suffix=suffix))
    return read_text_rows(path.read_bytes(), notes, encoding=encoding, delimiter=delimiter)
