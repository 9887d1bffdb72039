"""
Opening hours of a facility, read: a Chinese form, or the syntax of OpenStreetMap; else unknown, with the reason (decision 140).

``opening-hours-py`` checks whatever comes out. It takes a remark alone for always, a year for the whole of it, and an open end for midnight:
such texts are held back here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined]  # its stub lacks the error

from xc_gis.hours.chinese import translated
from xc_gis.hours.tokens import UnreadableHours
from xc_gis.languages.message import Message, msg

LONGEST = 200
"""Letters of a text that is read at all: longer ones are stories."""

_HAS_HOURS = re.compile(r"\d{1,2}:\d{2}\s*-\s*\d{1,2}:\d{2}|24/7")
_BY_THE_SUN = re.compile(r"sunrise|sunset|dawn|dusk", re.IGNORECASE)
_OTHER_CALENDARS = re.compile(r"\bSH\b|\beaster\b|\bPH\s*[+-]", re.IGNORECASE)
_OPEN_END = re.compile(r"\d\+")
HOLIDAY_WORD = re.compile(r"\bPH\b")
"""Holidays in the syntax of OpenStreetMap; asked about by a weekday in their place (``state``)."""

_ASCII = re.compile(r"[\x20-\x7e]+")


@dataclass(frozen=True)
class Hours:
    """
    Opening hours as far as they are understood.

    Attributes
    ----------
    text
        As the source writes them.
    texts
        In the syntax of OpenStreetMap: one; two where summer and winter have no dates and only what both say is known; none where the
        text is not understood or there is none.
    as_usual
        Holidays are said to be as other days.
    reason
        Why it is not understood, for people; empty where it is, and where there is no text.
    """

    text: str
    texts: tuple[str, ...] = ()
    as_usual: bool = False
    reason: Message | str = ""

    @property
    def is_stated(self) -> bool:
        """Whether the source says anything."""
        return bool(self.text)

    @property
    def is_read(self) -> bool:
        """Whether it is understood."""
        return bool(self.texts)

    @property
    def osm(self) -> str:
        """In one line, for tables."""
        return " | ".join(self.texts)


@lru_cache(maxsize=8192)
def read_hours(text: str) -> Hours:
    """Read a text; one that says nothing comes back with nothing, and without a reason."""
    stated = text.strip()
    if not stated:
        return Hours("")
    if len(stated) > LONGEST:
        return Hours(stated, reason=msg("超过 {longest} 个字", longest=LONGEST))
    try:
        found = translated(stated)
    except UnreadableHours as fault:
        return _as_osm(stated, fault.reason)
    for one in found.texts:
        if _fault_of(one):
            return Hours(stated, reason=msg("写成“{osm}”后不能成立", osm=one))
    return Hours(stated, found.texts, found.as_usual)


def _as_osm(stated: str, reason: Message) -> Hours:
    """A text that is no Chinese form: the syntax of OpenStreetMap, or nothing."""
    letters = any(sign.isalpha() for sign in stated) or stated == "24/7"
    if not letters or not _ASCII.fullmatch(stated.partition('"')[0] or "x") or _fault_of(stated):
        return Hours(stated, reason=reason)
    if _BY_THE_SUN.search(stated):
        return Hours(stated, reason=msg("按日出日落开放，时刻不定"))
    if _OTHER_CALENDARS.search(stated):
        return Hours(stated, reason=msg("按学校假期或节日前后开放，日期不明"))
    if any(_fault_of(HOLIDAY_WORD.sub(days, stated)) for days in ("Mo", "Mo,Tu")):
        return Hours(stated, reason=msg("节假日与星期几写在一起，看不懂"))
    if _OPEN_END.search(stated):
        return Hours(stated, reason=msg("没有写几点结束"))
    if not _HAS_HOURS.search(stated.partition('"')[0]):
        return Hours(stated, reason=msg("没有写几点开放"))
    return Hours(stated, (stated,))


def _fault_of(text: str) -> str:
    try:
        OpeningHours(text)
    except (ParserError, ValueError) as fault:
        return str(fault) or "?"
    return ""
