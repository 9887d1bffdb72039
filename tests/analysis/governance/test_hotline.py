"""Rates, changes, pressure by hand; months that nobody delivered are not zero; what is hidden gives nothing away."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from xc_gis.analysis.governance.hotline import area_table, community_pressure, hotline_of, long_table, period_of
from xc_gis.model import TICKET_COUNT_COLUMNS, HotlineCounts

RESIDENTS = pd.Series({"A": 1000.0, "B": 2000.0, "C": 4000.0, "D": np.nan})
STREETS = pd.Series({"A": "甲街道", "B": "甲街道", "C": "乙街道", "D": ""})


def counts(*rows):
    """Community, category, month, tickets, then yes and known of the three answers."""
    frame = pd.DataFrame(rows, columns=list(TICKET_COUNT_COLUMNS))
    return HotlineCounts(frame, tuple(sorted(frame["month"].unique())), frozenset(("MED", "VEG")))


def worked_out(*rows, residents=RESIDENTS, day=None):
    return hotline_of(counts(*rows), residents, STREETS, ["MED", "VEG"], min_cell=5, percentile=1.0, study_date=day)


ROWS = (
    ("A", "MED", "2026-06", 10, 9, 10, 8, 10, 3, 4), ("A", "MED", "2026-05", 8, 8, 8, 4, 8, 2, 4), ("A", "MED", "2025-06", 5, 5, 5, 5, 5, 5, 5), ("B", "MED", "2026-06", 12, 6, 12, 3, 12, 0, 0),
    ("B", "VEG", "2026-05", 8, 8, 8, 8, 8, 8, 8), ("C", "OTHER", "2026-06", 20, 20, 20, 20, 20, 20, 20), ("D", "VEG", "2026-06", 9, 9, 9, 9, 9, 9, 9), ("A", "VEG", "2024-01", 99, 0, 0, 0, 0, 0, 0),
)  # fmt: skip


def row(found, community, category):
    table = long_table(found)
    return table[(table["community_id"] == community) & (table["category"] == category)].iloc[0]


def test_rates_and_changes_by_hand():
    found = worked_out(*ROWS)
    assert found.categories == ("MED", "VEG", "OTHER")
    mine = row(found, "A", "MED")
    assert mine["tickets"] == 18  # the twelve months to 2026-06
    assert mine["per_10k"] == 180
    assert (mine["responded"], mine["resolved"], mine["satisfied"]) == pytest.approx((17 / 18, 12 / 18, 5 / 8))
    assert (mine["month_on_month"], mine["year_on_year"]) == pytest.approx((0.25, 1.0))
    assert row(found, "A", "ALL")["tickets"] == 18
    assert row(found, "ALL", "ALL")["tickets"] == 67
    assert np.isnan(row(found, "B", "MED")["satisfied"])  # nobody was asked
    assert row(found, "C", "MED")["tickets"] == 0
    assert np.isnan(row(found, "D", "VEG")["per_10k"])


def test_pressure_is_held_against_the_district_and_weighed():
    found = worked_out(*ROWS)
    assert found.pressure[:3, 0].tolist() == pytest.approx([1, (12 / 2000) / (18 / 1000), 0])
    assert np.isnan(found.pressure[3]).all()
    pressed = community_pressure(found, {"MED": 3, "VEG": 1, "KIN": 9})
    assert pressed == pytest.approx({"A": 0.75, "B": 0.5, "C": 0})


def test_the_period_ends_with_the_last_full_month_and_missing_months_are_no_zero():
    months = ["2025-06", "2026-03", "2026-05", "2026-06"]
    found = period_of(months, dt.date(2026, 6, 29))
    assert (found.last, found.before, found.year_before) == ("2026-05", None, None)
    assert found.months[0] == "2025-06"
    assert "2026-04" in found.missing
    assert period_of(months, dt.date(2026, 6, 30)).last == "2026-06"
    assert period_of(months, dt.date(2027, 6, 30)).last == "2026-06"
    assert period_of(months, None).year_before == "2025-06"


def test_a_small_count_is_hidden_with_all_that_rests_on_it():
    found = worked_out(*ROWS, ("C", "VEG", "2026-06", 3, 3, 3, 3, 3, 3, 3))
    mine = row(found, "C", "VEG")
    assert np.isnan(
        mine[["tickets", "per_10k", "responded", "resolved", "satisfied", "month_on_month"]].to_numpy(dtype=float)
    ).all()
    assert mine["note"] == "suppressed"
    shown = long_table(found)
    assert (shown["note"] == "suppressed").sum() >= 4
    assert not np.isnan(mine["pressure"])


def test_what_is_hidden_changes_nothing_that_is_shown():
    """One ticket more or less among hidden cells, with all shown figures the same, gives the same table."""
    base = [["A", 1, 8], ["B", 9, 7]]
    other = [["A", 2, 7], ["B", 8, 8]]
    tables = [
        long_table(
            worked_out(
                *[
                    (c, code, "2026-06", n, n, n, n, n, n, n)
                    for c, *ns in rows
                    for code, n in zip(("MED", "VEG"), ns, strict=True)
                ]
            )
        )
        for rows in (base, other)
    ]
    assert (tables[0]["note"] == "suppressed").sum() == 4
    pd.testing.assert_frame_equal(*tables)


def test_areas_are_sums_of_their_communities_by_hand():
    areas = area_table(worked_out(*ROWS)).set_index(["area", "category"])
    assert areas.index.get_level_values("area").unique().tolist() == ["ALL", "乙街道", "甲街道"]
    clinics = areas.loc[("甲街道", "MED")]
    assert clinics["tickets"] == 30
    assert clinics["per_10k"] == pytest.approx(30 / 3000 * 10_000)
    assert clinics["responded"] == pytest.approx(23 / 30)
    assert clinics["month_on_month"] == pytest.approx((22 - 8) / 8)
    assert areas.loc[("乙街道", "OTHER"), "tickets"] == 20
    assert areas.loc[("ALL", "ALL"), "tickets"] == 67
    assert np.isnan(areas.loc[("ALL", "ALL"), "per_10k"])  # residents of D are not known
    long = long_table(worked_out(*ROWS))
    whole = long[(long["community_id"] == "ALL") & (long["category"] == "VEG")].iloc[0]
    assert whole["tickets"] == areas.loc[("ALL", "VEG"), "tickets"]
