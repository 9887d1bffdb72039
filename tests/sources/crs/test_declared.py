"""In which system a layer is: as declared, as its format says, or refused by its name; never assumed."""

import pytest
from pyproj import CRS

from xc_gis.errors import CrsError
from xc_gis.sources.crs.chinese_maps import chinese_map
from xc_gis.sources.crs.declared import LONGEST_NAME, declared_crs, is_detect, understood

SPELLED = {
    "GCJ-02": ["GCJ-02", "gcj02", "GCJ02", "gcj_02", "urn:ogc:def:crs:GCJ02", "urn:ogc:def:crs:OGC:1.3:GCJ-02", "EPSG:GCJ02", "火星坐标", "火星坐标系",
               "高德", "高德地图坐标", "腾讯坐标", "国测局坐标", "GCJ-02(火星坐标)", "amap", "http://www.opengis.net/def/crs/GCJ02"],
    "BD-09": ["BD-09", "bd09", "bd09ll", "BD_09", "urn:ogc:def:crs:BD09", "EPSG:BD09", "百度", "百度坐标系", "Baidu", "百度经纬度"],
    "GCJ-02-MERCATOR": ["GCJ-02-MERCATOR", "gcj02mc", "高德墨卡托", "GCJ02 / Web Mercator", "GCJ-02 EPSG:3857"],
    "BD-09-MERCATOR": ["BD-09-MERCATOR", "bd09mc", "BD09MC", "百度墨卡托", "百度米制坐标"],
    "EPSG:4326": ["WGS84", "WGS 84", "wgs-84", "GPS", "EPSG:4326", "urn:ogc:def:crs:EPSG::4326"],
    "EPSG:4490": ["CGCS2000", "国家2000", "EPSG:4490"],
}  # fmt: skip


@pytest.mark.parametrize(("system", "word"), [(system, word) for system, words in SPELLED.items() for word in words])
def test_usual_spellings_are_understood(system, word):
    assert understood(word) == system


@pytest.mark.parametrize(
    "word", ["GCJ02转WGS84", "BD09 → GCJ02", "百度转高德", "本地坐标", "Custom", "EPSG:999999", "WGS84转GCJ02", "坐标"]
)
def test_what_means_no_system_or_two_is_not_understood(word):
    assert understood(word) is None
    assert chinese_map(word) is None


def test_the_word_of_the_study_stands_before_that_of_the_format():
    assert declared_crs("GCJ-02", CRS("EPSG:4548"), "a.shp") == "GCJ-02"
    assert declared_crs(None, CRS("EPSG:4548"), "a.shp") == "EPSG:4548"
    assert declared_crs(None, "urn:ogc:def:crs:EPSG::4548", "a.geojson") == "EPSG:4548"


def test_nothing_said_is_nothing_known_and_an_unknown_word_is_repeated():
    with pytest.raises(CrsError, match=r"a\.csv 没有声明坐标系") as caught:
        declared_crs(None, None, "a.csv")
    assert caught.value.hint
    with pytest.raises(CrsError, match="a\\.csv:不认识坐标系 “本地坐标”"):
        declared_crs("本地坐标", CRS("EPSG:4548"), "a.csv")


def test_what_a_file_says_and_nobody_knows_is_told_in_one_line_of_sixty_letters():
    with pytest.raises(CrsError) as caught:
        declared_crs(None, "某地\n  独立坐标 " + "长" * 100, "a.geojson")
    assert caught.value.message == f"a.geojson 自己写的坐标系 “某地 独立坐标 {'长' * (LONGEST_NAME - 8)}…” 不认识，不能当作经纬度"


def test_a_drawing_tied_to_no_ground_is_refused_and_a_file_that_names_gcj02_believed():
    engineering = CRS('LOCAL_CS["图纸坐标",UNIT["metre",1]]')
    with pytest.raises(CrsError, match="图纸坐标"):
        declared_crs(None, engineering, "a.shp")
    degrees = CRS(CRS("EPSG:4326").to_wkt().replace('"WGS 84"', '"GCJ-02"', 1))
    assert declared_crs(None, degrees, "a.gpkg") == "GCJ-02"
    metres = CRS(CRS("EPSG:3857").to_wkt().replace('"WGS 84 / Pseudo-Mercator"', '"GCJ02"', 1))
    with pytest.raises(CrsError):  # GCJ-02 is in degrees, this is in metres
        declared_crs(None, metres, "a.gpkg")


def test_a_system_with_parameters_of_its_own_keeps_them():
    own = "+proj=tmerc +lon_0=117 +x_0=500000 +ellps=krass +towgs84=15.8,-154.4,-82.3,0,0,0,0 +units=m +type=crs"
    assert "15.8" in declared_crs(None, CRS(own), "a.shp")
    assert declared_crs(None, CRS(CRS("EPSG:4548").to_wkt("WKT1_ESRI")), "a.shp") == "EPSG:4548"


@pytest.mark.parametrize(
    ("word", "found"), [("detect", True), (" DETECT ", True), ("detected", False), ("", False), (None, False)]
)
def test_detection_is_asked_for_by_one_word(word, found):
    assert is_detect(word) is found
