"""Names and words in expressions of QGIS and conditions of SQL: quoted, whatever codes a standard has."""

from __future__ import annotations

from collections.abc import Iterable


def field(name: str) -> str:
    """
    A field by its name.

    >>> print(field('a"b'))
    "a""b"
    """
    return '"' + name.replace('"', '""') + '"'


def text(word: str) -> str:
    """
    A text.

    >>> text("O'Neill")
    "'O''Neill'"
    """
    return "'" + word.replace("'", "''") + "'"


def one_of(name: str, words: Iterable[str]) -> str:
    """
    Whether a field holds one of some texts; never where there are none.

    >>> print(one_of("type", ["CHS", "CVS"]))
    "type" IN ('CHS', 'CVS')
    """
    listed = ", ".join(map(text, words))
    return f"{field(name)} IN ({listed})" if listed else "1 = 0"
