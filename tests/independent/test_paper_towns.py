"""The second method on towns whose answers are worked out by hand: what is checked with it must itself be checked."""

import math

import pytest

from tests.independent.drawn_town import DrawnTown, read_town

NAN = pytest.approx(math.nan, nan_ok=True)
WALK = 1 / 1.2  # seconds a metre, adult
LEG = 1.3 / 1.2


def seconds(value: float) -> object:
    return pytest.approx(value, abs=2e-3)  # nine decimals of a degree are a tenth of a millimetre


def bent_leg(away: float, along: float) -> float:
    """Seconds of a leg from a point ``away`` m beside a street and the way along it, over ``along`` m (far enough): the best end is moved
    by away/√(1.3² − 1), the leg is longer by 1.3/√(1.3² − 1) than the distance."""
    root = math.sqrt(1.3**2 - 1)
    return (away * 1.3 / root * 1.3 + along - away / root) * WALK


@pytest.fixture
def town() -> DrawnTown:
    return DrawnTown()


def test_no_leg_is_longer_than_its_limit_whichever_way_the_street_is_drawn(town, tmp_path):
    """H1 (0,0) is 183.8 m from the end (130,130); H2 (60,130) walks a leg of 70 m, 470 m of street and 5 m of leg to (600,135)."""
    for line in ([(130, 130), (1200, 130)], [(1200, 130), (130, 130)]):
        town.ways.clear()
        town.way(line, "residential")
        walks = read_town(town, tmp_path)
        homes = [(0, 0), (60, 130)]
        assert walks.attached(homes).off_network.tolist() == [True, False]
        expected = 70 * LEG + bent_leg(5, 470)
        assert walks.seconds(homes, [(600, 135)]) == [NAN, seconds(expected)]
        assert expected == pytest.approx(470.96, abs=0.005)


def test_a_square_is_crossed_past_its_fountain(town, tmp_path):
    """
    Streets at n = 0 and n = 400, joined far east; between them a square 480 … 720 with a fountain 590 … 610 × 190 … 210.

    From (600,-5) to (600,405): leg 5 m, straight from (600,0) to the corner (590,190), 20 m beside the fountain, straight to (600,400).
    Bending to the legs' best ends would leave the node (600,0), so legs end at it.
    """
    town.way(
        [(-600, 0), (480, 0), (600, 0), (720, 0), (1800, 0), (1800, 400), (720, 400), (600, 400), (480, 400), (-600, 400)],
        "residential",
    )
    outer = town.way([(480, 0), (600, 0), (720, 0), (720, 400), (600, 400), (480, 400), (480, 0)])
    inner = town.way([(590, 190), (610, 190), (610, 210), (590, 210), (590, 190)])
    town.relation([(outer, "outer"), (inner, "inner")], highway="pedestrian", area="yes")
    walks = read_town(town, tmp_path)
    expected = 10 * LEG + (2 * math.hypot(10, 190) + 20) * WALK
    assert walks.seconds([(600, -5)], [(600, 405)]) == [seconds(expected)]
    assert expected == pytest.approx(344.6, abs=0.05)


def test_a_road_with_a_path_of_its_own_is_not_walked_on(town, tmp_path):
    """
    900 m of road say foot=use_sidepath; the footway beside goes 250 m out, 900 m along and 250 m back.

    Home and clinic, 5 m beyond either end, cut its corner with their legs.
    """
    town.way([(-100, 0), (0, 0)], "residential")
    town.way([(0, 0), (900, 0)], "tertiary", foot="use_sidepath")
    town.way([(900, 0), (1000, 0)], "residential")
    town.way([(0, 0), (0, 250), (900, 250), (900, 0)], "footway")
    walks = read_town(town, tmp_path)
    expected = 2 * bent_leg(5, 250) + 900 * WALK
    assert walks.seconds([(-5, 0)], [(905, 0)]) == [seconds(expected)]
    assert expected == pytest.approx(1173.6, abs=0.05)


