"""
Ways that are drawn between two streets.

    y = 100  ────────────────  way 1, residential
    y =  50  ────────────────  way 2, primary; way 4 a bridge over it at y = 60
    y =   0  ────────────────  way 3, residential
"""

import pytest

from tests.analysis.planning.drawn_streets import draft_of, drawn, lonlat, numbered, streets
from xc_gis.analysis.planning.changed_paths import add_path
from xc_gis.errors import InputError
from xc_gis.model.changes import AddPath

WAYS = {
    1: ([(0, 100), (200, 100)], {"highway": "residential"}),
    2: ([(0, 50), (200, 50)], {"highway": "trunk"}),
    3: ([(0, 0), (200, 0)], {"highway": "residential"}),
    4: ([(0, 60), (200, 60)], {"highway": "footway", "bridge": "yes"}),
}


def path(*places, **words):
    read, _ = streets(WAYS)
    draft = draft_of(read)
    change = AddPath(line=lonlat(*places), **words)
    add_path(draft, numbered(change), change)
    found = draft.finished()
    return draft, found, found.ways[-1]


def test_it_joins_the_streets_at_its_ends_and_meets_the_main_road_between():
    draft, found, (way, nodes, tags) = path((50, 101), (50, -1), name="新路")
    assert [drawn(draft, node) for node in nodes] == [(50, 100), (50, 50), (50, 0)]
    assert (way, dict(tags)) == (5, {"highway": "footway", "name": "新路"})
    assert all(nodes[n] in found.ways[n][1] for n in range(3)), "it shares its nodes with the streets"
    assert not set(nodes) & set(found.ways[3][1]), "the bridge passes over it"


def test_corners_stay_and_a_footbridge_meets_nothing_between():
    draft, _, (_, nodes, tags) = path((50, 100), (80, 40), (50, 0), as_="footbridge")
    assert [drawn(draft, node) for node in nodes] == [(50, 100), (80, 40), (50, 0)]
    assert (tags["bridge"], tags["layer"]) == ("yes", "1")


def test_a_crossing_is_tagged_on_the_roads_it_crosses():
    _, found, (_, nodes, tags) = path((50, 100), (50, 0), as_="crossing", signals=True)
    assert tags["footway"] == "crossing"
    assert found.node_tags[nodes[1]] == {"highway": "crossing", "crossing": "traffic_signals"}


def test_an_end_at_a_node_takes_the_node():
    _, found, (_, nodes, _) = path((0, 100), (0.004, 0))
    assert (nodes[0], nodes[-1]) == (1, found.ways[2][1][0])


def test_a_line_along_a_street_meets_its_nodes():
    draft, _, (_, nodes, _) = path((100, 100), (200, 100), (200, 0))
    assert [drawn(draft, node) for node in nodes][:2] == [(100, 100), (200, 100)]


@pytest.mark.parametrize(
    ("places", "words"),
    [
        (((50, 97), (50, 0)), "起点不在任何可步行道路上,最近的道路在 3.0 米以外"),
        (((50, 100), (50, 48)), "终点不在"),
        (((50, 100), (60, 130), (50, 99)), "同一处"),
    ],
)
def test_what_starts_nowhere_is_refused(places, words):
    with pytest.raises(InputError, match=words):
        path(*places)
