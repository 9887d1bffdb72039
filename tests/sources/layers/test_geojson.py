"""GeoJSON: a fault is named by its feature, its line or its column; what is odd but right is read."""

import json

import pytest

from xc_gis.errors import InputError
from xc_gis.sources.layers.files import read_file
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.tables import LayerTable

POINT = {"type": "Point", "coordinates": [116.3, 39.9]}
RING = [[116.3, 39.9], [116.4, 39.9], [116.4, 40.0], [116.3, 39.9]]


def feature(geometry=POINT, **properties):
    return {"type": "Feature", "properties": {"名称": "甲", **properties}, "geometry": geometry}


def polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings)}


def read(folder, content):
    text = content if isinstance(content, str) else json.dumps(content)
    (folder / "社区.geojson").write_text(text, encoding="utf-8")
    return read_file(folder / "社区.geojson", LayerTable(path="社区.geojson"), Notes("社区.geojson", ""))[0]


def collection(*features):
    return {"type": "FeatureCollection", "features": list(features)}


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (feature(polygon(RING[:3])), "边界没有闭合"),
        (feature(polygon([*RING[:3], [116.3, 39.95]])), "边界没有闭合"),
        (feature({"type": "MultiPolygon", "coordinates": [[RING], [RING[:3]]]}), "边界没有闭合"),
        (feature({"type": "Point", "coordinates": [float("nan"), 39.9]}), "不是有限数"),
        (feature(polygon([RING[0], [float("inf"), 1], RING[2], RING[0]])), "不是有限数"),
        (feature({"type": "GeometryCollection", "geometries": [POINT, {"type": "Point", "coordinates": [1, float("-inf")]}]}), "不是有限数"),
        (feature({"type": "Point", "coordinates": ["116.3", "39.9"]}), "不是成对的数字"),
        (feature({"type": "Point", "coordinates": [116.3]}), "不是成对的数字"),
        (feature({"type": "Point", "coordinates": [True, False]}), "不是成对的数字"),
        (feature({"type": "Point", "coordinates": "116.3,39.9"}), "不是成对的数字"),
        (feature({"type": "Polygon", "coordinates": RING}), "不是成对的数字"),
        (feature({"type": "Circle", "coordinates": [1, 2]}), "不是点、线、面"),
        (feature([1, 2]), "不是点、线、面"),
        (5, "不是要素"), (None, "不是要素"), ("x", "不是要素"), ([], "不是要素"), ({"type": "feature"}, "不是要素"),
        ({"type": "Feature", "properties": [1], "geometry": POINT}, "properties 不是属性表"),
    ],
)  # fmt: skip
def test_a_faulty_feature_is_named_by_its_number(tmp_path, fault, words):
    with pytest.raises(InputError) as caught:
        read(tmp_path, collection(feature(), feature(), fault))
    assert caught.value.message.startswith("社区.geojson 第 3 个要素")
    assert words in caught.value.message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"type": "FeatureCollection",\n"features": [}', "第 2 行第 14 列"), (json.dumps(collection(feature()))[:60], "不完整"), ("[" * 100_000, "嵌套过深"),
        ('{"type": "FeatureCollection",\n "features": [], "n": ' + "1" * 5000 + "}", "第 2 行有一个过长的数字"), ('{"type": "FeatureCollection"}', "features 不是列表"),
        ('{"type": "FeatureCollection", "features": {}}', "features 不是列表"), ("[1, 2]", "最外层不是对象"), ('{"a": 1}', "不是 GeoJSON 图层"), ('{"type": [], "features": []}', "不是 GeoJSON 图层"),
        (json.dumps(collection()), "没有任何数据行"),
    ],
)  # fmt: skip
def test_a_fault_of_the_file_is_named_by_its_place(tmp_path, text, words):
    with pytest.raises(InputError, match=r"^社区\.geojson") as caught:
        read(tmp_path, text)
    assert words in caught.value.message


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Point", "coordinates": [116.3, 39.9, 50.0]}, {"type": "Point", "coordinates": [116.3, 39.9, 50.0, 1.0]},
        {"type": "LineString", "coordinates": [[116.3, 39.9], [116.4, 39.9, 5]]}, polygon(RING, RING), {"type": "GeometryCollection", "geometries": [POINT, polygon(RING)]},
        {"type": "MultiPoint", "coordinates": [[116.3, 39.9]]}, polygon([[*place, 3.0] for place in RING]),
    ],
)  # fmt: skip
def test_heights_collections_and_holes_are_read(tmp_path, geometry):
    frame = read(tmp_path, collection(feature(geometry), feature(geometry)))
    assert len(frame) == 2
    assert not frame.geometry.is_empty.any()


@pytest.mark.parametrize(
    "geometry", [None, {"type": "Point", "coordinates": []}, {"type": "Polygon", "coordinates": []}, polygon([])]
)
def test_a_feature_without_a_place_stays_a_row(tmp_path, geometry):
    frame = read(tmp_path, collection(feature(), feature(geometry)))
    assert len(frame) == 2
    assert frame.geometry.is_empty[1] or frame.geometry.isna()[1]


def test_the_answer_of_a_map_server_and_one_feature_a_line_are_read(tmp_path):
    esri = {
        "geometryType": "esriGeometryPoint",
        "spatialReference": {"wkid": 4326},
        "fields": [{"name": "名称", "type": "esriFieldTypeString"}],
    }
    rows = [{"attributes": {"名称": "甲"}, "geometry": {"x": 116.3, "y": 39.9}}]
    assert read(tmp_path, {**esri, "features": rows})["名称"].tolist() == ["甲"]
    assert len(read(tmp_path, "\n".join(json.dumps(feature()) for _ in range(3)))) == 3
