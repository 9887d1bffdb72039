"""Times by what differs are those of the whole search: who lost a facility, who won one, whom a catchment leaves out."""

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from tests.operations.years.pairs import closed, gone, moved, opened, places, write_few
from xc_gis.analysis.assessment import questions, served_people
from xc_gis.analysis.causes import remembering_search as module
from xc_gis.analysis.causes.demand_legs import DemandLegs
from xc_gis.analysis.causes.facility_legs import FacilityLegs
from xc_gis.analysis.causes.known_times import Known, KnownTimes, Listed
from xc_gis.analysis.causes.remembering_search import RememberingSearch
from xc_gis.analysis.times.travel_times import walking_times
from xc_gis.operations.study import analyse, read_study
from xc_gis.progress import Silent


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return read_study(write_few(tmp_path_factory.mktemp("remembering")))


def outlines(study, random):
    """Some facilities as areas, two of them buildings, entered wherever a street meets them."""
    frame = study.data.facilities.copy()
    rows = random.choice(len(frame), 4, replace=False)
    shapes = [shapely.Point(*place).buffer(60) for place in places(study, random, 4)]
    frame.loc[rows, "geometry"] = gpd.GeoSeries(shapes, index=rows, crs=frame.crs)
    frame.loc[rows[:2], "building"] = True
    return replace(study, data=replace(study.data, facilities=frame))


def bound(study, random):
    """Some facilities serve a community besides their own."""
    frame = study.data.facilities.copy()
    frame.loc[random.choice(len(frame), 3, replace=False), "serves"] = "C2"
    return replace(study, data=replace(study.data, facilities=frame))


CHANGES = {
    "came": lambda s, r: opened(s, r, None, 3),
    "went": lambda s, r: gone(s, r, 3),
    "moved": moved,
    "closed": closed,
    "outlines": outlines,
    "bound": bound,
    "all": lambda s, r: bound(outlines(moved(gone(opened(s, r, None, 3), r, 2), r), r), r),
}


@pytest.mark.parametrize("own", ["everyone", "own_community", "own_subdistrict"])
@pytest.mark.parametrize("change", CHANGES)
def test_times_are_those_of_the_whole_search(study, change, own, monkeypatch):
    monkeypatch.setattr("xc_gis.analysis.causes.known_times.FEW", 10.0)
    kinds = {name: kind.model_copy(update={"catchment": own}) for name, kind in study.standard.facility_types.items()}
    standard = study.standard.model_copy(update={"facility_types": kinds})
    before = replace(study, standard=standard)
    after = CHANGES[change](before, np.random.default_rng(sum(map(ord, change + own))))
    known, first, then = KnownTimes(), analyse(before), analyse(after)
    listed = Listed.of(before.data.facilities)
    for one in questions(standard):
        known.remember(one, Known(listed, one.bound_s, first.times[one.key]))
    whole = []
    monkeypatch.setattr(module._Asked, "all", lambda *_: whole.append(1))
    scene, settings = then.scene, after.settings
    ground = (scene.network, scene.barriers)
    off = scene.demand.off_network
    search = RememberingSearch(
        known, Listed.of(after.data.facilities), DemandLegs(*ground, scene.demand.xy, settings, off),
        FacilityLegs(*ground, after.streets, settings), lambda one: next(q for q in questions(standard) if q.key == one.key),
    )  # fmt: skip
    served = served_people(scene, after.data, standard, settings, Silent(), study_date=None, search=search)
    assert whole == []
    for one in questions(standard):
        wanted = np.where(then.times[one.key] > one.bound_s / 2 + 1e-6, np.nan, then.times[one.key])
        np.testing.assert_array_equal(served.times[one.key], wanted, err_msg=one.key)


def test_what_nobody_asked_is_searched_for_and_known_from_then_on(study):
    scene, settings = (found := analyse(study)).scene, study.settings
    search = RememberingSearch(
        KnownTimes(), Listed.of(study.data.facilities), DemandLegs(scene.network, scene.barriers, scene.demand.xy, settings, None),
        FacilityLegs(scene.network, scene.barriers, study.streets, settings), lambda one: one.key,
    )  # fmt: skip
    asked = []

    def walking(network, barriers, ends, services, some, *more):
        asked.append([one.key for one in some])
        return walking_times(network, barriers, ends, services, some, *more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "walking_times", walking)
        twice = [
            served_people(scene, study.data, study.standard, settings, Silent(), study_date=None, search=search).times
            for _ in range(2)
        ]
    assert asked == [[one.key for one in questions(study.standard)]]
    pd.testing.assert_frame_equal(pd.DataFrame(twice[0]), pd.DataFrame(twice[1]))
    for one in questions(study.standard):
        near = found.times[one.key] <= one.bound_s / 2
        np.testing.assert_array_equal(twice[0][one.key][near], found.times[one.key][near])
