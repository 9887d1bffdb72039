"""Files of what the window showed."""

import json

import pytest

from xc_gis.errors import InputError
from xc_gis.operations.export.web.shown_places import read_shown

WAY = {
    "type": "Feature",
    "properties": {"facility": "<b>西站</b>", "minutes": 7.123, "secret": 1},
    "geometry": {"type": "LineString", "coordinates": [[116.3, 39.9], [116.31, 39.9]]},
}
AREA = {
    "type": "Feature",
    "properties": {"minutes": None},
    "geometry": {"type": "Polygon", "coordinates": [[[116.3, 39.9], [116.31, 39.9], [116.31, 39.91], [116.3, 39.9]]]},
}
NOTHING = {"type": "Feature", "properties": None, "geometry": None}


def written(folder, content):
    path = folder / "shown.geojson"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_name_and_minutes_alone_are_kept(tmp_path):
    way, area = read_shown([written(tmp_path, {"type": "FeatureCollection", "features": [WAY, AREA, NOTHING]})])
    assert way["properties"] == {"name": "<b>西站</b>", "minutes": 7.12}
    assert area["properties"] == {}
    assert area["geometry"]["type"] == "Polygon"
    assert read_shown([]) == []


def test_one_geometry_is_a_file_too(tmp_path):
    assert len(read_shown([written(tmp_path, AREA["geometry"])])) == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("no json", "GeoJSON"), ({"type": "FeatureCollection"}, "GeoJSON"), ([1], "GeoJSON"), ({"type": "FeatureCollection", "features": [NOTHING]}, "没有可画的"),
        ({**AREA, "geometry": {"type": "Point", "coordinates": [440000.0, 4400000.0]}}, "经纬度"), ({**AREA, "geometry": {"type": "Circle"}}, "GeoJSON"),
    ],
)  # fmt: skip
def test_what_cannot_be_shown_is_told(tmp_path, content, words):
    with pytest.raises(InputError, match=words):
        read_shown([written(tmp_path, content)])


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(InputError, match=r"none\.geojson"):
        read_shown([tmp_path / "none.geojson"])
