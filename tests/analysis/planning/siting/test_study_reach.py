"""The reach of candidates in a study: exact times, catchments of what is built, and who is counted."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from tests.fixtures.small_study import BEIJING
from xc_gis.analysis.legs.legs import attach
from xc_gis.analysis.planning.siting.study_reach import StudyReach, WantedCategory, default_types, places_with_homes
from xc_gis.standard import load_standard


def places(small, *points):
    xy = np.array(points, dtype=float) + BEIJING.origin
    scene, settings = small.found.scene, small.study.settings
    frame = gpd.GeoDataFrame(geometry=shapely.points(xy), crs=small.found.data.communities.crs)
    return places_with_homes(
        attach(scene.network, scene.barriers, xy, settings), np.arange(len(xy)), frame, small.found.data.communities
    )


def reach_of(small, code, kind, **changes):
    return StudyReach(small.found, small.study.standard, small.study.settings, [WantedCategory(code, 2.0, kind)], **changes)


WEST, EAST, AWAY = (600.0, 605.0), (1800.0, 605.0), (600.0, 3000.0)


def test_places_know_where_they_lie(small):
    found = places(small, WEST, EAST, AWAY)
    assert (found.community.tolist(), found.subdistrict.tolist()) == (["C1", "C2", ""], ["甲街道", "甲街道", ""])
    assert found.off_network.tolist() == [False, False, True]


def test_a_place_where_a_facility_stands_has_its_times_and_todays_are_those_of_the_run(small):
    f3 = places(small, WEST)  # where the community station F3 stands
    reach = reach_of(small, "CVS", "CVS").of(f3)
    known, limit = small.found.times["CVS"], 60 * small.study.standard.category("CVS").minutes
    point = reach_of(small, "CVS", "CVS").rows.point
    assert np.where(np.isinf(reach.existing_s), np.nan, reach.existing_s) == pytest.approx(
        np.where(known[point] <= limit + 1e-6, known[point], np.nan), nan_ok=True
    )
    assert reach.people.tolist() == small.found.data.demand["residents"].to_numpy()[point].tolist()
    assert set(reach.weight.tolist()) == {2.0}
    assert set(reach.limit_s.tolist()) == {limit}
    station = small.found.times["EMP"]  # EMP is served by F3, own community, the same walks within a shorter limit
    seconds = dict(zip(reach.row.tolist(), reach.seconds.tolist(), strict=True))
    for row, home in enumerate(point):
        if small.found.data.demand["community_id"].iloc[home] == "C1" and station[home] <= limit:
            assert seconds[row] == pytest.approx(station[home], abs=0.01)  # the file rounds the place to a millimetre


def test_what_serves_its_own_community_reaches_nobody_else(small):
    everyone, own = (reach_of(small, "EMP", kind).of(places(small, WEST)) for kind in ("AID", "CSS"))
    homes = small.found.data.demand["community_id"].to_numpy()[reach_of(small, "EMP", "CSS").rows.point]
    assert set(homes[own.row]) == {"C1"}
    assert set(homes[everyone.row]) == {"C1", "C2"}


def test_without_existing_facilities_everybody_starts_with_nothing(small):
    assert np.isinf(reach_of(small, "MED", "CHS").of(places(small, WEST), existing=False).existing_s).all()


def test_seniors_are_counted_at_their_own_pace(small):
    reach = reach_of(small, "MED", "CHS", seniors=True)
    (category,) = reach.categories
    assert (reach.profile(category), reach.key(category)) == ("senior", "MED@senior")
    assert reach.rows.people.sum() == small.found.data.demand["residents_60plus"].sum()
    eld = reach_of(small, "ELD", "CHS", seniors=True)
    assert eld.key(eld.categories[0]) == "ELD"


def test_a_wider_bound_finds_longer_walks(small):
    near, far = (reach_of(small, "CVS", "CVS", bound_factor=factor).of(places(small, WEST)) for factor in (1.0, 2.0))
    limit = 60 * small.study.standard.category("CVS").minutes
    assert near.seconds.max() <= limit + 1e-6 < far.seconds.max() <= 2 * limit + 1e-6
    assert len(far.row) > len(near.row)


def test_type_that_is_built_is_the_first_that_serves_everyone():
    standard = load_standard("xicheng-ykz-default")
    assert default_types(standard, ["MED", "EMP"]) == {"MED": "CHC", "EMP": "JOB"}
    assert standard.facility_types[default_types(standard, ["SAF"])["SAF"]].catchment == "everyone"
