"""Times of pairs are the times that a study with this one facility alone would have, and their least is the category's."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from benchmarks.big_city import streets
from tests.fixtures.small_study import write_small_study
from tests.fixtures.towns import settings
from tests.independent.random_town import draw_random_town
from tests.independent.town_study import write_town_study
from xc_gis.analysis.assessment import questions
from xc_gis.analysis.legs.legs import attach
from xc_gis.analysis.network.barriers import build_barriers
from xc_gis.analysis.network.network import build_network
from xc_gis.analysis.times import pair_times as pairs_module
from xc_gis.analysis.times.facility_services import EVERYONE
from xc_gis.analysis.times.pair_times import pair_times
from xc_gis.analysis.times.search import build_search_graph
from xc_gis.analysis.times.travel_times import Ends, Question, walking_times
from xc_gis.operations.study import analyse, read_study
from xc_gis.progress import Silent

MICROSECOND = 1e-6


@pytest.fixture(scope="module", params=[2, 7, 26, "small", "nearest legs"])
def studied(request, tmp_path_factory):
    """A random town or the small study, analysed; one of the towns with legs to the nearest edge alone."""
    folder = tmp_path_factory.mktemp("study")
    if request.param == "small":
        study = read_study(write_small_study(folder))
    else:
        seed = 10 if request.param == "nearest legs" else request.param
        study = read_study(write_town_study(draw_random_town(seed), folder).study)
    if request.param == "nearest legs":
        study = replace(study, settings=study.settings.override({"legs": "nearest"}, origin="study", where="test"))
    return study, analyse(study)


def table(found, pairs, n_places):
    seconds = np.full((n_places, found.scene.demand.n_points), np.nan)
    seconds[pairs.place, pairs.demand] = pairs.seconds
    return seconds


def all_pairs(studied, profile, bound_s):
    study, found = studied
    scene = found.scene
    graph = build_search_graph(scene.network, profile, study.settings)
    found_pairs = pair_times(
        scene.network,
        scene.barriers,
        scene.demand,
        scene.facility,
        scene.facility_points.facility,
        graph,
        study.settings,
        bound_s,
    )
    return found_pairs, table(found, found_pairs, len(found.data.facilities))


def alone(studied, facility, profile, bound_s):
    """The times where a facility is the only one and serves everybody."""
    study, found = studied
    scene = found.scene
    services = pd.DataFrame({"facility": [facility], "type": ["X"], "catchment": [EVERYONE], "area": [""]})
    ends = Ends(scene.demand, found.areas, scene.facility, scene.facility_points)
    asked = [Question("X", ("X",), profile, bound_s)]
    return walking_times(scene.network, scene.barriers, ends, services, asked, study.settings, Silent())["X"]


def assert_same(left, right):
    assert np.array_equal(np.isnan(left), np.isnan(right))
    assert np.nanmax(np.abs(left - right), initial=0.0) < MICROSECOND


@pytest.mark.parametrize(("profile", "bound_s"), [("adult", 900.0), ("wheelchair", 1800.0), ("planning", 300.0)])
def test_a_pair_is_a_facility_alone(studied, monkeypatch, profile, bound_s):
    for name, value in (("BLOCK_OF_REACH", 0.3), ("LEAST_BLOCK_M", 50.0), ("BLOCK", 5), ("SEARCHED", 2)):
        monkeypatch.setattr(pairs_module, name, value)
    pairs, seconds = all_pairs(studied, profile, bound_s)
    assert len(pairs.place) > 0
    for facility in range(len(seconds)):
        assert_same(seconds[facility], alone(studied, facility, profile, bound_s))


def test_the_least_of_its_facilities_is_the_time_of_a_category(studied):
    study, found = studied
    compared = 0
    for question in questions(study.standard):
        kinds = found.data.facilities["type"].isin(question.types).to_numpy()
        if not kinds.any() or {study.standard.facility_types[k].catchment for k in question.types} != {EVERYONE}:
            continue
        _, seconds = all_pairs(studied, question.profile, question.bound_s)
        least = np.fmin.reduce(seconds[kinds])
        assert_same(least, found.times[question.key])
        compared += int(np.isfinite(least).sum())
    assert compared > 10


def test_pairs_stand_once_in_their_order_however_the_places_come(studied, either_form):
    study, found = studied
    scene, graph = found.scene, build_search_graph(found.scene.network, "adult", study.settings)
    pairs, _ = all_pairs(studied, "adult", 1200.0)
    order = pairs.place * scene.demand.n_points + pairs.demand
    assert np.all(np.diff(order) > 0)
    points, count = scene.facility_points, len(found.data.facilities)
    turned = np.arange(len(points.xy))[::-1]
    places = attach(scene.network, scene.barriers, points.xy[turned], study.settings)
    again = pair_times(
        scene.network, scene.barriers, scene.demand, places, points.facility[turned], graph, study.settings, 1200.0
    )  # fmt: skip
    assert_same(table(found, again, count), table(found, pairs, count))


def test_places_of_a_generated_city_tile_by_tile(either_form):
    """Several tiles and several chunks of one tile, against one search for each place."""
    chosen, data = settings(), streets(60, np.random.default_rng(3))
    network, barriers = build_network(data, chosen), build_barriers(data, chosen)
    random = np.random.default_rng(4)
    corner, opposite = (network.x.min(), network.y.min()), (network.x.max(), network.y.max())
    demand, places = (attach(network, barriers, random.uniform(corner, opposite, (n, 2)), chosen) for n in (400, 120))
    graph = build_search_graph(network, "adult", chosen)
    pairs = pair_times(network, barriers, demand, places, np.arange(120), graph, chosen, 900.0)
    arrivals, departures = graph.arrivals(places.legs), graph.departures(demand.legs)
    for place in range(0, 120, 17):
        onward = graph.search([arrivals.take(arrivals.point == place)], 900.0)[0]
        least = np.full(400, np.inf)
        np.minimum.at(least, departures.point, onward[departures.state] + departures.cost_s)
        mine = pairs.place == place
        found = np.full(400, np.inf)
        found[pairs.demand[mine]] = pairs.seconds[mine]
        far = np.hypot(*(demand.xy - places.xy[place]).T) > 350.0
        assert np.isfinite(found[far]).sum() > 5
        assert np.array_equal(np.isinf(found[far]), least[far] > 900.0)
        assert np.allclose(found[far][np.isfinite(found[far])], least[far][least[far] <= 900.0], rtol=0, atol=MICROSECOND)


def test_no_places_no_pairs(studied):
    study, found = studied
    scene, graph = found.scene, build_search_graph(found.scene.network, "adult", study.settings)
    nobody = attach(scene.network, scene.barriers, np.zeros((0, 2)), study.settings)
    nowhere = attach(scene.network, scene.barriers, np.array([[0.0, 0.0]]), study.settings)
    for places, of in ((nobody, np.zeros(0, dtype=np.int64)), (nowhere, np.array([0]))):
        pairs = pair_times(scene.network, scene.barriers, scene.demand, places, of, graph, study.settings, 900.0)
        assert len(pairs.place) == len(pairs.demand) == len(pairs.seconds) == 0
