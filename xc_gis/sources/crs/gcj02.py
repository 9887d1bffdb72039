"""
GCJ-02 (AMap, Tencent) and BD-09 (Baidu) to WGS 84 and back, by the public formula (method §1).

All functions take and give longitude and latitude in degrees as float arrays of one shape.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Degrees = NDArray[np.float64]

SEMI_MAJOR_M = 6378245.0
"""Semi-major axis of the Krasovsky 1940 ellipsoid, used by the formula."""

ECCENTRICITY_2 = 0.00669342162296594323
"""Its squared eccentricity."""

BD_PI = np.pi * 3000.0 / 180.0
BD_LON, BD_LAT = 0.0065, 0.006

PRECISION_DEG = 1e-9
"""The inverse is iterated to this (0.1 mm); it takes five to ten rounds."""

ROUNDS = 30


@np.errstate(
    over="ignore", invalid="ignore"
)  # numbers that are no degrees stay none; their rows are left out where places are read
def wgs84_to_gcj02(lon: Degrees, lat: Degrees) -> tuple[Degrees, Degrees]:
    """Shift WGS 84 as AMap does; about 550 m in Xicheng."""
    x, y = lon - 105.0, lat - 35.0
    root = np.sqrt(np.abs(x))
    common = (20.0 * np.sin(6.0 * x * np.pi) + 20.0 * np.sin(2.0 * x * np.pi)) * 2.0 / 3.0
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + common
    north += (20.0 * np.sin(y * np.pi) + 40.0 * np.sin(y / 3.0 * np.pi)) * 2.0 / 3.0
    north += (160.0 * np.sin(y / 12.0 * np.pi) + 320.0 * np.sin(y * np.pi / 30.0)) * 2.0 / 3.0
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + common
    east += (20.0 * np.sin(x * np.pi) + 40.0 * np.sin(x / 3.0 * np.pi)) * 2.0 / 3.0
    east += (150.0 * np.sin(x / 12.0 * np.pi) + 300.0 * np.sin(x / 30.0 * np.pi)) * 2.0 / 3.0
    phi = np.radians(lat)
    magic = 1.0 - ECCENTRICITY_2 * np.sin(phi) ** 2
    north = north * 180.0 / (SEMI_MAJOR_M * (1.0 - ECCENTRICITY_2) / (magic * np.sqrt(magic)) * np.pi)
    east = east * 180.0 / (SEMI_MAJOR_M / np.sqrt(magic) * np.cos(phi) * np.pi)
    return lon + east, lat + north


def gcj02_to_wgs84(lon: Degrees, lat: Degrees) -> tuple[Degrees, Degrees]:
    """Undo the shift by iteration: the point whose shifted place is the one given."""
    x, y = np.array(lon, dtype=float), np.array(lat, dtype=float)
    for _ in range(ROUNDS):
        shifted_x, shifted_y = wgs84_to_gcj02(x, y)
        off_x, off_y = shifted_x - lon, shifted_y - lat
        x, y = x - off_x, y - off_y
        if max(np.abs(off_x).max(initial=0.0), np.abs(off_y).max(initial=0.0)) < PRECISION_DEG:
            break
    return x, y


def gcj02_to_bd09(lon: Degrees, lat: Degrees) -> tuple[Degrees, Degrees]:
    """Shift GCJ-02 as Baidu does."""
    radius = np.hypot(lon, lat) + 0.00002 * np.sin(lat * BD_PI)
    angle = np.arctan2(lat, lon) + 0.000003 * np.cos(lon * BD_PI)
    return radius * np.cos(angle) + BD_LON, radius * np.sin(angle) + BD_LAT


def bd09_to_gcj02(lon: Degrees, lat: Degrees) -> tuple[Degrees, Degrees]:
    """Undo Baidu's shift: the public inverse, then iterated until it is one."""
    x, y = lon - BD_LON, lat - BD_LAT
    for _ in range(ROUNDS):
        shifted_x, shifted_y = gcj02_to_bd09(x, y)
        off_x, off_y = shifted_x - lon, shifted_y - lat
        x, y = x - off_x, y - off_y
        if max(np.abs(off_x).max(initial=0.0), np.abs(off_y).max(initial=0.0)) < PRECISION_DEG:
            break
    return x, y


def bd09_to_wgs84(lon: Degrees, lat: Degrees) -> tuple[Degrees, Degrees]:
    """Baidu to WGS 84."""
    return gcj02_to_wgs84(*bd09_to_gcj02(lon, lat))
