"""Compiled code finds the legs that NumPy finds, to the last bit (decision 130)."""

import numpy as np
import pytest

from tests.analysis.isochrones.test_isochrone import TOWN
from tests.fixtures.towns import ORIGIN, network_of, settings
from xc_gis.analysis.arrays import loops
from xc_gis.analysis.legs import leg_loop, legs
from xc_gis.analysis.network.barriers import build_barriers


@pytest.mark.parametrize("room", [12, 400_000])
def test_legs(built_library, monkeypatch, room):
    """Also where there is room for the legs of a few points only, and not even for those of one."""
    chosen, chance = settings(), np.random.default_rng(8)
    network, barriers = network_of(TOWN), build_barriers(TOWN, chosen)
    xy = chance.uniform(-200, 550, (700, 2)) + ORIGIN
    xy[:40] = np.column_stack([network.x, network.y])[
        chance.integers(0, network.n_nodes, 40)
    ]  # on nodes, whose legs have no length
    xy[::9] = np.nan
    monkeypatch.setattr(leg_loop, "ROOM", room)
    monkeypatch.setattr(loops, "LIBRARY", None)
    expected = legs.attach(network, barriers, xy, chosen)
    monkeypatch.setattr(loops, "LIBRARY", built_library)
    monkeypatch.setattr(legs, "find_leg_candidates", None)  # not asked
    found = legs.attach(network, barriers, xy, chosen)
    assert len(expected.legs.point) > len(xy)
    assert 0 < expected.legs.to_u.sum() < len(expected.legs.point)
    for name in legs.PAIR_COLUMNS:
        assert np.array_equal(getattr(found.candidates, name), getattr(expected.candidates, name)), name
    for name in legs.LEG_COLUMNS:
        assert np.array_equal(getattr(found.legs, name), getattr(expected.legs, name), equal_nan=name == "offset_m"), name
        assert getattr(found.legs, name).dtype == getattr(expected.legs, name).dtype
    assert np.array_equal(found.off_network, expected.off_network)
