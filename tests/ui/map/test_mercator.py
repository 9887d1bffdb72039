"""The square of Web Mercator: there and back, its middle, its ends, many rings at once."""

import numpy as np
import pytest

from xc_gis.ui.map.mercator import to_degrees, to_world, worlds


def test_web_mercator_goes_there_and_back():
    lon, lat = np.array([116.3912, -70.0]), np.array([39.9072, -33.0])
    for (x, y), a, b in zip(to_world(lon, lat), lon, lat, strict=True):
        assert to_degrees(x, y) == pytest.approx((a, b), abs=1e-9)
    assert to_world(np.array([0.0]), np.array([0.0]))[0] == pytest.approx((0.5, 0.5))


def test_the_square_ends_before_the_poles():
    (_, north), (_, south) = to_world(np.array([0.0, 0.0]), np.array([90.0, -90.0]))
    assert (north, south) == (pytest.approx(0.0, abs=1e-4), pytest.approx(1.0, abs=1e-4))


def test_many_rings_are_the_rings_one_by_one():
    rings = [np.array([[116.3, 39.9], [116.4, 39.9], [116.4, 40.0]]), np.array([[0.0, 0.0]])]
    for found, ring in zip(worlds(rings), rings, strict=True):
        assert np.array_equal(found, to_world(ring[:, 0], ring[:, 1]))
    assert worlds([]) == []
