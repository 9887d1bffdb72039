"""Units and coordinate systems that the whole program agrees on."""

from __future__ import annotations

from xc_gis.languages.message import Name, joined

SECONDS_PER_MINUTE = 60.0

TIME_TOLERANCE_S = 1e-6
"""A walk of exactly the limit is within it (method §4)."""

LENGTH_TOLERANCE_M = 1e-6
"""A leg of exactly the reach is within it (method §3)."""

EXCHANGE_CRS = "EPSG:4326"
"""Longitude, latitude of every exported layer; CGCS2000 (EPSG:4490) is taken as equal (method §1)."""


def is_lonlat(lon: float, lat: float) -> bool:
    """Whether two numbers are longitude and latitude in degrees, in this order; NaN and infinity are not."""
    return abs(lon) <= 180.0 and abs(lat) <= 90.0  # noqa: PLR2004 - degrees


ANALYSIS_CRS = "EPSG:4548"
"""
CGCS2000 / 3-degree Gauss-Kruger, central meridian 117°E: Beijing's metres (method §1), in which sample and tests are drawn.

No study is measured in it because nothing else was stated: ``sources.crs.metric_system`` finds the system of each study.
"""

PERCENT = "%"
"""Unit of figures of 0-100 that somebody states."""


def amount(value: float, unit: str, unit_en: str = "") -> str:
    """
    A figure with its unit, for a sentence in either language; ``unit_en`` where the unit has English words.

    >>> amount(85.0, "%"), amount(27.5, "㎡/百户")
    ('85%', '27.5 ㎡/百户')
    """
    number = f"{value:.10g}"
    return f"{number}%" if unit == PERCENT else joined(" ", [number, Name(unit, unit_en)])
