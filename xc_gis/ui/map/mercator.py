"""Degrees and the square of Web Mercator in which maps are tiled. Knows no Qt."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

MOST_LATITUDE = 85.05
"""Where the square ends, north and south."""


def to_world(lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    """Longitude and latitude in Web Mercator, 0-1 from the upper left of the world."""
    phi = np.radians(np.clip(lat, -MOST_LATITUDE, MOST_LATITUDE))
    return np.column_stack([(np.asarray(lon) + 180.0) / 360.0, (1.0 - np.arcsinh(np.tan(phi)) / math.pi) / 2.0])


def worlds(rings: Sequence[np.ndarray]) -> list[np.ndarray]:
    """``to_world`` of many rings (longitude, latitude) in one go."""
    if not len(rings):
        return []
    ends = np.cumsum([len(ring) for ring in rings])
    return np.split(to_world(*np.concatenate(rings).T), ends[:-1])


def to_degrees(x: float, y: float) -> tuple[float, float]:
    """Back from ``to_world``."""
    return x * 360.0 - 180.0, math.degrees(math.atan(math.sinh(math.pi * (1.0 - 2.0 * y))))
