"""Entrances and legs of a list are those of the list alone, whatever lists came before."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from tests.analysis.causes.test_demand_legs import same
from tests.operations.years.pairs import places, write_few
from xc_gis.analysis.causes import facility_legs as module
from xc_gis.analysis.causes.facility_legs import FacilityLegs
from xc_gis.analysis.legs.facility_points import facility_points, ways_in
from xc_gis.analysis.legs.legs import attach
from xc_gis.operations.study import analyse, read_study


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return read_study(write_few(tmp_path_factory.mktemp("legs")))


def lists(study):
    """A list; the same in another order, some of it twice; with areas, buildings, several entrances, and without places."""
    random, frame = np.random.default_rng(4), study.data.facilities
    yield frame
    yield frame.iloc[random.integers(0, len(frame), len(frame))].reset_index(drop=True)
    other = frame.copy()
    spots = places(study, random, 8)
    shapes = [shapely.Point(*spot).buffer(50) for spot in spots[:5]] + [shapely.MultiPoint(spots[5:]), None]
    other.loc[:6, "geometry"] = gpd.GeoSeries(shapes, crs=frame.crs)
    yield other
    yield other.assign(building=True)
    yield other.iloc[:0]


def test_each_list_has_its_own_entrances_and_legs(study, monkeypatch):
    scene = analyse(study).scene
    ground, settings = (scene.network, scene.barriers), study.settings
    legs, ways = FacilityLegs(*ground, study.streets, settings), ways_in(study.streets, scene.network, settings)
    every = list(lists(study))
    for frame in every:
        points, attached = legs.of(frame)
        wanted = facility_points(frame, ways)
        np.testing.assert_array_equal(points.facility, wanted.facility)
        np.testing.assert_array_equal(points.xy, wanted.xy)
        same(attached, attach(*ground, wanted.xy, settings))
    monkeypatch.setattr(module, "attach", None)  # all of them are known by now
    for frame in every:
        legs.of(frame)
