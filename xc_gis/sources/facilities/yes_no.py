"""
Columns that say with a tick whether a facility is open: 是否撤销, 是否营业, 在用, 营业状态 0/1.

Which answer means closed follows from the heading. A column 状态 with 0 and 1 does not say: some systems write 0 for normal.
Such a column is not used, and reported.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from xc_gis.languages.message import joined, msg
from xc_gis.sources.facilities.status import STATUS
from xc_gis.sources.facilities.tick_words import AROUND, ASKS, CLOSED_WORDS, NOT_YET, OPEN_WORDS, PLAIN_STATE
from xc_gis.sources.rows.cells import ROW, is_missing, texts
from xc_gis.sources.rows.names import plain_name
from xc_gis.sources.rows.notes import Notes, listed
from xc_gis.sources.rows.reasons import with_reason
from xc_gis.sources.tables.marks import are_ticks, ticked_only, yes_no

_BRACKETS = re.compile(r"[(\[【].*?[)\]】]|\s|[*::??_-]")


@dataclass(frozen=True)
class Ticks:
    """Status by row (empty: says nothing, ``?``: cannot be decided) and why, as the ticks say."""

    status: pd.Series
    evidence: pd.Series


def status_of_ticks(frame: pd.DataFrame, headings: Mapping[str, str], notes: Notes) -> Ticks:
    """
    Read all columns of ticks that speak of the state.

    Parameters
    ----------
    frame
        The list: canonical and own columns, ``ROW``.
    headings
        Heading in the file by canonical column, where the study names it.

    Returns
    -------
    Ticks
        Where columns disagree, a closed one stands, then a planned one.
    """
    status, evidence = pd.Series("", index=frame.index, dtype=object), pd.Series("", index=frame.index, dtype=object)
    for column in frame.columns:
        heading = headings.get(str(column), str(column))
        core = "" if column in {ROW, "geometry"} else _core(heading)
        if core in PLAIN_STATE and column != "status" and are_ticks(frame[column]):
            words = joined("、", dict.fromkeys(w for w in texts(frame[column]) if w))
            text = msg("列 “{heading}” 只写了 {words},看不出哪个表示营业,没有使用:全部设施按营业计", heading=heading, words=words)
            notes.add("columns", "warning", text, {"column": heading})
        if core not in OPEN_WORDS and core not in CLOSED_WORDS:
            continue
        if (found := _found(frame[column], core)) is None:
            word = next((w for w in texts(frame[column]) if w), "")
            if word and column != "status" and heading.startswith(ASKS):
                text = msg("列 “{heading}” 写的不是“是/否”(如 “{words}”),没有使用:全部设施按营业计", heading=heading, words=word)
                notes.add("columns", "warning", text, {"column": heading})
            continue
        mark = with_reason(texts(frame[column]), texts(frame[column]) == "", msg("空"))
        worse = found.map(_RANK) > status.map(_RANK)
        status, evidence = status.where(~worse, found), evidence.where(~worse, heading + " = " + mark)
        _tell(frame[ROW], found, heading, notes)
    return Ticks(status, evidence)


def is_ticks(values: pd.Series, heading: str) -> bool:
    """Whether ``status_of_ticks`` reads this column, so that its cells are no words of states."""
    core = _core(heading)
    return (core in OPEN_WORDS or core in CLOSED_WORDS) and bool(yes_no(values).notna().any())


_RANK: Mapping[str, int] = {"": 0, "open": 1, "?": 2, "planned": 3, "closed": 4}


def _found(values: pd.Series, core: str) -> pd.Series | None:
    """Status by row; None where not one cell is a tick."""
    if core in OPEN_WORDS:
        yes, no, blank = "open", "planned" if core in NOT_YET else "closed", "?"
    else:
        yes, no, blank = "closed", "open", "open"
    ticks, nothing = yes_no(values), is_missing(values)
    if not ticks.notna().any():
        return None
    lacking = blank if ticked_only(values) else ""

    def status(tick: bool | None, word: str, empty: bool) -> str:
        if tick is not None:
            return yes if tick else no
        return lacking if empty else STATUS.get(plain_name(word), "?")

    read = [status(t, w, e) for t, w, e in zip(ticks, texts(values), nothing, strict=True)]
    return pd.Series(read, index=values.index, dtype=object)


def _core(heading: str) -> str:
    plain = _BRACKETS.sub("", unicodedata.normalize("NFKC", heading).casefold())
    folded = unicodedata.normalize("NFKC", heading).casefold().strip()
    if folded in OPEN_WORDS or folded in CLOSED_WORDS or folded in PLAIN_STATE:
        return folded
    if plain in PLAIN_STATE:
        return plain
    found = AROUND.match(plain)
    return found["core"] if found else plain


def _tell(numbers: pd.Series, found: pd.Series, heading: str, notes: Notes) -> None:
    rows, lost = numbers[found.isin(["closed", "planned"])].tolist(), numbers[found == "?"].tolist()
    if rows:
        text = msg("按列 “{heading}”,{count} 行不算开放(第 {rows} 行)", heading=heading, count=len(rows), rows=listed(rows))
        notes.add("rows", "warning", text, {"column": heading, "rows": rows})
    if lost:
        text = msg(
            "列 “{heading}” 有 {count} 行看不出是否开放(第 {lost} 行),没有使用",
            heading=heading,
            count=len(lost),
            lost=listed(lost),
        )
        notes.add("rows", "warning", text, {"column": heading, "rows": lost})
    if not rows and not lost:
        notes.add("columns", "info", msg("列 “{heading}” 说明全部设施开放", heading=heading), {"column": heading})
