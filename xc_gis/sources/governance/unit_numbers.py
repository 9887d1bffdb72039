"""A cell as a number of a unit: Chinese numerals, 万, and the unit behind the figure are understood."""

from __future__ import annotations

import unicodedata

import pandas as pd

from xc_gis.sources.governance.indicator_words import TEN_THOUSANDS
from xc_gis.sources.governance.numerals import chinese_number
from xc_gis.sources.governance.words import ABOUT_BEHIND
from xc_gis.sources.rows.cells import numbers


def in_unit(cell: object, unit: str) -> float | None:
    """
    A cell as a number of a unit: what it says itself counts (7200人 in 万人 is 0.72).

    >>> in_unit("7200人", "万人"), in_unit("0.72", "万人"), in_unit("0.72万人", "万人"), in_unit("三十七", "家"), in_unit("好", "家")
    (0.72, 0.72, 0.72, 37.0, None)
    >>> in_unit("35个左右", "个"), in_unit("约35 ㎡/百户", "㎡/百户"), in_unit("三十五㎡/百户上下", "㎡/百户")
    (35.0, 35.0, 35.0)
    """
    word = ABOUT_BEHIND.sub("", plain_word(cell))
    if unit.startswith(TEN_THOUSANDS):
        plain = unit.removeprefix(TEN_THOUSANDS)
        own = word.removesuffix(plain).endswith(TEN_THOUSANDS)
        single = bool(plain) and word.endswith(plain) and not own
        bare = word.removesuffix(plain).removesuffix(TEN_THOUSANDS)
        value = _number(bare)
        return None if value is None else value / 10_000 if single else value
    return _number(word.removesuffix(plain_word(unit)))


def _number(word: str) -> float | None:
    value = float(numbers(pd.Series([word])).iloc[0])
    return chinese_number(word) if pd.isna(value) else value


def plain_word(word: object) -> str:
    """A word as it is compared: usual letters, no blanks, no capitals."""
    return unicodedata.normalize("NFKC", str(word)).replace(" ", "").casefold()
