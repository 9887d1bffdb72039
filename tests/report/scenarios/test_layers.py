"""Layers of a scenario: communities with what changes, facilities that differ; what is not known or does not apply is missing."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from tests.report.scenarios.results import scenario
from xc_gis.report.scenarios.layers import changed_communities, changed_facilities, write_scenario_layers

DEGREES = "EPSG:4326"


@pytest.fixture
def communities():
    return gpd.GeoDataFrame(
        {"community_id": ["C2", "C1"], "name": ["东", "西"], "subdistrict": ["甲", "甲"], "residents": [1, 2]},
        geometry=[shapely.box(117.0, 39.9, 117.1, 40.0), None], crs=DEGREES, index=[7, 3],
    )  # fmt: skip


def facilities(rows):
    names, kinds, statuses, points = zip(*rows, strict=True)
    shapes = [None if point is None else shapely.Point(point) for point in points]
    return gpd.GeoDataFrame(
        {"facility_id": names, "name": [f"n{name}" for name in names], "type": kinds, "status": statuses},
        geometry=shapes,
        crs=DEGREES,
    )


BEFORE = facilities(
    [("A", "CHS", "open", (117, 39)), ("B", "CHS", "open", (117, 39)), ("C", "CHS", "open", (117, 39)), ("D", "CHS", "closed", (117, 39)),
     ("E", "CHS", "open", None), ("F", "CHS", "open", None), ("G", "CVS", "open", (118, 39)), ("H", "CVS", "closed", (118, 39))]
)  # fmt: skip
AFTER = facilities(
    [("A", "CHS", "open", (117, 39)), ("B", "CHS", "open", (117.5, 39)), ("C", "CHS", "closed", (117, 39)), ("D", "CHS", "open", (117, 39)),
     ("E", "CHS", "open", None), ("F", "CHS", "open", (116, 39)), ("NEW-1", "CAN", "open", (119, 39)), ("H", "CVS", "closed", (118, 39))]
)  # fmt: skip


def test_facilities_that_differ_are_told_by_what_happens_to_them():
    found = changed_facilities(BEFORE, AFTER).set_index("facility_id")
    assert found["change"].to_dict() == {
        "B": "moved",
        "C": "closed",
        "D": "opened",
        "F": "moved",
        "NEW-1": "added",
        "G": "closed",
    }
    assert (found.geometry["B"].x, found["from_lon"]["B"], found["from_lat"]["B"]) == (117.5, 117, 39)
    assert found["from_lon"].drop("B").isna().all()
    assert (found.geometry["G"].x, found["name"]["G"], found["type"]["NEW-1"]) == (118, "nG", "CAN")
    assert (found["status"]["C"], found["status"]["D"]) == ("closed", "open")


def test_communities_have_their_stars_and_a_change_for_each_category(communities):
    found = changed_communities(communities, scenario("甲").effects, ["MED", "ELD"])
    assert list(found.columns) == [
        "community_id",
        "name",
        "subdistrict",
        "stars_before",
        "stars_after",
        "newly_MED",
        "change_MED",
        "geometry",
    ]
    assert found["community_id"].tolist() == ["C2", "C1"]
    first, second = found.to_dict("records")
    assert pd.isna([first["stars_before"], first["stars_after"], first["newly_MED"], first["change_MED"]]).all()
    assert (second["stars_before"], second["stars_after"], second["newly_MED"], second["change_MED"]) == (2, 3, 12, 12)


def test_both_are_layers_of_one_file_with_the_same_bytes_each_time(communities, tmp_path):
    for name in ("a.gpkg", "b.gpkg"):
        write_scenario_layers(tmp_path / name, communities, (BEFORE, AFTER), scenario("甲").effects, ["MED"])
    assert (tmp_path / "a.gpkg").read_bytes() == (tmp_path / "b.gpkg").read_bytes()
    assert len(gpd.read_file(tmp_path / "a.gpkg", layer="facilities")) == 6
    nothing = changed_facilities(BEFORE, BEFORE)
    assert (len(nothing), nothing.crs.to_epsg()) == (0, 4326)
    write_scenario_layers(tmp_path / "c.gpkg", communities, (BEFORE, BEFORE), scenario("甲").effects, ["MED"])
    assert gpd.read_file(tmp_path / "c.gpkg", layer="facilities").empty
