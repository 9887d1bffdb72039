"""
Percentages as offices write them, satisfaction above all: 90, 90%, 0.9, 百分之九十, 九成.

A column says either percent or shares. A cell with a sign of its own (90 %) says so itself, beside shares too: 0.95 beside it is 95 %. Where cells without a sign say both (0.9 beside 90), or the heading says percent and a number is not over 1 (满意度(%) 0.86),
it could mean two things: it is refused with its row, never guessed.
"""

from __future__ import annotations

import unicodedata

import numpy as np
import pandas as pd

from xc_gis.errors import InputError
from xc_gis.languages.message import joined, msg
from xc_gis.sources.governance.numerals import chinese_number, chinese_percent
from xc_gis.sources.governance.public_words import cited
from xc_gis.sources.governance.repeated_words import by_word
from xc_gis.sources.governance.table_rows import COLUMN_OF
from xc_gis.sources.governance.unit_numbers import is_foreign
from xc_gis.sources.governance.words import ABOUT_BEHIND, PERCENT_SIGNS
from xc_gis.sources.rows.cells import ROW, is_missing, numbers, texts
from xc_gis.sources.rows.notes import Notes

MOST_ROWS = 5
PERCENT = 100.0
SATISFACTION = msg("满意度")


def shares(frame: pd.DataFrame, column: str, notes: Notes, what: str = SATISFACTION) -> pd.Series:
    """
    A column of percentages as shares 0-1, NaN where nothing stands.

    Parameters
    ----------
    frame
        With ``ROW``.
    what
        What the column holds, for messages.

    Raises
    ------
    InputError
        No number, a number under 0 or over 100 %, a number that is percent or share by the same right: with its row.
    """
    words = by_word(frame[column], _plain)
    missing = by_word(words, is_missing)
    signed = by_word(words, _signed)
    foreign = by_word(words, lambda cells: cells.map(lambda word: is_foreign(word.casefold(), PERCENT_SIGNS[0])))
    plain = by_word(words, numbers).where(signed.isna() & ~foreign.astype(bool))
    plain = plain.fillna(by_word(words, _chinese)).where(signed.isna())
    _refuse(~missing & signed.isna() & plain.isna(), frame, words, notes.layer, what, msg("不是百分数"))
    percent = bool((plain > 1).any()) or bool(
        (signed.notna() & ~missing).any() and not plain.between(0, 1, inclusive="neither").any()
    )
    heading = str(frame.attrs.get(COLUMN_OF, {}).get(column, ""))
    small = ~missing & (plain > 0) & (plain <= 1)
    if says_percent(heading):
        _refuse(
            small,
            frame,
            words,
            notes.layer,
            what,
            msg("看不出是百分数还是 0 到 1 的比例（列名 “{column}” 写的是百分数）", column=cited(heading)),
        )
    elif percent:
        _refuse(small, frame, words, notes.layer, what, msg("看不出是百分数还是 0 到 1 的比例（同一列中还有按百分数写的）"))
    elif bool((plain > 0).any()):
        text = msg(
            "列 “{column}” 中不带 % 的数都不大于 1，按 0 到 1 的比例读取（0.9 即 90%）",
            column=cited(heading) if heading else column,
        )
        notes.add("columns", "info", text, {"column": column})
    found = (plain / PERCENT if percent else plain).where(signed.isna(), signed / PERCENT)
    _refuse(~missing & ~found.between(0, 1), frame, words, notes.layer, what, msg("不在 0 到 100% 之间"))
    return found.where(~missing)


def says_percent(heading: str) -> bool:
    """Whether a heading states percent as its unit."""
    return any(sign in heading for sign in PERCENT_SIGNS)


def _plain(cells: pd.Series) -> pd.Series:
    return texts(cells).map(lambda word: ABOUT_BEHIND.sub("", unicodedata.normalize("NFKC", word).replace(" ", "")))


def _chinese(words: pd.Series) -> pd.Series:
    return words.map(lambda word: _none_as_nan(chinese_number(word))).astype(float)


def _signed(words: pd.Series) -> pd.Series:
    """Percent of the cells that say so themselves; NaN for others."""
    said = words.map(lambda word: _none_as_nan(chinese_percent(word))).astype(float)
    bare = words.where(words.str.endswith(PERCENT_SIGNS), "").str[:-1]
    return said.fillna(numbers(bare)).fillna(_chinese(bare))


def _none_as_nan(number: float | None) -> float:
    return np.nan if number is None else number


def _refuse(wrong: pd.Series, frame: pd.DataFrame, words: pd.Series, shown: str, what: str, why: str) -> None:
    if not wrong.any():
        return
    wrong_rows = list(dict.fromkeys(frame[ROW][wrong].astype(int).tolist()))
    rows = joined("、", map(str, wrong_rows[:MOST_ROWS]))
    raise InputError(
        msg("{shown} 第 {rows} 行的{what} “{word}” {why}（共 {count} 行）", shown=shown, rows=rows, what=what, word=cited(words[wrong].iloc[0]), why=why,
            count=len(wrong_rows)),
        hint=msg("请写成带 % 的百分数，如 90%"),
    )  # fmt: skip
