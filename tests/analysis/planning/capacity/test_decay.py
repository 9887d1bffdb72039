"""How a walk counts: from 1 at the door, never more for a longer one, never nothing within the limit."""

import math

import numpy as np
import pytest

from xc_gis.analysis.planning.capacity.decay import DECAYS, weights

WALKS = np.array([0.0, 150.0, 300.0, 600.0, 600.0 + 1e-7])


@pytest.mark.parametrize(
    ("decay", "wanted"),
    [
        ("step", [1, 1, 1, 1]),
        ("linear", [1, 0.75, 0.5, 0]),
        ("gaussian", [1, math.exp(-0.125), math.exp(-0.5), math.exp(-2)]),  # σ = 300 s
    ],
)
def test_weights_are_those_of_the_formula(decay, wanted):
    found = weights(WALKS, 600.0, decay)
    assert found[:4].tolist() == pytest.approx(wanted, abs=2e-9)
    assert found[4] == pytest.approx(found[3])


@pytest.mark.parametrize("decay", DECAYS)
def test_who_walks_exactly_to_the_limit_counts(decay):
    assert (weights(WALKS, 600.0, decay) > 0).all()
