"""How far one walks around a missing junction: the least over the nodes beside it, against networkx; beyond 1.5 km nobody looks."""

import networkx as nx
import numpy as np
import pytest

from tests.fixtures.towns import FOOTWAY, ORIGIN, RESIDENTIAL, network_of, town
from xc_gis.analysis.checks.detours import BOUND_M, detours_m
from xc_gis.analysis.checks.unjoined import Place, crossings_without_node
from xc_gis.analysis.network.walked_lines import walked_lines


def measured(nodes, *ways):
    streets = town(nodes, ways)
    xy = np.array(list(nodes.values()), dtype=float) + ORIGIN
    places = crossings_without_node(walked_lines(streets, xy))
    return places, detours_m(places, network_of(streets), streets)


def test_way_around_is_the_shortest_from_either_side():
    """The path c-d crosses a-b at (60, 0); from its foot d one goes by e to b."""
    nodes = {"a": (0, 0), "b": (200, 0), "c": (60, -30), "d": (60, 50), "e": (200, 50)}
    places, metres = measured(nodes, ("ab", RESIDENTIAL), ("cd", FOOTWAY), ("de eb", FOOTWAY))
    graph = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 200), ("c", "d", 80), ("d", "e", 140), ("e", "b", 50)])
    around = min(
        nx.shortest_path_length(graph, one, other, "weight") + one_m + other_m
        for one, one_m in (("a", 60), ("b", 140)) for other, other_m in (("c", 30), ("d", 50))
    )  # fmt: skip
    assert len(places) == 1
    assert metres == pytest.approx([around])
    assert around == 50 + 140 + 50 + 140


@pytest.mark.parametrize(("high", "reached"), [(400, True), (700, False)])
def test_beyond_a_quarter_of_an_hour_nobody_looks(high, reached):
    nodes = {"a": (0, 0), "b": (200, 0), "c": (60, -30), "d": (60, high), "e": (200, high)}
    _, metres = measured(nodes, ("ab", RESIDENTIAL), ("cd", FOOTWAY), ("de eb", FOOTWAY))
    around = 2 * high + 140 + 140
    assert (around <= BOUND_M) is reached
    assert metres == pytest.approx([around if reached else np.inf])


def test_a_gate_is_open_for_the_measure_and_no_places_need_no_search():
    nodes = {"a": (0, 0), "b": (200, 0), "c": (60, -30), "d": (60, 50), "e": (200, 50)}
    private = {"highway": "service", "access": "private"}
    _, metres = measured(nodes, ("ab", RESIDENTIAL), ("cd", FOOTWAY), ("de eb", private))
    assert metres == pytest.approx([380])
    streets = town(nodes, [("ab", RESIDENTIAL)])
    assert detours_m([], network_of(streets), streets).tolist() == []


def test_of_two_edges_between_two_nodes_the_shorter_counts():
    nodes = {"a": (0, 0), "b": (100, 0), "u": (50, 80)}
    streets = town(nodes, [("aub", FOOTWAY), ("ab", FOOTWAY)])
    place = Place(0, 0, ("way/1", "way/2"), (((0, 0.0),), ((1, 5.0),)))
    assert detours_m([place], network_of(streets), streets) == pytest.approx([105])
