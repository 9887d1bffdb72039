"""Walking times on tiny towns, each worked out by hand. Adults walk 1.2 m/s, a straight leg counts 1.3 times."""

import math

import numpy as np
import pytest

from tests.fixtures.towns import FOOTWAY, RESIDENTIAL, network_of, town, walk_seconds, walks_seconds
from xc_gis.analysis.times import travel_times
from xc_gis.errors import NetworkError

V = 1.2
LEG = 1.3 / V

# a ——————————— 600 m ——————————— b
STREET = town({"a": (0, 0), "b": (600, 0)}, [("ab", RESIDENTIAL)])


def best_leg_m(d: float) -> tuple[float, float]:
    """(metres moved along the street, straight metres) of the best leg from a distance d."""
    moved = d / math.sqrt(1.3**2 - 1)
    return moved, math.hypot(d, moved)


def test_on_the_street_itself_only_the_street_counts():
    assert walk_seconds(STREET, (100, 0), (400, 0)) == pytest.approx(300 / V, abs=1e-6)


def test_a_long_street_is_walked_along_in_a_large_study_too(monkeypatch):
    # so many demand points that they are looked at part by part
    monkeypatch.setattr(travel_times, "POINTS_AT_ONCE", 1)
    found = walks_seconds(STREET, [(50, 0), (400, 0)], [(580, 0)])
    assert found == pytest.approx([530 / V, 180 / V], abs=1e-6)


def test_legs_of_one_edge_end_where_the_whole_walk_is_quickest():
    moved, straight = best_leg_m(20)
    expected = 2 * straight * LEG + (300 - 2 * moved) / V
    assert walk_seconds(STREET, (100, 20), (400, 20)) == pytest.approx(expected, abs=1e-6)
    # neither the foot of the perpendicular nor the straight line would be as quick
    assert expected < 2 * 20 * LEG + 300 / V
    assert expected < 300 * LEG


def test_feet_that_pass_each_other_meet_on_a_straight_line():
    # across the street, 120 m and 60 m off, 30 m apart along it: too far for a direct leg, meeting point divides 2:1
    d_r, d_f, along = 120, 60, 30
    straight = math.hypot(d_r, along * 2 / 3) + math.hypot(d_f, along / 3)
    assert straight == pytest.approx(math.hypot(d_r + d_f, along))
    assert walk_seconds(STREET, (300, 120), (330, -60)) == pytest.approx(straight * LEG, abs=1e-6)


def test_direct_leg_serves_neighbours_within_reach():
    assert walk_seconds(STREET, (300, 140), (310, 140)) == pytest.approx(10 * LEG, abs=1e-6)


def test_facility_exactly_at_the_limit_is_reached_and_a_hair_beyond_is_not():
    assert walk_seconds(STREET, (0, 0), (360, 0), minutes=5) == pytest.approx(300.0)
    assert math.isnan(walk_seconds(STREET, (0, 0), (360.001, 0), minutes=5))


def test_leg_of_exactly_the_reach_exists_and_longer_does_not():
    assert walk_seconds(STREET, (100, 150), (500, 0)) == pytest.approx(150 * LEG + 400 / V, abs=1e-3)
    assert math.isnan(walk_seconds(STREET, (100, 150.01), (500, 0)))


def test_point_off_the_network_is_absent_not_zero():
    assert math.isnan(walk_seconds(STREET, (300, 400), (300, 401)))


def test_island_of_less_than_a_kilometre_serves_nobody():
    """Two streets of 600 m without a bridge: either is an island, together they would not be."""
    assert math.isnan(walk_seconds(STREET, (100, 0), (400, 0), network__min_part_m=1000.0))
    assert walk_seconds(STREET, (100, 0), (400, 0), network__min_part_m=600.0) == pytest.approx(250.0)


def test_lines_that_cross_without_a_shared_node_do_not_meet():
    """
    c                    A bridge ab over cd: the facility at d is under it, 150 m and more from every other leg.
    |
    a ——+—— b
    |
    d
    """
    crossing = town({"a": (-400, 0), "b": (400, 0), "c": (0, 400), "d": (0, -400)}, [("ab cd", RESIDENTIAL)])
    assert math.isnan(walk_seconds(crossing, (-400, 0), (0, -400)))
    joined = town(
        {"a": (-400, 0), "b": (400, 0), "c": (0, 400), "d": (0, -400), "x": (0, 0)},
        [("axb cxd", RESIDENTIAL)],
    )
    assert walk_seconds(joined, (-400, 0), (0, -400)) == pytest.approx(800 / V)


