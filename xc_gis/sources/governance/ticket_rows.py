"""
The hotline's table, of which only the columns of the schema are taken.

Every other column stays in the file: its cells are passed over while rows are cut, and never kept. No message cites a cell, and a heading is cited only
where the row that it stands in was recognised as one and the heading itself holds no personal datum.
"""

from __future__ import annotations

import codecs
import csv
import itertools
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import python_calamine as calamine

from xc_gis.errors import InputError, nearest_spelling
from xc_gis.files import kinds
from xc_gis.files.kinds import kind_of, refuse_foreign
from xc_gis.languages.message import joined, msg
from xc_gis.sources.governance.personal_data import kind_in
from xc_gis.sources.governance.table_rows import roles_of
from xc_gis.sources.governance.words import TICKET_HEADINGS
from xc_gis.sources.rows.cells import ROW, shown
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.governance_tables import TicketsTable
from xc_gis.sources.tables.archives import refuse_bombs, unpacked_parts
from xc_gis.sources.tables.header_row import joined_names
from xc_gis.sources.tables.row_words import numbered_column
from xc_gis.sources.tables.vast_sheets import refuse_vast_sheets

ROWS_TRIED = 30
NEEDED = ("received_at", "category_l1")
LONGEST_HEADING = 20
ENCODINGS = ("utf-8-sig", "gb18030")
DELIMITERS = (",", "\t", ";", "|")
CHUNK = 1 << 20

Rows = Iterable[Sequence[object]]


@dataclass(frozen=True)
class Heading:
    """Where the heading ends (rows from 1), and the place of the column of each role."""

    end: int
    places: dict[str, int]
    names: tuple[str, ...]


def ticket_rows(path: Path, table: TicketsTable, notes: Notes) -> pd.DataFrame:
    """
    Rows of the table as text: the columns of the schema that it has, and ``ROW``.

    Raises
    ------
    InputError
        Unreadable table, no heading with the needed columns, quotes that are not closed, no row.
    """
    for role in table.columns:
        if role not in TICKET_HEADINGS:
            raise InputError(
                msg("{shown} 的 columns 没有 “{role}” 这一项", shown=notes.layer, role=role),
                hint=nearest_spelling(role, TICKET_HEADINGS) or msg("可用:{asked}", asked=joined("、", TICKET_HEADINGS)),
            )
    kind = kind_of(path)
    refuse_foreign(kind, notes.layer)
    if kind in {kinds.SHEET, kinds.OLE_SHEET}:
        heading, rows = _of_workbook(path, table, notes, is_zip=kind == kinds.SHEET)
    elif kind in {kinds.TEXT, kinds.UNKNOWN}:
        heading, rows = _of_text(path, table, notes)
    else:
        raise InputError(msg("{shown} 不是表格文件", shown=notes.layer), hint=msg("请另存为 .xlsx 或 CSV"))
    frame = _taken(rows, heading)
    if len(frame) == 0:
        raise InputError(msg("{shown} 没有任何数据行", shown=notes.layer), hint=msg("请检查文件内容或工作表"))
    _note_left(heading, notes)
    return frame


def _taken(rows: Rows, heading: Heading) -> pd.DataFrame:
    cells: dict[str, list[str]] = {role: [] for role in heading.places}
    numbers = array("q")
    places = [(cells[role], place) for role, place in heading.places.items()]
    for number, row in enumerate(rows, 1):
        if number <= heading.end or not any(row):
            continue
        numbers.append(number)
        width = len(row)
        for taken, place in places:
            cell = row[place] if place < width else ""
            taken.append((cell if isinstance(cell, str) else shown(cell)).strip())
    frame = pd.DataFrame({role: pd.Series(words, dtype="str") for role, words in cells.items()})
    frame[ROW] = pd.Series(numbers, dtype="int64")
    return frame


def _heading(first: Sequence[Sequence[object]], table: TicketsTable, notes: Notes) -> Heading:
    """The first row, or pair of rows, that names what is needed."""
    texts = [[shown(cell) for cell in row] for row in first]
    starts = range(len(texts)) if table.header_row is None else [table.header_row - 1]
    for start in starts:
        for count in (1, 2) if table.header_rows is None else (table.header_rows,):
            names = joined_names(texts[start : start + count])
            if not any(names) or (table.columns and not set(table.columns.values()) <= set(names)):
                continue
            try:
                found = roles_of([name for name in names if name], table.columns, TICKET_HEADINGS, notes.layer)
            except InputError:
                continue
            if all(role in found for role in NEEDED) and ("community" in found or {"x", "y"} <= set(found)):
                return Heading(start + count, {role: names.index(name) for role, name in found.items()}, tuple(names))
    needed = joined("、", (TICKET_HEADINGS[role][1] for role in (*NEEDED, "community")))
    raise InputError(
        msg(
            "{shown} 找不到表头：需要 {needed} 各列，每种只有一列（没有社区列时需要经度、纬度）", shown=notes.layer, needed=needed
        ),
        hint=msg("列名不同时请在 [hotline] table 的 columns 中指明；表头不在前 {rows} 行时请写 header_row", rows=ROWS_TRIED),
    )


