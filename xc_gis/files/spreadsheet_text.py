"""Text as text: what a spreadsheet would calculate is written with a leading apostrophe, and read back without it."""

from __future__ import annotations

import re

from xc_gis.languages.message import msg

NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no XML file may hold, and so no .xlsx."""

LONGEST_CELL = 32_767
"""Units of UTF-16 that a cell of .xlsx takes; a rare character (𠮷, an emoji) counts two. Excel calls a file with a longer cell damaged."""

FORMULA_STARTS = ("=", "+", "-", "@")


def plain(value: object) -> object:
    """A text that a spreadsheet would calculate gets a leading apostrophe; control characters at its start likewise."""
    if isinstance(value, str) and value and (value[0] in FORMULA_STARTS or ord(value[0]) < ord(" ")):
        return f"'{value}"
    return value


def unquoted(text: str) -> str:
    """Text as it was before ``plain``."""
    return text[1:] if text[:1] == "'" and text[1:2] in FORMULA_STARTS else text


def in_workbook(text: str) -> str:
    r"""Text as a cell of .xlsx can hold it: control characters stand as escapes (``\x01``), and what is too long says how long it was."""
    held = NOT_IN_XML.sub(lambda found: ascii(found[0])[1:-1], text)
    units = held.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_CELL:
        return held
    end = msg("…（全文 {count} 字）", count=len(held))
    return units[: 2 * (LONGEST_CELL - len(end))].decode("utf-16-le", "ignore") + end  # half a character is none
