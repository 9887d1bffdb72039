"""Squares of ground hold every box that touches them, and no box is missed."""

import numpy as np
import pytest

from xc_gis.analysis.arrays import buckets as tested
from xc_gis.analysis.arrays.buckets import buckets


@pytest.mark.parametrize(("side_m", "most"), [(10.0, 10**6), (10.0, 20), (500.0, 10**6)])
def test_every_square_that_a_box_touches_lists_it(side_m, most, monkeypatch):
    monkeypatch.setattr(tested, "MOST_SQUARES", most)
    chance = np.random.default_rng(4)
    low = chance.uniform(-300, 300, (200, 2))
    high = low + chance.exponential(15, (200, 2))
    found = buckets(*low.T, *high.T, square_m=side_m)
    assert len(found.first) == found.columns * found.rows + 1
    assert found.square_m >= side_m
    listed = {
        (row * found.columns + column, int(item))
        for row in range(found.rows)
        for column in range(found.columns)
        for item in found.item[found.first[row * found.columns + column] : found.first[row * found.columns + column + 1]]
    }
    squares = [
        ((low[n] - (found.west, found.south)) // found.square_m, (high[n] - (found.west, found.south)) // found.square_m)
        for n in range(200)
    ]
    expected = {
        (row * found.columns + column, n)
        for n, (first, last) in enumerate(squares)
        for column in range(int(first[0]), int(last[0]) + 1)
        for row in range(int(first[1]), int(last[1]) + 1)
    }
    assert listed == expected
    assert len(found.item) == len(expected)


def test_no_box_one_empty_square():
    nothing = np.zeros(0)
    found = buckets(nothing, nothing, nothing, nothing, square_m=10.0)
    assert (found.columns, found.rows, found.first.tolist(), len(found.item)) == (1, 1, [0, 0], 0)