@pytest.mark.parametrize(
    "tags", [{"tunnel": "yes", "layer": "-1"}, {"tunnel": "yes", "level": "-1"}, {"bridge": "yes", "layer": "1"}]
)
def test_a_tunnel_or_bridge_is_entered_at_its_ends_only(town, tmp_path, tags):
    """
    A street at n = 0; 145 m north of it a tunnel from (0,145) to (1000,145) that streets join at both ends, 500 m and more away.

    Home at (500,0): along the street 500 m, 145 m up to the end of the tunnel, half the tunnel, and the facility beyond it is 5 m from a
    street that begins at (1000,145): 1,000 m of tunnel and 100 m of street.
    """
    town.way([(0, 0), (500, 0), (1000, 0)], "residential")
    town.way([(0, 0), (0, 145)], "residential")
    town.way([(0, 145), (500, 145), (1000, 145)], "footway", **tags)
    town.way([(1000, 145), (1100, 145)], "residential")
    walks = read_town(town, tmp_path)
    assert walks.seconds([(500, 0)], [(1100, 145)]) == [seconds((500 + 145 + 1000 + 100) * WALK)]


def test_an_arcade_on_the_ground_is_entered_anywhere(town, tmp_path):
    town.way([(0, 0), (1200, 0)], "footway", tunnel="yes")
    walks = read_town(town, tmp_path)
    assert walks.seconds([(500, 0)], [(700, 0)]) == [seconds(200 * WALK)]


def test_a_walk_along_one_edge_pays_no_wait_of_its_ends(town, tmp_path):
    """300 m of footway between two signal crossings; home and clinic stand on it, too far apart for a straight leg."""
    town.way([(0, 0), (300, 0)], "footway")
    town.way([(0, 0), (0, 1000)], "residential")
    for place in ((0, 0), (300, 0)):
        town.node(place, {"crossing": "traffic_signals"})
    walks = read_town(town, tmp_path)
    assert walks.seconds([(60, 0)], [(220, 0)]) == [seconds(160 * WALK)]


def test_a_crossing_of_several_nodes_waits_once(town, tmp_path):
    """
    A primary road of two carriageways at e = 0 and e = 20; the crossing way has a signal node on each, with a plain node between them.

        (-500,0) ──── (-10,0) ─ X0 ─ (10,0) ─ X20 ─ (30,0) ──── (500,0)       30 s in all
    """
    for east in (0, 20):
        town.way([(east, -500), (east, 0), (east, 500)], "primary")
        town.node((east, 0), {"highway": "crossing", "crossing": "traffic_signals"})
    town.way([(-500, 0), (-10, 0)], "footway")
    town.way([(-10, 0), (0, 0), (10, 0), (20, 0), (30, 0)], "footway", footway="crossing")
    town.way([(30, 0), (500, 0)], "footway")
    walks = read_town(town, tmp_path)
    assert walks.seconds([(-400, 0)], [(400, 0)]) == [seconds(800 * WALK + 30)]
    assert walks.seconds([(-400, 0)], [(400, 0)], profile="planning") == [seconds(800)]


def test_a_neighbour_without_a_wait_does_not_shorten_a_crossing(town, tmp_path):
    """A cycle track beside a road with signals: its plain crossing node at e = -10 waits for nobody, the signals at e = 0 keep their 30 s."""
    town.way([(-10, -500), (-10, 0), (-10, 500)], "cycleway")
    town.way([(0, -500), (0, 0), (0, 500)], "primary")
    town.node((-10, 0), {"highway": "crossing", "crossing": "uncontrolled"})
    town.node((0, 0), {"highway": "crossing", "crossing": "traffic_signals"})
    town.way([(-500, 0), (-20, 0)], "footway")
    town.way([(-20, 0), (-10, 0), (0, 0), (10, 0)], "footway", footway="crossing")
    town.way([(10, 0), (500, 0)], "footway")
    assert read_town(town, tmp_path).seconds([(-400, 0)], [(400, 0)]) == [seconds(800 * WALK + 30)]


