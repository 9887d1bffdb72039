"""
Rows and columns that a workbook hides, by hand or by a filter.

They are read like all others, and reported: whoever looks at the sheet does not see what is counted. Excel, WPS and LibreOffice keep
the mark in the sheet itself; of .xls it is read with xlrd, of .xlsx and .ods out of the XML.
"""

from __future__ import annotations

import html
import io
import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from xc_gis.errors import InputError
from xc_gis.languages.message import joined, msg
from xc_gis.sources.rows.notes import Notes, listed
from xc_gis.sources.tables.archives import unpacked_parts

_FAULTS = (struct.error, LookupError, ValueError, AssertionError, TypeError, AttributeError, NotImplementedError, OSError)
"""What xlrd raises, besides its own errors, at files that calamine reads: then nothing is known of hidden lines, and nothing stated."""

_SHEET = re.compile(r"<(?:\w+:)?sheet\s([^>]*)>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w:]+)\s*=\s*(?:"([^"]*)"|\'([^\']*)\')')
_ROW = re.compile(r"<(?:\w+:)?row\s([^>]*hidden\s*=[^>]*)>")
_COLUMN = re.compile(r"<(?:\w+:)?col\s([^>]*hidden\s*=[^>]*)>")
_FILTER = re.compile(r"<(?:\w+:)?filterColumn\b")
_ODS = re.compile(r"<(/?)table:(table-row|table-column|table)(?=[\s/>])([^>]*)>")
_XML = re.compile(r"<(?:\w+:)?(Worksheet|Row|Column)\s?([^>]*)>")
TRUE = frozenset(("1", "true"))


@dataclass(frozen=True)
class HiddenLines:
    """Numbers (from 1) of hidden rows and columns of one sheet; ``filtered``: a filter is set."""

    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()
    filtered: bool = False


def note_hidden_lines(path: Path, sheet: str, rows: Sequence[Sequence[str]], notes: Notes) -> None:
    """Note hidden rows and columns of a sheet that hold anything."""
    found = hidden_lines(path, sheet, notes.layer)
    filled = [n for n in found.rows if n <= len(rows) and any(cell.strip() for cell in rows[n - 1])]
    width = max((len(row) for row in rows), default=0)
    hidden = set(found.columns)
    letters = [
        _letters(n) for n in range(1, width + 1) if n in hidden and any(len(row) >= n and row[n - 1].strip() for row in rows)
    ]
    if filled:
        text = msg(
            "工作表 “{sheet}” 有 {count} 行{how}(第 {rows} 行),照样读取;不要的行请删除或写进 leave_out",
            sheet=sheet,
            count=len(filled),
            how=msg("被筛选隐藏") if found.filtered else msg("被隐藏"),
            rows=listed(filled),
        )
        notes.add("rows", "warning", text, {"rows": filled, "filtered": found.filtered})
    if letters:
        text = msg(
            "工作表 “{sheet}” 有 {count} 列被隐藏({letters} 列),照样读取",
            sheet=sheet,
            count=len(letters),
            letters=joined("、", letters),
        )
        notes.add("columns", "warning", text, {"columns": letters})


def hidden_lines(path: Path, sheet: str, shown: str) -> HiddenLines:
    """Hidden rows and columns of one sheet of a workbook; nothing where the format does not tell."""
    with path.open("rb") as handle:
        head = handle.read(8)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return _of_xls(path, sheet)
    if not head.startswith(b"PK"):
        return _of_xml(path.read_bytes(), sheet) if head.lstrip(b"\xef\xbb\xbf").startswith(b"<") else HiddenLines()
    try:
        parts = unpacked_parts(
            path, shown, r"xl/workbook\.xml|xl/_rels/workbook\.xml\.rels|xl/worksheets/[^/]+\.xml|content\.xml"
        )
    except InputError:  # reported where the cells are read
        return HiddenLines()
    texts = {name: content.decode("utf-8", "replace") for name, content in parts.items()}
    return _of_xlsx(texts, sheet) if "xl/workbook.xml" in texts else _of_ods(texts.get("content.xml", ""), sheet)


def _attributes(text: str) -> dict[str, str]:
    return {name.rsplit(":", 1)[-1]: html.unescape(one or other) for name, one, other in _ATTRIBUTE.findall(text)}


def _of_xlsx(parts: dict[str, str], sheet: str) -> HiddenLines:
    named = {a.get("name"): a.get("id") for a in map(_attributes, _SHEET.findall(parts["xl/workbook.xml"]))}
    targets = {
        a.get("Id"): a.get("Target", "") for a in map(_attributes, _RELATION.findall(parts.get("xl/_rels/workbook.xml.rels", "")))
    }
    target = targets.get(named.get(sheet), "").lstrip("/")
    xml = parts.get(target if target.startswith("xl/") else f"xl/{target}", "")
    rows = [int(a["r"]) for a in map(_attributes, _ROW.findall(xml)) if a.get("hidden") in TRUE and a.get("r", "").isdigit()]
    columns: set[int] = set()
    for a in map(_attributes, _COLUMN.findall(xml)):
        if a.get("hidden") in TRUE:
            columns.update(range(int(a["min"]), int(a["max"]) + 1))
    return HiddenLines(tuple(rows), tuple(sorted(columns)), bool(_FILTER.search(xml)))


def _of_ods(xml: str, sheet: str) -> HiddenLines:
    rows: list[int] = []
    columns: list[int] = []
    filtered, row, column, inside = False, 0, 0, False
    for closing, kind, text in _ODS.findall(xml):
        a = _attributes(text)
        if kind == "table":
            inside = not closing and a.get("name") == sheet
        elif inside and not closing and kind == "table-row":
            count = int(a.get("number-rows-repeated", "1"))
            if a.get("visibility") in {"collapse", "filter"}:
                rows += range(row + 1, row + min(count, 10_000) + 1)
                filtered |= a["visibility"] == "filter"
            row += count
        elif inside and not closing and kind == "table-column":
            count = int(a.get("number-columns-repeated", "1"))
            if a.get("visibility") in {"collapse", "filter"}:
                columns += range(column + 1, column + min(count, 10_000) + 1)
            column += count
    return HiddenLines(tuple(rows), tuple(columns), filtered)


def _of_xml(raw: bytes, sheet: str) -> HiddenLines:
    """XML Spreadsheet 2003: a row or column without a number follows the one before."""
    lines: dict[str, list[int]] = {"Row": [], "Column": []}
    at, inside = {"Row": 0, "Column": 0}, False
    for kind, text in _XML.findall(raw.decode("utf-8", "replace")):
        a = _attributes(text)
        if kind == "Worksheet":
            at, inside = {"Row": 0, "Column": 0}, a.get("Name") == sheet
        elif inside:
            first = int(a.get("Index", at[kind] + 1))
            at[kind] = first + int(a.get("Span", "0"))
            lines[kind] += range(first, at[kind] + 1) if a.get("Hidden") in TRUE else ()
    return HiddenLines(tuple(lines["Row"]), tuple(lines["Column"]))


def _of_xls(path: Path, sheet: str) -> HiddenLines:
    try:
        import xlrd  # noqa: PLC0415 - old workbooks alone need it
    except ImportError:  # an installation of before
        return HiddenLines()
    try:
        with xlrd.open_workbook(str(path), formatting_info=True, on_demand=True, logfile=io.StringIO()) as book:
            found = book.sheet_by_name(sheet)
            rows = tuple(number + 1 for number, row in sorted(found.rowinfo_map.items()) if row.hidden)
            columns = tuple(number + 1 for number, column in sorted(found.colinfo_map.items()) if column.hidden)
            return HiddenLines(rows, columns)
    except (xlrd.XLRDError, xlrd.compdoc.CompDocError, *_FAULTS):
        return HiddenLines()


def _letters(number: int) -> str:
    """A column as spreadsheets call it: 1 is A, 27 is AA."""
    name = ""
    while number:
        number, digit = divmod(number - 1, 26)
        name = chr(ord("A") + digit) + name
    return name
