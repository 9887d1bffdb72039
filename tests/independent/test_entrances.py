"""Where areas are entered."""

import numpy as np
import pytest
import shapely

from tests.independent.drawn_town import DrawnTown, in_metres, read_town
from tests.independent.entrances import Entrances

PARK = [(0, 0), (100, 0), (100, 100), (0, 100), (0, 0)]


def entrances(town, folder, area=PARK):
    """Entrances in the metres of the drawing, rounded to centimetres."""
    network = read_town(town, folder).network
    found = Entrances(network).of(shapely.Polygon(in_metres(area)))
    return sorted({(round(float(x), 2) + 0.0, round(float(y), 2) + 0.0) for x, y in found - in_metres([(0, 0)])})


@pytest.fixture
def town() -> DrawnTown:
    town = DrawnTown()
    town.way([(-100, -50), (300, -50)], "residential")
    return town


def test_an_area_is_entered_where_ways_meet_its_outline(town, tmp_path):
    town.way([(50, -50), (50, 150)], "footway")
    town.way([(0.0, -50), (-0.5, 20)], "footway")  # ends half a metre before the outline
    assert entrances(town, tmp_path) == [(50, 0), (50, 100)]


def test_a_gate_on_a_way_counts_and_a_bollard_or_a_neighbours_door_does_not(town, tmp_path):
    town.way([(-0.5, -50), (-0.5, 20)], "footway")
    town.node((-0.5, 20), {"barrier": "gate"})
    town.way([(50, -50), (50, 20)], "footway")
    town.node((50, 0), {"barrier": "bollard"})
    town.way([(100.5, 40), (120, 40), (120, 60), (100.5, 60), (100.5, 40)], building="yes")
    town.node((100.5, 40), {"entrance": "main"})
    town.way([(100.5, 40), (100.5, -50)], "footway")
    town.node((0, 60), {"barrier": "gate"})  # on no way
    assert entrances(town, tmp_path) == [(-0.5, 20), (50, 0)]


def test_a_building_is_entered_at_its_doors(town, tmp_path):
    town.way(PARK, building="yes")
    town.node((100, 0), {"entrance": "yes"})
    town.way([(50, -50), (50, 150)], "footway")
    assert entrances(town, tmp_path) == [(100, 0)]


def test_without_either_the_place_nearest_to_a_way_is_the_entrance(town, tmp_path):
    town.way([(130, -50), (130, 30)], "footway")
    found = entrances(town, tmp_path)
    assert len(found) == 1
    assert found[0][0] == pytest.approx(100)
    assert -0.01 <= found[0][1] <= 30.01
    assert np.isfinite(found).all()
