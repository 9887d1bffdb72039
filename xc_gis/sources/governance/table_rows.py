"""A table of this room as rows with canonical columns: read through the doors of ``tables``, columns by what the study says, else by their headings."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

import pandas as pd

from xc_gis.errors import InputError, nearest_spelling
from xc_gis.languages.message import joined, msg
from xc_gis.sources.governance.public_words import cited
from xc_gis.sources.governance.words import BRACKETS, TICKET_SIGNS
from xc_gis.sources.rows.cells import ROW
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.named_files import StudyFiles
from xc_gis.sources.study.tables import AreaTable
from xc_gis.sources.tables.header_row import JOINT, is_year, second_heading
from xc_gis.sources.tables.read import read_table
from xc_gis.sources.tables.role_words import role_word
from xc_gis.sources.tables.row_words import NUMBERED_COLUMN
from xc_gis.sources.tables.units import without_unit

Headings = Mapping[str, tuple[str, ...]]

HEADINGS, COLUMN_OF = "headings", "column_of"


def read_rows(files: StudyFiles, table: AreaTable, headings: Headings, notes: Notes) -> pd.DataFrame:
    """
    Rows of a table as text, columns under their roles; columns without a role are left out; all headings stand in ``attrs[HEADINGS]``, the heading of each role in ``attrs[COLUMN_OF]``.

    Raises
    ------
    InputError
        Unreadable table, that of the hotline, a column that the study names and the table has not, two columns of one role, no row of data.
    """
    place = files.resolve(table.path)
    notes.cite = cited
    raw = read_table(
        place, notes.layer, encoding=table.encoding, delimiter=table.delimiter, sheet=table.sheet, header_row=table.header_row,
        header_rows=table.header_rows, leave_out=table.leave_out, notes=notes,
    )  # fmt: skip
    columns = [str(name) for name in raw.columns if name != ROW]
    refuse_tickets(columns, notes.layer)
    found = roles_of(columns, table.columns, headings, notes.layer)
    if len(raw) == 0:
        raise InputError(msg("{shown} 没有任何数据行", shown=notes.layer), hint=notes.why_no_rows(msg("请检查文件内容或工作表")))
    refuse_second_heading(raw, headings, notes.layer)
    rows = raw[[*found.values(), ROW]].rename(columns={column: role for role, column in found.items()})
    rows.attrs[HEADINGS], rows.attrs[COLUMN_OF] = columns, found
    return rows


def roles_of(columns: Sequence[str], stated: Mapping[str, str], headings: Headings, shown: str) -> dict[str, str]:
    """
    Column by role: those that the study states, then those whose heading says it.

    Raises ``InputError`` for a stated role or column that does not exist and for two columns that say the same.
    """
    for role, column in stated.items():
        if role not in headings:
            raise InputError(
                msg("{shown} 的 columns 没有 “{role}” 这一项", shown=shown, role=role),
                hint=nearest_spelling(role, headings) or msg("可用:{asked}", asked=joined("、", headings)),
            )
        if column not in columns:
            raise InputError(
                msg("{shown} 没有列 “{column}”(columns.{name};现有:{found})", shown=shown, column=cited(column), name=role, found=joined("、", map(cited, columns))),
                hint=nearest_spelling(column, columns),
            )  # fmt: skip
    found = dict(stated)
    for role, names in headings.items():
        if role in found:
            continue
        free = [column for column in columns if column not in found.values()]
        ranked = sorted(
            (min(ranks), column) for column in free if (ranks := [names.index(w) for w in plain_headings(column) if w in names])
        )
        equal = [column for rank, column in ranked if rank == ranked[0][0]]
        if len(equal) > 1:
            raise InputError(
                msg(
                    "{shown} 有几列都可能是{value}:{equal}",
                    shown=shown,
                    value=role_word(role, names),
                    equal=joined("、", map(cited, equal)),
                ),
                hint=msg('请在 columns 中指明,如 columns = {{ {role} = "{equal}" }}', role=role, equal=equal[0]),
            )
        if equal:
            found[role] = equal[0]
    return found


def refuse_tickets(columns: Sequence[str], shown: str) -> None:
    """Stop where the hotline's table was taken for another one: its reader alone may read it (decision 201). Raises ``InputError``."""
    if sum(not TICKET_SIGNS.isdisjoint(plain_headings(column)) for column in columns) > 1:
        raise InputError(
            msg("{shown} 像是 12345 热线工单表，不能当作这张表读取", shown=shown), hint=msg("请换一张表；工单请写在 [hotline]")
        )


def refuse_second_heading(raw: pd.DataFrame, headings: Headings, shown: str) -> None:
    """
    Stop where the first row of data is a row of headings.

    So it is where two of its cells or more, and most of them, are words that head a column, or years in and before columns without a heading.
    """
    first = raw.drop(columns=ROW).iloc[0]
    cells = {str(name): str(cell).strip() for name, cell in first.items() if not pd.isna(cell) and str(cell).strip()}
    names = [str(name) for name in first.index]
    unnamed = [bool(NUMBERED_COLUMN.fullmatch(name)) for name in names]
    free = (
        set()
        if all(unnamed)
        else {name for name, own, after in zip(names, unnamed, [*unnamed[1:], False], strict=True) if own or after}
    )
    known = {name for words in headings.values() for name in words}
    heading = [
        name for name, cell in cells.items() if not known.isdisjoint(plain_headings(cell)) or (name in free and is_year(cell))
    ]
    if len(heading) > 1 and 2 * len(heading) > len(cells):
        raise second_heading(shown, int(raw[ROW].iloc[0]))


def plain_headings(column: str) -> tuple[str, ...]:
    """A heading as it is compared: whole, the last of several rows, without its unit."""
    words = (column, column.rsplit(JOINT, 1)[-1], without_unit(column))
    return tuple(dict.fromkeys(BRACKETS.sub("", unicodedata.normalize("NFKC", word)).casefold() for word in words))


def require(frame: pd.DataFrame, roles: Sequence[str], headings: Headings, notes: Notes) -> None:
    """Stop where a column is missing that cannot be done without."""
    for role in roles:
        if role not in frame.columns:
            raise InputError(
                msg("{shown} 缺少列 {missing}；可用的列名：{names}", shown=notes.layer, missing=role_word(role, headings[role]), names=joined("、", headings[role])),
                hint=msg('表头不同时请在 columns 中指明,如 columns = {{ {role} = "…" }}；表头不在第 1 行或占几行时请写 header_row、header_rows', role=role),
            )  # fmt: skip
