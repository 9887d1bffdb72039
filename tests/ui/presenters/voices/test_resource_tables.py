"""Tables of resources on the page: kinds by subdistrict, communities of a kind, entries; what was not surveyed is never zero."""

from dataclasses import replace

import pytest

from tests.fixtures.voiced_run import voiced
from xc_gis.runs.resources import KindCount
from xc_gis.ui.presenters.voices.cells import UNKNOWN, filtered
from xc_gis.ui.presenters.voices.resource_tables import communities_table, entries_table, kinds_table, rate_cell


@pytest.fixture(scope="module")
def made(voiced_run):
    run, voices = voiced(voiced_run)
    return run, voices.resources


def texts(row):
    return [cell.text for cell in row.cells]


def test_kinds_have_the_district_and_each_subdistrict(made):
    table = kinds_table(made[1].census)
    assert table.headings[:5] == ("组别", "资源种类", "全区", "每万人", "已知社区")
    rows = {row.category: row for row in table.rows}
    assert texts(rows["社区社会组织"])[2] == "13"
    assert texts(rows["社区服务站"])[4] == "1 / 2"
    assert texts(rows["公共厕所"])[2:4] == ["0", "0.0"]
    unknown = rows["品牌社会组织"].cells[2]
    assert (unknown.kind, unknown.order, unknown.value) == (UNKNOWN, None, "没有调查")
    assert all(len(row.cells) == len(table.headings) for row in table.rows)


def test_a_filter_by_subdistrict_leaves_kinds_and_words_find_them(made):
    table = kinds_table(made[1].census)
    assert filtered(table, subdistrict="甲街道").rows == table.rows
    assert [row.category for row in filtered(table, words="厕所").rows] == ["公共厕所"]


def test_communities_of_a_kind(made):
    run, resources = made
    table = communities_table(run, resources.census.communities, "社区服务站")
    assert [(row.community, row.cells[2].text) for row in table.rows] == [("C1", "1"), ("C2", "没有调查")]


def test_without_residents_the_rate_is_unknown_and_the_count_stands():
    one = KindCount("C1", "k", "facility", 1, 1, 3, None, 0)
    assert (rate_cell(one).text, rate_cell(one).kind) == ("—", UNKNOWN)
    assert rate_cell(replace(one, count=None)).text == "没有调查"


def test_entries_are_found_by_any_word(made):
    run, resources = made
    table = entries_table(run, resources.directory)
    (found,) = filtered(table, words="010-2").rows
    assert (found.community, texts(found)[2], texts(found)[8]) == ("C2", "东便利店", "不可以")
    assert texts(table.rows[2])[8] == "未知"
    assert table.rows[2].cells[8].value is None
