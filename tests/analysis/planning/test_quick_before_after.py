"""Facilities before and after as changes of the quick path."""

import geopandas as gpd
import shapely

from xc_gis.analysis.planning.facility_changes import FacilityChanges, MovedFacility, NewFacility
from xc_gis.analysis.planning.quick_before_after import facility_changes


def frame(**rows):
    """``id = (status, x)``."""
    return gpd.GeoDataFrame(
        {"facility_id": list(rows), "type": "CHS", "status": [row[0] for row in rows.values()], "serves": ""},
        geometry=[shapely.Point(row[1], 0) for row in rows.values()], crs="EPSG:4548",
    )  # fmt: skip


BEFORE = frame(A=("open", 1), B=("closed", 2), C=("open", 3))


def test_each_kind_of_change_is_found():
    after = frame(A=("open", 9), B=("open", 2), C=("planned", 3), D=("open", 4), E=("planned", 5))
    assert facility_changes(BEFORE, after) == FacilityChanges(
        added=(NewFacility("D", "CHS", 4.0, 0.0),), moved=(MovedFacility("A", 9.0, 0.0),), closed=("C",), opened=("B",)
    )


def test_the_same_is_no_change_and_what_is_closed_may_move():
    assert facility_changes(BEFORE, BEFORE) == FacilityChanges()
    assert facility_changes(BEFORE, frame(A=("closed", 5), B=("closed", 7), C=("open", 3))) == FacilityChanges(closed=("A",))


def test_one_that_opens_elsewhere_is_left_to_a_whole_assessment():
    assert facility_changes(BEFORE, frame(A=("open", 1), B=("open", 7), C=("open", 3))) is None
