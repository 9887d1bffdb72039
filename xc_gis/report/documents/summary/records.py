"""What a report is made of, in its order: headings, sentences, tables, figures. Said in one language."""

from __future__ import annotations

import re
from dataclasses import dataclass

REFERENCE = re.compile("\ue000([a-z_]+)\ue001")
"""Stands in a sentence where a table or figure is referred to."""


def reference(key: str) -> str:
    """What stands for a table or figure in a sentence until it is written as a field."""
    return f"\ue000{key}\ue001"


@dataclass(frozen=True)
class Heading:
    """A heading; its number is Word's. ``level``: 1 or 2."""

    level: int
    text: str


@dataclass(frozen=True)
class Sentence:
    """A paragraph; ``REFERENCE`` in it becomes a field. ``is_note``: in smaller letters."""

    text: str
    is_note: bool = False


@dataclass(frozen=True)
class TableOf:
    """A table with its caption; ``widths`` in millimetres, ``numbers``: which columns hold figures."""

    key: str
    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    numbers: tuple[bool, ...]


@dataclass(frozen=True)
class FigureOf:
    """A picture with its caption: PNG, its width in millimetres, words that are read aloud in its place."""

    key: str
    caption: str
    content: bytes
    width_mm: float
    words: str


Part = Heading | Sentence | TableOf | FigureOf
