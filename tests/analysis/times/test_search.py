"""The bounded search (method §4) against networkx, with gates on paper, and what a bound lets through."""

import networkx as nx
import numpy as np
import pytest

from tests.fixtures.towns import FOOTWAY, ORIGIN, RESIDENTIAL, settings, town
from xc_gis.analysis.legs.legs import attach
from xc_gis.analysis.network.barriers import build_barriers
from xc_gis.analysis.network.network import build_network
from xc_gis.analysis.times.search import Seeds, build_search_graph, quickest

TOWN = town(
    {"a": (0, 0), "b": (200, 0), "c": (200, 150), "d": (0, 150), "e": (400, 0), "f": (400, 150)},
    [("abcda be", RESIDENTIAL), ("ef", {"highway": "footway", "oneway:foot": "yes"}), ("fc", {"highway": "steps"}), ("ac", FOOTWAY)],
)  # fmt: skip


def graph_of(streets=TOWN, profile="adult", **changes):
    chosen = settings(**changes)
    return build_search_graph(build_network(streets, chosen), profile, chosen)


def seeds(*pairs):
    """One point at some states: (state, seconds)."""
    state, cost = (np.array(values) for values in zip(*pairs, strict=True))
    return Seeds(np.zeros(len(state), dtype=np.int64), state, cost.astype(float), np.zeros(len(state), dtype=np.int64))


def by_networkx(graph, group, limit):
    """Seconds from every state to the point, over the arcs turned round."""
    arcs = graph.arcs.matrix().tocoo()
    net = nx.DiGraph()
    net.add_nodes_from(range(graph.n_states))
    net.add_weighted_edges_from(zip(arcs.row.tolist(), arcs.col.tolist(), arcs.data.tolist(), strict=True))
    net.add_weighted_edges_from(("point", int(s), float(c)) for s, c in zip(group.state, group.cost_s, strict=True))
    found = nx.single_source_dijkstra_path_length(net, "point", cutoff=limit)
    return np.array([found.get(state, np.inf) for state in range(graph.n_states)])


@pytest.mark.parametrize("profile", ["adult", "wheelchair", "planning"])
@pytest.mark.parametrize("limit", [60.0, 200.0, 3600.0])
def test_seconds_are_those_of_networkx(profile, limit):
    graph = graph_of(profile=profile)
    groups = [seeds((0, 5.0), (0, 9.0), (3, 40.0)), seeds((graph.n_states - 1, 1.0))]
    found = graph.search(groups, limit)
    for row, group in zip(found, groups, strict=True):
        least = seeds(*{int(s): float(group.cost_s[group.state == s].min()) for s in group.state}.items())
        assert row == pytest.approx(by_networkx(graph, least, limit), abs=1e-6)
    assert graph.search([], limit).shape == (0, graph.n_states)


def test_arcs_are_edges_that_may_be_walked_at_the_pace_of_the_profile():
    adult, wheels = graph_of(), graph_of(profile="wheelchair")
    assert len(adult.arcs.data) == 2 * 7 + 1  # seven ways in both directions, e to f in one
    assert len(wheels.arcs.data) == len(adult.arcs.data) - 2  # no steps
    assert graph_of(profile="senior").arcs.data.sum() == pytest.approx(adult.arcs.data.sum() * 1.2 / 0.9)


def test_a_bound_lets_a_walk_of_exactly_its_length_through():
    graph = graph_of()
    state = int(np.flatnonzero(graph.network.osm_id[graph.state_node] == 2)[0])
    far = int(np.flatnonzero(graph.network.osm_id[graph.state_node] == 5)[0])
    exact = 200 / 1.2
    length = float(graph.search([seeds((state, 0.0))], 3600.0)[0, far])
    assert length == pytest.approx(exact, abs=1e-4)
    assert np.isfinite(graph.search([seeds((state, 0.0))], length)[0, far])
    assert np.isinf(graph.search([seeds((state, 0.0))], length - 1e-4)[0, far])


def test_a_way_is_followed_state_by_state_to_its_end():
    graph = graph_of()
    group = seeds((0, 3.0))
    seconds, onward = graph.search_with_way(group, 3600.0)
    arcs = graph.arcs.matrix()
    for state in range(graph.n_states):
        at, total = state, 0.0
        while onward[at] >= 0:
            total += arcs[onward[at], at]
            at = int(onward[at])
        assert at == 0
        assert total + 3.0 == pytest.approx(seconds[state])
    forward, before = graph.search_onward_with_way(group, 3600.0)
    assert forward == pytest.approx(graph.search_onward([group], 3600.0)[0])
    assert before[0] == -1


def test_a_node_inside_a_gated_part_stands_twice():
    """The private way b-x hangs on the street: x has a state to begin at and one to end at, b is open."""
    streets = town(
        {"a": (0, 0), "b": (300, 0), "x": (300, 100)}, [("ab", RESIDENTIAL), ("bx", {"highway": "service", "access": "private"})]
    )
    graph = graph_of(streets)
    assert graph.n_states == 4
    inside = np.flatnonzero(graph.end_state >= 3)
    assert graph.network.osm_id[inside].tolist() == [3]
    assert graph.state_node[graph.end_state[inside]].tolist() == inside.tolist()


def test_parallel_edges_keep_the_quickest():
    row, column, cost = quickest(np.array([0, 0, 1, 0]), np.array([1, 1, 0, 2]), np.array([5.0, 3.0, 1.0, 7.0]))
    assert list(zip(row.tolist(), column.tolist(), cost.tolist(), strict=True)) == [(0, 1, 3.0), (0, 2, 7.0), (1, 0, 1.0)]
    assert [len(part) for part in quickest(np.empty(0, dtype=int), np.empty(0, dtype=int), np.empty(0))] == [0, 0, 0]


def test_ways_onto_the_network_cost_leg_and_edge():
    """30 m beside the middle of the street a-b: the leg is 1.3 times its length, then on to either end."""
    streets, chosen = town({"a": (0, 0), "b": (200, 0)}, [("ab", RESIDENTIAL)]), settings(legs="nearest")
    network = build_network(streets, chosen)
    graph = build_search_graph(network, "adult", chosen)
    legs = attach(network, build_barriers(streets, chosen), np.array([(80.0, 30.0)]) + ORIGIN, chosen).legs
    found = graph.departures(legs)
    cost = {int(network.osm_id[graph.state_node[s]]): float(c) for s, c in zip(found.state, found.cost_s, strict=True)}
    assert cost == pytest.approx({1: (30 + 80) / 1.2, 2: (30 + 120) / 1.2}, abs=1e-3)
    assert np.sort(graph.arrivals(legs).cost_s) == pytest.approx(np.sort(found.cost_s))
