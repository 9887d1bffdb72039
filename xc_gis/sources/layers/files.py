"""A layer's file in whatever format it comes: columns as the file names them, row numbers, geometry where the format has one."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyogrio
from pyproj import CRS

from xc_gis.errors import InputError, nearest_spelling
from xc_gis.sources.layers.kml import read_kml
from xc_gis.sources.notes import Notes
from xc_gis.sources.study.file import LayerTable
from xc_gis.sources.tables.cells import ROW
from xc_gis.sources.tables.read import read_table

TABLES = (".csv", ".txt", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods")
VECTORS = (".geojson", ".json", ".gpkg", ".shp")
PARQUET = (".parquet", ".geoparquet")
KML = (".kml", ".kmz")


def read_file(path: Path, table: LayerTable, notes: Notes) -> tuple[pd.DataFrame, CRS | None]:
    """
    Read a layer's file.

    Returns
    -------
    frame
        Columns as in the file, ``ROW``; a GeoDataFrame where the format has geometry.
    crs
        That the format carries.

    Raises
    ------
    InputError
        Empty, unreadable or unknown format; no rows.
    """
    shown = notes.layer
    if path.stat().st_size == 0:
        raise InputError(f"{shown} 是空文件", hint="请重新导出")
    suffix = path.suffix.lower()
    if suffix in TABLES:
        frame, given = _table(path, table, notes), None
    elif suffix in KML:
        frame = _numbered(read_kml(path, shown))
        given = frame.crs
    elif suffix in VECTORS or suffix in PARQUET:
        frame = _numbered(_vector(path, shown, table))
        given = frame.crs
    else:
        allowed = " ".join((*TABLES, *VECTORS, *KML, *PARQUET))
        raise InputError(f"{shown} 的格式无法识别", hint=f"可用格式:{allowed}")
    if len(frame) == 0:
        raise InputError(f"{shown} 没有任何数据行", hint="请检查文件内容、工作表或图层")
    return frame, given


def _table(path: Path, table: LayerTable, notes: Notes) -> pd.DataFrame:
    return read_table(
        path,
        notes.layer,
        encoding=table.encoding,
        sheet=table.sheet,
        header_row=table.header_row,
        header_rows=table.header_rows,
        delimiter=table.delimiter,
        leave_out=table.leave_out,
        notes=notes,
    )


def _numbered(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The first feature is row 2, below its heading."""
    return frame.assign(**{ROW: np.arange(2, len(frame) + 2)})


def _vector(path: Path, shown: str, table: LayerTable) -> gpd.GeoDataFrame:
    try:
        if path.suffix.lower() in PARQUET:
            frame = gpd.read_parquet(path)
        else:
            layer = _layer_name(path, shown, table.layer)
            frame = pyogrio.read_dataframe(path, layer=layer, encoding=table.encoding)
    except InputError:
        raise
    except (
        pyogrio.errors.DataSourceError,
        pyogrio.errors.DataLayerError,
        pa.ArrowException,
        ValueError,
        OSError,
    ) as fault:
        raise InputError(f"{shown} 无法读取:内容与格式不符或文件已损坏", hint="请重新导出") from fault
    except LookupError as fault:
        raise InputError(f"{shown}:没有名为 “{table.encoding}” 的编码", hint="可用:utf-8、gb18030") from fault
    if not isinstance(frame, gpd.GeoDataFrame):
        raise InputError(f"{shown} 没有几何(点、线、面)", hint="请换用带位置的图层")
    return frame if frame.geometry.name == "geometry" else frame.rename_geometry("geometry")


def _layer_name(path: Path, shown: str, wanted: str | None) -> str | None:
    names = [str(name) for name in pyogrio.list_layers(path)[:, 0]]
    if wanted is not None and wanted not in names:
        raise InputError(f"{shown} 没有图层 “{wanted}”(现有:{'、'.join(names)})", hint=nearest_spelling(wanted, names))
    if wanted is None and len(names) > 1:
        raise InputError(f"{shown} 有 {len(names)} 个图层:{'、'.join(names)}", hint='请写明 layer = "…"')
    return wanted or (names[0] if names else None)
