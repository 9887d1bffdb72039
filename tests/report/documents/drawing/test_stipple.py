"""Dots over areas: within them, one pattern for all, and at least one in each."""

import numpy as np
import pytest
import shapely

from xc_gis.report.documents.drawing.map_frame import UNITS_PER_MM, MapFrame
from xc_gis.report.documents.drawing.stipple import INSIDE_MM, STEP_MM, draw_stipple, stipple_places
from xc_gis.report.documents.drawing.svg import Drawing

FRAME = MapFrame(100.0, 80.0, 0.0, 0.0, 10_000.0)  # 10 m a millimetre


def array(*shapes):
    made = np.empty(len(shapes), dtype=object)
    made[:] = shapes
    return made


def on_ground(places):
    return shapely.points(places * (1, -1) / UNITS_PER_MM * FRAME.metres_per_mm + (-500.0, 400.0))


def test_dots_lie_within_their_area_and_as_dense_as_the_pattern():
    area = shapely.box(-200, -150, 200, 150)
    dots = on_ground(stipple_places(FRAME, array(area)))
    assert shapely.contains(shapely.buffer(area, -INSIDE_MM * 10 + 0.2), dots).all()
    inner = (40 - 2 * INSIDE_MM) * (30 - 2 * INSIDE_MM)
    assert len(dots) == pytest.approx(inner / (STEP_MM**2 * 3**0.5 / 2), rel=0.1)


def test_neighbours_share_one_pattern():
    both = {
        tuple(row) for row in stipple_places(FRAME, array(shapely.box(-200, 0, 0, 150), shapely.box(0, 0, 200, 150))).tolist()
    }
    assert both < {tuple(row) for row in stipple_places(FRAME, array(shapely.box(-200, 0, 200, 150))).tolist()}


def test_a_narrow_area_has_one_dot():
    area = shapely.box(0, 0, 300, 8)
    (dot,) = on_ground(stipple_places(FRAME, array(area)))
    assert area.covers(dot)


def test_nothing_is_drawn_without_areas_and_outside_the_frame():
    assert stipple_places(FRAME, array()).shape == (0, 2)
    drawing = Drawing(100.0, 80.0, "")
    draw_stipple(drawing, FRAME, array(), "#000000", "#ffffff")
    assert b"<path" not in drawing.svg()


def test_dots_are_dark_on_a_pale_rim():
    drawing = Drawing(100.0, 80.0, "")
    draw_stipple(drawing, FRAME, array(shapely.box(-200, -150, 200, 150)), "#000000", "#ffffff")
    svg = drawing.svg().decode()
    assert svg.index('stroke="#ffffff"') < svg.index('stroke="#000000"')
    assert svg.count('stroke-linecap="round"') == 2


def test_dots_are_closer_on_small_maps():
    small, area = MapFrame(100.0, 80.0, 0.0, 0.0, 40_000.0), array(shapely.box(-800, -600, 800, 600))
    assert len(stipple_places(small, area)) > 1.8 * len(stipple_places(FRAME, array(shapely.box(-200, -150, 200, 150))))
