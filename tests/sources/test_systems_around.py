"""The coordinate systems that the doctor thinks of are those of the study's place."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from xc_gis.languages import CHINESE, translated
from xc_gis.sources.crs.hypotheses import Hypothesis, all_hypotheses, label_of, placed, systems_around
from xc_gis.sources.metric_system import zone_of

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
    assert not [h.label for h in all_hypotheses(*CITIES[city]) if CHINESE.search(translated(h.label, "en"))]
