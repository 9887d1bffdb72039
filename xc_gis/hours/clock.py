"""
Times of day out of tokens: 上午8:30-下午5:30 as minutes after midnight.

Where a text does not say for sure which hour is meant (8:30-5:30, 8.30-11.30), it is not read: no rule of thumb makes a closed evening out
of it, or an open night.
"""

from __future__ import annotations

from collections.abc import Sequence

from xc_gis.hours.tokens import BARE, DOTTED, PART, RANGE, TIME, Token, UnreadableHours
from xc_gis.hours.words import AFTERNOON, EVENING, MORNING, NEXT_DAY, NIGHT, NOON
from xc_gis.languages.message import Message, msg

DAY = 1440
"""Minutes of a day."""

HOUR, NOON_HOUR, LAST_HOUR = 60, 12, 24

NIGHT_BEGINS = 16 * HOUR
"""A place that opens so late is open overnight where its end is earlier than its begin (assumption)."""

LONGEST_OVERNIGHT = 18 * HOUR
"""10:00-02:00, with the figures of a 24-hour clock, is overnight; 08:30-05:30 would be 21 hours, and most likely means 17:30."""

FIRST_EVENING_HOUR, LAST_NIGHT_HOUR, AFTERNOON_OF_NOON = 4, 6, 3
"""晚4点 is 16:00, 晚3点 says nothing; 凌晨6点 is 6:00; 中午1点 is 13:00."""

Span = tuple[int, int]
"""Minutes after midnight, from and to; the end may lie on the next day (over 1440)."""

TIMES = frozenset((TIME, DOTTED, BARE))


def span_at(found: Sequence[Token], at: int) -> tuple[Span, int]:
    """
    Read the hours that begin at a token; returns them and the next token.

    Raises
    ------
    UnreadableHours
        A time alone, an impossible one, or one that may mean two things.
    """
    (first_part, first), at = _moment(found, at)
    if at < len(found) and found[at].kind == RANGE:
        at += 1
    elif not (first.kind == BARE and at < len(found) and found[at].kind == PART):  # 早8晚6
        raise UnreadableHours(msg("只有一个时刻“{word}”，没有起止", word=first.text))
    if at >= len(found) or found[at].kind not in {PART, *TIMES}:
        raise UnreadableHours(msg("“{word}”之后没有写到几点", word=first.text))
    (last_part, last), at = _moment(found, at)
    _refuse_dates(first, last)
    begin = _minutes(first, first_part)
    inherited = last_part or (first_part if _inherits(first_part, last) else "")
    end = _minutes(last, inherited)
    if inherited == NIGHT and end <= begin:
        end += DAY
    if end <= begin:
        end = _overnight(begin, end, last, said=bool(last_part))
    if end - begin > DAY or begin >= DAY:
        raise UnreadableHours(_unclear(first, last))
    return (begin, end), at


def _moment(found: Sequence[Token], at: int) -> tuple[tuple[str, Token], int]:
    part = ""
    while found[at].kind == PART:
        if part and {part, str(found[at].value)} != {NEXT_DAY, NIGHT}:
            raise UnreadableHours(msg("“{word}”前后矛盾", word=found[at].text))
        part = NEXT_DAY if part else str(found[at].value)
        at += 1
        if at >= len(found) or found[at].kind not in {PART, *TIMES}:
            raise UnreadableHours(msg("“{word}”之后没有写时刻", word=found[at - 1].text))
    return (part, found[at]), at + 1


def _inherits(part: str, last: Token) -> bool:
    """下午1:30-5:30: the end is of the same part of the day, unless its figure says otherwise."""
    return part in {MORNING, AFTERNOON, EVENING, NIGHT} and _hour(last) <= NOON_HOUR


def _hour(token: Token) -> int:
    return int(token.value[0])


def _minutes(token: Token, part: str) -> int:
    hour, minute = int(token.value[0]), int(token.value[1])
    if minute >= HOUR or hour > LAST_HOUR or (hour == LAST_HOUR and minute):
        raise UnreadableHours(msg("没有“{word}”这个时刻", word=token.text))
    plain = hour * HOUR + minute
    if not part:
        return plain
    wrong = UnreadableHours(msg("“{word}”与前面的时段不符", word=token.text))
    if part == NEXT_DAY:
        if hour > NOON_HOUR:
            raise wrong
        return plain + DAY
    if part == MORNING:
        if hour > NOON_HOUR:
            raise wrong
        return plain
    if part == NIGHT:
        if hour > LAST_NIGHT_HOUR:
            raise wrong
        return plain
    if part == NOON:
        if AFTERNOON_OF_NOON < hour < NOON_HOUR - 1:
            raise wrong
        return plain + NOON_HOUR * HOUR if hour <= AFTERNOON_OF_NOON else plain
    return _later_half(hour, plain, part, wrong)


def _later_half(hour: int, plain: int, part: str, wrong: UnreadableHours) -> int:
    """下午 and 晚: figures up to 11 are of the second half of the day."""
    if part == AFTERNOON:
        return plain + NOON_HOUR * HOUR if 0 < hour < NOON_HOUR else plain
    assert part == EVENING
    if hour < FIRST_EVENING_HOUR or NOON_HOUR < hour < NIGHT_BEGINS // HOUR:
        raise wrong
    return plain + NOON_HOUR * HOUR if hour <= NOON_HOUR else plain


def _overnight(begin: int, end: int, last: Token, *, said: bool) -> int:
    """An end before the begin: the next day where the text or the figures leave no other reading."""
    later = end + DAY
    is_night = later - begin <= LONGEST_OVERNIGHT and (begin >= NIGHT_BEGINS or last.text[0] == "0")
    if said or not is_night:
        raise UnreadableHours(msg("到“{word}”早于开始，看不出是否次日", word=last.text))
    return later


def _refuse_dates(first: Token, last: Token) -> None:
    """8.30-17.30 can only be hours, 5.1-10.7 has one figure behind the point, 8.30-11.30 may be days of the year."""
    if first.kind != DOTTED or last.kind != DOTTED:
        if DOTTED in {first.kind, last.kind}:
            raise UnreadableHours(_unclear(first, last))
        return
    if all(1 <= int(one.value[0]) <= NOON_HOUR and 1 <= int(one.value[1]) <= 31 for one in (first, last)):  # noqa: PLR2004 - days of a month
        raise UnreadableHours(_unclear(first, last))


def _unclear(first: Token, last: Token) -> Message:
    return msg("看不出“{first}”到“{last}”是什么时间", first=first.text, last=last.text)
