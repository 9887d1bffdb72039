"""
Where the heading of a table stands, and which rows below it are no data: totals, notes, repeated headings.

Offices put a title above, units and dates below it, group headings over two rows, sums and remarks at the end. No row
is left out in silence: each is counted, with its number, in a finding.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from xc_gis.errors import InputError
from xc_gis.languages.message import joined, msg
from xc_gis.sources.rows.cells import MISSING, clean
from xc_gis.sources.rows.notes import Notes, listed
from xc_gis.sources.tables.row_words import NOTES, NUMBERED_COLUMN, TOTAL_SIGN, TOTALS, YEAR_NAME, numbered_column
from xc_gis.sources.tables.units import unit_row

Rows = Sequence[Sequence[str]]

JOINT = "/"
"""Between a group heading and a name below it: ``坐标/经度``."""

ROWS_TRIED, ROWS_WEIGHED = 30, 500
"""A heading stands in the first of these; the others say how many columns are usual."""

LONGEST_NAME = 40
FILLED = 0.6
"""A heading fills at least this part of the columns."""

_YEAR = re.compile(r"^(19|20)\d\d$")
_NUMBER = re.compile(r"^[-+]?[\d.,%]+$")
FIRSTS_SHOWN = 3
"""First cells of rows that a message shows."""


@dataclass(frozen=True)
class Heading:
    """
    Heading of a table: its first row (from 1; 0 = none), how many rows it has, the names of all columns.

    ``units``: by column, out of a row of units below the names, which belongs to the heading.
    """

    row: int
    rows: int
    names: tuple[str, ...]
    units: tuple[str, ...] = ()


def find_heading(rows: Rows, notes: Notes, *, header_row: int | None, header_rows: int | None) -> Heading:
    """
    The heading as the study says, else as it looks; a heading that is not plainly row 1 is noted.

    Raises
    ------
    InputError
        No such row, no heading, or the first rows look like data.
    """
    shown = notes.layer
    if header_row == 0:
        return Heading(0, 0, _names([], _width(rows)))
    if header_row is None:
        first = _guessed(rows, notes)
        if first > 1 and any(any(map(str.strip, row)) for row in rows[: first - 1]):
            above = [n for n, row in enumerate(rows[: first - 1], 1) if any(map(str.strip, row))]
            text = msg("表头在第 {first} 行,上面 {count} 行文字(标题、日期等)不算数据", first=first, count=len(above))
            notes.add("columns", "info", text, {"header_row": first, "rows": above}, {"header_row": first})
    else:
        first = header_row
        if len(rows) < first:
            raise InputError(
                msg("{shown} 只有 {count} 行,没有第 {first} 行表头", shown=shown, count=len(rows), first=first),
                hint=msg("请修正 header_row"),
            )
    count = header_rows or 1
    if header_rows is None and _has_second(rows, first):
        count = 2
        text = msg("表头占第 {first}、{first2} 两行,已合并为一行", first=first, first2=first + 1)
        notes.add("columns", "info", text, {"header_rows": 2}, {"header_row": first, "header_rows": 2})
    names = joined_names(rows[first - 1 : first - 1 + count])
    if not any(names):
        raise InputError(
            msg("{shown} 的第 {first} 行没有表头", shown=shown, first=first), hint=msg("请用 header_row 指明表头所在行")
        )
    repeated = sorted({name for name in names if name and names.count(name) > 1})
    if repeated:
        if count == 1 and len(rows) > first and _names_years(rows[first - 1], rows[first]):
            raise second_heading(shown, first + 1)
        raise InputError(
            msg("{shown} 的表头有重复的列:{repeated}", shown=shown, repeated=joined("、", map(notes.cite, repeated))),
            hint=msg("请改名后重试"),
        )
    last = max(i + 1 for i, name in enumerate(names) if name)
    units = unit_row(rows[first - 1 + count]) if len(rows) >= first + count else None
    if units:
        text = msg(
            "表头下的第 {first} 行是单位（{filter}），不算数据", first=first + count, filter=joined("、", filter(None, units))
        )
        notes.add("columns", "info", text, {"rows": [first + count]})
        count += 1
    return Heading(first, count, _names(names, max(last, _width(rows[first - 1 + count :]))), units or ())


def second_heading(shown: str, row: int) -> InputError:
    """What to say where a row that was taken for data is a second row of headings."""
    return InputError(
        msg("{shown} 第 {row} 行像是第二行表头，不是数据", shown=shown, row=row),
        hint=msg("表头占几行时请写 header_rows，如 header_rows = 2"),
    )


def is_year(cell: str) -> bool:
    """Whether a cell heads a column of a year (2021, 2022年)."""
    return bool(YEAR_NAME.match(unicodedata.normalize("NFKC", cell).strip()))


def _names_years(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether a row names the years of headings that say the same, or nothing; no amount stands in it."""
    above = [clean(cell) for cell in upper] + [""] * max(0, len(lower) - len(upper))
    years = [
        clean(cell) for cell, head in zip(lower, above, strict=False) if is_year(cell) and (not head or above.count(head) > 1)
    ]
    others = [clean(cell) for cell in lower if not is_year(cell)]
    return len(years) > 1 and len(set(years)) == len(years) and not any(_is_number(cell) for cell in others if cell)


