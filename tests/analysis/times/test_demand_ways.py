"""Ways of all demand points onto the network: found by place, read for one search or many, as by brute force."""

import numpy as np
import pytest

from xc_gis.analysis.legs.legs import without_islands
from xc_gis.analysis.times.demand_ways import DemandWays
from xc_gis.analysis.times.search import Seeds, build_search_graph


@pytest.fixture(scope="module")
def ways(small):
    graph = build_search_graph(small.found.scene.network, "adult", small.study.settings)
    made = DemandWays(small.found.scene.demand, graph)
    made.prepare()
    return made


def test_points_in_a_box_borders_included(ways):
    xy = ways.demand.xy
    for west_south, east_north in (((300, 100), (1500, 700)), ((0, 0), (10, 10)), ((-1e6, -1e6), (1e6, 1e6))):
        low, high = np.array(west_south) + xy.min(axis=0), np.array(east_north) + xy.min(axis=0)
        expected = np.flatnonzero(((xy >= low) & (xy <= high)).all(axis=1) & ~ways.demand.off_network)
        assert ways.within(low, high).tolist() == expected.tolist()
    first = xy[5]
    assert 5 in ways.within(first, first).tolist()


@pytest.mark.parametrize("searches", [1, 4])
def test_least_seconds_are_those_over_every_way(ways, searches):
    graph, rng = ways.graph, np.random.default_rng(13)
    everything = np.array((-1e9, -1e9)), np.array((1e9, 1e9))
    piece = ways.pieces.within(*everything)
    at = rng.integers(0, graph.n_states, searches)
    groups = [Seeds(np.array([0]), np.array([s]), np.array([1.0]), np.array([0])) for s in at]
    onward = piece.graph.search(groups, 700.0)
    points = np.arange(0, ways.demand.n_points, 3)
    departures = graph.departures(without_islands(ways.demand).legs)
    found = ways.read(piece, onward, points)
    assert found.shape == (len(points), searches)
    for row, point in enumerate(points):
        mine = departures.point == point
        for n in range(searches):
            best = (onward[n][piece.rows(departures.state[mine])] + departures.cost_s[mine]).min(initial=np.inf)
            assert found[row, n] == pytest.approx(best)
    assert np.isinf(found).any()


def test_states_outside_a_piece_are_out_of_reach(ways):
    corner = ways.demand.xy.min(axis=0)
    piece = ways.pieces.within(corner - 50, corner + 450)
    onward = piece.graph.search([Seeds(np.array([0]), np.array([0]), np.array([1.0]), np.array([0]))], 3600.0)
    points = np.arange(ways.demand.n_points)
    seconds = ways.read(piece, onward, points)[:, 0]
    far = (ways.demand.xy > corner + 900).any(axis=1)
    assert np.isinf(seconds[far]).all()
    assert np.isfinite(seconds[~far]).any()
    assert np.isinf(ways.read(piece, np.full((1, piece.graph.n_states), np.inf), points)).all()
