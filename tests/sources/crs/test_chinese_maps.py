"""Coordinates of Chinese online maps: which one a name speaks of, and their degrees and metres as WGS 84."""

import math

import numpy as np
import pytest
from pyproj import Transformer

from xc_gis.sources.crs.chinese_maps import (
    BD09,
    BD09_METRES,
    GCJ02,
    GCJ02_METRES,
    LABELS,
    chinese_map,
    in_metres,
    nearest_registered,
    straightened,
)
from xc_gis.sources.crs.gcj02 import gcj02_to_bd09, wgs84_to_gcj02


@pytest.mark.parametrize(
    ("metres", "degrees"),
    [((12958175.0, 4825923.77), (116.404, 39.915)), ((13525465.31, 3636412.33), (121.5, 31.2)), ((11585145.47, 3566682.88), (104.07, 30.66)),
     ((9751693.50, 5404689.35), (87.6, 43.8)), ((12245277.23, 2258286.10), (110.0, 20.0))],
)  # fmt: skip
def test_baidus_metres_are_those_of_its_own_page(metres, degrees):
    """Right: by the polynomials of Baidu's map page, which know nothing of an ellipsoid."""
    found, expected = straightened(np.array([metres]), "BD-09-MERCATOR"), straightened(np.array([degrees]), "BD-09")
    assert np.abs(found - expected).max() < 2e-7


TIANANMEN = (116.391305, 39.9073)  # WGS 84
SHIFTED = {GCJ02: wgs84_to_gcj02, BD09: lambda lon, lat: gcj02_to_bd09(*wgs84_to_gcj02(lon, lat))}


@pytest.mark.parametrize(
    ("words", "system"),
    [
        ("gcj02", GCJ02),
        ("GCJ2002", GCJ02),
        ("ＧＣＪ－０２", GCJ02),
        ("火星坐标", GCJ02),
        ("bd09ll", BD09),
        ("bd09mc", BD09_METRES),
        ("高德墨卡托", GCJ02_METRES),
    ],
)
def test_a_name_speaks_of_one_map_however_it_is_spelled(words, system):
    assert chinese_map(words) == system


@pytest.mark.parametrize("words", ["", "WGS 84", "EPSG:4548", "高德与百度", "GCJ02转WGS84", "GCJ02 CGCS2000"])
def test_a_name_of_none_of_two_or_of_a_conversion_speaks_of_none(words):
    assert chinese_map(words) is None


@pytest.mark.parametrize("system", [GCJ02, BD09])
def test_degrees_come_back_to_the_place(system):
    shifted = np.column_stack(SHIFTED[system](*(np.array([v]) for v in TIANANMEN)))
    assert np.abs(straightened(shifted, system) - TIANANMEN).max() < 1e-7


def test_metres_on_amaps_tiles_are_those_of_a_sphere():
    lon, lat = (float(v[0]) for v in SHIFTED[GCJ02](*(np.array([v]) for v in TIANANMEN)))
    radius = 6378137.0  # Web Mercator written out
    metres = (radius * math.radians(lon), radius * math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)))
    assert np.abs(straightened(np.array([metres]), GCJ02_METRES) - TIANANMEN).max() < 1e-7


def test_each_differs_from_a_registered_system_by_its_shift_of_some_hundred_metres_alone():
    for system in LABELS:
        assert in_metres(system) == system.endswith("MERCATOR")
        back = Transformer.from_crs("EPSG:4326", nearest_registered(system), always_xy=True)
        there = np.array([back.transform(*TIANANMEN)])
        lon, lat = straightened(there, system)[0]
        metres = math.hypot((lon - TIANANMEN[0]) * 85_300, (lat - TIANANMEN[1]) * 111_000)
        assert 300 < metres < 1500, (system, metres)


def test_nowhere_stays_nowhere():
    assert np.isnan(straightened(np.array([[np.nan, np.nan]]), GCJ02)).all()
