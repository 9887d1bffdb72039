"""What a leg may not cross, against shapely leg by leg."""

import numpy as np
import pytest
import shapely

from xc_gis.analysis.network.barriers import TRIM_M, Barriers


def blocked_by_shapely(start, end, origin, target):
    walls = shapely.MultiLineString(list(np.stack([start, end], axis=1)))
    found = []
    for a, b in zip(origin, target, strict=True):
        length = np.hypot(*(b - a))
        trim = (b - a) * (TRIM_M / length) if length else 0.0
        found.append(bool(length > 2 * TRIM_M and shapely.intersects(walls, shapely.LineString([a + trim, b - trim]))))
    return np.array(found)


@pytest.mark.parametrize("seed", range(6))
def test_legs_into_all_quarters_of_the_compass_are_stopped_where_shapely_says_so(seed):
    rng = np.random.default_rng(seed)
    start = rng.uniform(0, 900, (40, 2))
    end = (
        start + rng.normal(0, 60, (40, 2)) * rng.choice([1, 1, 1, 8], 40)[:, None]
    )  # some are far longer than a cell of the raster
    point = np.sort(rng.integers(0, 60, 1500))
    origin = rng.uniform(-300, 1200, (60, 2))[point]  # some lie where no barrier is
    target = origin + rng.uniform(-150, 150, (1500, 2))
    target[:40] = origin[:40] + np.array([30.0, 0.0])
    target[40:60] = origin[40:60]
    expected = blocked_by_shapely(start, end, origin, target)
    assert 0.1 < expected.mean() < 0.9
    assert (Barriers(start, end).blocks(origin, target, point) == expected).all()


def test_who_starts_at_a_wall_is_not_stopped_by_it_but_who_crosses_it_is():
    wall = Barriers(np.array([[0.0, 0.0]]), np.array([[0.0, 100.0]]))
    origin = np.array([[0.0, 50.0], [-10.0, 50.0], [-10.0, 101.0]])
    target = np.array([[40.0, 50.0], [40.0, 50.0], [40.0, 101.0]])
    assert wall.blocks(origin, target, np.arange(3)).tolist() == [False, True, False]


def test_without_barriers_nothing_is_stopped():
    nothing = Barriers(np.empty((0, 2)), np.empty((0, 2)))
    assert not nothing.blocks(np.zeros((2, 2)), np.full((2, 2), 80.0), np.arange(2)).any()
