"""The models hold what they promise: the best of all sets, tried one by one."""

from __future__ import annotations

import math
import random
import time

import numpy as np
import pytest

from tests.analysis.planning.siting.brute_force import (
    allowed_sets,
    coverable,
    covered,
    longest,
    newly_covered,
    random_town,
    saved,
    shortfall_gain,
)
from tests.analysis.planning.siting.small_problems import PATIENCE_S, question_of
from xc_gis.analysis.planning.siting.exact import at_once, search
from xc_gis.analysis.planning.siting.question import GAP, INFEASIBLE, OPTIMAL

WORTH = {"mclp": covered, "pmedian": saved, "equity": shortfall_gain}


def answer_of(question):
    start = at_once(question)
    news = []
    found = search(
        question, start.sites, lambda sites, value, bound: news.append((sites, value, bound)), time.monotonic() + PATIENCE_S
    )
    return start, found, news


@pytest.mark.parametrize("model", sorted(WORTH))
@pytest.mark.parametrize("seed", range(25))
def test_the_proven_set_is_the_best_of_all_sets(model, seed):
    town = random_town(seed)
    every = {chosen: WORTH[model](town, chosen) for chosen in allowed_sets(town)}
    if not every:
        return  # the locked site costs more than there is: told before anything is searched
    start, found, news = answer_of(question_of(town, model))
    best = max(every.values())
    assert found.status == OPTIMAL
    assert found.value == pytest.approx(best)
    assert every[tuple(found.sites.tolist())] == pytest.approx(best)
    assert start.value == pytest.approx(every[tuple(sorted(start.sites.tolist()))])
    assert start.value <= best * (1 + 1e-9)
    for sites, value, bound in news:
        assert value == pytest.approx(every[tuple(sorted(sites.tolist()))])
        assert bound >= best * (1 - 1e-6)
    if found.ties_settled:
        first = min(sum(i + 1 for i in chosen) for chosen, worth in every.items() if worth >= best * (1 - 1e-9))
        assert sum(i + 1 for i in found.sites.tolist()) == first


@pytest.mark.parametrize("seed", range(25))
def test_all_are_covered_with_the_fewest_sites(seed):
    town = random_town(seed)
    town.count, town.budget = len(town.seconds), None
    wanted = coverable(town)
    fits = [chosen for chosen in allowed_sets(town) if set(newly_covered(town, chosen)) == wanted]
    _, found, _ = answer_of(question_of(town, "lscp"))
    if not fits:
        assert found.status == INFEASIBLE
        return
    fewest = min(map(len, fits))
    assert found.status == OPTIMAL
    assert len(found.sites) == fewest
    assert tuple(found.sites.tolist()) in fits
    assert sum(found.sites + 1) == min(sum(chosen) + fewest for chosen in fits if len(chosen) == fewest)


@pytest.mark.parametrize("seed", range(25))
def test_the_longest_walk_is_the_least_possible(seed):
    town = random_town(seed)
    every = {chosen: longest(town, chosen) for chosen in allowed_sets(town)}
    if not every:
        return
    _, found, _ = answer_of(question_of(town, "pcentre"))
    best = min(every.values())
    if math.isinf(best):
        assert found.status == INFEASIBLE
        return
    assert found.status == OPTIMAL
    assert -found.value == best
    assert every[tuple(found.sites.tolist())] == best
    assert sum(found.sites + 1) == min(sum(chosen) + len(chosen) for chosen, worst in every.items() if worst == best)


@pytest.mark.parametrize("seed", range(15))
def test_sites_serve_no_more_than_they_hold(seed):
    town = random_town(seed)
    draw = random.Random(seed)
    town.budget, town.capacity = None, [float(draw.randint(5, 60)) for _ in town.seconds]
    every = {chosen: covered(town, chosen) for chosen in allowed_sets(town)}
    _, found, _ = answer_of(question_of(town, "mclp"))
    assert found.status == OPTIMAL
    assert found.value == pytest.approx(max(every.values()), abs=0.01)
    assert every[tuple(found.sites.tolist())] == pytest.approx(max(every.values()), abs=0.01)


def test_without_time_the_first_answer_and_a_true_bound_remain():
    town = random_town(3)
    question = question_of(town, "mclp")
    start = at_once(question)
    found = search(question, start.sites, lambda *_: None, time.monotonic())
    best = max(covered(town, chosen) for chosen in allowed_sets(town))
    assert found.status in {GAP, OPTIMAL}
    assert found.value <= best <= found.bound
    assert np.array_equal(found.sites, np.sort(start.sites))
