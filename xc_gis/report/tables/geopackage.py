"""
``study.gpkg``: the run as layers, for any GIS. All layers are in longitude and latitude (``EPSG:4326``).
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError

from xc_gis.files.plain_path import writable
from xc_gis.files.write_faults import refused_by_disk
from xc_gis.model import COVERAGE_COLUMNS, FACILITY_COLUMNS
from xc_gis.report.study_result import StudyResult
from xc_gis.report.tables.rating_table import rating_table
from xc_gis.units import EXCHANGE_CRS

SHOWN = tuple(
    name for name in FACILITY_COLUMNS if name not in {"hours", "home_visit", "phone", "booking", "capacity", "floor_area"}
)
"""Columns of facilities in the layer; how much they can take and when they are open stands in the tables of ``xc-gis capacity`` and ``xc-gis slices``."""

VERSION = "1.2"
"""Of GeoPackage: QGIS 3.22 warns of later ones."""

FIXED_DATE = "2000-01-01T00:00:00Z"
"""GeoPackage stores when a layer was last changed; a fixed day keeps two runs equal byte by byte."""


def write_geopackage(result: StudyResult, path: Path) -> None:
    """Write the layers communities, coverage, gaps, network, demand_points and facilities."""
    write_layers(layers(result), path)


def layers(result: StudyResult) -> Iterator[tuple[str, gpd.GeoDataFrame]]:
    """The layers by name, in the analysis CRS or in that of the file."""
    data = result.data
    yield "communities", _with_rating(result)
    areas = data.communities[["community_id", "geometry"]].to_crs(EXCHANGE_CRS)  # once, not for each category
    coverage = areas.merge(result.coverage[list(COVERAGE_COLUMNS)], on="community_id", how="right")
    yield "coverage", gpd.GeoDataFrame(coverage, geometry="geometry", crs=EXCHANGE_CRS)
    yield "gaps", result.gaps
    yield "network", result.network.edges_frame(result.settings)
    demand = result.demand.assign(geometry=data.demand.geometry.to_numpy())
    yield "demand_points", gpd.GeoDataFrame(demand, geometry="geometry", crs=data.demand.crs)
    yield "facilities", data.facilities[list(SHOWN)].assign(off_network=result.facility_off_network)


def _with_rating(result: StudyResult) -> gpd.GeoDataFrame:
    rating = rating_table(result.rating).drop(columns=["community", "subdistrict"])
    stars = ["stars_low", "stars", "stars_high", "next_star"]
    return result.data.communities.merge(rating.astype(dict.fromkeys(stars, "Int64")), on="community_id", how="left")


def write_layers(layers: Iterable[tuple[str, gpd.GeoDataFrame]], path: Path) -> None:
    """
    Write a new GeoPackage of layers by name, in EPSG:4326; a layer without rows is written with its columns.

    Raises
    ------
    ResourceError
        If the file could not be written whole: the disk is full, or takes no more for another reason.
    """
    with writable(path) as place, fixed_date():
        for name, frame in layers:
            _write_layer(frame, place, name)


@contextlib.contextmanager
def fixed_date() -> Iterator[None]:
    """Let GDAL write ``FIXED_DATE`` wherever it would write the time."""
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": FIXED_DATE})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


def _write_layer(frame: gpd.GeoDataFrame, path: Path, name: str) -> None:
    plain = frame.copy(deep=False) if frame.crs == EXCHANGE_CRS else frame.to_crs(EXCHANGE_CRS)
    for column in plain.columns:
        if column != "geometry" and plain[column].dtype == object:
            values = plain[column].to_numpy()
            if pd.api.types.infer_dtype(values, skipna=False) != "string":
                values = np.array([v if isinstance(v, str) else None for v in values], dtype=object)
            plain[column] = pd.array(values, dtype="str")
    kind = None if len(plain) and plain.geometry.notna().any() else "Point"
    try:
        pyogrio.write_dataframe(
            plain, path, layer=name, driver="GPKG", append=path.exists(), geometry_type=kind,
            use_arrow=bool(len(plain)) and kind is None, layer_options={"SPATIAL_INDEX": "YES"}, dataset_options={"VERSION": VERSION},
        )  # fmt: skip
        whole = _is_whole(path, name, len(plain), int((plain.geometry.notna() & ~plain.geometry.is_empty).sum()))
    except (DataSourceError, DataLayerError, FeatureError, sqlite3.Error) as fault:
        raise refused_by_disk(path, str(fault)) from fault
    if not whole:
        raise refused_by_disk(path, "")


def _is_whole(path: Path, name: str, rows: int, shapes: int) -> bool:
    """Whether all rows and all entries of the spatial index are there: where the disk is full GDAL may leave them away without a word."""
    with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as stored:
        table = name.replace('"', '""')
        counts = [stored.execute(f'SELECT COUNT(*) FROM "{t}"').fetchone()[0] for t in (table, f"rtree_{table}_geom_rowid")]  # noqa: S608 - quoted
    return counts == [rows, shapes]
