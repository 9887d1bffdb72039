"""How much more meets a target: counted by hand."""

import pytest

from tests.analysis.governance.test_computed_indicators import GROUND
from xc_gis.analysis.governance.computed_indicators import computed_values
from xc_gis.analysis.governance.shortfalls import Short, ShortPlace, areas_short, floor_area_short, people_short
from xc_gis.standard.indicator_list import Computed, Indicator


def one(target=100.0, comparison=">=", **how):
    return Indicator(
        number=1, group="甲", zh="乙", target=target, comparison=comparison, computed=Computed(**how) if how else None
    )


@pytest.mark.parametrize(
    ("target", "comparison", "have", "lacking", "low", "high"),
    [(100, ">=", 9, 6, 6, 6), (60, ">=", 9, 6, 0, 0), (60, ">", 9, 6, 1, 1), (80, ">=", 5, 4, 1, 7), (79.9, ">=", 11, 4, 1, 1)],
)
def test_areas_of_fifteen(target, comparison, have, lacking, low, high):
    assert areas_short(one(target, comparison), 15, have, lacking) == Short("areas", low, high)


def test_people_are_whole_and_unknown_ones_leave_a_range():
    assert people_short(one(90), 1000, 880, 70) == Short("people", 0, 20)
    assert people_short(one(95.05), 1000, 880, 70) == Short("people", 21, 71)


def test_floor_area_that_is_not_stated_may_be_enough():
    assert floor_area_short(one(1.1), 1000, 220, is_sure=True) == Short("floor_area", pytest.approx(880), pytest.approx(880))
    assert floor_area_short(one(1.1), 1000, 220, is_sure=False).low == 0


def test_less_is_better_and_no_target_have_no_such_figure():
    assert areas_short(one(8, "<"), 15, 9, 6) is None
    assert people_short(one(None), 10, 5, 5) is None


def test_every_place_that_falls_short_with_how_much():
    (found,) = computed_values(one(kind="areas_with_floor_area", types=("CSS",), at_least=350), GROUND)
    assert found.places == (ShortPlace("C4", 350.0, "floor_area"), ShortPlace("C2", 150.0, "floor_area"))
    assert found.short == Short("areas", 2, 3)
    (found,) = computed_values(one(kind="coverage", categories=("MED",)), GROUND)
    assert found.places == (ShortPlace("C3", 50.0, "people", "MED"), ShortPlace("C1", 20.0, "people", "MED"))
    assert found.short == Short("people", 70, 120)
    (found,) = computed_values(one(kind="areas_with", types=("SWS",), per="subdistrict"), GROUND)
    assert (found.places, found.short) == ((ShortPlace("甲街道", 1.0, "facility"),), Short("areas", 1, 2))
