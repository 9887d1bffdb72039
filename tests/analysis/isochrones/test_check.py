"""The check of what is drawn against what is counted: points on the wrong side, and how far they are off (method §6)."""

import numpy as np
import pytest
import shapely

from tests.fixtures.towns import ORIGIN, RESIDENTIAL, settings, town, walks_seconds
from xc_gis.analysis.isochrones.check import check_outlines, exact_times
from xc_gis.analysis.isochrones.grid import build_grid_legs, grid_over
from xc_gis.analysis.isochrones.isochrone import build_engine
from xc_gis.analysis.legs.legs import attach
from xc_gis.analysis.network.barriers import build_barriers
from xc_gis.analysis.network.network import build_network

TOWN = town({"a": (0, 0), "b": (900, 0), "c": (900, 300)}, [("abc", RESIDENTIAL)])
HOMES = [(10, 20), (300, -40), (500, 60), (880, 200), (2000, 2000), (70, 3)]


@pytest.fixture(scope="module")
def asked():
    chosen = settings()
    network, barriers = build_network(TOWN, chosen), build_barriers(TOWN, chosen)
    cells = build_grid_legs(network, barriers, grid_over((*ORIGIN, ORIGIN[0] + 100, ORIGIN[1] + 100), 50.0), chosen)
    engine = build_engine(network, barriers, cells, "adult", chosen, towards=True)
    place = attach(network, barriers, np.array([(40.0, 0.0)]) + ORIGIN, chosen)
    demand = attach(network, barriers, np.array([*HOMES, (np.nan, np.nan)], dtype=float) + ORIGIN, chosen)
    return engine, place, demand


def test_times_are_those_of_the_counting_rule(asked):
    seconds = exact_times(*asked, 900.0)
    expected = walks_seconds(TOWN, HOMES, [(40, 0)], minutes=15)
    assert np.where(np.isfinite(seconds[:-1]), seconds[:-1], np.nan) == pytest.approx(expected, abs=1e-6, nan_ok=True)
    assert np.isinf(seconds[-1])


def test_points_on_the_other_side_of_the_line_are_counted_with_their_distance(asked):
    """Within 10 minutes are the homes up to x = 500; the outline is drawn to x = 250, so two lie on the wrong side of it."""
    engine, place, demand = asked
    expected = walks_seconds(TOWN, HOMES, [(40, 0)])
    within = np.nan_to_num(expected, nan=1e9) <= 600
    assert within.tolist() == [True, True, True, False, False, True]
    drawn = shapely.transform(shapely.box(-100, -100, 250, 100), lambda p: p + ORIGIN)
    ((row),) = check_outlines(engine, place, demand, [10], [drawn])
    assert row == {"minutes": 10.0, "asked": 5, "counted": 4, "wrong": 2, "farthest_m": 250.0}


def test_a_line_that_says_the_same_has_nothing_wrong(asked):
    engine, place, demand = asked
    drawn = shapely.transform(shapely.box(-100, -100, 700, 100), lambda p: p + ORIGIN)
    (row,) = check_outlines(engine, place, demand, [10], [drawn])
    assert (row["wrong"], row["farthest_m"]) == (0, 0.0)
