"""The survey on the page without a window: statistics of a base, an item on the map, the matrix filtered, what a community lacks."""

import pytest

from tests.fixtures.voiced_run import Calls, voiced
from xc_gis.ui.presenters.voices.survey_presenter import SurveyPresenter


@pytest.fixture
def made(voiced_run):
    run, voices = voiced(voiced_run)
    tab, tables, shown = Calls(), Calls(), []
    presenter = SurveyPresenter(tab, tables, lambda record, category: shown.append((record, category)))
    presenter.show_run(run, voices.survey)
    presenter.show_again()
    return presenter, tab.last, tables.last, shown


def test_matrix_and_statistics_of_the_base_come_first(made):
    presenter, tab, tables, shown = made
    assert tables["show_matrix"][0].letters == ("yyy", "yny")
    bars = {bar.words: bar.value for bar in tab["show_bars"][0]}
    assert bars["各社区都提供的项目"] == pytest.approx(2 / 3, abs=1e-6)
    presenter.choose_base("item")
    assert {bar.words: bar.value for bar in tab["show_bars"][0]}["各社区都提供的项目"] == 0.5
    assert shown[-1][0]["of"]["C1"]["words"] == "提供 100.0%"


def test_an_item_that_is_chosen_is_on_the_map(made):
    presenter, tab, tables, shown = made
    presenter.choose_item(1)
    assert shown[-1][0]["name"] == "推荐：是否提供"
    assert shown[-1][0]["of"]["C2"]["words"] == "不提供"
    presenter.choose_theme("satisfaction")
    assert shown[-1][0]["of"]["C1"]["words"] == "满意度 80.0%"
    assert shown[-1][0]["of"]["C2"]["row"] is None
    assert tables["show_matrix"][1] == "satisfaction"
    assert tab["show_choices"][3] == ("subitem", "satisfaction", "1")


def test_the_matrix_is_exported_as_it_is_filtered(made):
    presenter, _, tables, _ = made
    presenter.filter_by("", "东社")
    assert len(tables["show_matrix"][0].communities) == 1
    assert len(presenter.current_table().rows) == 1
    presenter.choose_table("communities")
    assert len(tables["show_table"][0].rows) == 2


def test_a_community_is_told_with_what_it_lacks(made, voiced_run):
    presenter, tab, tables, _ = made
    presenter.choose_community(voiced(voiced_run)[0].by_id["C2"])
    lines = tab["show_detail"][0].lines
    assert lines[0] == "提供 2 个，不提供 1 个，不清楚 0 个"
    assert lines[-1] == "不提供：推荐"
    assert tables["select"] == ("C2", "")


def test_a_study_without_a_survey_is_told_what_would_feed_it(voiced_run):
    tab, tables = Calls(), Calls()
    presenter = SurveyPresenter(tab, tables, lambda _record, _category: None)
    presenter.show_run(voiced(voiced_run)[0], None)
    presenter.show_again()
    assert "服务目录" in tab.last["show_missing"][0]
