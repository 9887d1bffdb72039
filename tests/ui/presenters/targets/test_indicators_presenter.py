"""Indicators on the page without a window: what stands where, what holds one back, the map by area; nothing known is never zero."""

from dataclasses import replace

import pytest

from tests.fixtures.followed_run import followed
from tests.fixtures.voiced_run import Calls
from xc_gis.runs.targets import Targets
from xc_gis.ui.presenters.targets.indicators_presenter import LACK, MET, IndicatorsPresenter
from xc_gis.ui.presenters.targets.target_tables import AREAS, DISTRICT_TABLE, SHORT
from xc_gis.ui.presenters.voices.cells import UNKNOWN

PLAN, SEVEN = "xicheng-plan-2021-2025", "qiyou-wuxing"


@pytest.fixture
def made(followed_run):
    """Presenter, what the tab and the tables were told last, and themes shown."""
    run, targets = followed(followed_run[1])
    tab, tables, shown = Calls(), Calls(), []
    presenter = IndicatorsPresenter(tab, tables, lambda record, _category: shown.append(record))
    presenter.show_run(run, targets)
    presenter.show_again()
    return presenter, tab.last, tables.last, shown


def texts(presenter, key):
    return next([cell.text for cell in row.cells] for row in presenter.current_table().rows if row.category == key)


def test_the_district_comes_first_with_figures_units_and_what_nobody_stated(made):
    presenter, tab, tables, _ = made
    assert [key for key, _ in tables["show_names"][0]] == [DISTRICT_TABLE, AREAS, SHORT]
    assert texts(presenter, "16|平安社区")[1:7] == [
        "平安街道和平安社区创建率 · 平安社区",
        "预期性",
        "未完成",
        "89.9 %",
        "≥ 90",
        "2025",
    ]
    row = next(row for row in presenter.current_table().rows if row.category == "13|")
    assert (row.cells[4].text, row.cells[4].kind, row.cells[4].value) == ("无数据", UNKNOWN, None)
    assert tab["show_facts"][0][0].startswith("共 ")


def test_a_forecast_stands_with_its_range_and_an_outlook(made):
    presenter, *_ = made
    forecast, outlook = texts(presenter, "24|")[9:11]
    assert "（" in forecast
    assert outlook


def test_who_holds_a_target_back_is_named_worst_first_and_coloured(made):
    presenter, tab, _, shown = made
    presenter.choose_list(SEVEN)
    presenter.choose_indicator("4|")
    detail = tab["show_detail"][0]
    assert detail.title.startswith("4 医疗卫生步行覆盖率")
    assert [row[2] for row in detail.rows] == ["4,986 人走不到", "2,320 人走不到"]
    assert detail.keys == ("C2", "C1")
    assert "怎样达到：再有 7,306 名居民走得到" in "".join(detail.lines)
    assert shown[-1]["name"] == "医疗卫生步行覆盖率 · 各处缺多少"
    assert shown[-1]["of"]["C2"]["words"] == "医疗卫生 4,986 人走不到"
    presenter.choose_theme(MET)
    assert {look["row"] for look in shown[-1]["of"].values()} == {1}
    assert shown[-1]["of"]["C2"]["words"].endswith("未完成，目标 ≥ 100")


def test_a_stated_figure_by_community_is_shown_by_community(made):
    presenter, tab, _, shown = made
    presenter.choose_indicator("18|")
    assert tab["show_choices"][3] == (PLAN, "18|", MET)
    looks = shown[-1]["of"]
    assert [looks[one]["row"] for one in ("C1", "C2")] == [0, 1]
    presenter.choose_table(AREAS)
    assert [row.community for row in presenter.current_table().rows] == ["C1", "C2"]


def test_an_indicator_of_the_district_alone_leaves_the_map_and_says_so(made):
    presenter, tab, _, shown = made
    presenter.choose_indicator("1|")
    assert shown[-1] is None
    assert tab["show_facts"][0][-1] == "所选的一项没有按区域的数，地图不上色。"
    presenter.choose_table(AREAS)
    assert presenter.current_table().foot == "这一项没有各街道和社区的数。"
    presenter.choose_table(SHORT)
    assert not presenter.current_table().rows


def test_the_community_that_is_chosen_says_where_it_stands(made, followed_run):
    presenter, tab, tables, _ = made
    run, _ = followed(followed_run[1])
    presenter.choose_list(SEVEN)
    presenter.choose_indicator("4|")
    presenter.choose_table(SHORT)
    presenter.choose_community(run.by_id["C2"])
    assert tab["show_detail"][0].lines[-1].startswith("所选社区 东社区：")
    assert tables["select"] == ("C2", "")


def test_rows_and_unknown_keys(made):
    presenter, *_ = made
    presenter.choose_row("24|")
    assert presenter.indicator == "24|"
    presenter.choose_indicator("999|")
    assert presenter.indicator == "24|"
    assert presenter.theme == LACK


def test_without_lists_the_page_says_what_to_add(followed_run):
    run, _ = followed(followed_run[1])
    tab, tables, shown = Calls(), Calls(), []
    presenter = IndicatorsPresenter(tab, tables, lambda record, _category: shown.append(record))
    presenter.show_run(run, Targets())
    presenter.show_again()
    assert "[[indicators]]" in tab.last["show_missing"][0]
    assert tables.last["show_names"] == ((), "")
    assert shown == [None]
    assert not presenter.current_table().rows


def test_an_empty_table_of_areas_names_the_one_where_they_stand(made, followed_run):
    presenter, tab, *_ = made
    run, targets = followed(followed_run[1])
    lacking = replace(targets.shortfalls[0], list_id=PLAN, number=8, level="subdistrict", area="甲街道", short_of="facility")
    presenter.show_run(run, replace(targets, shortfalls=(*targets.shortfalls, lacking)))
    told = set()
    for list_id in (PLAN, SEVEN):
        presenter.choose_list(list_id)
        for key, _ in list(tab["show_choices"][1]):
            presenter.choose_indicator(key)
            presenter.choose_table(SHORT)
            short = len(presenter.current_table().rows)
            presenter.choose_table(AREAS)
            table = presenter.current_table()
            if not table.rows:
                assert ("没有达到的区域" in table.foot) == bool(short), key
                assert not short or f"{short} 处" in table.foot
                told.add(bool(short))
    assert told == {True, False}
