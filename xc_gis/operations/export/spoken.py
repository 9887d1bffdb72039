"""Messages in the language of a document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from xc_gis.languages.message import in_language, msg

Say = Callable[[Any], str]
"""A message in the language of the document."""


def saying(lang: str) -> Say:
    """Say messages in a language, Chinese ones with full-width marks."""

    def say(text: Any) -> str:
        return str(in_language(text, lang))

    return say


def capital(words: str) -> str:
    """Words that stand alone begin with a capital, in languages that have them."""
    return words[:1].upper() + words[1:]


def people(count: float, say: Say, *, homes: bool = False) -> str:
    """A number of people as it is read; ``homes``: every home counts one, for nobody stated how many live there."""
    if is_few(count):
        return say(msg("不足 1 处住宅") if homes else msg("不足 1 人"))
    return say(msg("{count:,.0f} 处住宅", count=count) if homes else msg("{count:,.0f} 人", count=count))


def is_few(count: float) -> bool:
    """Whether somebody is there who would be written as nobody: people are shared out, and counts have fractions."""
    return 0 < count < 0.5  # noqa: PLR2004 - rounded it is zero


def whole(count: float) -> str:
    """
    A number of people in a table: whole, and never 0 where somebody is.

    >>> whole(0.2), whole(0.0), whole(8197.4)
    ('<1', '0', '8,197')
    """
    return "<1" if is_few(count) else f"{count:,.0f}"
