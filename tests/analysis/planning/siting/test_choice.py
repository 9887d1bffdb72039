"""The order in which to build, what each site is worth, and other sets."""

from __future__ import annotations

import numpy as np
import pytest

from tests.analysis.planning.siting.brute_force import allowed_sets, covered, longest, random_town
from tests.analysis.planning.siting.small_problems import question_of, reach_of, rules_of
from xc_gis.analysis.planning.siting.choice import DIFFERENT_M, alternatives, nested_order, other_covers
from xc_gis.analysis.planning.siting.exact import at_once


def plain_town(seed):
    town = random_town(seed)
    town.locked, town.budget, town.apart, town.count = set(), None, set(), 4
    return town


@pytest.mark.parametrize("seed", range(8))
def test_order_worth_and_cost_of_the_order_are_those_of_the_definition(seed):
    town = plain_town(seed)
    question = question_of(town, "mclp")
    sites = at_once(question).sites
    steps = nested_order(question.target, reach_of(town), rules_of(town), sites)
    order = [step.site for step in steps]
    assert sorted(order) == sites.tolist()
    for k, step in enumerate(steps, 1):
        assert step.cumulative == step.nested == covered(town, order[:k])
        assert step.newly_covered == covered(town, order[:k]) - covered(town, order[: k - 1])
        rest = [site for site in order if site != step.site]
        assert step.worth == step.worth_people == covered(town, order) - covered(town, rest)
        assert covered(town, order[:k]) == max(covered(town, [*order[: k - 1], other]) for other in order[k - 1 :])
        best = max(covered(town, chosen) for chosen in allowed_sets(town, k))
        assert step.nested <= step.free <= best


@pytest.mark.parametrize("seed", range(8))
def test_other_sets_keep_away_from_the_first_and_from_each_other(seed):
    town = plain_town(seed)
    town.count = 1
    question = question_of(town, "mclp")
    sites = at_once(question).sites
    xy = np.column_stack([np.arange(8) * 200.0, np.zeros(8)])
    earlier = sites.tolist()
    for other in alternatives(question.target, reach_of(town), rules_of(town), sites, xy):
        assert other.worth == other.newly_covered == covered(town, other.sites.tolist())
        assert other.common == 0
        assert min(abs(xy[a, 0] - xy[b, 0]) for a in other.sites for b in earlier) >= DIFFERENT_M
        earlier += other.sites.tolist()


def test_another_cover_covers_all_with_other_sites():
    town = plain_town(2)
    town.seconds, town.count = [dict(row) for row in town.seconds[:4]] * 2, 8  # every place twice, far apart
    question = question_of(town, "lscp")
    sites = question.target.greedily(rules_of(town))
    xy = np.column_stack([np.arange(8) * 1000.0, np.zeros(8)])
    others = other_covers(question.target, reach_of(town), rules_of(town), sites, xy)
    assert others
    for other in others:
        assert question.target.covers_all(other.sites)
        assert not set(other.sites.tolist()) & set(sites.tolist())
        assert other.worth == -len(other.sites)


@pytest.mark.parametrize("seed", range(6))
def test_another_centre_has_other_sites_and_its_own_longest_walk(seed):
    """Every place stands twice: so there is always a second set as good as the first, with none of its sites."""
    town = plain_town(seed)
    town.seconds, town.count = [dict(row) for row in town.seconds[:4]] * 2, 4
    question = question_of(town, "pcentre")
    sites = question.target.greedily(rules_of(town))
    xy = np.column_stack([np.arange(8) * 1000.0, np.zeros(8)])
    others = other_covers(question.target, reach_of(town), rules_of(town), sites, xy)
    assert others
    for other in others:
        assert not set(other.sites.tolist()) & set(sites.tolist())
        assert other.worth == -longest(town, other.sites.tolist())
    assert others[0].worth == -longest(town, sites.tolist())


def test_where_the_sites_that_are_left_leave_somebody_without_a_walk_there_is_no_other_centre():
    town = plain_town(1)
    town.existing = [float("inf")] * len(town.people)
    town.seconds = [dict.fromkeys(range(len(town.people)), 100.0), {0: 50.0}, *({} for _ in range(6))]
    question = question_of(town, "pcentre")
    sites = question.target.greedily(rules_of(town))
    xy = np.column_stack([np.arange(8) * 1000.0, np.zeros(8)])
    assert sites.tolist() == [0]
    assert other_covers(question.target, reach_of(town), rules_of(town), sites, xy) == []


def test_locked_sites_stand_in_every_set():
    town = plain_town(3)
    town.locked, town.count = {2}, 2
    question = question_of(town, "mclp")
    sites = at_once(question).sites
    xy = np.column_stack([np.arange(8) * 1000.0, np.zeros(8)])
    for other in alternatives(question.target, reach_of(town), rules_of(town), sites, xy):
        assert 2 in other.sites
