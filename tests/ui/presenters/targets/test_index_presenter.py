"""Indices on the page without a window: ranks with ties, the radar's figures, a dimension on the map; unknown stays unknown."""

from dataclasses import replace

import pytest

from tests.fixtures.followed_run import followed
from tests.fixtures.voiced_run import Calls
from xc_gis.runs.targets import IndexRow, Targets
from xc_gis.ui.presenters.targets.index_presenter import DIMENSIONS, IndexPresenter, axes_words
from xc_gis.ui.presenters.voices.cells import UNKNOWN


def row_of(area, dimension, index, rank, low=None, high=None):
    level = "district" if area == "ALL" else "subdistrict"
    return IndexRow("qiyou-wuxing", level, area, dimension, index, low, high, 1.0, rank)


ROWS = (
    row_of("ALL", "ALL", 50.0, None, 50.0, 50.0), row_of("甲街道", "ALL", 99.96, 1, 99.96, 99.96), row_of("乙街道", "ALL", 40.0, 2, 40.0, 60.0), row_of("丙街道", "ALL", 40.0, 2, 40.0, 40.0),
    row_of("丁街道", "ALL", None, None), row_of("ALL", "便利性", 30.0, None), row_of("甲街道", "便利性", None, None, 10.0, 90.0), row_of("乙街道", "便利性", 0.0, 1), row_of("ALL", "安全性", 20.0, 1),
    row_of("甲街道", "安全性", 25.0, 1), row_of("ALL", "宜居性", 5.0, 1), row_of("甲街道", "宜居性", 5.0, 1),
)  # fmt: skip


@pytest.fixture
def made(followed_run):
    run, targets = followed(followed_run[1])
    tab, tables, shown = Calls(), Calls(), []
    presenter = IndexPresenter(tab, tables, lambda record, _category: shown.append(record))
    presenter.show_run(run, Targets(targets.lists, (), (), ROWS))
    presenter.show_again()
    return presenter, tab.last, tables.last, shown


def test_ranks_with_ties_the_district_last_and_a_gap_that_is_no_zero(made):
    presenter, *_ = made
    rows = presenter.current_table().rows
    assert [row.cells[0].text for row in rows] == ["甲街道", "丙街道", "乙街道", "丁街道", "全区"]
    assert [row.cells[1].text for row in rows] == ["1", "并列 2", "并列 2", "未知", "—"]
    assert rows[0].cells[2].text == "99.9"
    assert rows[2].cells[3].text == "40.0–60.0"
    assert rows[3].cells[2].kind == UNKNOWN
    presenter.choose_table(DIMENSIONS)
    first = presenter.current_table().rows[0]
    assert (first.cells[1].text, first.cells[3].text, first.category) == ("乙街道", "0.0", "乙街道|便利性")


def test_the_radar_holds_a_subdistrict_against_the_district(made):
    presenter, tab, tables, _ = made
    axes, chosen, whole = tab["show_radar"]
    assert (chosen, whole) == ("甲街道", "全区")
    assert [(one.words, one.chosen, one.whole) for one in axes] == [
        ("便利性", None, 30.0),
        ("安全性", 25.0, 20.0),
        ("宜居性", 5.0, 5.0),
    ]
    assert axes_words(axes[:1], chosen, whole) == "便利性 甲街道 未知 全区 30.0"
    presenter.choose_row("乙街道")
    assert tab["show_radar"][1] == "乙街道"
    assert tables["select"] == ("", "乙街道")
    assert tab["show_detail"][0].rows[0] == ("便利性", "0.0", "1", "30.0")


def test_a_dimension_is_on_the_map_by_subdistrict(made, followed_run):
    presenter, tab, _, shown = made
    assert shown[-1]["name"].endswith("总指数")
    presenter.choose_row("甲街道|安全性")
    assert shown[-1]["name"].endswith("安全性")
    assert tab["show_choices"][3][2] == "安全性"
    run, _ = followed(followed_run[1])
    assert all(one["row"] == 0 for one in shown[-1]["of"].values())
    assert set(shown[-1]["of"]) == {c.community_id for c in run.communities if c.subdistrict == "甲街道"}
    presenter.choose_dimension("便利性")
    assert shown[-1]["of"]["C1"] == {"row": None, "words": "甲街道 未知（10.0–90.0）"}


def test_the_community_chosen_leads_to_its_subdistrict(made, followed_run):
    presenter, tab, *_ = made
    run, _ = followed(followed_run[1])
    presenter.choose_community(replace(run.by_id["C1"], subdistrict="丁街道"))
    assert tab["show_radar"][1] == "丁街道"
    presenter.choose_community(replace(run.by_id["C1"], subdistrict="无此街道"))
    assert presenter.area == "丁街道"


def test_without_indices_the_page_says_what_to_add(followed_run):
    run, targets = followed(followed_run[1])
    tab, tables = Calls(), Calls()
    presenter = IndexPresenter(tab, tables, lambda _record, _category: None)
    presenter.show_run(run, Targets(targets.lists))
    presenter.show_again()
    assert "qiyou-wuxing" in tab.last["show_missing"][0]
    assert tables.last["show_names"] == ((), "")
