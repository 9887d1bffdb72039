"""Isochrones of one place: asked for in one way, the largest first, the check in words, files of two kinds."""

import json

import geopandas as gpd
import pyogrio
import pytest
import shapely

from tests.fixtures.small_study import degrees, write_small_study
from xc_gis.errors import InputError, OutputError
from xc_gis.operations.isochrone import PlaceIsochrones, isochrones_of_place, write_isochrones
from xc_gis.progress import Silent


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return write_small_study(tmp_path_factory.mktemp("isochrone") / "study")


def asked(study, **more):
    return isochrones_of_place(
        study,
        **{
            "at": None,
            "facility": "",
            "minutes": [5.0, 10.0],
            "profile": "adult",
            "towards": False,
            "progress": Silent(),
            **more,
        },
    )


def test_a_place_or_a_facility_is_asked_for_and_not_both(study):
    for more in ({}, {"at": (117.0, 39.9), "facility": "F1"}):
        with pytest.raises(InputError, match="--at 经度,纬度 或 --facility"):
            asked(study, **more)


def test_the_largest_stands_first_and_holds_the_smaller(study):
    made = asked(study, at=tuple(degrees([(600.0, 600.0)])[0]))
    assert made.outlines["minutes"].tolist() == [10.0, 5.0]
    assert set(made.outlines["direction"]) == {"from"}
    large, small = made.outlines.to_crs("EPSG:4548").geometry
    assert large.buffer(20).contains(small)
    assert large.area > 2 * small.area
    assert [row["wrong"] for row in made.check] == [0, 0]
    assert made.outlines.crs == made.streets.crs == "EPSG:4326"


def test_towards_a_facility_is_told(study):
    assert set(asked(study, facility="F1", towards=True).outlines["direction"]) == {"to"}


def drawn():
    common = {"minutes": [5.0], "profile": "adult", "direction": "from"}
    lines = gpd.GeoDataFrame({"minutes": [5.0, 5.0], "profile": "adult", "direction": "from", "edge": [1, 2], "from_m": 0.0, "to_m": 1.0},
                             geometry=[shapely.LineString([(0, 0), (0, 1)]), shapely.LineString([(0, 1), (0, 2)])], crs="EPSG:4326")  # fmt: skip
    return PlaceIsochrones(
        gpd.GeoDataFrame(common, geometry=[shapely.box(0, 0, 1, 1)], crs="EPSG:4326"),
        lines,
        [
            {"minutes": 5.0, "counted": 7, "wrong": 0, "farthest_m": 0.0},
            {"minutes": 7.5, "counted": 9, "wrong": 2, "farthest_m": 3.25},
        ],
    )


def test_the_check_is_said_in_words():
    assert [str(one) for one in drawn().sentences()] == [
        "5 分钟:7 个居住点可达;轮廓与计数不一致 0 个",
        "7.5 分钟:9 个居住点可达;轮廓与计数不一致 2 个(离轮廓最远 3.2 米)",
    ]


def test_both_layers_are_written_and_other_suffixes_refused(tmp_path):
    write_isochrones(drawn(), tmp_path / "new" / "a.gpkg")
    assert sorted(name for name, _ in pyogrio.list_layers(tmp_path / "new" / "a.gpkg")) == ["isochrone", "service_area"]
    write_isochrones(drawn(), tmp_path / "a.geojson")
    kinds = [
        feature["properties"]["kind"] for feature in json.loads((tmp_path / "a.geojson").read_text(encoding="utf-8"))["features"]
    ]
    assert kinds == ["isochrone", "service_area"]
    for name in ("a.shp", "a"):
        with pytest.raises(OutputError, match="不能写成"):
            write_isochrones(drawn(), tmp_path / name)
