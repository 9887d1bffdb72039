"""
Spreadsheets (.xlsx, .xlsm, .xls, .ods, .et, XML Spreadsheet 2003) as rows of text: values only.

Formulas, macros and external links are never run: what Excel calculated last is read. A formula of which no result was
kept is reported, because its cell reads as empty.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import python_calamine as calamine

from xc_gis.errors import InputError, nearest_spelling
from xc_gis.files.foreign import foreign_reader
from xc_gis.files.kinds import XML_SHEET, kind_of
from xc_gis.languages.message import joined, msg
from xc_gis.sources.rows.cells import shown
from xc_gis.sources.rows.notes import Notes, listed
from xc_gis.sources.tables.archives import refuse_bombs, unpacked_parts
from xc_gis.sources.tables.hidden_lines import note_hidden_lines
from xc_gis.sources.tables.vast_sheets import refuse_vast_sheets
from xc_gis.sources.tables.xml_spreadsheet import xml_sheets

Rows = list[list[str]]

SECOND_BEST = 0.5
"""A second sheet with more than this part of the filled rows of the first is a rival, and the choice is the user's."""

_SAVE_AGAIN = msg("请在 Excel 或 WPS 中打开，另存为 .xlsx 或 CSV")

_EMPTY_FORMULA = re.compile(rb"</f>\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")


@dataclass(frozen=True)
class Sheet:
    """A sheet as read: its rows, and the row numbers (from 1) of merged cells that were filled or could not be."""

    name: str
    rows: Rows
    filled: tuple[int, ...]
    unfilled: tuple[int, ...]
    hidden: bool

    @property
    def data_rows(self) -> int:
        """Rows with two cells or more: what makes a sheet look like a table."""
        return sum(sum(bool(cell.strip()) for cell in row) > 1 for row in self.rows)


def read_sheet_rows(path: Path, notes: Notes, *, sheet: str | None, is_zip: bool, may_choose: bool) -> Rows:
    """
    Read one sheet, the one named or the one that looks like data.

    Raises
    ------
    InputError
        No spreadsheet, a bomb, a password, an unknown sheet, or several sheets that look like data.
    """
    if is_zip:
        refuse_bombs(path, notes.layer)
        parts = unpacked_parts(path, notes.layer, r"xl/worksheets/[^/]+\.(?:xml|bin)|content\.xml")
        if any(name.lower().endswith(".bin") for name in parts):
            raise InputError(
                msg("{layer} 是二进制工作簿（.xlsb），不能直接读取", layer=notes.layer),
                hint=msg("请在 Excel 或 WPS 中打开，另存为 .xlsx"),
            )
        refuse_vast_sheets(parts, notes.layer)
        _note_empty_formulas(parts, notes)
    with foreign_reader(msg("{layer} 不是可读的电子表格，内容不完整或已损坏", layer=notes.layer), _SAVE_AGAIN):
        try:
            with calamine.CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes())) as book:
                hidden = {meta.name for meta in book.sheets_metadata if meta.visible != calamine.SheetVisibleEnum.Visible}
                chosen = _requested_sheets(sheet, book.sheet_names, notes)
                sheets = [_sheet(book.get_sheet_by_name(name), hidden=name in hidden) for name in chosen]
        except calamine.PasswordError as fault:
            raise InputError(msg("{shown} 设有密码,无法读取", shown=notes.layer), hint=msg("请去掉密码另存后重试")) from fault
    return _best(path, sheets, notes, may_choose=may_choose)


def read_xml_rows(path: Path, notes: Notes, *, sheet: str | None, may_choose: bool) -> Rows:
    """Read one sheet of an XML Spreadsheet 2003; errors as ``read_sheet_rows``."""
    found = xml_sheets(path.read_bytes(), notes.layer)
    chosen = set(_requested_sheets(sheet, [one.name for one in found], notes))
    taken = [one for one in found if one.name in chosen]
    if formulas := sorted(number for one in taken for number in one.empty_formulas):
        _note_formulas(len(formulas), notes)
    sheets = [_filled(one.name, one.rows, one.merged, hidden=one.hidden) for one in taken]
    return _best(path, sheets, notes, may_choose=may_choose)


def sheet_names(path: Path, shown: str) -> tuple[str, ...]:
    """Names of the sheets of a workbook of any kind. Raises ``InputError`` where it cannot be opened."""
    if kind_of(path) == XML_SHEET:
        return tuple(sheet.name for sheet in xml_sheets(path.read_bytes(), shown))
    with (
        foreign_reader(msg("{layer} 不是可读的电子表格，内容不完整或已损坏", layer=shown), _SAVE_AGAIN),
        calamine.CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes())) as book,
    ):
        return tuple(book.sheet_names)


