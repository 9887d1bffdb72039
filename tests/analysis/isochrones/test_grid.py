"""A grid of places: every centre a multiple of its step, so that two grids fall onto the same places."""

import numpy as np

from tests.fixtures.towns import ORIGIN, RESIDENTIAL, settings, town
from xc_gis.analysis.isochrones.grid import build_grid_legs, cells_in_boxes, grid_over
from xc_gis.analysis.network.barriers import build_barriers
from xc_gis.analysis.network.network import build_network


def test_cells_in_boxes_are_those_whose_centres_lie_in_one():
    grid = grid_over((-35.0, -15.0, 95.0, 75.0), 10.0)
    rng = np.random.default_rng(3)
    west, south = rng.uniform(-60, 90, 12), rng.uniform(-40, 70, 12)
    east, north = west + rng.uniform(0, 60, 12), south + rng.uniform(0, 60, 12)
    x, y = grid.xy.T
    expected = ((x[:, None] >= west) & (x[:, None] <= east) & (y[:, None] >= south) & (y[:, None] <= north)).any(axis=1)
    assert (cells_in_boxes(grid, west, south, east, north) == expected).all()


def test_grid_covers_its_bounds_with_multiples_of_the_step():
    grid = grid_over((-35.0, 12.0, 95.0, 40.0), 10.0)
    assert (grid.x[0], grid.x[-1], grid.y[0], grid.y[-1]) == (-40, 100, 10, 40)
    assert grid.xy.shape == (grid.rows * grid.columns, 2)
    assert grid.xy[1].tolist() == [-30, 10]
    assert grid.xy[grid.columns].tolist() == [-40, 20]


def test_a_window_holds_the_cells_around_bounds_cut_to_the_grid():
    grid = grid_over((0.0, 0.0, 100.0, 50.0), 10.0)
    rows, columns = grid.window((12.0, 18.0, 31.0, 20.0))
    assert (grid.x[columns].tolist(), grid.y[rows].tolist()) == ([10, 20, 30, 40], [10, 20])
    rows, columns = grid.window((-500.0, 45.0, 5.0, 900.0))
    assert (grid.x[columns].tolist(), grid.y[rows].tolist()) == ([0, 10], [40, 50])


def test_cells_that_are_not_asked_for_have_no_legs():
    streets, chosen = town({"a": (0, 0), "b": (400, 0)}, [("ab", RESIDENTIAL)]), settings()
    network, barriers = build_network(streets, chosen), build_barriers(streets, chosen)
    grid = grid_over((ORIGIN[0], ORIGIN[1] - 50, ORIGIN[0] + 400, ORIGIN[1] + 50), 50.0)
    every = build_grid_legs(network, barriers, grid, chosen)
    only = np.zeros(len(grid.xy), dtype=bool)
    only[::3] = True
    some = build_grid_legs(network, barriers, grid, chosen, only=only)
    assert not every.attached.off_network.any()
    assert (some.attached.off_network == ~only).all()
    assert set(some.attached.legs.point.tolist()) == set(np.flatnonzero(only).tolist())
