"""The same seconds by a second method: networkx on the exported network (all demand points of sample and field data)."""

import functools

import numpy as np
import pytest

from tests.fixtures.second_method import SecondMethod
from tests.fixtures.studies import FIELD, SAMPLE, field_data
from xc_gis.analysis.assessment import questions
from xc_gis.operations.study import analyse, read_study

CLOSE_S = 0.01


def compare(found, study, key, method):
    """Compare one category for all demand points it serves without a catchment."""
    question = {q.key: q for q in questions(study.standard)}[key]
    services = found.services[found.services["type"].isin(question.types)]
    assert (services["catchment"] == "everyone").all()
    points = np.flatnonzero(np.isin(found.scene.facility_points.facility, services["facility"])).tolist()
    second = method(question.profile)
    expected = second.times(points, list(range(found.scene.demand.n_points)), question.bound_s)
    first = found.times[key]
    reached = np.flatnonzero(~np.isnan(first))
    assert set(reached.tolist()) == set(expected)
    assert len(reached) > 1000
    assert max(abs(first[d] - expected[d]) for d in reached.tolist()) <= CLOSE_S


@pytest.fixture(scope="module")
def sample():
    """The assessment of the sample, its study, and the second method by profile: its graph is made once for each."""
    study = read_study(SAMPLE)
    found = analyse(study)
    adult = SecondMethod(found.scene, study.settings, "adult")
    return found, study, functools.cache(lambda profile: adult if profile == "adult" else adult.of(profile))


@pytest.mark.parametrize("key", ["MED", "KIN", "MED@senior"])
def test_networkx_finds_the_same_seconds_for_all_demand_points_of_the_sample(sample, key):
    found, study, method = sample
    compare(found, study, key, method)


def test_networkx_finds_the_same_seconds_within_catchments(sample):
    """Community stations serve their own community: twenty communities, one search each."""
    found, study, method = sample
    question = {q.key: q for q in questions(study.standard)}["EMP"]
    second = method(question.profile)
    homes = found.data.demand["community_id"].to_numpy()
    district = dict(zip(found.data.communities["community_id"], found.data.communities["subdistrict"], strict=True))
    services = found.services[found.services["type"].isin(question.types)]
    checked = 0
    for community in sorted(set(homes[homes != None]))[::13]:  # noqa: E711 - element by element
        mine = services[
            (services["catchment"] == "everyone")
            | ((services["catchment"] == "own_community") & (services["area"] == community))
            | ((services["catchment"] == "own_subdistrict") & (services["area"] == district[community]))
        ]
        points = np.flatnonzero(np.isin(found.scene.facility_points.facility, mine["facility"])).tolist()
        people = np.flatnonzero(homes == community).tolist()
        expected = second.times(points, people, question.bound_s)
        for d in people:
            assert found.times["EMP"][d] == pytest.approx(expected.get(d, np.nan), abs=CLOSE_S, nan_ok=True)
            checked += d in expected
    assert checked > 500


@field_data
def test_networkx_finds_the_same_seconds_for_all_demand_points_of_the_field_data():
    study = read_study(FIELD)
    found = analyse(study)
    compare(found, study, "EMP", lambda profile: SecondMethod(found.scene, study.settings, profile))
