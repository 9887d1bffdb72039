"""Reasons by row that stay messages: a column of texts would make plain texts of them, and so would ``mask`` and ``where``."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd


def no_reasons(index: pd.Index) -> pd.Series:
    """An empty reason for each row."""
    return pd.Series("", index=index, dtype=object)


def with_reason(reasons: pd.Series, rows: Any, reason: str) -> pd.Series:
    """The reasons with another one where ``rows`` (one truth value for each) is true."""
    made = reasons.astype(object)
    made[np.asarray(rows, dtype=bool)] = reason
    return made
