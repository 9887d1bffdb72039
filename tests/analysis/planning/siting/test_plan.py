"""A siting question answered: the best set of brute force, who is left over, and what a planner must be told."""

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pytest
import shapely

from tests.analysis.planning.siting.brute_force import Town, allowed_sets, covered, newly_covered, random_town
from tests.analysis.planning.siting.small_problems import PATIENCE_S, reach_of, rules_of
from xc_gis.analysis.planning.siting.plan import plan_sites, relocated
from xc_gis.errors import InputError
from xc_gis.progress import Silent

COMMUNITIES = gpd.GeoDataFrame(
    {"community_id": list("ABC"), "name": ["甲社区", "乙社区", "丙社区"]}, geometry=[shapely.Point(0, 0)] * 3
)


def plan(town, model="mclp", **changes):
    reach = reach_of(town)
    xy = np.column_stack([np.arange(reach.n_sites) * 100.0, np.zeros(reach.n_sites)])
    asked = {
        "capacity": None if town.capacity is None else np.array(town.capacity),
        "time_limit_s": PATIENCE_S,
        "progress": Silent(),
        **changes,
    }
    return plan_sites(model, reach, rules_of(town), xy, COMMUNITIES, **asked)


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_sites_are_as_good_as_the_best_of_all_sets_and_steps_add_up(seed):
    town = random_town(seed)
    found = plan(town)
    best = max((covered(town, chosen) for chosen in allowed_sets(town)), default=0)
    today = sum(p for p, seconds in zip(town.people, town.existing, strict=True) if seconds <= town.limit)
    assert (found.answer.status, found.gap) == ("optimal", 0.0)
    assert found.covered_today == today
    assert found.covered_then - found.covered_today == pytest.approx(best)
    assert sum(step.newly_covered for step in found.steps) == pytest.approx(best)
    assert found.left_over.sum() == pytest.approx(found.people - found.covered_then)
    assert set(found.sites.tolist()) == set(found.answer.sites.tolist())
    new = newly_covered(town, found.sites.tolist())
    assert all(found.left_over[home] == 0 for home in new)


def lonely(**changes):
    """One home of 10 people whom no candidate reaches within the limit."""
    usual = {
        "people": [10],
        "community": [0],
        "existing": [np.inf],
        "seconds": [{0: 700.0}, {0: 800.0}],
        "count": 1,
        "cost": [0.0, 0.0],
    }
    return Town(**{**usual, **changes})


def test_where_no_site_helps_nothing_is_built_and_it_is_said():
    found = plan(lonely())
    assert (len(found.steps), found.covered_then, found.left_over.tolist()) == (0, 0.0, [10.0])
    assert found.reasons
    assert found.objective == 0.0


def test_a_locked_site_is_built_though_it_helps_nobody():
    assert plan(lonely(locked={1})).sites.tolist() == [1]


def test_what_cannot_be_is_said_and_has_no_figure():
    found = plan(lonely(seconds=[{0: 100.0}, {0: 800.0}], cost=[9.0, 0.0], budget=1.0), "lscp")
    assert found.answer.status == "infeasible"
    assert np.isnan(found.objective)
    assert "无法覆盖全部可达居民" in found.reasons[-1]


def test_full_sites_turn_people_away_and_that_is_told():
    town = Town(
        people=[10, 10],
        community=[0, 1],
        existing=[np.inf, np.inf],
        seconds=[{0: 100.0, 1: 100.0}],
        count=1,
        cost=[0.0],
        capacity=[15.0],
    )
    found = plan(town)
    assert found.covered_then == pytest.approx(15)
    assert any("有 5 人因容量已满得不到服务" in reason for reason in found.reasons)
    with pytest.raises(InputError, match="容量只能与模型 mclp 一起使用"):
        plan(town, "pmedian")


def test_the_farthest_walk_leaves_out_whom_nothing_reaches():
    town = Town(
        people=[10, 7], community=[0, 1], existing=[np.inf, np.inf], seconds=[{0: 500.0}, {0: 300.0}], count=1, cost=[0.0, 0.0]
    )
    found = plan(town, "pcentre")
    assert found.sites.tolist() == [1]
    assert found.objective == pytest.approx(5.0)  # minutes
    assert any("7 人" in reason and "乙社区" in reason for reason in found.reasons)


def test_moving_all_facilities_is_bounded_by_the_best_of_all_sets():
    town = random_town(5)
    town = replace(town, existing=[np.inf] * len(town.people), budget=None, locked=set(), apart=set(), count=2)
    anew = reach_of(town)
    today = replace(anew, existing_s=np.array([300.0, *[np.inf] * (len(town.people) - 1)]))
    found = relocated(anew, today, 2, time_limit_s=PATIENCE_S, progress=Silent())
    best = max(covered(town, chosen) for chosen in allowed_sets(town))
    assert found.uncovered_today == sum(town.people) - town.people[0]
    assert found.uncovered_best == pytest.approx(sum(town.people) - best)
    assert found.uncovered_least == pytest.approx(found.uncovered_best)
    assert found.distribution == pytest.approx((found.uncovered_today - found.uncovered_best) / found.uncovered_today)
    assert replace(found, uncovered_today=0.0).distribution == 0.0
