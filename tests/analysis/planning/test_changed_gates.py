"""Gates that are opened and ways that are closed: their tags, conditions included, and what is said where there is nothing to do."""

import pytest

from tests.analysis.planning.drawn_streets import draft_of, lonlat, numbered, streets
from xc_gis.analysis.planning.changed_gates import close_path, open_gate
from xc_gis.errors import InputError
from xc_gis.model.changes import ClosePath, OpenGate

ROAD, PRIVATE = {"highway": "residential"}, {"highway": "service", "access": "private", "foot:conditional": "no @ (Sa,Su)"}
WAYS = {1: ([(0, 0), (100, 0)], ROAD), 2: ([(100, 0), (100, 80)], PRIVATE), 3: ([(0, 0), (0, 90)], {"highway": "motorway"})}
NODES = {(100, 0): {"barrier": "gate", "locked": "yes"}}


def opened(change):
    read, at = streets(WAYS, nodes=NODES)
    draft = draft_of(read)
    remarks = open_gate(draft, numbered(change), change)
    return draft.finished(), at, remarks


def test_a_gate_is_opened_by_its_number_or_its_place():
    for change in (OpenGate(osm="node/2"), OpenGate(at=lonlat((110, 5))[0])):
        found, at, remarks = opened(change)
        assert at[100, 0] == 2
        assert found.node_tags[2]["foot"] == "yes"
        assert bool(remarks) == (change.at is not None), "which one a place meant is said"


def test_a_gated_way_is_opened_and_its_conditions_fall():
    found, _, _ = opened(OpenGate(osm="way/2"))
    assert dict(found.ways[1][2]) == {"highway": "service", "access": "private", "foot": "yes"}
    found, _, remarks = opened(OpenGate(at=lonlat((105, 70))[0]))
    assert found.ways[1][2]["foot"] == "yes"
    assert "way/2" in remarks[0]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (OpenGate(osm="node/1"), "没有关着的门"),
        (OpenGate(osm="node/77"), "没有 node/77"),
        (OpenGate(osm="way/1"), "本来就向所有人开放"),
        (OpenGate(osm="way/3"), "也不能步行"),
        (OpenGate(at=(117.2, 39.9)), "最近的一处"),
    ],
)
def test_what_cannot_be_opened_is_told(change, words):
    with pytest.raises(InputError, match=words):
        opened(change)


def test_a_way_is_closed_for_everybody():
    read, _ = streets(WAYS)
    draft = draft_of(read)
    close_path(draft, numbered(ClosePath(osm="way/1")), ClosePath(osm="way/1"))
    assert draft.finished().ways[0][2]["foot"] == "no"
    for way, words in (("way/3", "本来就不能步行"), ("way/9", "没有 way/9")):
        with pytest.raises(InputError, match=words):
            close_path(draft, numbered(ClosePath(osm=way)), ClosePath(osm=way))
