"""Places where something could be built."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from tests.fixtures.small_study import BEIJING, write_small_study
from xc_gis.analysis.network.network import build_network
from xc_gis.analysis.planning.siting.candidates import facilities_as_candidates, near, street_places, within
from xc_gis.errors import InputError
from xc_gis.operations.study import read_study


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """Streets every 200 m, both ways, on a ground of 2400 by 1200 m."""
    study = read_study(write_small_study(tmp_path_factory.mktemp("places")))
    return study, build_network(study.streets, study.settings)


def ground(west: float, south: float, east: float, north: float):
    return shapely.transform(shapely.box(west, south, east, north), lambda p: p + BEIJING.origin)


def test_every_square_that_a_street_crosses_has_one_place_on_it(town):
    _, network = town
    places = street_places(network, np.array([ground(0, 0, 2400, 1200)]), 100.0)
    xy = np.column_stack([places.geometry.x, places.geometry.y])
    squares = np.floor(xy / 100)
    assert len(np.unique(squares, axis=0)) == len(places)
    off = np.minimum(*(np.abs((xy - BEIJING.origin) / 200 - np.round((xy - BEIJING.origin) / 200)) * 200).T)
    assert off.max() < 0.01  # on a street
    assert len(places) > 150


def test_a_place_is_called_by_the_street_on_which_it_lies(town):
    _, network = town
    streets = {way: f"{way} 号街" for way in np.unique(network.way_id).tolist()[::2]}
    places = street_places(network, np.array([ground(0, 0, 2400, 1200)]), 100.0, streets)
    edges = shapely.linestrings(
        np.stack([np.column_stack([network.x[end], network.y[end]]) for end in (network.u, network.v)], axis=1)
    )
    assert set(places["name"]) == {"", *streets.values()}
    for place, name in zip(places.geometry, places["name"], strict=True):
        ways = network.way_id[shapely.distance(edges, place) < 0.01].tolist()
        assert name in {streets.get(way, "") for way in ways}


def test_a_place_keeps_its_id_whatever_the_area(town):
    _, network = town
    whole = street_places(network, np.array([ground(0, 0, 2400, 1200)]), 100.0).set_index("site_id")
    part = street_places(network, np.array([ground(650, 150, 1050, 850)]), 100.0).set_index("site_id")
    inside = [site for site in part.index if shapely.distance(part.geometry[site], ground(650, 150, 1050, 850).boundary) > 100]
    assert inside
    assert all(part.geometry[site].equals(whole.geometry[site]) for site in inside)


def test_too_many_places_are_refused_with_what_to_do(town, monkeypatch):
    monkeypatch.setattr("xc_gis.analysis.planning.siting.candidates.MOST_PLACES", 10)
    _, network = town
    with pytest.raises(InputError, match="加大间距"):
        street_places(network, np.array([ground(0, 0, 2400, 1200)]), 100.0)


def test_facilities_are_candidates_and_places_are_chosen_by_area_and_nearness(town):
    study, _ = town
    both = facilities_as_candidates(study.data.facilities, ["CHS", "CSS"])
    assert both["site_id"].tolist() == ["F1", "F3"]
    assert within(both, np.array([ground(0, 0, 300, 300)])).tolist() == [True, False]
    assert near(both, np.array([shapely.Point(BEIJING.origin[0] + 600, BEIJING.origin[1] + 700)]), 95.0).tolist() == [False, True]
    assert near(both, np.array([], dtype=object), 95.0).tolist() == [False, False]
