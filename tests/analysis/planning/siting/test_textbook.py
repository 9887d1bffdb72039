"""Medium problems, against the models of the textbooks with a variable for every pair, and against spopt where it is installed."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array, eye_array, hstack

from tests.analysis.planning.siting.brute_force import Town, random_town
from tests.analysis.planning.siting.small_problems import BOUND_S, PATIENCE_S, question_of
from xc_gis.analysis.planning.siting.exact import at_once, search
from xc_gis.analysis.planning.siting.question import OPTIMAL

SITES, HOMES = 40, 160


def medium(seed: int, count: int) -> Town:
    town = random_town(seed, n_sites=SITES, n_demand=HOMES)
    town.count, town.budget, town.locked, town.apart, town.limit = count, None, set(), set(), 330.0
    return town


def proven(town: Town, model: str):
    question = question_of(town, model)
    found = search(question, at_once(question).sites, lambda *_: None, time.monotonic() + PATIENCE_S)
    assert found.status == OPTIMAL
    return found


def solved(cost, rows, low, high, whole):
    found = milp(
        np.asarray(cost, dtype=float),
        constraints=LinearConstraint(csr_array(rows), low, high),
        bounds=Bounds(0, 1),
        integrality=whole,
    )
    assert found.status == 0
    return found.fun


def covering(town: Town) -> tuple[np.ndarray, csr_array]:
    """People not covered today, and homes x sites that would cover them."""
    homes = [j for j in range(HOMES) if town.existing[j] > town.limit]
    pairs = [(k, i) for k, j in enumerate(homes) for i in range(SITES) if town.seconds[i].get(j, np.inf) <= town.limit]
    row, site = np.array(pairs).T
    return np.array([town.people[j] for j in homes], dtype=float), csr_array(
        coo_array((np.ones(len(row)), (row, site)), shape=(len(homes), SITES))
    )


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("count", [3, 9])
def test_most_people_covered(seed, count):
    town = medium(seed, count)
    people, cover = covering(town)
    n = len(people)
    rows = csr_array(
        np.concatenate([hstack([-cover, eye_array(n)]).toarray(), np.concatenate([np.ones(SITES), np.zeros(n)])[None, :]])
    )
    best = -solved(
        np.concatenate([np.zeros(SITES), -people]),
        rows,
        -np.inf,
        np.append(np.zeros(n), count),
        np.concatenate([np.ones(SITES), np.zeros(n)]),
    )
    assert proven(town, "mclp").value == pytest.approx(best)


@pytest.mark.parametrize("seed", range(6))
def test_all_covered_with_the_fewest(seed):
    town = medium(seed, SITES)
    _, cover = covering(town)
    cover = cover[np.diff(cover.indptr) > 0]
    best = solved(np.ones(SITES), cover, 1, np.inf, np.ones(SITES))
    assert len(proven(town, "lscp").sites) == round(best)


@pytest.mark.parametrize("seed", range(4))
def test_least_walking(seed):
    """Every home goes to one place: a site that is built, or what it has today."""
    town = medium(seed, 5)
    pairs = [(j, i, s) for i, row in enumerate(town.seconds) for j, s in row.items()]
    pairs += [(j, SITES, min(town.existing[j], BOUND_S)) for j in range(HOMES)]
    home, site, seconds = (np.array(column) for column in zip(*pairs, strict=True))
    n = len(pairs)
    goes = csr_array((np.ones(n), (home, np.arange(n))), shape=(HOMES, n))
    built = np.flatnonzero(site < SITES)
    opened = coo_array((-np.ones(len(built)), (np.arange(len(built)), site[built])), shape=(len(built), SITES))
    walks = coo_array((np.ones(len(built)), (np.arange(len(built)), built)), shape=(len(built), n))
    rows = np.concatenate([
        hstack([csr_array((HOMES, SITES)), goes]).toarray(), hstack([opened, walks]).toarray(),
        np.concatenate([np.ones(SITES), np.zeros(n)])[None, :],
    ])  # fmt: skip
    low = np.concatenate([np.ones(HOMES), np.full(len(built) + 1, -np.inf)])
    high = np.concatenate([np.ones(HOMES), np.zeros(len(built)), [town.count]])
    cost = np.concatenate([np.zeros(SITES), np.array(town.people)[home] * seconds])
    best = solved(cost, rows, low, high, np.concatenate([np.ones(SITES), np.zeros(n)]))
    today = float((np.array(town.people) * np.minimum(town.existing, BOUND_S)).sum())
    assert today - proven(town, "pmedian").value == pytest.approx(best)


@pytest.mark.parametrize("seed", range(3))
def test_spopt_finds_the_same_worth(seed):
    pulp, locate = pytest.importorskip("pulp"), pytest.importorskip("spopt.locate")
    town = medium(seed, 6)
    town.existing = [np.inf] * HOMES
    cost = np.array([[row.get(j, 1e6) for row in town.seconds] for j in range(HOMES)])
    solver = pulp.PULP_CBC_CMD(msg=False)
    most = locate.MCLP.from_cost_matrix(cost, np.array(town.people, dtype=float), town.limit, p_facilities=6).solve(solver)
    assert proven(town, "mclp").value == pytest.approx(most.problem.objective.value())
    reached = cost.min(axis=1) <= town.limit
    fewest = locate.LSCP.from_cost_matrix(cost[reached], town.limit).solve(solver)
    assert len(proven(replace(town, count=SITES), "lscp").sites) == round(fewest.problem.objective.value())
    near = cost.min(axis=1) < 1e6
    centre = locate.PCenter.from_cost_matrix(cost[near], p_facilities=6).solve(solver)
    if centre.problem.objective.value() < 1e6:
        assert -proven(town, "pcentre").value == pytest.approx(centre.problem.objective.value())
    capped = np.minimum(cost, BOUND_S)  # whoever reaches nothing counts with the bound
    median = locate.PMedian.from_cost_matrix(capped, np.array(town.people, dtype=float), p_facilities=6).solve(solver)
    today = BOUND_S * sum(town.people)
    assert today - proven(town, "pmedian").value == pytest.approx(median.problem.objective.value())
