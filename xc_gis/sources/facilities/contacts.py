"""How people reach a facility, as its list says it: its public telephone, and whether one can book online."""

from __future__ import annotations

import pandas as pd

from xc_gis.languages.message import msg
from xc_gis.sources.facilities.osm_places import TAGS
from xc_gis.sources.rows.cells import ROW, is_missing, texts
from xc_gis.sources.rows.left_out_rows import ProblemList
from xc_gis.sources.tables.marks import yes_no

CONTACTS = ("phone", "booking")
"""Columns, in the order of the frame."""

PHONE_TAGS = ("phone", "contact:phone")
"""Tags of OpenStreetMap, the first that is there."""

SHOWN = 60


def contact(frame: pd.DataFrame, role: str, shown: str, problems: ProblemList) -> pd.Series:
    """
    Read a column of contacts.

    Parameters
    ----------
    role
        ``phone``: the text stays as it is written; one without a digit is no number and is listed. ``booking``: ``yes``, ``no``, or empty.

    Returns
    -------
    Series of text
        Empty where nothing is said.
    """
    if TAGS in frame.columns and role == "phone":
        return frame[TAGS].map(lambda tags: next((tags[key] for key in PHONE_TAGS if key in tags), "")).astype(object)
    if role not in frame.columns:
        return pd.Series("", index=frame.index, dtype=object)
    stated = texts(frame[role])
    if role == "phone":
        stated = stated.mask(is_missing(frame[role]), "")
        return _told(frame, stated, stated.where(stated.str.contains(r"\d"), ""), shown, problems, msg("没有号码"))
    said = yes_no(frame[role]).map({True: "yes", False: "no"}).fillna("")
    return _told(frame, stated.mask(is_missing(frame[role]), ""), said, shown, problems, msg("看不出能否在线预约"))


def _told(frame: pd.DataFrame, stated: pd.Series, found: pd.Series, shown: str, problems: ProblemList, why: str) -> pd.Series:
    """``found``; rows that state something of which nothing is found are listed."""
    for row, text in zip(frame[ROW][(stated != "") & (found == "")], stated[(stated != "") & (found == "")], strict=True):
        problems.add(shown, row, msg("“{text}”{why}", text=text[:SHOWN], why=why), msg("按未知处理"))
    return found.astype(object)
