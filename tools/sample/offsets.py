"""GCJ-02 and BD-09 as offices use them: the public forward formulas, written apart from the program's own."""

from __future__ import annotations

from math import atan2, cos, pi, radians, sin, sqrt


def gcj02(lon: float, lat: float) -> tuple[float, float]:
    """WGS 84 to GCJ-02, degrees."""
    x, y = lon - 105, lat - 35
    wave = (20 * sin(6 * x * pi) + 20 * sin(2 * x * pi)) * 2 / 3
    d_lat = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + wave
    d_lat += (20 * sin(y * pi) + 40 * sin(y / 3 * pi)) * 2 / 3 + (160 * sin(y / 12 * pi) + 320 * sin(y * pi / 30)) * 2 / 3
    d_lon = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + wave
    d_lon += (20 * sin(x * pi) + 40 * sin(x / 3 * pi)) * 2 / 3 + (150 * sin(x / 12 * pi) + 300 * sin(x / 30 * pi)) * 2 / 3
    e2, a, phi = 0.00669342162296594323, 6378245.0, radians(lat)
    m = 1 - e2 * sin(phi) ** 2
    return lon + d_lon * 180 / (a / sqrt(m) * cos(phi) * pi), lat + d_lat * 180 / (a * (1 - e2) / (m * sqrt(m)) * pi)


def bd09(lon: float, lat: float) -> tuple[float, float]:
    """WGS 84 to BD-09, degrees."""
    x, y = gcj02(lon, lat)
    k = pi * 3000 / 180
    z, t = sqrt(x * x + y * y) + 0.00002 * sin(y * k), atan2(y, x) + 0.000003 * cos(x * k)
    return z * cos(t) + 0.0065, z * sin(t) + 0.006
