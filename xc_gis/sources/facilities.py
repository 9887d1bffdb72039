"""Facilities from all lists of a study: types, status, places, provenance."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import PurePosixPath

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.errors import InputError, nearest_spelling
from xc_gis.model import FACILITY_COLUMNS, InputRecord
from xc_gis.sources.communities import repaired
from xc_gis.sources.layers import Layer, read_layer
from xc_gis.sources.problems import ProblemList
from xc_gis.sources.reading import Reading
from xc_gis.sources.study_area import beyond
from xc_gis.sources.study_file import FacilitiesTable, StudyFile
from xc_gis.sources.tables import ROW, texts
from xc_gis.standard import Standard

STATUS = {
    "": "open", "open": "open", "营业": "open", "营业中": "open", "正常": "open", "在用": "open", "开业": "open", "运营": "open",
    "运营中": "open", "开放": "open",
    "planned": "planned", "规划": "planned", "在建": "planned", "拟建": "planned", "筹建": "planned", "建设中": "planned",
    "closed": "closed", "停业": "closed", "关闭": "closed", "歇业": "closed", "注销": "closed", "暂停": "closed",
    "停用": "closed", "关停": "closed", "已关闭": "closed", "已停业": "closed",
}  # fmt: skip
"""Words for the status of a facility; nothing said means open."""


def read_facilities(
    study: StudyFile,
    standard: Standard,
    target_crs: str,
    area: shapely.Geometry | None,
    buffer_m: float,
    problems: ProblemList,
    reading: Reading | None = None,
) -> tuple[gpd.GeoDataFrame, list[InputRecord], list[str], list[set[str]]]:
    """
    Read all facility layers.

    Returns
    -------
    facilities
        ``FACILITY_COLUMNS``, sorted by id. Rows without a usable place keep their row without geometry; of several
        rows with one id the first stands.
    records, warnings
    types
        By layer: the types that occur in it.

    Raises
    ------
    InputError
        Unknown type code, unusable file; all places of a layer outside the study area.
    """
    frames, records, warnings, types = [], [], [], []
    for table in study.facilities:
        layer = read_layer(study, table, target_crs, needed=() if table.type else _type_column(table), reading=reading)
        frame = _facility_frame(layer, table, standard, study.study.date, problems)
        far = beyond(frame.geometry.to_numpy(), area, buffer_m)
        placed = int(frame.geometry.notna().sum())
        if placed and far.sum() == placed:
            where = frame.geometry[far].iloc[0].representative_point()
            raise InputError(
                f"{layer.shown} 的 {placed} 个位置全部在研究范围 {buffer_m / 1000:g} 公里以外(如平面坐标 {where.x:.0f}, {where.y:.0f})",
                hint=f"声明的坐标系是 {layer.crs};请检查 crs、经纬度是否填反、文件是否属于本区",
            )
        problems.add_all(layer.shown, frame[ROW][far], f"距所有社区超过 {buffer_m:g} 米")
        frame.loc[far, "geometry"] = None
        if far.any():
            warnings.append(f"{layer.shown} 有 {int(far.sum())} 行距所有社区超过 {buffer_m:g} 米,未参与分析")
        types.append(set(frame["type"]))
        frames.append(frame.assign(_file=layer.shown))
        used = int(frame.geometry.notna().sum())
        records.append(InputRecord("facilities", layer.shown, layer.sha256, len(frame), used, layer.crs))
    if not frames:
        empty = gpd.GeoDataFrame({name: [] for name in FACILITY_COLUMNS[:-1]}, geometry=[], crs=target_crs)
        return empty, records, warnings, types
    every = pd.concat(frames, ignore_index=True)
    repeated = every["facility_id"].duplicated()
    for file, row, name in every.loc[repeated, ["_file", ROW, "facility_id"]].itertuples(index=False):
        problems.add(file, row, f"设施编号 “{name}” 重复", "保留先出现的一行,本行未参与分析")
    kept = every[~repeated].sort_values("facility_id", kind="stable").reset_index(drop=True)
    facilities = gpd.GeoDataFrame(kept[list(FACILITY_COLUMNS)], geometry="geometry", crs=target_crs)
    return facilities, records, warnings, types


def _type_column(table: FacilitiesTable) -> Sequence[str]:
    return () if table.type_column is None or "type" in table.columns else (table.type_column,)


def _facility_frame(
    layer: Layer, table: FacilitiesTable, standard: Standard, today: date | None, problems: ProblemList
) -> gpd.GeoDataFrame:
    frame = layer.frame
    stem = PurePosixPath(layer.shown).stem

    def text(name: str) -> pd.Series:
        return texts(frame[name]) if name in frame.columns else pd.Series("", index=frame.index)

    kind = _types(frame, table, standard, layer.shown)
    ids = text("facility_id") if "facility_id" in frame.columns else text("id")
    if ("facility_id" in frame.columns or "id" in frame.columns) and (ids == "").any():
        problems.add_all(layer.shown, frame[ROW][ids == ""], "没有设施编号", "按文件名和行号编号后使用")
    ids = ids.where(ids != "", frame[ROW].map(lambda row: f"{stem}:{row}"))
    geometry = repaired(layer, problems)
    for row, reason in zip(frame[ROW][geometry.isna()], layer.bad_place[geometry.isna()], strict=True):
        problems.add(layer.shown, row, reason or "几何无效且无法修复")
    status, unknown = _status(text("status"), text("since"), text("until"), today)
    problems.add_all(layer.shown, frame[ROW][unknown], "状态无法识别")
    geometry = geometry.mask(unknown)
    return gpd.GeoDataFrame(
        {
            "facility_id": ids,
            "type": kind,
            "name": text("name").where(text("name") != "", ids),
            "address": text("address"),
            "status": status,
            "serves": text("serves"),
            "sources": [json.dumps([{"file": layer.shown, "row": int(r)}], ensure_ascii=False) for r in frame[ROW]],
            "crs_in": layer.crs,
            ROW: frame[ROW],
        },
        geometry=geometry.to_numpy(),
        crs=frame.crs,
    )


def _types(frame: pd.DataFrame, table: FacilitiesTable, standard: Standard, shown: str) -> pd.Series:
    allowed = standard.facility_types
    if table.type is not None:
        if table.type not in allowed:
            raise InputError(
                f"{shown}:标准中没有设施类型 “{table.type}”",
                hint=nearest_spelling(table.type, allowed) or "代码见评价标准 facility_types",
            )
        return pd.Series(table.type, index=frame.index)
    column = "type" if "type" in table.columns else str(table.type_column)
    kind = texts(frame[column])
    by_name = {found.zh: code for code, found in allowed.items()}
    kind = kind.map(lambda word: by_name.get(word, word))
    wrong = ~kind.isin(list(allowed))
    if wrong.any():
        row, word = int(frame[ROW][wrong].iloc[0]), kind[wrong].iloc[0]
        raise InputError(
            f"{shown} 第 {row} 行:标准中没有设施类型 “{word}”(共 {int(wrong.sum())} 行)",
            hint=nearest_spelling(word, [*allowed, *by_name]) or "代码见评价标准 facility_types",
        )
    return kind


def _status(words: pd.Series, since: pd.Series, until: pd.Series, today: date | None) -> tuple[pd.Series, np.ndarray]:
    """Status by its word, else by the days of opening and closing; which words are unknown."""
    known = words.str.lower().map(STATUS)
    unknown = known.isna().to_numpy()
    status = known.fillna("closed")
    if today is not None:
        opens, closes = since.map(_day), until.map(_day)
        status = status.mask(closes.map(lambda d: d is not None and d < today), "closed")
        status = status.mask((status == "open") & opens.map(lambda d: d is not None and d > today), "planned")
    return status, unknown


def _day(text: str) -> date | None:
    for pattern in ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y年%m月%d日", "%Y-%m-%d %H:%M:%S"):
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
