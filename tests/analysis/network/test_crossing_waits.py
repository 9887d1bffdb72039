"""Waiting at crossings of several nodes, at main roads and at lifts, worked out by hand."""

import pytest

from tests.fixtures.towns import FOOTWAY, RESIDENTIAL, town, walk_seconds

V = 1.2
SIGNALS = {"highway": "crossing", "crossing": "traffic_signals"}
OVER = {"highway": "footway", "footway": "crossing"}
CARRIAGEWAY = {"highway": "primary"}

# two carriageways pq and rs, crossed at x and y; i lies on the island between them
PLACES = {
    "a": (0, -300), "c": (0, -20), "x": (0, -10), "i": (0, 0), "y": (0, 10), "d": (0, 20), "b": (0, 300),
    "p": (-500, -10), "q": (500, -10), "r": (-500, 10), "s": (500, 10), "e": (400, 0),
}  # fmt: skip
ROADS = [("pxq rys", CARRIAGEWAY)]


def crossed(ways, tags, nodes=PLACES, **more):
    return walk_seconds(town(nodes, [*ROADS, *ways], tags=tags), (0, -300), (0, 300), **more)


@pytest.mark.parametrize("over", [{"highway": k, k: "crossing"} for k in ("footway", "cycleway", "path")])
def test_crossing_of_two_nodes_waits_once(over):
    over = {**over, "foot": "yes"}
    assert crossed([("ac db", FOOTWAY), ("cxyd", over)], {"x": SIGNALS, "y": SIGNALS}) == pytest.approx(600 / V + 30)


def test_bend_on_the_island_changes_nothing():
    assert crossed([("ac db", FOOTWAY), ("cxiyd", OVER)], {"x": SIGNALS, "y": SIGNALS}) == pytest.approx(600 / V + 30)
    assert crossed([("ac db", FOOTWAY), ("cxi iyd", OVER)], {"x": SIGNALS, "y": SIGNALS}) == pytest.approx(600 / V + 30)


def test_crossings_at_two_arms_of_a_junction_wait_each_for_itself():
    """Both are tagged as crossings and share the corner i, where a pavement ends: they are two."""
    found = crossed([("ac db ie", FOOTWAY), ("cxi iyd", OVER)], {"x": SIGNALS, "y": SIGNALS})
    assert found == pytest.approx(600 / V + 60)


def test_crossing_nodes_on_a_plain_footway_wait_each():
    assert crossed([("acxiydb", FOOTWAY)], {"x": SIGNALS, "y": SIGNALS}) == pytest.approx(600 / V + 60)


def test_edge_that_meets_a_main_road_without_a_crossing_waits_there():
    """A footway over a primary road: 7.5 s on either side of the node, as two legs onto the road would."""
    place = {"a": (0, -300), "x": (0, 0), "b": (0, 300), "p": (-500, 0), "q": (500, 0)}
    plain = town(place, [("axb", FOOTWAY), ("pxq", CARRIAGEWAY)])
    assert walk_seconds(plain, (0, -300), (0, 300)) == pytest.approx(600 / V + 15)
    assert walk_seconds(plain, (0, -300), (0, 300), profile="planning") == pytest.approx(600)
    street = town(place, [("axb", RESIDENTIAL), ("pxq", CARRIAGEWAY)])
    assert walk_seconds(street, (0, -300), (0, 300)) == pytest.approx(600 / V + 15)


def test_crossing_and_junction_have_their_own_wait_instead():
    place = {"a": (0, -300), "x": (0, 0), "b": (0, 300), "p": (-500, 0), "q": (500, 0)}
    zebra = town(place, [("axb", FOOTWAY), ("pxq", CARRIAGEWAY)], tags={"x": {"highway": "crossing"}})
    assert walk_seconds(zebra, (0, -300), (0, 300)) == pytest.approx(600 / V + 15)
    not_one = town(place, [("axb", FOOTWAY), ("pxq", CARRIAGEWAY)], tags={"x": {"crossing": "no"}})
    assert walk_seconds(not_one, (0, -300), (0, 300)) == pytest.approx(600 / V + 15)
    junction = town(place, [("axb", RESIDENTIAL), ("pxq", CARRIAGEWAY)], tags={"x": {"highway": "traffic_signals"}})
    assert walk_seconds(junction, (0, -300), (0, 300)) == pytest.approx(600 / V + 15)
    street_at_zebra = town(place, [("axb", RESIDENTIAL), ("pxq", CARRIAGEWAY)], tags={"x": {"highway": "crossing"}})
    assert walk_seconds(street_at_zebra, (0, -300), (0, 300)) == pytest.approx(600 / V)


