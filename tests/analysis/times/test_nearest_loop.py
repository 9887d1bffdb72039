"""The nearest that is left, in compiled code: the bits of the NumPy form, whomever the facilities serve (decision 149)."""

import numpy as np
import pandas as pd
import pytest

from xc_gis.analysis.arrays import loops
from xc_gis.analysis.legs.legs import without_islands
from xc_gis.analysis.times.demand_ways import WaysByProfile
from xc_gis.analysis.times.eligibility import DemandAreas
from xc_gis.analysis.times.nearest_left import NearestLeft

BOUND_S = 1500.0


def offers_of(chance, n_points, catchments):
    """Offers of chance: each point to everybody, or to up to two areas."""
    point = np.sort(chance.integers(0, n_points, 2 * n_points)) if catchments else np.arange(n_points)
    catchment = chance.choice(["everyone", "own_community", "own_subdistrict"] if catchments else ["everyone"], len(point))
    area = np.where(
        catchment == "own_community", chance.choice(["C0", "C1", "C2"], len(point)), chance.choice(["S0", "S1"], len(point))
    )
    area = np.where(catchment == "everyone", "", area)
    return pd.DataFrame({"type": "CHC", "catchment": catchment, "area": area, "point": point}).drop_duplicates()


@pytest.mark.parametrize("catchments", [False, True])
@pytest.mark.parametrize("profile", ["adult", "wheelchair", "planning"])
def test_seconds_are_those_of_the_numpy_form(small, built_library, monkeypatch, profile, catchments):
    scene, settings = small.found.scene, small.study.settings
    chance, n = np.random.default_rng(4), scene.demand.n_points
    facility = without_islands(scene.facility)
    ways = WaysByProfile(scene.demand, scene.network, settings)
    areas = DemandAreas(chance.choice(["C0", "C1", "C9", ""], n), chance.choice(["S0", "S8", ""], n))
    offers = offers_of(chance, facility.n_points, catchments)
    on = np.flatnonzero(~scene.demand.off_network)
    compared = 0
    for some, near_s in ((on, 0.0), (on[::7], 200.0), (on[:1], 50.0)):
        gone = np.flatnonzero(chance.random(facility.n_points) < 0.6)
        found = []
        for library in (None, built_library):
            monkeypatch.setattr(loops, "LIBRARY", library)
            left = NearestLeft(ways.of(profile), areas, facility, offers, scene.barriers, settings)
            found.append([left.seconds(some, gone, np.full(len(some), near_s), bound_s) for bound_s in (BOUND_S, 120.0)])
        for by_numpy, compiled in zip(*found, strict=True):
            assert np.array_equal(by_numpy, compiled), "to the last bit"
            compared += int(np.isfinite(compiled).sum())
    assert compared > 50
