"""How much room a text takes in a cell, counted in letters: a Chinese sign takes two."""

from __future__ import annotations

import math
import unicodedata

LINE_POINTS = 14.0
"""Height of a line of text, in points."""

LOST, LEAST = 1.5, 2.0
"""Letters that a line loses at its end, and those that any cell holds."""


def letters(text: str) -> int:
    """
    Width of a text in letters.

    >>> letters("60 岁"), letters("abc")
    (5, 3)
    """
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)


def capital(text: str) -> str:
    """A text that stands alone: it begins with a capital where its letters have them."""
    return text[:1].upper() + text[1:]


def lines(text: str, width: float) -> int:
    """
    Lines that a text takes in a cell of a width in letters; each line loses up to a sign at its end.

    >>> lines("一刻钟社区服务圈", 9), lines("", 9)
    (2, 1)
    """
    usable = max(width - LOST, LEAST)
    return sum(max(1, math.ceil(letters(part) / usable)) for part in text.split("\n"))
