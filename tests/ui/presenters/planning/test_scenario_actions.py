"""Whole scenarios on the real presenter: another moment, two in one, written as the command writes them, changed since."""

from dataclasses import replace

from tests.ui.presenters.planning.test_planning_presenter import Planner, lonlat, memory, planner, run  # noqa: F401 - fixtures
from xc_gis.model.changes import AddFacility, CloseFacility, ScenarioBase
from xc_gis.ui.workers.failure import Failure


def test_another_moment_is_a_step_that_is_told_and_can_be_taken_back(planner):  # noqa: F811
    planner.presenter.add(CloseFacility(facility="F1"))
    planner.presenter.actions.look_at(" WED 22:30 ")
    planner.settle()
    assert any("WED 22:30" in one for one in planner.page.card.remarks)
    planner.presenter.actions.look_at("eleven")
    planner.settle()
    assert "eleven" in planner.page.card.state
    planner.presenter.undo()
    planner.presenter.undo()
    assert (planner.draft.moment, planner.page.card.remarks) == ("", ())


def test_another_scenario_is_taken_in_as_one_step(planner):  # noqa: F811
    planner.presenter.add(CloseFacility(facility="F1"))
    planner.presenter.add(AddFacility(type="CHS", at=lonlat(2000, 405)))
    assert planner.presenter.actions.others() == []
    planner.presenter.new()
    assert planner.presenter.actions.others() == [("方案 1", 0)]
    planner.presenter.actions.take_in(0)
    assert len(planner.draft.changes) == 2
    planner.presenter.undo()
    assert planner.draft.changes == ()


def test_a_scenario_of_a_study_that_has_changed_since_says_so_until_it_is_saved(planner):  # noqa: F811
    planner.presenter.add(CloseFacility(facility="F1"))
    planner.settle()
    assert planner.page.card.remarks == ()
    planner.draft._base = ScenarioBase("0" * 64)
    planner.presenter.show_effect()
    assert any("项目已有改动" in one for one in planner.page.card.remarks)
    assert planner.presenter.save()
    assert planner.page.card.remarks == ()


def test_what_is_exported_lies_in_a_folder_of_its_own_and_a_stop_leaves_nothing(planner, tmp_path):  # noqa: F811
    actions = planner.presenter.actions
    actions.export(tmp_path / "x", every=False)
    assert "没有可以导出的" in planner.page.last("show_note")[0]
    planner.presenter.rename("东/西", "")
    planner.presenter.add(CloseFacility(facility="F1"))
    planner.settle()
    folder = actions.folder_in(tmp_path, every=False)
    assert folder == tmp_path / "东_西.whatif"
    actions.export(folder, every=False)
    number, _ = planner.lane.waiting.pop()
    assert (actions.number, planner.presenter.is_waiting) == (number, True)
    planner.questions.fail(number, Failure("", exit_code=3))
    assert (actions.number, folder.exists()) == (0, False)
    actions.export(folder, every=False)
    planner.settle()
    assert {"map.html", "before_after.csv", "stars.csv", "scenario.toml"} <= {path.name for path in folder.iterdir()}
    assert "已导出" in planner.page.last("show_note")[0]
    planner.page.agrees = False
    actions.export(folder, every=False)
    assert not planner.lane.waiting


def test_all_scenarios_with_changes_are_exported_side_by_side(planner, tmp_path):  # noqa: F811
    for facility in ("F1", "F2"):
        planner.presenter.add(CloseFacility(facility=facility))
        planner.presenter.new()
    planner.settle()
    folder = planner.presenter.actions.folder_in(tmp_path, every=True)
    assert folder == tmp_path / "study.whatif"
    planner.presenter.actions.export(folder, every=True)
    planner.settle()
    rows = (folder / "scenarios.csv").read_text("utf-8-sig").splitlines()
    assert len(rows) == 3


def test_two_changes_that_contradict_each_other_are_told_and_not_saved(planner):  # noqa: F811
    planner.presenter.add(CloseFacility(facility="F1"))
    planner.draft.add(replace(CloseFacility(facility="F1"), note="noch einmal"))
    planner.presenter.show_all()
    planner.settle()
    assert "互相矛盾" in planner.page.card.state
    assert not planner.presenter.save()
    assert "互相矛盾" in planner.page.last("show_failure")[0].message
