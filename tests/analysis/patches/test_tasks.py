"""Patches in which there is nothing, and walks as long as the bound allows, from patch to patch."""

import string

import numpy as np
import pandas as pd
import pytest

from tests.analysis.patches.conftest import City
from tests.fixtures.towns import FOOTWAY, ORIGIN, settings, town
from xc_gis.analysis.legs.facility_points import FacilityPoints
from xc_gis.analysis.network.barriers import build_barriers
from xc_gis.analysis.network.network import build_network
from xc_gis.analysis.patches.division import Sizes
from xc_gis.analysis.patches.large_study import LargeStudy
from xc_gis.analysis.times.eligibility import DemandAreas
from xc_gis.analysis.times.travel_times import Question
from xc_gis.progress import Silent

FAR = np.array([[300_000.0, 300_000.0], [300_010.0, 300_000.0]])


@pytest.mark.parametrize("facility_xy", [np.zeros((0, 2)), FAR, None])
@pytest.mark.parametrize("most_points", [2, 1000])
def test_nothing_is_there(city, tmp_path, facility_xy, most_points):
    """People far from all streets and people in town; facilities nowhere, far away, in town."""
    xy = city.points.xy[3:9] if facility_xy is None else facility_xy
    homes = np.concatenate([FAR, city.demand_xy[3:9]])
    nowhere = np.array([""] * len(homes), dtype=object)
    services = pd.DataFrame({"facility": range(len(xy)), "type": "ALL", "catchment": "everyone", "area": ""})
    some = City(
        city.network,
        city.barriers,
        homes,
        DemandAreas(nowhere, nowhere),
        FacilityPoints(xy, np.arange(len(xy))),
        services,
        city.settings,
    )
    large = LargeStudy(tmp_path, sizes=Sizes(least_nodes=0, most_points=most_points))
    demand, facility = large.attach(some.network, some.barriers, some.demand_xy, some.points.xy, some.settings, Silent())
    assert demand.off_network.tolist() == [True, True] + [False] * 6
    times = some.asked(large.search, demand, facility)
    assert np.isnan(times["all"][:2]).all()
    assert len(demand.legs.point) > 0
    assert np.isnan(times["all"]).all() or facility_xy is None


@pytest.mark.parametrize("catchment", ["everyone", "own_community"])
@pytest.mark.parametrize("nodes", [2, 26])
def test_walks_as_long_as_the_bound(tmp_path, catchment, nodes):
    """Homes every 100 m along one straight street of 2,500 m, a shop at its end: whoever has no more than the bound to walk reaches it."""
    names = string.ascii_lowercase[:nodes]
    street = town({name: (x, 0.0) for name, x in zip(names, np.linspace(0, 2500, nodes), strict=True)}, [(names, FOOTWAY)])
    chosen = settings(network__min_part_m=1000.0)
    homes = np.column_stack([np.arange(0, 2500, 100.0), np.zeros(25)]) + ORIGIN
    here = np.array(["C"] * len(homes), dtype=object)
    services = pd.DataFrame({"facility": [0], "type": ["S"], "catchment": [catchment], "area": ["C"]})
    shop = np.array([ORIGIN])
    city = City(
        build_network(street, chosen), build_barriers(street, chosen), homes, DemandAreas(here, here), FacilityPoints(shop, np.zeros(1, int)),
        services, chosen,
    )  # fmt: skip
    large = LargeStudy(tmp_path, sizes=Sizes(least_nodes=0, most_points=1))
    demand, facility = large.attach(city.network, city.barriers, homes, shop, chosen, Silent())
    assert large.patches > 20
    assert not demand.off_network.any()
    bound_s = 1400 / chosen.speed("adult")
    found = city.asked(large.search, demand, facility, [Question("s", ("S",), "adult", bound_s)])["s"]
    reached = np.arange(0, 2500, 100.0) <= 1400
    assert found[reached] == pytest.approx(np.arange(0, 1401, 100.0) / chosen.speed("adult"), abs=1e-5)
    assert np.isnan(found[~reached]).all()
