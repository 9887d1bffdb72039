"""Legs against a search by trial: every centimetre-spaced end of every edge, walls tested with shapely."""

import numpy as np
import pytest
import shapely

from tests.fixtures.towns import FOOTWAY, ORIGIN, RESIDENTIAL, settings, town, walks_seconds
from xc_gis.analysis.legs.legs import attach
from xc_gis.analysis.network.barriers import build_barriers
from xc_gis.analysis.network.network import build_network

TOWN = town(
    {
        "a": (0, 0), "b": (180, 20), "c": (200, 210), "d": (20, 190), "e": (90, 100), "f": (330, 100),
        "w": (40, 60), "x": (140, 60), "y": (150, 160), "p": (-60, 100), "q": (260, 160),
    },
    [("abcd da", RESIDENTIAL), ("aec", FOOTWAY), ("bf", {"highway": "primary"}), ("fc", {"highway": "steps"}), ("pd", FOOTWAY)],
    lines=[("wxy", {"barrier": "wall"}), ("qf", {"waterway": "canal"})],
)  # fmt: skip
STEP_M = 0.25


def trial_cost(network, barriers, point, node, chosen):
    """Least metres-equivalent from a point to a node by legs onto edges that end there, by trial."""
    walls = shapely.linestrings(np.stack([barriers.start, barriers.end], axis=1))
    best = np.inf
    for edge in np.flatnonzero((network.u == node) | (network.v == node)):
        u = np.array([network.x[network.u[edge]], network.y[network.u[edge]]])
        v = np.array([network.x[network.v[edge]], network.y[network.v[edge]]])
        length = network.length_m[edge]
        low = 0.02 if not network.major[edge] and network.on_major[network.u[edge]] else 0.0
        high = length - (0.02 if not network.major[edge] and network.on_major[network.v[edge]] else 0.0)
        for at in np.linspace(low, high, int(length / STEP_M) + 2):
            end = u + (v - u) * at / length
            straight = np.hypot(*(end - point))
            if straight > 150:
                continue
            if straight > 0.02:
                trim = (end - point) / straight * 0.01
                if shapely.intersects(walls, shapely.LineString([point + trim, end - trim])).any():
                    continue
            onward = at if network.u[edge] == node else length - at
            wait = 7.5 * 1.2 * network.major[edge]
            best = min(best, 1.3 * straight + wait + onward * network.slowness[edge])
    return best


def our_cost(network, legs, node):
    """Least metres-equivalent to a node by the legs found: onto it, onto an edge that ends there, onto that edge's other end."""
    best = np.inf
    for k in range(len(legs.point)):
        cost = 1.3 * legs.straight_m[k] + 7.5 * 1.2 * legs.waits[k]
        edge = legs.edge[k]
        if legs.node[k] == node:
            best = min(best, cost)
        elif edge >= 0 and node in (network.u[edge], network.v[edge]):
            onward = legs.offset_m[k] if network.u[edge] == node else network.length_m[edge] - legs.offset_m[k]
            best = min(best, cost + onward * network.slowness[edge])
        elif edge < 0:
            joined = ((network.u == node) & (network.v == legs.node[k])) | ((network.v == node) & (network.u == legs.node[k]))
            for other in np.flatnonzero(joined):
                best = min(best, cost + network.length_m[other] * network.slowness[other])
    return best


@pytest.mark.parametrize("seed", range(6))
def test_with_walls_no_trial_end_beats_the_legs_found_unless_only_odd_ends_are_free(seed):
    """A wall may leave free only ends that are neither the foot nor the best ones: the method knows three ends an edge."""
    chosen = settings()
    network, barriers = build_network(TOWN, chosen), build_barriers(TOWN, chosen)
    point = np.random.default_rng(seed).uniform((-40, -40), (320, 240)) + ORIGIN
    legs = attach(network, barriers, point[None, :], chosen).legs
    costs = [
        (our_cost(network, legs, node), trial_cost(network, barriers, point, node, chosen)) for node in range(network.n_nodes)
    ]
    assert all(ours >= trial - 0.05 - STEP_M for ours, trial in costs if np.isfinite(ours))
    assert sum(ours <= trial + 1e-6 for ours, trial in costs) >= 3


@pytest.mark.parametrize("seed", range(8))
def test_without_walls_the_closed_form_is_the_best_of_all_ends(seed):
    nodes = {"a": (0, 0), "b": (180, 20), "c": (200, 210), "d": (20, 190), "f": (330, 100)}
    free = town(nodes, [("abcd da", RESIDENTIAL), ("bf", {"highway": "primary"}), ("cf", {"highway": "steps"})])
    chosen = settings()
    barriers = build_barriers(town({"a": (0, 900), "b": (1, 900)}, [("ab", FOOTWAY)]), chosen)
    network = build_network(free, chosen)
    point = np.random.default_rng(seed).uniform((-40, -40), (320, 240)) + ORIGIN
    legs = attach(network, barriers, point[None, :], chosen).legs
    for node in range(network.n_nodes):
        ours, trial = our_cost(network, legs, node), trial_cost(network, barriers, point, node, chosen)
        assert ours <= trial + 1e-6
        if np.isfinite(trial):
            assert ours >= trial - 0.05 - STEP_M


def test_one_point_on_a_wall_and_one_beyond_reach():
    found = walks_seconds(TOWN, [(90, 60), (-400, -400)], [(180, 20)])
    assert not np.isnan(found[0])
    assert np.isnan(found[1])
