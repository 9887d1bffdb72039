"""
Moments at which coverage is asked for: an hour of a weekday (``WED 20:00``), of a holiday (``PH 10:00``), or of one day (``2026-10-01T19:30``).

A weekday means an ordinary one: no holiday and no make-up working day. The study's day says in which season; without one, every week of a
year is looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from xc_gis.hours.calendar import Calendar, china
from xc_gis.languages.message import Message, msg

WEEKDAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
HOLIDAY = "PH"

WEEKS = 52
"""Weeks looked at where no day is known: what differs between them is unknown."""

ANY_MONDAY = date(2026, 1, 5)
"""Where these weeks begin; which year does not matter for hours that repeat every year."""

FORM = r"(?i)(MON|TUE|WED|THU|FRI|SAT|SUN|PH)\s+([01]?\d|2[0-3]):[0-5]\d|\d{4}-(0[1-9]|1[0-2])-([0-2]\d|3[01])[ T]([01]\d|2[0-3]):[0-5]\d"
EXAMPLE = "WED 20:00、PH 10:00、2026-10-01T19:30"


class NoSuchMoment(ValueError):  # noqa: N818 - a reason, not a fault of the program
    """A moment that cannot be had; ``reason`` says why, for people."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class SliceMoment:
    """
    A moment with its day.

    Attributes
    ----------
    word
        As it was asked for.
    times
        Local time; several where the day of the year is not known.
    is_ordinary
        It means ordinary days, whatever the calendar knows of these.
    """

    word: str
    times: tuple[datetime, ...]
    is_ordinary: bool

    @property
    def day(self) -> date | None:
        """The day that is meant; None where that is any week of the year."""
        return self.times[0].date() if len(self.times) == 1 else None


def moment_of(word: str, study_date: date | None = None, calendar: Calendar | None = None) -> SliceMoment:
    """
    Read a moment.

    Parameters
    ----------
    study_date
        Day that the study speaks of: weekdays and holidays are looked for from it on.

    Raises
    ------
    NoSuchMoment
        It is written wrongly, there is no such day, or the calendar has no holidays of the study's year.
    """
    known = calendar or china()
    stated = word.strip().upper()
    if not re.fullmatch(FORM, stated):
        raise NoSuchMoment(msg("看不懂时刻“{word}”；请写成 {example} 的样子", word=word, example=EXAMPLE))
    if stated[0].isdigit():
        try:
            return SliceMoment(word, (datetime.fromisoformat(stated),), is_ordinary=False)
        except ValueError as fault:
            raise NoSuchMoment(msg("没有“{word}”这一天", word=word)) from fault
    name, clock = stated.split()
    hour, minute = (int(part) for part in clock.split(":"))
    at = time(hour, minute)
    if name == HOLIDAY:
        return SliceMoment(word, (datetime.combine(_holiday(study_date, known), at),), is_ordinary=False)
    weekday = WEEKDAYS.index(name)
    if study_date is not None:
        return SliceMoment(word, (datetime.combine(known.ordinary_from(study_date, weekday), at),), is_ordinary=True)
    first = ANY_MONDAY + timedelta(days=weekday)
    return SliceMoment(word, tuple(datetime.combine(first + timedelta(weeks=n), at) for n in range(WEEKS)), is_ordinary=True)


def _holiday(study_date: date | None, calendar: Calendar) -> date:
    if study_date is None:
        raise NoSuchMoment(msg("项目没有写日期，不知道是哪一年的节假日"))
    found = calendar.off_weekday(study_date)
    if found is None:
        raise NoSuchMoment(msg("没有 {year} 年的节假日安排", year=study_date.year))
    return found
