"""
Candidate sites and drawn areas out of any layer that a study could name; coordinates are read by the same rules.

Nothing is dropped in silence: rows without a place, or far outside the study, are counted by reason.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.errors import InputError
from xc_gis.languages.message import joined, msg
from xc_gis.sources.layers.read import Layer, read_layer
from xc_gis.sources.people.communities import repaired
from xc_gis.sources.rows.cells import ROW, is_missing, numbers, texts
from xc_gis.sources.rows.keys import id_texts
from xc_gis.sources.rows.left_out_rows import ProblemList
from xc_gis.sources.rows.notes import listed
from xc_gis.sources.sites.column_words import SITE_COLUMNS
from xc_gis.sources.study.area import beyond
from xc_gis.sources.study.named_files import LayerSource, StudyFiles
from xc_gis.sources.study.tables import LayerTable

AREA = 2
"""Dimensions of a polygon."""


@dataclass(frozen=True)
class SiteLayer:
    """
    Sites as read.

    Attributes
    ----------
    frame
        ``site_id, name, cost, capacity`` (NaN where not said), ``building`` and geometry in the analysis CRS, one row for each usable row.
    left_out
        Sentences on rows that are not used.
    sha256
        Of the file.
    """

    frame: gpd.GeoDataFrame
    left_out: tuple[str, ...]
    sha256: str


def read_sites(path: Path, crs: str | None, target_crs: str, ground: shapely.Geometry, buffer_m: float) -> SiteLayer:
    """
    Read candidate sites.

    Parameters
    ----------
    crs
        Coordinate system of the layer where its format does not say it.
    target_crs
        Analysis CRS.
    ground, buffer_m
        What lies farther from the ground of the study is left out.

    Raises
    ------
    InputError
        No usable row, an id that stands twice, money or capacity that is no number or negative.
    """
    layer = layer_of(path, crs, target_crs)
    frame, problems = layer.frame, ProblemList()
    geometry = repaired(layer, problems).to_numpy()
    far = beyond(geometry, ground, buffer_m)
    use = ~shapely.is_missing(geometry) & ~far
    shown = layer.shown
    lost = [*_counted(layer, shapely.is_missing(geometry)), *_outside(layer, far, buffer_m)]
    if not use.any():
        raise InputError(msg("{shown} 没有可用的候选地点", shown=shown), hint=joined("；", lost) if lost else "")
    rows = frame[ROW]
    found = {name: column_of(frame, words) for name, words in SITE_COLUMNS.items()}
    stem = PurePosixPath(shown).stem
    ids = texts(frame[found["site_id"]]) if found["site_id"] else pd.Series("", index=frame.index)
    ids = id_texts(ids, rows, shown, msg("地点编号"))
    ids = ids.where(ids != "", rows.map(lambda row: f"{stem}:{row}"))
    twice = ids[use][ids[use].duplicated()]
    if len(twice):
        raise InputError(
            msg(
                "{shown} 的地点编号 “{id}” 出现多次（第 {rows} 行）",
                shown=shown,
                id=twice.iloc[0],
                rows=listed(rows[ids == twice.iloc[0]].tolist()),
            )
        )
    table = gpd.GeoDataFrame(
        {
            "site_id": ids.to_numpy(),
            "name": (texts(frame["name"]) if "name" in frame.columns else pd.Series("", index=frame.index)).to_numpy(),
            "cost": _amounts(layer, found["cost"], msg("费用")),
            "capacity": _amounts(layer, found["capacity"], msg("容量")),
            "building": shapely.get_dimensions(geometry) == AREA,
        },
        geometry=geometry,
        crs=target_crs,
    )[use]
    return SiteLayer(table.sort_values("site_id", kind="stable").reset_index(drop=True), tuple(lost), layer.sha256)


def read_areas(path: Path, crs: str | None, target_crs: str) -> tuple[np.ndarray, str]:
    """
    Read polygons: where to look for sites, or where not to build.

    Returns
    -------
    areas, sha256
        Polygons in the analysis CRS.

    Raises
    ------
    InputError
        A row that is no polygon, or no row at all.
    """
    layer = layer_of(path, crs, target_crs)
    geometry = repaired(layer, ProblemList()).to_numpy()
    placed = ~shapely.is_missing(geometry)
    flat = placed & (shapely.get_dimensions(geometry) != AREA)
    if flat.any():
        row = int(layer.frame[ROW].to_numpy()[flat][0])
        raise InputError(msg("{shown} 第 {row} 行不是面", shown=layer.shown, row=row), hint=msg("请换用画好范围的面图层"))
    if not placed.any():
        raise InputError(msg("{shown} 没有范围", shown=layer.shown), hint=msg("请换用画好范围的面图层"))
    return geometry[placed], layer.sha256


def layer_of(path: Path, crs: str | None, target_crs: str) -> Layer:
    """A layer in the analysis CRS, whatever columns it has; ``crs`` where its format does not say it."""
    if not path.is_file():
        raise InputError(msg("找不到文件 {path}", path=path.name), hint=msg("请检查路径"))
    source = LayerSource("candidates", LayerTable(path=path.name, crs=crs), StudyFiles(path.absolute().parent, ""))
    return read_layer(source, target_crs, needed=())


def column_of(frame: pd.DataFrame, words: Sequence[str]) -> str | None:
    """The column under the first of some headings that there is; None without one."""
    plain = {unicodedata.normalize("NFKC", str(c)).strip().lower().split("(")[0].strip(): str(c) for c in frame.columns}
    return next((plain[word] for word in words if word in plain), None)


def _amounts(layer: Layer, column: str | None, what: str) -> np.ndarray:
    """Numbers >= 0 of a column, NaN where nothing stands."""
    frame = layer.frame
    if column is None:
        return np.full(len(frame), np.nan)
    found = numbers(frame[column])
    for wrong, why in ((~is_missing(frame[column]) & found.isna(), msg("不是数字")), (found < 0, msg("是负数"))):
        if wrong.any():
            row, value = int(frame[ROW][wrong].iloc[0]), texts(frame[column][wrong]).iloc[0]
            raise InputError(
                msg("{shown} 第 {row} 行的{what} “{value}” {why}", shown=layer.shown, row=row, what=what, value=value, why=why)
            )
    return found.to_numpy(dtype=float)


def _counted(layer: Layer, missing: np.ndarray) -> list[str]:
    if not missing.any():
        return []
    rows = layer.frame[ROW].to_numpy()[missing].tolist()
    return [msg("{count} 行没有位置（第 {rows} 行），未作候选", count=len(rows), rows=listed(rows))]


def _outside(layer: Layer, far: np.ndarray, buffer_m: float) -> list[str]:
    if not far.any():
        return []
    rows = layer.frame[ROW].to_numpy()[far].tolist()
    return [
        msg(
            "{count} 行离研究范围超过 {metres:,.0f} 米（第 {rows} 行），未作候选",
            count=len(rows),
            metres=buffer_m,
            rows=listed(rows),
        )
    ]
