"""What a text says of the days of a week, put together and written as OpenStreetMap has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from xc_gis.hours.clock import DAY, HOUR, Span
from xc_gis.hours.tokens import UnreadableHours
from xc_gis.hours.words import EVERY_DAY, HOLIDAY
from xc_gis.languages.message import msg

NAMES = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "PH")

DayDate = tuple[int, int]
"""Month and day."""

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass
class Week:
    """
    Hours of one season, or of the whole year.

    Attributes
    ----------
    general
        Hours of every day that is not named.
    named
        Hours of named days (Monday 0 … Sunday 6, holiday 7).
    pauses
        Days (None: all) and hours at which it is closed meanwhile.
    """

    general: list[Span] = field(default_factory=list)
    named: dict[int, list[Span]] = field(default_factory=dict)
    pauses: list[tuple[tuple[int, ...] | None, Span]] = field(default_factory=list)

    def add(self, days: tuple[int, ...] | None, spans: Sequence[Span]) -> None:
        """Hours of days; None: of every day that is not named."""
        if days is None:
            self.general += spans
        for day in days or ():
            self.named.setdefault(day, []).extend(spans)

    def by_day(self, off: frozenset[int]) -> dict[int, list[Span]]:
        """
        Hours by day, in their order; days that are not there are not spoken of.

        Raises
        ------
        UnreadableHours
            Hours that overlap, a pause outside of them, or no hours at all.
        """
        found: dict[int, list[Span]] = {}
        for day in EVERY_DAY:
            spans = [] if day in off else self.named.get(day, self.general)
            found[day] = self._without_pauses(day, _in_order(spans))
        if HOLIDAY in off:
            found[HOLIDAY] = []
        elif HOLIDAY in self.named:
            found[HOLIDAY] = self._without_pauses(HOLIDAY, _in_order(self.named[HOLIDAY]))
        if not any(found[day] for day in EVERY_DAY):
            raise UnreadableHours(msg("没有写平日几点开放"))
        return found

    def _without_pauses(self, day: int, spans: list[Span]) -> list[Span]:
        for days, (begin, end) in self.pauses:
            if not spans or (days is not None and day not in days):
                continue
            around = next((span for span in spans if span[0] < begin and end < span[1]), None)
            if around is None:
                raise UnreadableHours(msg("中间休息的时间不在开放时间之内"))
            at = spans.index(around)
            spans = [*spans[:at], (around[0], begin), (end, around[1]), *spans[at + 1 :]]
        return spans


def _in_order(spans: Sequence[Span]) -> list[Span]:
    for before, after in zip(spans, spans[1:], strict=False):
        if after[0] < before[1]:
            raise UnreadableHours(msg("同一天的时间重叠或倒序"))
    if len(spans) > 1 and spans[-1][1] - DAY > spans[0][0]:
        raise UnreadableHours(msg("同一天的时间重叠或倒序"))
    return list(spans)


def rules(by_day: Mapping[int, Sequence[Span]]) -> Iterator[tuple[str, str]]:
    """Days and hours as OpenStreetMap writes them, days of the same hours together: ``("Mo-Fr", "08:30-12:00,13:30-17:30")``."""
    by_hours: dict[str, list[int]] = {}
    for day in sorted(by_day):
        by_hours.setdefault(",".join(map(_span, by_day[day])) or "off", []).append(day)
    for hours, days in by_hours.items():
        if hours != "off":
            yield _days(days), hours
    if HOLIDAY in by_hours.get("off", ()):
        yield NAMES[HOLIDAY], "off"


def _span(span: Span) -> str:
    begin, end = span
    return f"{_time(begin)}-{_time(end - DAY if end > DAY else end)}"


def _time(minutes: int) -> str:
    return f"{minutes // HOUR:02d}:{minutes % HOUR:02d}"


def _days(days: Sequence[int]) -> str:
    runs: list[list[int]] = []
    for day in days:
        if runs and day == runs[-1][1] + 1 and day != HOLIDAY:
            runs[-1][1] = day
        else:
            runs.append([day, day])
    return ",".join(NAMES[first] if first == last else f"{NAMES[first]}-{NAMES[last]}" for first, last in runs)


def season(first: DayDate, last: DayDate) -> str:
    """
    A part of the year as OpenStreetMap writes it.

    >>> season((5, 1), (9, 30))
    'May 1-Sep 30'
    """
    return f"{MONTHS[first[0] - 1]} {first[1]}-{MONTHS[last[0] - 1]} {last[1]}"


def day_after(day: DayDate) -> DayDate:
    """The next day of the year; of February both ends are taken."""
    month, number = day
    if number < LENGTHS[month - 1] and day != (2, 28):
        return month, number + 1
    return month % len(MONTHS) + 1, 1
