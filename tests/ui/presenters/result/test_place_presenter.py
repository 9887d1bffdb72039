"""Any place and any walk: the explorer is woken once, only the latest request is kept, failures say what they are."""

from pathlib import Path
from types import SimpleNamespace
from unittest.mock import create_autospec

import pytest

from xc_gis.ui.presenters.result.place_presenter import MINUTES, OUTDATED, PlacePresenter
from xc_gis.ui.presenters.result.questions import Questions
from xc_gis.ui.presenters.result.result_view import ResultView
from xc_gis.ui.workers.failure import Failure
from xc_gis.ui.workers.tasks import EXPLORE, AskPlace, ExplainWalk, Explore, FacilityServiceArea

STUDY, RUN = Path("study.toml"), SimpleNamespace(folder=Path("r"), by_code={"MED": SimpleNamespace(zh="医疗卫生", en="Health")})
ANSWER = {"nearest": [{"within": True}, {"within": False, "state": "gap"}], "absent": [{"state": "unknown"}]}
WALK = {
    "lon": 116.0,
    "lat": 39.0,
    "facility_id": "F1",
    "facility": "西站",
    "way": [[116.0, 39.0], [116.1, 39.1]],
    "seconds": 900.0,
    "limit": 15.0,
}


class Runner:
    def __init__(self):
        self.tasks, self.alive, self.stopped = [], True, []

    def ask(self, task):
        self.tasks.append(task)
        return len(self.tasks)

    def stop(self, lane):
        self.stopped.append(lane)

    def is_alive(self, _lane):
        return self.alive

    def numbers(self, kind):
        return [n for n, task in enumerate(self.tasks, 1) if isinstance(task, kind)]


@pytest.fixture
def display():
    view, runner = create_autospec(ResultView, instance=True), Runner()
    questions = Questions(runner)
    return PlacePresenter(view, runner, questions), view, runner, questions


def note(view):
    return view.show_note.call_args.args[0]


def ready(display, *, explored=True):
    places, view, runner, questions = display
    places.show_run(STUDY, RUN, is_explored=explored)
    return places, view, runner, questions


def test_a_run_that_another_process_made_is_read_once(display):
    places, _, runner, questions = ready(display, explored=False)
    assert runner.tasks == [Explore(STUDY, RUN.folder)]
    assert places.wake()
    assert len(runner.tasks) == 1
    questions.answer(1, True)
    runner.alive = False  # the system took it
    places.wake()
    assert len(runner.tasks) == 2


def test_a_place_is_shown_as_it_becomes_known(display):
    places, view, runner, questions = ready(display)
    places.ask_place(116.0, 39.0)
    assert runner.tasks == [AskPlace(116.0, 39.0, (), "adult"), AskPlace(116.0, 39.0, MINUTES, "adult")]
    questions.answer(1, ANSWER)
    view.show_place.assert_called_once_with(ANSWER, "")
    questions.answer(2, ANSWER)
    assert note(view) == "所选地点：3 类服务中 1 类在规定时间内走得到，1 类未知"


def test_while_one_place_is_answered_only_the_latest_request_is_kept(display):
    places, view, runner, questions = ready(display)
    for n in range(5):
        places.ask_place(116.0 + n, 39.0)
    assert len(runner.tasks) == 2
    questions.answer(1, ANSWER)
    view.show_place.assert_not_called()  # another place is wanted by now
    questions.answer(2, ANSWER)
    assert [task.lon for task in runner.tasks[2:]] == [120.0, 120.0]


def test_another_pace_asks_again_for_the_place_that_is_shown(display):
    places, _, runner, questions = ready(display)
    places.choose_pace("senior")
    assert runner.tasks == []
    places.ask_place(116.0, 39.0)
    questions.answer(1, ANSWER)
    questions.answer(2, ANSWER)
    places.choose_pace("frail")
    assert [task.profile for task in runner.tasks] == ["senior", "senior", "frail", "frail"]


def test_a_place_without_streets_is_a_note_and_our_fault_a_dialog(display):
    places, view, _, questions = ready(display)
    places.ask_place(116.0, 39.0)
    questions.fail(1, Failure("附近没有道路", "请换一处"))
    view.clear_place.assert_not_called()  # the same fault comes again
    questions.fail(2, Failure("附近没有道路", "请换一处"))
    assert note(view) == "附近没有道路。请换一处"
    assert view.clear_place.called
    places.ask_place(116.0, 39.0)
    ours = Failure("x", exit_code=70)
    questions.fail(4, ours)
    view.show_failure.assert_called_once_with(ours)


def test_a_study_whose_files_changed_is_not_asked_any_more(display):
    places, view, runner, questions = ready(display, explored=False)
    questions.fail(1, Failure("文件有改动"))
    view.show_outdated.assert_called_once_with("文件有改动")
    places.ask_place(116.0, 39.0)
    places.show_way("D1", "MED")
    assert note(view) == OUTDATED
    assert len(runner.tasks) == 1


def test_scarce_memory_is_tried_again_with_the_next_question(display):
    places, view, runner, questions = ready(display, explored=False)
    questions.fail(1, Failure("内存不足", exit_code=70))
    assert note(view) == "内存不足；查询地点时会重试"
    places.ask_place(116.0, 39.0)
    assert len(runner.numbers(Explore)) == 2


def test_a_way_is_shown_first_and_the_ground_of_its_facility_after(display):
    places, view, runner, questions = ready(display)
    places.show_way("D1", "MED")
    assert runner.tasks == [ExplainWalk("D1", "MED")]
    questions.answer(1, WALK)
    place, code = view.show_place.call_args.args
    assert code == "MED"
    assert (place["nearest"][0]["minutes"], place["nearest"][0]["within"]) == (15.0, True)  # at the limit is within
    assert runner.tasks[1] == FacilityServiceArea("F1", "MED")
    questions.answer(2, {"type": "FeatureCollection", "features": [1]})
    assert view.show_place.call_args.args[0]["isochrones"]["features"] == [1]


def test_a_walk_without_a_facility_has_no_end(display):
    places, view, runner, questions = ready(display)
    places.show_way("D1", "MED")
    questions.answer(1, {**WALK, "facility_id": None})
    assert view.show_place.call_args.args[0]["nearest"] == []
    assert len(runner.tasks) == 1


def test_what_was_dismissed_is_not_shown(display):
    places, view, runner, questions = ready(display)
    places.ask_place(116.0, 39.0)
    places.dismiss()
    questions.answer(1, ANSWER)
    questions.answer(2, ANSWER)
    view.show_place.assert_not_called()
    places.close()
    assert runner.stopped == [EXPLORE]
    places.ask_place(116.0, 39.0)
    assert len(runner.tasks) == 2


def test_a_run_takes_the_processor_from_a_study_that_is_being_read(display):
    places, _, runner, _ = ready(display, explored=False)
    places.give_way()
    places.give_way()
    assert runner.stopped == [EXPLORE]
