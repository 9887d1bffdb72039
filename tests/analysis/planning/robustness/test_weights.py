"""The ends of a weighted mean: no weights within their ranges give less or more, corners tried one and all."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xc_gis.analysis.planning.robustness.weights import completeness_bounds, extreme_weights

SHARES = st.lists(st.one_of(st.just(float("nan")), st.floats(0, 1)), min_size=2, max_size=6)


def mean(parts, weight):
    known = ~np.isnan(parts)
    return (weight * known * np.nan_to_num(parts)).sum() / (weight * known).sum()


@given(shares=SHARES, spread=st.sampled_from([0.0, 0.1, 0.3]), data=st.data())
def test_no_corner_gives_less_or_more(shares, spread, data):
    parts = np.array(shares)
    if np.isnan(parts).all():
        return
    weight = np.array(data.draw(st.lists(st.sampled_from([1.0, 2.0, 3.5, 12.0]), min_size=len(parts), max_size=len(parts))))
    corners = [weight * np.array(factors) for factors in product((1 - spread, 1 + spread), repeat=len(parts))]
    means = [mean(parts, one) for one in corners]
    for high, end in ((False, min(means)), (True, max(means))):
        found = extreme_weights(parts[None, :], weight, spread, high=high)[0]
        assert mean(parts, found) == pytest.approx(end, abs=1e-12)
        assert (np.abs(found / weight - 1) <= spread + 1e-12).all()


def test_completeness_on_paper():
    known = np.array([[True, False, True]])
    applies = np.array([[True, True, False]])
    low, high = completeness_bounds(known, applies, np.array([6.0, 4.0, 9.0]), 0.5)
    assert low[0] == pytest.approx(3 / (3 + 6))
    assert high[0] == pytest.approx(9 / (9 + 2))
