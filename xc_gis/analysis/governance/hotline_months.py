"""
Tickets of the whole district by month, for the line that shows how they rise and fall.

A month with fewer than ``min_cell`` tickets is not shown. Within the period its months sum to a figure that is shown, so others are hidden with small ones
(``suppression_in_lines``), none that a change rests on. Where these are not enough, no month of the period is shown, and no change anywhere (``hotline.hotline_of``).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from xc_gis.analysis.arrays.geometry import Bools, Ints
from xc_gis.analysis.governance.suppression_in_lines import hidden_in_line
from xc_gis.model import ANSWERS, HOTLINE_MONTH_COLUMNS

SUPPRESSED = "suppressed"


def month_table(counts: pd.DataFrame, period: Sequence[str], changes: Sequence[str | None], min_cell: int) -> pd.DataFrame:
    """
    Tickets and answers by month.

    Parameters
    ----------
    counts
        ``TICKET_COUNT_COLUMNS``.
    period
        Months whose sum is shown elsewhere.
    changes
        Months that shown changes rest on.
    min_cell
        Least count that is shown, and least number that a rate may rest on.

    Returns
    -------
    DataFrame
        ``HOTLINE_MONTH_COLUMNS``, a row for each month with tickets, in their order; a month without any is no data and has no row.
    """
    numbers = [name for name in counts.columns if name not in {"community_id", "category", "month"}]
    sums = counts.groupby("month", sort=True)[numbers].sum().reset_index()
    sums = sums[sums["tickets"] > 0].reset_index(drop=True)
    tickets = sums["tickets"].to_numpy(dtype=np.int64)
    hidden = _hidden(tickets, sums["month"].isin(list(period)).to_numpy(), sums["month"].isin(list(changes)).to_numpy(), min_cell)
    table: dict[str, object] = {"month": sums["month"], "tickets": np.where(hidden, np.nan, tickets)}
    for name in ANSWERS:
        yes, known = (sums[f"{name}_{part}"].to_numpy(dtype=float) for part in ("yes", "known"))
        few = hidden | (known < min_cell)
        table[name] = np.where(few, np.nan, yes / np.where(few, 1.0, known))
    return pd.DataFrame({**table, "note": np.where(hidden, SUPPRESSED, "").astype(object)})[list(HOTLINE_MONTH_COLUMNS)]


def _hidden(tickets: Ints, in_period: Bools, in_changes: Bools, min_cell: int) -> Bools:
    hidden: Bools = tickets < min_cell
    of_period = hidden_in_line(tickets[in_period], ~in_changes[in_period], min_cell)
    hidden[in_period] = True if of_period is None else of_period
    return hidden
