"""Ways from the cells of a grid: leaving out those that are never the only quickest changes no time."""

import numpy as np
import pytest

from tests.analysis.isochrones.test_isochrone import TOWN
from tests.fixtures.towns import ORIGIN, settings
from xc_gis.analysis.isochrones import grid_ways as module
from xc_gis.analysis.isochrones.grid import build_grid_legs, grid_over
from xc_gis.analysis.isochrones.grid_ways import Ways, grid_ways
from xc_gis.analysis.network.barriers import build_barriers
from xc_gis.analysis.network.network import build_network
from xc_gis.analysis.times.search import Seeds, build_search_graph

LIMIT_S = 500.0


@pytest.mark.parametrize("profile", ["adult", "wheelchair"])
def test_thinned_ways_give_every_cell_its_least_seconds(profile, monkeypatch):
    monkeypatch.setattr(module, "LOOKUPS_AT_ONCE", 50)
    chosen = settings()
    network, barriers = build_network(TOWN, chosen), build_barriers(TOWN, chosen)
    low = np.array(ORIGIN) - 100
    legs = build_grid_legs(network, barriers, grid_over((*low, *(low + 600)), 40.0), chosen).attached.legs
    graph = build_search_graph(network, profile, chosen)
    thin, every = grid_ways(graph, legs), grid_ways(graph, legs, thin=False)
    assert len(thin.to.cell) < len(every.to.cell)
    assert len(thin.through.cell) < len(thin.to.cell)
    departures = graph.departures(legs)
    for state in range(0, graph.n_states, 3):
        onward = graph.search([Seeds(np.array([0]), np.array([state]), np.array([2.0]), np.array([0]))], LIMIT_S)[0]
        reached = np.flatnonzero(np.isfinite(onward))
        ends = np.flatnonzero(reached == state)
        brute = np.full(legs.n_points, np.inf)
        np.minimum.at(brute, departures.point, onward[departures.state] + departures.cost_s)
        for ways in (thin, every):
            found = ways.seconds(reached, onward[reached], ends)
            within = brute <= LIMIT_S  # beyond the bound of the search nobody asks
            assert found[within] == pytest.approx(brute[within], abs=1e-6)
            assert (found[~within] > LIMIT_S).all()


def test_ways_to_states_lower_their_cells_alone():
    ways = Ways(np.array([0, 2, 2, 3]), np.array([0, 3, 1]), np.array([5.0, 7.0, 1.0]))
    seconds = np.array([4.0, 9.0, 9.0, 9.0])
    ways.lower(seconds, np.array([0, 2]), np.array([1.0, 0.5]))
    assert seconds.tolist() == [4.0, 1.5, 9.0, 8.0]
    ways.lower(seconds, np.empty(0, dtype=int), np.empty(0))
    ways.lower(seconds, np.array([1]), np.array([0.0]))
    assert seconds.tolist() == [4.0, 1.5, 9.0, 8.0]
