"""Which scenarios the quick path takes, and what it is told of them."""

import pytest

from xc_gis.model.changes import AddFacility, AddPath, ChangeFacility, CloseFacility, MoveFacility, Scenario
from xc_gis.ui.workers.planning_effect import known, quick_changes
from xc_gis.units import ANALYSIS_CRS

AT = (116.36, 39.91)


def changes(*made):
    return quick_changes(Scenario("甲", made), ANALYSIS_CRS, {"F1": "open", "F2": "planned", "NEW-1": "open"})


def test_facilities_at_a_place_are_given_in_metres_with_ids_that_are_free():
    found = changes(
        AddFacility(type="CHS", at=AT),
        AddFacility(type="CHS", at=AT),
        AddFacility(type="CHS", at=AT, id="X"),
        MoveFacility(facility="F1", at=AT),
    )
    assert [one.facility_id for one in found.added] == ["NEW-2", "NEW-3", "X"]
    assert (found.moved[0].facility_id, found.moved[0].x_m) == ("F1", found.added[0].x_m)
    assert changes(CloseFacility(facility="F1")).closed == ("F1",)


@pytest.mark.parametrize(
    ("facility", "status", "closed", "opened"),
    [
        ("F1", "closed", ("F1",), ()),
        ("F1", "planned", ("F1",), ()),
        ("F1", "open", (), ()),
        ("F2", "open", (), ("F2",)),
        ("F2", "closed", (), ()),
        ("F9", "open", (), ("F9",)),
        ("F9", "closed", ("F9",), ()),
    ],
)
def test_another_status_opens_or_closes_where_it_is_another(facility, status, closed, opened):
    found = changes(ChangeFacility(facility=facility, status=status))
    assert (found.closed, found.opened) == (closed, opened)


@pytest.mark.parametrize(
    "change",
    [
        AddPath(line=(AT, (116.37, 39.91))),
        AddFacility(type="CHS", place="F1"),
        AddFacility(type="CHS", at=AT, status="planned"),
        MoveFacility(facility="F1", place="D1"),
    ],
)
def test_everything_else_takes_the_whole_way(change):
    assert changes(CloseFacility(facility="F1"), change) is None


def test_what_nobody_knows_is_none_and_a_zero_stays():
    assert (known(float("nan")), known(0.0)) == (None, 0.0)
