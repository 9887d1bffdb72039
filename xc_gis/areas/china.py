"""
Ground on which China's own rules hold: its plane systems, the review of maps before they are published, names in Chinese first.

A rough frame, good enough for such rules and never for a border: for each 3-degree zone the southernmost and northernmost
latitude for which EPSG keeps the CGCS2000 system of that zone, and boxes around the islands. Places across a border and within
a zone's latitudes (Vladivostok, Thimphu) count as inside.
"""

from __future__ import annotations

from math import floor

FIRST_MERIDIAN, ZONE_WIDTH = 75.0, 3.0

WEST, EAST = 73.62, 134.77

ZONES = (
    (35.81, 40.65), (31.03, 41.83), (29.95, 45.88), (28.26, 47.23), (27.8, 49.18), (27.32, 48.42), (27.71, 45.13), (28.23, 44.5),
    (21.43, 42.76), (21.13, 42.69), (22.5, 42.21), (18.19, 42.47), (18.11, 45.11), (21.52, 45.45), (22.6, 49.88), (24.43, 53.33),
    (28.22, 53.56), (40.19, 53.2), (41.37, 50.25), (42.42, 48.88), (45.85, 48.4),
)  # fmt: skip
"""South and north of EPSG:4534 to EPSG:4554 (EPSG's areas of use), central meridians 75°E to 135°E."""

ISLANDS = ((118.1, 21.8, 122.1, 26.5), (110.9, 15.7, 113.0, 17.3), (111.9, 7.2, 116.4, 11.7))
"""West, south, east, north of Taiwan with its islands, Xisha and Nansha."""


def in_china(lon: float, lat: float) -> bool:
    """Whether a place (degrees) lies in the frame."""
    zone = floor((lon - FIRST_MERIDIAN) / ZONE_WIDTH + 0.5)
    if WEST <= lon <= EAST and 0 <= zone < len(ZONES) and ZONES[zone][0] <= lat <= ZONES[zone][1]:
        return True
    return any(west <= lon <= east and south <= lat <= north for west, south, east, north in ISLANDS)
