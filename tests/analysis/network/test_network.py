"""The network as the method says (§2): nodes and edges, times by profile, parts; a town without a way is refused."""

import numpy as np
import pytest
import shapely

from tests.fixtures.towns import FOOTWAY, RESIDENTIAL, network_of, settings, town
from xc_gis.errors import NetworkError

NODES = {"a": (0, 0), "b": (120, 0), "c": (120, 90), "d": (0, 0), "e": (500, 500), "f": (500, 600)}
WAYS = [("ab", RESIDENTIAL), ("bc", {"highway": "steps"}), ("ef", {"highway": "footway", "oneway:foot": "yes"})]


def edges(network, settings_=None):
    """By OSM way: row of the edge."""
    return {int(way): row for row, way in enumerate(network.way_id)}


def test_edges_are_straight_pieces_with_their_length():
    network = network_of(town(NODES, WAYS))
    row = edges(network)
    assert (network.n_nodes, network.n_edges) == (5, 3)
    assert network.length_m[[row[1], row[2], row[3]]] == pytest.approx([120, 90, 100], abs=1e-4)
    assert shapely.length(network.lines) == pytest.approx(network.length_m)


@pytest.mark.parametrize(
    ("profile", "speed"),
    [("adult", 1.2), ("senior", 0.9), ("frail", 0.75), ("child", 1.0), ("wheelchair", 0.8), ("planning", 1.0)],
)
def test_time_is_length_by_speed_twice_on_steps_and_never_for_a_wheelchair(profile, speed):
    network = network_of(town(NODES, WAYS))
    row, seconds = edges(network), network.time_s(profile, settings())
    assert seconds[row[1]] == pytest.approx(120 / speed, abs=1e-3)
    if profile == "wheelchair":
        assert np.isnan(seconds[row[2]])
    else:
        assert seconds[row[2]] == pytest.approx(2 * 90 / speed, abs=1e-3)


def test_two_nodes_on_one_spot_make_an_edge_that_is_not_nothing():
    network = network_of(town(NODES, [("ad", RESIDENTIAL), ("ab", RESIDENTIAL)]))
    assert network.length_m[edges(network)[1]] == pytest.approx(1e-6)


def test_waits_are_for_all_but_planning_and_rides_for_everyone():
    streets = town(
        {"a": (0, 0), "b": (100, 0), "c": (200, 0)},
        [("ab", FOOTWAY), ("bc", {"highway": "elevator"})],
        tags={"b": {"highway": "crossing", "crossing": "traffic_signals"}},
    )
    network = network_of(streets)
    row = edges(network)
    for profile, wait in (("adult", 15), ("planning", 0)):
        at_u, at_v = network.delays(profile)
        assert (at_u + at_v)[row[1]] == wait
        assert (at_u + at_v)[row[2]] == 60  # half a minute at either end of a lift


def test_parts_are_measured_without_lines_across_and_with_gates_open():
    network = network_of(town(NODES, [("ab", RESIDENTIAL), ("bc", {"highway": "service", "access": "private"}), ("ef", FOOTWAY)]))
    row = edges(network)
    assert network.part_length_m[[row[1], row[2], row[3]]] == pytest.approx([210, 210, 100], abs=1e-3)
    assert network.gated[[row[1], row[2], row[3]]].tolist() == [False, True, False]
    assert network.node_is_open.sum() == 4


def test_a_node_at_steps_alone_is_no_place_for_wheels():
    network = network_of(town(NODES, WAYS))
    by_osm = dict(zip(network.osm_id.tolist(), network.node_on_wheels.tolist(), strict=True))
    assert by_osm == {1: True, 2: True, 3: False, 5: True, 6: True}


def test_export_names_direction_and_every_profile():
    frame = network_of(town(NODES, WAYS)).edges_frame(settings()).set_index("osm_way")
    assert set(frame["direction"]) == {"both", "forward"} or set(frame["direction"]) == {"both", "backward"}
    assert frame.loc[1, "time_s_adult"] == pytest.approx(100, abs=1e-3)
    assert np.isnan(frame.loc[2, "time_s_wheelchair"])


def test_streets_on_which_nobody_walks_are_refused_with_what_to_do():
    with pytest.raises(NetworkError, match="没有可步行的道路") as caught:
        network_of(town(NODES, [("ab", {"highway": "motorway"})]))
    assert "OSM" in caught.value.hint
