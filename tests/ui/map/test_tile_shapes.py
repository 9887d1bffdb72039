"""What the background shows: by tags, cut to the study, the same after the disk, named for the reader."""

import numpy as np
import pytest

from tests.fixtures.small_study import degrees, write_streets
from xc_gis.ui.map.tile_shapes import KINDS, area_kind, build_shapes, line_kind, load_shapes, mercator, read_shapes

TOWN = [(0.0, 0.0), (2400.0, 1200.0)]


@pytest.fixture(scope="module")
def ladder(tmp_path_factory):
    path = tmp_path_factory.mktemp("streets") / "streets.osm"
    write_streets(path)
    return path


def box_of(points):
    lonlat = degrees(points)
    return (*map(float, lonlat.min(axis=0)), *map(float, lonlat.max(axis=0)))


def test_every_street_of_a_file_is_read_and_survives_the_disk(ladder, tmp_path):
    ground = read_shapes(ladder, box_of(TOWN))
    assert len(ground) == 7 + 13
    assert {KINDS[k] for k in ground.kind} == {"street"}
    ground.save(tmp_path / "ground.npz")
    again = load_shapes(tmp_path / "ground.npz")
    assert np.array_equal(again.xy, ground.xy)
    assert list(again.name) == list(ground.name)


def test_streets_far_from_the_study_are_left_out(ladder):
    west, south, east, north = box_of(TOWN)
    assert len(read_shapes(ladder, (west + 1, south + 1, east + 1, north + 1))) == 0


def test_tags_decide_what_is_drawn():
    assert line_kind({"highway": "primary_link"}) == "primary"
    assert line_kind({"highway": "proposed"}) == ""
    assert line_kind({"highway": "pedestrian", "area": "yes"}) == ""
    assert line_kind({"railway": "rail", "tunnel": "yes"}) == ""
    assert area_kind({"building": "no"}) == ""
    assert area_kind({"natural": "water"}) == "water"


@pytest.mark.parametrize(
    ("place", "language", "shown"),
    [((111.67, 40.82), "zh", "新华大街"), ((111.67, 40.82), "en", "Xinhua Street"), ((24.94, 60.17), "zh", "Esplanadi"), ((24.94, 60.17), "en", "Esplanadi Street")],
)  # fmt: skip
def test_labels_follow_the_place_and_the_language(tmp_path, place, language, shown):
    lon, lat = place
    names = {"name": "ᠰᠢᠨᠡ 新华大街", "name:zh": "新华大街", "name:en": "Xinhua Street"} if lat < 50 else {
        "name": "Esplanadi", "name:zh": "滨海大道", "name:en": "Esplanadi Street"
    }  # fmt: skip
    tags = "".join(f'<tag k="{key}" v="{value}"/>' for key, value in {"highway": "primary", **names}.items())
    path = tmp_path / "streets.osm"
    path.write_text(
        f'<osm version="0.6"><node id="1" version="1" lat="{lat}" lon="{lon}"/><node id="2" version="1" lat="{lat}" lon="{lon + 0.01}"/>'
        f'<way id="1" version="1"><nd ref="1"/><nd ref="2"/>{tags}</way></osm>',
        encoding="utf-8",
    )
    ground = read_shapes(path, (lon - 0.02, lat - 0.02, lon + 0.02, lat + 0.02), language=language)
    assert list(ground.name) == [shown]


@pytest.mark.parametrize(
    ("tags", "kind"),
    [
        ({"highway": "motorway"}, "trunk"), ({"highway": "living_street"}, "street"), ({"highway": "steps"}, "foot"), ({"highway": "service"}, "service"),
        ({"railway": "rail"}, "rail"), ({"railway": "subway"}, ""), ({"waterway": "canal"}, "stream"), ({"waterway": "canal", "tunnel": "yes"}, ""), ({}, ""),
    ],
)  # fmt: skip
def test_kind_of_a_line(tags, kind):
    assert line_kind(tags) == kind


@pytest.mark.parametrize(
    ("tags", "kind"),
    [({"building": "yes", "leisure": "park"}, "building"), ({"leisure": "park"}, "green"), ({"waterway": "riverbank"}, "water"), ({"landuse": "grass", "natural": "water"}, "water"), ({"landuse": "retail"}, "")],
)  # fmt: skip
def test_kind_of_an_area(tags, kind):
    assert area_kind(tags) == kind


def test_mercator_is_that_of_the_web():
    """Corners of the world's square, and 45 degrees north: 0.5 - ln(1 + sqrt(2)) / 2 pi."""
    xy = mercator(np.array([[-180.0, 0.0], [180.0, 85.0511287798], [0.0, 45.0], [0.0, 89.9]]))
    assert xy[:, 0] == pytest.approx([0, 1, 0.5, 0.5])
    assert xy[:3, 1] == pytest.approx([0.5, 0, 0.5 - np.log(1 + np.sqrt(2)) / (2 * np.pi)], abs=5e-5)
    assert xy[3, 1] == pytest.approx(0, abs=1e-4)  # no pole


def test_shapes_are_packed_in_the_order_of_painting_and_found_by_their_box():
    line = np.array([[116.0, 39.0], [117.0, 40.0]])
    ground = build_shapes([("primary", "甲路", line), ("green", "", line + 5), ("street", "乙路", line)])
    assert [KINDS[kind] for kind in ground.kind] == ["green", "street", "primary"]
    assert list(ground.name) == ["", "乙路", "甲路"]
    assert np.array_equal(ground.points(2), mercator(line))
    assert ground.within(ground.box[0]).tolist() == [0]
    assert ground.within(ground.box[1]).tolist() == [1, 2]
    assert len(build_shapes([])) == 0
