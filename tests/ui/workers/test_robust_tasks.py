"""How sure stars are, in the process that keeps the study: what the command finds, checks saved and read back."""

import pickle
import shutil

import pandas as pd
import pytest

from xc_gis.errors import InputError
from xc_gis.progress import Silent
from xc_gis.ui.workers.robust_tasks import ROBUST, FindRobust, SaveChecks, TakeChecks
from xc_gis.ui.workers.tasks import Explore
from xc_gis.ui.workers.worker import TaskMemory


def test_verdicts_are_those_of_the_command_and_checks_go_out_and_come_back(small_study, small_run, tmp_path):
    memory = TaskMemory()
    Explore(small_study, small_run).run(memory, Silent())
    with pytest.raises(InputError):
        SaveChecks(tmp_path / "checks.csv").run(memory, Silent())
    found = FindRobust("zh").run(memory, Silent())
    assert pickle.loads(pickle.dumps(found)) == found
    result = memory.kept[ROBUST][1]
    assert [one.robust for one in found.verdicts] == result.communities["robust"].tolist()
    assert found.checks == len(result.checks)
    assert "<table>" in found.page
    written = SaveChecks(tmp_path / "checks.csv").run(memory, Silent())
    assert len(pd.read_csv(written)) == found.checks
    study = tmp_path / small_study.name
    shutil.copytree(small_study.parent, tmp_path, dirs_exist_ok=True)
    if found.checks:
        taken = TakeChecks(study, written).run(memory, Silent())
        assert (taken.corrections, taken.confirmed, taken.open) == (0, 0, found.checks)


def test_without_a_study_it_says_what_to_do():
    with pytest.raises(InputError) as caught:
        FindRobust("zh").run(TaskMemory(), Silent())
    assert "重新" in str(caught.value.hint)
