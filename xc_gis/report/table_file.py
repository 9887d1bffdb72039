"""Tables as one file: .xlsx or CSV, text as text, unknown as an empty cell."""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xc_gis.errors import OutputError
from xc_gis.report.fixed_zip import saved
from xc_gis.spreadsheet_text import in_workbook, plain
from xc_gis.writing import unwritable

SUFFIXES = (".xlsx", ".csv")
WIDEST = 40


@dataclass(frozen=True)
class Table:
    """A table with its title; the first two columns are identifiers, or the text of the last one."""

    title: str
    heads: Sequence[str]
    lines: Sequence[Sequence[object]]


def write_table_file(path: Path, tables: Sequence[Table]) -> Path:
    """
    Write tables beside their place, then move them there: a sheet each, or the first alone as CSV.

    A path without a suffix becomes ``.xlsx``. Raises ``OutputError`` for another suffix or a place that cannot be written.
    """
    path = path.with_suffix(".xlsx") if not path.suffix else path
    if path.suffix.lower() not in SUFFIXES:
        raise OutputError(f"不能写成 {path.suffix} 文件", hint=f"可用:{'、'.join(SUFFIXES)}")
    part = path.with_name(f".{path.name}.part")
    try:
        if path.suffix.lower() == ".xlsx":
            _write_xlsx(part, tables)
        else:
            _write_csv(part, tables[0])
        os.replace(part, path)
    except OSError as fault:
        raise unwritable(path.name, fault, "请关闭正在使用它的程序,或换一个可写的位置") from fault
    finally:
        part.unlink(missing_ok=True)
    return path


def _write_csv(part: Path, table: Table) -> None:
    with part.open("w", encoding="utf-8-sig", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(table.heads)
        # identifiers never change: the two first columns
        writer.writerows([*line[:2], *("" if v is None else plain(v) for v in line[2:])] for line in table.lines)


def _write_xlsx(part: Path, tables: Sequence[Table]) -> None:
    from openpyxl import Workbook  # noqa: PLC0415 - a quarter of a second that a CSV does not need

    book = Workbook(write_only=True)
    for table in tables:
        _add_sheet(book, table)
    part.write_bytes(saved(book).getvalue())


def _add_sheet(book: Any, table: Table) -> None:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    heads, lines = table.heads, table.lines
    sheet = book.create_sheet(table.title)
    for n, head in enumerate(heads):
        longest = max((len(str(line[n])) for line in lines[:500] if line[n] is not None), default=0)
        sheet.column_dimensions[get_column_letter(n + 1)].width = min(max(2.2 * len(head), 1.4 * longest) + 2, WIDEST)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{len(lines) + 1}"

    def cell(value: object, *, bold: bool = False) -> WriteOnlyCell:
        made = WriteOnlyCell(sheet, value=in_workbook(value) if isinstance(value, str) else value)
        if isinstance(value, str):
            made.data_type = "s"  # text stays text, whatever it begins with
        if bold:
            made.font = Font(bold=True)
        return made

    sheet.append([cell(head, bold=True) for head in heads])
    for line in lines:
        sheet.append([cell(value) for value in line])
