"""Text as text: no name of a facility becomes a formula in somebody's spreadsheet."""

from __future__ import annotations

import pandas as pd

FORMULA_STARTS = ("=", "+", "-", "@")


def plain(value: object) -> object:
    """A text that a spreadsheet would calculate gets a leading apostrophe; control characters at its start likewise."""
    if isinstance(value, str) and value and (value[0] in FORMULA_STARTS or ord(value[0]) < ord(" ")):
        return f"'{value}"
    return value


def plain_columns(frame: pd.DataFrame, *names: str) -> pd.DataFrame:
    """Make the texts of some columns plain; identifiers never change."""
    return frame.assign(**{name: frame[name].map(plain) for name in names if name in frame.columns})
