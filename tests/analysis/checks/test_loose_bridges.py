"""Bridges that nothing leads onto: told where an end leads nowhere, all ways of one bridge together."""

import numpy as np

from tests.fixtures.towns import FOOTWAY, ORIGIN, town
from xc_gis.analysis.checks.loose_bridges import loose_bridges
from xc_gis.analysis.network.walked_lines import walked_lines

BRIDGE = {"highway": "footway", "bridge": "yes"}
NODES = {"a": (0, 0), "b": (100, 0), "c": (200, 0), "d": (300, 0), "e": (400, 0)}


def found(*ways):
    xy = np.array(list(NODES.values()), dtype=float) + ORIGIN
    return [
        (one.ways, one.metres, [tuple((np.array(end) - ORIGIN).tolist()) for end in one.ends], one.joined)
        for one in loose_bridges(walked_lines(town(NODES, ways), xy))
    ]


def test_a_bridge_between_two_ways_is_none():
    assert found(("ab", FOOTWAY), ("bcd", BRIDGE), ("de", FOOTWAY)) == []
    assert found(("abcde", FOOTWAY)) == []


def test_an_end_that_leads_nowhere_is_told():
    assert found(("ab", FOOTWAY), ("bcd", BRIDGE)) == [(("way/2",), 200.0, [(300.0, 0.0)], True)]


def test_a_bridge_that_nothing_joins_has_two_ends():
    assert found(("ab", FOOTWAY), ("cde", BRIDGE)) == [(("way/2",), 200.0, [(200.0, 0.0), (400.0, 0.0)], False)]


def test_ways_of_one_bridge_are_one_and_two_bridges_are_two():
    assert found(("ab", FOOTWAY), ("bc", BRIDGE), ("cd", BRIDGE)) == [(("way/2", "way/3"), 200.0, [(300.0, 0.0)], True)]
    assert [bridge[0] for bridge in found(("bc", FOOTWAY), ("ab", BRIDGE), ("de", BRIDGE))] == [("way/3",), ("way/2",)]


def test_a_ring_of_bridges_that_nothing_joins_is_told_with_one_place():
    ways, metres, ends, joined = found(("ab", FOOTWAY), ("cdec", BRIDGE))[0]
    assert (ways, metres, joined) == (("way/2",), 400.0, False)
    assert len(ends) == 1
