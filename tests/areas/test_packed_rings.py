"""Packed lines become places again."""

from xc_gis.areas.packed_rings import points_of


def test_each_step_is_from_the_point_before():
    assert points_of([10, 20, 1, -1, 0, 5]).tolist() == [[10.0, 20.0], [11.0, 19.0], [11.0, 24.0]]
    assert points_of([]).shape == (0, 2)
