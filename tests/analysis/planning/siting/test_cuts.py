"""A line through any point is never below what any set of sites wins, and exact where it was asked."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.planning.siting.brute_force import random_town
from tests.analysis.planning.siting.small_problems import question_of
from xc_gis.analysis.planning.siting.cuts import lines_through, thresholds
from xc_gis.analysis.planning.siting.served import value

EVERY = [np.array(chosen, dtype=float) for chosen in itertools.product((0, 1), repeat=8)]


@pytest.mark.parametrize("model", ["mclp", "pmedian", "equity"])
@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 40), shares=st.lists(st.floats(0, 1), min_size=8, max_size=8))
def test_lines_lie_above_every_set(model, seed, shares):
    benefit = question_of(random_town(seed), model).target
    built = np.array(shares)
    lines = lines_through(benefit, thresholds(benefit, built), built)
    for chosen in EVERY[::7]:
        sites = np.flatnonzero(chosen)
        assert lines.at(chosen).sum() >= value(benefit, sites) - 1e-6


@pytest.mark.parametrize("model", ["mclp", "pmedian", "equity"])
@pytest.mark.parametrize("seed", range(4))
def test_lines_are_exact_where_they_were_asked(model, seed):
    benefit = question_of(random_town(seed), model).target
    for chosen in EVERY[::5]:
        lines = lines_through(benefit, thresholds(benefit, chosen), chosen)
        assert lines.at(chosen).sum() == pytest.approx(value(benefit, np.flatnonzero(chosen)))
