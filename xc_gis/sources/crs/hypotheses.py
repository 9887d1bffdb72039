"""
Coordinate systems that a layer without a word about it may be in, and where each of them puts its points.

These are the systems in which data reach a planner: degrees of WGS 84/CGCS2000, of AMap and of Baidu; metres of the Gauss-Kruger
belts around the study with and without the number of the belt before the easting; UTM; Web Mercator, also with AMap's shift
inside; Baidu's metres. Each also with its axes swapped (surveyors write the northing first and call it X).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import floor

import numpy as np
from pyproj import CRS

from xc_gis.areas.projection import between
from xc_gis.languages.message import msg
from xc_gis.sources.crs.chinese_maps import BD09, BD09_METRES, GCJ02, GCJ02_METRES, LABELS, Coordinates, straightened
from xc_gis.units import EXCHANGE_CRS

DEGREES = (EXCHANGE_CRS, GCJ02, BD09)

WEB_MERCATOR = "EPSG:3857"

CHINA = (72.0, 3.0, 136.0, 54.0)
"""Degrees outside this frame are not shifted by AMap or Baidu."""

WORLD = (-180.0, -90.0, 180.0, 90.0)

LARGEST_DEGREE = 360.0
"""Numbers up to this are no metres of a projected system around a study."""

FIRST_MERIDIAN, LAST_MERIDIAN = 75, 135
"""Central meridians of the 3-degree belts of CGCS2000."""

PLAIN_3, NUMBERED_3, NUMBERED_6 = 4534, 4513, 4491
"""EPSG codes of the first belt: 3 degrees without and with its number (25) before the easting, 6 degrees with its number (13)."""


NAMELESS = frozenset({"", "unknown", "unnamed", "undefined"})
"""Names of systems that say nothing."""


@dataclass(frozen=True)
class Hypothesis:
    """A coordinate system, and whether the file gives the latitude (northing) first."""

    crs: str
    swapped: bool = False

    @property
    def label(self) -> str:
        """Name for planners."""
        return msg("{crs},经纬度(横纵坐标)对调", crs=label_of(self.crs)) if self.swapped else label_of(self.crs)

    @property
    def repair(self) -> dict[str, str]:
        """Keys of the study file that declare it."""
        return {"crs": self.crs} | ({"axes": "lat,lon"} if self.swapped else {})

    def place(self, xy: Coordinates, target: str) -> Coordinates:
        """Coordinates as the file has them → coordinates in ``target``; NaN where this hypothesis cannot be."""
        return placed(xy[:, ::-1] if self.swapped else xy, self.crs, target)


@lru_cache(maxsize=256)
def label_of(crs: str) -> str:
    """A system as planners know it; its code and name where it is none of the usual ones."""
    if crs in LABELS:
        return LABELS[crs]
    if crs in {EXCHANGE_CRS, "EPSG:4490"}:
        return msg("WGS 84/CGCS2000 经纬度")
    if crs == WEB_MERCATOR:
        return msg("{crs}(Web 墨卡托)", crs=crs)
    authority, _, number = crs.partition(":")
    code = int(number) if authority == "EPSG" and number.isdecimal() else 0
    belts = (LAST_MERIDIAN - FIRST_MERIDIAN) // 3
    if PLAIN_3 <= code <= PLAIN_3 + belts:
        return msg("{crs}(CGCS2000 三度带 {meridian}°E)", crs=crs, meridian=FIRST_MERIDIAN + 3 * (code - PLAIN_3))
    if NUMBERED_3 <= code <= NUMBERED_3 + belts:
        return msg("{crs}(CGCS2000 三度带,带号 {number})", crs=crs, number=code - NUMBERED_3 + 25)
    if NUMBERED_6 <= code <= NUMBERED_6 + belts // 2:
        return msg("{crs}(CGCS2000 六度带,带号 {number})", crs=crs, number=code - NUMBERED_6 + 13)
    if code // 100 in {326, 327}:
        return f"{crs}(UTM {code % 100}{'N' if code // 100 == 326 else 'S'})"  # noqa: PLR2004 - EPSG's block of the north
    system = CRS.from_user_input(crs)
    if system.name.lower() in NAMELESS:
        return msg("自定义坐标系（椭球 {name}）", name=system.ellipsoid.name if system.ellipsoid else msg("不明"))
    return f"{crs}（{system.name}）" if code else system.name


@lru_cache(maxsize=16)
def systems_around(lon: float, lat: float) -> tuple[str, ...]:
    """Every system worth a thought for a study with this centre, in the order in which they are shown."""
    belts: list[int] = []
    if CHINA[0] < lon < CHINA[2] and CHINA[1] < lat < CHINA[3]:
        middle = 3 * floor(lon / 3 + 0.5)
        meridians = [m for m in (middle, middle - 3, middle + 3) if FIRST_MERIDIAN <= m <= LAST_MERIDIAN]
        for meridian in meridians:
            number = (meridian - FIRST_MERIDIAN) // 3
            belts += [PLAIN_3 + number, NUMBERED_3 + number]
        belts += [NUMBERED_6 + (m - FIRST_MERIDIAN) // 6 for m in meridians if m % 6 == 3]  # noqa: PLR2004
    utm = (32600 if lat >= 0 else 32700) + min(60, floor((lon + 180.0) / 6.0) + 1)
    china = (GCJ02, BD09), (GCJ02_METRES, BD09_METRES)
    shifted, metres = china if belts else ((), ())
    return (EXCHANGE_CRS, *shifted, *(f"EPSG:{code}" for code in (*belts, utm)), WEB_MERCATOR, *metres)


def all_hypotheses(lon: float, lat: float) -> tuple[Hypothesis, ...]:
    """Every system around a place, straight and swapped."""
    return tuple(Hypothesis(crs, swapped) for swapped in (False, True) for crs in systems_around(lon, lat))


@lru_cache(maxsize=256)
def _in_degrees(crs: str) -> bool:
    return bool(CRS.from_user_input(crs).is_geographic)


def placed(xy: Coordinates, crs: str, target: str) -> Coordinates:
    """Coordinates of ``crs`` (x or longitude first) in ``target``; NaN where they cannot be of that system."""
    out = np.full(xy.shape, np.nan)
    good = np.isfinite(xy).all(axis=1)
    if crs in DEGREES:
        west, south, east, north = WORLD if crs == EXCHANGE_CRS else CHINA
        good &= (xy[:, 0] > west) & (xy[:, 0] < east) & (xy[:, 1] > south) & (xy[:, 1] < north)
    elif crs in LABELS or not _in_degrees(crs):
        good &= np.abs(xy).max(axis=1) > LARGEST_DEGREE
    here = xy[good]
    if len(here) == 0:
        return out
    if crs in LABELS:
        here = straightened(here, crs)
    x, y = between(EXCHANGE_CRS if crs in LABELS else crs, target).transform(here[:, 0], here[:, 1])
    moved = np.column_stack([x, y])
    moved[~np.isfinite(moved).all(axis=1)] = np.nan
    out[good] = moved
    return out
