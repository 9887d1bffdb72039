"""Totals of areas over points: values on paper, and sums that are kept to the last digit."""

import numpy as np

from xc_gis.areas.spreading import fill_shares, index_of, spread

NAN = float("nan")


def test_a_total_goes_by_weight_and_an_area_without_weights_keeps_it():
    weights, area = np.array([1.0, 3.0, 5.0, 0.0]), np.array([0, 0, -1, 1])
    values, placed = spread(weights, area, np.array([100.0, 7.0]))
    assert values.tolist() == [25.0, 75.0, 0.0, 0.0]
    assert placed.tolist() == [True, False]


def test_a_total_that_is_not_known_is_known_of_no_point():
    values, placed = spread(np.array([1.0, 1.0, 2.0]), np.array([0, 0, 1]), np.array([NAN, 6.0]))
    assert np.isnan(values[:2]).all()
    assert values[2] == 6.0
    assert placed.tolist() == [True, True]


def test_what_rounding_loses_goes_to_the_first_of_the_largest():
    values, _ = spread(np.ones(7), np.zeros(7, dtype=int), np.array([0.7]))
    assert np.bincount(np.zeros(7, dtype=int), weights=values)[0] == 0.7
    assert len(set(values[1:])) == 1


def test_missing_numbers_follow_the_share_and_stay_missing_without_one():
    filled = fill_shares(
        np.array([NAN, NAN, 4.0, NAN]), np.array([10.0, 20.0, 30.0, 40.0]), np.array([0, 1, 0, -1]), np.array([0.3, NAN])
    )
    assert filled[0] == 3.0
    assert filled[2] == 4.0
    assert np.isnan(filled[[1, 3]]).all()


def test_a_name_that_is_no_area_is_at_no_place():
    assert index_of(np.array(["b", None, "x", "a"], dtype=object), ["a", "b"]).tolist() == [1, -1, -1, 0]
