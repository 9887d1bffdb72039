"""Tables as one file: .xlsx or CSV, text as text, unknown as an empty cell."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from xc_gis.errors import OutputError
from xc_gis.files.spreadsheet_text import plain
from xc_gis.files.whole_file import whole_file
from xc_gis.languages.message import content_in_language, heading, joined, msg
from xc_gis.report.tables.xlsx import print_footer, workbook_at, write_cell

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

SUFFIXES = (".xlsx", ".csv")
WIDEST = 40
LONGEST_NAME, NOT_IN_NAMES = 31, str.maketrans(dict.fromkeys("[]:*?/\\", " "))
"""What a spreadsheet allows as the name of a sheet."""


@dataclass(frozen=True)
class Table:
    """A table with its title; the first two columns are identifiers, or the text of the last one. ``foot``: words on every printed page."""

    title: str
    heads: Sequence[str]
    lines: Sequence[Sequence[object]]
    foot: Sequence[str] = ()


def write_table_file(path: Path, tables: Sequence[Table], *, lang: str = "zh") -> Path:
    """
    Write tables in a language beside their place, then move them there: a sheet each, or the first alone as CSV.

    A path without a suffix becomes ``.xlsx``. Raises ``OutputError`` for another suffix or a place that cannot be written.
    """
    path = path.with_suffix(".xlsx") if not path.suffix else path
    if path.suffix.lower() not in SUFFIXES:
        raise OutputError(
            msg("不能写成 {suffix} 文件", suffix=path.suffix), hint=msg("可用:{asked}", asked=joined("、", SUFFIXES))
        )
    with whole_file(path, hint=msg("请关闭正在使用它的程序,或换一个可写的位置")) as part:
        if path.suffix.lower() == ".xlsx":
            _write_xlsx(part, [_in_language(table, lang) for table in tables])
        else:
            _write_csv(part, _in_language(tables[0], lang))
    return path


def _in_language(table: Table, lang: str) -> Table:
    return Table(
        heading(table.title, lang),
        [heading(head, lang) for head in table.heads],
        content_in_language(table.lines, lang),
        table.foot,
    )


def _write_csv(part: Path, table: Table) -> None:
    with part.open("w", encoding="utf-8-sig", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(table.heads)
        # identifiers never change: the two first columns
        writer.writerows([*line[:2], *("" if v is None else plain(v) for v in line[2:])] for line in table.lines)


def _write_xlsx(part: Path, tables: Sequence[Table]) -> None:
    with workbook_at(part) as book:
        bold = book.add_format({"bold": True})
        for table in tables:
            _add_sheet(book, table, bold)


def sheet_name(title: str, taken: Sequence[str]) -> str:
    """
    The name of a sheet: its title without signs that a spreadsheet refuses, cut where it is too long, with a number where another has it.

    >>> sheet_name("Complaints and gaps All complaints", [])
    'Complaints and gaps All compla…'
    >>> sheet_name("甲/乙", ["甲 乙"])
    '甲 乙 2'
    """
    words = " ".join(title.translate(NOT_IN_NAMES).split()).strip("'") or "1"
    used = {name.casefold() for name in taken}
    number, name = 1, _cut(words, LONGEST_NAME)
    while name.casefold() in used:
        number += 1
        name = f"{_cut(words, LONGEST_NAME - len(str(number)) - 1)} {number}"
    return name


def _cut(words: str, longest: int) -> str:
    return words if len(words) <= longest else f"{words[: longest - 1]}…"


def _add_sheet(book: Workbook, table: Table, bold: Format) -> None:
    heads, lines = table.heads, table.lines
    sheet = book.add_worksheet(sheet_name(table.title, [sheet.name for sheet in book.worksheets()]))
    for n, head in enumerate(heads):
        longest = max((len(str(line[n])) for line in lines[:500] if line[n] is not None), default=0)
        sheet.set_column(n, n, min(max(2.2 * len(head), 1.4 * longest) + 2, WIDEST))
        write_cell(sheet, 0, n, head, bold)
    sheet.freeze_panes(1, 0)
    if table.foot:
        sheet.set_footer(print_footer(table.foot))
    sheet.autofilter(0, 0, len(lines), len(heads) - 1)
    for row, line in enumerate(lines, 1):
        for column, value in enumerate(line):
            write_cell(sheet, row, column, value)
