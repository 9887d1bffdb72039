"""Which place is meant: the administrative area of that name; a boundary from a file must hold one."""

import json

import geopandas as gpd
import pytest
import shapely

from xc_gis.errors import FetchError, InputError
from xc_gis.sources.fetch.cache import AnswerCache
from xc_gis.sources.fetch.nominatim import _area, _languages, find_place, place_from_file
from xc_gis.sources.fetch.settings import FetchSettings

SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}
BOWTIE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}


def hit(name, kind=("boundary", "administrative"), shape=SQUARE, **more):
    return {
        "name": name,
        "display_name": f"{name}, 中国",
        "category": kind[0],
        "type": kind[1],
        "geojson": shape,
        "osm_type": "relation",
        "osm_id": len(name),
        **more,
    }


class Answering:
    def __init__(self, hits):
        self.hits, self.asked = hits, 0

    def ask(self, _url, **_more):
        self.asked += 1
        return json.dumps(self.hits).encode(), self.hits


def found(folder, hits, name="北京市西城区"):
    web = Answering(hits)
    cache = AnswerCache(folder / "cache", 30)
    return find_place(name, web, cache, FetchSettings()), web, cache


def test_the_administrative_area_whose_name_ends_the_question_stands(tmp_path):
    place, _, _ = found(
        tmp_path, [hit("西城区大厦", ("building", "yes")), hit("西城"), hit("西城区"), hit("西城区二", ("place", "city"))]
    )
    assert place.full_name == "西城区, 中国"
    assert place.osm == "relation/3"
    assert len(place.others) == 3


def test_of_equals_the_first_stands_and_points_are_no_areas(tmp_path):
    place, _, _ = found(
        tmp_path, [hit("西城区", shape={"type": "Point", "coordinates": [0, 0]}), hit("甲", osm_id=11), hit("乙", osm_id=12)]
    )
    assert place.osm == "relation/11"


def test_nobody_is_asked_twice(tmp_path):
    _, web, cache = found(tmp_path, [hit("西城区")])
    find_place("北京市西城区", web, cache, FetchSettings())
    assert web.asked == 1


@pytest.mark.parametrize(
    ("hits", "words"),
    [
        ([], "没有找到名为“北京市西城区”的地方"),
        ({"error": 1}, "的回答不是地名数据"),
        (["x"], "的回答不是地名数据"),
        (
            [hit("西城", shape=None), hit("甲", shape={"type": "Polygon", "coordinates": "x"})],
            "有 2 个结果,但都没有范围(面):西城, 中国;甲, 中国",
        ),
    ],
)
def test_no_place_and_no_area_are_told_and_not_kept(tmp_path, hits, words):
    with pytest.raises(FetchError) as caught:
        found(tmp_path, hits)
    assert words in caught.value.message
    assert caught.value.hint
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize(
    ("shape", "area"),
    [
        (SQUARE, 0.5),
        (BOWTIE, 0.5),
        (None, None),
        ({"type": "LineString", "coordinates": [[0, 0], [1, 1]]}, None),
        ({"type": "Polygon", "coordinates": []}, None),
        ({"type": "MultiPolygon", "coordinates": [SQUARE["coordinates"]]}, 0.5),
    ],
)
def test_an_area_is_a_polygon_repaired_where_need_be(shape, area):
    made = _area({"geojson": shape})
    assert (made.area if made is not None else None) == (pytest.approx(area) if area else None)


def test_names_are_wanted_in_the_language_of_the_question_first():
    assert _languages("西城区").startswith("zh-CN")
    assert _languages("Helsinki").startswith("en")


def test_a_boundary_from_a_file_is_all_its_areas_in_degrees(tmp_path):
    boxes = [
        shapely.box(440_000, 4_410_000, 441_000, 4_411_000),
        shapely.box(441_000, 4_410_000, 442_000, 4_411_000),
        shapely.Point(0, 0),
    ]
    gpd.GeoDataFrame(geometry=boxes, crs="EPSG:4548").to_file(tmp_path / "a.gpkg")
    place = place_from_file("甲", tmp_path / "a.gpkg")
    assert (place.name, place.osm, place.answer) == ("甲", "", None)
    assert place.geometry.geom_type == "Polygon"
    assert 115 < place.geometry.centroid.x < 118


def test_a_file_without_areas_or_places_is_told(tmp_path):
    gpd.GeoDataFrame(geometry=[shapely.Point(116, 39)], crs="EPSG:4326").to_file(tmp_path / "p.gpkg")
    (tmp_path / "t.csv").write_text("a,b\nx,y\n", encoding="utf-8")
    for name in ("p.gpkg", "t.csv"):
        with pytest.raises(InputError, match=rf"边界文件 {name} 中没有面"):
            place_from_file("甲", tmp_path / name)
    with pytest.raises(InputError, match=r"边界文件 n\.gpkg 无法读取"):
        place_from_file("甲", tmp_path / "n.gpkg")
