"""Which tab is in front, and when it is read: once a run, when the page is first wanted; a late answer of another run is dropped."""

from types import SimpleNamespace

import pytest

from tests.fixtures.voiced_run import Calls, voiced
from xc_gis.runs.voices import Voices
from xc_gis.ui.presenters.voices.voices_presenter import HOTLINE, SATISFACTION, SURVEY, ReadVoices, VoicesPresenter, rating_words


class Waiting:
    """Keeps questions until they are answered."""

    def __init__(self):
        self.asked, self.dropped = [], []

    def ask(self, task, then, otherwise):
        self.asked.append((task, then, otherwise))
        return len(self.asked)

    def drop(self, number):
        self.dropped.append(number)


@pytest.fixture
def made(voiced_run):
    run, voices = voiced(voiced_run)
    notes, tables, questions, shown, failed = [], Calls(), Waiting(), [], []
    tabs = SimpleNamespace(
        hotline=Calls(), survey=Calls(), satisfaction=Calls(), resources=Calls(), show_rating_note=notes.append
    )
    presenter = VoicesPresenter(tabs, tables, questions, lambda record, _category: shown.append(record), failed.append)
    presenter.show_run(run)
    return SimpleNamespace(
        presenter=presenter,
        tabs=tabs,
        tables=tables.last,
        questions=questions,
        shown=shown,
        failed=failed,
        run=run,
        voices=voices,
        notes=notes,
    )


def test_a_filter_counts_the_survey_anew_only_where_it_is_in_front(made):
    made.presenter.open()
    made.questions.asked[0][1](made.voices)
    before = made.tables["show_names"]
    made.presenter.filter("甲街道", "")
    assert made.tables["show_names"] is before
    made.presenter.turn(SURVEY)
    assert [name for _, name, _ in made.tables["show_matrix"][0].communities] == ["西社区", "东社区"]
    made.presenter.filter("", "东社")
    assert [name for _, name, _ in made.tables["show_matrix"][0].communities] == ["东社区"]


def test_nothing_is_read_before_the_page_is_wanted_and_once_then(made):
    assert made.questions.asked == []
    made.presenter.open()
    made.presenter.close()
    made.presenter.open()
    assert len(made.questions.asked) == 1
    task, then, _ = made.questions.asked[0]
    assert isinstance(task, ReadVoices)
    assert task.run(None, None) == made.voices
    then(made.voices)
    assert made.shown[-1]["name"].startswith("全部诉求")
    assert made.notes == [""]


def test_tabs_turn_and_the_map_goes_back_at_the_close(made):
    made.presenter.open()
    made.questions.asked[0][1](made.voices)
    made.presenter.turn(SURVEY)
    assert "show_matrix" in made.tables
    assert made.presenter.front is made.presenter.survey
    assert len(made.presenter.exported("", "").rows) == 2
    made.presenter.turn(SATISFACTION)
    assert len(made.presenter.exported("", "西社").rows) == 1
    made.presenter.close()
    assert made.shown[-1] is None
    made.presenter.turn(HOTLINE)
    assert made.shown[-1] is None  # of a page that is not shown nothing is on the map


def test_a_community_is_remembered_for_the_other_tabs(made):
    made.presenter.open()
    made.presenter.choose_community(made.run.by_id["C1"])
    made.questions.asked[0][1](made.voices)
    assert made.tabs.hotline.last["show_detail"][0].title.startswith("西社区")
    made.presenter.choose_community(made.run.by_id["C2"])
    made.presenter.turn(SURVEY)
    assert made.tabs.survey.last["show_detail"][0].title.startswith("东社区")


def test_another_run_drops_the_question_and_a_failure_is_told(made):
    made.presenter.open()
    made.presenter.show_run(made.run)
    assert made.questions.dropped == [1]
    assert len(made.questions.asked) == 2
    made.questions.asked[1][2]("坏了")
    assert made.failed == ["坏了"]


def test_a_run_without_any_of_it_says_why_its_rating_is_provisional(made):
    made.presenter.open()
    made.questions.asked[0][1](Voices())
    assert made.tabs.hotline.last["show_missing"][0]
    assert made.shown[-1] is None
    provisional = SimpleNamespace(communities=[SimpleNamespace(provisional=True), SimpleNamespace(provisional=False)])
    assert "1 个社区的星级为暂评" in rating_words(provisional)
