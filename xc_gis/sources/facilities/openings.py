"""When a facility is open and whether its people come to the home, as its list says it."""

from __future__ import annotations

import unicodedata

import pandas as pd

from xc_gis.hours.reading import read_hours
from xc_gis.languages.message import msg
from xc_gis.sources.facilities.tick_words import COMES_HOME, STAYS_AWAY
from xc_gis.sources.rows.cells import ROW, is_missing, texts
from xc_gis.sources.rows.left_out_rows import ProblemList
from xc_gis.sources.tables.marks import yes_no

OPENINGS = ("hours", "home_visit")
"""Columns, in the order of the frame."""

SHOWN = 60
"""Letters of a text that a message quotes."""


def openings(frame: pd.DataFrame, role: str, shown: str, problems: ProblemList) -> pd.Series:
    """
    Read a column of openings.

    Parameters
    ----------
    role
        ``hours``: the text stays as it is written; what cannot be read is listed with its reason. ``home_visit``: ``yes``, ``no``, or empty.

    Returns
    -------
    Series of text
        Empty where nothing is said; never a guess.
    """
    if role not in frame.columns:
        return pd.Series("", index=frame.index, dtype=object)
    stated = texts(frame[role]).mask(is_missing(frame[role]), "")
    return _hours(frame, stated, shown, problems) if role == "hours" else _home_visits(frame, stated, shown, problems)


def _hours(frame: pd.DataFrame, stated: pd.Series, shown: str, problems: ProblemList) -> pd.Series:
    for row, text in zip(frame[ROW], stated, strict=True):
        if reason := read_hours(text).reason:
            words = msg("开放时间“{text}”读不懂：{reason}", text=text[:SHOWN], reason=reason)
            problems.add(shown, row, words, msg("分时段时按未知处理"))
    return stated


def _home_visits(frame: pd.DataFrame, stated: pd.Series, shown: str, problems: ProblemList) -> pd.Series:
    ticks = yes_no(stated)
    found = []
    for row, text, tick in zip(frame[ROW], stated, ticks, strict=True):
        word = unicodedata.normalize("NFKC", text).strip()
        said = "" if not word else "yes" if tick or word in COMES_HOME else "no" if tick is False or word in STAYS_AWAY else None
        if said is None:
            problems.add(shown, row, msg("看不出“{text}”是不是上门服务", text=text[:SHOWN]), msg("按未知处理"))
        found.append(said or "")
    return pd.Series(found, index=frame.index, dtype=object)