def _note_left(heading: Heading, notes: Notes) -> None:
    """Columns that stay in the file, by their names alone."""
    used = set(heading.places.values())
    left = [
        numbered_column(n + 1) if len(name) > LONGEST_HEADING or kind_in(name) else name
        for n, name in enumerate(heading.names)
        if name and n not in used
    ]
    if left:
        text = msg(
            "只读取热线数据规定的各列；其余 {count} 列留在文件中，没有读取：{columns}",
            count=len(left),
            columns=joined("、", left),
        )
        notes.add("columns", "info", text, {"left_in_file": left})


def _of_text(path: Path, table: TicketsTable, notes: Notes) -> tuple[Heading, Rows]:
    encoding = _encoding(path, table.encoding, notes.layer)
    fault: InputError | None = None
    for mark in (table.delimiter,) if table.delimiter else DELIMITERS:
        with path.open(encoding=encoding, newline="") as lines:
            first = list(itertools.islice(csv.reader(lines, delimiter=mark), ROWS_TRIED))
        try:
            heading = _heading(first, table, notes)
        except InputError as none:
            fault = fault or none
            continue
        return heading, _text_rows(path, encoding, mark, len(heading.names), notes.layer)
    raise fault or InputError(msg("{shown} 是空文件", shown=notes.layer))


def _text_rows(path: Path, encoding: str, mark: str, width: int, shown_path: str) -> Iterator[Sequence[str]]:
    csv.field_size_limit(1 << 27)
    with path.open(encoding=encoding, newline="") as lines:
        number = 0
        for number, row in enumerate(csv.reader(lines, delimiter=mark), 1):
            if len(row) < width - 1 and any("\n" in cell and _swallows(cell, mark, width) for cell in row):
                raise _open_quote(shown_path, number)
            yield row
    with path.open(encoding=encoding, newline="") as lines:
        try:
            for _ in csv.reader(lines, delimiter=mark, strict=True):
                pass
        except csv.Error as fault:
            if "end of data" in str(fault):
                raise _open_quote(shown_path, number) from None


def _swallows(cell: str, mark: str, width: int) -> bool:
    """Whether a cell holds a line that is a row of the table."""
    return any(line.count(mark) >= max(1, width - 2) for line in cell.split("\n")[1:])


def _open_quote(shown_path: str, number: int) -> InputError:
    return InputError(
        msg("{shown} 第 {swallowed} 行的引号没有成对,后面的行被并入同一格", shown=shown_path, swallowed=number),
        hint=msg("请更正该行的引号后重试"),
    )


def _encoding(path: Path, stated: str | None, shown_path: str) -> str:
    """The encoding as stated, else the first of the usual ones in which all of the file can be read."""
    with path.open("rb") as handle:
        mark = handle.read(2)
    tried = (stated,) if stated else ("utf-16",) if mark in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE} else ENCODINGS
    for encoding in tried:
        if _decodes(path, encoding):
            return encoding
    raise InputError(
        msg("{layer} 的文字编码无法识别", layer=shown_path),
        hint=msg('请写明 encoding,如 encoding = "gb18030"'),
        repairs=[{"encoding": "gb18030"}],
    )


def _decodes(path: Path, encoding: str) -> bool:
    try:
        decoder = codecs.getincrementaldecoder(encoding)()
        with path.open("rb") as handle:
            while chunk := handle.read(CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except (UnicodeError, LookupError):
        return False
    return True


def _of_workbook(path: Path, table: TicketsTable, notes: Notes, *, is_zip: bool) -> tuple[Heading, Rows]:
    if is_zip:
        refuse_bombs(path, notes.layer)
        refuse_vast_sheets(unpacked_parts(path, notes.layer, r"xl/worksheets/[^/]+\.xml|content\.xml"), notes.layer)
    book = calamine.CalamineWorkbook.from_path(str(path))
    names = [name for name in book.sheet_names if table.sheet in {None, name}]
    if not names:
        raise InputError(msg("{layer} 没有 [hotline] 所写的工作表", layer=notes.layer), hint=msg("请修正 sheet"))
    found: list[tuple[Heading, calamine.CalamineSheet]] = []
    fault: InputError | None = None
    for name in names:
        sheet = book.get_sheet_by_name(name)
        try:
            found.append((_heading(list(itertools.islice(sheet.iter_rows(), ROWS_TRIED)), table, notes), sheet))
        except InputError as none:
            fault = fault or none
    if not found and fault:
        raise fault
    if len(found) > 1:
        raise InputError(
            msg("{layer} 有 {count} 个工作表都像热线工单", layer=notes.layer, count=len(found)),
            hint=msg("请用 sheet 写明读哪一个"),
        )
    return found[0][0], found[0][1].iter_rows()  # empty rows above are among them
