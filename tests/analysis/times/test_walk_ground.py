"""What compiled searches read and the room they work in: a search leaves it as it was, and profiles share what does not depend on them."""

import numpy as np

from xc_gis.analysis.arrays import loops
from xc_gis.analysis.times.demand_ways import WaysByProfile
from xc_gis.analysis.times.pair_times import PairSearch
from xc_gis.analysis.times.search_loop import Held
from xc_gis.units import TIME_TOLERANCE_S


def test_a_search_leaves_its_room_as_it_was(small, built_library, monkeypatch):
    monkeypatch.setattr(loops, "LIBRARY", built_library)
    scene, settings = small.found.scene, small.study.settings
    ways = WaysByProfile(scene.demand, scene.network, settings).of("adult")
    ground = ways.ground(scene.barriers, settings)
    pairs = PairSearch(ways, scene.barriers, settings).times(scene.facility, scene.facility_points.facility, 900.0)
    assert len(pairs.place) > 60
    assert ways.ground(scene.barriers, settings) is ground
    label, _, row, _, noted, column, met, rounds = ground._room
    assert np.isinf(label).all()
    assert np.isinf(row).all()
    assert (column == -1).all()
    assert not met.any()
    assert rounds[0] >= noted.max() > 0


def test_bounds_are_inclusive_and_homes_are_ordered_once_for_all_profiles(small, built_library, monkeypatch):
    monkeypatch.setattr(loops, "LIBRARY", built_library)
    scene, settings = small.found.scene, small.study.settings
    ways = WaysByProfile(scene.demand, scene.network, settings)
    adult, senior = (ways.of(profile).ground(scene.barriers, settings) for profile in ("adult", "senior"))
    assert ways.of("adult") is ways.of("adult")
    assert adult._homes is senior._homes
    assert adult.rules(600.0).bound_s == 600.0 + TIME_TOLERANCE_S
    assert adult.rules(600.0).speed_m_s > senior.rules(600.0).speed_m_s
    assert adult.walked(Held()).count == scene.demand.n_points
