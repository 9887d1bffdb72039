"""All changes of a scenario on the data that were read: places by id, areas last, several scenarios in their order."""

import pytest

from tests.fixtures.small_study import degrees, write_small_study
from xc_gis.analysis.planning.changed_study import changed_study
from xc_gis.errors import InputError
from xc_gis.model.changes import AddFacility, AddPath, CloseArea, CloseFacility, ClosePath, MoveFacility, Scenario
from xc_gis.operations.study import read_study


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return read_study(write_small_study(tmp_path_factory.mktemp("study")))


def lonlat(*places):
    return tuple((float(lon), float(lat)) for lon, lat in degrees(places))


def changed(study, *changes):
    return changed_study(study.data, study.streets, [Scenario("一", changes)], study.standard, study.settings)


def test_only_what_is_touched_changes(study):
    found = changed(study, CloseFacility(facility="F1"))
    assert found.only_facilities
    assert found.streets is study.streets
    assert found.data.demand is study.data.demand
    assert not changed(study, ClosePath(osm="way/1")).only_facilities


def test_places_are_those_of_the_study_whatever_moves(study):
    frame = study.data.facilities.set_index("facility_id")
    found = changed(
        study,
        MoveFacility(facility="F1", place="F2"),
        AddFacility(type="CHS", place="F1", id="A"),
        AddFacility(type="CHS", place="node/1", id="B"),
    ).data.facilities.set_index("facility_id")
    assert found.geometry["F1"].equals(frame.geometry["F2"])
    assert found.geometry["A"].equals(frame.geometry["F1"])
    corner = study.data.communities.total_bounds[:2]
    assert (found.geometry["B"].x, found.geometry["B"].y) == pytest.approx(tuple(corner), abs=0.02)
    with pytest.raises(InputError, match="D00x"):
        changed(study, AddFacility(type="CHS", place="D00x"))


def test_an_area_closes_what_is_drawn_in_it_whatever_comes_first(study):
    area = CloseArea(area=lonlat((20, -20), (180, -20), (180, 220), (20, 220)))
    path = AddPath(line=lonlat((100, 0), (100, 200)))
    for changes in ((area, path), (path, area)):
        found = changed(study, *changes)
        (drawn,) = [tags for way, _, tags in found.streets.ways if way == len(study.streets.ways) + 1]
        assert drawn["foot"] == "no"
        assert any("西站" in remark for remark in found.remarks)


def test_scenarios_that_are_tried_together_are_carried_out_in_their_order(study):
    both = [Scenario("一", (CloseFacility(facility="F1"),)), Scenario("二", (AddFacility(type="CHS", place="F1"),))]
    found = changed_study(study.data, study.streets, both, study.standard, study.settings)
    assert [(one.shown, one.number) for one in found.changes] == [("一", 1), ("二", 1)]
    assert dict(zip(found.data.facilities["facility_id"], found.data.facilities["status"], strict=True))["F1"] == "closed"
    assert "NEW-1" in set(found.data.facilities["facility_id"])
