"""The coordinate systems that the doctor thinks of are those of the study's place."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from pyproj import CRS

from xc_gis.languages import CHINESE
from xc_gis.languages.message import in_language
from xc_gis.sources.crs.hypotheses import Hypothesis, all_hypotheses, label_of, placed, systems_around
from xc_gis.sources.crs.metric_system import zone_of

CITIES = {
    "成都": (104.06, 30.66),
    "上海": (121.47, 31.23),
    "乌鲁木齐": (87.6, 43.8),
    "哈尔滨": (126.5, 45.7),
    "赫尔辛基": (24.94, 60.17),
}


@pytest.mark.parametrize(
    ("city", "among", "not_among"),
    [
        ("成都", ("EPSG:4544", "EPSG:4523", "EPSG:4496", "EPSG:32648", "GCJ-02", "BD-09-MERCATOR"), ("EPSG:4548", "EPSG:32650")),
        ("上海", ("EPSG:4549", "EPSG:4528", "EPSG:4499", "EPSG:4550", "EPSG:32651", "GCJ-02-MERCATOR"), ("EPSG:4547",)),
        ("赫尔辛基", ("EPSG:4326", "EPSG:32635", "EPSG:3857"), ("GCJ-02", "BD-09", "EPSG:4548")),
    ],
)
def test_zones_follow_the_place(city, among, not_among):
    systems = systems_around(*CITIES[city])
    assert set(among) <= set(systems)
    assert not set(not_among) & set(systems)


@pytest.mark.parametrize("city", CITIES)
def test_every_one_of_them_holds_the_place(city):
    lon, lat = CITIES[city]
    target = zone_of(lon, lat)
    here = gpd.GeoSeries([shapely.Point(lon, lat)], crs="EPSG:4326").to_crs(target)
    for hypothesis in all_hypotheses(lon, lat):
        if hypothesis.crs.startswith("EPSG"):
            raw = shapely.get_coordinates(here.to_crs(hypothesis.crs).to_numpy())
            raw = raw[:, ::-1] if hypothesis.swapped else raw
            assert np.abs(hypothesis.place(raw, target) - shapely.get_coordinates(here.to_numpy())).max() < 0.01


def test_numbers_of_zones_stand_before_the_easting():
    for crs, belt in (("EPSG:4523", 35), ("EPSG:4527", 39), ("EPSG:4498", 20), ("EPSG:4496", 18)):
        assert f"带号 {belt}" in label_of(crs)
        lonlat = placed(np.array([[belt * 1e6 + 500_000.0, 4_000_000.0]]), crs, "EPSG:4326")
        assert 73 < lonlat[0, 0] < 136
        assert np.abs(lonlat[0, 1] - 36.1) < 0.1


def test_a_system_without_a_code_is_told_by_its_name():
    assert Hypothesis("EPSG:2436").label == "EPSG:2436（Beijing 1954 / 3-degree Gauss-Kruger CM 117E）"
    assert label_of("+proj=tmerc +lon_0=117 +ellps=krass +type=crs").startswith("自定义坐标系（椭球 Krass")


@pytest.mark.parametrize("city", CITIES)
def test_every_one_of_them_has_an_english_name(city):
    assert not [h.label for h in all_hypotheses(*CITIES[city]) if CHINESE.search(in_language(h.label, "en"))]


def test_a_hypothesis_says_how_to_declare_it():
    assert Hypothesis("GCJ-02").repair == {"crs": "GCJ-02"}
    assert Hypothesis("EPSG:4548", swapped=True).repair == {"crs": "EPSG:4548", "axes": "lat,lon"}
    assert Hypothesis("EPSG:4326", swapped=True).label == "WGS 84/CGCS2000 经纬度,经纬度(横纵坐标)对调"


@pytest.mark.parametrize(
    ("crs", "words"),
    [
        ("EPSG:4534", "CGCS2000 三度带 75°E"), ("EPSG:4554", "CGCS2000 三度带 135°E"), ("EPSG:4513", "CGCS2000 三度带,带号 25"), ("EPSG:4533", "CGCS2000 三度带,带号 45"),
        ("EPSG:4491", "CGCS2000 六度带,带号 13"), ("EPSG:4501", "CGCS2000 六度带,带号 23"), ("EPSG:32650", "UTM 50N"), ("EPSG:32719", "UTM 19S"), ("EPSG:3857", "Web 墨卡托"),
    ],
)  # fmt: skip
def test_usual_systems_are_told_as_planners_know_them(crs, words):
    """Right: by the names in the register of EPSG."""
    assert words in label_of(crs)
    name = CRS(crs).name
    figure = "".join(filter(str.isdigit, words.split(" ")[-1])) if "带" in words else ""
    assert figure in name


def test_at_the_edge_of_the_belts_there_are_none_beyond():
    systems = systems_around(73.6, 39.5)  # the west end of China: belts of 75 and 78 degrees, none of 72
    assert {"EPSG:4534", "EPSG:4535", "EPSG:4513", "EPSG:4514"} <= set(systems)
    assert "EPSG:4533" not in systems
    assert "EPSG:32643" in systems


@pytest.mark.parametrize(
    ("lon", "lat", "utm"),
    [
        (-180.0, 10.0, "EPSG:32601"),
        (179.9, -10.0, "EPSG:32760"),
        (180.0, 0.0, "EPSG:32660"),
        (5.9, 50.0, "EPSG:32631"),
        (6.0, 50.0, "EPSG:32632"),
    ],
)
def test_the_utm_zone_is_that_of_six_degrees(lon, lat, utm):
    assert utm in systems_around(lon, lat)


@pytest.mark.parametrize(
    ("xy", "crs", "good"),
    [
        ((116.3, 39.9), "EPSG:4326", True), ((180.1, 39.9), "EPSG:4326", False), ((-5.0, 50.0), "EPSG:4326", True),
        ((116.3, 39.9), "GCJ-02", True), ((-5.0, 50.0), "GCJ-02", False), ((39.9, 116.3), "BD-09", False),
        ((116.3, 39.9), "EPSG:4548", False), ((360.0, 100.0), "EPSG:4548", False), ((500_000.0, 4_400_000.0), "EPSG:4548", True),
        ((116.3, 39.9), "EPSG:4490", True), ((np.nan, 39.9), "EPSG:4326", False),
    ],
)  # fmt: skip
def test_numbers_that_cannot_be_of_a_system_have_no_place(xy, crs, good):
    assert np.isfinite(placed(np.array([xy]), crs, "EPSG:4326")).all() == good
    if not good:
        assert np.isnan(placed(np.array([xy]), crs, "EPSG:4326")).all()


def test_rows_without_a_place_stay_in_their_row():
    found = placed(np.array([[np.nan, np.nan], [116.3, 39.9], [999.0, 0.0]]), "EPSG:4326", "EPSG:4326")
    assert np.isnan(found[[0, 2]]).all()
    assert found[1].tolist() == pytest.approx([116.3, 39.9])