def test_steps_take_twice_as_long_and_stop_a_wheelchair():
    """a —— b ==steps== c —— d, 300 m each."""
    stairs = town(
        {"a": (0, 0), "b": (300, 0), "c": (600, 0), "d": (900, 0)},
        [("ab cd", FOOTWAY), ("bc", {"highway": "steps"})],
    )
    assert walk_seconds(stairs, (0, 0), (900, 0)) == pytest.approx((300 + 2 * 300 + 300) / V)
    assert math.isnan(walk_seconds(stairs, (0, 0), (900, 0), profile="wheelchair"))
    assert walk_seconds(stairs, (0, 0), (300, 0), profile="wheelchair") == pytest.approx(300 / 0.8)


def test_wheelchair_gets_onto_no_street_over_the_end_of_steps():
    """a ==steps== b ==bridge== c —— d: b is 100 m from the home, and only steps and a bridge end there."""
    stairs = town(
        {"a": (0, 0), "b": (60, 0), "c": (360, 0), "d": (660, 0), "s": (-600, 0)},
        [("sa cd", RESIDENTIAL), ("ab", {"highway": "steps"}), ("bc", {"highway": "footway", "bridge": "yes"})],
    )
    assert walk_seconds(stairs, (60, 100), (660, 0)) < 900 / V
    assert math.isnan(walk_seconds(stairs, (60, 100), (660, 0), profile="wheelchair"))
    assert math.isnan(walk_seconds(stairs, (660, 0), (60, 100), profile="wheelchair"))


def test_two_profiles_walk_the_same_way_at_their_own_pace():
    assert walk_seconds(STREET, (0, 0), (540, 0), profile="senior") == pytest.approx(600.0)
    assert walk_seconds(STREET, (0, 0), (540, 0), profile="adult") == pytest.approx(450.0)


SIGNALS = {"highway": "crossing", "crossing": "traffic_signals"}


def crossing_town(node: dict[str, str], road: str = "secondary"):
    """
    a — x — b   a footway crosses a road c — x — d; only a and b can be reached by legs.
    """
    return town(
        {"a": (0, -300), "x": (0, 0), "b": (0, 300), "c": (-300, 0), "d": (300, 0)},
        [("axb", FOOTWAY), ("cxd", {"highway": road})],
        tags={"x": node},
    )


def test_signal_crossing_costs_thirty_seconds_in_all():
    assert walk_seconds(crossing_town(SIGNALS), (0, -300), (0, 300)) == pytest.approx(600 / V + 30)


def test_walking_along_the_road_through_a_crossing_costs_nothing():
    # both ends are on a secondary road: each leg onto it waits 7.5 s
    assert walk_seconds(crossing_town(SIGNALS), (-300, 0), (300, 0)) == pytest.approx(600 / V + 15)


def test_unsignalled_crossing_waits_only_at_a_big_road():
    zebra = {"highway": "crossing", "crossing": "uncontrolled"}
    assert walk_seconds(crossing_town(zebra), (0, -300), (0, 300)) == pytest.approx(600 / V + 15)
    assert walk_seconds(crossing_town(zebra, "residential"), (0, -300), (0, 300)) == pytest.approx(600 / V)


def test_planning_profile_never_waits():
    assert walk_seconds(crossing_town(SIGNALS), (0, -300), (0, 300), profile="planning") == pytest.approx(600.0)
    assert walk_seconds(crossing_town(SIGNALS), (-300, 0), (300, 0), profile="planning") == pytest.approx(600.0)


def test_signals_of_a_junction_without_a_crossing_cost_half_on_each_side():
    junction = town(
        {"a": (0, -300), "x": (0, 0), "b": (0, 300), "c": (-300, 0), "d": (300, 0)},
        [("axb cxd", RESIDENTIAL)],
        tags={"x": {"highway": "traffic_signals"}},
    )
    assert walk_seconds(junction, (0, -300), (0, 300)) == pytest.approx(600 / V + 15)


def test_signals_where_two_edges_meet_are_no_junction():
    """A signal on a straight street is for cars that stop for somebody else's crossing."""
    straight = town(
        {"a": (0, 0), "x": (300, 0), "b": (600, 0)},
        [("axb", RESIDENTIAL)],
        tags={"x": {"highway": "traffic_signals"}},
    )
    assert walk_seconds(straight, (0, 0), (600, 0)) == pytest.approx(600 / V)


