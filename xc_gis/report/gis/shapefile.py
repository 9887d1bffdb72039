"""A layer as a shapefile: shapes by GDAL, the table here, so that nothing is lost in silence."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError

from xc_gis.files.plain_path import writable
from xc_gis.files.write_faults import refused_by_disk
from xc_gis.report.gis.dbf import LostText, dbf
from xc_gis.report.gis.records import Layer
from xc_gis.report.gis.short_names import short_names
from xc_gis.units import EXCHANGE_CRS

ENCODINGS = {"gbk": "gbk", "utf8": "utf-8"}
CODE_PAGES = {"gbk": b"936", "utf8": b"UTF-8"}
"""What ``.cpg`` says, as ArcGIS and QGIS read it."""

PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")


def write_shapefile(layer: Layer, folder: Path, encoding: str) -> list[LostText]:
    """
    Write the five files of a layer with places.

    Parameters
    ----------
    encoding
        ``gbk`` or ``utf8``.

    Returns
    -------
    list
        Texts that do not stand there as they are.
    """
    path = folder / f"{layer.name}.shp"
    shapes = gpd.GeoDataFrame({"n": range(len(layer.frame))}, geometry=layer.frame.geometry.to_numpy(), crs=EXCHANGE_CRS)
    kind = {"MultiPolygon": "Polygon", "LineString": "LineString", "Point": "Point", "MultiPoint": "MultiPoint"}[layer.geometry]
    try:
        with writable(path) as place:
            pyogrio.write_dataframe(shapes, place, driver="ESRI Shapefile", geometry_type=kind, promote_to_multi=False)
    except (DataSourceError, DataLayerError, FeatureError) as fault:
        raise refused_by_disk(path, str(fault)) from fault
    table = layer.frame.drop(columns="geometry")
    content, lost = dbf(table, short_names(list(table.columns)), ENCODINGS[encoding])
    path.with_suffix(".dbf").write_bytes(content)
    path.with_suffix(".cpg").write_bytes(CODE_PAGES[encoding])
    return lost
