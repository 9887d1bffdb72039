"""The nearest facility that is left when others are gone: the time of a study without these, and nobody is served who was not."""

from dataclasses import replace

import numpy as np
import pytest

from xc_gis.analysis.legs.legs import without_islands
from xc_gis.analysis.times.demand_ways import DemandWays
from xc_gis.analysis.times.eligibility import service_points
from xc_gis.analysis.times.nearest_left import NearestLeft, Offers
from xc_gis.analysis.times.search import build_search_graph
from xc_gis.operations.study import analyse


@pytest.fixture(scope="module")
def left(small):
    found, study = small.found, small.study
    ways = DemandWays(found.scene.demand, build_search_graph(found.scene.network, "adult", study.settings))
    offers = service_points(found.scene.facility_points, found.services)
    made = NearestLeft(
        ways,
        found.areas,
        without_islands(found.scene.facility),
        offers[offers["type"].isin(["CHC", "CHS"])],
        found.scene.barriers,
        study.settings,
    )
    made.prepare()
    return made


def row_of(small, name):
    return int(np.flatnonzero(small.found.data.facilities["facility_id"] == name)[0])


@pytest.mark.parametrize("bound_s", [1800.0, 700.0])
def test_seconds_are_those_of_a_study_without_the_one_that_is_gone(small, left, bound_s, either_form):
    study = small.study
    facilities = study.data.facilities
    without = analyse(
        replace(study, data=replace(study.data, facilities=facilities[facilities["facility_id"] != "F1"].reset_index(drop=True)))
    )
    gone = np.flatnonzero(small.found.scene.facility_points.facility == row_of(small, "F1"))
    people = np.flatnonzero(~np.isnan(small.found.times["MED"]))
    seconds = left.seconds(people, gone, small.found.times["MED"][people], bound_s)
    expected = without.times["MED"][people]
    expected = np.where(np.isnan(expected) | (expected > bound_s), np.inf, expected)
    assert seconds == pytest.approx(expected, abs=1e-6)
    assert np.isinf(seconds).any()


def test_where_none_is_left_nobody_reaches_anything(small, left, either_form):
    people = np.arange(5)
    every = np.arange(len(small.found.scene.facility_points.facility))
    assert np.isinf(left.seconds(people, every, small.found.times["MED"][people], 1800.0)).all()


def test_offers_serve_whom_their_areas_say():
    """Point 0 serves everyone, 1 community 5, 2 subdistrict 9; homes lie in (5, 9), (5, 8), (6, 9)."""
    offers = Offers(np.array([0, 1, 2]), np.array([-1, 5, -1]), np.array([-1, -1, 9]), np.array([5, 5, 6]), np.array([9, 8, 9]))
    demand, point = (grid.ravel() for grid in np.meshgrid(np.arange(3), np.arange(3), indexing="ij"))
    assert offers.allow(demand, point).reshape(3, 3).tolist() == [[True, True, True], [True, True, False], [True, False, True]]
    nobody = Offers(np.array([1]), np.array([7]), np.array([-1]), np.array([5]), np.array([9]))
    assert nobody.groups == []
