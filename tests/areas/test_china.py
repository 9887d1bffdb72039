"""The frame of China agrees with EPSG's areas of use, and neighbours lie outside it."""

import pytest
from pyproj import CRS

from xc_gis.areas.china import ZONES, in_china
from xc_gis.sources.crs.metric_system import FIRST_ZONE, LAST_ZONE


def test_zones_are_those_of_the_database():
    assert len(ZONES) == LAST_ZONE - FIRST_ZONE + 1
    for code, (south, north) in enumerate(ZONES, FIRST_ZONE):
        area = CRS.from_epsg(code).area_of_use
        assert (area.south, area.north) == (south, north)


@pytest.mark.parametrize(
    "place",
    [(116.36, 39.9), (104.06, 30.66), (121.47, 31.23), (87.6, 43.8), (91.1, 29.65), (126.5, 45.7), (114.17, 22.3), (121.5, 25.0),
     (110.35, 20.02), (112.33, 16.83), (75.99, 39.47), (134.3, 48.3)],
)  # fmt: skip
def test_places_in_china(place):
    assert in_china(*place)


@pytest.mark.parametrize(
    "place",
    [(24.94, 60.17), (151.2, -33.87), (127.0, 37.55), (105.85, 21.03), (139.7, 35.7), (106.9, 47.9), (77.2, 28.6), (76.9, 43.2),
     (125.75, 39.0), (-74.0, 40.7), (116.4, -39.9), (103.8, 1.35), (113.5, 52.0)],
)  # fmt: skip
def test_places_abroad(place):
    assert not in_china(*place)
