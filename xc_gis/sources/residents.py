"""Residents as demand points: where people live and how many."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely

from xc_gis.errors import InputError
from xc_gis.model import AGE_COLUMNS, DEMAND_COLUMNS, InputRecord
from xc_gis.sources.communities import check_ids, repaired, residents_column
from xc_gis.sources.layers import read_layer
from xc_gis.sources.problems import ProblemList
from xc_gis.sources.reading import Reading
from xc_gis.sources.study_area import beyond
from xc_gis.sources.study_file import StudyFile
from xc_gis.sources.tables import ROW, texts


def read_residents(
    study: StudyFile,
    target_crs: str,
    area: shapely.Geometry | None,
    buffer_m: float,
    problems: ProblemList,
    reading: Reading | None = None,
) -> tuple[gpd.GeoDataFrame, InputRecord, list[str]]:
    """
    Read demand points.

    A footprint becomes its centroid, or a point inside it where the centroid is not.

    Returns
    -------
    demand
        ``DEMAND_COLUMNS``, sorted by id; rows farther than ``buffer_m`` from ``area`` keep their row without a place.
    record, warnings

    Raises
    ------
    InputError
        Blank or duplicate ids, residents that are missing, negative or no number, no usable row.
    """
    table = study.residents
    layer = read_layer(study, table, target_crs, needed=() if table.each else ("residents",), reading=reading)
    frame, warnings = layer.frame, []
    if "demand_id" in frame.columns:
        ids = texts(frame["demand_id"])
        check_ids(ids, frame[ROW], layer.shown, "居住点编号")
    else:
        ids = frame[ROW].map(lambda row: f"{row:07d}")  # as wide as a million rows, so that text order is row order
    columns: dict[str, object] = {"demand_id": ids.to_numpy()}
    columns |= {name: residents_column(frame, name, layer.shown, required=False) for name in AGE_COLUMNS.values()}
    if table.each and "residents" not in frame.columns:
        columns["residents"] = np.full(len(frame), float(table.each))
        warnings.append(f"{layer.shown} 没有人数,每处住宅按 {table.each:g} 计:结果是等权住宅的比例,不是人数的比例")
    else:
        columns["residents"] = residents_column(frame, "residents", layer.shown, required=True)
        _ages_within_total(columns, frame[ROW].to_numpy(), layer.shown)
    columns["community_id"] = _given_communities(frame)
    geometry = repaired(layer, problems).to_numpy()
    points = _points(geometry)
    for row, reason, point in zip(frame[ROW], layer.bad_place, points, strict=True):
        if point is None:
            problems.add(layer.shown, row, reason or "没有几何")
    far = beyond(points, area, buffer_m)
    problems.add_all(layer.shown, frame[ROW][far], f"距所有社区超过 {buffer_m:g} 米")
    points[far] = None
    used = int((~shapely.is_missing(points)).sum())
    if used == 0:
        raise InputError(
            f"{layer.shown} 的 {len(frame)} 个居住点都不在研究范围内",
            hint="请检查坐标系(crs)和文件是否属于本区",
        )
    if far.any():
        warnings.append(f"{layer.shown} 有 {int(far.sum())} 行距所有社区超过 {buffer_m:g} 米,未参与分析")
    demand = gpd.GeoDataFrame(columns, geometry=points, crs=target_crs)[list(DEMAND_COLUMNS)]
    demand = demand.sort_values("demand_id", kind="stable").reset_index(drop=True)
    return demand, InputRecord("residents", layer.shown, layer.sha256, len(frame), used, layer.crs), warnings


def _given_communities(frame: gpd.GeoDataFrame) -> np.ndarray:
    if "community_id" not in frame.columns:
        return np.full(len(frame), None, dtype=object)
    given = texts(frame["community_id"]).to_numpy(dtype=object)
    given[given == ""] = None
    return given


def _points(geometry: np.ndarray) -> np.ndarray:
    """A point for each footprint."""
    points = shapely.centroid(geometry)
    areas = np.flatnonzero(shapely.get_dimensions(geometry) == 2)  # noqa: PLR2004 - an area
    off = areas[~shapely.intersects(geometry[areas], points[areas])]
    points[off] = shapely.point_on_surface(geometry[off])
    points[shapely.is_missing(geometry)] = None
    return points


def _ages_within_total(columns: dict[str, object], rows: np.ndarray, shown: str) -> None:
    total = np.asarray(columns["residents"], dtype=float)
    for name in AGE_COLUMNS.values():
        more = np.asarray(columns[name], dtype=float) > total
        if name != "residents" and more.any():
            raise InputError(
                f"{shown} 第 {int(rows[more][0])} 行的 {name} 大于 residents(共 {int(more.sum())} 行)",
                hint="请更正后重试",
            )
