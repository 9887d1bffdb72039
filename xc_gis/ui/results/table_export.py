"""A table of the window as a file: .xlsx or CSV, text as text, unknown as an empty cell. Knows no Qt."""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from xc_gis.errors import OutputError
from xc_gis.progress import Progress
from xc_gis.spreadsheet_text import plain
from xc_gis.ui.work.tasks import SIDE
from xc_gis.ui.work.worker import Desk

SUFFIXES = (".xlsx", ".csv")
WIDEST = 40


@dataclass(frozen=True)
class ExportTable:
    """Write a table; the answer is the file."""

    path: Path
    heads: tuple[str, ...]
    lines: tuple[tuple[object, ...], ...]
    title: str = "表"
    lane: ClassVar[str] = SIDE

    def run(self, desk: Desk, progress: Progress) -> Path:  # noqa: ARG002 - as all tasks
        """Do it."""
        return export_table(self.path, self.heads, self.lines, title=self.title)


def export_table(path: Path, heads: Sequence[str], lines: Sequence[Sequence[object]], *, title: str = "表") -> Path:
    """
    Write a table beside its place, then move it there.

    A path without a suffix becomes ``.xlsx``. Raises ``OutputError`` for another suffix or a place that cannot be written.
    """
    path = path.with_suffix(".xlsx") if not path.suffix else path
    if path.suffix.lower() not in SUFFIXES:
        raise OutputError(f"不能写成 {path.suffix} 文件", hint=f"可用:{'、'.join(SUFFIXES)}")
    part = path.with_name(f".{path.name}.part")
    try:
        (_write_xlsx if path.suffix.lower() == ".xlsx" else _write_csv)(part, heads, lines, title)
        os.replace(part, path)
    except OSError as fault:
        raise OutputError(
            f"无法写入 {path.name}({fault.strerror or fault})", hint="请关闭正在使用它的程序,或换一个可写的位置"
        ) from fault
    finally:
        part.unlink(missing_ok=True)
    return path


def _write_csv(part: Path, heads: Sequence[str], lines: Sequence[Sequence[object]], _title: str) -> None:
    with part.open("w", encoding="utf-8-sig", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(heads)
        # identifiers never change: the two first columns
        writer.writerows([*line[:2], *("" if v is None else plain(v) for v in line[2:])] for line in lines)


def _write_xlsx(part: Path, heads: Sequence[str], lines: Sequence[Sequence[object]], title: str) -> None:
    from openpyxl import Workbook  # noqa: PLC0415 - a quarter of a second that a CSV does not need
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for n, head in enumerate(heads):
        longest = max((len(str(line[n])) for line in lines[:500] if line[n] is not None), default=0)
        sheet.column_dimensions[get_column_letter(n + 1)].width = min(max(2.2 * len(head), 1.4 * longest) + 2, WIDEST)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{len(lines) + 1}"

    def cell(value: object, *, bold: bool = False) -> WriteOnlyCell:
        made = WriteOnlyCell(sheet, value=value)
        if isinstance(value, str):
            made.data_type = "s"  # text stays text, whatever it begins with
        if bold:
            made.font = Font(bold=True)
        return made

    sheet.append([cell(head, bold=True) for head in heads])
    for line in lines:
        sheet.append([cell(value) for value in line])
    book.save(part)
