r"""
Text out of other people's files on a terminal: shown, never obeyed.

Control characters and half letters stand as escapes (``\x1b``); everything else stays letter by letter.
"""

from __future__ import annotations

import unicodedata

KEPT = "\n\t"
"""Control characters that our own sentences use."""

OBEYED = frozenset(("Cc", "Cs"))
"""Unicode categories: control characters, halves of letters (as they stand for undecodable bytes of file names)."""


def visible(text: str) -> str:
    """Text of one or several lines that no terminal obeys."""
    if text.isprintable():
        return text
    return "".join(c if c in KEPT or unicodedata.category(c) not in OBEYED else ascii(c)[1:-1] for c in text)


def one_line(name: object) -> str:
    """A name or path on one line, whatever stands in it."""
    return visible(str(name)).replace("\n", "\\n").replace("\t", "\\t")
