"""One facility at a time: the latest request alone is shown, and none where the study is another one by now."""

from unittest.mock import create_autospec

import pytest

from xc_gis.ui.presenters.result.facility_presenter import FacilityPresenter
from xc_gis.ui.presenters.result.place_presenter import OUTDATED, PlacePresenter
from xc_gis.ui.presenters.result.questions import Questions
from xc_gis.ui.presenters.result.result_view import ResultView
from xc_gis.ui.workers.failure import Failure
from xc_gis.ui.workers.tasks import FacilityService


class Runner(list):
    def ask(self, task):
        self.append(task)
        return len(self)


@pytest.fixture
def display():
    view, places, runner = create_autospec(ResultView, instance=True), create_autospec(PlacePresenter, instance=True), Runner()
    places.wake.return_value = True
    questions = Questions(runner)
    presenter = FacilityPresenter(view, questions, places)
    return presenter, view, places, questions, runner


def test_an_answer_is_shown_with_the_run_it_is_of(display):
    presenter, view, _, questions, runner = display
    presenter.show_run("run")
    presenter.show(3, "西站")
    assert runner == [FacilityService(3, "西站")]
    questions.answer(1, {"facility": {}})
    view.show_facility.assert_called_once_with({"facility": {}}, "run")
    assert view.show_note.call_args.args == ("",)


def test_only_the_latest_request_is_shown(display):
    presenter, view, _, questions, _ = display
    presenter.show_run("run")
    presenter.show(3, "西站")
    presenter.show(4, "东站")
    questions.answer(1, "old")
    view.show_facility.assert_not_called()
    questions.answer(2, "new")
    view.show_facility.assert_called_once_with("new", "run")


@pytest.mark.parametrize("leave", [lambda p: p.dismiss(), lambda p: p.show_run("other"), lambda p: p.show_run(None)])
def test_answers_under_way_are_not_shown_once_it_is_left(display, leave):
    presenter, view, _, questions, _ = display
    presenter.show_run("run")
    presenter.show(3, "西站")
    leave(presenter)
    questions.answer(1, "old")
    view.show_facility.assert_not_called()
    assert view.clear_facility.called


def test_a_failure_and_a_study_that_changed_are_told(display):
    presenter, view, places, questions, runner = display
    presenter.show(3, "西站")
    assert runner == []
    presenter.show_run("run")
    presenter.show(3, "西站")
    questions.fail(1, Failure("没有这处设施"))
    assert view.show_note.call_args.args == ("不能查这处设施：没有这处设施",)
    places.wake.return_value = False
    presenter.show(3, "西站")
    assert view.show_note.call_args.args == (OUTDATED,)
    assert len(runner) == 1
