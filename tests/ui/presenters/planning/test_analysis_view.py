"""One question at a time: asked, told where it is, answered, stopped, refused where the study has changed."""

from types import SimpleNamespace

import pytest

from tests.ui.presenters.planning.test_planning_presenter import Lane
from tests.ui.presenters.planning.test_siting_presenter import Tab
from xc_gis.languages.message import Name
from xc_gis.ui.presenters.planning.analysis_view import AnalysisAsking, credited
from xc_gis.ui.presenters.planning.trials import STOPPED
from xc_gis.ui.presenters.result.questions import Questions
from xc_gis.ui.workers.capacity_tasks import FindCapacity
from xc_gis.ui.workers.failure import Failure


@pytest.fixture
def asking():
    lane, tab = Lane(None), Tab()
    questions = Questions(lane)
    return AnalysisAsking(tab, questions, lambda: True), lane, tab, questions


def failure(message, *, code=1, hint=""):
    return Failure(message, hint, "", code)


def test_a_question_is_asked_once_told_and_answered(asking):
    one, lane, tab, questions = asking
    answers = []
    assert one.ask(FindCapacity(), answers.append)
    assert not one.ask(FindCapacity(), answers.append)
    assert len(lane.waiting) == 1
    one.reached("建立步行网络")
    assert tab.calls[-1] == ("show_working", ("建立步行网络",))
    one.reached("查找", 37, 263)
    assert tab.calls[-1] == ("show_working", ("查找 37/263",))
    questions.answer(one.number, "answer")
    assert answers == ["answer"]
    assert one.number == 0
    one.reached("其他")
    assert tab.calls[-1] != ("show_working", ("其他",))


@pytest.mark.parametrize(
    ("code", "hint", "words"), [(1, "请重新运行", "坏了。请重新运行"), (1, "", "坏了"), (STOPPED, "", "已停止计算")]
)
def test_why_there_is_no_answer_stands_in_words(asking, code, hint, words):
    one, _, tab, questions = asking
    one.ask(FindCapacity(), print)
    questions.fail(one.number, failure("坏了", code=code, hint=hint))
    assert tab.calls[-1] == ("show_fault", (words,))
    assert one.number == 0


def test_a_study_that_has_changed_is_told_and_not_asked():
    lane, tab = Lane(None), Tab()
    one = AnalysisAsking(tab, Questions(lane), lambda: False)
    assert not one.ask(FindCapacity(), print)
    assert not lane.waiting
    assert "重新运行" in tab.calls[-1][1][0]


def test_another_run_lets_a_question_go(asking):
    one, _, tab, questions = asking
    answers = []
    one.ask(FindCapacity(), answers.append)
    number = one.number
    one.forget()
    questions.answer(number, "late")
    assert answers == []
    assert tab.calls[-1] == ("show_fault", ("",))


def test_a_theme_by_a_further_standard_says_so_below_the_map():
    further = [{"id": "shops", "version": "0.2.0", "name": "商店标准", "name_en": "Shops"}]
    run = SimpleNamespace(manifest={"more_standards": further}, standard={"name": "首个标准"})
    assert credited({"name": "甲"}, run, Name("商店标准", "Shops")) == {"name": "甲", "standard": ["shops", "0.2.0"]}
    assert credited({"name": "甲"}, run, Name("首个标准")) == {"name": "甲"}, "the run's own stands there already"
    assert credited({"name": "甲"}, SimpleNamespace(manifest={}), "") == {"name": "甲"}
