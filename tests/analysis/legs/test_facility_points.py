"""Where areas are entered: by ways and gates on their outline, buildings by their doors."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from tests.fixtures.towns import FOOTWAY, ORIGIN, RESIDENTIAL, settings, town
from xc_gis.analysis.legs.facility_points import facility_points, ways_in
from xc_gis.analysis.network.network import build_network
from xc_gis.units import ANALYSIS_CRS

# a park (0..200, 0..200); footways come in at w (west) and n (north); a street runs along its south side, 5 m off
PARK = [(0, 0), (200, 0), (200, 200), (0, 200)]
PLACES = {
    "a": (-100, 100), "w": (0, 100), "m": (100, 100), "n": (100, 200), "b": (100, 300), "s": (-100, -5), "t": (300, -5),
    "g": (50, 0), "k": (50, -5), "x": (150, 0.4), "y": (200, 30), "z": (230, 30),
}  # fmt: skip
WAYS = [("awm mnb", FOOTWAY), ("skt", RESIDENTIAL)]
WAYS_WITH_GATE = [*WAYS, ("kg", FOOTWAY), ("zy", FOOTWAY)]


def entered(ways=WAYS, tags=None, ring=PARK, *, building=False):
    streets, chosen = town(PLACES, ways, tags=tags), settings()
    network = build_network(streets, chosen)
    places = gpd.GeoDataFrame({"building": [building]}, geometry=[shapely.Polygon(np.array(ring) + ORIGIN)], crs=ANALYSIS_CRS)
    found = facility_points(places, ways_in(streets, network, chosen))
    return sorted(tuple(np.round(xy, 1).tolist()) for xy in found.xy - ORIGIN)


def test_area_is_entered_wherever_a_way_meets_its_outline():
    assert entered() == [(0.0, 100.0), (100.0, 200.0)]


@pytest.mark.parametrize("kind", ["gate", "kissing_gate", "turnstile", "entrance"])
def test_gate_on_a_way_is_entered_besides_the_other_ways_in(kind):
    """The node x, 40 cm inside the outline, lies on no way; g lies on one."""
    assert entered(WAYS_WITH_GATE, {"g": {"barrier": kind}}) == [(0.0, 100.0), (50.0, 0.0), (100.0, 200.0), (200.0, 30.0)]


@pytest.mark.parametrize("tags", [{"barrier": "bollard"}, {"entrance": "yes"}, {"entrance": "main", "barrier": "gate"}])
def test_bollard_or_a_neighbours_door_replaces_no_way_in(tags):
    """x lies within a metre of the outline and on no way."""
    assert entered(tags={"x": tags}) == [(0.0, 100.0), (100.0, 200.0)]


def test_gate_a_little_inside_counts_where_a_way_passes_it():
    ways = [*WAYS, ("xy", FOOTWAY)]
    assert (150.0, 0.4) in entered(ways, {"x": {"entrance": "yes"}})
    assert (150.0, 0.4) not in entered(ways, {"x": {"barrier": "bollard"}})
    assert (150.0, 0.4) not in entered(ways, {"x": {"entrance": "no"}})


def test_building_is_entered_by_its_doors():
    assert entered(tags={"x": {"entrance": "main"}}, building=True) == [(150.0, 0.4)]
    assert entered(tags={"x": {"barrier": "gate"}}, building=True) == [(0.0, 100.0), (100.0, 200.0)]


def test_area_that_nothing_meets_is_entered_at_its_point_nearest_to_a_street():
    assert entered(ring=[(150, 20), (160, 20), (160, 40), (150, 40)]) == [(150.0, 20.0)]
