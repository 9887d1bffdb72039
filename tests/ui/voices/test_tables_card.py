"""The card of tables: another table begins at its first row, the same one stays where it was."""

import pytest

from tests.fixtures.map_page import WAIT_MS
from xc_gis.ui.presenters.voices.cells import Cell, RowOf, VoiceTable
from xc_gis.ui.voices.tables_card import TablesCard


def table(*headings, rows=200):
    made = tuple(RowOf(tuple(Cell(f"{head}{n}") for head in headings), community=f"C{n}") for n in range(rows))
    return VoiceTable("表", headings, ("",) * len(headings), (False,) * len(headings), made)


@pytest.fixture
def card(qtbot):
    made = TablesCard()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    qtbot.waitExposed(made, timeout=WAIT_MS)
    made.show_names([("a", "甲"), ("b", "乙")], "a")
    made.show_table(table("社区", "人数", "类别", "街道", "来源", "项目", "压力", "地点", "编号"))
    return made


def scrolled(card):
    return card.view.verticalScrollBar().value(), card.view.horizontalScrollBar().value()


def test_another_table_begins_at_its_first_row_and_column(card):
    card.view.verticalScrollBar().setValue(80)
    card.view.horizontalScrollBar().setValue(card.view.horizontalScrollBar().maximum())
    assert min(scrolled(card)) > 0
    card.show_table(table("编号", "名称", "责任单位", "完成时限", "状态", "预算", "方案", "结果", "需求"))
    assert scrolled(card) == (0, 0)


def test_the_same_table_with_other_rows_stays_where_it_was(card):
    card.view.verticalScrollBar().setValue(80)
    card.show_table(table("社区", "人数", "类别", "街道", "来源", "项目", "压力", "地点", "编号", rows=190))
    assert scrolled(card)[0] == 80


def test_a_row_that_is_chosen_is_in_sight_in_another_table_too(card):
    card.view.verticalScrollBar().setValue(20)
    card.show_table(table("编号", "名称"))
    card.select("C150", "")
    at = card.view.visualRect(card.model.index(card.model.row_of("C150", ""), 0))
    assert card.view.viewport().rect().contains(at.center())
