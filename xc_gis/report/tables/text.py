"""Text as text: no name of a facility becomes a formula in somebody's spreadsheet."""

from __future__ import annotations

import pandas as pd

from xc_gis.files.spreadsheet_text import FORMULA_STARTS, plain

__all__ = ["FORMULA_STARTS", "plain", "plain_columns"]


def plain_columns(frame: pd.DataFrame, *names: str) -> pd.DataFrame:
    """Make the texts of some columns plain; identifiers never change."""
    return frame.assign(**{name: frame[name].map(plain) for name in names if name in frame.columns})
