"""
XML Spreadsheet 2003 (SpreadsheetML): what office systems export with the suffix .xls or .xml, one plain XML document.

Cells without content are left out of it and those after them carry their number (``ss:Index``); so do rows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.sources.rows.cells import shown as cell_text
from xc_gis.sources.tables.xml_text import attribute, local_name, xml_root

MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 1_048_576, 16_384, 20_000_000
"""Of a sheet; Excel's own limits, and what fits into memory."""

KIND = msg("XML 电子表格")


@dataclass
class XmlSheet:
    """One sheet: texts, merged cells as ((top, left), (bottom, right)) from 0, cells (row from 1) whose formula has no result."""

    name: str
    hidden: bool = False
    rows: list[list[str]] = field(default_factory=list)
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    empty_formulas: list[int] = field(default_factory=list)


def xml_sheets(raw: bytes, shown: str) -> list[XmlSheet]:
    """Read all sheets. Raises ``InputError`` for broken XML, entities, and numbers of rows or cells that no sheet has."""
    root = xml_root(raw, shown, KIND)
    return [_sheet(element, shown) for element in root if local_name(element) == "Worksheet"]


def _sheet(element: Element, shown: str) -> XmlSheet:
    sheet = XmlSheet(attribute(element, "Name"))
    sheet.hidden = any(local_name(e) == "Visible" and (e.text or "").startswith("SheetHidden") for e in element.iter())
    cells = 0
    for table in (child for child in element if local_name(child) == "Table"):
        for row in (child for child in table if local_name(child) == "Row"):
            number = _number(row, "Index", len(sheet.rows) + 1, MOST_ROWS, shown)
            sheet.rows += [[] for _ in range(number - 1 - len(sheet.rows))]
            texts = _row(row, sheet, number, shown)
            cells += len(texts)
            if cells > MOST_CELLS:
                raise InputError(
                    msg("{shown} 的单元格超过 {most_cells:,} 个，不像一张表格，已拒绝读取", shown=shown, most_cells=MOST_CELLS),
                    hint=msg("请检查文件来源"),
                )
            sheet.rows.append(texts)
            span = _number(row, "Span", 0, MOST_ROWS, shown)
            sheet.rows += [[] for _ in range(span)]
    return sheet


def _row(row: Element, sheet: XmlSheet, number: int, shown: str) -> list[str]:
    texts: list[str] = []
    for cell in (child for child in row if local_name(child) == "Cell"):
        column = _number(cell, "Index", len(texts) + 1, MOST_COLUMNS, shown)
        texts += [""] * (column - 1 - len(texts))
        text = "".join(_texts(cell))
        across, down = (_number(cell, name, 0, MOST_COLUMNS, shown) for name in ("MergeAcross", "MergeDown"))
        if across or down:
            sheet.merged.append(((number - 1, column - 1), (number - 1 + down, column - 1 + across)))
        if attribute(cell, "Formula") and not text:
            sheet.empty_formulas.append(number)
        texts += [text] + [""] * across
    return texts


def _texts(cell: Element) -> Iterator[str]:
    for data in (child for child in cell if local_name(child) == "Data"):
        yield _text("".join(data.itertext()), attribute(data, "Type"))


def _text(words: str, kind: str) -> str:
    """A value as the other readers of spreadsheets write it."""
    try:
        if kind == "Number":
            return cell_text(float(words))
        if kind == "DateTime":
            return cell_text(dt.datetime.fromisoformat(words).replace(tzinfo=None))
        if kind == "Boolean":
            return cell_text(words.strip() in {"1", "true"})
    except (ValueError, OverflowError):
        return words
    return words


def _number(element: Element, name: str, otherwise: int, most: int, shown: str) -> int:
    words = attribute(element, name)
    if not words:
        return otherwise
    number = int(words) if words.isdecimal() and len(words) < 10 else most + 1  # noqa: PLR2004 - digits of more than any sheet has
    if number > most or (name == "Index" and number < otherwise):
        raise InputError(
            msg("{shown} 的行列编号有误（{name} = {words}）", shown=shown, name=name, words=words[:20]),
            hint=msg("请在 Excel 或 WPS 中打开，另存为 .xlsx"),
        )
    return number
