"""What a scenario does to the stars of further standards: what was promised with the next star, made once for a study, nothing where there is but one."""

import pickle
from pathlib import Path

import pytest

from tests.fixtures.served_study import write_served_study
from xc_gis.errors import InputError
from xc_gis.model.changes import AddFacility, ChangeResidents, Scenario
from xc_gis.operations.explore.explorer import Explorer
from xc_gis.operations.study import analyse, read_study
from xc_gis.progress import Silent
from xc_gis.standard.save import standard_text
from xc_gis.ui.workers.further_stars import FURTHER, TryByFurther
from xc_gis.ui.workers.next_star_tasks import FindNextStars
from xc_gis.ui.workers.tasks import EXPLORER
from xc_gis.ui.workers.worker import TaskMemory


@pytest.fixture(scope="module")
def memory(tmp_path_factory):
    """A study by two standards that ask for the same: what is found by the second one can be counted by the first."""
    path = write_served_study(tmp_path_factory.mktemp("further") / "s")
    text = standard_text("xicheng-ykz-default", base_dir=Path()).replace("id: xicheng-ykz-default", "id: second", 1)
    (path.parent / "second.yaml").write_text(text, encoding="utf-8")
    both = path.read_text(encoding="utf-8").replace(
        'standard = "xicheng-ykz-default"', 'standard = ["xicheng-ykz-default", "second.yaml"]'
    )
    path.write_text(both, encoding="utf-8")
    study = read_study(path)
    made = TaskMemory()
    made.kept[EXPLORER] = Explorer(study, analyse(study))
    return made


def test_the_star_that_was_promised_by_a_further_standard_is_gained_by_it(memory):
    plans = [one for one in FindNextStars("second").run(memory, Silent()).plans if one.scenario is not None]
    assert plans
    for plan in plans:
        (found,) = TryByFurther(plan.scenario).run(memory, Silent())
        assert pickle.loads(pickle.dumps(found)) == found
        mine = next(one for one in found.stars if one.community_id == plan.community_id)
        assert (mine.before[1], mine.after[1]) == (plan.stars, plan.stars_after)


def test_other_changes_than_facilities_are_tried_too_and_what_changes_nothing_says_so(memory):
    nothing = Scenario("不变", (ChangeResidents(factor=1.0),))
    (found,) = TryByFurther(nothing).run(memory, Silent())
    assert found.stars == ()


def test_the_study_is_assessed_by_it_once(memory):
    scenario = Scenario("不变", (ChangeResidents(factor=1.0),))
    TryByFurther(scenario).run(memory, Silent())
    before = memory.kept[FURTHER][1]["second"][1]
    TryByFurther(scenario).run(memory, Silent())
    assert memory.kept[FURTHER][1]["second"][1] is before


def test_what_the_first_standard_refuses_is_refused(memory):
    with pytest.raises(InputError):
        TryByFurther(Scenario("远", (AddFacility(type="CHS", at=(100.0, 10.0)),))).run(memory, Silent())


def test_a_study_with_one_standard_has_none(tmp_path):
    study = read_study(write_served_study(tmp_path / "s"))
    one = TaskMemory()
    one.kept[EXPLORER] = Explorer(study, analyse(study))
    assert TryByFurther(Scenario("不变", (ChangeResidents(factor=1.0),))).run(one, Silent()) == ()
