"""Cells near places, and the short walks between them: as by brute force, the others untouched."""

import numpy as np
import pytest

from tests.fixtures.towns import ORIGIN, RESIDENTIAL, settings, town
from xc_gis.analysis.isochrones.grid import build_grid_legs, grid_over
from xc_gis.analysis.isochrones.grid_walks import GridWalks, cells_near
from xc_gis.analysis.legs.legs import attach
from xc_gis.analysis.network.barriers import build_barriers
from xc_gis.analysis.network.network import build_network
from xc_gis.analysis.times.search import build_search_graph
from xc_gis.analysis.times.short_walks import join_walks, short_walks


@pytest.mark.parametrize("metres", [5.0, 30.0, 71.0])
def test_pairs_of_a_cell_and_a_point_are_those_within_the_distance(metres):
    grid = grid_over((0.0, 0.0, 200.0, 120.0), 20.0)
    xy = np.array([(31.0, 47.0), (0.0, 0.0), (205.0, 60.0), (900.0, 0.0)])
    cell, point, far = cells_near(grid, xy, np.array([0, 2, 3]), metres)
    distance = np.hypot(*(grid.xy[:, None] - xy[None]).transpose(2, 0, 1))
    expected = {(c, p) for c, p in zip(*np.nonzero(distance <= metres), strict=True) if p != 1}
    assert set(zip(cell.tolist(), point.tolist(), strict=True)) == expected
    assert far == pytest.approx(distance[cell, point])


def test_cells_get_the_least_of_all_short_walks_and_settled_ones_stay():
    streets, chosen = town({"a": (0, 0), "b": (500, 0), "c": (500, 300)}, [("abc", RESIDENTIAL)]), settings()
    network, barriers = build_network(streets, chosen), build_barriers(streets, chosen)
    graph = build_search_graph(network, "adult", chosen)
    cells = build_grid_legs(network, barriers, grid_over((*ORIGIN, ORIGIN[0] + 500, ORIGIN[1] + 300), 50.0), chosen)
    places = attach(network, barriers, np.array([(120.0, 40.0), (480.0, 100.0)]) + ORIGIN, chosen)
    n = cells.attached.n_points
    walks = GridWalks(cells, np.arange(n), places, np.arange(2), graph, barriers, chosen)
    seconds = np.full((2, n + 1), np.inf)
    walks.lower(seconds, 900.0, 0.0)
    brute = np.full((2, n), np.inf)
    every = join_walks(short_walks(network, barriers, cells.attached, places, chosen))
    taken = every.seconds(speed_m_s=1.2, detour=1.3, leg_wait_s=7.5, wheelchair=False)
    np.minimum.at(brute, (every.facility, every.demand), taken)
    assert seconds[:, :-1] == pytest.approx(np.where(brute <= 900, brute, np.inf), abs=1e-6)
    assert np.isinf(seconds[:, -1]).all()
    settled = np.full((2, n + 1), 40.0)
    settled[:, -1] = np.inf
    walks.lower(settled, 900.0, 50.0)  # whoever needs at most 50 s is not asked again
    assert (settled[:, :-1] == 40.0).all()
