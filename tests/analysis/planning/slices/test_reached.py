"""The best facility in reach against a loop over all pairs."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from xc_gis.analysis.planning.slices.reached import Reached
from xc_gis.analysis.times.pair_times import PairTimes


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 7), st.sampled_from((0.0, 300.0, 300.0000001, 301.0)))),
    st.lists(st.integers(0, 2), min_size=8, max_size=8),
)
def test_the_best_state_within_a_limit(pairs, states):
    demand, facility, seconds = (
        np.array([pair[n] for pair in pairs], dtype=kind) for n, kind in ((0, np.int64), (1, np.int64), (2, float))
    )
    found = Reached.within(PairTimes(facility, demand, seconds), 300.0, 6).best(np.array(states, dtype=np.int8))
    expected = [max([states[f] for d, f, s in pairs if d == point and s <= 300.0 + 1e-6], default=0) for point in range(6)]
    assert found.tolist() == expected
