"""Streets that are edited: a node put into a street joins all that runs there, and new numbers come after the old."""

import numpy as np

from tests.analysis.planning.drawn_streets import draft_of, drawn, streets
from xc_gis.analysis.planning.street_draft import is_on_the_ground
from xc_gis.model import WalkableArea

ROAD = {"highway": "residential"}
LADDER = {7: ([(0, 0), (100, 0), (200, 0)], ROAD), 9: ([(100, 0), (0, 0), (0, 50)], {"highway": "footway"})}


def test_nothing_edited_gives_the_same_streets():
    read, _ = streets(LADDER)
    again = draft_of(read).finished()
    assert (again.ways, again.lines, again.areas, again.node_tags) == (read.ways, read.lines, read.areas, read.node_tags)
    assert np.array_equal(again.node_ids, read.node_ids)
    assert np.array_equal(again.lon, read.lon)


def test_a_node_on_a_street_goes_into_every_way_that_runs_there():
    read, at = streets(LADDER)
    draft = draft_of(read)
    new = draft.node_on(at[0, 0], at[100, 0], 0.25)
    assert drawn(draft, new) == (25, 0)
    found = draft.finished()
    assert found.ways[0][1] == (at[0, 0], new, at[100, 0], at[200, 0])
    assert found.ways[1][1] == (at[100, 0], new, at[0, 0], at[0, 50])
    assert (int(found.node_ids[-1]), new) == (new, len(at) + 1)
    assert read.ways[0][1] == (at[0, 0], at[100, 0], at[200, 0]), "what was read stays"


def test_a_node_on_an_outline_of_a_square_goes_into_its_ring():
    ring = [(0, 0), (50, 0), (50, 50), (0, 50), (0, 0)]
    read, at = streets({5: (ring, {"highway": "pedestrian", "area": "yes"})})
    nodes = tuple(at[place] for place in ring)
    read = streets(
        {5: (ring, {"highway": "pedestrian", "area": "yes"})},
        areas=(WalkableArea(5, "way", (nodes,), (), {"highway": "pedestrian"}),),
    )[0]
    draft = draft_of(read)
    new = draft.node_on(at[0, 0], at[50, 0], 0.5)
    assert new in draft.finished().areas[0].outer[0]


def test_a_place_within_a_centimetre_of_a_node_is_the_node():
    read, at = streets(LADDER)
    draft = draft_of(read)
    assert draft.node_on(at[0, 0], at[100, 0], 0.00005) == at[0, 0]
    assert draft.node_on(at[0, 0], at[100, 0], 0.99995) == at[100, 0]
    assert draft.finished().ways == read.ways


def test_new_ways_and_nodes_are_numbered_after_the_highest():
    read, at = streets(LADDER)
    draft = draft_of(read)
    node = draft.new_node((117.0, 39.9))
    assert draft.new_way([at[0, 0], node], ROAD) == 10
    assert draft.new_line([at[0, 0], node], {"barrier": "fence"}) == 11
    assert draft.has_node(node)
    assert not draft.has_node(node + 1)
    assert draft.lonlat(node) == (117.0, 39.9)
    assert len(draft.pieces().a) == 5


def test_streets_that_nobody_walks_are_pieces_only_where_they_are_asked_for():
    read, _ = streets({1: ([(0, 0), (10, 0)], {"highway": "motorway"}), 2: ([(0, 5), (10, 5)], ROAD)})
    draft = draft_of(read)
    assert len(draft.pieces().a) == 1
    assert len(draft.pieces(lambda tags: tags["highway"] == "motorway").a) == 2


def test_bridges_tunnels_and_layers_are_not_on_the_ground():
    assert is_on_the_ground({"highway": "path", "layer": "0"})
    for tags in ({"bridge": "yes"}, {"tunnel": "building_passage"}, {"layer": "1"}, {"layer": "-1"}):
        assert not is_on_the_ground(tags)
