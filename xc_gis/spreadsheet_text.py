"""Text as text: what a spreadsheet would calculate is written with a leading apostrophe, and read back without it."""

from __future__ import annotations

FORMULA_STARTS = ("=", "+", "-", "@")


def plain(value: object) -> object:
    """A text that a spreadsheet would calculate gets a leading apostrophe; control characters at its start likewise."""
    if isinstance(value, str) and value and (value[0] in FORMULA_STARTS or ord(value[0]) < ord(" ")):
        return f"'{value}"
    return value


def unquoted(text: str) -> str:
    """Text as it was before ``plain``."""
    return text[1:] if text[:1] == "'" and text[1:2] in FORMULA_STARTS else text
