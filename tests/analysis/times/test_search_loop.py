"""Compiled searches find what SciPy finds (decision 130)."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.sparse.csgraph import dijkstra

from tests.analysis.isochrones.test_isochrone import TOWN
from tests.fixtures.towns import ORIGIN, network_of, settings
from xc_gis.analysis.arrays import loops
from xc_gis.analysis.legs.legs import attach
from xc_gis.analysis.network.barriers import build_barriers
from xc_gis.analysis.times import search
from xc_gis.analysis.times.arcs import Arcs
from xc_gis.analysis.times.search import build_search_graph
from xc_gis.analysis.times.search_loop import SeedGroups, StateWays, search_and_lower, search_rows, ways_by_state

LEAST = 2.0**-30


def chance_graph(chance, n):
    row, column = chance.integers(0, n, (2, 4 * n))
    cost = chance.choice([1.0, 2.5, 3.0, 7.25, 0.125], 4 * n)  # their sums are not rounded
    key, first = np.unique(row * n + column, return_index=True)
    return Arcs.of_pairs(key // n, key % n, cost[first], n)


@pytest.mark.parametrize("limit", [0.0, 4.0, 11.5, np.inf])
def test_search(built_library, monkeypatch, limit):
    monkeypatch.setattr(loops, "LIBRARY", built_library)
    chance, n = np.random.default_rng(6), 300
    arcs = chance_graph(chance, n)
    seeds = [(chance.integers(0, n, size), chance.choice([0.0, 0.375, 2.0, 20.0], size)) for size in (3, 0, 1, 8)]
    found = search_rows(arcs, SeedGroups.of(seeds), LEAST, limit)
    for row, (state, cost) in zip(found, seeds, strict=True):
        expected = np.full(n, np.inf)
        for one, seconds in zip(state, cost, strict=True):
            expected = np.minimum(expected, max(seconds, LEAST) + dijkstra(arcs.matrix(), indices=one))
        expected[expected > limit] = np.inf
        assert np.array_equal(row, expected)


def test_search_and_lower(built_library, monkeypatch):
    monkeypatch.setattr(loops, "LIBRARY", built_library)
    chance, n, places = np.random.default_rng(7), 200, 90
    arcs = chance_graph(chance, n)
    groups = SeedGroups.of([(chance.integers(0, n, size), chance.uniform(0, 3, size)) for size in (2, 0, 5)])
    rows = search_rows(arcs, groups, 1e-9, 6.0)
    column_of = np.where(chance.random(places) < 0.7, chance.integers(0, 40, places), -1)

    def ways(count):
        state = np.sort(chance.integers(0, n, count))
        return StateWays(np.searchsorted(state, np.arange(n + 1)), chance.integers(0, places, count), chance.uniform(0, 9, count))

    through, ends = ways(900), ways(400)
    known = chance.uniform(0, 30, (3, 40))
    for other in (None, ends):
        table, expected = known.copy(), known.copy()
        search_and_lower(arcs, groups, 1e-9, 6.0, through, other, column_of, table)
        for group, seconds in enumerate(rows):
            seeds = groups.state[groups.first[group] : groups.first[group + 1]]
            for some, states in ((through, range(n)), (other, set(seeds.tolist()))):
                for state in states if some else ():
                    for way in range(some.first[state], some.first[state + 1]):
                        if (column := column_of[some.begin[way]]) >= 0:
                            expected[group, column] = min(expected[group, column], some.cost_s[way] + seconds[state])
        assert np.array_equal(table, expected)
        assert (table < known).any()


@pytest.mark.parametrize("profile", ["adult", "wheelchair", "planning"])
def test_ways_of_legs(built_library, monkeypatch, profile):
    chosen, chance = settings(), np.random.default_rng(3)
    network = network_of(TOWN)
    network = replace(network, ride_u=chance.uniform(0, 9, network.n_edges), forward=chance.random(network.n_edges) < 0.8)
    legs = attach(network, build_barriers(TOWN, chosen), chance.uniform(-200, 550, (300, 2)) + ORIGIN, chosen).legs
    graph = build_search_graph(network, profile, chosen)
    for ways in (graph.departures, graph.arrivals):
        found = []
        for library, many in ((None, 0), (built_library, 0)):
            monkeypatch.setattr(loops, "LIBRARY", library)
            monkeypatch.setattr(search, "MANY_LEGS", many)
            found.append(ways(legs))
        assert len(found[0].point) > 300
        assert all(np.array_equal(one, other) for one, other in zip(*(vars(seeds).values() for seeds in found), strict=True))


def test_ways_by_state(built_library, monkeypatch):
    monkeypatch.setattr(loops, "LIBRARY", built_library)
    chance = np.random.default_rng(2)
    state, begin, cost = chance.integers(0, 40, 500), np.arange(500), chance.uniform(0, 9, 500)
    found, order = ways_by_state(50, state, begin, cost), np.argsort(state, kind="stable")
    assert np.array_equal(found.first, np.searchsorted(state[order], np.arange(51)))
    assert np.array_equal(found.begin, begin[order])
    assert np.array_equal(found.cost_s, cost[order])
