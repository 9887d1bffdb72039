"""Moments of the week on the planning page without a window: the slider, one question on its way at a time, unknown, the sentences."""

import doctest
from types import SimpleNamespace

import pytest

from tests.ui.presenters.planning.test_planning_presenter import Lane
from tests.ui.presenters.planning.test_siting_presenter import Tab
from xc_gis.ui.presenters.planning import slices_presenter as module
from xc_gis.ui.presenters.planning.slices_presenter import COVERAGE, STEPS, SlicesPresenter, moment_at, moment_words, step_of
from xc_gis.ui.presenters.result.questions import Questions
from xc_gis.ui.workers.slice_tasks import LookAt, LookAtNeed, MomentFound, NamedSlice, NeedFound, PrepareSlices, SlicesFacts

FACTS = SlicesFacts(
    (NamedSlice("weekday", "工作日", "Weekday", "WED 10:00"), NamedSlice("holiday", "节假日", "Holiday", "PH 10:00")),
    (NamedSlice("small", "小需求不出社区", "Small needs"),), ("没有“周末”时段",), 100, 60, 50,
)  # fmt: skip
RUN = SimpleNamespace(
    communities=[SimpleNamespace(community_id=f"C{n}", name=f"{n}号社区") for n in (1, 2, 3)],
    by_code={"MED": SimpleNamespace(zh="医疗", en=""), "VEG": SimpleNamespace(zh="菜场", en="")},
)


def found(task):
    totals = {"MED": (899.0, 101.0, 50.0), "VEG": (0.0, 0.0, 1050.0)}
    return MomentFound(
        task.at,
        task.profile,
        task.code,
        {"coverage": {task.code: {}}},
        totals,
        {"MED": 0.8999, "VEG": None},
        "2026-07-01",
        40,
        50,
        10,
    )


class Moments:
    """The presenter with what it asked and showed."""

    def __init__(self):
        self.lane, self.tab, self.figures, self.values = Lane(None), Tab(), [], []
        self.questions = Questions(self.lane)
        self.presenter = SlicesPresenter(
            self.tab, self.questions, lambda: True, lambda: "MED", lambda *told: self.figures.append(told), lambda *told: self.values.append(told)
        )  # fmt: skip
        self.presenter.show_run(RUN)

    def prepared(self):
        self.presenter.start()
        number, task = self.lane.waiting.popleft()
        assert task == PrepareSlices("")
        self.questions.answer(number, FACTS)
        return self

    def answer(self):
        number, task = self.lane.waiting.popleft()
        self.questions.answer(number, found(task))
        return task

    def last(self, name):
        return next(values for called, values in reversed(self.tab.calls) if called == name)


@pytest.fixture
def moments():
    return Moments().prepared()


def test_the_first_slice_of_the_standard_is_looked_at_first(moments):
    slices, needs = moments.last("show_facts")
    assert slices == [("", "不分时段"), ("WED 10:00", "工作日（周三 10:00）"), ("PH 10:00", "节假日（节假日 10:00）")]
    assert needs[1] == ("small", "小需求不出社区")
    assert moments.last("show_moment") == ("WED 10:00", "周三 10:00", step_of("WED 10:00"))
    assert moments.answer() == LookAt("WED 10:00", "", "MED")
    lines, table, more = moments.last("show_answer")
    assert lines[0] == "周三 10:00：40 处设施开放，50 处不开，10 处不知道"
    assert "写了开放时间，读懂 50 处" in more[0]
    assert more[1] == "没有“周末”时段"
    assert table.rows == (("医疗", "89.9%", "101", "50", "899"), ("菜场", "—", "0", "1,050", "0"))
    assert moments.figures[-1][1] == "周三 10:00"


def test_while_an_answer_is_on_its_way_only_the_latest_step_waits(moments):
    for step in (10, 11, 12, 200):
        moments.presenter.move(step)
    assert len(moments.lane.waiting) == 1
    moments.answer()
    assert [task.at for _, task in moments.lane.waiting] == [moment_at(200)]
    moments.answer()
    assert not moments.lane.waiting
    assert moments.figures[-1][1] == moment_words(moment_at(200))


def test_another_profile_is_prepared_then_looked_at(moments):
    moments.answer()
    moments.presenter.choose_profile("frail")
    number, task = moments.lane.waiting.popleft()
    assert task == PrepareSlices("frail")
    moments.questions.answer(number, FACTS)
    assert moments.answer() == LookAt("WED 10:00", "frail", "MED")
    assert moments.figures[-1][1] == "周三 10:00 · 高龄或体弱者"


def test_a_sentence_is_a_theme_in_which_unknown_is_never_nobody(moments):
    moments.answer()
    moments.presenter.choose_theme("small")
    number, task = moments.lane.waiting.popleft()
    assert task == LookAtNeed("small", "WED 10:00")
    shares = {"C1": (0.5, 0.75, 0.8), "C2": (0.1, None, 0.9), "C3": (None, None, None)}
    moments.questions.answer(number, NeedFound("small", "WED 10:00", shares))
    record, category = moments.values[-1]
    assert category == ""
    assert record["of"]["C1"]["words"] == "75.0%"
    assert record["of"]["C2"]["row"] is None
    assert "C3" not in record["of"], "nobody lives there"
    _, table = moments.last("show_answer")
    assert table.rows[0] == ("2号社区", "10.0%", "—", "90.0%")
    assert moments.figures[-1] == (None, "")
    moments.presenter.choose_theme(COVERAGE)
    assert moments.values[-1] == (None, "")
    assert moments.answer().at == "WED 10:00"


def test_without_hours_it_says_what_to_do():
    moments = Moments()
    moments.presenter.start()
    moments.presenter.move(3)  # not prepared: nothing is asked
    number, _ = moments.lane.waiting.popleft()
    moments.questions.answer(number, SlicesFacts((), (), (), 100, 0, 0))
    assert moments.answer().at == ""
    lines, *_ = moments.last("show_answer")
    assert lines[0] == "不看开放时间，与运行结果相同"
    assert "请在清单中加一列" in lines[1]


def test_a_process_that_is_gone_has_prepared_nothing(moments):
    moments.presenter.lost()
    moments.lane.waiting.clear()
    moments.presenter.move(5)
    assert not moments.lane.waiting
    assert moments.last("show_facts") == ((), ())


def test_every_step_is_a_moment_of_its_own():
    assert doctest.testmod(module).failed == 0
    assert [step_of(moment_at(step)) for step in range(STEPS)] == list(range(STEPS))
