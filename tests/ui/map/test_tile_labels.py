"""Where road names stand: along the road, never over each other, never upside down, from a zoom of their class on."""

import numpy as np
import pytest

from tests.fixtures.small_study import degrees
from xc_gis.ui.map.tile_labels import LETTER_PX, NAMED_FROM, SAME_NAME_PX, place_labels
from xc_gis.ui.map.tile_painter import TilePainter
from xc_gis.ui.map.tile_shapes import build_shapes, mercator


def test_names_do_not_lie_over_each_other_and_go_on_in_the_next_tile(qapp):
    line = degrees([(x, 0.0) for x in range(0, 4000, 50)])
    cross = degrees([(600.0, y) for y in range(-900, 900, 50)])
    ground = build_shapes([("primary", "西单北大街", line), ("primary", "阜成门内大街", cross)])
    labels = place_labels(ground, 16)
    assert {"".join(letter for letter, *_ in label.letters) for label in labels} == {"西单北大街", "阜成门内大街"}
    for n, a in enumerate(labels):
        for b in labels[n + 1 :]:
            assert a.box[2] <= b.box[0] or b.box[2] <= a.box[0] or a.box[3] <= b.box[1] or b.box[3] <= a.box[1]
    flat = next(label for label in labels if label.letters[0][0] == "西")
    assert [x for _, x, _, _ in flat.letters] == sorted(x for _, x, _, _ in flat.letters)
    upright = next(label for label in labels if label.letters[0][0] == "阜")
    assert [y for _, _, y, _ in upright.letters] == sorted(y for _, _, y, _ in upright.letters)
    assert max(abs(turn) for _, _, _, turn in upright.letters) < 20


def test_names_of_other_scripts_are_one_piece_along_the_road(qapp):
    flat, steep = degrees([(x, 0.0) for x in range(0, 4000, 50)]), degrees([(600.0, y) for y in range(-1900, 1900, 50)])
    ground = build_shapes([("primary", "Mannerheimintie", flat), ("primary", "улица Ленина", steep)])
    labels = place_labels(ground, 16)
    turns = {letters[0]: letters[3] for label in labels for letters in label.letters}
    assert set(turns) == {"Mannerheimintie", "улица Ленина"}
    assert abs(turns["Mannerheimintie"]) < 2
    assert abs(abs(turns["улица Ленина"]) - 90) < 2
    for n, a in enumerate(labels):
        for b in labels[n + 1 :]:
            assert a.box[2] <= b.box[0] or b.box[2] <= a.box[0] or a.box[3] <= b.box[1] or b.box[3] <= a.box[1]
    x, y = (int(v) for v in mercator(flat[40:41])[0] * 2**16)
    assert TilePainter(ground).tile(16, x, y)


def road(*points, kind="primary", name="西单北大街"):
    return build_shapes([(kind, name, degrees(points))])


STRAIGHT = [(0.0, 0.0), (3000.0, 0.0)]


@pytest.mark.parametrize("kind", NAMED_FROM)
def test_a_class_is_named_from_its_zoom_on(kind):
    ground = road(*STRAIGHT, kind=kind)
    assert place_labels(ground, NAMED_FROM[kind] - 1) == []
    assert place_labels(ground, max(NAMED_FROM[kind], 15)) != []


def test_a_road_that_is_too_short_or_without_a_name_has_none():
    metres_per_pixel = 40_075_017 * np.cos(np.radians(39.9)) / 256 / 2**16
    needed = 1.15 * 5 * LETTER_PX * metres_per_pixel
    assert place_labels(road((0, 0), (needed * 0.97, 0)), 16) == []
    assert len(place_labels(road((0, 0), (needed * 1.03, 0)), 16)) == 1
    assert place_labels(road(*STRAIGHT, name=""), 16) == []


def test_a_name_does_not_stand_in_a_bend():
    """A right angle in the middle of a road on which there is room for one name alone."""
    metres_per_pixel = 40_075_017 * np.cos(np.radians(39.9)) / 256 / 2**16
    half = 0.6 * 1.15 * 5 * LETTER_PX * metres_per_pixel
    assert place_labels(road((0, 0), (half, 0), (half, half)), 16) == []
    assert len(place_labels(road((0, 0), (half, 0), (2 * half, 0)), 16)) == 1


def test_the_same_name_keeps_its_distance():
    labels = place_labels(road((0, 0), (9000, 0)), 16)
    assert len(labels) > 2
    middles = sorted((label.box[0] + label.box[2]) / 2 for label in labels)
    assert min(np.diff(middles)) >= SAME_NAME_PX


@pytest.mark.parametrize(
    "turned",
    [STRAIGHT, STRAIGHT[::-1], [(0, 0), (2000, 1200)], [(2000, 1200), (0, 0)], [(0, 0), (0, -3000)], [(0, -3000), (0, 0)]],
)
def test_no_sign_stands_upside_down_whichever_way_the_road_is_drawn(turned):
    for label in place_labels(road(*turned), 16):
        assert "".join(letter for letter, *_ in label.letters) == "西单北大街"
        assert all(abs(turn) <= 90 for *_, turn in label.letters)
        along = (
            [x + y for _, x, y, _ in label.letters]
            if turned[0][0] * turned[0][1] == 0 and turned[1][0] == 0
            else [x for _, x, _, _ in label.letters]
        )
        assert along == sorted(along)


def test_pieces_of_one_road_carry_one_name_together():
    pieces = [("primary", "西单北大街", degrees([(x, 0.0), (x + 60.0, 0.0)])) for x in range(0, 600, 60)]
    assert len(place_labels(build_shapes(pieces), 16)) == len(place_labels(road((0, 0), (600, 0)), 16)) > 0
