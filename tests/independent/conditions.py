"""
Tags that hold at certain hours: ``access:conditional`` and ``foot:conditional`` at one moment of the week.

    access = yes, access:conditional = "no @ (22:00-06:00)"        Wednesday 10:00 → yes, Wednesday 23:00 → no

Read are days of the week, hours, lists of both, ``24/7`` and ``off``; anything else (weather, dates, dusk) is not read, and such a clause
leaves the plain tag as it is.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from tests.independent.osm_file import Tags

DAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
_DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)"
_DAY_LIST = rf"{_DAY}(?:\s*-\s*{_DAY})?(?:\s*,\s*{_DAY}(?:\s*-\s*{_DAY})?)*"
_HOURS = r"\d{1,2}:\d{2}\s*-\s*\d{1,2}:\d{2}"
_RULE = re.compile(rf"^(?P<days>{_DAY_LIST})?\s*:?\s*(?P<hours>{_HOURS}(?:\s*,\s*{_HOURS})*)?\s*(?P<off>off|closed)?$")
_CLAUSE = re.compile(r"([^@;]+)@\s*(\([^)]*\)|[^;(]+)")


class Moment(NamedTuple):
    """A minute of the week; Monday is day 0."""

    day: int
    minute: int


WEDNESDAY_TEN = Moment(2, 600)


def tags_at(tags: Tags, moment: Moment) -> Tags:
    """The tags with ``access`` and ``foot`` as they are at that moment."""
    now = dict(tags)
    for key in ("access", "foot"):
        for value, condition in _CLAUSE.findall(tags.get(f"{key}:conditional", "")):
            if holds(condition.strip().strip("()"), moment):
                now[key] = value.strip()
    return now


def holds(condition: str, moment: Moment) -> bool | None:
    """Whether a condition holds; None where it cannot be read."""
    answers = [_hours_hold(part.strip(), moment) for part in re.split(r"\bAND\b", condition)]
    if False in answers:
        return False
    return None if None in answers else True


def _hours_hold(text: str, moment: Moment) -> bool | None:
    """Opening hours: of several rules the last that speaks of the day decides."""
    if text == "24/7":
        return True
    answer = False
    for rule in re.split(rf";|(?<=\d),\s*(?={_DAY})", text):
        read = _RULE.match(rule.strip())
        if not rule.strip() or read is None:
            return None
        held = _rule_holds(read, moment)
        answer = answer if held is None else held
    return answer


def _rule_holds(rule: re.Match[str], moment: Moment) -> bool | None:
    """None where the rule does not speak of that day."""
    days = _days(rule["days"])
    spans = [_minutes(span) for span in (rule["hours"] or "00:00-24:00").split(",")]
    today = any(start <= moment.minute < (end if end > start else 1440) for start, end in spans)
    overnight = any(end <= start and moment.minute < end for start, end in spans)
    if moment.day in days and today:
        return rule["off"] is None
    if (moment.day - 1) % 7 in days and overnight:
        return rule["off"] is None
    return False if moment.day in days and rule["off"] is None else None


def _days(text: str | None) -> set[int]:
    if not text:
        return set(range(7))
    found: set[int] = set()
    for part in text.split(","):
        first, _, last = (name.strip() for name in part.partition("-"))
        if first in DAYS and (last or first) in DAYS:
            start, end = DAYS.index(first), DAYS.index(last or first)
            found |= {(start + n) % 7 for n in range((end - start) % 7 + 1)}
    return found


def _minutes(span: str) -> tuple[int, int]:
    start, end = (int(hour) * 60 + int(minute) for hour, minute in re.findall(r"(\d{1,2}):(\d{2})", span))
    return start, end
