"""The outlines of a run: the same whatever number of processes draws them, each by the rule of the counts."""

import numpy as np
import pytest

from tests.fixtures.small_study import write_small_study
from xc_gis.analysis.isochrones import facility_isochrones
from xc_gis.analysis.isochrones.facility_isochrones import isochrones_of_facilities
from xc_gis.analysis.walks.nearest import nearest_of_communities
from xc_gis.operations.study import analyse, read_study
from xc_gis.progress import Silent
from xc_gis.standard import Standard


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    study = read_study(write_small_study(tmp_path_factory.mktemp("outlines") / "study"))
    found = analyse(study)
    nearest = nearest_of_communities(found, study.standard, study.settings)
    arguments = (found, nearest, study.standard, study.settings, Silent())
    return arguments, isochrones_of_facilities(*arguments)


def test_two_processes_draw_what_one_draws(drawn, monkeypatch):
    arguments, alone = drawn
    monkeypatch.setattr(facility_isochrones, "PLACES_A_PROCESS", 1)
    shared = isochrones_of_facilities(*arguments, jobs=2)
    assert len(shared) == len(alone) == 9
    assert alone.drop(columns="geometry").equals(shared.drop(columns="geometry"))
    assert (alone.geometry.to_wkb() == shared.geometry.to_wkb()).all()


def test_each_category_has_its_own_limit_beside_those_of_the_circle(drawn):
    (_, nearest, standard, *_), alone = drawn
    assert isinstance(standard, Standard)
    for facility, category in nearest[["facility_id", "category"]].itertuples(index=False):
        mine = alone[(alone["facility_id"] == facility) & (alone["profile"] == standard.category(category).profile)]
        assert {5.0, 10.0, 15.0, float(standard.category(category).minutes)} <= set(mine["minutes"])
        areas = mine.to_crs("EPSG:4548").area.to_numpy()
        assert np.all(np.diff(areas) > 0)


def test_other_limits_are_drawn_alike(drawn):
    arguments, alone = drawn
    few = isochrones_of_facilities(*arguments, minutes=[10.0])
    same = alone[alone["minutes"] == 10.0].reset_index(drop=True)
    assert (few.geometry.to_wkb() == same.geometry.to_wkb()).all()