def test_two_crossings_that_share_a_kerb_are_two(town, tmp_path):
    """Two roads at e = 20 and e = 60; the crossings meet at (40,0): an island, until a pavement begins there."""
    town.way([(20, -500), (20, 0), (20, 500)], "primary")
    town.way([(60, -500), (60, 0), (60, 500)], "primary")
    for east in (20, 60):
        town.node((east, 0), {"highway": "crossing", "crossing": "traffic_signals"})
    town.way([(-500, 0), (0, 0)], "footway")
    town.way([(0, 0), (20, 0), (40, 0)], "footway", footway="crossing")
    town.way([(40, 0), (60, 0), (80, 0)], "footway", footway="crossing")
    town.way([(80, 0), (500, 0)], "footway")
    assert read_town(town, tmp_path).seconds([(-400, 0)], [(400, 0)]) == [seconds(800 * WALK + 30)], "an island: one crossing"
    town.way([(40, 0), (40, 400)], "footway")
    assert read_town(town, tmp_path).seconds([(-400, 0)], [(400, 0)]) == [seconds(800 * WALK + 60)], "a kerb: two"


def test_lines_across_a_square_are_no_metres_of_a_part(town, tmp_path):
    """A square alone, 100 × 60 m with a fountain: 356 m of outline, over a kilometre of lines across; it is an island."""
    outer = town.way([(0, 0), (100, 0), (100, 60), (0, 60), (0, 0)])
    ring = [(50 + 5 * math.cos(n * math.pi / 6), 30 + 5 * math.sin(n * math.pi / 6)) for n in range(12)]
    inner = town.way([*ring, ring[0]])
    town.relation([(outer, "outer"), (inner, "inner")], highway="pedestrian")
    for corner in ((0, 0), (100, 0), (100, 60), (0, 60)):
        town.way([corner, (corner[0] * 1.1 - 5, corner[1] * 1.1 - 5)], "footway")
    walks = read_town(town, tmp_path)
    assert sum(e.length_m for e in walks.network.edges) > 1000
    assert walks.attached([(50, -10)]).off_network.tolist() == [True]


def test_crossing_a_main_road_waits_by_what_stands_at_the_node(town, tmp_path):
    """One main road, side streets at its nodes: nothing there 2 × 7.5 s, footways over a plain crossing 15 s, over signals 30 s."""
    town.way([(0, n) for n in (-3000, -2000, -1000, 0, 1000, 2000, 3000)], "secondary")
    for n, kind, tags in (
        (0, "residential", {}),
        (1000, "footway", {"highway": "crossing"}),
        (2000, "footway", {"crossing:signals": "yes"}),
        (-1000, "residential", {"highway": "crossing"}),
        (-2000, "residential", {"highway": "traffic_signals"}),
    ):
        town.way([(-400, n), (0, n), (400, n)], kind)
        town.node((0, n), tags)
    walks = read_town(town, tmp_path)
    for n, wait in ((0, 15), (1000, 15), (2000, 30), (-1000, 0), (-2000, 15)):
        assert walks.seconds([(-300, n)], [(300, n)]) == [seconds(600 * WALK + wait)], n


def test_a_leg_onto_a_main_road_waits(town, tmp_path):
    town.way([(0, 0), (1200, 0)], "primary")
    walks = read_town(town, tmp_path)
    assert walks.seconds([(100, 0)], [(500, 0)]) == [seconds(400 * WALK + 15)]


def test_two_legs_do_not_meet_on_a_main_road_behind_its_back(town, tmp_path):
    """Side streets end at (0,0) on a primary road from both sides: legs stay 2 cm before the node, the road's line stops the straight leg."""
    town.way([(0, -1000), (0, 0), (0, 1000)], "primary")
    town.way([(-400, 0), (0, 0)], "residential")
    town.way([(0, 0), (400, 0)], "residential")
    walks = read_town(town, tmp_path)
    straight_over = 20 * WALK + 15
    assert walks.seconds([(-10, 0)], [(10, 0)]) == [seconds(straight_over)]