def gated_town(barrier: dict[str, str] | None = None):
    """
    A compound between two streets, entered at p and q.

        c ———————— q ———————— d      public, 1000 m
                   |                 pq: private way through the compound, 400 m
        a ———————— p ———————— b      public; a and c are joined far in the west
        |
        (a–c runs around by e, f)
    """
    return town(
        {
            "a": (-500, 0), "p": (0, 0), "b": (500, 0), "c": (-500, 400), "q": (0, 400), "d": (500, 400),
            "e": (-1500, 0), "f": (-1500, 400), "m": (0, 200),
        },
        [("eapb fcqd ef", RESIDENTIAL), ("pmq", {"highway": "service", "access": "private"})],
        tags={"m": barrier} if barrier else None,
    )  # fmt: skip


def test_gated_way_is_not_cut_through():
    # from 250 m east of p to 250 m east of q: through the compound 900 m, around by e and f far more
    around = 250 + 1500 + 400 + 1500 + 250
    assert walk_seconds(gated_town(), (250, 0), (250, 400)) == pytest.approx(around / V)
    assert walk_seconds(gated_town(), (250, 0), (250, 400), gates="open") == pytest.approx(900 / V)


def test_walk_may_begin_inside_a_gated_part_and_end_inside_one():
    inside_to_outside = walk_seconds(gated_town(), (0, 190), (500, 0))
    assert inside_to_outside == pytest.approx((190 + 500) / V)
    assert walk_seconds(gated_town(), (500, 0), (0, 190)) == pytest.approx(inside_to_outside)
    assert walk_seconds(gated_town(), (0, 20), (0, 380)) == pytest.approx(360 / V)


def test_closed_gates_keep_everybody_out():
    # the facility inside is 160 m and more from any public street
    assert math.isnan(walk_seconds(gated_town(), (500, 0), (0, 200), gates="closed"))


def test_locked_gate_between_public_streets_cannot_be_passed():
    """a — g — b: a locked gate on a public path; both sides hang together around it."""
    path = town(
        {"a": (0, 0), "g": (300, 0), "b": (600, 0), "c": (0, 500), "d": (600, 500)},
        [("agb", FOOTWAY), ("acdb", RESIDENTIAL)],
        tags={"g": {"barrier": "gate", "locked": "yes"}},
    )
    assert walk_seconds(path, (0, 0), (600, 0)) == pytest.approx(1600 / V)
    assert walk_seconds(path, (0, 0), (600, 0), gates="open") == pytest.approx(600 / V)


def test_part_behind_private_gates_is_gated_though_its_ways_say_nothing():
    network = network_of(
        town(
            {"a": (0, 0), "b": (900, 0), "g": (450, 0), "x": (450, 100), "y": (450, 300)},
            [("agb", RESIDENTIAL), ("gxy", {"highway": "service"})],
            tags={"x": {"barrier": "gate", "access": "private"}},
        )
    )
    assert sorted(network.length_m[network.gated]) == pytest.approx([200])
    assert sorted(network.length_m[~network.gated]) == pytest.approx([100, 450, 450])


def test_barrier_closed_to_all_stops_even_residents():
    blocked = gated_town({"barrier": "gate", "access": "no"})
    assert walk_seconds(blocked, (0, 20), (0, 380)) > 360 / V + 60
    assert walk_seconds(gated_town({"barrier": "gate"}), (0, 20), (0, 380)) == pytest.approx(360 / V)


def test_gated_part_joined_at_a_gate_between_two_public_sides_reaches_both():
    """Private way gy starts at a locked gate g on a public street agb, which g cuts in two."""
    split = town(
        {"a": (0, 0), "g": (400, 0), "b": (800, 0), "y": (400, 300), "c": (0, 900), "d": (800, 900)},
        [("agb", RESIDENTIAL), ("acdb", RESIDENTIAL), ("gy", {"highway": "service", "access": "private"})],
        tags={"g": {"barrier": "gate", "access": "private"}},
    )
    assert walk_seconds(split, (400, 300), (0, 0)) == pytest.approx(700 / V)
    assert walk_seconds(split, (400, 300), (800, 0)) == pytest.approx(700 / V)
    assert walk_seconds(split, (0, 0), (800, 0)) == pytest.approx((900 + 800 + 900) / V)


