"""The state of every row of a list, from all that says it: words, ticks, days, the name. What says closed or planned wins."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from xc_gis.sources.facilities.name_states import state_in_name
from xc_gis.sources.facilities.status import read_day, read_status
from xc_gis.sources.facilities.yes_no import is_ticks, status_of_ticks
from xc_gis.sources.notes import Notes, listed
from xc_gis.sources.problems import ProblemList
from xc_gis.sources.tables.cells import ROW, is_missing, texts

ACTION = {"closed": "按停业处理", "planned": "按尚未开业处理"}
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
    _tell_days(frame, problems, notes)
    status, unknown = read_status(words, text("since"), text("until"), today)
    status = status.mask(unknown, "")
    ticks = status_of_ticks(frame, headings, notes)
    by_tick = ticks.status.isin(list(ACTION)) & (status == "open")
    for row, found, said in zip(frame[ROW][by_tick], ticks.status[by_tick], ticks.said[by_tick], strict=True):
        problems.add(notes.layer, row, f"按勾选列不算开放:{said}", ACTION[found])
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
        against = f"(状态列写的是 “{word}”)" if word else ""
        problems.add(notes.layer, row, f"名称里写着状态:{state.word}{against}", ACTION[state.status])
    said = list(dict.fromkeys(state.word for state in found[new]))
    shown = "、".join(said[:NAMES_SHOWN]) + (" 等" if len(said) > NAMES_SHOWN else "")
    text = f"{len(rows)} 行的名称里写着 {shown},不算开放(第 {listed(rows)} 行)"
    notes.add("rows", "warning", text, {"rows": rows, "words": said})
    return status.mask(new, found.map(lambda state: state.status if state else ""))


def _tell_days(frame: pd.DataFrame, problems: ProblemList, notes: Notes) -> None:
    """Days that nobody can read say nothing; that must be known."""
    for role, what in (("since", "开业日期"), ("until", "停业日期")):
        if role not in frame.columns:
            continue
        words = texts(frame[role])
        strange = ~is_missing(frame[role]) & words.map(lambda word: read_day(word) is None)
        rows = frame[ROW][strange].tolist()
        for row, word in zip(rows, words[strange], strict=True):
            problems.add(notes.layer, row, f"{what}读不懂:{word}", "当作没有写")
        if rows:
            text = f"{len(rows)} 个{what}读不懂(如 “{words[strange].iloc[0]}”,第 {listed(rows)} 行),当作没有写"
            notes.add("rows", "warning", text, {"column": role, "rows": rows})
