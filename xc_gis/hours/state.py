"""
Open, closed or unknown at a moment, with the special days of the Chinese calendar (decision 141).

``opening-hours-py`` evaluates the hours of a weekday; which weekday a holiday or a make-up working day stands for is decided here, as it knows
only the statutory days of China, and no make-up day at all:

- What a text says of holidays (``PH``) holds on every day off of the published arrangement.
- Where rules for holidays stand before others, it is not said whether these hold on a holiday, too (``PH off; Mo-Fr 09:00-17:00``): what both
  orders say is known.
- A text that is open on the five working days and on no weekend follows the arrangement: closed on days off, open on make-up days.
- Any other text says nothing of special days: what it says of that weekday must agree with what it says of a Sunday (a day off) or of a
  Wednesday (a make-up day), else nobody knows. It is asked of the same day of a year in which that is this weekday: dates and seasons stay.
- A remark (``"by appointment"``) is no opening: unknown.
- A day of a year without data may be ordinary or special: both must agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import lru_cache

from opening_hours import OpeningHours, State

from xc_gis.hours.calendar import MAKE_UP, OFF, ORDINARY, SATURDAY, Calendar, china
from xc_gis.hours.moments import SliceMoment
from xc_gis.hours.reading import HOLIDAY_WORD, Hours
from xc_gis.hours.week import NAMES

CLOSED, UNKNOWN, OPEN = 0, 1, 2
"""States of a facility: the more certain to be open, the greater."""

STATE_NAMES = ("closed", "unknown", "open")

_BETWEEN_RULES = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')
_OF_ONE_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\bweek\b", re.IGNORECASE)
"""Texts that mean another thing in another year: of these the nearest such weekday is asked."""

YEARS_OF_WEEKDAYS = 28
"""After so many years weekdays fall on the same days again, 29 February too."""

MONDAY, WEDNESDAY, SUNDAY, A_WEEK = 0, 2, 6, 7
AFTER_NIGHT_HOUR = 6
"""From here on what began the day before is over (assumption; only hours after midnight of special days depend on it)."""


def state_at(hours: Hours, moment: SliceMoment, calendar: Calendar | None = None) -> int:
    """``OPEN``, ``CLOSED`` or ``UNKNOWN``; unknown where there are no hours, where they are not read, or where readings differ."""
    known = calendar or china()
    return _agreed(
        _state_of(text, when, known, as_usual=hours.as_usual or moment.is_ordinary)
        for text in hours.texts
        for when in moment.times
    )


def _agreed(answers: Iterable[int]) -> int:
    different = set(answers)
    return different.pop() if len(different) == 1 else UNKNOWN


@lru_cache(maxsize=65536)
def _state_of(text: str, when: datetime, calendar: Calendar, *, as_usual: bool) -> int:
    if as_usual:
        return _literal(text, when)
    today, before = when.date(), when.date() - timedelta(days=1)
    if today.year in calendar.years:
        return _on(text, when, calendar.kind(before), calendar.kind(today))
    special = OFF if today.weekday() < SATURDAY else MAKE_UP
    return _agreed({_on(text, when, ORDINARY, kind) for kind in (ORDINARY, OFF, special)})


def _on(text: str, when: datetime, before: str, today: str) -> int:
    """State at a time of a day of kind ``today`` after one of kind ``before``; days of other kinds do not matter."""
    early = when.hour < AFTER_NIGHT_HOUR
    if today == ORDINARY and (before == ORDINARY or not early):
        return _literal(text, when)
    if HOLIDAY_WORD.search(text) and OFF in {before, today}:
        days = [when - timedelta(days=1)] * (before == OFF) + [when] * (today == OFF)
        names = ",".join(NAMES[day.weekday()] for day in days)
        as_weekdays = [HOLIDAY_WORD.sub(names, one) for one in _orders(text)]
        asked = [when]
        if early and before == OFF:
            # the library lets the night of a day that is off go on behind midnight: it must have begun
            asked.append(when.replace(hour=0, minute=0) - timedelta(minutes=1))
        return _agreed(_literal(one, moment) for one in as_weekdays for moment in asked)
    if _has_five_days(text, when.date()):
        return _of_five_days(text, when, before, today, early=early)
    if today == ORDINARY:
        return _literal(text, when)
    return _agreed((_literal(text, when), _literal(text, _moved(text, when, SUNDAY if today == OFF else WEDNESDAY))))


def _orders(text: str) -> set[str]:
    """The text as written, and with its rules for holidays behind the others."""
    if "||" in text:
        return {text}
    rules = _BETWEEN_RULES.split(text)
    return {text, ";".join(sorted(rules, key=lambda rule: bool(HOLIDAY_WORD.search(rule))))}


def _of_five_days(text: str, when: datetime, before: str, today: str, *, early: bool) -> int:
    """A week of five days on special days: as on a working day or as on a Sunday."""
    works, worked = (_works(kind, day) for kind, day in ((today, when), (before, when - timedelta(days=1))))
    if not early:
        if not works:
            return _literal(text, _moved(text, when, SUNDAY))
        return _agreed(_literal(text, _moved(text, when, weekday)) for weekday in range(SATURDAY))
    if works:
        return _literal(text, _moved(text, when, WEDNESDAY if worked else MONDAY))
    return _literal(text, _moved(text, when, SATURDAY if worked else SUNDAY))


def _works(kind: str, day: datetime) -> bool:
    return kind == MAKE_UP or (kind == ORDINARY and day.weekday() < SATURDAY)


def _moved(text: str, when: datetime, weekday: int) -> datetime:
    """The same hour and day in the nearest year in which that is such a weekday; of texts that mean one year, on the nearest such weekday."""
    if not _OF_ONE_YEAR.search(text):
        return _day_as(when, weekday)
    ahead = (weekday - when.weekday()) % A_WEEK
    return when + timedelta(days=ahead if ahead <= A_WEEK // 2 else ahead - A_WEEK)


@lru_cache(maxsize=8192)
def _day_as(when: datetime, weekday: int) -> datetime:
    for year in sorted(
        range(when.year - YEARS_OF_WEEKDAYS, when.year + YEARS_OF_WEEKDAYS + 1), key=lambda one: abs(one - when.year)
    ):
        with suppress(ValueError):  # 29 February
            if (found := when.replace(year=year)).weekday() == weekday:
                return found
    raise AssertionError(when)


@lru_cache(maxsize=8192)
def _has_five_days(text: str, day: date) -> bool:
    """Whether something opens on this day where it is any of Monday to Friday, and nothing where it is Saturday or Sunday."""
    midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - local time
    return [_opens_on(text, _moved(text, midnight, weekday).date()) for weekday in range(A_WEEK)] == [True] * SATURDAY + [
        False
    ] * (A_WEEK - SATURDAY)


def _opens_on(text: str, day: date) -> bool:
    """Whether it is open on a day at all; what goes on from the night before does not count."""
    midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - local time
    morning = midnight + timedelta(hours=AFTER_NIGHT_HOUR)
    spans = _parsed(text).intervals(midnight, midnight + timedelta(days=1))
    return any(state != State.CLOSED and end > morning for _, end, state, _ in spans)


def _literal(text: str, when: datetime) -> int:
    """What the text says of a weekday, holidays apart."""
    state, remark = _parsed(text).state(when)
    if state == State.CLOSED:
        return CLOSED
    return OPEN if state == State.OPEN and not remark else UNKNOWN


@lru_cache(maxsize=8192)
def _parsed(text: str) -> OpeningHours:
    return OpeningHours(text)
