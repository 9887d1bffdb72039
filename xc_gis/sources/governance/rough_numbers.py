"""Figures that are only given roughly (约90, 78左右): they are used as they are written, and told."""

from __future__ import annotations

import unicodedata

import pandas as pd

from xc_gis.languages.message import msg
from xc_gis.sources.governance.public_words import cited
from xc_gis.sources.governance.repeated_words import by_word
from xc_gis.sources.governance.words import ROUGHLY
from xc_gis.sources.rows.cells import ROW, texts
from xc_gis.sources.rows.notes import Notes, listed


def note_rough(frame: pd.DataFrame, column: str, used: pd.Series, what: str, notes: Notes) -> None:
    """
    Tell which figures are rough.

    Parameters
    ----------
    frame
        With ``column`` as it is written and ``ROW``.
    used
        The figures by the same index; NaN where a cell is none, of which nothing is told.
    what
        What the column holds, for the message.
    """
    rough = by_word(frame[column], _is_rough) & used.notna()
    if not rough.any():
        return
    rows = sorted({int(row) for row in frame[ROW][rough]})
    text = msg("{count} 个{what}是约数（如 “{example}”，第 {rows} 行），按所写的数使用", count=int(rough.sum()), what=what,
               example=cited(frame[column][rough].iloc[0]), rows=listed(rows))  # fmt: skip
    notes.add("rows", "warning", text, {"column": column, "rows": rows})


def _is_rough(words: pd.Series) -> pd.Series:
    plain = texts(words).map(lambda word: unicodedata.normalize("NFKC", word).replace(" ", ""))
    return plain.map(lambda word: bool(ROUGHLY.search(word))).astype(bool)
