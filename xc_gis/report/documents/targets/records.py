"""What stands on the pages of targets that are behind, said in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class BehindItem:
    """A target that is behind: cells of its row, some of several lines, and below it sentences: who holds it back, what would move it."""

    number: str
    name: str
    value: tuple[str, ...]
    target: tuple[str, ...]
    outlook: tuple[str, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class BehindList:
    """A list: its name, how many targets stand where, those behind, and what else has to be said of it."""

    name: str
    counts: str
    items: tuple[BehindItem, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class BehindPages:
    """All pages. ``day``: of the study; ``labels``: headings by name; ``lists`` in the order of the study."""

    title: str
    origin: str
    day: date | None
    lang: str
    lists: tuple[BehindList, ...]
    notes: tuple[str, ...]
    labels: Mapping[str, str]
