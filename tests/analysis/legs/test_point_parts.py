"""Some points with their legs are the same as these points alone."""

import numpy as np
import pytest

from tests.fixtures.towns import ORIGIN, RESIDENTIAL, settings, town
from xc_gis.analysis.legs.legs import LEG_COLUMNS, attach
from xc_gis.analysis.legs.point_parts import joined, legs_of, only, part_of, rearranged
from xc_gis.analysis.network.barriers import build_barriers
from xc_gis.analysis.network.network import build_network

XY = np.array([(10, 20), (5000, 0), (60, -30), (90, 90), (np.nan, np.nan), (150, 10)], dtype=float) + ORIGIN


@pytest.fixture(scope="module")
def scene():
    streets, chosen = town({"a": (0, 0), "b": (100, 0), "c": (200, 100)}, [("abc", RESIDENTIAL)]), settings()
    return build_network(streets, chosen), build_barriers(streets, chosen), chosen


def same(one, other):
    assert all(np.array_equal(getattr(one.legs, name), getattr(other.legs, name), equal_nan=True) for name in LEG_COLUMNS)
    for name in type(one.candidates).__dataclass_fields__:
        assert np.array_equal(getattr(one.candidates, name), getattr(other.candidates, name)), name
    assert np.array_equal(one.xy, other.xy, equal_nan=True)
    assert one.off_network.tolist() == other.off_network.tolist()


@pytest.mark.parametrize("points", [[0], [2, 5], [1, 4], [0, 1, 2, 3, 4, 5], []])
def test_part_of_points_is_what_these_points_alone_have(scene, points):
    network, barriers, chosen = scene
    every = attach(network, barriers, XY, chosen)
    index = np.array(points, dtype=np.int64)
    alone = attach(network, barriers, XY[index].reshape(-1, 2), chosen)
    same(part_of(every, index), alone)
    assert all(np.array_equal(getattr(legs_of(every, index), n), getattr(alone.legs, n), equal_nan=True) for n in LEG_COLUMNS)


def test_points_in_another_order_are_what_these_points_have(scene):
    network, barriers, chosen = scene
    order = np.array([5, 1, 0, 4, 3, 2])
    same(rearranged(attach(network, barriers, XY, chosen), order), attach(network, barriers, XY[order], chosen))


def test_points_left_out_and_taken_twice_are_what_these_points_have(scene):
    network, barriers, chosen = scene
    order = np.array([5, 1, 5, 2])
    same(rearranged(attach(network, barriers, XY, chosen), order), attach(network, barriers, XY[order], chosen))


@pytest.mark.parametrize("first", [0, 2, 6])
def test_points_joined_are_all_of_them(scene, first):
    network, barriers, chosen = scene
    one, other = (attach(network, barriers, xy.reshape(-1, 2), chosen) for xy in (XY[:first], XY[first:]))
    same(joined(one, other), attach(network, barriers, XY, chosen))


def test_points_left_alone_keep_their_number_and_the_others_lose_their_legs(scene):
    network, barriers, chosen = scene
    every = attach(network, barriers, XY, chosen)
    few = only(every, np.array([0, 1, 5]))
    assert few.n_points == 6
    assert set(few.legs.point.tolist()) == set(few.candidates.point.tolist()) == {0, 5}
    assert few.off_network.tolist() == [False, True, True, True, True, False]
    assert (few.legs.point == 0).sum() == (every.legs.point == 0).sum() > 0
