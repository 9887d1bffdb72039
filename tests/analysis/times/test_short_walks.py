"""Walks that touch no node, on paper: the direct leg, along one edge, legs that meet on an edge (method §3)."""

import math

import numpy as np
import pytest

from tests.fixtures.towns import ORIGIN, RESIDENTIAL, settings, town
from xc_gis.analysis.legs.legs import attach
from xc_gis.analysis.network.barriers import build_barriers
from xc_gis.analysis.network.network import build_network
from xc_gis.analysis.times.short_walks import box_of_short_walks, join_walks, short_walks

V = 1.2


def walks(homes, shops, *, way=RESIDENTIAL, lines=(), useful=None, **changes):
    nodes = {"a": (0, 0), "b": (1000, 0), "p": (200, 30), "q": (400, 30)}
    streets, chosen = town(nodes, [("ab", way)], lines=lines), settings(**changes)
    network, barriers = build_network(streets, chosen), build_barriers(streets, chosen)
    demand, facility = (
        attach(network, barriers, np.array(xy, dtype=float).reshape(-1, 2) + ORIGIN, chosen) for xy in (homes, shops)
    )
    more = {"useful": useful} if useful else {}
    return network, demand, join_walks(short_walks(network, barriers, demand, facility, chosen, **more)), chosen


def seconds(found, *, wheelchair=False, wait=7.5):
    return found.seconds(speed_m_s=V, detour=1.3, leg_wait_s=wait, wheelchair=wheelchair)


def kinds(found):
    return {
        "direct": found.edge < 0,
        "along": (found.edge >= 0) & ~(found.from_m == found.to_m),
        "meeting": (found.edge >= 0) & (found.from_m == found.to_m),
    }


def test_a_direct_leg_is_straight_and_counts_thirteen_tenths():
    _, _, found, _ = walks([(300, 50)], [(300, 120)])
    (direct,) = np.flatnonzero(kinds(found)["direct"])
    assert found.leg_m[direct] == pytest.approx(70)
    assert seconds(found)[direct] == pytest.approx(70 * 1.3 / V)


@pytest.mark.parametrize(("gap", "exists"), [(149.0, True), (150.0, True), (150.01, False)])
def test_a_direct_leg_is_at_most_as_long_as_any_leg(gap, exists):
    _, _, found, _ = walks([(300, 60)], [(300, 60 - gap)])
    assert kinds(found)["direct"].any() == exists


def test_a_wall_stops_the_direct_leg():
    wall = [("pq", {"barrier": "wall"})]
    assert not kinds(walks([(300, 5)], [(300, 60)], lines=wall)[2])["direct"].any()


def test_along_an_edge_both_legs_end_where_the_walk_is_quickest():
    """Both 40 m off the street: the end moves d / sqrt(1.3² - 1) towards the other."""
    d, move = 40.0, 40.0 / math.sqrt(1.3**2 - 1)
    _, _, found, _ = walks([(200, d)], [(700, d)])
    along = np.flatnonzero(kinds(found)["along"])
    best = 2 * 1.3 * math.hypot(d, move) + 500 - 2 * move
    assert seconds(found)[along].min() == pytest.approx(best / V, abs=1e-3)


def test_a_street_of_one_direction_is_walked_along_in_it_alone():
    one_way = {"highway": "footway", "oneway:foot": "yes"}
    for homes, shops, found_any in (([(200, 1)], [(700, 1)], True), ([(700, 1)], [(200, 1)], False)):
        found = walks(homes, shops, way=one_way)[2]
        far = np.abs(found.to_m - found.from_m) > 400
        assert far.any() == found_any


def test_feet_that_pass_each_other_meet_on_the_street():
    """Opposite sides, 40 m apart along the street and 100 m off it: one straight line over it."""
    wall = [("pq", {"barrier": "hedge"})]
    _, _, found, _ = walks([(280, 100)], [(320, -100)], lines=wall)
    meet = np.flatnonzero(kinds(found)["meeting"])
    assert found.leg_m[meet].min() == pytest.approx(math.hypot(40, 200), abs=1e-3)
    assert found.from_m[meet[np.argmin(found.leg_m[meet])]] == pytest.approx(300, abs=0.1)


def test_legs_that_meet_on_a_main_road_both_wait_and_steps_are_not_for_wheels():
    main = walks([(280, 100)], [(320, -100)], way={"highway": "primary"})[2]
    assert set(main.waits[kinds(main)["meeting"]].tolist()) == {2}
    steps = walks([(200, 40)], [(400, 40)], way={"highway": "steps"})[2]
    on = steps.edge >= 0
    assert np.isinf(seconds(steps, wheelchair=True)[on]).all()
    assert np.isfinite(seconds(steps)[on]).all()
    along = on & (np.abs(steps.to_m - steps.from_m) > 1)
    assert steps.along_m[along] == pytest.approx(2 * np.abs(steps.to_m - steps.from_m)[along])


def test_the_nearest_edge_rule_knows_no_direct_leg_and_no_meeting():
    found = walks([(280, 100)], [(320, -100)], legs="nearest")[2]
    assert not kinds(found)["direct"].any()
    assert len(found.edge) == 1


def test_pairs_that_are_of_no_use_are_dropped_and_no_others():
    every = walks([(280, 100), (600, 10)], [(320, -100), (640, 10)])[2]
    few = walks([(280, 100), (600, 10)], [(320, -100), (640, 10)], useful=lambda d, f, _m: (d == 1) & (f == 1))[2]
    mine = (every.demand == 1) & (every.facility == 1)
    assert set(zip(few.demand.tolist(), few.facility.tolist(), strict=True)) == {(1, 1)}
    assert np.sort(seconds(few)) == pytest.approx(np.sort(seconds(every)[mine]))


def test_box_holds_all_of_a_long_edge():
    network, demand, _, chosen = walks([(10, 20)], [(900, 10)])
    low, high = box_of_short_walks(network, demand, chosen)
    assert low == pytest.approx(np.add(ORIGIN, (-151, -151)), abs=1e-3)
    assert high == pytest.approx(np.add(ORIGIN, (1151, 171)), abs=1e-3)
