"""The place of each row: geometry of the format, outlines as text, two columns, or two numbers in one cell."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError

from xc_gis.errors import CrsError, InputError
from xc_gis.sources.crs.declared import Given
from xc_gis.sources.layers.coordinate_text import coordinate_numbers, geometries, pairs
from xc_gis.sources.notes import Notes, listed
from xc_gis.sources.tables.cells import ROW, is_missing, texts


def find_places(
    frame: pd.DataFrame, given: Given, notes: Notes, *, places_needed: bool
) -> tuple[gpd.GeoSeries, pd.Series, Given]:
    """
    Find where each row is, in the coordinates of the file.

    Parameters
    ----------
    frame
        Columns by canonical names: geometry, or ``wkt``, or ``lon`` and ``lat``, or ``lonlat``.

    Returns
    -------
    geometry
        Missing where a row has no place.
    bad
        Why, empty where it has one.
    crs
        That the format or the text of the outlines carries.

    Raises
    ------
    InputError
        No place at all although places are needed.
    """
    if isinstance(frame, gpd.GeoDataFrame):
        geometry, bad = _of_format(frame)
    elif "wkt" in frame.columns:
        geometry, bad, given = _of_text(frame, notes)
    elif {"lon", "lat"} <= set(frame.columns):
        geometry, bad = _of_columns(frame, notes)
    elif "lonlat" in frame.columns:
        geometry, bad = _of_pairs(frame)
    elif not places_needed:
        return gpd.GeoSeries([None] * len(frame), index=frame.index), pd.Series("没有坐标", index=frame.index), given
    else:
        found = "、".join(str(c) for c in frame.columns if c != ROW)
        raise InputError(
            f"{notes.layer} 没有坐标列(现有:{found})",
            hint='请在 columns 中指明,如 columns = { lon = "经度", lat = "纬度" };只有地址的设施清单请写 place_by = "address"',
        )
    if geometry.isna().all() and places_needed:
        what, hint = ("几何", "请换用带位置的图层") if isinstance(frame, gpd.GeoDataFrame) else ("可用的坐标", "请检查坐标列")
        raise InputError(f"{notes.layer} 的 {len(frame)} 行都没有{what}", hint=hint)
    return geometry, bad, given


def _of_format(frame: gpd.GeoDataFrame) -> tuple[gpd.GeoSeries, pd.Series]:
    geometry = frame.geometry
    empty = geometry.notna() & geometry.is_empty
    bad = pd.Series("", index=frame.index).mask(geometry.isna(), "没有几何").mask(empty, "几何为空")
    return gpd.GeoSeries(geometry.mask(empty).to_numpy(), index=frame.index), bad


def _of_text(frame: pd.DataFrame, notes: Notes) -> tuple[gpd.GeoSeries, pd.Series, CRS | None]:
    shapes, systems = geometries(frame["wkt"])
    if len(systems) > 1:
        found = "、".join(f"EPSG:{code}" for code in sorted(systems))
        raise CrsError(f"{notes.layer} 的图形文字(EWKT)混有几种坐标系:{found}", hint="请分成几个文件")
    try:
        given = CRS.from_epsg(systems.pop()) if systems else None
    except CRSError as fault:
        raise CrsError(f"{notes.layer} 的图形文字(EWKT)写了不存在的坐标系代码", hint="请更正 SRID,或写明 crs") from fault
    none = shapely.is_missing(shapes)
    bad = pd.Series("", index=frame.index).mask(none, "图形文字(WKT)无法读取").mask(none & is_missing(frame["wkt"]), "没有几何")
    return gpd.GeoSeries(shapes, index=frame.index), bad, given


def _of_columns(frame: pd.DataFrame, notes: Notes) -> tuple[gpd.GeoSeries, pd.Series]:
    (x, x_sixty), (y, y_sixty) = coordinate_numbers(frame["lon"]), coordinate_numbers(frame["lat"])
    sixty = x_sixty | y_sixty
    if sixty.any():
        rows = frame[ROW][sixty].tolist()
        example = texts(frame["lon"])[sixty].iloc[0]
        text = f"{len(rows)} 行的坐标写成度分秒(如 “{example}”,第 {listed(rows)} 行),已换算为度"
        notes.add("crs", "info", text, {"rows": len(rows)})
    return _points(x, y, is_missing(frame["lon"]) | is_missing(frame["lat"]))


def _of_pairs(frame: pd.DataFrame) -> tuple[gpd.GeoSeries, pd.Series]:
    x, y = pairs(frame["lonlat"])
    return _points(x, y, is_missing(frame["lonlat"]))


def _points(x: pd.Series, y: pd.Series, nothing: pd.Series) -> tuple[gpd.GeoSeries, pd.Series]:
    zero = (x == 0) & (y == 0)
    unreadable = ~nothing & ~(np.isfinite(x) & np.isfinite(y))
    here = (~(nothing | unreadable | zero)).to_numpy()
    points = np.full(len(x), None, dtype=object)
    points[here] = shapely.points(x.to_numpy()[here], y.to_numpy()[here])
    bad = pd.Series("", index=x.index).mask(zero, "坐标为 0").mask(nothing, "没有坐标").mask(unreadable, "坐标不是数字")
    return gpd.GeoSeries(points, index=x.index), bad
