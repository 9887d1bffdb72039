"""Records of what a scenario changes."""

import pytest

from xc_gis.model.changes import CloseFacility, total_cost


@pytest.mark.parametrize(("costs", "total"), [((None, None), None), ((None, 2.0, 3.0), 5.0), ((0.0,), 0.0), ((), None)])
def test_costs_that_nobody_said_are_no_zero(costs, total):
    assert total_cost(CloseFacility(facility="F", cost=cost) for cost in costs) == total
