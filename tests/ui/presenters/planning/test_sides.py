"""Scenarios side by side as cells: costs in ten thousand yuan, unknown ages as words."""

from xc_gis.ui.presenters.planning.planning_view import SideRow
from xc_gis.ui.presenters.planning.sides import cells_of


def test_figures_stand_in_the_order_of_the_headings():
    row = SideRow("甲", 2, "", 1234.0, None, 0.0, 3, 1, 125_000.0)
    assert cells_of(row) == ("甲", "2", "1,234", "年龄不明", "0", "3", "1", "12.5")


def test_a_sum_of_which_a_part_is_missing_says_so_and_a_large_one_keeps_its_figures():
    assert cells_of(SideRow("甲", 2, "", 0.0, 0.0, 0.0, 0, 0, 125_000.0, 1))[-1] == "12.5（另有 1 项未填）"
    assert cells_of(SideRow("甲", 1, "", 0.0, 0.0, 0.0, 0, 0, 1_234_567_800.0))[-1] == "123,456.78"


def test_a_cost_that_nobody_stated_is_said_and_an_empty_scenario_costs_nothing_to_speak_of():
    assert cells_of(SideRow("甲", 1, "", 0.0, 0.0, 0.0, 0, 0))[-1] == "未填"
    assert cells_of(SideRow("空", 0, "没有改动")) == ("空", "0", "没有改动", "", "", "", "", "")
