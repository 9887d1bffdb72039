"""Who walks how long to a place that is tried: the times of a study with it alone, its catchment, and why one is out of reach."""

from dataclasses import replace

import numpy as np
import pytest

from tests.fixtures.small_study import BEIJING
from xc_gis.analysis.planning import tried_places as module
from xc_gis.analysis.planning.tried_places import TriedPlaces
from xc_gis.errors import InputError
from xc_gis.operations.study import analyse


@pytest.fixture
def tried(small):
    return TriedPlaces(small.found, small.study.standard, small.study.settings)


def at(x, y):
    return (x + BEIJING.origin[0], y + BEIJING.origin[1])


def row_of(small, name):
    return int(np.flatnonzero(small.found.data.facilities["facility_id"] == name)[0])


def test_a_standing_facility_is_reached_as_in_a_study_with_it_alone(small, tried):
    study = small.study
    facilities = study.data.facilities
    alone = analyse(
        replace(study, data=replace(study.data, facilities=facilities[facilities["facility_id"] == "F1"].reset_index(drop=True)))
    )
    place = tried.standing(row_of(small, "F1"))
    walks = tried.walks(place, "adult", 1800.0)
    seconds = np.full(len(small.found.demand), np.nan)
    seconds[walks.demand] = walks.seconds
    assert seconds == pytest.approx(alone.times["MED"], abs=1e-6, nan_ok=True)
    assert place.areas == (("everyone", ""),)
    assert tried.served(place, walks).demand.tolist() == walks.demand.tolist()


def test_a_community_station_serves_its_own_community_alone(small, tried):
    place = tried.standing(row_of(small, "F3"))
    assert place.areas == (("own_community", "C1"),)
    walks = tried.walks(place, "adult", 1800.0)
    served = tried.served(place, walks)
    homes = small.found.data.demand["community_id"].to_numpy()
    assert set(homes[served.demand]) == {"C1"}
    assert set(homes[walks.demand]) == {"C1", "C2"}


def test_a_new_place_has_the_catchment_of_its_type(small, tried):
    assert tried.new("CHS", at(1300, 605), "", "新").areas == (("everyone", ""),)
    assert tried.new("CSS", at(1300, 605), "C1", "新").areas == (("own_community", "C1"), ("own_community", "C2"))
    assert tried.new("SGC", at(1300, 605), "", "新").areas == (("own_subdistrict", "甲街道"),)


def test_a_place_that_no_street_reaches_says_why(tried):
    with pytest.raises(InputError, match="新址 店 的 150 米内没有可步行的街道"):
        tried.new("CHS", at(1300, 1900), "", "店")


def test_searches_are_kept_and_the_oldest_goes_first(tried, monkeypatch):
    first = tried.new("CHS", at(1300, 605), "", "新")
    walks = tried.walks(first, "adult", 900.0)
    assert tried.new("CHS", at(1300, 605), "", "另一个名字") is first
    assert tried.walks(first, "adult", 900.0) is walks
    assert tried.walks(first, "senior", 900.0) is not walks
    monkeypatch.setattr(module, "MOST_KEPT", 2)
    second = tried.new("CHS", at(1100, 605), "", "新")
    assert tried.new("CHS", at(1300, 605), "", "新") is first  # asked for again: the other one is older
    tried.new("CHS", at(900, 605), "", "新")
    assert tried.new("CHS", at(1300, 605), "", "新") is first
    assert tried.new("CHS", at(1100, 605), "", "新") is not second
