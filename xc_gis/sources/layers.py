"""
Read any layer with places: tables with coordinate columns, GeoJSON, GeoPackage, shapefile, GeoParquet.

Every row keeps the number under which a person finds it: rows of a table as in the file, the first feature of a vector
file as row 2, below its heading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyogrio
import shapely
from pyproj import CRS

from xc_gis.errors import InputError, nearest_spelling
from xc_gis.model import Finding
from xc_gis.sources.crs import to_analysis_crs
from xc_gis.sources.crs_doctor import crs_of_rows, settle_crs
from xc_gis.sources.provenance import file_sha256
from xc_gis.sources.reading import Notes, Reading
from xc_gis.sources.study_file import LayerTable, StudyFile, shown_path
from xc_gis.sources.tables import ROW, is_missing, numbers, read_table

TABLES = (".csv", ".txt", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods")
VECTORS = (".geojson", ".json", ".gpkg", ".shp")
PARQUET = (".parquet", ".geoparquet")

LON_NAMES = ("lon", "lng", "longitude", "经度", "x")
LAT_NAMES = ("lat", "latitude", "纬度", "y")


@dataclass(frozen=True)
class Layer:
    """
    A layer as read.

    Attributes
    ----------
    shown
        Path as the study names it.
    frame
        Columns by their canonical names where the study maps them, ``ROW``, and ``geometry`` in the analysis CRS (missing
        where there is none).
    crs
        As declared or given by the format.
    sha256
        Of the file.
    bad_place
        By row: why there is no place, empty where there is one.
    findings
        What was guessed, detected or repaired while reading it.
    """

    shown: str
    frame: gpd.GeoDataFrame
    crs: str
    sha256: str
    bad_place: pd.Series
    findings: tuple[Finding, ...] = ()


def read_layer(
    study: StudyFile,
    table: LayerTable,
    target_crs: str,
    *,
    needed: Sequence[str],
    places_needed: bool = True,
    reading: Reading | None = None,
) -> Layer:
    """
    Read a layer of a study.

    Parameters
    ----------
    table
        Its table in the study file.
    target_crs
        Analysis CRS.
    needed
        Canonical names of columns without which the layer is useless.
    places_needed
        Whether a table without coordinates is an error.
    reading
        Takes the findings, and gives evidence; without it nothing is compared.

    Raises
    ------
    InputError, CrsError
        Unreadable or empty file, missing column, unknown coordinate system.
    """
    path, shown = study.resolve(table.path), shown_path(table.path)
    notes = Notes(shown, study.table_name(table))
    if path.stat().st_size == 0:
        raise InputError(f"{shown} 是空文件", hint="请重新导出")
    suffix = path.suffix.lower()
    if suffix in TABLES:
        raw = read_table(path, shown, encoding=table.encoding, sheet=table.sheet, header_row=table.header_row or 1)
        frame, given = _renamed(raw, table, shown), None
    elif suffix in VECTORS or suffix in PARQUET:
        raw = _read_vector(path, shown, table)
        given = raw.crs
        frame = _renamed(raw, table, shown)
    else:
        allowed = " ".join((*TABLES, *VECTORS, *PARQUET))
        raise InputError(f"{shown} 的格式无法识别", hint=f"可用格式:{allowed}")
    if len(frame) == 0:
        raise InputError(f"{shown} 没有任何数据行", hint="请检查文件内容、工作表或图层")
    missing = [name for name in needed if name not in frame.columns]
    if missing:
        found = "、".join(str(c) for c in raw.columns if c not in {ROW, "geometry"})
        raise InputError(
            f"{shown} 缺少列 {'、'.join(missing)}(现有:{found})",
            hint=f'请在 columns 中指明,如 columns = {{ {missing[0]} = "…" }}',
        )
    geometry, bad = _places(frame, table, shown, given, places_needed=places_needed)
    # a table of names only has nothing that could be in a wrong coordinate system
    geometry, bad, crs = _placed(frame, geometry, bad, table, given, target_crs, reading, notes)
    frame = gpd.GeoDataFrame(frame.drop(columns="geometry", errors="ignore"), geometry=geometry.to_numpy(), crs=target_crs)
    if reading is not None:
        reading.add(notes.findings)
        reading.references.learn(notes.table, frame, shown)
    return Layer(shown, frame, crs, file_sha256(path), bad, tuple(notes.findings))


def _placed(
    frame: pd.DataFrame,
    geometry: gpd.GeoSeries,
    bad: pd.Series,
    table: LayerTable,
    given: CRS | None,
    target_crs: str,
    reading: Reading | None,
    notes: Notes,
) -> tuple[gpd.GeoSeries, pd.Series, str]:
    """Geometry in the analysis CRS, why rows have none, and the system that they came in."""
    if not geometry.notna().any():  # a table of names only has nothing that could be in a wrong system
        return geometry, bad, table.crs or ""
    if table.crs_column is None:
        system = settle_crs(frame, geometry, table, given, reading, notes)
        swapped, systems = system.swapped, pd.Series(system.crs, index=frame.index)
    else:
        swapped, systems = table.axes == "lat,lon", crs_of_rows(frame, table.crs_column, notes.layer)
    if swapped:
        turned = shapely.transform(shapely.force_2d(geometry.to_numpy()), lambda xy: xy[:, ::-1])
        geometry = gpd.GeoSeries(turned, index=geometry.index)
    names = sorted(set(systems))
    moved = np.full(len(frame), None, dtype=object)
    for name in names:
        of_name = (systems == name).to_numpy()
        moved[of_name] = to_analysis_crs(geometry[of_name], name, target_crs, notes.layer).to_numpy()
    placed = gpd.GeoSeries(moved, index=geometry.index, crs=target_crs)
    lost = placed.notna() & ~np.isfinite(placed.bounds.to_numpy()).all(axis=1)
    return placed.mask(lost), bad.mask(lost, "坐标不是有效的经纬度或平面坐标"), "、".join(names)


def _read_vector(path: Path, shown: str, table: LayerTable) -> gpd.GeoDataFrame:
    try:
        if path.suffix.lower() in PARQUET:
            frame = gpd.read_parquet(path)
        else:
            layer = _layer_name(path, shown, table.layer)
            frame = pyogrio.read_dataframe(path, layer=layer, encoding=table.encoding)
    except (
        pyogrio.errors.DataSourceError,
        pyogrio.errors.DataLayerError,
        pa.ArrowException,
        ValueError,
        OSError,
    ) as fault:
        if isinstance(fault, InputError):
            raise
        raise InputError(f"{shown} 无法读取:内容与格式不符或文件已损坏", hint="请重新导出") from fault
    except LookupError as fault:
        raise InputError(f"{shown}:没有名为 “{table.encoding}” 的编码", hint="可用:utf-8、gb18030") from fault
    if not isinstance(frame, gpd.GeoDataFrame):
        raise InputError(f"{shown} 没有几何(点、线、面)", hint="请换用带位置的图层")
    if frame.geometry.name != "geometry":
        frame = frame.rename_geometry("geometry")
    return frame.assign(**{ROW: np.arange(2, len(frame) + 2)})


def _layer_name(path: Path, shown: str, wanted: str | None) -> str | None:
    names = [str(name) for name in pyogrio.list_layers(path)[:, 0]]
    if wanted is not None and wanted not in names:
        raise InputError(f"{shown} 没有图层 “{wanted}”(现有:{'、'.join(names)})", hint=nearest_spelling(wanted, names))
    if wanted is None and len(names) > 1:
        raise InputError(f"{shown} 有 {len(names)} 个图层:{'、'.join(names)}", hint='请写明 layer = "…"')
    return wanted or (names[0] if names else None)


def _renamed(frame: pd.DataFrame, table: LayerTable, shown: str) -> pd.DataFrame:
    """Give columns their canonical names; a mapped column that does not exist is an error."""
    for name, column in table.columns.items():
        if column not in frame.columns:
            found = [str(c) for c in frame.columns if c not in {ROW, "geometry"}]
            raise InputError(
                f"{shown} 没有列 “{column}”(columns.{name};现有:{'、'.join(found)})",
                hint=nearest_spelling(column, found),
            )
    taken = [name for name, column in table.columns.items() if name in frame.columns and name != column]
    return frame.drop(columns=taken).rename(columns={column: name for name, column in table.columns.items()})


def _places(
    frame: pd.DataFrame, table: LayerTable, shown: str, given: CRS | None, *, places_needed: bool
) -> tuple[gpd.GeoSeries, pd.Series]:
    """Geometry of each row, and why there is none."""
    if isinstance(frame, gpd.GeoDataFrame):
        geometry = frame.geometry
        empty = geometry.notna() & geometry.is_empty
        bad = pd.Series("", index=frame.index).mask(geometry.isna(), "没有几何").mask(empty, "几何为空")
        if (geometry.isna() | empty).all() and places_needed:
            raise InputError(f"{shown} 的 {len(frame)} 行都没有几何", hint="请换用带位置的图层")
        return gpd.GeoSeries(geometry.mask(empty).to_numpy(), index=frame.index), bad
    lon, lat = _column(frame, "lon", LON_NAMES), _column(frame, "lat", LAT_NAMES)
    if lon is None or lat is None:
        if places_needed:
            found = "、".join(str(c) for c in frame.columns if c != ROW)
            raise InputError(
                f"{shown} 没有坐标列(现有:{found})",
                hint='请在 columns 中指明,如 columns = { lon = "经度", lat = "纬度" }',
            )
        return gpd.GeoSeries([None] * len(frame), index=frame.index), pd.Series("没有坐标", index=frame.index)
    del table, given
    x, y = numbers(frame[lon]), numbers(frame[lat])
    nothing = is_missing(frame[lon]) | is_missing(frame[lat])
    unreadable = ~nothing & (x.isna() | y.isna())
    here = ~(nothing | unreadable)
    if not here.any() and places_needed:
        raise InputError(f"{shown} 的 {len(frame)} 行都没有可用的坐标", hint="请检查坐标列")
    points = np.full(len(frame), None, dtype=object)
    points[here.to_numpy()] = shapely.points(x[here].to_numpy(), y[here].to_numpy())
    bad = pd.Series("", index=frame.index).mask(nothing, "没有坐标").mask(unreadable, "坐标不是数字")
    return gpd.GeoSeries(points, index=frame.index), bad


def _column(frame: pd.DataFrame, name: str, others: tuple[str, ...]) -> str | None:
    """The column of that canonical name, else one whose own name says so plainly."""
    if name in frame.columns:
        return name
    lower = {str(column).strip().lower(): str(column) for column in frame.columns}
    return next((lower[other] for other in others if other in lower), None)
