"""Communities counted and rated again: as a whole run does, and only those that are asked for."""

import numpy as np
import pytest

from xc_gis.analysis.assessment import state_inputs_of
from xc_gis.analysis.coverage.coverage import COVERED, GAP, UNKNOWN
from xc_gis.analysis.planning.community_counts import CommunityCounter


@pytest.fixture(scope="module")
def counter(small):
    ground = state_inputs_of(small.found.scene, small.found.data)
    return CommunityCounter(
        ground.demand_points, small.found.data, small.study.standard, small.study.settings, small.found.states
    )


def test_as_things_stand_it_says_what_the_run_says(small, counter):
    coverage, standard = small.found.coverage, small.study.standard
    for at, category in enumerate(standard.categories):
        mine = coverage[coverage["category"] == category.code]
        for state, name in ((COVERED, "covered"), (GAP, "gap"), (UNKNOWN, "unknown")):
            assert np.array_equal(counter.base.counts[state][:, at], mine[name])
        assert np.array_equal(counter.total[:, at], mine["residents"])
        assert counter.base.shares.point[:, at] == pytest.approx(mine["coverage"].to_numpy(), nan_ok=True)
    rating = small.found.rating
    assert counter.base.stars.stars_high[~counter.base.stars.without_stars].tolist() == rating["stars_high"].dropna().tolist()
    assert counter.base.shares.joint == pytest.approx(small.found.joint["joint"].to_numpy(), nan_ok=True)


def test_changed_states_of_one_community_are_counted_there_alone(small, counter):
    states = dict(small.found.states)
    states["MED"] = np.full_like(states["MED"], COVERED)
    again = counter.count_again(np.array([1]), ["MED"], states)
    at = [c.code for c in small.study.standard.categories].index("MED")
    people = small.found.data.demand.groupby("community_id")["residents"].sum()
    assert again.rows.tolist() == [1]
    assert again.counts[:, 0, at].tolist() == [people["C2"], 0, 0]
    others = [n for n in range(again.counts.shape[2]) if n != at]
    assert np.array_equal(again.counts[:, 0, others], counter.base.counts[:, 1, others])
    assert again.shares.point[0, at] == 1.0


def test_some_of_the_communities_are_taken(counter):
    second = counter.base.take(np.array([1]))
    assert second.rows.tolist() == [1]
    assert np.array_equal(second.counts[:, 0], counter.base.counts[:, 1])
    assert second.stars.stars_high.tolist() == counter.base.stars.stars_high[[1]].tolist()


def test_nobody_asked_for_changes_nothing(counter, small):
    nothing = counter.count_again(np.array([], dtype=np.int64), [], small.found.states)
    assert len(nothing.rows) == 0
    assert nothing.counts.shape[1] == 0
