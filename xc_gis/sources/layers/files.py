"""A layer's file in whatever format it comes: columns as the file names them, row numbers, geometry where the format has one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from xc_gis.errors import InputError
from xc_gis.files import kinds
from xc_gis.files.kinds import kind_of, refuse_foreign
from xc_gis.languages.message import msg
from xc_gis.sources.crs.declared import Given
from xc_gis.sources.layers.kml import read_kml
from xc_gis.sources.layers.named_system import given_by_shapefile
from xc_gis.sources.layers.shapefile import read_shapefile
from xc_gis.sources.layers.vectors import crs_of, read_geojson, read_geopackage, read_geoparquet
from xc_gis.sources.rows.cells import ROW
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.tables import LayerTable
from xc_gis.sources.tables.read import read_table

TABLES = (".csv", ".txt", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods")
VECTORS = (".geojson", ".json", ".gpkg", ".shp", ".dbf")
PARQUET = (".parquet", ".geoparquet")
KML = (".kml", ".kmz")


TABLE_KINDS = frozenset({kinds.SHEET, kinds.OLE_SHEET, kinds.XML_SHEET, kinds.HTML})

NAMED = {
    kinds.JSON: ((".geojson", ".json"), "GeoJSON"),
    kinds.SQLITE: ((".gpkg",), "GeoPackage"),
    kinds.SHAPES: ((".shp",), "shapefile"),
    kinds.PARQUET: (PARQUET, "Parquet"),
    kinds.KML: (KML, "KML"),
    kinds.KMZ: (KML, "KMZ"),
}
"""Suffixes and name of each kind of layer: what a file is counts, and another name is reported."""

OF_SUFFIX = {
    ".geojson": "GeoJSON", ".json": "GeoJSON", ".gpkg": "GeoPackage", ".shp": "shapefile", ".parquet": "Parquet", ".geoparquet": "Parquet",
    ".kml": "KML", ".kmz": "KMZ",
}  # fmt: skip


def read_file(path: Path, table: LayerTable, notes: Notes) -> tuple[pd.DataFrame, Given]:
    """
    Read a layer's file. Its content says what it is; a name that says something else is reported.

    Returns
    -------
    frame
        Columns as in the file, ``ROW``; a GeoDataFrame where the format has geometry.
    given
        What the format says of its coordinate system.

    Raises
    ------
    InputError
        Empty, unreadable or unknown format, or one that is no layer, by its name; no rows.
    """
    shown = notes.layer
    if path.stat().st_size == 0:
        raise InputError(msg("{shown} 是空文件", shown=shown), hint=msg("请重新导出"))
    kind, suffix = kind_of(path), path.suffix.lower()
    refuse_foreign(kind, shown)
    if kind == kinds.TIFF:
        raise InputError(
            msg("{shown} 是栅格（GeoTIFF），不是点、线、面", shown=shown),
            hint=msg("栅格只能用作居民（[residents]），后缀应为 .tif"),
        )
    if kind in NAMED or kind == kinds.DBF:
        read, given = _vector(path, kind, table, notes)
        frame = _numbered(read)
        _note_name(kind, suffix, notes)
    elif kind in TABLE_KINDS or suffix in TABLES:
        frame, given = _table(path, table, notes), None
    elif suffix in OF_SUFFIX:
        wanted = OF_SUFFIX[suffix]
        raise InputError(
            msg("{shown} 的内容不是 {wanted}", shown=shown, wanted=wanted),
            hint=msg("后缀是 {suffix}；请重新导出，或把后缀改成与内容相符", suffix=suffix),
        )
    else:
        allowed = " ".join((*TABLES, *VECTORS, *KML, *PARQUET))
        raise InputError(msg("{shown} 的格式无法识别", shown=shown), hint=msg("可用格式:{allowed}", allowed=allowed))
    if len(frame) == 0:
        raise InputError(msg("{shown} 没有任何数据行", shown=shown), hint=notes.why_no_rows(msg("请检查文件内容、工作表或图层")))
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


def _numbered(frame: pd.DataFrame) -> pd.DataFrame:
    """The first feature is row 2, below its heading."""
    return frame.assign(**{ROW: np.arange(2, len(frame) + 2)})


def _vector(path: Path, kind: str, table: LayerTable, notes: Notes) -> tuple[pd.DataFrame, Given]:
    """A layer with places, or a table without them that may have its coordinates in columns; what it says of its system."""
    if kind == kinds.JSON:
        return read_geojson(path, notes, table.encoding)
    if kind == kinds.SQLITE:
        return read_geopackage(path, notes.layer, table.layer)
    if kind == kinds.PARQUET:
        frame = read_geoparquet(path, notes.layer)
    elif kind in {kinds.KML, kinds.KMZ}:
        frame = read_kml(path, notes.layer)
    else:
        frame = read_shapefile(path, notes, encoding=table.encoding)
        if kind == kinds.SHAPES:
            return frame, given_by_shapefile(path, crs_of(frame))
    return frame, crs_of(frame)


def _note_name(kind: str, suffix: str, notes: Notes) -> None:
    suffixes, name = NAMED.get(kind, ((suffix,), ""))
    if suffix not in suffixes:
        notes.add(
            "encoding", "warning", msg("后缀是 {suffix}，内容是 {name}，已按 {name2} 读取", suffix=suffix, name=name, name2=name)
        )
