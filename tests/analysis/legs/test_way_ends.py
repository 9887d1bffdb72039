"""Ways that are left out are never the quickest: least seconds to every node by all six ways of an edge, worked out one by one."""

import numpy as np
import pytest

from tests.analysis.legs.test_legs_by_brute_force import TOWN
from tests.fixtures.towns import ORIGIN, settings
from xc_gis.analysis.legs.legs import attach
from xc_gis.analysis.network.barriers import build_barriers
from xc_gis.analysis.network.network import build_network
from xc_gis.analysis.times.search import build_search_graph


def least_by_all_ways(network, legs, graph, profile):
    """Seconds from each point to each node by a leg, and along its edge where it ends on one; inf without one."""
    least = np.full((legs.n_points, network.n_nodes), np.inf)
    at_u, at_v = network.delays(profile)
    for k in range(len(legs.point)):
        seconds = 1.3 * legs.straight_m[k] / graph.speed_m_s + graph.leg_wait_s * legs.waits[k]
        edge, ways = legs.edge[k], []
        if edge < 0:
            if profile != "wheelchair" or network.node_on_wheels[legs.node[k]]:
                ways.append((legs.node[k], 0.0))
        elif profile != "wheelchair" or not network.steps[edge]:
            pace = network.slowness[edge] / graph.speed_m_s
            if network.backward[edge]:
                ways.append((network.u[edge], legs.offset_m[k] * pace + at_u[edge]))
            if network.forward[edge]:
                ways.append((network.v[edge], (network.length_m[edge] - legs.offset_m[k]) * pace + at_v[edge]))
        for node, onward in ways:
            least[legs.point[k], node] = min(least[legs.point[k], node], seconds + onward)
    return least


@pytest.mark.parametrize("profile", ["adult", "senior", "wheelchair", "planning"])
def test_the_least_seconds_to_every_node_are_those_of_all_ways(profile):
    chosen = settings()
    network, barriers = build_network(TOWN, chosen), build_barriers(TOWN, chosen)
    points = np.random.default_rng(5).uniform((-40, -40), (340, 240), (150, 2)) + ORIGIN
    legs = attach(network, barriers, points, chosen).legs
    graph = build_search_graph(network, profile, chosen)
    found = graph.departures(legs)
    ours = np.full((len(points), network.n_nodes), np.inf)
    np.minimum.at(ours, (found.point, found.state), found.cost_s)
    expected = least_by_all_ways(network, legs, graph, profile)
    assert np.isfinite(expected).sum() > 300
    assert (np.isfinite(ours) == np.isfinite(expected)).all()
    reached = np.isfinite(ours)
    assert np.allclose(ours[reached], expected[reached], rtol=0, atol=1e-9)


def test_most_ways_are_left_out():
    chosen = settings()
    network, barriers = build_network(TOWN, chosen), build_barriers(TOWN, chosen)
    points = np.random.default_rng(5).uniform((-40, -40), (340, 240), (150, 2)) + ORIGIN
    legs = attach(network, barriers, points, chosen).legs
    on_edge = legs.edge >= 0
    assert legs.to_u[~on_edge].all()
    assert not legs.to_v[~on_edge].any()
    assert (legs.to_u[on_edge].sum() + legs.to_v[on_edge].sum()) < 0.6 * 2 * on_edge.sum()
