"""
Access that holds at some hours only: ``access:conditional`` and ``foot:conditional`` (method §2). Station 1: streets → network.

A condition holds or not at the moment of the study. What cannot be read counts as the plain tag says, and is listed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache

from opening_hours import OpeningHours, ParserError, State  # type: ignore[attr-defined]  # its stub lacks the error

from xc_gis.model import StreetData

CONDITIONAL_KEYS = ("access:conditional", "foot:conditional")
"""Tags that change who may walk; conditions of cars, bicycles and goods are nobody's here."""

WEEKDAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")

WEEKS = 52
"""A moment without a date is looked at in every week of a year: a condition that differs between them cannot be read."""

ANY_YEAR = date(2026, 1, 5)
"""A Monday from which these weeks are counted; which one does not matter for conditions that repeat every year."""

_WEEKLY = re.compile(r"(?P<day>[A-Z]{3})\s+(?P<hour>\d{1,2}):(?P<minute>\d{2})")
_AND = re.compile(r"\s+AND\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Moment:
    """
    The moment of a study.

    Attributes
    ----------
    times
        One date and time, or the same hour of a weekday in every week of a year where no date is known.
    """

    times: tuple[datetime, ...]

    @cached_property
    def is_dated(self) -> bool:
        """Whether the day is known."""
        return len(self.times) == 1


def moment_of(word: str) -> Moment:
    """
    Read the setting ``moment``: ``WED 10:00`` or ``2026-07-01 10:00``.

    Raises
    ------
    ValueError
        If it is neither.
    """
    weekly = _WEEKLY.fullmatch(word.strip().upper())
    if weekly is None:
        return Moment((datetime.fromisoformat(word.strip()).replace(tzinfo=None),))
    day = ANY_YEAR + timedelta(days=WEEKDAYS.index(weekly["day"]))
    first = datetime(day.year, day.month, day.day, int(weekly["hour"]), int(weekly["minute"]))  # noqa: DTZ001 - local time
    return Moment(tuple(first + timedelta(weeks=week) for week in range(WEEKS)))


def on_date(word: str, day: date | None) -> str:
    """The moment with its date: the first such weekday from ``day`` on; as it is where it has a date or ``day`` is None."""
    moment = moment_of(word)
    if day is None or moment.is_dated:
        return word
    first = moment.times[0]
    ahead = (first.weekday() - day.weekday()) % 7
    return f"{day + timedelta(days=ahead):%Y-%m-%d} {first:%H:%M}"


@dataclass(frozen=True)
class Unread:
    """A condition that was not understood: ``kind`` (``way`` or ``node``) and id of its object, key and text of the tag."""

    kind: str
    osm_id: int
    key: str
    text: str


def with_conditions(streets: StreetData, moment: Moment) -> tuple[StreetData, tuple[Unread, ...]]:
    """Streets as their tags stand at the moment, and the conditions that could not be read."""
    unread: list[Unread] = []

    def at(kind: str, osm_id: int, tags: Mapping[str, str]) -> Mapping[str, str]:
        if not any(key in tags for key in CONDITIONAL_KEYS):
            return tags
        found, left = tags_at(tags, moment)
        unread.extend(Unread(kind, osm_id, key, tags[key]) for key in left)
        return found

    ways = tuple((way, nodes, at("way", way, tags)) for way, nodes, tags in streets.ways)
    nodes = {node: at("node", node, tags) for node, tags in streets.node_tags.items()}
    areas = tuple(replace(area, tags=at(area.kind, area.osm_id, area.tags)) for area in streets.areas)
    return replace(streets, ways=ways, node_tags=nodes, areas=areas), tuple(dict.fromkeys(unread))


def tags_at(tags: Mapping[str, str], moment: Moment) -> tuple[dict[str, str], tuple[str, ...]]:
    """
    Tags with the conditions that hold put in place, and the keys of which something could not be read.

    Of several clauses the last that holds stands, as OpenStreetMap has it.
    """
    found, unread = dict(tags), []
    for key in CONDITIONAL_KEYS:
        if key not in tags:
            continue
        value, whole = _value_at(tags[key], moment)
        if value is not None:
            found[key.removesuffix(":conditional")] = value
        if not whole:
            unread.append(key)
    return found, tuple(unread)


@lru_cache(maxsize=1024)
def _value_at(text: str, moment: Moment) -> tuple[str | None, bool]:
    """(value of the last clause that holds or None, whether every clause could be read)."""
    value, whole = None, True
    for clause in _clauses(text):
        stated, sign, condition = clause.partition("@")
        holds = _holds(_unwrapped(condition.strip()), moment) if sign and stated.strip() and condition.strip() else None
        if holds is None:
            whole = False
        elif holds:
            value = stated.strip()
    return value, whole


def _clauses(text: str) -> list[str]:
    """Parts between semicolons that stand outside all brackets; empty ones are left out."""
    parts, depth = [""], 0
    for sign in text:
        depth += (sign == "(") - (sign == ")")
        if sign == ";" and depth <= 0:
            parts.append("")
        else:
            parts[-1] += sign
    return [part for part in parts if part.strip()]


def _unwrapped(condition: str) -> str:
    """A condition without the brackets around the whole of it."""
    depth = 0
    for at, sign in enumerate(condition):
        depth += (sign == "(") - (sign == ")")
        if depth == 0 and at < len(condition) - 1:
            return condition
    return condition[1:-1] if condition.startswith("(") and condition.endswith(")") else condition


def _holds(condition: str, moment: Moment) -> bool | None:
    """Whether all parts of a condition hold; None where that cannot be decided."""
    parts = [_one_holds(part, moment) for part in _AND.split(condition.strip())]
    if any(part is False for part in parts):
        return False
    return None if any(part is None for part in parts) else True


def _one_holds(hours: str, moment: Moment) -> bool | None:
    if '"' in hours:  # a remark ("by appointment"): the parser would take it for always
        return None
    try:
        parsed = OpeningHours(hours)
        answers = {parsed.state(time)[0] for time in moment.times}
    except (ParserError, ValueError):
        return None
    known = {State.OPEN: True, State.CLOSED: False}
    return known.get(answers.pop()) if len(answers) == 1 else None
