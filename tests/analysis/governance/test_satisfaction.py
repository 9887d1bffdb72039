"""Satisfaction has its uncertainty; few answers are not known, very few not shown, and none of them can be found by subtraction."""

import numpy as np
import pandas as pd
import pytest

from xc_gis.analysis.governance.satisfaction import satisfaction_of, wilson
from xc_gis.model import SATISFACTION_ANSWER_COLUMNS

STREETS = pd.Series({"A": "甲街道", "B": "甲街道", "C": "乙街道", "D": ""})


def found(*rows):
    return satisfaction_of(pd.DataFrame(rows, columns=list(SATISFACTION_ANSWER_COLUMNS)), STREETS, min_n=30, min_cell=5)


def test_the_interval_is_wilsons():
    low, high = wilson(np.array([0.9, 0.0, 1.0]), np.array([100.0, 20, 20]))
    assert low == pytest.approx([0.825634, 0.0, 0.838875], abs=1e-6)
    assert high == pytest.approx([0.944771, 0.161125, 1.0], abs=1e-6)
    assert np.isnan(wilson(np.array([0.5]), np.array([0.0]))[0]).all()


def test_few_answers_are_not_known_and_never_zero():
    rows = found(("A", "MED", 29, 0.0), ("A", "VEG", 30, 0.0), ("B", "MED", np.nan, 0.9), ("B", "VEG", 0, np.nan)).table
    assert rows["note"].tolist() == ["small_n", "", "no_n", "small_n"]
    assert rows["value"].fillna(-1).tolist() == [-1, 0, -1, -1]
    assert rows["high"].fillna(-1).tolist()[0] == pytest.approx(0.117, abs=1e-3)


def test_very_few_are_not_shown_and_not_to_be_found_by_subtraction():
    rows = found(
        ("A", "ALL", 100, 0.9),
        ("A", "ELD", 3, 0.5),
        ("A", "MED", 40, 0.9),
        ("A", "VEG", 57, 0.9),
        ("B", "ELD", 4, 0.5),
        ("B", "MED", 40, 0.9),
    ).table
    assert rows["note"].tolist() == ["", "suppressed", "suppressed", "", "suppressed", ""]
    hidden = rows[rows["note"] == "suppressed"]
    assert hidden[["n", "low", "value", "high"]].isna().all(axis=None)


def test_a_community_is_its_row_of_all_else_the_mean_by_answers():
    whole = found(
        ("A", "ALL", 50, 0.7), ("A", "MED", 60, 0.9), ("B", "MED", 30, 0.9), ("B", "VEG", 60, 0.6), ("C", "MED", 10, 0.9)
    ).communities
    assert whole == pytest.approx({"A": 0.7, "B": 0.7})


def test_areas_put_the_answers_together_that_are_shown():
    rows = found(
        ("A", "MED", 100, 0.9), ("B", "MED", 3, 0.0), ("C", "MED", 20, 0.5), ("D", "MED", 80, 1.0), ("C", "VEG", np.nan, 0.4)
    ).areas
    told = rows.set_index(["area", "category"])
    assert told.loc[("甲街道", "MED"), ["communities", "left_out", "n", "value"]].tolist() == [1, 1, 100, 0.9]
    whole = told.loc[("ALL", "MED")]
    assert whole[["communities", "left_out", "n"]].tolist() == [3, 1, 200]
    assert whole["value"] == pytest.approx((90 + 10 + 80) / 200)
    assert whole["low"] < whole["value"] < whole["high"]
    assert told.loc[("乙街道", "MED"), "note"] == "small_n"
    assert np.isnan(told.loc[("乙街道", "MED"), "value"])
    assert told.loc[("乙街道", "VEG"), ["communities", "left_out", "n", "note"]].tolist() == [0, 1, 0, "small_n"]
    assert np.isnan(told.loc[("乙街道", "VEG"), "low"])
    assert ("", "MED") not in told.index


def test_what_is_hidden_is_in_no_sum():
    """The sums are the same whatever a hidden count is: nothing can be found by subtraction."""
    first = found(("A", "MED", 100, 0.9), ("B", "MED", 3, 0.0), ("C", "MED", 50, 0.5)).areas
    other = found(("A", "MED", 100, 0.9), ("B", "MED", 1, 1.0), ("C", "MED", 50, 0.5)).areas
    pd.testing.assert_frame_equal(first, other)


def test_two_few_ones_that_could_be_found_from_the_sum_take_another_with_them_or_hide_the_sum():
    rows = found(("A", "ALL", 72, 0.9), ("A", "ELD", 1, 0.5), ("A", "MED", 1, 0.9), ("A", "VEG", 70, 0.9)).table
    assert rows["note"].tolist() == ["", "suppressed", "suppressed", "suppressed"]
    rows = found(("A", "ALL", 5, 0.9), ("A", "ELD", 1, 0.5), ("A", "MED", 4, 0.9), ("A", "VEG", 0, np.nan)).table
    assert rows["note"].tolist()[:3] == ["suppressed"] * 3
