"""Satisfaction on the page without a window: few answers are not known and not zero."""

import pytest

from tests.fixtures.voiced_run import Calls, voiced
from xc_gis.ui.presenters.voices.satisfaction_presenter import SatisfactionPresenter


@pytest.fixture
def made(voiced_run):
    run, voices = voiced(voiced_run)
    tab, tables, shown = Calls(), Calls(), []
    presenter = SatisfactionPresenter(tab, tables, lambda record, category: shown.append((record, category)))
    presenter.show_run(run, voices.satisfaction)
    presenter.show_again()
    return presenter, tab.last, tables.last, shown


def test_all_services_together_come_first(made):
    presenter, tab, tables, shown = made
    assert [key for key, _ in tab["show_choices"][0]] == ["ALL", "MED"]
    assert tab["show_facts"][0] == ["1 / 2 个社区的满意度可以下结论"]
    assert shown[-1][0]["of"]["C1"]["words"] == "满意度 80.0%（71.1–86.7%）"
    assert "C2" not in shown[-1][0]["of"]
    presenter.choose_category("MED")
    assert shown[-1][0]["of"]["C1"]["row"] is None
    assert shown[-1][1] == "MED"
    assert [cell.text for cell in tables["show_table"][0].rows[0].cells][2:4] == ["12", "—"]


def test_a_community_is_told_with_its_intervals(made, voiced_run):
    presenter, tab, _, _ = made
    presenter.choose_community(voiced(voiced_run)[0].by_id["C1"])
    assert [bar.value for bar in tab["show_bars"][0]] == [0.8, None]
    assert tab["show_detail"][0].lines[1].endswith("有效问卷不足，只有区间")
    presenter.choose_community(voiced(voiced_run)[0].by_id["C2"])
    assert tab["show_detail"][0].lines == ("没有调查",)


def test_a_study_without_it_is_told_what_would_feed_it(voiced_run):
    tab = Calls()
    presenter = SatisfactionPresenter(tab, Calls(), lambda _record, _category: None)
    presenter.show_run(voiced(voiced_run)[0], None)
    presenter.show_again()
    assert "满意度表" in tab.last["show_missing"][0]
