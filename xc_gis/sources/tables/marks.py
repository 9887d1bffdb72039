"""Yes and no as people tick them: 是/否, Y/N, 1/0, √/×, true/false."""

from __future__ import annotations

import unicodedata

import pandas as pd

from xc_gis.sources.rows.cells import is_missing, texts

TICKS = frozenset("√ ✓ ✔ ☑ ✅ v 勾".split())
YES = TICKS | frozenset("是 有 对 y yes true t 1 已 真".split())
NO = frozenset("否 无 不 不是 没有 未 错 n no false f 0 × ✗ ✘ ✕ ❌ ☐ □ x 叉 假".split())


def yes_no(values: pd.Series) -> pd.Series:
    """
    Read ticks.

    Returns
    -------
    Series of object
        True, False, or None where nothing or something else stands.
    """

    def read(word: str) -> bool | None:
        plain = unicodedata.normalize("NFKC", word).strip().casefold().removesuffix(".0")
        return True if plain in YES else False if plain in NO else None

    return pd.Series([read(word) for word in texts(values)], index=values.index, dtype=object)


def are_ticks(values: pd.Series) -> bool:
    """Whether a column holds ticks alone, empty cells aside; an empty column does not."""
    read = yes_no(values)
    open_ = ~is_missing(values) | read.notna()
    return bool(open_.any()) and bool(read[open_].notna().all())


def ticked_only(values: pd.Series) -> bool:
    """Whether a column holds a mark or nothing: then nothing means no."""
    words = set(texts(values)) - {""}
    return bool(words) and words <= TICKS
