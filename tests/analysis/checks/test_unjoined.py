"""Where two walked ways touch and do not meet: one spot within a centimetre, crossings without a node, one height only."""

import numpy as np
import pytest

from tests.fixtures.towns import FOOTWAY, ORIGIN, town
from xc_gis.analysis.checks.unjoined import crossings_without_node, same_spots
from xc_gis.analysis.network.walked_lines import walked_lines

UP = {"highway": "footway", "layer": "1"}


def lines(nodes, *ways):
    return walked_lines(town(nodes, ways), np.array(list(nodes.values()), dtype=float) + ORIGIN)


def told(places):
    return [(place.ways, round(place.x - ORIGIN[0], 3), round(place.y - ORIGIN[1], 3)) for place in places]


@pytest.mark.parametrize(("gap", "count"), [(0.0, 1), (0.009, 1), (0.012, 0)])
def test_nodes_within_a_centimetre_lie_on_one_spot(gap, count):
    walked = lines({"a": (0, 0), "b": (100, 0), "c": (100 + gap, 0), "d": (200, 0)}, ("ab", FOOTWAY), ("cd", FOOTWAY))
    assert len(same_spots(walked)) == count
    assert crossings_without_node(walked) == []


def test_nodes_on_one_spot_that_a_piece_joins_or_that_lie_at_two_heights_are_none():
    near = {"a": (0, 0), "b": (100, 0), "c": (100.005, 0), "d": (200, 0)}
    assert same_spots(lines(near, ("abcd", FOOTWAY))) == []
    assert same_spots(lines(near, ("ab", FOOTWAY), ("cd", UP))) == []


CROSS = {"a": (0, 0), "b": (200, 0), "c": (60, -30), "d": (60, 50)}


def test_ways_that_cross_without_a_node_are_told_with_the_metres_to_their_ends():
    (place,) = crossings_without_node(lines(CROSS, ("ab", FOOTWAY), ("cd", FOOTWAY)))
    assert told([place]) == [(("way/1", "way/2"), 60.0, 0.0)]
    assert [sorted(round(metres, 3) for _, metres in side) for side in place.sides] == [[60.0, 140.0], [30.0, 50.0]]


def test_ways_that_share_the_node_or_lie_at_two_heights_do_not_cross():
    joined = {**CROSS, "x": (60, 0)}
    assert crossings_without_node(lines(joined, ("axb", FOOTWAY), ("cxd", FOOTWAY))) == []
    assert crossings_without_node(lines(CROSS, ("ab", FOOTWAY), ("cd", UP))) == []


def test_a_way_that_ends_on_another_touches_it():
    touching = {**CROSS, "c": (60, 0)}
    assert told(crossings_without_node(lines(touching, ("ab", FOOTWAY), ("cd", FOOTWAY)))) == [(("way/1", "way/2"), 60.0, 0.0)]
    near = {**CROSS, "c": (60, 0.02)}
    assert crossings_without_node(lines(near, ("ab", FOOTWAY), ("cd", FOOTWAY))) == []


def test_a_way_that_crosses_itself_is_no_pair():
    assert crossings_without_node(lines(CROSS, ("abcd", FOOTWAY))) == []
    assert crossings_without_node(lines({"a": (0, 0), "b": (0, 9)}, ("ab", {"highway": "footway"}))) == []


def test_the_same_ways_within_a_metre_are_one_place():
    """A zigzag of half a metre over a straight way."""
    nodes = {"a": (0, 0.1), "b": (200, 0.1), "c": (60, -1), "d": (60.1, 1), "e": (60.2, -1)}
    assert len(crossings_without_node(lines(nodes, ("ab", FOOTWAY), ("cde", FOOTWAY)))) == 1
