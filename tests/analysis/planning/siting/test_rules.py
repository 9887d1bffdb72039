"""Which sets may be built."""

from __future__ import annotations

import numpy as np
import pytest

from tests.analysis.planning.siting.brute_force import allowed_sets, random_town
from tests.analysis.planning.siting.small_problems import rules_of
from xc_gis.analysis.planning.siting.rules import too_near

SETS = [[i for i in range(8) if number >> i & 1] for number in range(256)]


@pytest.mark.parametrize("seed", range(10))
def test_sets_that_are_allowed_are_those_of_the_definition(seed):
    town = random_town(seed)
    rules, allowed = rules_of(town), set(allowed_sets(town))
    assert {tuple(chosen) for chosen in SETS if rules.allows(chosen)} == allowed


@pytest.mark.parametrize("seed", range(10))
def test_what_may_be_added_or_swapped_keeps_the_rules(seed):
    town = random_town(seed)
    town.locked = set()
    rules, allowed = rules_of(town), set(allowed_sets(town))
    for chosen in allowed:
        sites = np.array(chosen, dtype=np.int64)
        free = rules.addable(sites)
        for site in range(8):
            grown = tuple(sorted({*chosen, site}))
            assert free[site] == (site not in chosen and grown in allowed)
        swaps = rules.swappable(sites)
        for place in range(len(sites)):
            for site in range(8):
                swapped = tuple(sorted({*np.delete(sites, place).tolist(), site}))
                assert swaps[site, place] == (site not in chosen and swapped in allowed)


def test_barred_sites_are_never_added_but_locked_ones_stay():
    town = random_town(1)
    town.locked, town.budget, town.apart, town.count = {2}, None, set(), 3
    rules = rules_of(town).without(np.array([True] * 4 + [False] * 4))
    assert rules.addable([2]).tolist() == [False] * 4 + [True] * 4
    assert rules.most.tolist() == [0, 0, 1, 0, 1, 1, 1, 1]


def test_sites_just_at_the_least_spacing_are_not_too_near():
    xy = np.array([(0.0, 0.0), (300.0, 0.0), (599.0, 0.0)])
    near = too_near(xy, 300.0).toarray() > 0
    assert near.tolist() == [[False, False, False], [False, False, True], [False, True, False]]
    assert too_near(xy, 0.0) is None
    assert too_near(xy, 100.0) is None
