"""What a sheet of the hand-in workbook holds: messages and figures, in no language yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum


class Kind(Enum):
    """How a figure is shown: its number format."""

    TEXT = "@"
    ANY = "General"
    WHOLE = "0"
    COUNT = "#,##0"
    CHANGE = "+0.0%;-0.0%;0.0%"
    SHARE = '[=0]0.0%;[<0.001]"<0.1%";0.0%'
    POINTS = "0.0"
    RATIO = "0.00"
    MINUTES = "0.0 "
    STARS = "0  "


@dataclass(frozen=True)
class Unknown:
    """Not known: hatched, with these words; never a zero."""

    words: str = ""


@dataclass(frozen=True)
class Shown:
    """A value that is shown otherwise than its column: by another ``kind``, or ``weak`` where it is bad news that must be found."""

    value: object
    kind: Kind | None = None
    weak: bool = False


Value = object
"""A message, a text of the data, a number, None (nothing to say), ``Unknown`` or ``Shown``."""


@dataclass(frozen=True)
class Column:
    """
    A column of a sheet.

    ``width`` in letters of the font (a Chinese sign takes two); ``wrap``: long texts go on in the next line; ``tint``: figures of shares and
    stars lie on the colour of their class.
    """

    head: str
    kind: Kind
    width: float
    wrap: bool = False
    tint: bool = False


@dataclass(frozen=True)
class Row:
    """Values in the order of the columns; ``is_sum``: of all that stands above, set apart and never filtered away."""

    values: tuple[Value, ...]
    is_sum: bool = False


@dataclass(frozen=True)
class Bars:
    """
    A chart of bars below a table.

    Attributes
    ----------
    title, axis
        Messages.
    columns
        Of the sheet, from 0: each is a series, in its colour of ``fills``; the first of several lies at the axis.
    names
        Column with the name of a row.
    rows
        Of the sheet's rows, from 0, first and last; ``across``: the columns are the points of one series out of the first of the rows.
    fills
        ``#rrggbb`` for each column, empty for hatching.
    as_shares
        Bars of equal length.
    """

    title: str
    axis: str
    columns: tuple[int, ...]
    names: int
    rows: tuple[int, int]
    fills: tuple[str, ...]
    across: bool = False
    as_shares: bool = False


@dataclass(frozen=True)
class Sheet:
    """
    A sheet.

    Attributes
    ----------
    name
        On its tab.
    title
        Its first line.
    notes
        How it is read; below the title.
    columns, rows
        The table.
    frozen
        Columns on the left that stay in sight and are printed on each page.
    pages_across
        Printed pages side by side.
    charts
        Below the table, printed on pages of their own.
    rated_by
        Name of the standard that the sheet speaks of, and its id and version; None: that of the book.
    """

    name: str
    title: str
    notes: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    frozen: int = 1
    pages_across: int = 1
    charts: tuple[Bars, ...] = ()
    rated_by: tuple[str, str] | None = None


@dataclass(frozen=True)
class BookHead:
    """
    What stands on every sheet and every printed page.

    ``mark``: of a study that calls itself made up, else empty. ``standard``: its name; ``standard_id``: id and version. ``limit``: what the
    workbook may be used for. ``base``: which people are counted, a sentence; empty where the workbook counts none.
    """

    study: str
    mark: str
    day: date | None
    standard: str
    standard_id: str
    run: str
    limit: str
    base: str = ""
