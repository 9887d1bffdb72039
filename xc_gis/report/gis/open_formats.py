"""A layer as GeoJSON (RFC 7946) and GeoParquet, for programs that are no GIS."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError

from xc_gis.files.plain_path import writable
from xc_gis.files.write_faults import refused_by_disk
from xc_gis.report.gis.records import Layer
from xc_gis.report.gis.styled_geopackage import with_texts
from xc_gis.units import EXCHANGE_CRS

DIGITS = "7"
"""Decimals of a degree: a centimetre."""


def write_geojson(layer: Layer, path: Path) -> None:
    """
    Write a layer with places as RFC 7946 asks: longitude and latitude of WGS 84, outer rings against the clock.

    Missing values are null; a text that looks like JSON stays a text.

    Raises ``ResourceError`` where it cannot be written whole.
    """
    frame = gpd.GeoDataFrame(with_texts(layer.frame), geometry="geometry", crs=EXCHANGE_CRS)
    try:
        with writable(path) as place:
            pyogrio.write_dataframe(
                frame, place, driver="GeoJSON", layer=layer.name, geometry_type=layer.geometry,
                layer_options={"RFC7946": "YES", "COORDINATE_PRECISION": DIGITS, "WRITE_NAME": "NO", "AUTODETECT_JSON_STRINGS": "NO"},
            )  # fmt: skip
    except (DataSourceError, DataLayerError, FeatureError) as fault:
        raise refused_by_disk(path, str(fault)) from fault


def write_parquet(layer: Layer, path: Path) -> None:
    """Write a layer as GeoParquet 1.0, a table without places as Parquet; missing values stay missing."""
    frame = with_texts(layer.frame)
    if layer.geometry:
        gpd.GeoDataFrame(frame, geometry="geometry", crs=EXCHANGE_CRS).to_parquet(path, index=False, compression="zstd")
    else:
        pd.DataFrame(frame).to_parquet(path, index=False, compression="zstd")
