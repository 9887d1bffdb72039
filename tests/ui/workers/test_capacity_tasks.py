"""Capacity in the process that keeps the study: what the command finds, in plain records."""

import pickle

import pytest

from tests.operations.planning.test_capacity import study_with
from xc_gis.errors import InputError
from xc_gis.operations.planning.capacity import capacity_of
from xc_gis.operations.run import run_into
from xc_gis.progress import Silent
from xc_gis.ui.workers.capacity_tasks import FindCapacity
from xc_gis.ui.workers.tasks import EXPLORER, Explore
from xc_gis.ui.workers.worker import TaskMemory


def test_answer_is_that_of_the_command_and_travels_between_processes(tmp_path):
    study = study_with(tmp_path / "study", {"F1": "1", "F4": "5000"})
    run_into(study, tmp_path / "run", outlines=False)
    memory = TaskMemory()
    Explore(study, tmp_path / "run").run(memory, Silent())
    found = FindCapacity().run(memory, Silent())
    assert pickle.loads(pickle.dumps(found)) == found
    explorer = memory.kept[EXPLORER]
    table = capacity_of(explorer.study, explorer.found).table.query("category == 'MED'").set_index("community_id")
    assert list(found.categories) == ["MED"]
    for name, one in found.categories["MED"].communities.items():
        assert (one.covered, one.full) == (table.loc[name, "covered"], table.loc[name, "full"])
    assert found.categories["MED"].source == "区方案"


def test_without_a_study_it_says_what_to_do():
    with pytest.raises(InputError) as caught:
        FindCapacity().run(TaskMemory(), Silent())
    assert "重新" in str(caught.value.hint)
