"""Years of stated values: as they are written, and which of them a study can have."""

from __future__ import annotations

from datetime import date

import pandas as pd

from xc_gis.errors import InputError
from xc_gis.languages.message import joined, msg
from xc_gis.sources.governance.indicator_words import CHINESE_YEAR, YEAR_CELL, YEAR_END
from xc_gis.sources.governance.numerals import chinese_number
from xc_gis.sources.governance.unit_numbers import plain_word
from xc_gis.sources.rows.cells import ROW, texts
from xc_gis.sources.rows.notes import Notes, listed
from xc_gis.standard.indicator_list import IndicatorList

OLDEST = 30
"""Years before the study (without a day: before the list) in which nobody stated a value that is followed."""


def years_of(frame: pd.DataFrame, notes: Notes) -> list[int]:
    """The year of each row (2024, 2024年, 二〇二四年). Raises ``InputError`` for a word that is none, with its row."""
    found = []
    for word, row in zip(texts(frame["year"]), frame[ROW], strict=True):
        plain = plain_word(word)
        match = YEAR_CELL.match(plain)
        year = int(match.group(1)) if match else None
        if year is None and CHINESE_YEAR.match(plain):
            number = chinese_number(plain.rstrip(YEAR_END))
            year = int(number) if number else None
        if year is None:
            raise InputError(
                msg("{shown} 第 {row} 行：“{word}” 不是年份", shown=notes.layer, row=int(row), word=word),
                hint=msg("请写成四位数，如 2024"),
            )
        found.append(year)
    return found


def up_to(values: pd.DataFrame, asked: IndicatorList, day: date | None, notes: Notes) -> pd.DataFrame:
    """
    Rows up to the year of the study; later ones are left out, and told. Without a day all are kept.

    Raises ``InputError`` for a year so long before it (without a day: before the list) that it is a slip, with its row.
    """
    first = asked.meta.years[0] if asked.meta.years else None
    now = day.year if day else first
    old = values[values["year"] < now - OLDEST] if now else values[:0]
    if len(old):
        raise InputError(
            msg("{shown} 第 {row} 行：{year} 年早得不合情理（早于 {now} 年 {most} 年以上）", shown=notes.layer, row=int(old[ROW].iloc[0]),
                year=int(old["year"].iloc[0]), now=now, most=OLDEST),
            hint=msg("请更正年份，或不写这个数"),
        )  # fmt: skip
    late = values["year"] > day.year if day else pd.Series(False, index=values.index)
    if late.any():
        text = msg("{count} 个指标值的年份（{years}）晚于项目日期 {day}，没有采用（第 {rows} 行）", count=int(late.sum()), day=str(day),
                   years=joined("、", map(str, sorted(set(values["year"][late])))), rows=listed(sorted({int(row) for row in values[ROW][late]})))  # fmt: skip
        notes.add("rows", "info", text, {"late": int(late.sum())})
    return values[~late]
