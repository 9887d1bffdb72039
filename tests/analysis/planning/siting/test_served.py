"""What sites can serve within their capacities."""

from __future__ import annotations

import itertools
import random

import numpy as np
import pytest

from tests.analysis.planning.siting.brute_force import covered, random_town
from tests.analysis.planning.siting.small_problems import question_of
from xc_gis.analysis.planning.siting.served import flow, value


@pytest.mark.parametrize("seed", range(6))
def test_people_served_are_the_most_that_fit(seed):
    town = random_town(seed)
    draw = random.Random(seed + 100)
    town.capacity = [float(draw.randint(3, 70)) for _ in town.seconds]
    benefit = question_of(town, "mclp").target
    for size in (0, 1, 2, 3):
        for chosen in itertools.combinations(range(8), size):
            assert value(benefit, chosen) == pytest.approx(covered(town, chosen), abs=1e-6)


def test_the_cut_names_those_whom_full_sites_turn_away():
    town = random_town(2)
    town.capacity = [1.0] * 8
    benefit = question_of(town, "mclp").target
    people, full = flow(benefit, np.array([0, 1]))
    covered_rows = benefit.best_saving([0, 1]) > 0
    assert people == 2.0
    assert np.array_equal(full, covered_rows)


def test_without_limits_capacity_plays_no_part():
    town = random_town(2)
    town.capacity = [np.inf] * 8
    benefit = question_of(town, "mclp").target
    assert value(benefit, [0, 1, 2]) == covered(random_town(2), (0, 1, 2))
