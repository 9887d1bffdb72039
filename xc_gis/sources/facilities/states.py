"""The state of every row of a list, from all that says it: words, ticks, days, the name. What says closed or planned wins."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from xc_gis.languages.message import joined, msg
from xc_gis.sources.facilities.name_states import state_in_name
from xc_gis.sources.facilities.status import read_day, read_status
from xc_gis.sources.facilities.yes_no import is_ticks, status_of_ticks
from xc_gis.sources.rows.cells import ROW, is_missing, texts
from xc_gis.sources.rows.left_out_rows import ProblemList
from xc_gis.sources.rows.notes import Notes, listed

ACTION = {"closed": msg("按停业处理"), "planned": msg("按尚未开业处理")}
NAMES_SHOWN = 4


def states(
    frame: pd.DataFrame, headings: Mapping[str, str], today: date | None, problems: ProblemList, notes: Notes
) -> pd.Series:
    """
    Status of each row: ``open``, ``planned``, ``closed``, or empty where nobody can tell.

    Parameters
    ----------
    frame
        Canonical columns, those of the file, ``ROW``.
    headings
        Heading in the file by canonical column, where the study names it.
    today
        The day of the study; None: days of opening and closing say nothing.
    problems, notes
        Take rows that are not open by a tick or by their name, and days that cannot be read.
    """

    def text(name: str) -> pd.Series:
        return texts(frame[name]) if name in frame.columns else pd.Series("", index=frame.index)

    words = text("status")
    if "status" in frame.columns and is_ticks(frame["status"], headings.get("status", "status")):
        words = pd.Series("", index=frame.index)
    _note_days(frame, problems, notes)
    status, unknown = read_status(words, text("since"), text("until"), today)
    status = status.mask(unknown, "")
    ticks = status_of_ticks(frame, headings, notes)
    by_tick = ticks.status.isin(list(ACTION)) & (status == "open")
    for row, found, evidence in zip(frame[ROW][by_tick], ticks.status[by_tick], ticks.evidence[by_tick], strict=True):
        problems.add(notes.layer, row, msg("按勾选列不算开放:{evidence}", evidence=evidence), ACTION[found])
    status = status.mask(by_tick, ticks.status).mask((ticks.status == "?") & (status == "open"), "")
    return _by_name(frame, text("name"), status, words, problems, notes)


def _by_name(
    frame: pd.DataFrame, names: pd.Series, status: pd.Series, words: pd.Series, problems: ProblemList, notes: Notes
) -> pd.Series:
    found = names.map(state_in_name)
    new = found.notna() & (status == "open")
    if not new.any():
        return status
    rows = frame[ROW][new].tolist()
    for row, state, word in zip(rows, found[new], words[new], strict=True):
        against = msg("(状态列写的是 “{word}”)", word=word) if word else ""
        problems.add(
            notes.layer, row, msg("名称里写着状态:{word}{against}", word=state.word, against=against), ACTION[state.status]
        )
    written = list(dict.fromkeys(state.word for state in found[new]))
    shown = joined("、", written[:NAMES_SHOWN]) + (msg(" 等") if len(written) > NAMES_SHOWN else "")
    text = msg("{count} 行的名称里写着 {shown},不算开放(第 {rows} 行)", count=len(rows), shown=shown, rows=listed(rows))
    notes.add("rows", "warning", text, {"rows": rows, "words": written})
    return status.mask(new, found.map(lambda state: state.status if state else ""))


def _note_days(frame: pd.DataFrame, problems: ProblemList, notes: Notes) -> None:
    """Days that nobody can read say nothing; that must be known."""
    for role, what in (("since", msg("开业日期")), ("until", msg("停业日期"))):
        if role not in frame.columns:
            continue
        words = texts(frame[role])
        strange = ~is_missing(frame[role]) & words.map(lambda word: read_day(word) is None)
        rows = frame[ROW][strange].tolist()
        for row, word in zip(rows, words[strange], strict=True):
            problems.add(notes.layer, row, msg("{what}读不懂:{word}", what=what, word=word), msg("当作没有写"))
        if rows:
            text = msg(
                "{count} 个{what}读不懂(如 “{word}”,第 {rows} 行),当作没有写",
                count=len(rows),
                what=what,
                word=words[strange].iloc[0],
                rows=listed(rows),
            )
            notes.add("rows", "warning", text, {"column": role, "rows": rows})
