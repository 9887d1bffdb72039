"""Who walks where, tag by tag (method §2): expected values are the lines of its table."""

import pytest

from xc_gis.analysis.network.walkable import (
    area_rule,
    closes_everybody,
    has_crossing,
    has_junction_signals,
    has_negative_level,
    has_signal_crossing,
    is_below_ground,
    is_gate,
    is_lift,
    is_way_in,
    stops_legs,
    way_rule,
)

ALWAYS = (
    "primary primary_link secondary secondary_link tertiary tertiary_link unclassified residential living_street service pedestrian "
    "footway path steps track road corridor elevator"
).split()


@pytest.mark.parametrize("highway", ALWAYS)
def test_streets_of_the_first_line_are_walked_unless_a_tag_forbids_it(highway):
    assert way_rule({"highway": highway}) is not None
    for tags in ({"foot": "no"}, {"foot": "use_sidepath"}, {"motorroad": "yes"}, {"access": "no"}, {"area": "yes"}):
        assert way_rule({"highway": highway, **tags}) is None
    assert way_rule({"highway": highway, "access": "no", "foot": "yes"}) is not None
    assert way_rule({"highway": highway, "access": "no", "foot": "private"}) is None


@pytest.mark.parametrize("highway", ["trunk", "trunk_link", "cycleway"])
def test_trunk_roads_and_cycle_tracks_are_walked_where_a_tag_says_so(highway):
    walked = (
        {"foot": "yes"}, {"foot": "designated"}, {"foot": "permissive"}, {"sidewalk": "both"}, {"sidewalk": "left"}, {"sidewalk": "right"},
        {"sidewalk": "yes"}, {"sidewalk:both": "yes"}, {"sidewalk:left": "yes"}, {"sidewalk:right": "yes"},
    )  # fmt: skip
    for tags in walked:
        assert way_rule({"highway": highway, **tags}) is not None, tags
    for tags in ({}, {"sidewalk": "separate"}, {"sidewalk": "no"}, {"sidewalk:left": "no"}, {"foot": "destination"}):
        assert way_rule({"highway": highway, **tags}) is None, tags


@pytest.mark.parametrize("highway", ["motorway", "motorway_link", "construction", "raceway", "bus_guideway", "platform", ""])
def test_everything_else_is_never_walked(highway):
    assert way_rule({"highway": highway, "foot": "yes"}) is None


def test_a_service_road_in_a_tunnel_needs_a_positive_foot_and_a_passage_does_not():
    assert way_rule({"highway": "service", "tunnel": "yes"}) is None
    assert way_rule({"highway": "service", "tunnel": "yes", "foot": "yes"}) is not None
    assert way_rule({"highway": "service", "tunnel": "building_passage"}) is not None
    assert way_rule({"highway": "service", "tunnel": "no"}) is not None
    assert way_rule({"highway": "footway", "tunnel": "yes"}) is not None


@pytest.mark.parametrize(
    ("tags", "forward", "backward"),
    [
        ({}, True, True),
        ({"oneway": "yes"}, True, True),
        ({"oneway:foot": "yes"}, True, False),
        ({"oneway:foot": "-1"}, False, True),
        ({"foot:backward": "no"}, True, False),
        ({"foot:forward": "no"}, False, True),
        ({"conveying": "forward"}, True, False),
        ({"conveying": "backward"}, False, True),
        ({"conveying": "reversible"}, True, True),
    ],
)
def test_directions_are_those_of_walkers(tags, forward, backward):
    rule = way_rule({"highway": "footway", **tags})
    assert (rule.forward, rule.backward) == (forward, backward)


def test_a_way_that_nobody_may_walk_in_either_direction_is_none():
    assert way_rule({"highway": "footway", "oneway:foot": "yes", "foot:forward": "no"}) is None


@pytest.mark.parametrize("value", ["private", "residents", "customers", "permit", "destination"])
def test_a_way_of_residents_or_customers_is_gated_unless_foot_is_positive(value):
    for tags in ({"access": value}, {"foot": value}):
        assert way_rule({"highway": "service", **tags}).gated
    assert not way_rule({"highway": "service", "access": value, "foot": "permissive"}).gated
    assert not way_rule({"highway": "service", "access": "delivery"}).gated


def test_kinds_of_edges():
    for highway in ("footway", "path", "pedestrian", "steps", "cycleway"):
        assert way_rule({"highway": highway, "foot": "yes"}).foot_edge
    assert not way_rule({"highway": "residential"}).foot_edge
    for road in ("trunk", "primary", "secondary"):
        assert way_rule({"highway": road, "foot": "yes"}).major
        assert way_rule({"highway": f"{road}_link", "foot": "yes"}).major
    assert not way_rule({"highway": "tertiary"}).major
    assert way_rule({"highway": "steps"}).steps
    assert way_rule({"highway": "elevator"}).lift
    assert way_rule({"highway": "cycleway", "foot": "yes", "cycleway": "crossing"}).crossing


