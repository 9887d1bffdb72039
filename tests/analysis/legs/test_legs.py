"""How far legs reach: never beyond the limit, whichever way a street is drawn, turned, mirrored, numbered or cut."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fixtures.towns import FOOTWAY, ORIGIN, RESIDENTIAL, network_of, settings, town, walk_seconds, walks_seconds
from xc_gis.analysis.legs.legs import attach
from xc_gis.analysis.network.barriers import build_barriers

V = 1.2
LEG = 1.3 / V


@pytest.mark.parametrize("drawn", ["ab", "ba"])
def test_street_that_begins_beyond_the_reach_is_not_reached_whichever_way_it_is_drawn(drawn):
    """The near end a lies 184 m from the first home, within the square that is searched but not within 150 m."""
    street = town({"a": (130, 130), "b": (1200, 130)}, [(drawn, RESIDENTIAL)])
    far, near = walks_seconds(street, [(0, 0), (60, 130)], [(600, 135)])
    assert math.isnan(far)
    assert near == pytest.approx(470.96, abs=0.005)


coordinate = st.integers(-220, 220)


@given(point=st.tuples(coordinate, coordinate), ends=st.tuples(coordinate, coordinate, coordinate, coordinate))
def test_no_leg_is_longer_than_the_limit(point, ends):
    a, b = ends[:2], ends[2:]
    if a == b:
        return
    streets = town({"a": a, "b": b, "c": (900, 900), "d": (900, 990)}, [("ab cd", RESIDENTIAL)])
    legs = attach(network_of(streets), build_barriers(streets, settings()), np.array([point], float) + ORIGIN, settings()).legs
    assert (legs.straight_m <= 150 + 1e-5).all()
    along = np.array(b, float) - a
    share = np.clip(np.dot(np.array(point, float) - a, along) / np.dot(along, along), 0, 1)
    distance = float(np.hypot(*(a + share * along - point)))
    if abs(distance - 150) > 1e-3:  # the projection to degrees and back moves points by micrometres
        assert (len(legs.point) > 0) == (distance < 150)


PLACES = {
    "a": (0.0, 0.0), "b": (210.0, 30.0), "c": (420.0, -20.0), "d": (400.0, 260.0), "e": (180.0, 240.0), "f": (20.0, 300.0),
    "g": (600.0, 120.0), "h": (300.0, 120.0), "k": (520.0, 330.0), "m": (90.0, 130.0),
}  # fmt: skip
WAYS = [
    ("abc", RESIDENTIAL), ("cd", {"highway": "secondary"}), ("def", RESIDENTIAL), ("fa", FOOTWAY), ("bhe", FOOTWAY),
    ("cg", {"highway": "steps"}), ("gk", RESIDENTIAL), ("kd", {"highway": "footway", "bridge": "yes", "layer": "1"}),
    ("am", {"highway": "footway", "tunnel": "yes", "layer": "-1"}), ("me", {"highway": "elevator"}),
]  # fmt: skip
NODE_TAGS = {"h": {"highway": "crossing", "crossing": "traffic_signals"}, "d": {"highway": "crossing"}}
WALL = [("bm", {"barrier": "wall"})]
HOMES = [(x, y) for x in range(-60, 700, 95) for y in range(-80, 420, 90)]
SHOPS = [(310.0, 200.0), (30.0, 40.0)]


def times(moved=lambda p: p, ways=WAYS, order=None):
    nodes = {name: moved(PLACES[name]) for name in (order or PLACES)}
    streets = town(nodes, ways, tags=NODE_TAGS, lines=WALL)
    return walks_seconds(streets, [moved(p) for p in HOMES], [moved(p) for p in SHOPS])


EXPECTED = times()


def turned(angle):
    c, s = math.cos(angle), math.sin(angle)
    return lambda p: (c * p[0] - s * p[1], s * p[0] + c * p[1])


@pytest.mark.parametrize(
    ("moved", "ways", "order"),
    [
        (lambda p: p, [(" ".join(w[::-1] for w in words.split()), tags) for words, tags in WAYS], None),
        (lambda p: p, WAYS[::-1], sorted(PLACES, reverse=True)),
        (turned(0.7), WAYS, None),
        (turned(math.pi / 2), WAYS, None),
        (lambda p: (-p[0], p[1]), WAYS, None),
        (lambda p: (p[0] + 1000, p[1] - 1000), WAYS, None),
    ],
    ids=["drawn the other way", "renumbered", "turned", "turned by a right angle", "mirrored", "moved"],
)
def test_drawing_numbering_turning_and_mirroring_change_nothing(moved, ways, order):
    found = times(moved, ways, order)
    assert np.isfinite(EXPECTED).sum() > 20
    np.testing.assert_allclose(found, EXPECTED, atol=2e-3, rtol=0)  # degrees to and fro


def test_cutting_edges_in_pieces_changes_nothing():
    nodes, ways = dict(PLACES), []
    names = iter("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    for words, tags in WAYS:
        cut = []
        for word in words.split():
            parts = word[0]
            for a, b in zip(word, word[1:], strict=False):
                middle = next(names)
                nodes[middle] = tuple(np.mean([PLACES[a], PLACES[b]], axis=0))
                parts += middle + b
            cut.append(parts)
        ways.append((" ".join(cut), tags))
    found = walks_seconds(town(nodes, ways, tags=NODE_TAGS, lines=WALL), HOMES, SHOPS)
    apart = np.abs(found - EXPECTED)
    assert (np.isnan(found) == np.isnan(EXPECTED)).all()
    assert np.nanmedian(apart) == pytest.approx(0, abs=1e-3)
    assert (apart > 0.01).mean() < 0.1  # near the wall other ends of legs are tried


def test_no_leg_ends_in_a_tunnel_below_ground_or_on_a_bridge():
    """
    b ═══════ tunnel ═══════ c      The home lies above the tunnel, on the street ad that leads round to its ends.
    |  home  |
    a ———————————————————————
    """
    for span in ({"tunnel": "yes", "layer": "-1"}, {"tunnel": "yes", "level": "-1"}, {"bridge": "yes", "layer": "1"}):
        streets = town(
            {"a": (0, 0), "b": (0, 100), "c": (1000, 100), "d": (1000, 0), "e": (-800, 0), "f": (-800, 100)},
            [("bc", {"highway": "footway", **span}), ("aefb", RESIDENTIAL), ("cd", RESIDENTIAL)],
        )
        # from a street of its own 145 m south of the span: only over e and f
        far = walk_seconds(streets, (-300, -45), (1000, 100))
        assert far == pytest.approx(walk_seconds(streets, (-300, 0), (1000, 100)), rel=0.2)
        assert math.isnan(walk_seconds(streets, (500, 60), (1000, 100)))


@pytest.mark.parametrize(
    "below", [{"layer": "-1"}, {"layer": "-0.5"}, {"level": "-2;-1"}, {"level": "-2--1"}, {"level": "-1", "layer": "0"}]
)
def test_tunnel_of_negative_layer_or_level_is_entered_at_its_ends(below):
    streets = town({"a": (0, 0), "b": (600, 0)}, [("ab", {"highway": "footway", "tunnel": "yes", **below})])
    assert math.isnan(walk_seconds(streets, (100, 0), (400, 0)))


@pytest.mark.parametrize(
    "arcade",
    [
        {"tunnel": "building_passage"}, {"tunnel": "yes"}, {"tunnel": "arcade", "layer": "0"}, {"tunnel": "yes", "level": "-1;0"},
        {"tunnel": "yes", "level": "0-1"}, {"tunnel": "yes", "layer": "unten"}, {"tunnel": "no", "layer": "-1"}, {"layer": "-1"},
    ],
)  # fmt: skip
def test_arcade_on_the_ground_is_entered_anywhere(arcade):
    streets = town({"a": (0, 0), "b": (600, 0)}, [("ab", {"highway": "footway", **arcade})])
    assert walk_seconds(streets, (100, 0), (400, 0)) == pytest.approx(300 / V, abs=1e-6)


def test_leg_reaches_a_bridge_at_its_end_over_the_street_that_meets_it():
    streets = town(
        {"a": (0, 0), "b": (300, 0), "c": (600, 0)},
        [("ab", RESIDENTIAL), ("bc", {"highway": "footway", "bridge": "yes"})],
    )
    assert walk_seconds(streets, (250, 0), (300, 0)) == pytest.approx(50 / V, abs=1e-6)
    assert walk_seconds(streets, (100, 0), (330, 0)) == pytest.approx(200 / V + 30 * LEG, abs=1e-6)


def test_facility_is_named_by_its_place_alone():
    """A row order changes nothing: times of the same homes in another order."""
    order = np.random.default_rng(1).permutation(len(HOMES))
    streets = town(PLACES, WAYS, tags=NODE_TAGS, lines=WALL)
    np.testing.assert_array_equal(walks_seconds(streets, [HOMES[i] for i in order], SHOPS[::-1]), EXPECTED[order])
