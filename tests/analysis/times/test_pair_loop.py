"""Compiled searches for pairs find those of the NumPy form, to the same bits and in the same order (decision 149)."""

import numpy as np
import pytest

from xc_gis.analysis.arrays import loops
from xc_gis.analysis.times import pair_loop, pair_times
from xc_gis.analysis.times.demand_ways import WaysByProfile
from xc_gis.analysis.times.pair_times import PairSearch
from xc_gis.analysis.times.short_walks import short_walks


@pytest.fixture
def found_by(small, built_library, monkeypatch):
    """Pairs of a profile, with a library or None."""
    scene = small.found.scene
    ways = WaysByProfile(scene.demand, scene.network, small.study.settings)

    def find(profile, bound_s, library=built_library):
        monkeypatch.setattr(loops, "LIBRARY", library)
        search = PairSearch(ways.of(profile), scene.barriers, small.study.settings)
        return search.times(scene.facility, scene.facility_points.facility, bound_s)

    return find


def assert_same(found, expected):
    assert len(found.place) > 60
    assert np.array_equal(found.place, expected.place)
    assert np.array_equal(found.demand, expected.demand)
    assert np.array_equal(found.seconds, expected.seconds), "to the last bit"


@pytest.mark.parametrize(("profile", "bound_s"), [("adult", 900.0), ("wheelchair", 1500.0), ("planning", 900.0)])
def test_pairs_are_those_of_the_numpy_form(found_by, profile, bound_s):
    assert_same(found_by(profile, bound_s), found_by(profile, bound_s, library=None))


def test_short_walks_of_every_kind_are_among_them(small, found_by, monkeypatch):
    """Without walks that need no node the times are others, and each kind has walks in this study."""
    scene, whole = small.found.scene, found_by("adult", 600.0)
    kinds = list(short_walks(scene.network, scene.barriers, scene.demand, scene.facility, small.study.settings))
    assert len(kinds) == 3
    assert all(len(walks.demand) for walks in kinds)
    monkeypatch.setattr(pair_times.PairSearch, "_by_short_walks", lambda *_: None)
    over_nodes = found_by("adult", 600.0, library=None)
    assert len(over_nodes.place) < len(whole.place) or not np.array_equal(over_nodes.seconds, whole.seconds)


def test_what_does_not_fit_into_the_room_is_found_by_the_next_call(small, found_by, monkeypatch):
    expected = found_by("adult", 900.0)
    monkeypatch.setattr(pair_loop, "ROOM", 1)  # the least is one pair for each demand point
    assert len(expected.place) > small.found.scene.demand.n_points
    assert_same(found_by("adult", 900.0), expected)


def test_a_search_leaves_no_trace_in_the_next(found_by):
    expected = found_by("adult", 700.0, library=None)
    found_by("adult", 1800.0)
    assert_same(found_by("adult", 700.0), expected)