def walled_town(kind: dict[str, str], **more: object):
    """A street, and a line 20 m north of it: nobody behind it reaches the street, except around its ends."""
    return town(
        {"a": (0, 0), "b": (2000, 0), "w": (200, 20), "z": (1800, 20)},
        [("ab", RESIDENTIAL)],
        lines=[("wz", kind)],
        **more,
    )


@pytest.mark.parametrize(
    "kind",
    [
        {"barrier": "wall"},
        {"barrier": "fence"},
        {"railway": "rail"},
        {"waterway": "canal"},
        {"waterway": "river"},
    ],
)
def test_leg_does_not_cross_a_barrier(kind):
    assert math.isnan(walk_seconds(walled_town(kind), (1000, 40), (1100, 0)))


@pytest.mark.parametrize(
    "kind",
    [
        {"barrier": "hedge"}, {"waterway": "stream"}, {"railway": "subway", "layer": "-2"},
        {"railway": "rail", "tunnel": "yes"}, {"waterway": "canal", "tunnel": "culvert"}, {"railway": "rail", "bridge": "yes"},
    ],
)  # fmt: skip
def test_leg_crosses_what_is_no_barrier_on_the_ground(kind):
    moved, straight = best_leg_m(40)
    assert walk_seconds(walled_town(kind), (1000, 40), (1300, 0)) == pytest.approx(straight * LEG + (300 - moved) / V)


def test_leg_does_not_cross_a_lake():
    lake = town(
        {"a": (0, 0), "b": (2000, 0)},
        [("ab", RESIDENTIAL)],
        water=[[(200, 10), (1800, 10), (1800, 30), (200, 30)]],
    )
    assert math.isnan(walk_seconds(lake, (1000, 40), (1100, 0)))


def test_who_stands_at_the_wall_is_not_stopped_by_it():
    assert walk_seconds(walled_town({"barrier": "wall"}), (1000, 20), (1300, 0)) == pytest.approx(
        best_leg_m(20)[1] * LEG + (300 - best_leg_m(20)[0]) / V
    )


def test_direct_leg_does_not_cross_a_wall_either():
    yard = town(
        {"a": (0, 0), "b": (2000, 0), "w": (1000, -300), "z": (1000, 300)},
        [("ab", RESIDENTIAL)],
        lines=[("wz", {"barrier": "wall"})],
    )
    # straight 20 m through the wall; by the street the wall is crossed where the street passes it
    moved, straight = best_leg_m(50)
    meeting = 2 * math.hypot(50, 10) * LEG
    assert walk_seconds(yard, (990, 50), (1010, 50)) == pytest.approx(2 * math.hypot(50, 10) * LEG, abs=1.0)
    assert walk_seconds(yard, (990, 50), (1010, 50)) >= meeting - 1e-9
    assert moved > 10
    assert straight > 50


def test_leg_may_not_cross_a_main_road_but_two_legs_that_meet_on_it_wait_for_it():
    """From 20 m south of a primary road to 60 m north of it, 80 m along: 113 m straight, but across the road."""
    streets = town({"a": (0, 0), "b": (2000, 0)}, [("ab", {"highway": "primary"})])
    assert walk_seconds(streets, (1500, -20), (1420, 60)) == pytest.approx(math.hypot(80, 80) * LEG + 2 * 7.5)
    moved, straight = best_leg_m(20)
    assert walk_seconds(streets, (1500, -20), (1000, 0)) == pytest.approx(straight * LEG + (500 - moved) / V + 15)


def test_leg_behind_a_motorway_does_not_exist():
    """The only street 60 m behind a motorway, on which nobody walks."""
    streets = town(
        {"a": (0, 0), "b": (2000, 0), "s": (0, 60), "t": (2000, 60)},
        [("ab", {"highway": "motorway"}), ("st", RESIDENTIAL)],
    )
    assert math.isnan(walk_seconds(streets, (1000, -20), (1000, 60)))


def test_two_legs_cannot_meet_on_a_main_road_at_a_side_street_for_nothing():
    """A footway f — x reaches the primary road at x; from the other side x may only be reached over the road, with its wait."""
    streets = town(
        {"a": (-1000, 0), "x": (0, 0), "b": (1000, 0), "f": (0, 400)},
        [("axb", {"highway": "primary"}), ("xf", FOOTWAY)],
    )
    # resident 10 m south of x: leg onto the primary road (7.5 s), then the footway, which waits at a main road as a leg does
    assert walk_seconds(streets, (0, -10), (0, 400)) == pytest.approx(10 * LEG + 7.5 + 7.5 + 400 / V, abs=1e-6)


