"""The next star in the process that keeps the study: what the command finds, and scenarios that travel."""

import pickle

import pytest

from xc_gis.errors import InputError
from xc_gis.operations.planning.next_star import next_star_of
from xc_gis.operations.planning.next_star_request import NextStarRequest
from xc_gis.progress import Silent
from xc_gis.ui.workers.next_star_tasks import FindNextStars
from xc_gis.ui.workers.tasks import EXPLORER, Explore
from xc_gis.ui.workers.worker import TaskMemory


def test_plans_are_those_of_the_command_and_their_changes_a_scenario(small_study, small_run):
    memory = TaskMemory()
    Explore(small_study, small_run).run(memory, Silent())
    found = FindNextStars().run(memory, Silent())
    assert pickle.loads(pickle.dumps(found)) == found
    explorer = memory.kept[EXPLORER]
    plans = next_star_of(explorer.study, explorer.found, NextStarRequest(), Silent()).plans
    assert [(one.community_id, one.status, one.cost, one.stars_after) for one in found.plans] == [
        (one.community_id, one.status, one.cost, one.stars_after) for one in plans
    ]
    for one, plan in zip(found.plans, plans, strict=True):
        assert (one.scenario is None) is (not plan.changes)
        assert one.scenario is None or one.scenario.changes == plan.changes


def test_without_a_study_it_says_what_to_do():
    with pytest.raises(InputError) as caught:
        FindNextStars().run(TaskMemory(), Silent())
    assert "重新" in str(caught.value.hint)
