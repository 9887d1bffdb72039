"""
``study.gpkg``: the run as layers, for any GIS. All layers are in longitude and latitude (``EPSG:4326``).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio

from xc_gis.analysis.result import StudyResult
from xc_gis.model import COVERAGE_COLUMNS, FACILITY_COLUMNS, RATING_COLUMNS
from xc_gis.plain_path import writable
from xc_gis.units import EXCHANGE_CRS

FIXED_DATE = "2000-01-01T00:00:00Z"
"""GeoPackage stores when a layer was last changed; a fixed day keeps two runs equal byte by byte."""


def write_geopackage(result: StudyResult, path: Path) -> None:
    """Write the layers communities, coverage, gaps, network, demand_points and facilities."""
    with fixed_date():
        for name, frame in layers(result):
            write_layer(frame, path, name)


def layers(result: StudyResult) -> Iterator[tuple[str, gpd.GeoDataFrame]]:
    """The layers by name, in the analysis CRS."""
    data = result.data
    yield "communities", _with_rating(result)
    areas = data.communities[["community_id", "geometry"]]
    coverage = areas.merge(result.coverage[list(COVERAGE_COLUMNS)], on="community_id", how="right")
    yield "coverage", gpd.GeoDataFrame(coverage, geometry="geometry", crs=data.communities.crs)
    yield "gaps", result.gaps
    yield "network", result.network.edges_frame(result.settings)
    demand = result.demand.assign(geometry=data.demand.geometry.to_numpy())
    yield "demand_points", gpd.GeoDataFrame(demand, geometry="geometry", crs=data.demand.crs)
    facilities = data.facilities[list(FACILITY_COLUMNS)].assign(off_network=result.facility_off_network)
    yield "facilities", facilities


def _with_rating(result: StudyResult) -> gpd.GeoDataFrame:
    rating = result.rating[[name for name in RATING_COLUMNS if name not in {"community", "subdistrict"}]]
    stars = ["stars_low", "stars", "stars_high", "next_star"]
    return result.data.communities.merge(rating.astype(dict.fromkeys(stars, "Int64")), on="community_id", how="left")


@contextmanager
def fixed_date() -> Iterator[None]:
    """Let GDAL write ``FIXED_DATE`` wherever it would write the time."""
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": FIXED_DATE})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


def write_layer(frame: gpd.GeoDataFrame, path: Path, name: str) -> None:
    """Write one layer, in EPSG:4326; a layer without rows is written with its columns."""
    plain = frame.to_crs(EXCHANGE_CRS)
    for column in plain.columns:
        if column != "geometry" and plain[column].dtype == object:
            plain[column] = pd.array([v if isinstance(v, str) else None for v in plain[column]], dtype="str")
    kind = None if len(plain) and plain.geometry.notna().any() else "Point"
    with writable(path) as place:
        pyogrio.write_dataframe(
            plain, place, layer=name, driver="GPKG", append=place.exists(), geometry_type=kind, use_arrow=bool(len(plain)) and kind is None,
            layer_options={"SPATIAL_INDEX": "YES"},
        )  # fmt: skip
