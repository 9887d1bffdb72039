"""
From the system of a layer to another, and how well that conversion is known at the place of the layer.

Where no parameters between two datums are registered for a place, PROJ answers all the same: it takes the degrees of one as those
of the other and says "ballpark" only when asked. Beijing 1954 and Xi'an 1980 end so, tens of metres to about 150 m off.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from pyproj import CRS, Transformer
from pyproj.exceptions import ProjError

from xc_gis.errors import CrsError
from xc_gis.languages.message import msg
from xc_gis.sources.crs.chinese_maps import LABELS, in_metres, straightened
from xc_gis.sources.crs.hypotheses import label_of
from xc_gis.units import EXCHANGE_CRS

EXACT_M = 5.0
"""A registered conversion that is no better than this is used, and reported."""

SEMI_MAJOR_M, FLATTENING = 6378137.0, 298.257
"""Ellipsoid of WGS 84 and CGCS2000 (and GRS 80), as far as they agree."""

_SAME_DATUM = re.compile(r"d?(worldgeodeticsystem1984.*|wgs(19)?84|china2000|cgcs2000|chinageodeticcoordinatesystem2000)")

CONFIRM = msg("请按当地的换算参数转为 CGCS2000 或 WGS 84 后重新导出；若能接受这样的误差，请在该图层写 crs_confirmed = true")

CONFIRMED = {"crs_confirmed": True}
"""The key by which a person vouches for a system."""

DECLARE = msg(
    '请在该图层写明坐标系,如 crs = "EPSG:4326"、当地的平面坐标系(北京 "EPSG:4548"、上海 "EPSG:4549"、成都 "EPSG:4544")、"GCJ-02"(高德、腾讯)或 "BD-09"(百度)'
)


@dataclass(frozen=True)
class Shift:
    """How well the conversion to WGS 84 is known: not at all, or to ``accuracy_m`` (0 where it is taken as exact)."""

    unknown: bool
    accuracy_m: float = 0.0


def shift_at(crs: CRS, lon: float, lat: float) -> Shift:
    """How well a system's conversion is known at a place (longitude and latitude); CGCS2000 and WGS 84 are taken as equal."""
    if _same_datum(crs):
        return Shift(unknown=False)
    if _has_empty_parameters(crs):
        return Shift(unknown=True)
    change = Transformer.from_crs(EXCHANGE_CRS, crs, always_xy=True)
    try:
        change.transform(lon, lat, errcheck=True)
        used = change.get_last_used_operation()
    except ProjError:
        return Shift(unknown=True)
    if "ballpark" in used.description.lower():
        return Shift(unknown=True)
    return Shift(unknown=False, accuracy_m=max(0.0, used.accuracy))


def shift_of_layer(geometry: gpd.GeoSeries, crs: str) -> Shift:
    """How well the conversion of a layer is known, ``geometry`` being in ``crs``."""
    if crs in LABELS:
        return Shift(unknown=False)
    system = CRS.from_user_input(crs)
    if _same_datum(system):
        return Shift(unknown=False)
    lon, lat = _middle(geometry, system)
    return shift_at(system, lon, lat)


def shift_note(shift: Shift, crs: str, shown: str, *, confirmed: bool) -> str:
    """
    What a person must know of a conversion, empty where nothing is.

    Raises
    ------
    CrsError
        The shift is unknown, and not ``confirmed``.
    """
    if shift.unknown:
        sentence = msg(
            "{label_of} 与 WGS 84/CGCS2000 之间没有适用于此地的已知换算参数，位置可能偏差数十米至约 150 米",
            label_of=label_of(crs),
        )
        if not confirmed:
            raise CrsError(msg("{shown}：{sentence}", shown=shown, sentence=sentence), hint=CONFIRM, repairs=[CONFIRMED])
        return msg("{sentence}；已按 crs_confirmed 使用", sentence=sentence)
    if shift.accuracy_m > EXACT_M:
        return msg("{label_of} 换算到 WGS 84 的误差约 {accuracy_m:.0f} 米", label_of=label_of(crs), accuracy_m=shift.accuracy_m)
    return ""


def converted(geometry: gpd.GeoSeries, crs: str, target: str, shown: str, *, confirmed: bool = False) -> gpd.GeoSeries:
    """
    Bring geometries from their own coordinate system to another; Z values are dropped.

    Parameters
    ----------
    confirmed
        The layer is used although nobody knows the shift of its datum.

    Raises
    ------
    CrsError
        If coordinates cannot be degrees although the system is geographic (metres in a degree column), or if the conversion has
        no known shift.
    """
    flat = gpd.GeoSeries(shapely.force_2d(geometry.to_numpy()), index=geometry.index)
    if crs in LABELS:
        if not in_metres(crs):
            _check_degrees(flat, crs, shown)
        moved = shapely.transform(flat.to_numpy(), lambda points: straightened(points, crs))
        return gpd.GeoSeries(moved, index=flat.index, crs=EXCHANGE_CRS).to_crs(target)
    system = CRS.from_user_input(crs)
    if system.is_geographic:
        _check_degrees(flat, crs, shown)
    shift_note(shift_of_layer(flat, crs), crs, shown, confirmed=confirmed)
    return flat.set_crs(system).to_crs(target)


def _same_datum(crs: CRS) -> bool:
    """Whether a system stands on WGS 84 or CGCS2000, by the name of its datum and the size of its ellipsoid."""
    if crs.is_bound or crs.datum is None or crs.ellipsoid is None:
        return False
    name = re.sub(r"[\W_]+", "", crs.datum.name.lower())
    return _SAME_DATUM.fullmatch(name) is not None and _like_wgs84(crs)


def _like_wgs84(crs: CRS) -> bool:
    ellipsoid = crs.ellipsoid
    return (
        ellipsoid is not None
        and abs(ellipsoid.semi_major_metre - SEMI_MAJOR_M) < 1.0
        and abs((ellipsoid.inverse_flattening or 0.0) - FLATTENING) < 0.01  # noqa: PLR2004 - 298.257223563 and 298.257222101
    )


def _has_empty_parameters(crs: CRS) -> bool:
    """A system that brings parameters along, all of them zero, on an ellipsoid of another size: a form left empty."""
    operation = crs.coordinate_operation
    return bool(crs.is_bound and operation is not None and not any(operation.towgs84) and not _like_wgs84(crs))


def _middle(geometry: gpd.GeoSeries, system: CRS) -> tuple[float, float]:
    """Longitude and latitude of the middle of a layer."""
    xy = shapely.get_coordinates(shapely.centroid(geometry.dropna().to_numpy()))
    xy = xy[np.isfinite(xy).all(axis=1)]
    if not len(xy):
        return 0.0, 0.0
    x, y = np.median(xy, axis=0)
    base = system.geodetic_crs
    lon, lat = Transformer.from_crs(system, base, always_xy=True).transform(x, y) if base is not None else (x, y)
    return float(lon), float(lat)


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
        raise CrsError(
            msg("{shown}:经度和纬度像是填反了(如 {x:g}, {y:g})", shown=shown, x=x, y=y),
            hint=msg("请交换两列,或修正 columns 中的 lon、lat"),
        )
    raise CrsError(
        msg("{shown}:声明为 {crs}(经纬度),但坐标是 {x:g}, {y:g},像是以米为单位", shown=shown, crs=crs, x=x, y=y), hint=DECLARE
    )
