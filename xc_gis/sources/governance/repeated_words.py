"""Columns in which few words stand in many rows: each word is read once."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd


def by_word(values: pd.Series, read: Callable[[pd.Series], pd.Series]) -> pd.Series:
    """What ``read`` makes of a column of text, asked of each different word once; as ``read(values)`` where it looks at cells one by one."""
    codes, words = pd.factorize(values, use_na_sentinel=False)
    answers = read(pd.Series(words, dtype=object))
    return pd.Series(answers.array.take(codes), index=values.index)