def _requested_sheets(sheet: str | None, names: Sequence[str], notes: Notes) -> Sequence[str]:
    """The sheets to look into: the one named, or all."""
    if sheet is None:
        return names
    if sheet not in names:
        raise InputError(
            msg("{layer} 没有工作表 “{sheet}”(现有:{names})", layer=notes.layer, sheet=sheet, names=joined("、", names)),
            hint=nearest_spelling(sheet, names),
        )
    return [sheet]


def _best(path: Path, sheets: Sequence[Sheet], notes: Notes, *, may_choose: bool) -> Rows:
    if not sheets:
        raise InputError(msg("{layer} 中没有工作表", layer=notes.layer), hint=msg("请重新导出"))
    found = sheets[0] if len(sheets) == 1 else _looks_like_data(sheets, notes, may_choose=may_choose)
    _note_merged(found, notes)
    note_hidden_lines(path, found.name, found.rows, notes)
    if found.hidden:
        notes.add(
            "columns",
            "warning",
            msg("读取的工作表 “{found}” 是隐藏的({data_rows} 行)", found=found.name, data_rows=found.data_rows),
            {"sheet": found.name},
        )
    return found.rows


def _sheet(source: calamine.CalamineSheet, *, hidden: bool) -> Sheet:
    start = source.start or (0, 0)
    rows = [[""] * start[1] + [shown(value) for value in row] for row in source.to_python(skip_empty_area=True)]
    return _filled(source.name, [[] for _ in range(start[0])] + rows, source.merged_cell_ranges or [], hidden=hidden)


def _filled(name: str, rows: Rows, merged: Iterable[tuple[tuple[int, int], tuple[int, int]]], *, hidden: bool) -> Sheet:
    """A sheet with the words of cells merged downwards in each of their rows."""
    filled, unfilled = [], []
    for (top, left), (bottom, right) in merged:
        if bottom == top or right > left or top >= len(rows) or left >= len(rows[top]):
            continue  # cells merged sideways are titles and group headings
        word = rows[top][left]
        if not word.strip():
            continue
        below = range(top + 1, min(bottom + 1, len(rows)))
        if any(c.isalpha() for c in word):
            for number in below:
                rows[number] += [""] * (left + 1 - len(rows[number]))
                rows[number][left] = word
            filled += [number + 1 for number in below]
        else:  # a number that stands for several rows would be counted several times
            unfilled += [number + 1 for number in below]
    return Sheet(name, rows, tuple(sorted(set(filled))), tuple(sorted(set(unfilled))), hidden)


def _looks_like_data(sheets: Sequence[Sheet], notes: Notes, *, may_choose: bool) -> Sheet:
    """The visible sheet with by far the most rows."""
    ranked = sorted(sheets, key=lambda s: (s.hidden, -s.data_rows))
    best, rivals = ranked[0], [s for s in ranked[1:] if not s.hidden and s.data_rows > SECOND_BEST * ranked[0].data_rows]
    names = joined(
        "、",
        (
            msg("{name}({rows} 行,隐藏)", name=s.name, rows=s.data_rows)
            if s.hidden
            else msg("{name}({rows} 行)", name=s.name, rows=s.data_rows)
            for s in sheets
        ),
    )
    if best.data_rows == 0 or rivals or not may_choose:
        raise InputError(
            msg("{layer} 有 {count} 个工作表:{names},看不出该读哪一个", layer=notes.layer, count=len(sheets), names=names),
            hint=msg('请写明 sheet = "{best}"', best=best.name),
            repairs=[{"sheet": best.name}],
        )
    text = msg("有 {count} 个工作表:{names};读取的是 “{best}”", count=len(sheets), names=names, best=best.name)
    level = "warning" if any(s.hidden and s.data_rows > 1 for s in sheets) else "info"
    notes.add("columns", level, text, {"sheets": {s.name: s.data_rows for s in sheets}}, {"sheet": best.name})
    return best


def _note_merged(sheet: Sheet, notes: Notes) -> None:
    if sheet.filled:
        text = msg("有合并单元格,其文字已填到所合并的各行(第 {filled} 行)", filled=listed(sheet.filled))
        notes.add("rows", "info", text, {"rows": list(sheet.filled)})
    if sheet.unfilled:
        text = msg("有合并的数字单元格,数字只留在首行(第 {unfilled} 行视为未填),以免重复计算", unfilled=listed(sheet.unfilled))
        notes.add("rows", "warning", text, {"rows": list(sheet.unfilled)})


def _note_empty_formulas(sheets: Mapping[str, bytes], notes: Notes) -> None:
    count = sum(len(_EMPTY_FORMULA.findall(content)) for content in sheets.values())
    if count:
        _note_formulas(count, notes)


def _note_formulas(count: int, notes: Notes) -> None:
    text = msg(
        "有 {count} 个公式没有保存计算结果，读到的是空格（公式不会被执行）；请在 Excel 或 WPS 中打开并保存一次", count=count
    )
    notes.add("rows", "warning", text, {"formulas": count})
