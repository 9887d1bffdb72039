"""Squares are crossed freely: straight lines over them, worked out by hand."""

import math

import pytest

from tests.fixtures.towns import FOOTWAY, RESIDENTIAL, network_of, town, walk_seconds

V = 1.2
SQUARE = {"highway": "pedestrian", "area": "yes"}

# a street s — a enters the square abcd (200 m) at a, another leaves it at c
#   d ——— c — t
#   |     |
# s-a ——— b
CORNERS = {"a": (0, 0), "b": (200, 0), "c": (200, 200), "d": (0, 200), "s": (-400, 0), "t": (600, 200)}
STREETS = [("sa ct", RESIDENTIAL)]


def seconds(
    start=(-400, 0), end=(600, 200), *, nodes=(), ways=(), tags=None, inner="", outer="abcda", lines=(), area=SQUARE, **more
):
    drawn = town(
        {**CORNERS, **dict(nodes)}, [*STREETS, *ways], tags=tags, lines=lines, areas=[(outer, inner, area)],
    )  # fmt: skip
    return walk_seconds(drawn, start, end, **more)


def test_square_is_crossed_on_the_straight_line():
    assert seconds() == pytest.approx((400 + 200 * math.sqrt(2) + 400) / V, abs=1e-3)


def test_outline_alone_is_walked_where_there_is_no_way_across():
    """A wall along the diagonal from b to d: the line a — c meets it, the outline does not ask."""
    assert seconds(lines=[("bd", {"barrier": "wall"})]) == pytest.approx((400 + 400 + 400) / V, abs=1e-3)


def test_wall_above_a_passage_below_ground_stops_nobody():
    below = {**SQUARE, "tunnel": "yes", "layer": "-1"}
    found = seconds(lines=[("bd", {"barrier": "wall"})], area=below)
    assert found == pytest.approx((400 + 200 * math.sqrt(2) + 400) / V, abs=1e-3)


def test_line_bends_at_the_corners_of_a_hole():
    """A fountain efgh in the middle, 60 m wide: past its corner f or h."""
    fountain = {"e": (70, 70), "f": (130, 70), "g": (130, 130), "h": (70, 130)}
    past = math.hypot(130, 70) + math.hypot(70, 130)
    assert seconds(nodes=fountain, inner="efghe") == pytest.approx((800 + past) / V, abs=1e-3)


def test_line_bends_at_a_reflex_corner_of_the_outline():
    """
    An L without its upper left part: from c down along the inner corner r to a.

          q ——— c — t
          |     |
    d ——— r     |
    a ————————— b
    """
    nodes = {"q": (150, 200), "r": (150, 50), "d": (0, 50)}
    by_corner = math.hypot(150, 50) + math.hypot(50, 150)
    assert seconds(nodes=nodes, outer="abcqrda") == pytest.approx((800 + by_corner) / V, abs=1e-3)
    assert seconds(nodes=nodes, outer="adrqcba") == pytest.approx((800 + by_corner) / V, abs=1e-3)  # drawn the other way


@pytest.mark.parametrize(
    "nobody",
    [
        {"highway": "pedestrian", "area": "yes", "foot": "no"}, {"highway": "footway", "area": "yes", "access": "no"},
        {"highway": "service", "area": "yes"}, {"highway": "pedestrian", "area": "yes", "foot": "use_sidepath"},
    ],
)  # fmt: skip
def test_area_on_which_nobody_walks_is_not_crossed(nobody):
    assert math.isnan(seconds(area=nobody))


def test_area_with_a_positive_foot_is_crossed():
    assert seconds(area={"highway": "footway", "area": "yes", "access": "no", "foot": "yes"}) == pytest.approx(902.37, abs=0.01)


def test_private_square_is_not_cut_through():
    round_it = {"nodes": {"u": (-400, -900), "w": (600, -900)}, "ways": [("suwt", RESIDENTIAL)]}
    assert seconds(**round_it) == pytest.approx(902.37, abs=0.01)
    assert seconds(area={**SQUARE, "access": "private"}, **round_it) == pytest.approx((900 + 1000 + 1100) / V, abs=1e-3)