def test_a_gated_yard_is_no_way_through(town, tmp_path):
    """
    Two streets 800 m apart, joined 1,000 m east; a private way between them at e = 0.

    From its middle one walks out at either end; from street to street only round.
    """
    town.way([(-400, 0), (0, 0), (1000, 0), (1000, 800), (0, 800), (-400, 800)], "residential")
    town.way([(0, 0), (0, 400), (0, 800)], "service", access="private")
    homes = [(0, 400), (-200, 0)]
    assert read_town(town, tmp_path).seconds(homes, [(-200, 800)]) == [seconds(600 * WALK), seconds(3200 * WALK)]
    opened = read_town(town, tmp_path, gates="open").seconds(homes, [(-200, 800)])
    assert opened == [seconds(600 * WALK), seconds(1200 * WALK)]
    assert read_town(town, tmp_path, gates="closed").attached(homes).off_network.tolist() == [True, False]


@pytest.mark.parametrize("tags", [{"access": "private"}, {"locked": "yes"}, {"foot": "residents"}])
def test_what_a_gate_cuts_off_is_gated_too(town, tmp_path, tags):
    """The way through the yard says nothing of itself; gates at (0,10) and (0,790) do."""
    town.way([(-400, 0), (0, 0), (1000, 0), (1000, 800), (0, 800), (-400, 800)], "residential")
    town.way([(0, 0), (0, 10), (0, 790), (0, 800)], "service")
    for place in ((0, 10), (0, 790)):
        town.node(place, {"barrier": "gate", **tags})
    walks = read_town(town, tmp_path)
    assert walks.seconds([(0, 400), (-200, 0)], [(-200, 800)]) == [seconds(600 * WALK), seconds(3200 * WALK)]


def test_a_shut_gate_in_open_ground_is_not_passed_and_a_closed_one_by_nobody(town, tmp_path):
    """Both ends of the way between the streets hang on the open network; a gate in its middle cuts it."""
    for tags in (
        {"barrier": "gate", "access": "private"},
        {"barrier": "gate", "access": "no"},
        {"barrier": "block", "foot": "no"},
    ):
        town.nodes.clear()
        town.ways.clear()
        town.way([(-200, 0), (0, 0), (1000, 0), (1000, 800), (0, 800), (-200, 800)], "residential")
        town.way([(0, 0), (0, 400), (0, 800)], "service")
        town.node((0, 400), tags)
        walks = read_town(town, tmp_path)
        assert walks.seconds([(-150, 0)], [(-160, 800)]) == [seconds(3110 * WALK)]
        assert walks.seconds([(0, 200)], [(0, 600)]) == [seconds((200 + 2800 + 200) * WALK)]


def test_a_condition_holds_at_its_hours(town, tmp_path):
    from tests.independent.conditions import Moment

    town.way([(-200, 0), (0, 0), (1000, 0), (1000, 800), (0, 800), (-200, 800)], "residential")
    town.way([(0, 0), (0, 800)], "footway", access__conditional="no @ (Mo-Fr 22:00-06:00)")
    short, long = seconds(1110 * WALK), seconds(3110 * WALK)
    for day, hour, expected in ((2, 10, short), (2, 23, long), (5, 5, long), (5, 23, short), (0, 5, short)):
        walks = read_town(town, tmp_path, moment=Moment(day, hour * 60))
        assert walks.seconds([(-150, 0)], [(-160, 800)]) == [expected], (day, hour)


