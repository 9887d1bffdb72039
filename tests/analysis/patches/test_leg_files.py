"""Legs that were written down are those that were found."""

import numpy as np

from xc_gis.analysis.legs.legs import LEG_COLUMNS, PAIR_COLUMNS, attach
from xc_gis.analysis.legs.point_parts import part_of
from xc_gis.analysis.patches.ground import write_ground
from xc_gis.analysis.patches.leg_files import FiledLegs, attached_to, joined, without_legs


def assert_same(one, other):
    assert np.array_equal(one.xy, other.xy, equal_nan=True)
    assert np.array_equal(one.off_network, other.off_network)
    for table, names in (("candidates", PAIR_COLUMNS), ("legs", LEG_COLUMNS)):
        for name in names:
            mine, theirs = getattr(getattr(one, table), name), getattr(getattr(other, table), name)
            assert mine.dtype == theirs.dtype, name
            assert np.array_equal(mine, theirs, equal_nan=name == "offset_m"), name


def test_written_read_taken_and_joined(city, tmp_path):
    xy = city.demand_xy[2:42]
    low, high = np.nanmin(xy, axis=0) - 200, np.nanmax(xy, axis=0) + 200
    piece = write_ground(tmp_path, city.network, city.barriers).piece(low, high)
    found = attach(piece.network, city.barriers, xy, city.settings)
    FiledLegs.of(found, piece).write(tmp_path / "legs.npy")
    filed = FiledLegs.read(tmp_path / "legs.npy")
    assert_same(attached_to(piece, xy, filed), found)
    first = np.arange(40) < 15
    parts = [attached_to(piece, xy[some], filed.take(some)) for some in (first, ~first)]
    assert_same(parts[0], part_of(found, np.arange(15)))
    assert_same(joined(parts), found)


def test_legs_that_lead_elsewhere_are_left_out(city, tmp_path):
    """Onto a smaller piece lead fewer of the legs, and those by its own numbers."""
    xy = city.points.xy[3:60]
    ground = write_ground(tmp_path, city.network, city.barriers)
    large = ground.piece(xy.min(axis=0) - 200, xy.max(axis=0) + 200)
    found = attach(large.network, city.barriers, xy, city.settings)
    small = ground.piece(xy.min(axis=0) + 1000, xy.max(axis=0) - 1000)
    mine = attached_to(small, xy, FiledLegs.of(found, large))
    assert 0 < len(mine.legs.point) < len(found.legs.point)
    assert 0 < len(mine.candidates.point) < len(found.candidates.point)
    edges = small.edges[mine.candidates.edge]
    there = np.isin(large.edges[found.candidates.edge], small.edges)
    assert np.array_equal(edges, large.edges[found.candidates.edge][there])
    assert ((mine.legs.edge >= 0) | (mine.legs.node >= 0)).all()
    assert np.array_equal(mine.off_network, found.off_network)


def test_points_without_legs(city, tmp_path):
    piece = write_ground(tmp_path, city.network, city.barriers).piece(np.array([0.0, 0.0]), np.array([1.0, 1.0]))
    nobody = without_legs(np.zeros((3, 2)))
    assert nobody.off_network.all()
    assert_same(attached_to(piece, nobody.xy, FiledLegs.of(nobody, piece)), nobody)