@pytest.mark.parametrize("road", ["trunk", "trunk_link", "primary_link", "secondary", "secondary_link"])
def test_main_roads_that_nobody_walks_count_as_well(road):
    place = {"a": (0, -300), "x": (0, 0), "b": (0, 300), "p": (-500, 0), "q": (500, 0)}
    streets = town(place, [("axb", FOOTWAY), ("pxq", {"highway": road})])
    assert walk_seconds(streets, (0, -300), (0, 300)) == pytest.approx(600 / V + 15)


@pytest.mark.parametrize("road", ["tertiary", "residential", "motorway"])
def test_other_roads_cost_nothing_at_a_shared_node(road):
    place = {"a": (0, -300), "x": (0, 0), "b": (0, 300), "p": (-500, 0), "q": (500, 0)}
    streets = town(place, [("axb", FOOTWAY), ("pxq", {"highway": road})])
    assert walk_seconds(streets, (0, -300), (0, 300)) == pytest.approx(600 / V)


LIFT = {"a": (0, 0), "b": (300, 0), "m": (303, 0), "c": (306, 0), "d": (600, 0)}


def test_lift_drawn_as_a_way_takes_half_a_minute_at_each_end():
    streets = town(LIFT, [("ab cd", FOOTWAY), ("bmc", {"highway": "elevator"})])
    assert walk_seconds(streets, (0, 0), (600, 0)) == pytest.approx(600 / V + 60)
    assert walk_seconds(streets, (0, 0), (600, 0), profile="wheelchair") == pytest.approx(600 / 0.8 + 60)


def test_lift_takes_its_time_in_the_profile_that_never_waits():
    streets = town(LIFT, [("ab cd", FOOTWAY), ("bmc", {"highway": "elevator"})])
    assert walk_seconds(streets, (0, 0), (600, 0), profile="planning") == pytest.approx(600 + 60)


def test_crossing_over_a_cycle_track_beside_the_road_is_no_part_of_the_crossing_with_signals():
    """t, on a tertiary street of its own, has no wait: the two edges at x still have theirs."""
    nodes = {**PLACES, "t": (0, -15), "v": (-500, -15), "w": (500, -15)}
    tags = {"x": SIGNALS, "t": {"highway": "crossing", "crossing": "uncontrolled"}}
    found = walk_seconds(
        town(nodes, [("pxq", CARRIAGEWAY), ("vtw", {"highway": "tertiary"}), ("ac yb", FOOTWAY), ("ctxiy", OVER)], tags=tags),
        (0, -300), (0, 300),
    )  # fmt: skip
    assert found == pytest.approx(600 / V + 30)


def test_lift_drawn_as_a_node_takes_half_a_minute_on_each_side():
    streets = town(LIFT, [("abmcd", FOOTWAY)], tags={"m": {"highway": "elevator"}})
    assert walk_seconds(streets, (0, 0), (600, 0)) == pytest.approx(600 / V + 60)
    assert walk_seconds(streets, (0, 0), (600, 0), wait__lift_s=45.0) == pytest.approx(600 / V + 90)


def test_lift_for_staff_only_is_not_taken():
    streets = town(LIFT, [("ab cd", FOOTWAY), ("bmc", {"highway": "elevator", "access": "no"})])
    assert walk_seconds(streets, (0, 0), (200, 0)) == pytest.approx(200 / V)
    assert not walk_seconds(streets, (0, 0), (600, 0)) < 3600
