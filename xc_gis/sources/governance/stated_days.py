"""Days on which figures were stated: the column ``stated`` of a table."""

from __future__ import annotations

from datetime import date

import pandas as pd

from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.sources.facilities.status import read_day
from xc_gis.sources.rows.cells import ROW, texts
from xc_gis.sources.rows.notes import Notes


def days_of(frame: pd.DataFrame, notes: Notes) -> list[date | None]:
    """
    The day of each row; None where none is stated.

    Raises
    ------
    InputError
        A word that is no day (2026-13-45), with its row.
    """
    if "stated" not in frame.columns:
        return [None] * len(frame)
    found: list[date | None] = []
    for word, row in zip(texts(frame["stated"]), frame[ROW], strict=True):
        day = read_day(word) if word else None
        if word and day is None:
            raise InputError(
                msg("{shown} 第 {row} 行：“{word}” 不是日期", shown=notes.layer, row=int(row), word=word), hint=msg("请写成 2026-05-01 这样")
            )  # fmt: skip
        found.append(day)
    return found
