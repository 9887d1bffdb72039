"""Geometries become paths that draw the same shape."""

import re

import numpy as np
import shapely

from xc_gis.report.documents.drawing.map_frame import MapFrame
from xc_gis.report.documents.drawing.paths import area_path, cut_to, line_path

FRAME = MapFrame(100, 100, 500.0, 500.0, 10_000.0)  # 1 mm is 10 m, a drawing unit 0.1 m


def drawn(path):
    """The lines of a path as arrays of places."""
    lines = []
    for part in re.findall(r"M([^Mz]*)z?", path):
        numbers = np.array(re.findall(r"-?\d+", part), dtype=int).reshape(-1, 2)
        lines.append(np.cumsum(numbers, axis=0))
    return lines


def array(*shapes):
    made = np.empty(len(shapes), dtype=object)
    made[:] = shapes
    return made


def test_a_line_is_drawn_where_it_lies():
    (line,) = drawn(line_path(FRAME, array(shapely.LineString([(0, 1000), (500, 500), (1000, 800)]))))
    assert line.tolist() == [[0, 0], [5000, 5000], [10_000, 2000]]


def test_an_area_is_drawn_with_its_hole():
    shape = shapely.Point(500, 500).buffer(300).difference(shapely.Point(500, 500).buffer(100))
    rings = [shapely.Polygon(ring) for ring in drawn(area_path(FRAME, array(shape)))]
    assert len(rings) == 2
    outer, hole = sorted(rings, key=lambda ring: -ring.area)
    assert abs((outer.area - hole.area) / 100 / shape.area - 1) < 0.01


def test_what_lies_outside_is_cut_off():
    shapes = array(shapely.box(-5000, 400, 600, 600), shapely.box(3000, 3000, 3100, 3100))
    (kept,) = cut_to(FRAME, shapes)
    assert kept.bounds == (-20, 400, 600, 600)


def test_nothing_is_drawn_of_nothing_and_of_a_line_that_is_no_area():
    assert line_path(FRAME, array()) == ""
    assert area_path(FRAME, array(shapely.LineString([(0, 0), (9, 9)]))) == ""


def test_vertices_finer_than_paper_are_left_out():
    x = np.linspace(0, 1000, 5001)
    (line,) = drawn(line_path(FRAME, array(shapely.LineString(np.column_stack([x, 500 + 0.1 * np.sin(x)])))))
    assert len(line) < 10
