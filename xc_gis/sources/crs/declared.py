"""
Coordinate systems of layers: declared, given by the format, or refused. Never assumed (method §1).
"""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError

from xc_gis.errors import CrsError
from xc_gis.sources.crs.china_offset import bd09_to_wgs84, gcj02_to_wgs84
from xc_gis.sources.crs.hypotheses import BD09, GCJ02
from xc_gis.units import EXCHANGE_CRS

_WORDS = {
    "GCJ02": GCJ02, "GCJ-02": GCJ02, "GCJ_02": GCJ02, "高德": GCJ02, "火星": GCJ02, "腾讯": GCJ02,
    "高德坐标": GCJ02, "腾讯坐标": GCJ02, "火星坐标": GCJ02, "国测局": GCJ02, "百度坐标": BD09,
    "WGS84": EXCHANGE_CRS, "WGS-84": EXCHANGE_CRS, "WGS 84": EXCHANGE_CRS, "GPS": EXCHANGE_CRS, "CGCS2000": "EPSG:4490",
    "国家2000": "EPSG:4490", "2000国家大地坐标系": "EPSG:4490",
    "BD09": BD09, "BD-09": BD09, "BD_09": BD09, "BD09LL": BD09, "百度": BD09,
}  # fmt: skip

DECLARE = '请在该图层写明坐标系,如 crs = "EPSG:4326"、"EPSG:4548"、"GCJ-02"(高德、腾讯)或 "BD-09"(百度)'


def declared_crs(word: str | None, given: CRS | None, shown: str) -> str:
    """
    Decide in which coordinate system a layer is.

    Parameters
    ----------
    word
        ``crs`` of the study file.
    given
        CRS that the format carries.
    shown
        File, for messages.

    Returns
    -------
    str
        ``GCJ-02``, ``BD-09`` or a code such as ``EPSG:4548``; a CRS without code is returned as WKT.

    Raises
    ------
    CrsError
        If nothing is known, or the word is unknown.
    """
    if word is None:
        if given is None:
            raise CrsError(f"{shown} 没有声明坐标系", hint=DECLARE)
        return _name(given)
    if word.strip().upper() in _WORDS:
        return _WORDS[word.strip().upper()]
    try:
        return _name(CRS.from_user_input(word))
    except CRSError as fault:
        raise CrsError(f"{shown}:不认识坐标系 “{word}”", hint=DECLARE) from fault


def is_detect(word: str | None) -> bool:
    """Whether the study asks for the system to be found by evidence."""
    return word is not None and word.strip().lower() == "detect"


def _name(crs: CRS) -> str:
    code = crs.to_epsg()
    return f"EPSG:{code}" if code else str(crs.to_wkt())


def to_analysis_crs(geometry: gpd.GeoSeries, crs: str, target: str, shown: str) -> gpd.GeoSeries:
    """
    Bring geometries from their own coordinate system to the analysis CRS; Z values are dropped.

    Raises
    ------
    CrsError
        If coordinates cannot be degrees although the system is geographic: metres in a degree column.
    """
    flat = gpd.GeoSeries(shapely.force_2d(geometry.to_numpy()), index=geometry.index)
    if crs in {GCJ02, BD09}:
        _check_degrees(flat, crs, shown)
        undo = gcj02_to_wgs84 if crs == GCJ02 else bd09_to_wgs84

        def straighten(points: np.ndarray) -> np.ndarray:
            return np.column_stack(undo(points[:, 0], points[:, 1]))

        moved = gpd.GeoSeries(shapely.transform(flat.to_numpy(), straighten), index=flat.index, crs=EXCHANGE_CRS)
        return moved.to_crs(target)
    system = CRS.from_user_input(crs)
    if system.is_geographic:
        _check_degrees(flat, crs, shown)
    return flat.set_crs(system).to_crs(target)


def _check_degrees(geometry: gpd.GeoSeries, crs: str, shown: str) -> None:
    bounds = geometry.bounds.to_numpy()
    if len(bounds) == 0 or np.isnan(bounds).all():
        return
    wrong = (np.abs(bounds) > [180, 90, 180, 90]).any(axis=1)
    swapped = (np.abs(bounds) > [180, 90, 180, 90]).any(axis=1) & (np.abs(bounds) <= [90, 180, 90, 180]).all(axis=1)
    known = ~np.isnan(bounds[:, 0])
    if wrong[known].mean() <= 0.5:  # noqa: PLR2004 - single rows are reported as rows
        return
    first = geometry[wrong].iloc[0]
    x, y = first.bounds[:2]
    if swapped[known].mean() > 0.5:  # noqa: PLR2004
        raise CrsError(f"{shown}:经度和纬度像是填反了(如 {x:g}, {y:g})", hint="请交换两列,或修正 columns 中的 lon、lat")
    raise CrsError(f"{shown}:声明为 {crs}(经纬度),但坐标是 {x:g}, {y:g},像是以米为单位", hint=DECLARE)
