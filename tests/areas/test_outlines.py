"""Outlines of very many vertices are drawn coarser, all others stay as they are."""

import numpy as np
import shapely

from xc_gis.areas.outlines import MOST_VERTICES, coarser


def dense(area, vertices):
    """The same area with so many vertices on its outline."""
    return shapely.segmentize(area, area.length / vertices)


def test_only_outlines_of_very_many_vertices_are_drawn_coarser():
    box = shapely.box(0, 0, 1000, 1000)
    few = np.array([dense(box, MOST_VERTICES // 2)] * 3, dtype=object)
    assert coarser(few, 1.0) is few  # together they have many
    heavy = dense(box, 3 * MOST_VERTICES)
    assert shapely.get_num_coordinates(coarser(heavy, 0.5)) < 20
    mixed = coarser(np.array([few[0], heavy], dtype=object), 0.5)
    assert shapely.get_num_coordinates(mixed[0]) == shapely.get_num_coordinates(few[0])
    assert shapely.equals(mixed[1], box)


def test_the_limit_itself_is_not_many():
    ring = shapely.Polygon([(np.cos(a), np.sin(a)) for a in np.linspace(0, 2 * np.pi, MOST_VERTICES - 1, endpoint=False)])
    line = shapely.LineString(np.column_stack([np.arange(MOST_VERTICES), np.arange(MOST_VERTICES) % 2]))
    assert shapely.get_num_coordinates(ring) == MOST_VERTICES  # a ring ends where it begins
    assert coarser(ring, 0.5) is ring
    assert coarser(line, 5.0) is line
    longer = shapely.LineString(np.column_stack([np.arange(MOST_VERTICES + 1), np.arange(MOST_VERTICES + 1) % 2]))
    assert shapely.get_num_coordinates(coarser(longer, 5.0)) == 2


def test_a_coarser_outline_keeps_the_tolerance_and_the_array_it_came_from():
    around = np.linspace(0, 2 * np.pi, 2 * MOST_VERTICES, endpoint=False)
    disc = shapely.Polygon(1000 * np.column_stack([np.cos(around), np.sin(around)]))
    given = np.array([disc], dtype=object)
    (made,) = coarser(given, 2.0)
    assert given[0] is disc
    assert shapely.get_num_coordinates(made) < 500
    assert shapely.hausdorff_distance(made, disc) <= 2.0


def test_nothing_is_no_outline_of_many():
    empty = np.array([None, shapely.Polygon()], dtype=object)
    assert coarser(empty, 1.0) is empty
