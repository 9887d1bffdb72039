"""Heights at which ways meet or pass over each other, and the neighbours of each node (data check)."""

import numpy as np
import pytest

from tests.fixtures.towns import FOOTWAY, ORIGIN, RESIDENTIAL, town
from xc_gis.analysis.network.walked_lines import MOST_LEVELS, height_of, walked_lines


@pytest.mark.parametrize(
    ("tags", "layer"),
    [
        ({}, 0), ({"bridge": "yes"}, 1), ({"tunnel": "yes"}, -1), ({"tunnel": "building_passage"}, 0), ({"bridge": "yes", "layer": "0"}, 0),
        ({"bridge": "yes", "layer": "2"}, 2), ({"tunnel": "yes", "layer": "deep"}, -1), ({"layer": "-2"}, -2),
    ],
)  # fmt: skip
def test_layer_is_that_of_the_tag_else_of_bridge_and_tunnel(tags, layer):
    assert height_of({"highway": "footway", **tags}).layer == layer


@pytest.mark.parametrize(
    ("level", "levels"),
    [
        ("", None),
        ("1", {1}),
        ("0;1", {0, 1}),
        ("-2--1", {-2, -1}),
        ("1-3", {1, 2, 3}),
        ("3-1", {1, 2, 3}),
        ("0.5", {0.5}),
        ("U1", None),
        ("U1;2", {2}),
    ],
)
def test_levels_are_listed_one_by_one(level, levels):
    assert height_of({"level": level}).levels == (None if levels is None else frozenset(levels))


def test_levels_of_a_slip_are_bounded():
    assert len(height_of({"level": "0-99999999"}).levels) == MOST_LEVELS + 1


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ({}, {}, True),
        ({"layer": "1"}, {}, False),
        ({"level": "1"}, {"level": "1;2"}, True),
        ({"level": "1"}, {"level": "2"}, False),
        ({"level": "0"}, {}, True),  # the ground is level 0
        ({"level": "1"}, {}, False),
        ({"level": "1", "layer": "1"}, {"level": "1"}, False),
    ],
)
def test_ways_meet_at_one_height(one, other, meet):
    assert height_of(one).meets(height_of(other)) is meet
    assert height_of(other).meets(height_of(one)) is meet


def test_names_neighbours_and_ways_of_nodes():
    nodes = {"a": (0, 0), "b": (100, 0), "c": (200, 0), "d": (100, 100)}
    square = {"highway": "pedestrian", "area": "yes"}
    streets = town(
        nodes,
        [("abc", RESIDENTIAL), ("ab", {"highway": "motorway"}), ("bd", {**FOOTWAY, "bridge": "yes"}), ("cb", FOOTWAY)],
        areas=[("abda", "", square)],
    )
    walked = walked_lines(streets, np.array(list(nodes.values()), dtype=float) + ORIGIN)
    assert walked.names == ("way/1", "way/3", "way/4", "relation/2001")
    assert walked.bridge.tolist() == [False, True, False, False]
    assert walked.ways_of_node[1] == {0, 1, 2, 3}
    assert walked.neighbours.tolist() == [2, 3, 1, 2]  # b-c twice is one neighbour
    assert walked.lines[0].length == pytest.approx(100)
