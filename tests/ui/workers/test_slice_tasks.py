"""Moments in the process that keeps the study: those of the command, and figures that the map takes."""

import pickle

import pytest

from xc_gis.errors import InputError
from xc_gis.progress import Silent
from xc_gis.ui.workers.slice_tasks import LookAt, LookAtNeed, PrepareSlices
from xc_gis.ui.workers.tasks import EXPLORER, Explore
from xc_gis.ui.workers.worker import TaskMemory


@pytest.fixture(scope="module")
def memory(small_study, small_run):
    made = TaskMemory()
    Explore(small_study, small_run).run(made, Silent())
    return made


def test_whatever_the_hours_it_is_the_run(memory):
    facts = PrepareSlices().run(memory, Silent())
    assert {one.key for one in facts.slices} >= {"weekday"}
    assert facts.stated == 0
    found = LookAt("", "", "MED").run(memory, Silent())
    assert pickle.loads(pickle.dumps(found)) == found
    coverage = memory.kept[EXPLORER].found.coverage.query("category == 'MED'")
    assert found.totals["MED"] == tuple(coverage[["covered", "gap", "unknown"]].sum())
    assert found.figures["coverage"]["MED"]["gap"] == coverage["gap"].tolist()
    assert sum(found.figures["gaps"]["MED"]["residents"]) == coverage["gap"].sum()


def test_without_stated_hours_nobody_is_known_to_be_covered_then_and_nobody_more_in_gap(memory):
    any_time, then = (LookAt(at, "", "MED").run(memory, Silent()) for at in ("", "WED 10:00"))
    assert then.unknown == any_time.open > 0
    assert then.totals["MED"][0] == 0
    assert then.shares["MED"] is None, "nearly all are unknown: no zero that nobody counted"
    assert then.totals["MED"][1] == any_time.totals["MED"][1]
    assert sum(then.totals["MED"]) == sum(any_time.totals["MED"])


def test_a_profile_has_its_own_people_and_a_category_that_is_not_theirs_no_figures(memory):
    PrepareSlices("frail").run(memory, Silent())
    found = LookAt("", "frail", "CHI").run(memory, Silent())
    assert "CHI" not in found.totals
    assert found.figures == {}


def test_a_sentence_has_shares_by_community(memory):
    facts = PrepareSlices().run(memory, Silent())
    found = LookAtNeed(facts.needs[0].key, "").run(memory, Silent())
    assert set(found.shares) == {"C1", "C2"}
    for low, _, high in found.shares.values():
        assert low is None or 0 <= low <= high <= 1


def test_a_moment_that_there_is_not_is_refused(memory):
    with pytest.raises(InputError) as caught:
        LookAt("MOO 25:00", "", "MED").run(memory, Silent())
    assert "MOO 25:00" in caught.value.message
    with pytest.raises(InputError):
        PrepareSlices().run(TaskMemory(), Silent())
