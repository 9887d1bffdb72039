"""A search patch by patch gives the seconds of one search over the whole network."""

import numpy as np
import pytest

from benchmarks.big_city import streets
from tests.fixtures.towns import settings
from xc_gis.analysis.legs.legs import attach
from xc_gis.analysis.network.barriers import build_barriers
from xc_gis.analysis.network.network import build_network
from xc_gis.analysis.times import large_search
from xc_gis.analysis.times.large_search import LargeSearch
from xc_gis.analysis.times.search import build_search_graph

SIDE = 60


@pytest.fixture(scope="module")
def city():
    """About 3.5 by 3 km of streets: graph and the bounds of the network."""
    chosen, data = settings(), streets(SIDE, np.random.default_rng(3))
    network = build_network(data, chosen)
    return build_search_graph(network, "adult", chosen), build_barriers(data, chosen), chosen


def arrivals(city, count, seed):
    graph, barriers, chosen = city
    net = graph.network
    xy = np.random.default_rng(seed).uniform((net.x.min(), net.y.min()), (net.x.max(), net.y.max()), (count, 2))
    return graph.arrivals(attach(net, barriers, xy, chosen).legs)


@pytest.mark.parametrize(("patch_m", "halo_m"), [(500.0, 100.0), (900.0, 300.0), (5000.0, 10.0)])
@pytest.mark.parametrize(("count", "bound_s"), [(3, 600.0), (40, 1800.0), (200, 200.0)])
def test_patches_change_no_second(city, monkeypatch, patch_m, halo_m, count, bound_s):
    for name, value in (("PATCH_M", patch_m), ("HALO_M", halo_m), ("LARGE_STATES", 0), ("LEAST_IN_PATCH", 0)):
        monkeypatch.setattr(large_search, name, value)
    group = arrivals(city, count, seed=count)
    whole = city[0].search([group], bound_s)[0]
    assert np.isfinite(whole).any()
    large = LargeSearch(city[0])
    assert np.array_equal(large.search(group, bound_s), whole)
    assert np.array_equal(large.search(group, bound_s / 2), city[0].search([group], bound_s / 2)[0])


def test_a_facility_beyond_the_rim_of_a_patch_is_found(city, monkeypatch):
    for name, value in (("PATCH_M", 600.0), ("HALO_M", 50.0), ("LARGE_STATES", 0), ("LEAST_IN_PATCH", 0)):
        monkeypatch.setattr(large_search, name, value)
    group = arrivals(city, 1, seed=1)
    found = LargeSearch(city[0]).search(group, 7200.0)
    assert np.isfinite(found).mean() > 0.9
    assert np.array_equal(found, city[0].search([group], 7200.0)[0])
