"""The table of emergency plans (应急预案) of subdistricts, communities and compounds: whether there is one, of which day, which shelters it names."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from xc_gis.errors import InputError, nearest_spelling
from xc_gis.languages.message import msg
from xc_gis.model import NO, UNKNOWN, YES, InputRecord
from xc_gis.model.emergency import PLAN_LEVELS
from xc_gis.sources.facilities.status import read_day
from xc_gis.sources.governance.level_words import DRAWN_UP, NOT_DRAWN_UP, PLAN_HEADINGS
from xc_gis.sources.governance.levels import AreasByLevel, areas_at_levels
from xc_gis.sources.governance.measure_words import LIST_MARKS
from xc_gis.sources.governance.offices import refuse_person
from xc_gis.sources.governance.public_words import cited
from xc_gis.sources.governance.table_rows import read_rows, require
from xc_gis.sources.governance.words import NOT_KNOWN
from xc_gis.sources.rows.cells import ROW, texts
from xc_gis.sources.rows.keys import Keys, id_text
from xc_gis.sources.rows.notes import Notes, listed
from xc_gis.sources.study.named_files import StudyFiles
from xc_gis.sources.study.tables import AreaTable
from xc_gis.sources.tables.marks import yes_no

PLAN_COLUMNS = ("level", "area", "plan", "dated", "role", "shelters", "row")
"""``plan``: yes, no, unknown; ``dated``: ISO day or empty; ``shelters``: ids, ``;`` between."""


def read_plans(
    files: StudyFiles, table: AreaTable, known: AreasByLevel, shelters: Collection[str], notes: Notes
) -> tuple[pd.DataFrame, InputRecord]:  # fmt: skip
    """
    Read the table.

    Parameters
    ----------
    shelters
        Ids of the facilities that a plan may name.

    Returns
    -------
    DataFrame, InputRecord
        ``PLAN_COLUMNS``. An empty answer is unknown, never no.

    Raises
    ------
    InputError
        A missing column, an area or level that is none, two rows of one area, an answer or day that is none, a shelter that is no facility of
        the kinds asked for, a role that looks like a person, a plan that there is not and that names shelters: with its row.
    """
    frame = read_rows(files, table, PLAN_HEADINGS, notes)
    require(frame, ("level", "plan"), PLAN_HEADINGS, notes)
    places = areas_at_levels(frame, known, PLAN_LEVELS, notes)
    cells = {name: texts(frame[name]) if name in frame.columns else pd.Series("", index=frame.index) for name in PLAN_HEADINGS}
    answers = _answers(cells["plan"], frame[ROW], notes)
    ids, rows = Keys(pd.Series(sorted(shelters), dtype=object), msg("避难场所编号")), []
    for at, row, place, plan in zip(frame.index, frame[ROW].astype(int), places, answers, strict=True):
        role = str(cells["role"][at])
        refuse_person(role, msg("责任岗位"), row, notes)
        named = _shelters(str(cells["shelters"][at]), ids, shelters, row, notes)
        if named and plan == NO:
            raise InputError(
                msg("{shown} 第 {row} 行写明没有预案，却填了避难场所", shown=notes.layer, row=row), hint=msg("请更正“有无预案”或清空避难场所")
            )  # fmt: skip
        rows.append((*place, plan, _day(str(cells["dated"][at]), row, notes), role, ";".join(named), row))
    ids.tell(notes)
    found = pd.DataFrame(rows, columns=list(PLAN_COLUMNS))
    count = {answer: int((found["plan"] == answer).sum()) for answer in (YES, NO, UNKNOWN)}
    text = msg("预案：有 {yes} 个，没有 {no} 个，不清楚 {unknown} 个", yes=count[YES], no=count[NO], unknown=count[UNKNOWN])
    notes.add("rows", "info", text, count)
    return found, InputRecord("plans", notes.layer, files.sha256(table.path), len(frame), len(found), "")


def _answers(words: pd.Series, rows: pd.Series, notes: Notes) -> list[str]:
    found, blank = [], []
    for word, tick, row in zip(words, yes_no(words), rows.astype(int), strict=True):
        if word == "":
            blank.append(row)
        if tick is True or word in DRAWN_UP:
            found.append(YES)
        elif tick is False or word in NOT_DRAWN_UP:
            found.append(NO)
        elif word == "" or word.casefold() in NOT_KNOWN:
            found.append(UNKNOWN)
        else:
            raise InputError(
                msg("{shown} 第 {row} 行：看不出有无预案（“{word}”）", shown=notes.layer, row=row, word=cited(word)), hint=msg("请写 有、无 或 不清楚")
            )  # fmt: skip
    if blank:
        text = msg("{count} 行没有填有无预案（第 {rows} 行），按不清楚处理，不算“无”", count=len(blank), rows=listed(blank))
        notes.add("rows", "warning", text, {"rows": blank})
    return found


def _day(cell: str, row: int, notes: Notes) -> str:
    day = read_day(cell) if cell else None
    if cell and day is None:
        raise InputError(
            msg("{shown} 第 {row} 行：“{word}” 不是日期", shown=notes.layer, row=row, word=cited(cell)),
            hint=msg("请写成 2026-05-01 这样"),
        )
    return day.isoformat() if day else ""


def _shelters(cell: str, ids: Keys, shelters: Collection[str], row: int, notes: Notes) -> list[str]:
    found = []
    for word in filter(None, LIST_MARKS.split(cell)):
        one = ids.find(id_text(word), row)
        if one is None:
            raise InputError(
                msg("{shown} 第 {row} 行：没有编号为 “{word}” 的避难场所", shown=notes.layer, row=row, word=cited(word)),
                hint=nearest_spelling(word, sorted(shelters))
                or msg("请写设施表中的设施编号；哪些类型算避难场所见 [emergency] shelters"),
            )
        found.append(one)
    return list(dict.fromkeys(found))
