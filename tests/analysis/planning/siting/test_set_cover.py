"""Set covers: rows that need no thought are left out, and greedy leaves no site that is not needed."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from tests.analysis.planning.siting.brute_force import allowed_sets, longest, random_town
from tests.analysis.planning.siting.small_problems import question_of, rules_of


@pytest.mark.parametrize("seed", range(10))
def test_rows_that_are_left_out_are_covered_with_the_others(seed):
    cover = question_of(random_town(seed, n_demand=20), "lscp").target
    rows = cover.needed
    for size in range(5):
        for chosen in itertools.combinations(range(8), size):
            built = np.zeros(8)
            built[list(chosen)] = 1
            assert bool(((rows @ built) > 0).all()) == cover.covers_all(np.array(chosen, dtype=np.int64))


@pytest.mark.parametrize("seed", range(10))
def test_greedy_covers_all_with_no_site_to_spare(seed):
    town = random_town(seed)
    town.locked, town.apart, town.budget = set(), set(), None
    cover = question_of(town, "lscp").target
    found = cover.greedily(rules_of(town))
    assert cover.covers_all(found)
    assert not any(cover.covers_all(found[found != site]) for site in found)


@pytest.mark.parametrize("seed", range(10))
def test_the_longest_walk_counts_what_is_there_today(seed):
    town = random_town(seed)
    walks = question_of(town, "pcentre").target
    for chosen in ((), (0,), (1, 4), (0, 3, 6)):
        assert walks.longest(np.array(chosen, dtype=np.int64)) == longest(town, chosen)
        assert walks.within(longest(town, chosen)).covers_all(np.array(chosen, dtype=np.int64))


@pytest.mark.parametrize("seed", range(10))
def test_greedy_keeps_walks_short_and_never_beats_the_best_set(seed):
    town = random_town(seed)
    walks, rules = question_of(town, "pcentre").target, rules_of(town)
    found = walks.greedily(rules)
    best = min((longest(town, chosen) for chosen in allowed_sets(town, town.count)), default=float("inf"))
    if found is None:
        return
    assert len(found) <= town.count
    assert best <= walks.longest(found) == longest(town, found.tolist()) < float("inf")
