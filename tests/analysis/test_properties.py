"""Sense checks that always hold (method §8), on random towns."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fixtures.towns import FOOTWAY, RESIDENTIAL, town, walks_seconds

NAMES = "abcdefghi"
GRID = {name: (300.0 * (i % 3), 300.0 * (i // 3)) for i, name in enumerate(NAMES)}
STREETS = [f"{a}{b}" for i, a in enumerate(NAMES) for j, b in enumerate(NAMES) if (j == i + 1 and j % 3) or j == i + 3]
PLACE = st.tuples(st.integers(-50, 650), st.integers(-50, 650))
PLACES = st.lists(PLACE, min_size=1, max_size=4, unique=True)
WAYS = st.lists(st.sampled_from(STREETS), min_size=2, unique=True)
FAST = settings(max_examples=20, deadline=None)


def times(streets, starts, ends, **more):
    return np.nan_to_num(walks_seconds(town(GRID, [(w, RESIDENTIAL) for w in streets]), starts, ends, **more), nan=np.inf)


@FAST
@given(WAYS, PLACES, PLACES, PLACE)
def test_another_facility_slows_nobody(streets, homes, shops, more):
    assert (times(streets, homes, [*shops, more]) <= times(streets, homes, shops) + 1e-6).all()


@FAST
@given(WAYS, PLACES, PLACES, st.sampled_from(STREETS))
def test_another_footpath_slows_nobody(streets, homes, shops, path):
    before = times(streets, homes, shops)
    nodes = {**GRID}
    after = np.nan_to_num(
        walks_seconds(town(nodes, [*((w, RESIDENTIAL) for w in streets), (path, FOOTWAY)]), homes, shops), nan=np.inf
    )
    assert (after <= before + 1e-6).all()


@FAST
@given(WAYS, PLACES, PLACES)
def test_a_faster_walker_is_never_later(streets, homes, shops):
    slow = times(streets, homes, shops, walk__speed__adult=1.0)
    assert (times(streets, homes, shops, walk__speed__adult=1.4) <= slow + 1e-6).all()


@FAST
@given(WAYS, PLACES, PLACES, st.integers(3, 20))
def test_a_longer_limit_never_reaches_less(streets, homes, shops, minutes):
    reached = np.isfinite(times(streets, homes, shops, minutes=minutes))
    assert (np.isfinite(times(streets, homes, shops, minutes=minutes + 5)) | ~reached).all()


@FAST
@given(WAYS, PLACES, PLACES)
def test_the_way_back_takes_as_long_where_nothing_is_directed(streets, homes, shops):
    there = np.array([times(streets, homes, [shop]) for shop in shops])
    back = np.array([times(streets, shops, [home]) for home in homes])
    assert np.allclose(there, back.T, atol=1e-6)


@FAST
@given(WAYS, PLACES, PLACES, st.sampled_from(STREETS))
def test_a_wall_speeds_nobody_up_and_a_crossing_of_it_slows_nobody(streets, homes, shops, crossing):
    nodes = {**GRID, "w": (-100.0, 140.0), "z": (700.0, 160.0)}
    ways = [(w, RESIDENTIAL) for w in streets]
    free = np.nan_to_num(walks_seconds(town(nodes, ways), homes, shops), nan=np.inf)
    walled = np.nan_to_num(walks_seconds(town(nodes, ways, lines=[("wz", {"barrier": "wall"})]), homes, shops), nan=np.inf)
    opened = town(nodes, [*ways, (crossing, FOOTWAY)], lines=[("wz", {"barrier": "wall"})])
    assert (walled >= free - 1e-6).all()
    assert (np.nan_to_num(walks_seconds(opened, homes, shops), nan=np.inf) <= walled + 1e-6).all()
