"""Figures that follow from a plan."""

from tests.report.next_star.five_results import result, unreachable


def test_five_today_and_then_and_what_each_alone_would_cost():
    assert (result().five_today, result().five_after, result().alone) == (1, 3, 5.0)
    assert (unreachable().five_today, unreachable().five_after) == (1, 1)
