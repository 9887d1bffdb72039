"""Names of a table stay readable: the column takes what is left, and where too little is the table is scrolled."""

import pytest
from PyQt5.QtWidgets import QTableWidget, QTableWidgetItem

from tests.fixtures.map_page import WAIT_MS
from xc_gis.ui.planning.side_table import SideTable
from xc_gis.ui.presenters.planning.planning_view import SideRow
from xc_gis.ui.widgets.name_column import NAME_PX, NameColumn
from xc_gis.wording import window


def table_of(qtbot, name, width):
    table = QTableWidget(1, 3)
    qtbot.addWidget(table)
    table.setHorizontalHeaderLabels(["名称", "一个很长很长的列名", "另一个很长的列名"])
    for n, words in enumerate((name, "1", "2")):
        table.setItem(0, n, QTableWidgetItem(words))
    header = table.horizontalHeader()
    header.setSectionResizeMode(header.ResizeToContents)
    names = NameColumn(table)
    table.resize(width, 120)
    table.show()
    names.fit()
    return table


def test_a_wide_table_gives_names_all_that_is_left_and_is_not_scrolled(qtbot):
    table = table_of(qtbot, "北区", 900)
    assert table.horizontalScrollBar().maximum() == 0
    assert table.columnWidth(0) > NAME_PX
    before = table.columnWidth(0)
    table.resize(1000, 120)
    qtbot.waitUntil(lambda: table.columnWidth(0) == before + 100, timeout=WAIT_MS)


@pytest.mark.parametrize(("name", "whole"), [("北区", True), ("很长的名称" * 20, False)])
def test_a_narrow_table_shows_a_short_name_whole_and_enough_of_a_long_one(qtbot, name, whole):
    table = table_of(qtbot, name, 120)
    assert table.columnWidth(0) >= (table.sizeHintForColumn(0) if whole else NAME_PX)
    assert table.horizontalScrollBar().maximum() > 0


def test_scenarios_side_by_side_can_be_told_apart_in_english(qtbot):
    before = window.language()
    window.use("en")
    try:
        side = SideTable()
        qtbot.addWidget(side)
        side.resize(640, 200)
        side.show_rows([SideRow("Scenario of the north with a canteen", 3, "", 1234.0, 400.0, 0.0, 2, 0, 300000.0)], 0)
        side.show()
        assert side.table.columnWidth(0) >= NAME_PX
        assert side.table.item(0, 0).toolTip() == "Scenario of the north with a canteen"
    finally:
        window.use(before)
