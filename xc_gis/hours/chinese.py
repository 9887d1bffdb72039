"""
Opening hours as Chinese lists write them, in the syntax of OpenStreetMap (decision 140).

A text is cut into tokens, read from left to right, and put together day by day. What is not understood to the last word is not read at all:
half a text would close or open a place by what was left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from xc_gis.hours import tokens as kinds
from xc_gis.hours.clock import DAY as DAY_MINUTES
from xc_gis.hours.clock import TIMES, Span, span_at
from xc_gis.hours.tokens import Token, UnreadableHours, tokens
from xc_gis.hours.week import LENGTHS, DayDate, Week, day_after, rules, season
from xc_gis.hours.words import EVERY_DAY, GENERAL_DAYS, HOLIDAY, REST
from xc_gis.languages.message import msg

HOURS = frozenset((kinds.PART, kinds.ALL_DAY, *TIMES))
DAYS = frozenset((kinds.DAY, kinds.GROUP))
A_WEEK = 7
ENDS = frozenset((kinds.BREAK, kinds.AND, kinds.BRACKET))


@dataclass(frozen=True)
class Translation:
    """
    A text in the syntax of OpenStreetMap.

    Attributes
    ----------
    texts
        One; two where it has hours of summer and of winter and does not say when they begin: only what both say is known.
    as_usual
        It says that holidays are as other days.
    """

    texts: tuple[str, ...]
    as_usual: bool


@dataclass
class _Season:
    name: str = ""
    dates: tuple[DayDate, DayDate] | None = None
    week: Week = field(default_factory=Week)


def translated(text: str) -> Translation:
    """
    Translate a text.

    Raises
    ------
    UnreadableHours
        With the reason, for people.
    """
    return _Reader(tokens(text)).read()


class _Reader:
    """Reads tokens from left to right; keeps the days and the season that hold."""

    def __init__(self, found: Sequence[Token]) -> None:
        self._found, self._at = _brackets_last(found), 0
        self._seasons = [_Season()]
        self._days: tuple[int, ...] | None = None
        self._off: set[int] = set()
        self._as_usual = False
        self._pause = False
        self._last: tuple[Span, ...] = ()

    def read(self) -> Translation:
        """Read all tokens and put them together."""
        steps = {
            kinds.SEASON: self._season, kinds.DATE: self._dates, kinds.ALL_DAY: self._all_day, kinds.PAUSE: self._pause_begins,
            kinds.AS_USUAL: self._usual, kinds.NO_DAY_OFF: self._usual, kinds.CLOSED: self._closed,
            **dict.fromkeys(DAYS, self._day), **dict.fromkeys((kinds.PART, *TIMES), self._hours),
            **dict.fromkeys(ENDS, self._skip),
        }  # fmt: skip
        while self._at < len(self._found):
            token = self._found[self._at]
            if token.kind not in steps:
                raise UnreadableHours(msg("“{word}”的位置看不懂", word=token.text))
            steps[token.kind]()
        if self._pause:
            raise UnreadableHours(msg("午休没有写起止时间"))
        return self._put_together()

    def _kind(self, ahead: int = 0) -> str:
        """Kind of a token, empty behind the last."""
        at = self._at + ahead
        return self._found[at].kind if 0 <= at < len(self._found) else ""

    def _skip(self) -> None:
        self._at += 1

    def _usual(self) -> None:
        self._as_usual = True
        self._at += 1

    def _season(self) -> None:
        name = str(self._found[self._at].value)
        if self._kind(1) == kinds.BRACKET and self._kind(2) == kinds.DATE:
            self._at += 1
        self._at += 1
        self._begin_season(_Season(name, self._range_of_dates() if self._kind() == kinds.DATE else None))

    def _dates(self) -> None:
        self._begin_season(_Season("", self._range_of_dates()))

    def _begin_season(self, new: _Season) -> None:
        first = self._seasons[0]
        if len(self._seasons) == 1 and not first.name and first.dates is None:
            if first.week.general or first.week.named or self._days is not None:
                raise UnreadableHours(msg("只有一部分时间写了季节"))
            self._seasons = []
        self._seasons.append(new)
        self._days = None

    def _range_of_dates(self) -> tuple[DayDate, DayDate]:
        if self._kind(1) != kinds.RANGE or self._kind(2) != kinds.DATE:
            raise UnreadableHours(msg("“{word}”没有写到哪一天", word=self._found[self._at].text))
        first, last = self._date(0, whole_month=0), self._date(2, whole_month=1)
        self._at += 3
        return first, last

    def _date(self, ahead: int, *, whole_month: int) -> DayDate:
        """Month and day of a token; of a month alone its first (0) or its last day (1)."""
        month, day = (int(part) for part in self._found[self._at + ahead].value)
        length = LENGTHS[month - 1] if 1 <= month <= len(LENGTHS) else 0
        day = day or (length if whole_month else 1)
        if not 1 <= day <= length:
            raise UnreadableHours(msg("没有 {month} 月 {day} 日", month=month, day=day))
        return month, day

    def _day(self) -> None:
        start = self._at
        days, general = self._list_of_days()
        ahead = 0
        while self._kind(ahead) == kinds.BRACKET:
            ahead += 1
        if self._kind(ahead) == kinds.ALL_DAY and self._kind(ahead + 1) == kinds.CLOSED:
            ahead += 1
        if self._kind(ahead) == kinds.CLOSED:
            if self._found[start].text in REST:
                self._rest_is_closed()
            else:
                self._off |= set(days)
            self._at += ahead + 1
            return
        behind = self._found[start - 1].kind if start else ""
        bracketed = behind == kinds.BRACKET and start > 1 and self._found[start - 2].kind in {*TIMES, kinds.ALL_DAY}
        after_hours = bracketed or behind in {*TIMES, kinds.ALL_DAY}
        following = self._kind(ahead)
        if after_hours and (bracketed or following not in HOURS):
            self._belongs_to_the_last(days, general=general)
        elif after_hours and self._days is None:
            raise UnreadableHours(msg("看不出“{word}”属于前面还是后面的时间", word=self._found[start].text))
        elif (
            following not in {*HOURS, kinds.PAUSE, kinds.AND, kinds.BREAK, kinds.NO_DAY_OFF, kinds.AS_USUAL}
            or not self._hours_follow()
        ):
            raise UnreadableHours(msg("“{word}”没有写时间", word=self._found[start].text))
        else:
            self._days = None if general else days

    def _rest_is_closed(self) -> None:
        """周一至周五9:00-17:00,其余时间休息: days that are not named have no hours."""
        week = self._seasons[-1].week
        if week.general or not week.named:
            raise UnreadableHours(msg("看不出前后两处日子各是什么时间"))

    def _hours_follow(self) -> bool:
        """Whether hours come before the next days."""
        for token in self._found[self._at :]:
            if token.kind in HOURS:
                return True
            if token.kind in DAYS or token.kind in {kinds.SEASON, kinds.DATE}:
                return False
        return False

    def _belongs_to_the_last(self, days: tuple[int, ...], *, general: bool) -> None:
        """8:30-17:30(周一至周五): the days of the hours just read."""
        week = self._seasons[-1].week
        if self._days is not None or not self._last or week.general[-len(self._last) :] != list(self._last):
            raise UnreadableHours(msg("看不出前后两处日子各是什么时间"))
        if not general:
            del week.general[-len(self._last) :]
            week.add(days, self._last)
        self._last = ()

    def _list_of_days(self) -> tuple[tuple[int, ...], bool]:
        """Days named one behind the other, and whether they are every day in general."""
        days: list[int] = []
        general = True
        while self._kind() in DAYS:
            token = self._found[self._at]
            general = general and token.text in GENERAL_DAYS
            mine = tuple(int(day) for day in token.value)
            self._at += 1
            if self._kind() == kinds.RANGE and self._kind(1) == kinds.DAY:
                last = int(self._found[self._at + 1].value[0])
                if token.kind != kinds.DAY or last == mine[0]:
                    raise UnreadableHours(
                        msg("看不懂从“{first}”到“{last}”", first=token.text, last=self._found[self._at + 1].text)
                    )
                mine = tuple(day % A_WEEK for day in range(mine[0], last + 1 + A_WEEK * (last < mine[0])))  # 周日至周四 goes on
                self._at += 2
            days += mine
            if self._kind() == kinds.AND and self._kind(1) in DAYS:
                self._at += 1
        if len(set(days)) < len(days):
            raise UnreadableHours(msg("同一天写了两次"))
        return tuple(sorted(days)), general

    def _all_day(self) -> None:
        self._at += 1
        if self._kind() == kinds.ALL_DAY:  # 全天 24小时
            self._at += 1
        if self._kind() == kinds.CLOSED:
            raise UnreadableHours(msg("没有写平日几点开放"))
        self._take(((0, DAY_MINUTES),))

    def _pause_begins(self) -> None:
        self._pause = True
        self._at += 1
        if self._kind() == kinds.BRACKET:
            self._at += 1
        if self._kind() not in {kinds.PART, *TIMES}:
            raise UnreadableHours(msg("午休没有写起止时间"))

    def _hours(self) -> None:
        spans = []
        while True:
            span, self._at = span_at(self._found, self._at)
            spans.append(span)
            if self._kind() == kinds.AND and self._kind(1) in {kinds.PART, *TIMES} and not self._pause:
                self._at += 1
            elif self._kind() not in {kinds.PART, *TIMES}:
                break
        if self._pause or self._kind() == kinds.CLOSED:
            self._paused(spans)
            return
        self._take(tuple(spans))

    def _paused(self, spans: Sequence[Span]) -> None:
        """The last hours are a pause; those before them on the same line are hours."""
        if len(spans) > 1:
            self._take(tuple(spans[:-1]))
        week = self._seasons[-1].week
        week.pauses.append((self._days, spans[-1]))
        self._pause = False
        if self._kind() == kinds.CLOSED:
            self._at += 1

    def _take(self, spans: tuple[Span, ...]) -> None:
        self._seasons[-1].week.add(self._days, spans)
        self._last = spans

    def _closed(self) -> None:
        raise UnreadableHours(msg("“{word}”没有写哪一天", word=self._found[self._at].text))

    def _put_together(self) -> Translation:
        off = frozenset(self._off)
        if self._as_usual and HOLIDAY in off:
            raise UnreadableHours(msg("节假日既写照常又写休息"))
        weeks = [one.week.by_day(off) for one in self._seasons]
        if len(weeks) == 1 and self._seasons[0].dates is None and not self._seasons[0].name:
            return Translation((_joined(weeks[0]),), self._as_usual)
        dates = self._dates_of_seasons()
        if dates is None:
            return Translation(tuple(_joined(week) for week in weeks), self._as_usual)
        parts = [
            f"{season(*mine)} {days} {hours}"
            for mine, week in zip(dates, weeks, strict=True)
            for days, hours in rules(week)
            if days != "PH"
        ]
        holidays = [f"{days} {hours}" for days, hours in rules(weeks[0]) if days == "PH"]
        if len({tuple(week.get(HOLIDAY, ("none",))) for week in weeks}) > 1:
            raise UnreadableHours(msg("各季的节假日写得不一样"))
        return Translation(("; ".join([*parts, *holidays]),), self._as_usual)

    def _dates_of_seasons(self) -> list[tuple[DayDate, DayDate]] | None:
        """Days of the seasons; None where the text has summer and winter and dates neither."""
        seasons = self._seasons
        if len(seasons) != 2 or seasons[0].name == seasons[1].name != "":  # noqa: PLR2004 - a year has two halves
            raise UnreadableHours(msg("季节没有写全"))
        first, second = (one.dates for one in seasons)
        if first is None and second is None:
            return None
        if first is None or second is None:
            known = first or second
            assert known is not None
            rest = (day_after(known[1]), _day_before(known[0]))
            return [first or rest, second or rest]
        if day_after(first[1]) != second[0] or day_after(second[1]) != first[0]:
            raise UnreadableHours(msg("各季的日期不相接"))
        return [first, second]


def _brackets_last(found: Sequence[Token]) -> list[Token]:
    """周一至周五(节假日除外)9:00-17:00: holidays that a bracket takes out are told after all the rest."""
    rest, told, at = list(found), [], 0
    while at + 3 < len(rest):
        first, days, off, last = rest[at : at + 4]
        is_closed = days.kind == kinds.GROUP and days.value == (HOLIDAY,) and off.kind == kinds.CLOSED
        if is_closed and (first.text, last.text) in {("(", ")"), ("[", "]")}:
            told += [Token(kinds.BREAK, ";"), days, off]
            del rest[at : at + 4]
        else:
            at += 1
    return [*rest, *told]


def _day_before(day: DayDate) -> DayDate:
    month, number = day
    if number > 1:
        return month, number - 1
    before = (month - 2) % len(LENGTHS) + 1
    return before, LENGTHS[before - 1]


def _joined(by_day: dict[int, list[Span]]) -> str:
    if all(by_day.get(day) == [(0, DAY_MINUTES)] for day in EVERY_DAY) and HOLIDAY not in by_day:
        return "24/7"
    return "; ".join(f"{days} {hours}" for days, hours in rules(by_day))
