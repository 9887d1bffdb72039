"""
Coordinate systems that a layer without a word about it may be in, and where each of them puts its points.

These are the systems in which data reach a Beijing planner: degrees of WGS 84/CGCS2000, of AMap and of Baidu; metres of
the 3-degree Gauss-Kruger belts around Beijing with and without the number of the belt before the easting; UTM; Web
Mercator. Each also with its axes swapped (surveyors write the northing first and call it X).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from pyproj import CRS, Transformer

from xc_gis.sources.crs.china_offset import bd09_to_wgs84, gcj02_to_wgs84
from xc_gis.units import EXCHANGE_CRS

GCJ02, BD09 = "GCJ-02", "BD-09"

Coordinates = NDArray[np.float64]

LABELS = {
    EXCHANGE_CRS: "WGS 84/CGCS2000 经纬度",
    GCJ02: "GCJ-02(高德、腾讯)",
    BD09: "BD-09(百度)",
    "EPSG:4548": "EPSG:4548(CGCS2000 三度带 117°E)",
    "EPSG:4527": "EPSG:4527(CGCS2000 三度带,带号 39)",
    "EPSG:4547": "EPSG:4547(CGCS2000 三度带 114°E)",
    "EPSG:4526": "EPSG:4526(CGCS2000 三度带,带号 38)",
    "EPSG:4549": "EPSG:4549(CGCS2000 三度带 120°E)",
    "EPSG:4528": "EPSG:4528(CGCS2000 三度带,带号 40)",
    "EPSG:32650": "EPSG:32650(UTM 50N)",
    "EPSG:3857": "EPSG:3857(Web 墨卡托)",
}
"""All hypotheses, in the order in which they are shown."""

DEGREES = (EXCHANGE_CRS, GCJ02, BD09)

CHINA = (72.0, 3.0, 136.0, 54.0)
"""Degrees outside this frame are not shifted by AMap or Baidu, and are no place of this tool."""

LARGEST_DEGREE = 360.0
"""Numbers up to this are no metres of a projected system around Beijing."""


@dataclass(frozen=True)
class Hypothesis:
    """A coordinate system, and whether the file gives the latitude (northing) first."""

    crs: str
    swapped: bool = False

    @property
    def label(self) -> str:
        """Name for planners."""
        return LABELS.get(self.crs, self.crs) + (",经纬度(横纵坐标)对调" if self.swapped else "")

    @property
    def repair(self) -> dict[str, str]:
        """Keys of the study file that declare it."""
        return {"crs": self.crs} | ({"axes": "lat,lon"} if self.swapped else {})

    def place(self, xy: Coordinates, target: str) -> Coordinates:
        """Coordinates as the file has them → coordinates in ``target``; NaN where this hypothesis cannot be."""
        return placed(xy[:, ::-1] if self.swapped else xy, self.crs, target)


def all_hypotheses() -> tuple[Hypothesis, ...]:
    """Every system, straight and swapped."""
    return tuple(Hypothesis(crs, swapped) for swapped in (False, True) for crs in LABELS)


def placed(xy: Coordinates, crs: str, target: str) -> Coordinates:
    """Coordinates of ``crs`` (x or longitude first) in ``target``; NaN where they cannot be of that system."""
    out = np.full(xy.shape, np.nan)
    good = np.isfinite(xy).all(axis=1)
    if crs in DEGREES:
        west, south, east, north = CHINA
        good &= (xy[:, 0] > west) & (xy[:, 0] < east) & (xy[:, 1] > south) & (xy[:, 1] < north)
    elif not CRS.from_user_input(crs).is_geographic:
        good &= np.abs(xy).max(axis=1) > LARGEST_DEGREE
    here = xy[good]
    if len(here) == 0:
        return out
    straighten: dict[str, Callable[..., tuple[Coordinates, Coordinates]]] = {GCJ02: gcj02_to_wgs84, BD09: bd09_to_wgs84}
    if crs in straighten:
        here = np.column_stack(straighten[crs](here[:, 0], here[:, 1]))
    x, y = _transformer(EXCHANGE_CRS if crs in straighten else crs, target).transform(here[:, 0], here[:, 1])
    moved = np.column_stack([x, y])
    moved[~np.isfinite(moved).all(axis=1)] = np.nan
    out[good] = moved
    return out


@lru_cache(maxsize=64)
def _transformer(crs: str, target: str) -> Transformer:
    return Transformer.from_crs(CRS.from_user_input(crs), CRS.from_user_input(target), always_xy=True)
