"""Questions about scenarios: one at a time, the latest of a drag, answers kept by what they rest on."""

from dataclasses import replace

import pytest

from xc_gis.model.changes import AddFacility, ChangeResidents, CloseFacility, Scenario
from xc_gis.ui.presenters.planning.trials import Trials
from xc_gis.ui.presenters.result.questions import Questions
from xc_gis.ui.workers.failure import Failure
from xc_gis.ui.workers.planning_records import ScenarioEffect

EFFECT = ScenarioEffect({}, {}, (), (), {})


class Runner:
    """Numbers tasks and keeps them."""

    def __init__(self):
        self.asked = []

    def ask(self, task):
        self.asked.append(task)
        return len(self.asked)


def scenario(lon, **more):
    return Scenario("甲", (AddFacility(type="CHS", at=(lon, 39.9), **more),))


@pytest.fixture
def trials():
    runner, heard = Runner(), []
    questions = Questions(runner)
    return Trials(questions, lambda *what: heard.append(what)), runner, questions, heard


def test_of_the_places_of_a_drag_that_wait_only_the_latest_is_asked(trials):
    made, runner, questions, heard = trials
    for lon in (1.0, 2.0, 3.0, 4.0):
        made.ask(scenario(lon), "MED")
    assert len(runner.asked) == 1
    questions.answer(1, EFFECT)
    assert [one.scenario.changes[0].at[0] for one in runner.asked] == [1.0, 4.0]
    assert heard == [(scenario(1.0), EFFECT, True)]


def test_others_that_wait_are_not_lost_by_a_drag(trials):
    made, runner, questions, _ = trials
    made.ask(scenario(1.0))
    made.ask_later(Scenario("乙", (CloseFacility(facility="F1"),)))
    made.ask(scenario(2.0), "")
    questions.answer(1, EFFECT)
    questions.answer(2, EFFECT)
    assert [one.scenario.name for one in runner.asked] == ["甲", "甲", "乙"]


def test_names_notes_and_costs_ask_nothing_anew(trials):
    made, _, questions, _ = trials
    made.ask(scenario(1.0))
    questions.answer(1, EFFECT)
    other = replace(scenario(1.0, name="新", note="看", cost=5.0), name="别名")
    assert made.of(other) is EFFECT
    assert made.of(scenario(2.0)) is None


def test_a_fault_of_the_question_is_kept_and_the_next_goes_on_but_a_stop_ends_all(trials):
    made, runner, questions, _ = trials
    made.ask(scenario(1.0))
    made.ask_later(scenario(2.0))
    made.ask_later(scenario(3.0))
    questions.fail(1, Failure("没有街道"))
    assert made.of(scenario(1.0)).message == "没有街道"
    questions.fail(2, Failure("", exit_code=3))
    assert len(runner.asked) == 2


def test_answers_for_another_run_or_of_a_lost_process_do_not_count(trials):
    made, _, questions, heard = trials
    made.ask(scenario(1.0))
    made.forget()
    made.ask(scenario(2.0))
    questions.answer(1, EFFECT)
    assert heard == []
    made.lost()
    questions.answer(2, EFFECT)
    assert (heard, made.of(scenario(2.0))) == ([], None)


def test_what_is_being_asked_already_is_not_asked_again(trials):
    made, runner, questions, _ = trials
    long = Scenario("乙", (ChangeResidents(factor=2.0),))
    made.ask(long)
    made.ask_later(long)
    made.ask(long)
    made.ask_later(scenario(1.0))
    made.ask_later(scenario(1.0))
    assert len(runner.asked) == 2
    questions.answer(1, EFFECT)
    questions.answer(2, EFFECT)
    assert len(runner.asked) == 2


def test_a_quick_question_does_not_wait_for_a_long_one_nor_a_long_one_for_a_drag(trials):
    made, runner, questions, heard = trials
    long, other = (Scenario(name, (ChangeResidents(factor=factor),)) for name, factor in (("乙", 2.0), ("丙", 3.0)))
    made.ask(long)
    made.ask_later(other)
    made.ask(scenario(1.0), "MED")
    assert [one.scenario.name for one in runner.asked] == ["乙", "甲"]
    assert made.long == 1
    questions.answer(2, EFFECT)
    made.ask(scenario(2.0), "MED")
    questions.answer(3, EFFECT)
    assert [(one[0].name, one[2]) for one in heard] == [("甲", True), ("甲", True)]
    questions.answer(1, EFFECT)
    assert [one.scenario.name for one in runner.asked] == ["乙", "甲", "甲", "丙"]
    assert made.long == 4
    questions.answer(4, EFFECT)
    assert made.long == 0
