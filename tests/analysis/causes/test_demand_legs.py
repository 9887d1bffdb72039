"""Legs of some demand points are those that they have among all."""

import numpy as np
import pytest

from tests.operations.years.pairs import write_few
from xc_gis.analysis.causes import demand_legs as module
from xc_gis.analysis.causes.demand_legs import DemandLegs
from xc_gis.analysis.legs.legs import LEG_COLUMNS, PAIR_COLUMNS, without_islands
from xc_gis.analysis.legs.point_parts import part_of
from xc_gis.operations.study import analyse, read_study


@pytest.fixture(scope="module")
def ground(tmp_path_factory):
    study = read_study(write_few(tmp_path_factory.mktemp("legs")))
    scene = analyse(study).scene
    return scene, study.settings


def same(one, other):
    for name in PAIR_COLUMNS:
        np.testing.assert_array_equal(getattr(one.candidates, name), getattr(other.candidates, name))
    for name in LEG_COLUMNS:
        np.testing.assert_array_equal(getattr(one.legs, name), getattr(other.legs, name))
    np.testing.assert_array_equal(one.off_network, other.off_network)
    np.testing.assert_array_equal(one.xy, other.xy)


@pytest.mark.parametrize("told", [False, True])
@pytest.mark.parametrize("whole_first", [False, True])
def test_some_are_those_of_all(ground, told, whole_first, monkeypatch):
    scene, settings = ground
    legs = DemandLegs(scene.network, scene.barriers, scene.demand.xy, settings, scene.demand.off_network if told else None)
    if whole_first:
        same(legs.whole(), without_islands(scene.demand))
    points = np.arange(1, scene.demand.n_points, 3)
    same(legs.some(points), without_islands(part_of(scene.demand, points)))
    monkeypatch.setattr(module, "attach", None)  # nothing is found twice
    if whole_first or not told:
        same(legs.some(points[:2]), without_islands(part_of(scene.demand, points[:2])))


def test_who_is_off_the_network_is_told_without_a_leg(ground):
    scene, settings = ground
    xy = scene.demand.xy.copy()
    xy[0] = np.nan
    off = np.zeros(len(xy), dtype=bool)
    off[3] = True
    legs = DemandLegs(scene.network, scene.barriers, xy, settings, off)
    assert np.flatnonzero(legs.points.off_network).tolist() == [0, 3]
    assert (len(legs.points.legs.point), len(legs.points.candidates.point), legs.points.legs.n_points) == (0, 0, len(xy))
    assert legs.points.first_rows[1].tolist() == [0] * (len(xy) + 1)