def test_legs_end_on_the_outline_and_not_on_lines_across():
    """A kiosk in the middle of the square is 100 m from every side: its leg goes there, detour included."""
    assert seconds(start=(0, 0), end=(100, 100)) == pytest.approx(1.3 * math.hypot(100, 100) / V, abs=1e-3)


def test_lines_across_make_no_island_longer():
    """Outline 800 m: less than the kilometre that makes a network of its own, whatever the lines across measure."""
    alone = town({k: CORNERS[k] for k in "abcd"}, [], areas=[("abcda", "", SQUARE)])
    assert math.isnan(walk_seconds(alone, (0, 0), (200, 200), network__min_part_m=1000.0))
    assert walk_seconds(alone, (0, 0), (100, 0), network__min_part_m=799.0) == pytest.approx(100 / V, abs=1e-3)


def test_lines_across_make_no_gated_square_the_largest_part():
    """A private court with many corners has kilometres of lines across; the street of 1.7 km stays the open network."""
    ring = {
        chr(0x4E00 + i): (300 + 60 * math.cos(i / 24 * math.tau), 60 * math.sin(i / 24 * math.tau) * (1 + i % 2))
        for i in range(24)
    }
    nodes = {"s": (-1_500, 0), "a": (0, 0), **ring}
    west, east = min(ring, key=lambda k: ring[k][0]), next(iter(ring))
    drawn = town(
        nodes, [("sa", RESIDENTIAL), (f"a{west}", RESIDENTIAL)],
        tags={west: {"barrier": "gate", "access": "private"}}, areas=[("".join(ring) + east, "", SQUARE)],
    )  # fmt: skip
    network = network_of(drawn)
    street = network.highway == "residential"
    assert network.length_m[network.across].sum() > 2_000
    assert (~network.gated[street]).all()
    assert network.gated[~street].all()


def test_two_squares_are_crossed_over_their_shared_side():
    nodes = {"e": (400, 0), "f": (400, 200), "u": (400, -300)}
    drawn = town(
        {**CORNERS, **nodes}, [("sa", RESIDENTIAL), ("ue", RESIDENTIAL)],
        areas=[("abcda", "", SQUARE), ("befcb", "", SQUARE)],
    )  # fmt: skip
    assert walk_seconds(drawn, (-400, 0), (400, -300)) == pytest.approx((400 + 400 + 300) / V, abs=1e-3)


def test_square_with_more_than_two_hundred_corners_joins_the_ways_that_come_in():
    ring = {
        chr(0x4E00 + i): (100 + 140 * math.cos(i / 250 * math.tau), 100 + 140 * math.sin(i / 250 * math.tau)) for i in range(250)
    }
    hole = {k.translate({ord(k): ord(k) + 1000}): (100 + (x - 100) / 10, 100 + (y - 100) / 10) for k, (x, y) in ring.items()}
    outer, inner = "".join(ring) + next(iter(ring)), "".join(hole) + next(iter(hole))
    west, east = min(ring, key=lambda k: ring[k][0]), max(ring, key=lambda k: ring[k][0])
    north = max(ring, key=lambda k: ring[k][1])
    nodes = {**ring, **hole, "s": (-400, 100), "t": (600, 100), "n": (100, 600)}
    drawn = town(nodes, [(f"s{west} {east}t n{north}", RESIDENTIAL)], areas=[(outer, inner, SQUARE)])
    network = network_of(drawn)
    assert network.areas_entries_only == (2001,)
    # the hole lies between west and east; west and north are joined straight
    chord = math.hypot(*(a - b for a, b in zip(ring[west], ring[north], strict=True)))
    assert walk_seconds(drawn, ring[west], ring[north]) == pytest.approx(chord / V, abs=1e-3)


def test_steps_down_from_a_square_and_a_way_that_ends_on_its_outline_are_joined():
    nodes = {"m": (100, 0), "p": (100, -300), "k": (200, 100), "r": (500, 100)}
    drawn = town(
        {**CORNERS, **nodes}, [("pm kr", FOOTWAY)], areas=[("ambkcda", "", SQUARE)],
    )  # fmt: skip
    assert walk_seconds(drawn, (100, -300), (500, 100)) == pytest.approx((300 + math.hypot(100, 100) + 300) / V, abs=1e-3)
