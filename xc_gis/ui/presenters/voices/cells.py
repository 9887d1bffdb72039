"""Tables of the page of services and voices: cells with what they show, what sorts them and what leaves in a file. Knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from xc_gis.shares import cut, percent, percent_at_most
from xc_gis.wording.voices import NOT_SHOWN
from xc_gis.wording.window import label_of, language, tr

PLAIN, UNKNOWN, HIDDEN, BAD = "", "unknown", "hidden", "bad"
"""How a cell is drawn: as it is, hatched, grey, as bad news."""

NOTHING = "—"

EVERYWHERE = "*"
"""In the place of a row's subdistrict: it speaks of all of them, and no filter by subdistrict hides it."""


@dataclass(frozen=True)
class Cell:
    """
    A cell.

    ``text``: in the language of the window; ``order``: what sorts it, None last; ``kind``: how it is drawn; ``value``: in a file, None for empty.
    """

    text: str
    order: float | str | None = None
    kind: str = PLAIN
    value: object = None


@dataclass(frozen=True)
class RowOf:
    """A row: its cells, the community and category that it speaks of, its subdistrict, and its class to filter by."""

    cells: tuple[Cell, ...]
    community: str = ""
    category: str = ""
    subdistrict: str = ""
    group: str = ""


@dataclass(frozen=True)
class VoiceTable:
    """
    A table.

    Attributes
    ----------
    title
        Of the file that it is exported to.
    headings, hints, numbers
        Of the columns: words, what they mean, whether they hold figures.
    rows
        In their first order.
    foot
        Below the table.
    """

    title: str
    headings: tuple[str, ...]
    hints: tuple[str, ...]
    numbers: tuple[bool, ...]
    rows: tuple[RowOf, ...]
    foot: str = ""


NO_TABLE = VoiceTable("", (), (), (), ())


def filtered(table: VoiceTable, *, subdistrict: str = "", words: str = "", group: str = "") -> VoiceTable:
    """The rows that pass: of a subdistrict, with these words in a text, of a class; empty lets all pass."""
    sought = words.strip().casefold()
    rows = tuple(
        row
        for row in table.rows
        if (not subdistrict or row.subdistrict in {subdistrict, EVERYWHERE})
        and (not group or row.group == group)
        and (not sought or any(sought in cell.text.casefold() for cell in row.cells))
    )
    return replace(table, rows=rows)


def ordered(rows: Sequence[RowOf], column: int, *, descending: bool) -> list[RowOf]:
    """Rows by a column, equals as they stood; cells without an order last, whichever way."""
    known = [row for row in rows if row.cells[column].order is not None]
    known.sort(key=lambda row: _key(row.cells[column].order), reverse=descending)
    return known + [row for row in rows if row.cells[column].order is None]


def _key(order: float | str | None) -> tuple[bool, float, str]:
    return (True, 0.0, order) if isinstance(order, str) else (False, order or 0.0, "")


def words_cell(text: str) -> Cell:
    """A name or a word."""
    return Cell(text, text, value=text)


def count_cell(value: float | None, *, hidden: bool = False, decimals: int = 0) -> Cell:
    """A count or a rate of people; hidden, or not known."""
    if hidden:
        return hidden_cell()
    if value is None:
        return Cell(NOTHING, kind=UNKNOWN)
    return Cell(
        f"{value:,.{decimals}f}", value, value=int(value) if not decimals and value == int(value) else round(value, decimals)
    )


def hidden_cell() -> Cell:
    """A figure that is not shown."""
    return _hidden(language())


@lru_cache(maxsize=4)
def _hidden(_language: str) -> Cell:
    return Cell(tr(NOT_SHOWN), kind=HIDDEN, value=tr(NOT_SHOWN))


def fixed(words: str) -> str:
    """As ``label_of``, for words that stand in thousands of cells: said once in each language."""
    return _fixed(words, language())


@lru_cache(maxsize=256)
def _fixed(words: str, _language: str) -> str:
    return label_of(words)


def share_cell(value: float | None, *, hidden: bool = False) -> Cell:
    """A share 0-1 as percent."""
    if hidden:
        return hidden_cell()
    return Cell(NOTHING, kind=UNKNOWN) if value is None else Cell(percent(value), value, value=cut(value, 6))


def high_share_cell(value: float | None, *, hidden: bool = False) -> Cell:
    """The high end of a share 0-1 as percent, raised (decision 239)."""
    made = share_cell(value, hidden=hidden)
    return made if hidden or value is None else Cell(percent_at_most(value), value, value=made.value)


def plain_share_cell(value: float | None) -> Cell:
    """A figure 0-1 that is no percentage."""
    return Cell(NOTHING, kind=UNKNOWN) if value is None else Cell(f"{cut(value, 2):.2f}", value, value=cut(value, 6))


def change_cell(value: float | None, *, hidden: bool = False) -> Cell:
    """A change as signed percent; a rise of complaints is bad news."""
    if hidden:
        return hidden_cell()
    if value is None:
        return Cell(NOTHING)
    return Cell(change_words(value), value, BAD if value > 0 else PLAIN, value=round(value, 6))


def change_words(value: float) -> str:
    """
    A change as signed percent.

    >>> change_words(0.1234), change_words(-0.05), change_words(0.0)
    ('+12.3%', '−5.0%', '0.0%')
    """
    words = f"{value:+.1%}".replace("-", "−")
    return words[1:] if words[1:] == "0.0%" else words
