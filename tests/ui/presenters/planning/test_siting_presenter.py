"""Siting on the planning page, decided without a window: search, steps in words, stop, a scenario of what was found."""

import math

import pytest

from tests.ui.presenters.planning.test_planning_presenter import Lane
from xc_gis.model.changes import AddFacility
from xc_gis.ui.presenters.planning.siting_presenter import SitingPresenter, gap_words
from xc_gis.ui.presenters.result.questions import Questions
from xc_gis.ui.workers.failure import Failure
from xc_gis.ui.workers.siting_tasks import FoundSite, SitingFound, SitingStep

SITES = (
    FoundSite("S1", "甲仓库", 116.31, 39.91, 800.0, 800.0, 700.0, 90_000.0),
    FoundSite("S2", "", 116.32, 39.92, 100.0, 900.0, 100.0, None),
)
FOUND = SitingFound(SITES, ("CHS", "CVS"), ("选出 2 处",), 5000.0, 9000.0)


class Tab:
    """Writes down what it is shown."""

    def __init__(self):
        self.calls = []

    def __getattr__(self, name):
        if not name.startswith("show_"):
            raise AttributeError(name)
        return lambda *values: self.calls.append((name, values))


@pytest.fixture
def siting():
    lane, tab = Lane(None), Tab()
    questions = Questions(lane)
    marked, taken = [], []
    made = SitingPresenter(tab, questions, lambda: True, marked.append, taken.append)
    return made, lane, tab, questions, marked, taken


def step(gap, seconds=1.0):
    return SitingStep(seconds, 900.0, 900.0 * (1 + gap), gap, 2)


@pytest.mark.parametrize(
    ("gap", "words"),
    [(math.inf, "正在求证"), (0.0, "已证明最优"), (0.004, "不超过 0.40%"), (0.00401, "不超过 0.41%"), (1e-7, "已证明最优")],
)
def test_how_good_a_set_is_stands_in_words_and_is_never_rounded_down(gap, words):
    assert words in gap_words(step(gap))


def test_a_search_shows_its_steps_then_sites_on_map_and_list(siting):
    presenter, lane, tab, questions, marked, taken = siting
    presenter.start({"categories": ("MED",)})
    presenter.start({"categories": ("CVS",)})  # one at a time
    assert len(lane.waiting) == 1
    number, task = lane.waiting[0]
    assert presenter.number == number
    assert task.asked == {"categories": ("MED",)}
    questions.partly(number, step(0.1))
    questions.partly(number, step(0.004, 2.0))
    assert [len(values[1]) for name, values in tab.calls if name == "show_searching"] == [0, 1, 2]
    questions.answer(number, FOUND)
    questions.partly(number, step(0.0))  # too late
    name, (words, lines, sites, today) = tab.calls[-1]
    assert (name, sites, today, lines) == ("show_found", SITES, 5000.0, ["选出 2 处"])
    assert "0.40%" in words
    assert (marked[-1], presenter.number) == (SITES, 0)
    presenter.make_scenario()
    scenario = taken[0]
    assert scenario.changes[:2] == (
        AddFacility(type="CHS", at=(116.31, 39.91), name="甲仓库", note="S1", cost=90_000.0),
        AddFacility(type="CVS", at=(116.31, 39.91), name="甲仓库", note="S1"),
    )
    assert len(scenario.changes) == 4
    assert marked[-1] == ()


def test_what_was_stopped_says_so_and_can_begin_again(siting):
    presenter, lane, tab, questions, _, taken = siting
    presenter.start({})
    questions.fail(lane.waiting[0][0], Failure("", exit_code=3))
    assert tab.calls[-1] == ("show_fault", ("已停止选址",))
    presenter.make_scenario()
    assert taken == []
    presenter.start({})
    assert len(lane.waiting) == 2


def test_a_question_without_an_answer_says_why(siting):
    presenter, lane, tab, questions, _, _ = siting
    presenter.start({})
    questions.fail(lane.waiting[0][0], Failure("没有候选", "请放宽条件"))
    assert tab.calls[-1] == ("show_fault", ("没有候选。请放宽条件",))


def test_another_run_forgets_the_search_and_what_it_found(siting):
    presenter, lane, _, questions, marked, taken = siting
    presenter.start({})
    presenter.ring = ((1.0, 2.0),)
    presenter.forget()
    questions.answer(lane.waiting[0][0], FOUND)
    presenter.make_scenario()
    assert (taken, marked[-1], presenter.ring) == ([], (), ())
