"""Parts of streets within a limit, cut exactly where the time runs out (method §6): lengths worked out on paper."""

import numpy as np

from tests.fixtures.towns import FOOTWAY, ORIGIN, RESIDENTIAL, settings, town
from xc_gis.analysis.isochrones.service_area import service_area
from xc_gis.analysis.legs.legs import attach
from xc_gis.analysis.network.barriers import build_barriers
from xc_gis.analysis.network.network import build_network
from xc_gis.analysis.times.search import build_search_graph


def reached(nodes, ways, place, minutes, profile="adult"):
    streets, chosen = town(nodes, ways), settings()
    network = build_network(streets, chosen)
    attached = attach(network, build_barriers(streets, chosen), np.array([place], dtype=float) + ORIGIN, chosen)
    found = service_area(build_search_graph(network, profile, chosen), attached, minutes)
    return sorted(
        (round(low, 3), round(high, 3))
        for low, high in np.sort((found.bounds[["minx", "maxx"]] - ORIGIN[0]).to_numpy(), axis=1).tolist()
    )


STREET = {"a": (0, 0), "b": (1000, 0)}


def test_a_street_is_cut_where_the_time_runs_out_on_both_sides():
    """On the street at 400 m: two minutes are 144 m at 1.2 m/s, 108 m at the pace of seniors."""
    assert reached(STREET, [("ab", RESIDENTIAL)], (400, 0), 2) == [(256, 544)]
    assert reached(STREET, [("ab", RESIDENTIAL)], (400, 0), 2, "senior") == [(292, 508)]


def test_a_limit_that_ends_on_the_next_edge_is_cut_there_and_parts_do_not_overlap():
    nodes = {"a": (0, 0), "m": (450, 0), "b": (1000, 0)}
    assert reached(nodes, [("am mb", RESIDENTIAL)], (400, 0), 2) == [(256, 450), (450, 544)]


def test_a_way_in_one_direction_is_reached_from_behind_only():
    one_way = {"highway": "footway", "oneway:foot": "yes"}
    assert reached(STREET, [("ab", one_way)], (400, 0), 2) == [(256, 400)]
    assert reached(STREET, [("ba", one_way)], (400, 0), 2) == [(400, 544)]


def test_steps_are_walked_at_half_the_pace_and_not_on_wheels():
    nodes = {"a": (0, 0), "m": (400, 0), "b": (1000, 0)}
    ways = [("am", FOOTWAY), ("mb", {"highway": "steps"})]
    assert reached(nodes, ways, (400, 0), 2) == [(256, 400), (400, 472)]
    assert reached(nodes, ways, (400, 0), 2, "wheelchair") == [(304, 400)]


def test_where_no_street_is_near_nothing_is_reached():
    assert reached(STREET, [("ab", RESIDENTIAL)], (400, 900), 15) == []
