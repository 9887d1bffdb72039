"""Areas with a name or number each out of any layer: grids (网格), compounds (小区)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import shapely

from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.sources.people.communities import repaired
from xc_gis.sources.rows.cells import ROW, texts
from xc_gis.sources.rows.left_out_rows import ProblemList
from xc_gis.sources.rows.notes import listed
from xc_gis.sources.sites.column_words import AREA_NAMES
from xc_gis.sources.sites.read import AREA, column_of, layer_of


@dataclass(frozen=True)
class NamedAreas:
    """``frame``: ``name`` and polygon in the analysis CRS, one row an area, sorted by name; ``sha256`` of the file."""

    frame: gpd.GeoDataFrame
    sha256: str


def read_named_areas(path: Path, crs: str | None, target_crs: str, words: Sequence[str] = AREA_NAMES) -> NamedAreas:
    """
    Read areas.

    Parameters
    ----------
    words
        Headings of the column with their names, the plainest first.

    Raises
    ------
    InputError
        No column of names, a row without a name or that is no polygon, a name that stands twice: with its row.
    """
    layer = layer_of(path, crs, target_crs)
    column = column_of(layer.frame, words)
    if column is None:
        raise InputError(msg("{shown} 没有编号或名称列", shown=layer.shown), hint=msg("需要 name、编号或名称列"))
    names, rows = texts(layer.frame[column]), layer.frame[ROW]
    geometry = repaired(layer, ProblemList()).to_numpy()
    flat = shapely.is_missing(geometry) | (shapely.get_dimensions(geometry) != AREA)
    if flat.any():
        raise InputError(
            msg("{shown} 第 {row} 行不是面", shown=layer.shown, row=int(rows[flat].iloc[0])), hint=msg("请换用画好范围的面图层")
        )
    for wrong, why in ((names == "", msg("没有编号或名称")), (names.duplicated(keep=False), msg("编号或名称重复"))):
        if wrong.any():
            raise InputError(
                msg("{shown} 第 {rows} 行{why}", shown=layer.shown, rows=listed(rows[wrong].tolist()), why=why),
                hint=msg("每个网格、小区一行，编号或名称各不相同"),
            )
    frame = gpd.GeoDataFrame({"name": names.to_numpy()}, geometry=geometry, crs=target_crs)
    return NamedAreas(frame.sort_values("name", kind="stable", ignore_index=True), layer.sha256)
