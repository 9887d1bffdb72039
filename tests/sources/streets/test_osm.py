"""Of an OpenStreetMap file that what walking needs is kept: streets, lines that stop a leg, tagged nodes, squares, ground."""

import pytest

from tests.fixtures.osm_files import NODES, WAYS, everything, losses, node, way, written
from xc_gis.errors import NetworkError
from xc_gis.sources.streets.osm import read_osm

RING = (1, 3, 5, 1)


def read(tmp_path, *more, box=None):
    return read_osm(written(tmp_path, [*everything(), *more]), "s.osm", box)


@pytest.mark.parametrize(
    ("key", "kept"), [("railway", True), ("waterway", True), ("barrier", True), ("power", False), ("boundary", False)]
)
def test_lines_that_can_stop_a_leg_are_kept(tmp_path, key, kept):
    assert [number for number, _, _ in read(tmp_path, way(12, (1, 2), {key: "x"})).lines] == ([12] if kept else [])


@pytest.mark.parametrize(
    ("tags", "kinds"),
    [
        ({"natural": "water"}, ["water"]),
        ({"leisure": "park"}, ["green"]),
        ({"landuse": "basin"}, ["water"]),
        ({"landuse": "retail"}, []),
        ({"natural": "water", "landuse": "grass"}, ["water"]),
    ],
)
def test_ground_is_water_or_green(tmp_path, tags, kinds):
    assert read(tmp_path, way(12, RING, tags)).background["kind"].tolist() == kinds


@pytest.mark.parametrize(("key", "kept"), [("barrier", True), ("crossing", True), ("entrance", True), ("amenity", False)])
def test_tagged_nodes_that_matter_are_kept(tmp_path, key, kept):
    elements = [node(n) for n in NODES if n != 4] + [
        f'<node id="4" lat="39.91" lon="116.31"><tag k="{key}" v="x"/></node>',
        *(way(n, *WAYS[n]) for n in WAYS),
    ]
    assert read_osm(written(tmp_path, elements), "s.osm").node_tags == ({4: {key: "x"}} if kept else {})


def test_a_square_is_an_area_and_stays_a_way(tmp_path):
    found = read(tmp_path, way(12, RING, {"highway": "pedestrian", "area": "yes"}))
    assert [(area.kind, area.osm_id) for area in found.areas] == [("way", 12)]
    assert 12 in {number for number, _, _ in found.ways}


def test_new_numbers_and_losses_of_the_file_come_back_with_the_streets(tmp_path):
    found = read(tmp_path, way(-12, (1, 4), {"highway": "path"}), way(13, (1, 4), {"highway": "path"}, "action='delete'"))
    assert [number for number, _, _ in found.ways] == [-12, 10, 11]
    assert losses(found, "deleted") == ["way/13"]
    assert found.notes == {"new": 1}


def test_a_file_that_breaks_off_is_told(tmp_path):
    path = written(tmp_path, everything())
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(NetworkError, match="中断"):
        read_osm(path, "s.osm")
