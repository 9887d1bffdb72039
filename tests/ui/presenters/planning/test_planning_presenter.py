"""The planning page without a window: the presenter with the real tasks of an analysed study, and a page that writes down what it is shown."""

from collections import deque

import pytest

from tests.fixtures.small_study import degrees
from xc_gis.errors import XcGisError
from xc_gis.model.changes import AddFacility, CloseFacility, MoveFacility
from xc_gis.progress import Silent
from xc_gis.runs.view import read_run_view
from xc_gis.ui.presenters.planning.planning_presenter import PlanningPresenter
from xc_gis.ui.presenters.planning.planning_view import PlanningView
from xc_gis.ui.presenters.result.questions import Questions
from xc_gis.ui.workers.failure import Failure, failure_of
from xc_gis.ui.workers.planning_tasks import TryScenario
from xc_gis.ui.workers.tasks import Explore
from xc_gis.ui.workers.worker import TaskMemory

METHODS = {name for name in vars(PlanningView) if name.startswith(("show_", "use_", "confirm"))}


class Page:
    """Writes down every call of the protocol and nothing else."""

    def __init__(self):
        self.calls = []
        self.agrees = True

    def __getattr__(self, name):
        if name not in METHODS:
            raise AttributeError(name)

        def note(*values, **named):
            self.calls.append((name, values or named))
            return self.agrees

        return note

    def last(self, name):
        return next(values for called, values in reversed(self.calls) if called == name)

    @property
    def card(self):
        return self.last("show_effect")[0]


class Lane:
    """Does tasks when told to, with the memory of a process that keeps the study."""

    def __init__(self, memory):
        self.memory, self.waiting, self.numbers = memory, deque(), 0
        self.done = []

    def ask(self, task):
        self.numbers += 1
        self.waiting.append((self.numbers, task))
        return self.numbers

    def work(self, questions):
        while self.waiting:
            number, task = self.waiting.popleft()
            self.done.append(task)
            try:
                answer = task.run(self.memory, Silent())
            except XcGisError as fault:
                questions.fail(number, failure_of(fault))
            else:
                questions.answer(number, answer)


@pytest.fixture(scope="module")
def memory(small_study, small_run):
    made = TaskMemory()
    Explore(small_study, small_run).run(made, Silent())
    return made


@pytest.fixture(scope="module")
def run(small_run):
    return read_run_view(small_run)


class Planner:
    """A presenter with its page and the process behind it."""

    def __init__(self, memory, study, run):
        self.lane, self.page = Lane(memory), Page()
        self.questions = Questions(self.lane)
        self.theme = "MED"
        self.presenter = PlanningPresenter(self.page, self.questions, lambda: True, lambda: self.theme)
        self.presenter.show_run(study, run)
        self.presenter.open()

    def settle(self):
        self.lane.work(self.questions)

    @property
    def draft(self):
        return self.presenter.shelf.current


@pytest.fixture
def planner(memory, run, tmp_path):
    made = Planner(memory, tmp_path / "study.toml", run)
    made.settle()
    return made


def lonlat(*place):
    return tuple(float(part) for part in degrees([place])[0])


def test_a_scenario_without_changes_says_what_to_do_and_shows_the_run(planner):
    assert "还没有改动" in planner.page.card.state
    assert planner.page.last("show_on_map") == (None, [], "")
    assert planner.page.last("show_facts")[0].types


def test_a_click_puts_a_facility_down_and_tells_what_it_does(planner):
    planner.presenter.tools.add_facility("CHS")
    assert planner.page.last("use_tool") == ("spot",)
    assert planner.page.last("show_site_types") == (["CHS"],)
    lon, lat = lonlat(2000, 405)
    planner.presenter.tools.happened("plan_spot", {"lon": lon, "lat": lat, "row": -1})
    assert planner.page.card.state == "计算中…"
    planner.settle()
    assert "新覆盖" in planner.page.card.headline
    assert planner.page.card.categories[0].code == "MED"
    figures, marks, name = planner.page.last("show_on_map")
    assert (name, "MED" in figures["coverage"]) == ("方案 1", True)
    assert [(m["kind"], m["label"], m["lon"]) for m in marks] == [("add", "1", lon)]
    row = planner.page.last("show_changes")[0][0]
    assert (row.words, row.can_move) == ("新增 社区卫生服务站", True)


def test_while_a_mark_is_dragged_the_latest_place_alone_is_asked_for(planner):
    planner.presenter.add(AddFacility(type="CHS", at=lonlat(2000, 405)))
    planner.settle()
    key = planner.draft.changes[0].key
    done = len(planner.lane.done)
    for x in (1900, 1800, 1700, 1600):
        lon, lat = lonlat(x, 405)
        planner.presenter.tools.happened("plan_dragged", {"key": key, "lon": lon, "lat": lat})
    planner.settle()
    asked = planner.lane.done[done:]
    assert [one.scenario.changes[0].at for one in asked] == [lonlat(1900, 405), lonlat(1600, 405)]
    assert {one.gaps_of for one in asked} == {"MED"}
    lon, lat = lonlat(1500, 405)
    planner.presenter.tools.happened("plan_dropped", {"key": key, "lon": lon, "lat": lat})
    planner.settle()
    assert planner.lane.done[-1].gaps_of is None
    planner.presenter.undo()
    assert planner.draft.find(key).at == lonlat(2000, 405)
    planner.presenter.undo()
    assert planner.draft.changes == ()


