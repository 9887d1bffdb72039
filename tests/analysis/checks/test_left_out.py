"""Why nobody walks on a way (method §2): the first reason that holds, with ids, metres and pieces; nothing that is walked."""

from dataclasses import replace

import numpy as np
import pytest

from tests.fixtures.towns import FOOTWAY, ORIGIN, RESIDENTIAL, town
from xc_gis.analysis.checks.left_out import count_left_out, left_out, reason_of

NODES = {"a": (0, 0), "b": (300, 0), "c": (300, 400), "d": (0, 400)}
XY = np.array(list(NODES.values()), dtype=float) + ORIGIN


@pytest.mark.parametrize(
    ("tags", "reason"),
    [
        ({"highway": "construction", "foot": "no"}, "not_built"),
        ({"highway": "residential", "foot": "no", "access": "no"}, "foot"),
        ({"highway": "residential", "foot": "use_sidepath"}, "foot"),
        ({"highway": "motorway"}, "motor"),
        ({"highway": "motorway_link", "access": "no"}, "motor"),
        ({"highway": "primary", "motorroad": "yes"}, "motor"),
        ({"highway": "residential", "access": "no"}, "access"),
        ({"highway": "pedestrian", "area": "yes"}, "area"),
        ({"highway": "service", "tunnel": "yes"}, "tunnel"),
        ({"highway": "trunk"}, "untagged"),
        ({"highway": "cycleway"}, "untagged"),
        ({"highway": "footway", "oneway:foot": "yes", "foot:forward": "no"}, "direction"),
        ({"highway": "raceway"}, "other"),
        ({"highway": "bus_guideway", "access": "no", "foot": "yes"}, "other"),
    ],
)
def test_first_reason_that_holds_is_told(tags, reason):
    assert reason_of(tags) == reason


def test_ways_are_told_by_reason_longest_first_with_their_metres():
    streets = town(
        NODES,
        [("ab", RESIDENTIAL), ("bc", {"highway": "motorway"}), ("abc", {"highway": "trunk"}), ("cd", {"highway": "motorway"})],
    )
    found = left_out(streets, XY)
    assert [(one.reason, one.objects, round(one.metres, 6)) for one in found] == [
        ("motor", ("way/2", "way/4"), 700),
        ("untagged", ("way/3",), 700),
    ]
    assert found[1].pieces.tolist() == [[XY[0].tolist(), XY[1].tolist()], [XY[1].tolist(), XY[2].tolist()]]
    assert count_left_out(streets) == 3


def test_a_square_that_is_walked_is_not_left_out_though_its_way_is_an_area():
    square = {"highway": "pedestrian", "area": "yes"}
    streets = town(NODES, [("abcda", square)], areas=[("abcda", "", square)])
    assert count_left_out(streets) == 1
    (area,) = streets.areas
    streets = replace(streets, areas=(replace(area, osm_id=1, kind="way"),))
    assert count_left_out(streets) == 0
    assert left_out(streets, XY) == []


def test_a_closed_square_of_a_relation_is_told_with_all_its_rings():
    streets = town(NODES, [("ab", FOOTWAY)], areas=[("abcda", "acda", {"highway": "pedestrian", "access": "no"})])
    (found,) = left_out(streets, XY)
    assert (found.reason, found.objects) == ("access", ("relation/2001",))
    assert found.metres == pytest.approx(1400 + (500 + 300 + 400))
