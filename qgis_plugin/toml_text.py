"""
TOML, written: the Python of QGIS can read it (3.11 and later) but has nothing that writes it.

Texts are basic strings in which every letter that could end or change them is an escape, so that no name of a layer, field or folder is
ever read as anything but a text. Held against a reader of TOML on random content in ``tests/qgis_plugin/test_toml_text.py``.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from typing import Union

Scalar = Union[str, bool, int, float, dt.date]
Value = Union[Scalar, Sequence["Value"], Mapping[str, "Value"]]

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}

_DELETE = "\x7f"
_SURROGATES = range(0xD800, 0xE000)


def toml_text(content: Mapping[str, Value]) -> str:
    """
    A whole file: scalars and lists first, then ``[table]`` for each mapping and ``[[table]]`` for each mapping of a list of them.

    Parameters
    ----------
    content
        By key; tables may hold scalars, lists, and mappings (written inline).

    Raises
    ------
    ValueError
        A text holds half a letter (a lone surrogate), which no file in UTF-8 can hold, or a number is not finite.
    """
    head, tables = [], []
    for key, value in content.items():
        several = _tables(value)
        if isinstance(value, Mapping):
            tables += ["", f"[{_key(key)}]", *_lines(value)]
        elif several:
            for one in several:
                tables += ["", f"[[{_key(key)}]]", *_lines(one)]
        else:
            head.append(_line(key, value))
    return "\n".join([*head, *tables]).lstrip("\n") + "\n"


def quoted(text: str) -> str:
    """A text as a basic string of TOML. Raises ``ValueError`` where it holds half a letter."""
    return '"' + "".join(map(_letter, text)) + '"'


def _letter(letter: str) -> str:
    if letter in _ESCAPES:
        return _ESCAPES[letter]
    if ord(letter) in _SURROGATES:
        raise ValueError(f"half a letter: {letter!r}")
    return f"\\u{ord(letter):04X}" if letter < " " or letter == _DELETE else letter


def _lines(table: Mapping[str, Value]) -> list[str]:
    return [_line(key, value) for key, value in table.items()]


def _line(key: str, value: Value) -> str:
    return f"{_key(key)} = {_value(value)}"


def _key(key: str) -> str:
    """Keys are quoted like texts: what a bare key may hold needs no rule then."""
    return key if key.isascii() and key.replace("_", "").isalnum() else quoted(key)


def _value(value: Value) -> str:
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError(f"not finite: {value}")
        return repr(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{ " + ", ".join(_lines(value)) + " }" if value else "{}"
    return "[" + ", ".join(map(_value, value)) + "]"


def _tables(value: Value) -> list[Mapping[str, Value]]:
    """A list of mappings; empty where it is anything else."""
    if isinstance(value, str) or not isinstance(value, Sequence):
        return []
    found = [one for one in value if isinstance(one, Mapping)]
    return found if len(found) == len(value) else []
