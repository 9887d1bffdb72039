"""Where the network ends near a community: at most 1.5 km from it, a street within 300 m covers the ground, water and what is surrounded too."""

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pytest
import shapely

from tests.fixtures.towns import ORIGIN, RESIDENTIAL, town
from xc_gis.analysis.checks.network_rim import CELL_M, NEAR_M, REACH_M, distance_words, network_rim
from xc_gis.units import ANALYSIS_CRS, EXCHANGE_CRS

STREETS = town({"a": (0, 0), "b": (1, 0)}, [("ab", RESIDENTIAL)])
HOME = shapely.box(-100, -100, 100, 100)


def grid(half, step=200):
    """Streets both ways over a square of twice ``half``."""
    at = range(-half, half + 1, step)
    rows = [shapely.LineString([(-half, y), (half, y)]) for y in at] + [shapely.LineString([(x, -half), (x, half)]) for x in at]
    return np.array([shapely.transform(line, lambda p: p + ORIGIN) for line in rows])


def rim(lines, *homes, streets=STREETS):
    placed = [None if home is None else shapely.transform(home, lambda p: p + ORIGIN) for home in homes]
    return network_rim(lines, gpd.GeoDataFrame(geometry=placed, crs=ANALYSIS_CRS), streets)


@pytest.mark.parametrize("half", [600, 1000, 1400])
def test_distance_to_the_end_of_the_network_is_that_on_paper(half):
    """Ground is open from 300 m beyond the last street on; that is `half - 100` from the community."""
    (found,) = rim(grid(half), HOME)
    assert found.row == 0
    assert found.metres == pytest.approx(half - 100, abs=1.5 * CELL_M)


def test_a_network_that_goes_on_far_enough_has_no_end():
    assert rim(grid(int(NEAR_M + REACH_M + 300)), HOME) == []


def test_a_community_without_a_place_is_left_out_and_one_far_inside_too():
    """The first lies in the middle of a wide network, the third at its edge."""
    found = rim(grid(2400), shapely.box(-50, -50, 50, 50), None, shapely.box(2000, -50, 2100, 50))
    assert [place.row for place in found] == [2]
    assert found[0].x > ORIGIN[0] + 2100
    assert rim(grid(600), None) == []
    assert rim(np.empty(0, dtype=object), HOME) == []


def test_water_is_no_end_of_the_network():
    lake = shapely.transform(
        shapely.difference(shapely.box(-4000, -4000, 4000, 4000), shapely.box(-700, -700, 700, 700)), lambda p: p + ORIGIN
    )
    background = gpd.GeoDataFrame({"kind": ["water"]}, geometry=[lake], crs=ANALYSIS_CRS).to_crs(EXCHANGE_CRS)
    assert rim(grid(600), HOME)
    assert rim(grid(600), HOME, streets=replace(STREETS, background=background)) == []
    assert rim(grid(600), HOME, streets=replace(STREETS, background=background.assign(kind="green")))


def test_a_park_that_the_network_surrounds_is_no_end_of_it():
    """A hole of 1,200 m: its middle lies 600 m from any street."""
    lines = np.array(
        [
            line
            for line in grid(2400)
            if not shapely.intersects(line, shapely.transform(shapely.box(300, 300, 1500, 1500), lambda p: p + ORIGIN))
        ]
    )
    around = np.array([shapely.transform(shapely.box(300, 300, 1500, 1500).exterior, lambda p: p + ORIGIN)])
    assert rim(np.concatenate([grid(2400), around]), HOME) == []
    assert rim(np.concatenate([lines, around]), HOME) == []


def test_least_distance_is_told_in_kilometres():
    assert distance_words(np.array([1249.0, 900.0])) == "0.9"