def _width(rows: Rows) -> int:
    return max((i + 1 for row in rows for i, cell in enumerate(row) if cell.strip()), default=0)


def _names(names: Sequence[str], width: int) -> tuple[str, ...]:
    padded = [*names, *[""] * (width - len(names))]
    return tuple(name or numbered_column(i + 1) for i, name in enumerate(padded[: max(width, 1)]))


def _cells(row: Sequence[str]) -> list[str]:
    return [cell for cell in map(clean, row) if cell]


def _first(row: Sequence[str]) -> str:
    for cell in row:
        if word := clean(cell):
            return word if word.isascii() else unicodedata.normalize("NFKC", word)
    return ""


def _is_number(cell: str) -> bool:
    cell = unicodedata.normalize("NFKC", cell)
    return bool(_NUMBER.match(cell)) or cell.lower() in MISSING


def _guessed(rows: Rows, notes: Notes) -> int:
    """The first row that fills most columns with short and different words."""
    shown = notes.layer
    filled = [len(_cells(row)) for row in rows[:ROWS_WEIGHED]]
    usual = sorted(n for n in filled if n)
    if not usual:
        raise InputError(msg("{shown} 没有任何内容", shown=shown), hint=msg("请检查文件内容、工作表或图层"))
    width = usual[len(usual) // 2] if len(usual) > 2 else usual[-1]  # noqa: PLR2004 - the middle of three or more
    tried = [n for n, count in enumerate(filled) if count][:ROWS_TRIED]
    for n in tried:
        cells = _cells(rows[n])
        short = all(len(cell) <= LONGEST_NAME for cell in cells)
        if len(cells) >= FILLED * width and short and len(set(cells)) == len(cells) and not any(map(_is_number, cells)):
            return n + 1
    for n in tried:  # years among the names
        cells = _cells(rows[n])
        amounts = [cell for cell in cells if _is_number(cell) and not _YEAR.match(cell)]
        if not amounts and len(cells) >= FILLED * width and (n == tried[0] or len(set(cells)) == len(cells)):
            return n + 1
    first = _cells(rows[tried[0]])
    raise InputError(
        msg(
            "{shown} 的第 {tried} 行像是数据而不是表头({first} …)",
            shown=shown,
            tried=tried[0] + 1,
            first=joined("、", map(notes.cite, first[:4])),
        ),
        hint=msg("有表头请用 header_row 指明所在行;没有表头请写 header_row = 0,各列名为 第1列、第2列 …"),
        repairs=[{"header_row": 0}],
    )


def _has_second(rows: Rows, first: int) -> bool:
    """Whether the row below continues the heading: it names what the row above leaves blank, and nothing else."""
    if len(rows) <= first:
        return False
    upper, lower = [clean(c) for c in rows[first - 1]], [clean(c) for c in rows[first]]
    width = max(len(upper), len(lower))
    upper, lower = upper + [""] * (width - len(upper)), lower + [""] * (width - len(lower))
    fills = [i for i in range(width) if lower[i] and not upper[i]]
    if not fills or fills[0] == 0 or any(map(_is_number, filter(None, lower))):
        return False
    for i in range(width):
        group = bool(upper[i]) and i + 1 < width and not upper[i + 1] and bool(lower[i + 1])
        if upper[i] and lower[i] and lower[i] != upper[i] and not group:
            return False
    return all(upper[i] == lower[i] or not lower[i] for i in range(width) if upper[i] and i + 1 < width and upper[i + 1])


def joined_names(rows: Rows) -> list[str]:
    """Names of all columns: a group heading stands before each name below it."""
    width = max((len(row) for row in rows), default=0)
    levels = [[clean(row[i]) if i < len(row) else "" for i in range(width)] for row in rows]
    for upper, lower in zip(levels, levels[1:], strict=False):
        for i in range(1, width):
            if not upper[i] and lower[i]:
                upper[i] = upper[i - 1]
    names = []
    for parts in zip(*levels, strict=True):
        different = [part for k, part in enumerate(parts) if part and part not in parts[:k]]
        names.append(JOINT.join(different))
    return names


def split_body(rows: Rows, heading: Heading, notes: Notes, leave_out: Sequence[str] | None) -> list[tuple[int, list[str]]]:
    """
    Data rows with their numbers; rows that are no data are left out aloud.

    Parameters
    ----------
    leave_out
        First words of rows that are no data, as the study says; None: found out.
    """
    start = heading.row + heading.rows - 1 if heading.row else 0
    body = [(n, list(row)) for n, row in enumerate(rows[start:], start + 1) if any(cell.strip() for cell in row)]
    width = len(heading.names)
    kinds = _declared(body, leave_out) if leave_out is not None else _found(body, heading)
    for kind, words in (
        (msg("合计行"), "totals"),
        (msg("说明文字"), "notes"),
        (msg("重复的表头"), "headings"),
        (msg("leave_out 所指的行"), "leave_out"),
    ):
        left = [(n, row) for (n, row) in body if kinds.get(n) == words]
        if not left:
            continue
        whole = [" ".join(row).strip() for _, row in left]
        told = [notes.cite(words) for words in whole]
        firsts = list(
            dict.fromkeys(_first(row) if said == words else said for (_, row), words, said in zip(left, whole, told, strict=True))
        )
        numbers = [n for n, _ in left]
        repair = {"leave_out": sorted(set(_all_firsts(body, kinds)))} if leave_out is None and told == whole else None
        text = msg(
            "{count} 行{kind}未作为数据(第 {numbers} 行:{firsts}{value})",
            count=len(left),
            kind=kind,
            numbers=listed(numbers),
            firsts=joined("、", firsts[:FIRSTS_SHOWN]),
            value=" …" if len(firsts) > FIRSTS_SHOWN else "",
        )
        notes.add("rows", "info" if leave_out is not None else "warning", text, {"rows": numbers}, repair)
    data = [(n, row) for n, row in body if n not in kinds]
    _note_ragged(data, width, heading, notes)
    return data


def _all_firsts(body: Sequence[tuple[int, Sequence[str]]], kinds: dict[int, str]) -> list[str]:
    return [next(iter(_cells(row)), "")[:LONGEST_NAME] for n, row in body if n in kinds]


def _declared(body: Sequence[tuple[int, Sequence[str]]], words: Sequence[str]) -> dict[int, str]:
    starts = tuple(word for word in words if word)
    return {
        n: "leave_out"
        for n, row in body
        if starts and (_first(row).startswith(starts) or next(iter(_cells(row)), "").startswith(starts))
    }


def _found(body: Sequence[tuple[int, Sequence[str]]], heading: Heading) -> dict[int, str]:
    kinds: dict[int, str] = {}
    wide = len(heading.names) > 2  # noqa: PLR2004 - a row of one cell is no row of such a table
    names = set(heading.names) if heading.row else set()
    last_full = next(
        (i for i in range(len(body) - 1, -1, -1) if _filled(body[i][1]) > 1 and not NOTES.match(_first(body[i][1]))), -1
    )
    for i, (n, row) in enumerate(body):
        first = _first(row)
        if first in names and _is_heading(row, heading):
            kinds[n] = "headings"
        elif TOTALS.match(first) or (_is_number(first) and _totals_beside(row)):
            kinds[n] = "totals"
        elif (wide and NOTES.match(first) and (i > last_full or _filled(row) == 1)) or (
            wide and i > last_full and _filled(row) == 1
        ):
            kinds[n] = "notes"
    return kinds


def _filled(row: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _is_heading(row: Sequence[str], heading: Heading) -> bool:
    """Whether a row repeats the heading."""
    cells = _cells(row)
    return len(cells) > 1 and cells == [name for name in heading.names if name in cells]


def _totals_beside(row: Sequence[str]) -> bool:
    """Whether a numbered row is a sum: ``13, 合计``."""
    cells = _cells(row[:4])
    return len(cells) > 1 and TOTAL_SIGN in cells[1] and bool(TOTALS.match(cells[1]))


def _note_ragged(data: Sequence[tuple[int, Sequence[str]]], width: int, heading: Heading, notes: Notes) -> None:
    """Rows with more cells than the heading names: often a comma in a text that nobody quoted."""
    named = sum(not NUMBERED_COLUMN.fullmatch(name) for name in heading.names)
    last_named = max((i + 1 for i, name in enumerate(heading.names) if not NUMBERED_COLUMN.fullmatch(name)), default=width)
    wide = [n for n, row in data if any(cell.strip() for cell in row[last_named:])]
    if wide and named and heading.row:
        text = msg(
            "{count} 行比表头多出若干格(第 {wide} 行):可能是文字中未加引号的逗号使各列错位,请核对",
            count=len(wide),
            wide=listed(wide),
        )
        notes.add("rows", "warning", text, {"rows": wide})
