"""
Days off and make-up working days of China: data with a year (``holidays.yaml``), never a rule (decision 141).

Every day of the published arrangement on which people do not work is a day off, not the statutory day alone. A year without data has neither
days off nor make-up days, and says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

ORDINARY, OFF, MAKE_UP = "ordinary", "off", "make_up"
"""Kinds of a day: as its weekday has it; off by the arrangement; a Saturday or Sunday on which people work."""

SATURDAY = 5


@dataclass(frozen=True, eq=False)
class Calendar:
    """
    Special days of some years.

    Attributes
    ----------
    off
        Name of the holiday (Chinese) by day.
    make_up
        Make-up working days.
    years
        Years of which all special days are known.
    """

    off: Mapping[date, str]
    make_up: frozenset[date]
    years: frozenset[int]

    def kind(self, day: date) -> str:
        """``ORDINARY``, ``OFF`` or ``MAKE_UP``; ordinary in a year without data."""
        if day in self.off:
            return OFF
        return MAKE_UP if day in self.make_up else ORDINARY

    def is_working_day(self, day: date) -> bool:
        """Whether people with a week of five days work."""
        kind = self.kind(day)
        return kind == MAKE_UP or (kind == ORDINARY and day.weekday() < SATURDAY)

    def ordinary_from(self, day: date, weekday: int) -> date:
        """The first ordinary day from ``day`` on that is this weekday (Monday 0)."""
        found = day + timedelta(days=(weekday - day.weekday()) % 7)
        while self.kind(found) != ORDINARY:
            found += timedelta(weeks=1)
        return found

    def off_weekday(self, day: date) -> date | None:
        """
        The first day off from ``day`` on that is no Saturday or Sunday, else (all years that are known have passed) the last before it.

        None in a year without data.

        A Saturday that belongs to an arrangement would be free anyhow: it says nothing of holidays.
        """
        if day.year not in self.years:
            return None
        found = sorted(one for one in self.off if one.weekday() < SATURDAY)
        return next((one for one in found if one >= day), found[-1] if found else None)


@lru_cache(maxsize=1)
def china() -> Calendar:
    """The calendar of ``holidays.yaml``."""
    return read_calendar(resources.files("xc_gis.hours").joinpath("holidays.yaml").read_text(encoding="utf-8"))


def read_calendar(text: str) -> Calendar:
    """
    Read a calendar in the form of ``holidays.yaml``.

    Raises
    ------
    ValueError
        A day that stands under another year, or is off and worked.
    """
    content: Mapping[int, Any] = yaml.safe_load(text)
    off: dict[date, str] = {}
    make_up: set[date] = set()
    for year, stated in content.items():
        for entry in stated["days_off"]:
            off.update((day, str(entry["zh"])) for day in _days(entry["from"], entry["to"]))
        make_up.update(stated["work"])
        stray = [day for day in (*off, *make_up) if day.year not in content]
        if stray:
            raise ValueError(f"{year}: {stray[0]} stands under another year")
    both = sorted(make_up & set(off))
    if both:
        raise ValueError(f"{both[0]} is off and worked")
    return Calendar(off, frozenset(make_up), frozenset(content))


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
