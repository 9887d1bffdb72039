"""The hotline on the page without a window: choices, quadrants that filter, the map's theme, the community that is chosen."""

import pytest

from tests.fixtures.voiced_run import Calls, voiced
from xc_gis.ui.presenters.voices.hotline_presenter import HotlinePresenter


@pytest.fixture
def made(voiced_run):
    run, voices = voiced(voiced_run)
    tab, tables, shown = Calls(), Calls(), []
    presenter = HotlinePresenter(tab, tables, lambda record, category: shown.append((record, category)))
    presenter.show_run(run, voices.hotline)
    presenter.show_again()
    return presenter, tab.last, tables.last, shown


def test_all_tickets_come_first(made):
    _, tab, tables, shown = made
    categories, themes, category, theme = tab["show_choices"]
    assert [key for key, _ in categories] == ["ALL", "MED", "VEG"]
    assert [key for key, _ in themes] == ["per_10k", "hot"]  # no quadrant of all services together
    assert (category, theme) == ("ALL", "per_10k")
    assert tab["show_facts"][0][0] == "2025-07 至 2026-06 共 39 件，每万人 {} 件".format(tab["show_facts"][0][0].split()[-2])
    assert tables["show_table"][0].title == "热线 全部诉求"
    assert shown[-1][0]["name"] == "全部诉求：每万人诉求量"
    assert shown[-1][1] == ""


def test_a_quadrant_shows_its_rows_alone_and_again_all(made):
    presenter, tab, tables, shown = made
    presenter.choose_category("VEG")
    assert shown[-1][1] == "VEG"
    sums = tab["show_quadrants"][0]
    key = next(key for key, one in sums.items() if one.pairs)
    presenter.choose_quadrant(key)
    assert tables["show_names"][1] == "pairs"
    assert {row.group for row in tables["show_table"][0].rows} == {key}
    assert tables["show_group"][0].startswith("只看：")
    assert shown[-1][0]["name"].endswith("需求与缺口")
    presenter.choose_quadrant(key)
    assert tables["show_group"] == ("",)
    assert len(tables["show_table"][0].rows) == 2


def test_another_table_and_another_theme_leave_the_quadrant(made):
    presenter, tab, tables, shown = made
    presenter.choose_category("VEG")
    presenter.choose_quadrant("fine")
    presenter.choose_theme("pressure")
    assert shown[-1][0]["name"].endswith("诉求压力")
    assert tables["show_group"] == ("",)
    presenter.choose_table("priorities")
    assert tables["show_names"][1] == "priorities"
    presenter.choose_category("ALL")
    assert tab["show_choices"][3] == "per_10k"  # pressure is not one of all tickets


def test_a_row_of_another_service_colours_the_map_and_keeps_the_table(made):
    presenter, _, tables, shown = made
    presenter.choose_table("pairs")
    before = tables["show_table"]
    presenter.choose_row("VEG")
    assert shown[-1][1] == "VEG"
    assert shown[-1][0]["name"].endswith("需求与缺口")
    assert tables["show_table"] is before


def test_the_community_is_told_with_its_services(made, voiced_run):
    presenter, tab, tables, _ = made
    presenter.choose_community(voiced(voiced_run)[0].by_id["C2"])
    detail = tab["show_detail"][0]
    assert detail.title.startswith("东社区")
    assert detail.keys == ("MED", "VEG")
    assert [row[1] for row in detail.rows] == ["不显示", "不显示"]
    assert tables["select"][0] == "C2"


def test_a_study_without_a_hotline_is_told_what_would_feed_it(voiced_run):
    run, _ = voiced(voiced_run)
    tab, tables, shown = Calls(), Calls(), []
    presenter = HotlinePresenter(tab, tables, lambda record, _category: shown.append(record))
    presenter.show_run(run, None)
    presenter.show_again()
    assert "热线工单表" in tab.last["show_missing"][0]
    assert tables.last["show_names"] == ((), "")
    assert shown == [None]