@pytest.mark.parametrize(
    ("tags", "takes"),
    [
        ({}, True),
        ({"bridge": "yes"}, False),
        ({"bridge": "viaduct"}, False),
        ({"bridge": "no"}, True),
        ({"tunnel": "yes"}, True),  # an arcade: nothing says that it lies below the ground
        ({"tunnel": "yes", "layer": "-1"}, False),
        ({"tunnel": "yes", "level": "-1"}, False),
        ({"layer": "-1"}, True),
    ],
)
def test_no_leg_ends_on_a_bridge_or_in_a_tunnel_below_the_ground(tags, takes):
    assert way_rule({"highway": "footway", **tags}).takes_legs is takes


@pytest.mark.parametrize(
    ("level", "below"),
    [
        ("-1", True),
        ("-2;-1", True),
        ("-2--1", True),
        ("-1.5", True),
        ("0", False),
        ("-1;0", False),
        ("-1-0", False),
        ("1", False),
        ("U1", False),
        ("", False),
    ],
)
def test_a_level_is_below_the_ground_where_all_of_it_is(level, below):
    assert has_negative_level({"level": level}) is below
    assert is_below_ground({"tunnel": "yes", "level": level}) is below
    assert not is_below_ground({"level": level})


def test_squares_are_walked_as_areas():
    assert area_rule({"highway": "pedestrian", "area": "yes"}) is not None
    assert area_rule({"highway": "footway"}) is not None
    for tags in ({"highway": "service"}, {"highway": "pedestrian", "access": "no"}, {"highway": "pedestrian", "foot": "no"}, {}):
        assert area_rule(tags) is None


@pytest.mark.parametrize(
    ("tags", "gate", "closed"),
    [
        ({"barrier": "gate"}, False, False),
        ({"barrier": "gate", "access": "private"}, True, False),
        ({"barrier": "gate", "access": "private", "foot": "yes"}, False, False),
        ({"barrier": "gate", "locked": "yes"}, True, False),
        ({"barrier": "gate", "locked": "yes", "foot": "designated"}, False, False),
        ({"barrier": "gate", "access": "no"}, False, True),
        ({"barrier": "gate", "access": "no", "foot": "yes"}, False, False),
        ({"barrier": "bollard", "foot": "no"}, False, True),
        ({"access": "private"}, False, False),
        ({"access": "no"}, False, False),
    ],
)
def test_gates_and_barriers_that_stop_everyone(tags, gate, closed):
    assert (is_gate(tags), closes_everybody(tags)) == (gate, closed)


@pytest.mark.parametrize(
    ("tags", "signals", "crossing", "junction"),
    [
        ({"highway": "crossing"}, False, True, False),
        ({"crossing": "uncontrolled"}, False, True, False),
        ({"crossing": "no"}, False, False, False),
        ({"highway": "crossing", "crossing": "traffic_signals"}, True, True, False),
        ({"highway": "crossing", "crossing:signals": "yes"}, True, True, False),
        ({"highway": "traffic_signals", "crossing": "marked"}, True, True, False),
        ({"highway": "traffic_signals"}, False, False, True),
        ({"highway": "traffic_signals", "crossing": "no"}, False, False, False),
        ({}, False, False, False),
    ],
)
def test_crossings_and_signals(tags, signals, crossing, junction):
    assert (has_signal_crossing(tags), has_crossing(tags), has_junction_signals(tags)) == (signals, crossing, junction)


def test_ways_into_an_area_are_gates_and_doors_not_bollards():
    for tags in (
        {"barrier": "gate"},
        {"barrier": "kissing_gate"},
        {"barrier": "turnstile"},
        {"barrier": "entrance"},
        {"entrance": "main"},
    ):
        assert is_way_in(tags)
    for tags in ({"barrier": "bollard"}, {"entrance": "no"}, {}):
        assert not is_way_in(tags)
    assert is_lift({"highway": "elevator"})


@pytest.mark.parametrize(
    "tags",
    [{"highway": road} for road in ("motorway", "motorway_link", "trunk", "primary", "primary_link", "secondary_link")]
    + [{"railway": kind} for kind in ("rail", "subway", "light_rail")]
    + [{"waterway": kind} for kind in ("river", "canal", "riverbank")]
    + [{"barrier": kind} for kind in ("wall", "fence", "retaining_wall", "city_wall", "guard_rail")],
)
def test_what_stops_legs_does_so_on_the_ground_alone(tags):
    assert stops_legs(tags)
    assert not stops_legs({**tags, "bridge": "yes"})
    assert not stops_legs({**tags, "tunnel": "yes"})
    assert stops_legs({**tags, "layer": "-1"}) is ("railway" not in tags)


@pytest.mark.parametrize(
    "tags",
    [
        {"highway": "tertiary"},
        {"highway": "footway"},
        {"railway": "tram"},
        {"waterway": "stream"},
        {"barrier": "hedge"},
        {"barrier": "gate"},
    ],
)
def test_what_is_no_barrier_stops_nobody(tags):
    assert not stops_legs(tags)
