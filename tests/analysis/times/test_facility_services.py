"""Which facility serves whom: open and placed ones, for everyone, their own community or their own subdistrict (method §5)."""

import geopandas as gpd
import pytest
import shapely

from xc_gis.analysis.times.facility_services import facility_services, home_communities
from xc_gis.settings import Settings
from xc_gis.standard import load_standard

STANDARD = load_standard("xicheng-ykz-default")  # CHS serves everyone, CSS its own community, SGC its own subdistrict
CRS = "EPSG:4548"
COMMUNITIES = gpd.GeoDataFrame(
    {"community_id": ["A", "B", "Y"], "subdistrict": ["甲街道", "乙街道", "甲街道"], "location": ["area", "area", "none"]},
    geometry=[shapely.box(0, 0, 100, 100), shapely.box(40, 40, 60, 60), None], crs=CRS,
)  # fmt: skip
SUBDISTRICTS = gpd.GeoDataFrame({"name": ["丙街道"]}, geometry=[shapely.box(200, 0, 300, 100)], crs=CRS)


def offers(kind, at, *, status="open", serves="", subdistricts=None, **changes):
    facilities = gpd.GeoDataFrame(
        {"type": [kind], "status": [status], "serves": [serves]}, geometry=[None if at is None else shapely.Point(at)], crs=CRS
    )
    settings = Settings().override(changes, origin="study", where="test")
    found = facility_services(facilities, COMMUNITIES, subdistricts, STANDARD, settings)
    return list(found[["catchment", "area"]].itertuples(index=False, name=None))


def test_only_open_facilities_with_a_place_serve():
    assert offers("CHS", (10, 10)) == [("everyone", "")]
    for status in ("closed", "planned", "unknown"):
        assert offers("CHS", (10, 10), status=status) == []
    assert offers("CHS", None) == []


@pytest.mark.parametrize(("at", "areas"), [((10, 10), ["A"]), ((50, 50), ["B"]), ((500, 500), [])])
def test_own_community_is_the_smallest_around(at, areas):
    assert offers("CSS", at) == [("own_community", area) for area in areas]


def test_communities_that_it_is_said_to_serve_are_served_too():
    assert offers("CSS", (10, 10), serves="B; Y ;") == [("own_community", area) for area in ("A", "B", "Y")]
    assert offers("CSS", (500, 500), serves="Y") == [("own_community", "Y")]


def test_own_subdistrict_is_that_of_the_community_else_of_the_polygon_around():
    assert offers("SGC", (10, 10)) == [("own_subdistrict", "甲街道")]
    assert offers("SGC", (250, 50)) == []
    assert offers("SGC", (250, 50), subdistricts=SUBDISTRICTS) == [("own_subdistrict", "丙街道")]
    assert offers("SGC", (10, 10), serves="B", subdistricts=SUBDISTRICTS) == [
        ("own_subdistrict", "乙街道"),
        ("own_subdistrict", "甲街道"),
    ]


def test_without_catchments_everybody_is_served():
    assert offers("CSS", (500, 500), catchments=False) == [("everyone", "")]


def test_home_of_a_facility_that_is_an_area_is_that_of_a_point_in_it():
    park = gpd.GeoDataFrame(geometry=[shapely.box(90, 10, 140, 20), shapely.Point(50, 50)], crs=CRS)
    assert home_communities(park, COMMUNITIES)[1] == "B"
    assert home_communities(park, COMMUNITIES[COMMUNITIES["location"] == "none"]) == ["", ""]
