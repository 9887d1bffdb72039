"""Hot spots: the documented example of the library, and no more false ones than were asked for."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from xc_gis.analysis.governance.hot_spots import hot_spots, neighbours, scores


def test_the_documented_example_of_the_library():
    near = {0: [1, 3], 1: [0, 3, 4], 2: [4], 3: [0, 1, 4], 4: [1, 2, 3, 5], 5: [4]}
    z, p = scores(np.array([2, 3, 3.2, 5, 8, 7]), near)
    assert z == pytest.approx([-1.39727626, -0.28917762, 0.65064964, -0.28917762, 1.23452088, 2.02424331])
    assert p[5] == pytest.approx(2 * 0.02147256, abs=1e-7)


def grid(n):
    return gpd.GeoDataFrame(
        geometry=[shapely.box(x * 100, y * 100, x * 100 + 90, y * 100 + 90) for y in range(n) for x in range(n)], crs="EPSG:4548"
    )


def test_neighbours_lie_across_a_road():
    near = neighbours(grid(3))
    assert near[4] == [0, 1, 2, 3, 5, 6, 7, 8]
    assert near[0] == [1, 3, 4]


def test_a_point_has_no_neighbours():
    places = gpd.GeoDataFrame(geometry=[shapely.Point(0, 0), shapely.box(0, 0, 9, 9), None], crs="EPSG:4548")
    assert neighbours(places) == {1: []}


def test_a_planted_cluster_is_found_and_noise_is_not():
    random = np.random.default_rng(4)
    values = random.normal(10, 1, (100, 6))
    values[[44, 45, 54, 55], 0] += 12
    words = hot_spots(values, neighbours(grid(10)))
    assert set(np.flatnonzero(words[:, 0] == "hot")) >= {44, 45, 54, 55}
    assert (words[:, 1:] != "none").sum() <= 3  # 500 tests of noise: at 5 % without correction about 25
    assert (words == "").sum() == 0


def test_nothing_is_said_where_nothing_can_be_tested():
    near = neighbours(grid(3))
    same, few = np.full((9, 1), 5.0), np.array([1.0, 2, *[np.nan] * 7])[:, None]
    assert (hot_spots(same, near) == "").all()
    assert (hot_spots(few, near) == "").all()