def test_a_lift_takes_a_minute_as_way_and_as_node(town, tmp_path):
    """Two footways meet in a lift node; two others are joined by a lift way of 4 m."""
    town.way([(-1000, 0), (0, 0)], "footway")
    town.way([(0, 0), (1000, 0)], "footway")
    town.node((0, 0), {"highway": "elevator"})
    town.way([(-1000, 500), (0, 500)], "footway")
    town.way([(0, 500), (4, 500)], "elevator")
    town.way([(4, 500), (1000, 500)], "footway")
    walks = read_town(town, tmp_path)
    assert walks.seconds([(-300, 0)], [(300, 0)]) == [seconds(600 * WALK + 60)]
    assert walks.seconds([(-300, 500)], [(300, 500)]) == [seconds(600 * WALK + 60)]
    assert walks.seconds([(-300, 500)], [(300, 500)], profile="wheelchair") == [seconds(600 / 0.8 + 60)]
    assert walks.seconds([(-300, 500)], [(300, 500)], profile="planning") == [seconds(600 + 60)], "a ride is no wait"


def test_steps_take_twice_as_long_and_stop_a_wheelchair(town, tmp_path):
    town.way([(0, 0), (500, 0)], "footway")
    town.way([(500, 0), (530, 0)], "steps")
    town.way([(530, 0), (2000, 0)], "footway")
    walks = read_town(town, tmp_path)
    assert walks.seconds([(300, 0)], [(700, 0)]) == [seconds((370 + 60) * WALK)]
    assert walks.seconds([(300, 0)], [(700, 0)], profile="wheelchair") == [NAN]


def test_a_moving_walkway_leads_one_way(town, tmp_path):
    town.way([(0, 0), (1000, 0)], "footway", conveying="forward")
    town.way([(1000, 0), (1000, 300), (0, 300), (0, 0)], "footway")
    walks = read_town(town, tmp_path)
    assert walks.seconds([(200, 0)], [(600, 0)]) == [seconds(400 * WALK)]
    assert walks.seconds([(600, 0)], [(200, 0)]) == [seconds((400 + 300 + 1000 + 300 + 200) * WALK)]


def test_legs_meet_between_the_feet_of_one_edge(town, tmp_path):
    """Home 100 m south and clinic 60 m north of a street, feet 40 m apart: both legs end where the straight line cuts it."""
    town.way([(-1000, 0), (1000, 0)], "residential")
    walks = read_town(town, tmp_path)
    free = math.hypot(40, 160) * LEG
    assert math.hypot(40, 160) > 150  # too far for a direct leg
    assert walks.seconds([(0, -100)], [(40, 60)]) == [seconds(free)]


def test_two_legs_meet_where_both_can_end(town, tmp_path):
    """
    Home at 145 m, clinic at 20 m from the street, feet 80 m apart: they would meet 70.3 m from the home's foot, but its leg ends at 38.4 m.

    Both go there: 150 m and the clinic's leg of hypot(20, 41.6).
    """
    town.way([(-1000, 0), (1000, 0)], "residential")
    walks = read_town(town, tmp_path)
    far = math.sqrt(150**2 - 145**2)
    moved = 20 / math.sqrt(1.3**2 - 1)
    along = 150 * LEG + bent_leg(20, 80 - far)
    assert far < 80 - moved  # so the clinic's best end is nearer to it: no meeting, a way along the street
    assert walks.seconds([(0, -145)], [(80, 20)]) == [seconds(along)]
    near = 55
    assert far > near - moved
    assert walks.seconds([(0, -145)], [(near, 20)]) == [seconds((150 + math.hypot(20, near - far)) * LEG)]


def test_ends_that_a_wall_stops_are_not_replaced(town, tmp_path):
    """
    A wall at n = 50 keeps the home at (0,100) from its street at n = 0; the street turns north at e = 120.

    Of the three ends there the southern one lies behind the wall, so the walk begins at the foot (120,100).
    """
    town.way([(-1000, 0), (120, 0), (120, 1000)], "residential")
    town.way([(-500, 50), (100, 50)], barrier="wall")
    walks = read_town(town, tmp_path)
    assert walks.seconds([(0, 100)], [(-300, 0)]) == [seconds(120 * LEG + 520 * WALK)]
