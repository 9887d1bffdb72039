"""A cell as a number of a unit: Chinese numerals, 万, and the unit behind the figure are understood."""

from __future__ import annotations

import unicodedata

import pandas as pd

from xc_gis.sources.governance.indicator_words import COUNTED_UNITS, TEN_THOUSANDS
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
    >>> in_unit("35人", "家"), in_unit("35个", "家"), in_unit("120平方米", "㎡"), in_unit("43.2㎡", "㎡/百户"), in_unit("8个", "分钟")
    (None, 35.0, 120.0, 43.2, None)
    """
    word = ABOUT_BEHIND.sub("", plain_word(cell))
    if is_foreign(word, unit):
        return None
    if unit.startswith(TEN_THOUSANDS):
        plain = unit.removeprefix(TEN_THOUSANDS)
        own = word.removesuffix(plain).endswith(TEN_THOUSANDS)
        single = bool(plain) and word.endswith(plain) and not own
        bare = word.removesuffix(plain).removesuffix(TEN_THOUSANDS)
        value = _number(bare)
        return None if value is None else value / 10_000 if single else value
    return _number(word.removesuffix(plain_word(unit)))


def is_foreign(word: str, unit: str) -> bool:
    """
    Whether a unit stands behind a figure that is not the one asked for: another one that is counted in (35人 in 家).

    >>> is_foreign("95人", "%"), is_foreign("95", "%"), is_foreign("7200人", "万人"), is_foreign("35户", "个")
    (True, False, False, True)
    """
    own = plain_word(unit)
    if word.endswith(own):
        return False
    said = _counted(word)
    return said is not None and said is not _counted(own.split("/")[0])


def _counted(word: str) -> tuple[str, ...] | None:
    """The units that the one at the end of a word means the same as; None where none stands there."""
    return next((group for group in COUNTED_UNITS if word.endswith(group)), None)


def _number(word: str) -> float | None:
    value = float(numbers(pd.Series([word])).iloc[0])
    return chinese_number(word) if pd.isna(value) else value


def plain_word(word: object) -> str:
    """A word as it is compared: usual letters, no blanks, no capitals."""
    return unicodedata.normalize("NFKC", str(word)).replace(" ", "").casefold()
