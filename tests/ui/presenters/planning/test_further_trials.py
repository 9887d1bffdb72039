"""Stars of further standards on the card: asked once the answer is there, by name, the latest that waits, and nothing where there is one standard."""

from types import SimpleNamespace

import pytest

from xc_gis.languages.message import Name
from xc_gis.model.changes import CloseFacility, Scenario
from xc_gis.ui.presenters.planning.further_trials import FurtherTrials
from xc_gis.ui.presenters.result.questions import Questions
from xc_gis.ui.workers.failure import Failure
from xc_gis.ui.workers.further_stars import FurtherStars
from xc_gis.ui.workers.planning_records import StarsEffect

GRADES = {3: Name("基础型", "basic circle")}


def run_of(*further):
    return SimpleNamespace(
        manifest={"more_standards": [{"id": one, "name": one} for one in further]},
        standard={"name": "甲标准"},
        by_id={"C1": SimpleNamespace(name="一社区")},
    )


def scenario(facility):
    return Scenario(facility, (CloseFacility(facility=facility),))


class Runner:
    def __init__(self):
        self.asked = []

    def ask(self, task):
        self.asked.append(task.scenario.name)
        return len(self.asked)


@pytest.fixture
def asked():
    runner, heard = Runner(), []
    questions = Questions(runner)
    further = FurtherTrials(questions, lambda: heard.append(1))
    further.show_run(run_of("乙标准"))
    return further, runner, questions, heard


def test_one_standard_asks_nothing_and_needs_no_name(asked):
    further, runner, _, _ = asked
    further.show_run(run_of())
    assert further.lines(scenario("F1")) == ()
    assert further.first("星级不变") == "星级不变"
    assert runner.asked == []


def test_each_line_says_by_which_standard_and_who_changes(asked):
    further, _, questions, heard = asked
    assert further.first("星级不变") == "按“甲标准”：星级不变"
    assert further.lines(scenario("F1")) == ("按“乙标准”：计算中…",)
    turned = StarsEffect("C1", (0, 0, 3), (3, 3, 3))
    questions.answer(1, (FurtherStars("乙标准", GRADES, (turned,)),))
    assert heard == [1]
    assert further.lines(scenario("F1")) == (
        "按“乙标准”：增加 3 颗星，失去 0 颗星（一社区 0–3 星（无等级–基础型） → 3 星（基础型））",
    )


def test_nothing_that_changes_is_said_and_many_are_counted(asked):
    further, _, questions, _ = asked
    further.lines(scenario("F1"))
    questions.answer(1, (FurtherStars("乙标准"),))
    assert further.lines(scenario("F1")) == ("按“乙标准”：星级不变",)
    further.lines(scenario("F2"))
    many = tuple(StarsEffect(f"C{n}", (1, 1, 1), (0, 0, 0)) for n in range(7))
    questions.answer(2, (FurtherStars("乙标准", {}, many),))
    (line,) = further.lines(scenario("F2"))
    assert line.startswith("按“乙标准”：增加 0 颗星，失去 7 颗星（C0 1 星 → 0 星、一社区 1 星 → 0 星、")
    assert line.endswith(" 等 7 个社区）")
    assert line.count("→") == 3


def test_of_those_that_wait_the_latest_alone_is_asked(asked):
    further, runner, questions, _ = asked
    for name in ("F1", "F2", "F3", "F3"):
        further.lines(scenario(name))
    assert runner.asked == ["F1"]
    questions.answer(1, (FurtherStars("乙标准"),))
    assert runner.asked == ["F1", "F3"]
    further.lines(scenario("F3"))
    questions.answer(2, (FurtherStars("乙标准"),))
    assert runner.asked == ["F1", "F3"]
    assert further.number == 0


def test_a_stop_or_a_refusal_is_said_and_not_asked_again_and_again(asked):
    further, runner, questions, _ = asked
    further.lines(scenario("F1"))
    further.lines(scenario("F2"))
    questions.fail(1, Failure("", exit_code=3))
    assert further.lines(scenario("F1")) == ("按“乙标准”：已停止计算",)
    assert runner.asked == ["F1"]
    further.lines(scenario("F3"))
    questions.fail(2, Failure("没有街道", exit_code=1))
    assert further.lines(scenario("F3")) == ("按“乙标准”：没有街道",)


def test_another_run_or_a_lost_process_answers_nothing_any_more(asked):
    further, runner, questions, heard = asked
    further.lines(scenario("F1"))
    further.lost()
    questions.answer(1, (FurtherStars("乙标准"),))
    assert heard == []
    assert further.lines(scenario("F1")) == ("按“乙标准”：计算中…",)
    assert runner.asked == ["F1", "F1"]
