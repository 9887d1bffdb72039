"""Frames: an area fills them at a round scale, north is up."""

import numpy as np
import pytest

from xc_gis.report.documents.drawing.map_frame import LARGEST_SCALE, MapFrame, bar_metres, fitted, rounded_up


@pytest.mark.parametrize("size", [(400, 300), (1200, 90), (5_000, 9_000), (77_000, 64_000)])
def test_an_area_fills_its_frame(size):
    frame = fitted((500_000, 4_400_000, 500_000 + size[0], 4_400_000 + size[1]), 190, 188)
    west, south, east, north = frame.bounds
    shares = size[0] / (east - west), size[1] / (north - south)
    assert 0.75 < max(shares) <= 0.93
    assert (west + east) / 2 == pytest.approx(500_000 + size[0] / 2)


def test_a_point_is_not_drawn_larger_than_the_largest_scale():
    assert fitted((0, 0, 0, 0), 100, 100).scale == LARGEST_SCALE


@pytest.mark.parametrize("scale", [501.0, 1234.5, 9999.0, 20_000.0, 65_432.0])
def test_round_scales_are_not_much_smaller(scale):
    assert scale <= rounded_up(scale) <= scale * 1.13
    assert float(f"{rounded_up(scale):.1e}") == rounded_up(scale)


def test_paper_begins_in_the_north_west_and_goes_down():
    frame = MapFrame(100, 50, 1000.0, 2000.0, 10_000.0)
    west, _, east, north = frame.bounds
    assert (east - west, frame.metres_per_mm) == (1000.0, 10.0)
    places = frame.on_paper(np.array([[west, north], [1000.0, 2000.0]]))
    assert places.tolist() == [[0, 0], [5000, 2500]]


@pytest.mark.parametrize(("scale", "metres"), [(1000.0, 20), (3000.0, 100), (12_000.0, 200), (40_000.0, 1000)])
def test_a_bar_is_as_long_as_its_room_allows(scale, metres):
    assert bar_metres(scale, 40.0) == metres
    assert metres / scale * 1000 <= 40.0
