"""Targets at every edge; forecasts against a line worked out by hand and against what a library says."""

import numpy as np
import pytest

from xc_gis.analysis.governance.targets import forecast, meets, outlook, status, status_of_years

NAN = float("nan")


@pytest.mark.parametrize(
    ("value", "comparison", "target", "met"),
    [
        (79.9, ">=", 80, False), (80.0, ">=", 80, True), (8.0, "<", 8, False), (7.99, "<", 8, True), (8.0, "<=", 8, True), (45.0, ">", 45, False),
        (45.1, ">", 45, True), (99.0, "stays>=", 99, True), (98.99, "stays>=", 99, False),
    ],
)  # fmt: skip
def test_edges(value, comparison, target, met):
    assert meets(value, comparison, target) is met


@pytest.mark.parametrize(
    ("low", "high", "comparison", "state"),
    [
        (80, 90, ">=", "done"), (70, 79, ">=", "behind"), (70, 80, ">=", "unknown"), (NAN, NAN, ">=", "no_data"), (81, NAN, ">=", "done"),
        (70, NAN, ">=", "unknown"), (NAN, 79, ">=", "behind"), (70, 79, "<", "done"), (80, 90, "<", "behind"), (79, 81, "<", "unknown"), (NAN, 79, "<", "done"),
    ],
)  # fmt: skip
def test_a_range_decides_only_where_both_ends_do(low, high, comparison, state):
    assert status(low, high, comparison, 80) == state


def test_without_a_target_there_is_no_status():
    assert status(1, 1, ">=", None) == ""


def test_what_has_to_stay_is_behind_where_any_year_was():
    assert status_of_years(["done", "behind", "done"], "stays>=") == "behind"
    assert status_of_years(["done", "behind", "done"], ">=") == "done"
    assert status_of_years(["done", "no_data"], ">=") == "done"


def test_a_line_through_three_years_by_hand():
    # 70, 72, 77: mean 73 in the middle year, slope 3.5; residuals 0.5, -1, 0.5: error sqrt(1.5); t of 90 % with one degree 3.0777
    found = forecast({2021: 70, 2022: 72, 2023: 77}, 2025, "㎡")
    half = 3.0776835 * np.sqrt(1.5) * np.sqrt(1 + 1 / 3 + 9 / 2)
    assert (found.value, found.low, found.high) == pytest.approx((83.5, 83.5 - half, 83.5 + half))
    assert found.years == 3


def test_shares_end_at_a_hundred_and_nothing_falls_below_none():
    assert forecast({2021: 80, 2022: 90, 2023: 99}, 2025, "%").value == 100
    assert forecast({2021: 3, 2022: 2, 2023: 1}, 2030, "个").value == 0


def test_two_years_and_past_targets_have_no_forecast():
    assert forecast({2021: 70, 2022: 72, 2023: NAN}, 2025, "%") is None
    assert forecast({2023: 70, 2024: 72, 2025: 74}, 2025, "%") is None


def test_outlook():
    sure = forecast({2021: 70, 2022: 72, 2023: 74}, 2025, "㎡")  # a line without scatter: 78 and no range
    assert outlook(sure, "behind", 2023, 2025, ">=", 78) == "expected"
    assert outlook(sure, "behind", 2023, 2025, ">=", 78.1) == "missed"
    wide = forecast({2021: 70, 2022: 72, 2023: 77}, 2025, "㎡")
    assert outlook(wide, "behind", 2023, 2025, ">=", 85) == "doubtful"
    assert outlook(None, "done", 2025, 2025, ">=", 70) == "reached"
    assert outlook(None, "behind", 2025, 2025, ">=", 70) == "missed"
    assert outlook(None, "behind", 2023, 2025, ">=", 70) == ""
    assert outlook(sure, "behind", 2023, 2025, "stays>=", 60) == "missed"