def test_an_answer_for_a_scenario_that_is_no_longer_in_front_is_not_shown_as_its_effect(planner):
    planner.presenter.add(AddFacility(type="CHS", at=lonlat(2000, 405)))
    planner.presenter.new()
    planner.settle()
    assert "还没有改动" in planner.page.card.state
    rows, at = planner.page.last("show_sides")
    assert (at, rows[0].won is None, rows[1].state) == (1, False, "没有改动")


def test_what_was_computed_is_not_computed_again(planner):
    planner.presenter.add(AddFacility(type="CHS", at=lonlat(2000, 405)))
    planner.settle()
    planner.presenter.add(CloseFacility(facility="F1"))
    planner.settle()
    done = len(planner.lane.done)
    planner.presenter.undo()
    planner.presenter.redo()
    planner.settle()
    assert len(planner.lane.done) == done
    assert planner.page.card.headline


def test_a_facility_is_closed_once_and_closing_takes_the_place_of_its_move(planner):
    planner.presenter.tools.happened("plan_lifted", {"row": 0, "lon": lonlat(500, 205)[0], "lat": lonlat(500, 205)[1]})
    assert isinstance(planner.draft.changes[0].change, MoveFacility)
    planner.presenter.close_facility(0)
    assert [one.change for one in planner.draft.changes] == [CloseFacility(facility="F1")]
    planner.presenter.close_facility(0)
    assert "已关闭" in planner.page.last("show_note")[0]
    planner.settle()
    assert planner.page.card.categories[0].lost.startswith("−")
    assert "失去覆盖" in planner.page.card.headline


def test_a_facility_in_the_hand_shows_what_its_move_would_do_and_is_no_step_until_it_is_put_down(planner):
    lon, lat = lonlat(2200, 405)
    planner.presenter.tools.happened("plan_lifting", {"row": 0, "lon": lon, "lat": lat})
    planner.settle()
    assert planner.draft.changes == ()
    assert planner.page.last("show_on_map")[0] is not None
    planner.presenter.tools.happened("plan_left", {"row": 0, "lon": lon, "lat": lat})
    assert planner.page.last("show_on_map") == (None, [], "")


def test_a_place_that_no_street_reaches_is_told_and_nothing_is_shown_as_its_effect(planner):
    planner.presenter.add(AddFacility(type="CHS", at=lonlat(9000, 9000)))
    planner.settle()
    assert "150 米" in planner.page.card.state
    figures, marks, _ = planner.page.last("show_on_map")
    assert (figures, len(marks)) == (None, 1)


def test_names_costs_and_places_are_typed(planner):
    planner.presenter.add(AddFacility(type="CHS", at=lonlat(2000, 405)))
    key = planner.draft.changes[0].key
    planner.presenter.describe(key, " 东站 ", 120_000.0)
    planner.presenter.place_change(key, *lonlat(1500, 405))
    planner.settle()
    assert planner.draft.find(key) == AddFacility(type="CHS", at=lonlat(1500, 405), name="东站", cost=120_000.0)
    assert planner.page.card.cost == "造价 12 万元"
    assert planner.page.last("show_sides")[0][0].cost == 120_000.0


def test_saving_writes_a_file_that_is_there_again(planner, memory, run):
    planner.presenter.add(CloseFacility(facility="F1"))
    assert planner.presenter.save()
    again = Planner(memory, planner.presenter._study, run)
    again.settle()
    assert [one.change for one in again.draft.changes] == [CloseFacility(facility="F1")]
    assert again.page.card.headline


def test_an_empty_scenario_is_not_saved_and_says_why(planner):
    assert not planner.presenter.save()
    assert "没有任何改动" in planner.page.last("show_failure")[0].message


def test_scenarios_side_by_side_are_computed_when_asked_for(planner):
    planner.presenter.add(CloseFacility(facility="F1"))
    planner.presenter.duplicate()
    planner.presenter.add(AddFacility(type="CHS", at=lonlat(2000, 405)))
    planner.settle()
    planner.presenter.compute_all()
    planner.settle()
    rows, _ = planner.page.last("show_sides")
    assert [row.won is not None for row in rows] == [True, True]
    assert rows[0].lost > 0


def test_leaving_the_page_brings_the_run_back_and_keeps_the_changes(planner):
    planner.presenter.add(CloseFacility(facility="F1"))
    planner.settle()
    planner.presenter.close()
    assert planner.page.last("show_on_map") == (None, [], "")
    calls = len(planner.page.calls)
    planner.settle()
    planner.presenter.open()
    assert len(planner.page.calls) > calls
    assert planner.page.card.headline


def test_what_was_stopped_says_so_and_can_be_computed_again(planner):
    planner.presenter.add(CloseFacility(facility="F1"))
    number, _ = planner.lane.waiting.popleft()
    planner.questions.fail(number, Failure("已停止", exit_code=3))
    assert "已停止" in planner.page.card.state
    planner.presenter.compute_all()
    planner.settle()
    assert planner.page.card.headline


def test_a_process_that_is_gone_is_asked_again_when_it_is_back(planner, run):
    planner.presenter.add(CloseFacility(facility="F1"))
    planner.lane.waiting.clear()
    planner.presenter.on_stopped()
    planner.presenter.show_run(planner.presenter._study, run)
    planner.settle()
    assert planner.page.card.headline
    assert isinstance(planner.lane.done[-1], TryScenario)


def test_removing_asks_and_leaves_everything_where_nobody_agrees(planner):
    planner.presenter.add(CloseFacility(facility="F1"))
    planner.page.agrees = False
    planner.presenter.remove()
    assert len(planner.draft.changes) == 1
    planner.page.agrees = True
    planner.presenter.remove()
    assert planner.draft.changes == ()
