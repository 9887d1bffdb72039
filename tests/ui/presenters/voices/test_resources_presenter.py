"""Resources on the page without a window: a kind chosen in a table, in the panel or on a community colours the map."""

import pytest

from tests.fixtures.voiced_run import Calls, voiced
from xc_gis.runs.resources import Resources
from xc_gis.ui.presenters.voices.resource_tables import COMMUNITIES, ENTRIES, KINDS, SUBKINDS
from xc_gis.ui.presenters.voices.resources_presenter import ResourcesPresenter


def presenter_of(run, resources):
    tab, tables, shown = Calls(), Calls(), []
    presenter = ResourcesPresenter(tab, tables, lambda record, _category: shown.append(record))
    presenter.show_run(run, resources)
    presenter.show_again()
    return presenter, tab.last, tables.last, shown


@pytest.fixture
def made(voiced_run):
    run, voices = voiced(voiced_run)
    return run, *presenter_of(run, voices.resources)


def test_kinds_come_first_and_all_tables_are_named(made):
    _, presenter, _, tables, _ = made
    assert presenter.table == KINDS
    assert [key for key, _ in tables["show_names"][0]] == [KINDS, COMMUNITIES, ENTRIES, SUBKINDS]


def test_a_row_chooses_its_kind_and_the_map_shows_it(made):
    _, presenter, tab, _, shown = made
    presenter.choose_row("社区服务站")
    assert tab["show_choices"][1] == "社区服务站"
    assert shown[-1]["name"] == "每万人资源数：社区服务站"
    assert shown[-1]["of"]["C1"]["row"] is not None
    assert shown[-1]["of"]["C2"] == {"row": None, "words": "没有调查"}
    assert tab["show_facts"][0][0].startswith("社区服务站：已知的 1 / 2 个社区共 1 个")
    presenter.choose_row("公共厕所")
    assert shown[-1]["of"]["C2"]["words"] == "没有"
    presenter.choose_row("品牌社会组织")
    assert tab["show_facts"][0][0] == "品牌社会组织：2 个社区都没有调查"


def test_the_table_of_communities_follows_the_kind_and_entries_choose_none(made):
    _, presenter, _, tables, _ = made
    presenter.choose_table(COMMUNITIES)
    presenter.choose_kind("公共厕所")
    assert tables["show_table"][0].title == "资源普查 公共厕所"
    presenter.choose_table(ENTRIES)
    presenter.choose_row("店")
    assert presenter.kind == "公共厕所"
    assert len(presenter.current_table().rows) == 3
    presenter.choose_table(SUBKINDS)
    assert [[cell.text for cell in row.cells][:3] for row in presenter.current_table().rows] == [
        ["医疗", "卫生", "1"],
        ["购物", "店", "2"],
    ]


def test_a_community_has_all_its_kinds(made):
    run, presenter, tab, _, _ = made
    presenter.choose_community(run.by_id["C2"])
    detail = tab["show_detail"][0]
    assert detail.lines == ("便民服务名录中有 2 条",)
    rows = {row[0]: row[1:] for row in detail.rows}
    assert rows["社区社会组织"][0] == "12"
    assert rows["社区服务站"] == ("没有调查", "没有调查")
    assert detail.keys == tuple(row[0] for row in detail.rows)


def test_a_directory_alone_has_its_table_and_no_theme(voiced_run):
    run, voices = voiced(voiced_run)
    presenter, tab, tables, shown = presenter_of(run, Resources(directory=voices.resources.directory))
    assert presenter.table == ENTRIES
    assert tab["show_choices"] == ([], "")
    assert shown == [None]
    assert len(tables["show_table"][0].rows) == 3


def test_a_study_without_them_is_told_how(voiced_run):
    _, tab, tables, _ = presenter_of(voiced(voiced_run)[0], Resources())
    assert "“资源普查”一步" in tab["show_missing"][0]
    assert tables["show_names"] == ((), "")
