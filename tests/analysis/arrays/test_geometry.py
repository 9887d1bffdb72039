"""The plane in which lengths are measured, and an order that keeps neighbours close."""

import numpy as np
import pytest
import shapely
from pyproj import Geod

from xc_gis.analysis.arrays.geometry import diagonals, morton_order, neighbourhoods, points_of, to_degrees, to_plane


def test_metres_in_the_plane_are_metres_on_the_ground():
    """Beside the central meridian of EPSG:4548 (117 degrees east) the plane is the ellipsoid: the geodesic is the straight line."""
    lon, lat = np.array([117.0, 117.01]), np.array([39.9, 39.905])
    x, y = to_plane(lon, lat, "EPSG:4548")
    _, _, metres = Geod(ellps="WGS84").inv(lon[0], lat[0], lon[1], lat[1])
    assert np.hypot(np.diff(x), np.diff(y))[0] == pytest.approx(metres, rel=1e-6)
    assert x[0] == pytest.approx(500_000, abs=1e-3)
    assert y[1] > y[0]
    np.testing.assert_allclose(to_degrees(x, y, "EPSG:4548"), (lon, lat), atol=1e-9)


def interleaved(column, row):
    return sum(((column >> bit) & 1) << (2 * bit) | ((row >> bit) & 1) << (2 * bit + 1) for bit in range(32))


def test_order_is_that_of_the_interleaved_bits_and_ties_keep_their_place():
    rng = np.random.default_rng(1)
    x, y = rng.integers(0, 70_000, 200).astype(float), rng.integers(0, 70_000, 200).astype(float)
    x[50:60], y[50:60] = x[0], y[0]
    keys = [interleaved(int(a - x.min()), int(b - y.min())) for a, b in zip(x, y, strict=True)]
    assert morton_order(x, y).tolist() == sorted(range(200), key=lambda n: (keys[n], n))
    assert len(morton_order(np.empty(0), np.empty(0))) == 0


@pytest.mark.parametrize(("at_most", "sizes"), [(10, [10, 10, 3]), (23, [23]), (22, [22, 1]), (1, [1] * 23)])
def test_every_point_is_in_one_part_and_no_part_is_larger_than_asked(at_most, sizes):
    xy = np.random.default_rng(2).uniform(0, 5000, (23, 2))
    parts = neighbourhoods(xy, at_most)
    assert [len(part) for part in parts] == sizes
    assert sorted(np.concatenate(parts).tolist()) == list(range(23))
    assert all((np.diff(part) > 0).all() for part in parts)


def test_parts_lie_close_together():
    corners = np.array([(0, 0), (9000, 9000)])
    xy = np.concatenate([corners[0] + np.random.default_rng(3).uniform(0, 9, (5, 2)), corners[1] + np.zeros((5, 2))])[
        [0, 5, 1, 6, 2, 7, 3, 8, 4, 9]
    ]
    assert {tuple(part.tolist()) for part in neighbourhoods(xy, 5)} == {(0, 2, 4, 6, 8), (1, 3, 5, 7, 9)}


def test_a_diagonal_has_the_bounds_of_its_box():
    lines = diagonals(np.array([0.0, 5.0]), np.array([1.0, 6.0]), np.array([2.0, 5.0]), np.array([3.0, 6.0]))
    assert shapely.bounds(lines).tolist() == [[0, 1, 2, 3], [5, 6, 5, 6]]


def test_a_place_that_is_not_known_is_no_point():
    points = points_of(np.array([[1.0, 2.0], [np.nan, np.nan]]))
    assert (points[0].x, points[0].y, points[1]) == (1, 2, None)
