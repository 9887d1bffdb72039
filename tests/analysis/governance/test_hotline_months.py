"""Tickets by month: sums by hand, small ones hidden, and not to be found by subtraction."""

import numpy as np
import pandas as pd
import pytest

from xc_gis.analysis.governance.hotline_months import month_table
from xc_gis.model import TICKET_COUNT_COLUMNS

PERIOD = ("2026-01", "2026-02", "2026-03")


def months(tickets, changes=(None, None, None)):
    """Months of 2026 with so many tickets, half of them resolved."""
    rows = [("C1", "MED", f"2026-{n:02d}", count, count, count, count // 2, count, 0, 0) for n, count in enumerate(tickets, 1)]
    counts = pd.DataFrame(rows, columns=list(TICKET_COUNT_COLUMNS))
    return month_table(pd.concat([counts, counts.assign(category="VEG", tickets=0)]), PERIOD, changes, 5)


def test_sums_and_rates_by_hand():
    found = months((10, 20, 30, 40))
    assert found["tickets"].tolist() == [10, 20, 30, 40]
    assert found["resolved"].tolist() == pytest.approx([0.5] * 4)
    assert found["satisfied"].isna().all()  # nobody was asked
    assert set(found["note"]) == {""}


def test_a_month_without_tickets_is_no_data():
    assert months((10, 0, 30))["month"].tolist() == ["2026-01", "2026-03"]


@pytest.mark.parametrize(
    ("tickets", "changes", "hidden"),
    [
        ((3, 20, 30, 40), (None,), [0, 1]),  # with the sum of the period the single one would be known
        ((3, 20, 30, 40), ("2026-02",), [0, 2]),  # that of the second month would be known by the change
        ((3, 4, 30, 40), (None,), [0, 1, 2]),  # the two sum to seven: neither could be five and four more
        ((4, 4, 4, 40), (None,), [0, 1, 2]),
        ((10, 20, 30, 4), (None,), [3]),  # outside of the period nothing sums it
        ((3, 20, 30), ("2026-02", "2026-03"), [0, 1, 2]),
    ],
)
def test_a_small_month_is_hidden_with_another(tickets, changes, hidden):
    found = months(tickets, changes)
    assert np.flatnonzero(found["note"] == "suppressed").tolist() == hidden
    assert found.loc[hidden, ["tickets", "resolved"]].isna().all().all()
