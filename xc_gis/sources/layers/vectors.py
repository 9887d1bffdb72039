"""Layers of GDAL's formats and GeoParquet: the one that is meant of several, nothing written, every fault a message of ours."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
from pyproj import CRS

from xc_gis.errors import InputError, nearest_spelling
from xc_gis.files.foreign import foreign_reader
from xc_gis.files.plain_path import private_folder
from xc_gis.files.untouched import untouched
from xc_gis.languages.message import joined, msg
from xc_gis.sources.crs.declared import Given
from xc_gis.sources.layers.geojson import checked_geojson
from xc_gis.sources.layers.named_system import given_by, given_by_geopackage
from xc_gis.sources.rows.notes import Notes

TECHNICAL = frozenset({"layer_styles", "qgis_projects", "spatial_ref_sys", "geometry_columns"})
"""Tables that programs keep for themselves beside the layers."""

TECHNICAL_STARTS = ("gpkg_", "rtree_", "sqlite_", "idx_")

_AGAIN = msg("请在 QGIS 等程序中打开该图层，重新导出")


def read_geojson(path: Path, notes: Notes, encoding: str | None) -> tuple[pd.DataFrame, Given]:
    """Read GeoJSON, in whatever encoding, and what it says of its system. Raises ``InputError`` with the place of a fault."""
    text, words = checked_geojson(path.read_bytes(), notes, encoding)
    with private_folder() as folder:
        source = path
        if text is not None:
            source = folder / "layer.geojson"
            source.write_bytes(text)
        with untouched(source, notes.layer, suffix=".geojson") as plain, _reading(notes.layer, "GeoJSON"):
            frame = plain_values(pyogrio.read_dataframe(plain))
    return frame, given_by(words, crs_of(frame))


def read_geopackage(path: Path, shown: str, wanted: str | None) -> tuple[pd.DataFrame, Given]:
    """
    Read one layer of a GeoPackage, and what it says of its system: ``wanted``, or the only one with places, or the only table.

    Raises ``InputError``.
    """
    with untouched(path, shown, suffix=".gpkg") as plain, _reading(shown, "GeoPackage"):
        layer = chosen_layer(pyogrio.list_layers(plain).tolist(), shown, wanted)
        frame = plain_values(pyogrio.read_dataframe(plain, layer=layer))
        return frame, given_by_geopackage(plain, layer, crs_of(frame))


def read_geoparquet(path: Path, shown: str) -> pd.DataFrame:
    """Read GeoParquet, or Parquet as a table without places. Raises ``InputError``."""
    with _reading(shown, "Parquet"):
        try:
            frame = gpd.read_parquet(path)
        except ValueError:  # no GeoParquet
            frame = pd.read_parquet(path)
        return plain_values(frame)


def crs_of(frame: pd.DataFrame) -> CRS | None:
    """System that a frame with places carries; None for a table without."""
    return frame.crs if isinstance(frame, gpd.GeoDataFrame) else None


def layer_names(path: Path, shown: str) -> tuple[str, ...]:
    """Names of the layers of a GeoPackage that a study may read. Raises ``InputError`` where it is none."""
    with untouched(path, shown, suffix=".gpkg") as plain, _reading(shown, "GeoPackage"):
        places, tables = _sorted_out(pyogrio.list_layers(plain).tolist())
        return tuple(places or tables)


def chosen_layer(layers: Sequence[Sequence[Any]], shown: str, wanted: str | None) -> str:
    """
    The layer that is meant.

    Parameters
    ----------
    layers
        Name and kind of geometry (None: a table without places).

    Raises
    ------
    InputError
        No such layer, several that may be meant, or none.
    """
    places, tables = _sorted_out(layers)
    if wanted is not None:
        names = [str(name) for name, _ in layers]
        if wanted not in names:
            known = places + tables
            raise InputError(
                msg("{shown} 没有图层 “{wanted}”(现有:{known})", shown=shown, wanted=wanted, known=joined("、", known)),
                hint=nearest_spelling(wanted, known),
            )
        return wanted
    candidates = places or tables
    if not candidates:
        raise InputError(msg("{shown} 中没有图层", shown=shown), hint=msg("请重新导出"))
    if len(candidates) > 1:
        raise InputError(
            msg(
                "{shown} 有 {count} 个图层:{candidates}", shown=shown, count=len(candidates), candidates=joined("、", candidates)
            ),
            hint=msg('请写明 layer = "…"'),
        )
    return candidates[0]


def _sorted_out(layers: Sequence[Sequence[Any]]) -> tuple[list[str], list[str]]:
    """Layers with places, and tables without: not those that programs keep for themselves."""
    known = [(str(name), kind) for name, kind in layers if not _is_technical(str(name))]
    return [name for name, kind in known if kind is not None], [name for name, kind in known if kind is None]


def _is_technical(name: str) -> bool:
    return name.lower() in TECHNICAL or name.lower().startswith(TECHNICAL_STARTS)


def _reading(shown: str, kind: str) -> Any:
    return foreign_reader(msg("{shown} 不是可读的 {kind}，内容不完整或已损坏", shown=shown, kind=kind), _AGAIN)


def plain_values(frame: pd.DataFrame) -> pd.DataFrame:
    """Geometry in the column ``geometry``; lists and records within a cell as text, bytes as nothing: cells hold words and numbers."""
    if isinstance(frame, gpd.GeoDataFrame) and frame.geometry.name != "geometry":
        frame = frame.rename_geometry("geometry")
    for name in frame.columns:
        if name != "geometry" and frame[name].dtype == object:
            frame[name] = frame[name].map(_plain)
    return frame


def _plain(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=str)
    return None if isinstance(value, bytes | bytearray) else value
