"""A table of rows to choose: one at a time, nothing to edit, Tab leaves it, its wide column takes the room."""

import pytest
from PyQt5.QtCore import Qt
from PyQt5.QtWidgets import QHeaderView, QLineEdit, QTableWidgetItem, QVBoxLayout, QWidget

from xc_gis.ui.widgets.row_table import row_table


@pytest.fixture
def table(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    made, after = row_table(("甲", "乙", "丙"), "三列", wide=1, row_px=30), QLineEdit()
    layout = QVBoxLayout(page)
    layout.addWidget(made)
    layout.addWidget(after)
    made.setRowCount(3)
    for n in range(9):
        made.setItem(n // 3, n % 3, QTableWidgetItem(str(n)))
    page.resize(500, 300)
    page.show()
    yield made
    page.close()


def test_one_row_is_chosen_at_a_time_and_whole(table):
    table.selectRow(0)
    table.selectRow(2)
    assert {(item.row(), item.column()) for item in table.selectedItems()} == {(2, 0), (2, 1), (2, 2)}


def test_a_double_click_edits_nothing_and_tab_is_no_step_to_the_next_cell(table, qtbot):
    place = table.visualItemRect(table.item(1, 1)).center()
    qtbot.mouseClick(table.viewport(), Qt.LeftButton, pos=place)
    qtbot.mouseDClick(table.viewport(), Qt.LeftButton, pos=place)
    assert not table.isPersistentEditorOpen(table.item(1, 1))
    assert table.state() == table.NoState
    assert not table.tabKeyNavigation()


def test_the_wide_column_takes_the_room_and_rows_are_as_high_as_asked(table):
    widths = [table.columnWidth(column) for column in range(3)]
    assert widths[1] > widths[0] + widths[2]
    assert table.horizontalHeader().sectionResizeMode(1) == QHeaderView.Stretch
    assert table.rowHeight(0) == 30
    assert table.verticalHeader().isHidden()
    assert table.accessibleName() == "三列"
