"""Greedy and exchange: each promised gain is the gain, and no step makes anything worse."""

from __future__ import annotations

import numpy as np
import pytest

from tests.analysis.planning.siting.brute_force import covered, random_town, saved, shortfall_gain
from tests.analysis.planning.siting.small_problems import question_of, rules_of
from xc_gis.analysis.planning.siting.greedy import Swaps, greedy, improved
from xc_gis.analysis.planning.siting.served import value

WORTH = {"mclp": covered, "pmedian": saved, "equity": shortfall_gain}


@pytest.mark.parametrize("model", ["mclp", "pmedian"])
@pytest.mark.parametrize("seed", range(8))
def test_the_gain_of_every_swap_is_what_the_swap_gains(seed, model):
    town = random_town(seed)
    benefit = question_of(town, model).target
    sites = np.array([5, 0, 3])
    swaps = Swaps(benefit, sites)
    for new, place in ((1, 0), (6, 2), (5, 0), (7, 1)):
        worth = WORTH[model](town, swaps.sites.tolist())
        gains = swaps.gains()
        for other in set(range(8)) - set(swaps.sites.tolist()):
            for at in range(3):
                after = swaps.sites.copy()
                after[at] = other
                assert gains[other, at] == pytest.approx(WORTH[model](town, after.tolist()) - worth, abs=1e-6)
        swaps.swap(new, place)


@pytest.mark.parametrize("model", sorted(WORTH))
@pytest.mark.parametrize("seed", range(12))
def test_each_step_is_allowed_and_none_is_worse(seed, model):
    town = random_town(seed)
    question, rules = question_of(town, model), rules_of(town)
    if not rules.allows(np.flatnonzero(rules.locked)):
        return  # the locked site costs more than there is
    first = greedy(question.target, rules)
    after = improved(question.target, rules, first)
    assert rules.allows(first)
    assert rules.allows(after)
    assert value(question.target, first) == pytest.approx(WORTH[model](town, first.tolist()))
    assert value(question.target, after) >= value(question.target, first)


def test_ties_go_to_the_first_site():
    town = random_town(1)
    town.seconds = [town.seconds[0]] * 8
    town.locked, town.apart, town.budget, town.count = set(), set(), None, 1
    question = question_of(town, "mclp")
    assert greedy(question.target, question.rules).tolist() == [0]
