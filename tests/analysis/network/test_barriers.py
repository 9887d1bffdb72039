"""What no straight leg may cross (method §3): asked of shapely leg by leg, on random walls and on paper."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from tests.fixtures.towns import ORIGIN, settings, town
from xc_gis.analysis.network import barriers as module
from xc_gis.analysis.network.barriers import TRIM_M, Barriers, build_barriers


def walls(*lines):
    pieces = np.array(lines, dtype=float).reshape(-1, 2, 2)
    return Barriers(pieces[:, 0], pieces[:, 1])


def blocked(barriers, *legs, point=None):
    ends = np.array(legs, dtype=float).reshape(-1, 2, 2)
    return barriers.blocks(ends[:, 0], ends[:, 1], np.arange(len(ends)) if point is None else np.array(point)).tolist()


WALL = ((0, 0), (100, 0))


@pytest.mark.parametrize(
    ("leg", "stops"),
    [
        (((50, -10), (50, 10)), True),
        (((50, 10), (50, -10)), True),
        (((50, 5), (50, 20)), False),
        (((50, 0), (50, 20)), False),  # begins at the wall
        (((50, 20), (50, 0)), False),  # ends at it
        (((50, -0.02), (50, 20)), True),  # two centimetres behind it
        (((50, -0.005), (50, 0.005)), False),  # of a centimetre in all
        (((-10, 0), (110, 0)), True),  # along it
        (((110, 0), (200, 0)), False),
        (((100, -5), (100, 5)), True),  # over its end
        (((101, -5), (101, 5)), False),
    ],
)
def test_a_leg_without_its_first_and_last_centimetre_meets_the_wall_or_not(leg, stops):
    assert blocked(walls(WALL), leg) == [stops]


@pytest.mark.parametrize("at_once", [7, 100_000])
def test_random_legs_and_walls_are_as_shapely_says(monkeypatch, at_once):
    monkeypatch.setattr(module, "PAIRS_AT_ONCE", at_once)
    rng = np.random.default_rng(5)
    start = rng.uniform(0, 400, (60, 2))
    barriers = Barriers(start, start + rng.uniform(-80, 80, (60, 2)))
    origins = rng.uniform(0, 400, (25, 2))
    point = rng.integers(0, 25, 300)
    target = origins[point] + rng.uniform(-90, 90, (300, 2))
    trim = TRIM_M / np.hypot(*(target - origins[point]).T)[:, None]
    shorter = np.stack([origins[point] + (target - origins[point]) * trim, target - (target - origins[point]) * trim], axis=1)
    pieces = shapely.linestrings(np.stack([barriers.start, barriers.end], axis=1))
    expected = [bool(shapely.intersects(shapely.linestrings(leg), pieces).any()) for leg in shorter]
    assert 30 < sum(expected) < 270
    assert barriers.blocks(origins[point], target, point).tolist() == expected


def test_without_walls_nothing_is_blocked():
    assert blocked(walls(), ((0, 0), (9, 9))) == [False]
    assert blocked(walls(WALL)) == []


NODES = {"a": (0, 0), "b": (100, 0), "c": (200, 50)}


def lengths(streets):
    found = build_barriers(streets, settings())
    return sorted(np.hypot(*(found.end - found.start).T).round(3).tolist())


def test_lines_and_big_roads_are_taken_piece_by_piece_and_bridges_are_not():
    streets = town(NODES, [("abc", {"highway": "primary"}), ("ab", {"highway": "tertiary"}), ("bc", {"highway": "primary", "bridge": "yes"})],
                   lines=[("ab", {"barrier": "wall"}), ("bc", {"railway": "rail", "layer": "-1"})])  # fmt: skip
    assert lengths(streets) == pytest.approx([100, 100, round(np.hypot(100, 50), 3)])


def test_water_stops_at_its_edges_holes_included_and_other_grounds_do_not():
    streets = town(NODES, [("ab", {"highway": "footway"})], water=[[(0, 0), (40, 0), (40, 30), (0, 30)]])
    assert lengths(streets) == pytest.approx([30, 30, 40, 40], abs=0.01)
    park = streets.background.assign(kind="green")
    object.__setattr__(streets, "background", gpd.GeoDataFrame(park, crs=streets.background.crs))
    assert lengths(streets) == []
    assert blocked(build_barriers(town(NODES, []), settings()), (ORIGIN, ORIGIN)) == [False]
