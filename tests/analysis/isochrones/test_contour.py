"""From seconds on a grid to a line: midway by the times, never past one step, holes kept, every place for itself."""

import numpy as np
import pytest
import shapely

from xc_gis.analysis.isochrones.contour import contours


def contour(x, y, seconds, limit_s, step_m, pace_m_s):
    """Outline of one place."""
    return contours(x, y, seconds[None], [limit_s], step_m, pace_m_s)[0, 0]


def test_contour_runs_between_the_last_cell_within_and_the_first_beyond():
    seconds = np.full((5, 5), np.inf)
    seconds[2, 2] = 55.0
    x = y = np.arange(5) * 10.0
    line = contour(x, y, seconds, 60.0, 10.0, 1.0)
    # the cells around count as 70 s: the line is where 60 s lie between 55 and 70, a third of the way
    assert line.bounds == pytest.approx((20 - 10 / 3, 20 - 10 / 3, 20 + 10 / 3, 20 + 10 / 3), abs=1e-3)
    assert contour(x, y, seconds, 50.0, 10.0, 1.0).is_empty


def test_contour_between_a_cell_in_time_and_one_cut_off_runs_midway_however_soon_the_one_is_reached():
    seconds = np.full((5, 5), np.inf)
    seconds[2, 2] = 3.0
    line = contour(np.arange(5) * 10.0, np.arange(5) * 10.0, seconds, 60.0, 10.0, 1.0)
    assert line.bounds == pytest.approx((15.0, 15.0, 25.0, 25.0), abs=1e-3)


def test_contour_at_the_rim_of_the_grid_is_closed_and_keeps_its_hole():
    seconds = np.zeros((7, 7))
    seconds[2:5, 2:5] = np.inf
    outline = contour(np.arange(7) * 10.0, np.arange(7) * 10.0, seconds, 300.0, 10.0, 1.0)
    assert outline.is_valid
    assert not shapely.intersects_xy(outline, 30.0, 30.0)
    assert shapely.intersects_xy(outline, 0.0, 0.0)
    assert shapely.get_num_interior_rings(shapely.get_parts(outline)[0]) == 1


def test_each_place_is_drawn_as_alone():
    rng = np.random.default_rng(4)
    x = y = np.arange(12) * 20.0
    seconds = np.stack([np.hypot(x[None, :] - a, y[:, None] - b) / 1.2 for a, b in rng.uniform(0, 220, (4, 2))])
    seconds[2] = np.inf
    together = contours(x, y, seconds, [60.0], 20.0, 1.2)[0]
    assert together[2].is_empty
    for place, line in zip(seconds, together, strict=True):
        assert shapely.equals(line, contour(x, y, place, 60.0, 20.0, 1.2))


def test_a_disc_stays_within_half_a_step_of_its_circle():
    """Times grow evenly around the middle: the line is the circle of 60 s at 1.2 m/s (method §6: moved by at most half a grid step)."""
    x = y = np.arange(31) * 10.0
    seconds = np.hypot(x[None, :] - 150, y[:, None] - 150) / 1.2
    line = contour(x, y, seconds, 60.0, 10.0, 1.2)
    every = shapely.get_coordinates(shapely.segmentize(line, 0.5)) - 150
    assert np.abs(np.hypot(*every.T) - 72).max() <= 5
    assert line.area == pytest.approx(np.pi * 72**2, rel=0.04)
    assert line.is_valid


def test_no_places_no_lines():
    assert len(contours(np.arange(3.0), np.arange(3.0), np.empty((0, 3, 3)), [60.0], 1.0, 1.0)[0]) == 0
