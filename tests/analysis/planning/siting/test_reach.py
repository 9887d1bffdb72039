"""What a reach is made into for each model keeps all people, whoever is merged with whom."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from tests.analysis.planning.siting.brute_force import coverable, newly_covered, random_town, saved
from tests.analysis.planning.siting.small_problems import reach_of
from xc_gis.analysis.planning.siting.reach import coverage_benefit, full_cover, longest_walks, walking_benefit


@pytest.mark.parametrize("seed", range(8))
def test_merged_rows_keep_their_people(seed):
    town = random_town(seed, n_demand=60)
    benefit, everybody = coverage_benefit(reach_of(town)), newly_covered(town, range(8))
    assert benefit.weight.sum() == sum(everybody.values())
    sets = [tuple(benefit.site[benefit.start[j] : benefit.start[j + 1]].tolist()) for j in range(benefit.n_demand)]
    assert len(set(sets)) == len(sets)
    for chosen in ((0,), (1, 2), (3, 5, 7)):
        assert benefit.won(benefit.best_saving(chosen)).sum() == sum(newly_covered(town, chosen).values())


def test_a_walk_of_exactly_the_limit_covers_and_one_of_today_counts_as_today():
    town = random_town(0, n_sites=1, n_demand=3)
    town.existing, town.seconds, town.people = [np.inf, 600.0, 600.001], [{0: 600.0, 1: 10.0, 2: 600.001}], [5, 7, 11]
    reach = reach_of(town)
    assert reach.covered_today.tolist() == [False, True, False]
    assert reach.newly_covered(np.array([0])).tolist() == [5, 0, 0]


@pytest.mark.parametrize("seed", range(6))
def test_savings_are_against_today_and_against_the_bound(seed):
    town = random_town(seed)
    benefit = walking_benefit(reach_of(town))
    for chosen in ((0,), (2, 6), (1, 3, 4)):
        assert benefit.won(benefit.best_saving(chosen)).sum() == pytest.approx(saved(town, chosen))


@pytest.mark.parametrize("seed", range(6))
def test_who_cannot_be_covered_or_reached_is_named_and_left_out(seed):
    town = random_town(seed)
    reach = reach_of(town)
    cover, impossible = full_cover(reach)
    uncovered = {j for j, s in enumerate(town.existing) if s > town.limit}
    assert set(np.flatnonzero(impossible).tolist()) == uncovered - coverable(town)
    assert (cover.n_rows > 0) == bool(coverable(town))
    _, lost = longest_walks(reach)
    nothing = {j for j in range(14) if np.isinf(town.existing[j]) and not any(j in row for row in town.seconds)}
    assert set(np.flatnonzero(lost).tolist()) == nothing


def test_people_of_weight_nothing_ask_for_nothing():
    reach = reach_of(random_town(1))
    assert coverage_benefit(dataclasses.replace(reach, people=np.zeros(14))).n_demand == 0
