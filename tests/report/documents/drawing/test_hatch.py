"""Hatches lie within their areas, in one grid."""

import numpy as np
import pytest
import shapely

from xc_gis.report.documents.drawing.hatch import STEP_MM, hatch_lines
from xc_gis.report.documents.drawing.map_frame import MapFrame

FRAME = MapFrame(100, 100, 500.0, 500.0, 10_000.0)


def array(*shapes):
    made = np.empty(len(shapes), dtype=object)
    made[:] = shapes
    return made


def test_lines_fill_an_area_evenly_and_stay_in_it():
    area = shapely.box(200, 200, 800, 700)
    lines = hatch_lines(FRAME, array(area))
    assert shapely.covered_by(lines, area.buffer(1e-6)).all()
    step_m = STEP_MM * FRAME.metres_per_mm
    assert shapely.length(lines).sum() == pytest.approx(area.area / step_m, rel=0.05)


def test_neighbours_are_hatched_as_one():
    halves = hatch_lines(FRAME, array(shapely.box(200, 200, 500, 700), shapely.box(500, 200, 800, 700)))
    whole = hatch_lines(FRAME, array(shapely.box(200, 200, 800, 700)))
    assert shapely.length(halves).sum() == pytest.approx(shapely.length(whole).sum())


def test_no_area_has_no_lines():
    assert len(hatch_lines(FRAME, array())) == 0


def test_a_falling_hatch_runs_the_other_way():
    area = shapely.box(200, 200, 800, 700)
    for falling, sign in ((False, 1), (True, -1)):
        (x, y) = np.diff(shapely.get_coordinates(hatch_lines(FRAME, array(area), falling=falling)[3]), axis=0)[0]
        assert np.sign(x * y) == sign
