"""What a street file holds and cannot give: each node and way once, with a place near it where one is known."""

from dataclasses import replace

import pytest

from tests.fixtures.osm_files import NODES, everything, losses, way, written
from xc_gis.sources.osm.settle import Settled
from xc_gis.sources.streets.losses import losses_of, losses_of_file
from xc_gis.sources.streets.read import read_streets


def test_nodes_without_a_place_are_counted_and_the_way_is_cut_there(tmp_path):
    elements = [*everything(), way(12, (1, 2, 99, 3, 4), {"highway": "path"}), way(13, (98, 1), {"highway": "path"})]
    found = read_streets(written(tmp_path, elements))
    assert [refs for w, refs, _ in found.ways if w == 12] == [(1, 2), (3, 4)]
    assert losses(found, "lost_node") == ["node/98", "node/99"]
    assert losses(found, "cut_way") == ["way/12"]
    assert losses(found, "lost_way") == ["way/13"]
    where = {loss.osm: (loss.lon, loss.lat) for loss in found.losses}
    assert where["node/99"] == pytest.approx(NODES[2])


A, B, C = (1, 116.1, 39.1), (2, 116.2, 39.2), (3, 116.3, 39.3)


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([A, None, C], [("lost_node", "node/2", 116.1), ("lost_way", "way/9", 116.1)]),
        ([A, B, None], [("lost_node", "node/3", 116.2), ("cut_way", "way/9", 116.1)]),
        ([None, B, C], [("lost_node", "node/1", 116.2), ("cut_way", "way/9", 116.2)]),
        ([None, None, None], [("lost_node", "node/1", None), ("lost_node", "node/2", None), ("lost_node", "node/3", None), ("lost_way", "way/9", None)]),
        ([A, None, None], [("lost_node", "node/2", 116.1), ("lost_node", "node/3", 116.1), ("lost_way", "way/9", 116.1)]),
    ],
)  # fmt: skip
def test_a_lost_node_is_told_where_the_one_before_it_lies_and_a_way_is_cut_or_lost(places, expected):
    found = list(losses_of(9, [1, 2, 3], places))
    assert [(loss.kind, loss.osm, loss.lon) for loss in found] == expected


def test_a_node_twice_in_a_row_makes_no_piece():
    assert [loss.kind for loss in losses_of(9, [1, 1, 2], [A, A, None])] == ["lost_node", "lost_way"]


def test_what_was_put_in_order_is_counted_and_what_a_history_deleted_is_no_loss():
    settled = Settled((), deleted=(("w", 5), ("r", 6)), doubled=(("n", -7),), repeated=2, new=3, by_place=(8, 9))
    notes, losses = losses_of_file(settled)
    assert notes == {"new": 3, "repeated": 2, "by_place": 2}
    assert [(loss.kind, loss.osm, loss.lon) for loss in losses] == [
        ("deleted", "way/5", None),
        ("deleted", "relation/6", None),
        ("doubled", "node/-7", None),
    ]
    notes, losses = losses_of_file(replace(settled, old_versions=4))
    assert notes["old_versions"] == 4
    assert [loss.kind for loss in losses] == ["doubled"]
