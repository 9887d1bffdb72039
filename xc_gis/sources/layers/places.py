"""The place of each row: geometry of the format, outlines as text, two columns, or two numbers in one cell."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError

from xc_gis.errors import CrsError, InputError
from xc_gis.languages.message import joined, msg
from xc_gis.sources.crs.declared import Given
from xc_gis.sources.rows.cells import ROW, is_missing, texts
from xc_gis.sources.rows.left_out_reasons import (
    EMPTY_GEOMETRY,
    NO_COORDINATES,
    NO_GEOMETRY,
    NO_NUMBERS,
    UNREADABLE_WKT,
    ZERO_COORDINATES,
)
from xc_gis.sources.rows.notes import Notes, listed
from xc_gis.sources.rows.reasons import no_reasons, with_reason
from xc_gis.sources.tables.coordinate_text import coordinate_numbers, geometries, pairs


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
        return gpd.GeoSeries([None] * len(frame), index=frame.index), pd.Series(msg("没有坐标"), index=frame.index), given
    else:
        found = joined("、", (str(c) for c in frame.columns if c != ROW))
        raise InputError(
            msg("{layer} 没有坐标列(现有:{found})", layer=notes.layer, found=found),
            hint=msg(
                '请在 columns 中指明,如 columns = { lon = "经度", lat = "纬度" };只有地址的设施清单请写 place_by = "address"'
            ),
            repairs=[{"place_by": "address"}] if notes.table.startswith("facilities.") else [],
        )
    if geometry.isna().all() and places_needed:
        what, hint = (
            (msg("几何"), msg("请换用带位置的图层"))
            if isinstance(frame, gpd.GeoDataFrame)
            else (msg("可用的坐标"), msg("请检查坐标列"))
        )
        raise InputError(msg("{layer} 的 {count} 行都没有{what}", layer=notes.layer, count=len(frame), what=what), hint=hint)
    return geometry, bad, given


def _of_format(frame: gpd.GeoDataFrame) -> tuple[gpd.GeoSeries, pd.Series]:
    geometry = frame.geometry
    empty = shapely.is_empty(geometry.to_numpy())  # a missing one is not
    bad = with_reason(no_reasons(frame.index), shapely.is_missing(geometry.to_numpy()), NO_GEOMETRY.text())
    bad = with_reason(bad, empty, EMPTY_GEOMETRY.text())
    return gpd.GeoSeries(geometry.mask(empty).to_numpy(), index=frame.index), bad


def _of_text(frame: pd.DataFrame, notes: Notes) -> tuple[gpd.GeoSeries, pd.Series, CRS | None]:
    shapes, systems = geometries(frame["wkt"])
    if len(systems) > 1:
        found = joined("、", (f"EPSG:{code}" for code in sorted(systems)))
        raise CrsError(
            msg("{layer} 的图形文字(EWKT)混有几种坐标系:{found}", layer=notes.layer, found=found), hint=msg("请分成几个文件")
        )
    try:
        given = CRS.from_epsg(systems.pop()) if systems else None
    except CRSError as fault:
        raise CrsError(
            msg("{layer} 的图形文字(EWKT)写了不存在的坐标系代码", layer=notes.layer), hint=msg("请更正 SRID,或写明 crs")
        ) from fault
    none = shapely.is_missing(shapes)
    bad = with_reason(no_reasons(frame.index), none, UNREADABLE_WKT.text())
    bad = with_reason(bad, none & is_missing(frame["wkt"]), NO_GEOMETRY.text())
    return gpd.GeoSeries(shapes, index=frame.index), bad, given


def _of_columns(frame: pd.DataFrame, notes: Notes) -> tuple[gpd.GeoSeries, pd.Series]:
    (x, x_sixty), (y, y_sixty) = coordinate_numbers(frame["lon"]), coordinate_numbers(frame["lat"])
    sixty = x_sixty | y_sixty
    if sixty.any():
        rows = frame[ROW][sixty].tolist()
        example = texts(frame["lon"])[sixty].iloc[0]
        text = msg(
            "{count} 行的坐标写成度分秒(如 “{example}”,第 {rows} 行),已换算为度",
            count=len(rows),
            example=example,
            rows=listed(rows),
        )
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
    bad = with_reason(no_reasons(x.index), zero, ZERO_COORDINATES.text())
    bad = with_reason(bad, nothing, NO_COORDINATES.text())
    bad = with_reason(bad, unreadable, NO_NUMBERS.text())
    return gpd.GeoSeries(points, index=x.index), bad
