"""The next star in the process that keeps the study: what the command finds, and scenarios that travel."""

import pickle

import pytest

from tests.fixtures.served_study import write_served_study
from xc_gis.errors import InputError
from xc_gis.model.costs import ChangeCosts
from xc_gis.operations.explore.explorer import Explorer
from xc_gis.operations.planning.next_star import next_star_of, priced
from xc_gis.operations.planning.next_star_request import NextStarRequest
from xc_gis.operations.study import analyse, read_study
from xc_gis.progress import Silent
from xc_gis.ui.workers.next_star_tasks import FindFiveStars, FindNextStars
from xc_gis.ui.workers.tasks import EXPLORER
from xc_gis.ui.workers.worker import TaskMemory


def test_plans_are_those_of_the_command_and_their_changes_a_scenario(tmp_path):
    memory, study = TaskMemory(), read_study(write_served_study(tmp_path / "s"))
    explorer = memory.kept[EXPLORER] = Explorer(study, analyse(study))
    found = FindNextStars().run(memory, Silent())
    assert pickle.loads(pickle.dumps(found)) == found
    plans = next_star_of(study, explorer.found, NextStarRequest(), Silent()).plans
    assert any(plan.changes for plan in plans)
    assert [(one.community_id, one.status, one.cost, one.stars_after) for one in found.plans] == [
        (one.community_id, one.status, one.cost, one.stars_after) for one in plans
    ]
    for one, plan in zip(found.plans, plans, strict=True):
        assert (one.scenario is None) is (not plan.changes)
        assert one.scenario is None or one.scenario.changes == priced(plan.changes, ChangeCosts())


def test_a_plan_for_the_district_travels_too(tmp_path):
    memory, study = TaskMemory(), read_study(write_served_study(tmp_path / "s"))
    memory.kept[EXPLORER] = Explorer(study, analyse(study))
    found = FindFiveStars(1).run(memory, Silent())
    assert pickle.loads(pickle.dumps(found)) == found
    assert found.sentences
    assert (found.scenario is None) is (not found.steps)
    assert bool(found.gaining or found.today) or found.unable


def test_without_a_study_it_says_what_to_do():
    with pytest.raises(InputError) as caught:
        FindNextStars().run(TaskMemory(), Silent())
    assert "重新" in str(caught.value.hint)