def test_road_on_a_bridge_stops_no_leg():
    """A viaduct wz (motorway, bridge) 20 m north of the street ab: under it a leg passes."""
    nodes = {"a": (0, 0), "b": (2000, 0), "w": (-500, 20), "z": (2500, 20)}
    ground = town(nodes, [("ab", RESIDENTIAL), ("wz", {"highway": "motorway", "bridge": "yes"})])
    moved, straight = best_leg_m(40)
    assert walk_seconds(ground, (1000, 40), (1300, 0)) == pytest.approx(straight * LEG + (300 - moved) / V)


def test_directed_way_is_walked_one_way_only():
    """a → b by escalator; back around by c."""
    streets = town(
        {"a": (0, 0), "b": (500, 0), "c": (250, 600)},
        [("ab", {"highway": "footway", "oneway:foot": "yes"}), ("bca", RESIDENTIAL)],
    )
    around = 2 * math.hypot(250, 600)
    assert walk_seconds(streets, (0, 0), (500, 0)) == pytest.approx(500 / V)
    assert walk_seconds(streets, (500, 0), (0, 0)) == pytest.approx(around / V)
    # on one edge, against its direction: on to b and around by c and a
    assert walk_seconds(streets, (300, 0), (200, 0), legs="nearest") == pytest.approx((200 + around + 200) / V)
    assert walk_seconds(streets, (200, 0), (300, 0), legs="nearest") == pytest.approx(100 / V)


def test_escalator_against_its_direction_is_closed_and_takes_the_time_of_steps():
    streets = town(
        {"a": (0, 0), "b": (500, 0), "c": (250, 900)},
        [("ab", {"highway": "steps", "conveying": "backward"}), ("bca", RESIDENTIAL)],
    )
    # a leg (1.3) is quicker than steps (2): it goes as far as a leg may, 150 m from either end
    assert walk_seconds(streets, (500, 0), (0, 0)) == pytest.approx(2 * 150 * LEG + 2 * 200 / V)
    assert walk_seconds(streets, (500, 0), (0, 0), legs="nearest") == pytest.approx(2 * 500 / V)
    assert walk_seconds(streets, (0, 0), (500, 0), legs="nearest") == pytest.approx(2 * math.hypot(250, 900) / V)


def test_nearest_leg_knows_one_edge_only():
    """Two parallel streets, 30 m and 40 m away: the nearer one leads nowhere."""
    streets = town({"a": (0, 30), "b": (400, 30), "c": (0, -40), "d": (900, -40)}, [("ab cd", RESIDENTIAL)])
    assert math.isnan(walk_seconds(streets, (200, 0), (800, -40), legs="nearest"))
    moved, straight = best_leg_m(40)
    assert walk_seconds(streets, (200, 0), (800, -40)) == pytest.approx(straight * LEG + (600 - moved) / V)


def test_nearest_of_several_facilities_counts():
    found = walks_seconds(STREET, [(0, 0), (600, 0)], [(120, 0), (480, 0)])
    assert found == pytest.approx([100.0, 100.0])


def test_cutting_a_street_into_pieces_changes_nothing():
    pieces = town({c: (50 * i, 0) for i, c in enumerate("abcdefghijklm")}, [("abcdefghijklm", RESIDENTIAL)])
    starts = [(x, y) for x in (3, 77, 290) for y in (0, 15, -90, 149)]
    ends = [(415, 33)]
    whole, cut = walks_seconds(STREET, starts, ends), walks_seconds(pieces, starts, ends)
    assert np.allclose(whole, cut, atol=1e-6, equal_nan=True)


def test_moving_the_town_by_a_kilometre_changes_nothing():
    nodes = {"a": (0, 0), "b": (300, 0), "c": (300, 400), "d": (-200, 300)}
    ways = [("abcda", RESIDENTIAL), ("ac", {"highway": "steps"})]
    here = town(nodes, ways)
    there = town(nodes, ways, origin=(501_000.0, 4_421_000.0))
    starts, ends = [(10, 20), (100, 100), (250, 350)], [(-100, 280)]
    moved = walks_seconds(there, starts, ends, origin=(501_000.0, 4_421_000.0))
    assert np.allclose(walks_seconds(here, starts, ends), moved, atol=1e-5)


def test_town_without_a_walkable_way_is_refused():
    with pytest.raises(NetworkError, match="没有可步行的道路"):
        network_of(town({"a": (0, 0), "b": (100, 0)}, [("ab", {"highway": "motorway"})]))
