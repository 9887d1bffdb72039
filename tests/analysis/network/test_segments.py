"""Straight pieces of walked ways: one for two consecutive nodes, none between ways, none without length in nodes."""

from tests.fixtures.towns import FOOTWAY, RESIDENTIAL, town
from xc_gis.analysis.network.segments import walked_areas, walked_segments

NODES = {"a": (0, 0), "b": (100, 0), "c": (200, 0), "d": (200, 100), "e": (0, 100)}
SQUARE = {"highway": "pedestrian", "area": "yes"}


def pieces(ways, areas=()):
    streets = town(NODES, ways, areas=areas)
    segments = walked_segments(streets, walked_areas(streets))
    letters = list(NODES)
    return segments, [
        (letters[u] + letters[v], int(segments.way_id[way]))
        for u, v, way in zip(segments.u, segments.v, segments.way, strict=True)
    ]


def test_each_pair_of_consecutive_nodes_is_a_piece_and_ways_are_not_joined():
    segments, found = pieces([("abc", RESIDENTIAL), ("cd", {"highway": "motorway"}), ("de", FOOTWAY)])
    assert found == [("ab", 1), ("bc", 1), ("de", 3)]
    assert segments.begins.tolist() == [True, False, True]
    assert segments.ends.tolist() == [False, True, True]
    assert segments.highway.tolist() == ["residential", "footway"]


def test_a_node_that_comes_twice_in_a_row_makes_no_piece():
    assert pieces([("abbc", RESIDENTIAL)])[1] == [("ab", 1), ("bc", 1)]


def test_outlines_of_areas_are_walked_after_the_ways_and_closed_ones_are_not():
    areas = [("bcdeb", "", SQUARE), ("abca", "", {**SQUARE, "access": "no"})]
    segments, found = pieces([("ab", RESIDENTIAL)], areas)
    assert found == [("ab", 1), ("bc", 2001), ("cd", 2001), ("de", 2001), ("eb", 2001)]
    assert segments.flag("foot_edge").tolist() == [False, True, True, True, True]


def test_lines_across_take_no_legs_and_neither_begin_nor_end_a_way():
    segments, _ = pieces([("ab", RESIDENTIAL), ("bc", {"highway": "footway", "bridge": "yes"})])
    assert segments.takes_legs.tolist() == [True, False]
    more = segments.with_lines(segments.u[:1], segments.v[:1], segments.way[:1])
    assert more.takes_legs.tolist() == [True, False, False]
    assert (more.across.tolist(), more.begins.tolist()[-1], more.ends.tolist()[-1]) == ([False, False, True], False, False)


def test_nothing_walked_no_pieces():
    segments, found = pieces([("ab", {"highway": "motorway"})])
    assert (found, len(segments.u), segments.rules) == ([], 0, ())
