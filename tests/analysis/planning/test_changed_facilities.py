"""Rows of facilities that are added, moved, closed, or of another status; what was read stays."""

import json

import geopandas as gpd
import numpy as np
import pytest
import shapely

from xc_gis.analysis.planning.change_faults import NumberedChange
from xc_gis.analysis.planning.changed_facilities import changed_facilities, refuse_none_left
from xc_gis.errors import InputError
from xc_gis.frames import FACILITIES, check_frame
from xc_gis.model.changes import AddFacility, ChangeFacility, CloseFacility, MoveFacility
from xc_gis.standard import load_standard
from xc_gis.units import ANALYSIS_CRS

STANDARD = load_standard("xicheng-ykz-default")


def facilities():
    return gpd.GeoDataFrame(
        {"facility_id": ["B", "D"], "type": ["CHS", "PRK"], "name": ["乙", "丁"], "address": "", "status": ["open", "open"], "serves": "",
         "sources": "[]", "crs_in": "EPSG:4326", "building": [False, True], "hours": "", "home_visit": "", "phone": "", "booking": "", "capacity": np.nan, "floor_area": np.nan},
        geometry=[shapely.Point(1, 1), shapely.box(5, 5, 9, 9)], crs=ANALYSIS_CRS,
    )  # fmt: skip


def changed(*changes):
    numbered = [NumberedChange(change, n, "s.toml") for n, change in enumerate(changes, 1)]
    before = facilities()
    found = changed_facilities(before, numbered, STANDARD, lambda one: np.array([50.0, 10.0 * one.number]))
    assert before.equals(facilities()), "what was read stays"
    check_frame(found, FACILITIES, crs=ANALYSIS_CRS)
    return found


def test_rows_are_added_in_the_order_of_ids_with_what_they_come_from():
    found = changed(
        AddFacility(type="CVS", id="C", name="新店", place="B"), AddFacility(type="CVS", id="A", place="B", status="planned")
    )
    assert found["facility_id"].tolist() == ["A", "B", "C", "D"]
    assert found["status"].tolist() == ["planned", "open", "open", "open"]
    assert found["name"].tolist() == ["A", "乙", "新店", "丁"]
    assert json.loads(found["sources"][2]) == [{"file": "s.toml", "row": 1}]
    assert found.geometry[2].coords[0] == (50, 10)


def test_what_moves_is_a_point_without_doors():
    found = changed(MoveFacility(facility="D", place="B"))
    assert (found.geometry[1].geom_type, found.geometry[1].coords[0]) == ("Point", (50, 10))
    assert not found["building"][1]


def test_status_changes_and_hours_alone_change_hours_alone():
    found = changed(CloseFacility(facility="B"), ChangeFacility(facility="D", status="planned"))
    assert found["status"].tolist() == ["closed", "planned"]
    longer = changed(ChangeFacility(facility="D", hours="24/7"))
    assert longer["hours"].tolist() == ["", "24/7"]
    assert longer.assign(hours="").equals(facilities())


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (CloseFacility(facility="X"), "没有设施 “X”"),
        (ChangeFacility(facility="X", hours="24/7"), "没有设施"),
        (AddFacility(type="CHZ", id="N", place="B"), "CHZ.*CHS"),
    ],
)
def test_what_is_not_known_is_told(change, words):
    with pytest.raises(InputError, match=words):
        changed(change)


def test_a_scenario_that_leaves_no_open_facility_is_refused():
    none = changed(CloseFacility(facility="B"), CloseFacility(facility="D"))
    with pytest.raises(InputError, match="全部 2 处"):
        refuse_none_left(facilities(), none, "s.toml")
    refuse_none_left(facilities(), changed(CloseFacility(facility="B")), "s.toml")
    refuse_none_left(none, none, "s.toml")


def test_hours_of_a_scenario_take_the_place_of_those_of_the_list():
    longer = NumberedChange(ChangeFacility(facility="B", hours="周一至周五 8:30-21:00", status="closed"), 1, "方案")
    found = changed_facilities(facilities(), [longer], STANDARD, lambda _: np.zeros(2)).set_index("facility_id")
    assert found.loc["B", "hours"] == "周一至周五 8:30-21:00"
    assert found.loc["B", "status"] == "closed"
    assert found.loc["D", "hours"] == ""


def test_hours_of_a_scenario_that_nobody_can_read_are_refused_with_the_reason():
    wrong = NumberedChange(ChangeFacility(facility="B", hours="8:30-5:30"), 1, "方案")
    with pytest.raises(InputError, match="次日"):
        changed_facilities(facilities(), [wrong], STANDARD, lambda _: np.zeros(2))
