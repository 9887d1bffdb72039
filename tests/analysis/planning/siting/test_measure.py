"""A value of the solver in the measure that people read is what the definition gives."""

from __future__ import annotations

import numpy as np
import pytest

from tests.analysis.planning.siting.brute_force import covered, longest, random_town, saved, shortfall_gain
from tests.analysis.planning.siting.small_problems import BOUND_S, reach_of
from xc_gis.analysis.planning.siting.measure import measure_of

CHOSEN = (1, 4, 6)


@pytest.mark.parametrize("seed", range(4))
def test_each_measure(seed):
    town = random_town(seed)
    reach, people = reach_of(town), np.array(town.people, dtype=float)
    today = np.minimum(town.existing, BOUND_S)
    most = measure_of("mclp", reach)
    assert most.today == people[np.array(town.existing) <= town.limit].sum()
    assert most.of(covered(town, CHOSEN)) == most.today + covered(town, CHOSEN)
    walking = measure_of("pmedian", reach)
    assert walking.today == pytest.approx((people * today).sum() / people.sum() / 60)
    assert walking.of(saved(town, CHOSEN)) == pytest.approx(((people * today).sum() - saved(town, CHOSEN)) / people.sum() / 60)
    fair = measure_of("equity", reach)
    communities = len(set(town.community))
    assert fair.today**2 - fair.of(shortfall_gain(town, CHOSEN)) ** 2 == pytest.approx(shortfall_gain(town, CHOSEN) / communities)
    assert measure_of("pcentre", reach).of(-longest(town, CHOSEN)) == longest(town, CHOSEN) / 60
    assert measure_of("lscp", reach).of(-3.0) == 3.0
    assert np.isnan(measure_of("lscp", reach).today)
