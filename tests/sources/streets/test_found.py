"""What has been read of a file: pieces between lost nodes, water that does not close as lines, far streets counted by cell."""

import numpy as np
import pytest

from tests.fixtures.osm_files import everything, losses, node, way, written
from xc_gis.model import CELL_DEG
from xc_gis.sources.streets.found import Found, _kind, _pieces
from xc_gis.sources.streets.osm import read_osm

A, B, C, D = (1, 116.1, 39.1), (2, 116.2, 39.2), (3, 116.3, 39.3), (4, 116.4, 39.4)


@pytest.mark.parametrize(
    ("places", "pieces"),
    [
        ([A, B, C], [(1, 2, 3)]), ([A, B, None, C, D], [(1, 2), (3, 4)]), ([A, None, B], []), ([None, A, B], [(1, 2)]), ([A, B, None], [(1, 2)]), ([A, A, B, B], [(1, 2)]),
        ([A, A], []), ([], []), ([None], []), ([A, B, A], [(1, 2, 1)]),
    ],
)  # fmt: skip
def test_a_way_is_cut_where_a_node_has_no_place_and_a_node_twice_in_a_row_counts_once(places, pieces):
    position = {}
    assert list(_pieces(places, position)) == pieces
    assert position.keys() == {place[0] for place in places if place}


@pytest.mark.parametrize(
    ("tags", "kind"),
    [
        ({"natural": "water"}, "water"),
        ({"waterway": "dock"}, "water"),
        ({"waterway": "river"}, ""),
        ({"leisure": "garden"}, "green"),
        ({"landuse": "forest", "natural": "water"}, "water"),
        ({}, ""),
    ],
)
def test_ground_is_water_before_it_is_green(tags, kind):
    assert _kind(tags) == kind


def test_streets_outside_the_box_are_counted_by_cell_once():
    found = Found(box=None)
    assert found._elsewhere() is None
    found.far.extend((116.0, 39.0, 116.0, 39.0, 116.0, 39.0, 116.0 + CELL_DEG / 10, 39.0, 117.0, 40.0, 117.0, 40.0))
    middles = found._elsewhere()
    assert len(middles) == 2
    assert np.abs(middles[0] - [116.0, 39.0]).max() <= CELL_DEG / 2 + 1e-9


def read(tmp_path, *more, box=None):
    return read_osm(written(tmp_path, [*everything(), *more]), "s.osm", box)


def test_a_way_that_meets_the_box_is_kept_whole_and_others_only_counted(tmp_path):
    found = read(tmp_path, box=(116.29, 39.89, 116.305, 39.905))
    assert [(number, refs) for number, refs, _ in found.ways] == [(10, (1, 2, 3))]
    assert found.ways_left_out == 1
    assert len(found.elsewhere) == 1
    assert read(tmp_path).elsewhere is None


def test_a_way_without_any_place_is_lost_and_not_elsewhere(tmp_path):
    found = read(tmp_path, way(12, (91, 92), {"highway": "path"}), box=(116.0, 39.0, 117.0, 40.0))
    assert losses(found, "lost_way") == ["way/12"]
    assert found.ways_left_out == 0


def test_a_gate_far_away_is_forgotten_unless_it_lies_on_a_way_that_comes_in(tmp_path):
    gate = '<node id="{}" lat="{}" lon="{}"><tag k="barrier" v="gate"/></node>'
    nodes = [node(n) for n in (1, 2, 4, 5)] + [gate.format(3, 39.9, 116.32), gate.format(9, 39.99, 116.99)]
    ways = [way(10, (1, 2, 3), {"highway": "path"})]
    found = read_osm(written(tmp_path, [*nodes, *ways]), "s.osm", (116.29, 39.89, 116.305, 39.905))
    assert set(found.node_tags) == {3}


def test_water_that_does_not_close_is_a_line_and_a_square_that_does_not_close_is_told(tmp_path):
    found = read(tmp_path, way(12, (1, 3, 5), {"natural": "water"}), way(13, (1, 3, 5), {"highway": "pedestrian", "area": "yes"}))
    assert [number for number, _, _ in found.lines] == [12]
    assert found.open_areas == (("way", 13),)
    assert losses(found, "open_area") == ["way/13"]
    assert 13 in {number for number, _, _ in found.ways}
