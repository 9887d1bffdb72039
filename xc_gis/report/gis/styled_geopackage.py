"""
A GeoPackage that QGIS opens coloured: layers, tables, and their styles in ``layer_styles``.

QGIS reads ``layer_styles`` only where ``gpkg_contents`` names it, takes the style whose table and geometry column match, and reads times as
ISO 8601. All times are fixed, so that the same layers give the same bytes.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError

from xc_gis.files.plain_path import writable
from xc_gis.files.write_faults import refused_by_disk
from xc_gis.report.gis.qgis_style import plain, style_text
from xc_gis.report.gis.records import Layer, Look
from xc_gis.report.tables.geopackage import FIXED_DATE, VERSION, fixed_date
from xc_gis.units import EXCHANGE_CRS

GEOMETRY_COLUMN = "geom"
DICTIONARY = "fields"

OPTIONS = {"VERSION": VERSION}
"""What every QGIS 3 reads without a warning."""

STYLES = """CREATE TABLE layer_styles (
 id INTEGER PRIMARY KEY AUTOINCREMENT, f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256),
 f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30),
 ui TEXT(30), update_time DATETIME)"""
"""As QGIS makes it."""

STYLE_TIME = "2000-01-01T00:00:00.000Z"


def write_styled_geopackage(
    path: Path, layers: Sequence[Layer], looks: Mapping[str, Sequence[Look]], fields: pd.DataFrame
) -> None:
    """
    Write a new GeoPackage.

    Parameters
    ----------
    looks
        By layer, the one that it is opened with first; others can be chosen in QGIS.
    fields
        The dictionary of fields, written as the table ``fields``.

    Raises
    ------
    ResourceError
        It could not be written whole.
    """
    with writable(path) as place, fixed_date():
        try:
            for layer in layers:
                _write(place, layer.name, layer.frame, layer.geometry)
            _write(place, DICTIONARY, fields, "")
            with contextlib.closing(sqlite3.connect(place)) as stored, stored:
                _write_styles(stored, looks)
                shown = {layer.name: _rows(stored, layer.name) for layer in layers}
        except (DataSourceError, DataLayerError, FeatureError, sqlite3.Error) as fault:
            raise refused_by_disk(path, str(fault)) from fault
    if any(shown[layer.name] != len(layer.frame) for layer in layers):
        raise refused_by_disk(path, "")


def _write(path: Path, name: str, frame: pd.DataFrame, geometry: str) -> None:
    frame = with_texts(frame)
    if not geometry:
        pyogrio.write_dataframe(frame, path, layer=name, driver="GPKG", append=path.exists(), dataset_options=OPTIONS)
        return
    pyogrio.write_dataframe(
        gpd.GeoDataFrame(frame, geometry="geometry", crs=EXCHANGE_CRS), path, layer=name, driver="GPKG", append=path.exists(), geometry_type=geometry,
        dataset_options=OPTIONS, layer_options={"SPATIAL_INDEX": "YES", "GEOMETRY_NAME": GEOMETRY_COLUMN},
    )  # fmt: skip


def _rows(stored: sqlite3.Connection, table: str) -> int:
    count: int = stored.execute(f'SELECT COUNT(*) FROM "{table}"').fetchone()[0]  # noqa: S608 - a name of ours
    return count


def with_texts(frame: pd.DataFrame) -> pd.DataFrame:
    """Columns of objects as texts; what is none is missing."""
    made = frame.copy()
    for column in made.columns:
        if column != "geometry" and made[column].dtype == object:
            made[column] = pd.array([value if isinstance(value, str) else None for value in made[column]], dtype="str")
    return made


def _write_styles(stored: sqlite3.Connection, looks: Mapping[str, Iterable[Look]]) -> None:
    stored.execute(STYLES)
    rows = [
        ("", "", table, GEOMETRY_COLUMN, plain(look.name), style_text(look), "", n == 0, plain(look.name), "", None, STYLE_TIME)
        for table, named in looks.items()
        for n, look in enumerate(named)
    ]
    columns = "f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner, ui, update_time"
    stored.executemany(f"INSERT INTO layer_styles ({columns}) VALUES ({', '.join('?' * 12)})", rows)  # noqa: S608 - constant
    stored.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change) VALUES ('layer_styles', 'attributes', 'layer_styles', '', ?)",
        (FIXED_DATE,),
    )
