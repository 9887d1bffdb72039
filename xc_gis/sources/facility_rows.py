"""One list of facilities as rows: ids, names, types, status and places, before lists meet each other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath

import geopandas as gpd
import pandas as pd

from xc_gis.errors import InputError, nearest_spelling
from xc_gis.sources.communities import repaired
from xc_gis.sources.facility_status import read_status
from xc_gis.sources.layers import Layer
from xc_gis.sources.problems import ProblemList
from xc_gis.sources.study_file import FacilitiesTable
from xc_gis.sources.tables import ROW, texts
from xc_gis.standard import Standard


def type_column(table: FacilitiesTable) -> Sequence[str]:
    """Columns without which the types of a list are not known."""
    return () if table.type_column is None or "type" in table.columns else (table.type_column,)


def facility_rows(
    layer: Layer, table: FacilitiesTable, standard: Standard, today: date | None, problems: ProblemList
) -> gpd.GeoDataFrame:
    """
    Read the rows of one list.

    Returns
    -------
    GeoDataFrame
        ``facility_id, id_given, type, name, address, status, serves, crs_in, placed`` (what put it where it is; empty: the
        source), ``ROW`` and geometry in the analysis CRS, missing where there is no usable place. ``status`` is
        empty where its word is unknown.
    """
    frame = layer.frame
    stem = PurePosixPath(layer.shown).stem

    def text(name: str) -> pd.Series:
        return texts(frame[name]) if name in frame.columns else pd.Series("", index=frame.index)

    kind = _types(frame, table, standard, layer.shown)
    ids = text("facility_id") if "facility_id" in frame.columns else text("id")
    if ("facility_id" in frame.columns or "id" in frame.columns) and (ids == "").any():
        problems.add_all(layer.shown, frame[ROW][ids == ""], "没有设施编号", "按文件名和行号编号后使用")
    given = ids != ""
    ids = ids.where(given, frame[ROW].map(lambda row: f"{stem}:{row}"))
    geometry = repaired(layer, problems)
    for row, reason in zip(frame[ROW][geometry.isna()], layer.bad_place[geometry.isna()], strict=True):
        problems.add(layer.shown, row, reason or "几何无效且无法修复")
    status, unknown = read_status(text("status"), text("since"), text("until"), today)
    return gpd.GeoDataFrame(
        {
            "facility_id": ids,
            "id_given": given,
            "type": kind,
            "name": text("name").where(text("name") != "", ids),
            "address": text("address"),
            "status": status.mask(unknown, ""),
            "serves": text("serves"),
            "crs_in": layer.crs,
            "placed": "",
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
