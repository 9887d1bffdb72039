"""Net changes of a community, assigned by hand."""

import pytest

from xc_gis.runs.compare.flows import Counts, Flow, flow, total


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ((60, 40, 0), (75, 25, 0), Flow(gained=15)),
        ((60, 40, 0), (50, 50, 0), Flow(lost=10)),
        ((60, 0, 40), (60, 40, 0), Flow(found_gap=40)),  # a survey found a gap: nobody lost anything
        ((60, 0, 40), (90, 10, 0), Flow(found_gap=10, found_covered=30)),
        ((60, 40, 0), (60, 10, 30), Flow(gap_unsure=30)),  # a gap that is unknown now was not closed
        ((60, 40, 0), (20, 40, 40), Flow(covered_unsure=40)),
        ((50, 20, 30), (45, 45, 10), Flow(lost=5, found_gap=20)),
        ((50, 50, 0), (50, 70, 0), Flow(others=20)),  # twenty residents more
        ((50, 50, 0), (70, 20, 0), Flow(gained=20, others=-10)),
        ((1, 2, 3), (1, 2, 3), Flow()),
    ],
)  # fmt: skip
def test_a_net_change_is_told_apart_by_where_the_residents_were(before, after, expected):
    found = flow(Counts(*before), Counts(*after))
    assert found == expected
    assert after[1] - before[1] == found.lost + found.found_gap - found.gained - found.gap_unsure + found.others


def test_a_gain_here_does_not_hide_a_loss_there():
    both = total([flow(Counts(0, 10, 0), Counts(10, 0, 0)), flow(Counts(10, 0, 0), Counts(0, 10, 0))])
    assert both == Flow(gained=10, lost=10)
