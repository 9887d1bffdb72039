"""Chinese opening hours cut into tokens: times of day, days, and the words of ``words``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from xc_gis.hours import words
from xc_gis.languages.message import Message, msg

TIME, DOTTED, BARE, DATE, DAY, GROUP = "time", "dotted", "bare", "date", "day", "group"
PART, SEASON, ALL_DAY, CLOSED, PAUSE, AS_USUAL, NO_DAY_OFF = (
    "part",
    "season",
    "all day",
    "closed",
    "pause",
    "as usual",
    "no day off",
)
RANGE, AND, BREAK, BRACKET = "range", "and", "break", "bracket"
"""Kinds of tokens."""


class UnreadableHours(ValueError):  # noqa: N818 - a reason, not a fault of the program
    """A text whose hours nobody can tell for sure; ``reason`` says why."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Token:
    """
    A word with its meaning.

    Attributes
    ----------
    kind
        One of the kinds above.
    text
        As written.
    value
        ``TIME``, ``DOTTED``, ``BARE``: (hour, minute) as written; ``DATE``: (month, day), day 0 for the whole month; ``DAY``, ``GROUP``: days;
        ``PART``, ``SEASON``: name.
    """

    kind: str
    text: str
    value: tuple[int, ...] | str = ()


def plain(text: str) -> str:
    """
    A text as it is compared: full width made plain, small letters, one blank where there are several, none before 点, 时, 小时, 分.

    >>> plain("周一至周五  ８：３０～17 点")
    '周一至周五 8:30~17点'
    """
    folded = re.sub(r"[ \t\u3000]+", " ", unicodedata.normalize("NFKC", text).casefold()).strip()
    return re.sub(words.BLANK_BEFORE_UNIT, "", folded)


def number_of(word: str) -> int:
    """
    A number up to 99 in digits or Chinese numerals.

    >>> [number_of(word) for word in ("8", "八", "十", "十二", "二十", "三十五", "两")]
    [8, 8, 10, 12, 20, 35, 2]
    """
    if word.isdigit():
        return int(word)
    tens, ten, ones = word.rpartition(words.TEN)
    if not ten:
        return words.DIGITS[word] if len(word) == 1 else int("".join(str(words.DIGITS[sign]) for sign in word))
    return (words.DIGITS[tens] if tens else 1) * 10 + (words.DIGITS[ones] if ones else 0)


def _clock(found: re.Match[str]) -> tuple[int, int]:
    return number_of(found["hour"]), number_of(found["minute"]) if found["minute"] else words.HALVES.get(found["half"] or "", 0)


def _pair(found: re.Match[str]) -> tuple[int, int]:
    return int(found[1]), int(found[2] or 0)


_PATTERNS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], tuple[int, int]]], ...] = (
    (TIME, re.compile(words.CLOCK), _pair),
    (DATE, re.compile(words.DATE), _pair),
    (DATE, re.compile(words.MONTH_BEFORE_MONTH), _pair),
    (TIME, re.compile(words.CLOCK_IN_WORDS), _clock),
    (TIME, re.compile(words.HOUR_BEFORE_HOUR), _pair),
    (DOTTED, re.compile(words.CLOCK_WITH_POINT), _pair),
)
_BARE_BEGIN, _BARE_END = re.compile(words.BARE_BEGIN), re.compile(words.BARE_END)
_BARE, _DAY, _NEXT_DAY = (re.compile(pattern) for pattern in (words.BARE_HOUR, words.DAY, words.NEXT_DAY_NUMBER))

_WORDS: dict[str, Token] = {}
for _kind, _known in (
    (BREAK, words.BREAK), (AND, words.AND), (RANGE, words.RANGE), ("", words.FILLERS), (CLOSED, words.CLOSED), (PAUSE, words.PAUSE),
    (NO_DAY_OFF, words.NO_DAY_OFF), (AS_USUAL, words.AS_USUAL), (ALL_DAY, words.ALL_DAY),
):  # fmt: skip
    _WORDS |= {word: Token(_kind, word) for word in _known}
_WORDS |= {word: Token(BRACKET, word) for word in "()[]"}
_WORDS |= {word: Token(PART, word, part) for word, part in words.DAY_PARTS.items()}
_WORDS |= {word: Token(SEASON, word, season) for word, season in words.SEASONS.items()}
_WORDS |= {word: Token(GROUP, word, days) for word, days in words.DAY_GROUPS.items()}
_LONGEST = max(map(len, _WORDS))


def tokens(text: str) -> list[Token]:
    """
    Cut a text; words that say nothing are left out.

    Raises
    ------
    UnreadableHours
        At the first word that is not known: nothing is skipped that might matter.
    """
    found: list[Token] = []
    rest = plain(text)
    while rest:
        if rest[0] == " ":
            rest = rest[1:]
            continue
        token = _number(rest, found) or _day(rest, found) or _word(rest)
        if token is None:
            raise UnreadableHours(msg("看不懂“{word}”", word=_stretch(rest)))
        if token.kind:
            found.append(token)
        rest = rest[len(token.text) :]
    return found


def _number(rest: str, before: list[Token]) -> Token | None:
    if any(token.kind in {DAY, GROUP} for token in before) and (found := _BARE_BEGIN.match(rest)):
        return Token(TIME, found[0], (int(found[1]), 0))
    begun = len(before) > 1 and before[-1].kind == RANGE and before[-2].kind == TIME and before[-2].text.isdigit()
    if begun and (found := _BARE_END.match(rest)):
        return Token(TIME, found[0], (int(found[1]), 0))
    for kind, pattern, value in _PATTERNS:
        if found := pattern.match(rest):
            return Token(kind, found[0], value(found))
    if before and before[-1].kind == PART and before[-1].text in words.BEFORE_BARE and (found := _BARE.match(rest)):
        return Token(BARE, found[0], (number_of(found[1]), 0))
    return None


def _day(rest: str, before: list[Token]) -> Token | None:
    """A day; after another one, or after 至 and 、 behind one, the number alone is enough: 周一至五, 周二、四."""
    if not any(rest.startswith(word) for word in words.DAY_GROUPS) and (found := _DAY.match(rest)):
        return Token(DAY, found[0], (words.DAY_NUMBERS[found[1] or found[2]],))
    last = next((token for token in reversed(before[-2:]) if token.kind not in {RANGE, AND}), None)
    if last is not None and last.kind == DAY and (found := _NEXT_DAY.match(rest)):
        digits = last.text[-1].isdigit()
        if digits == bool(found[2]):
            return Token(DAY, found[0], (words.DAY_NUMBERS[found[0]],))
    return None


def _word(rest: str) -> Token | None:
    """The longest known word that the text begins with."""
    for size in range(min(_LONGEST, len(rest)), 0, -1):
        if rest[:size] in _WORDS:
            return _WORDS[rest[:size]]
    return None


def _stretch(rest: str) -> str:
    """The unknown word, for people: as far as the next mark or figure."""
    return (re.split(words.MARKS, rest, maxsplit=1)[0] or rest)[:12]
