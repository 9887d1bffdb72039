"""The layers that a run holds: its GeoPackage read again, communities with what they show in every theme, ground and subdistricts of its map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError

from xc_gis.errors import InputError
from xc_gis.files.plain_path import link_or_copy, private_folder
from xc_gis.languages.message import msg
from xc_gis.model import AGE_COLUMNS
from xc_gis.report.gis.records import Layer
from xc_gis.runs.view import CommunityView, RunView
from xc_gis.units import EXCHANGE_CRS
from xc_gis.wording import layer_columns as words
from xc_gis.wording.table_columns import COVERAGE

GEOPACKAGE = "study.gpkg"

AREA = 2
"""Dimensions of an area."""

WHOLE = ("stars_low", "stars", "stars_high", "next_star")
"""Columns of whole numbers that may be missing."""


def run_layers(run: RunView, page: Mapping[str, Any]) -> list[Layer]:
    """
    All layers of a run, in EPSG:4326.

    Parameters
    ----------
    page
        What the run's map page holds.

    Returns
    -------
    list
        ``communities`` (areas; those that are points alone in ``community_points``), ``facilities`` (a point each) and ``facility_areas``,
        ``gaps``, ``demand_points``, ``network``, ``subdistricts``, ``ground``, and the table ``coverage``; layers without rows are left away.

    Raises
    ------
    InputError
        The run holds no GeoPackage, or it cannot be read.
    """
    stored = _read(run.folder, ("communities", "facilities", "gaps", "demand_points", "network"))
    coverage = pd.read_csv(
        run.folder / "coverage.csv", encoding="utf-8-sig", dtype={"community_id": str, "category": str, "note": str}
    )
    communities = _communities(run, page, stored["communities"])
    places = communities.geometry.geom_type == "Point"
    listed = [
        Layer("communities", msg("社区"), _many(communities[~places]), "MultiPolygon", words.COMMUNITIES),
        Layer("community_points", msg("只有点位的社区"), communities[places], "Point", words.COMMUNITIES),
        Layer("facilities", msg("设施"), _as_points(stored["facilities"]), "Point", words.FACILITIES),
        Layer("facility_areas", msg("设施范围"), _as_areas(stored["facilities"]), "MultiPolygon", words.FACILITY_AREAS),
        Layer("gaps", msg("缺口居民"), stored["gaps"], "Point", words.GAPS),
        Layer("demand_points", msg("居住点"), stored["demand_points"], "Point", words.DEMAND),
        Layer("network", msg("步行路网"), stored["network"], "LineString", words.NETWORK),
        Layer("subdistricts", msg("街道"), _subdistricts(page), "MultiPolygon", words.SUBDISTRICTS),
        Layer("ground", msg("水面与绿地"), _ground(page), "MultiPolygon", words.GROUND),
        Layer("coverage", words.COVERAGE_TITLE, coverage, "", COVERAGE),
    ]  # fmt: skip
    return [layer for layer in listed if len(layer.frame) or layer.name in {"communities", "facilities"}]


def _read(folder: Path, names: Sequence[str]) -> dict[str, gpd.GeoDataFrame]:
    path = folder / GEOPACKAGE
    if not path.is_file():
        raise InputError(
            msg("结果 {folder} 中没有 {file}", folder=folder.name, file=GEOPACKAGE),
            hint=msg("请重新运行该项目（不要用 --tables-only）"),
        )
    try:
        with private_folder() as room:
            link_or_copy(path, room / GEOPACKAGE)
            frames = {name: pyogrio.read_dataframe(room / GEOPACKAGE, layer=name, use_arrow=True) for name in names}
    except (DataSourceError, DataLayerError, OSError, ValueError) as fault:
        raise InputError(msg("结果 {name} 已损坏", name=folder.name), hint=msg("请重新运行该项目")) from fault
    return {name: gpd.GeoDataFrame(frame, geometry="geometry", crs=EXCHANGE_CRS) for name, frame in frames.items()}


def _communities(run: RunView, page: Mapping[str, Any], stored: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    shares = {c["id"]: c["joint"] for c in page["communities"]}
    frame = stored.assign(joint=stored["community_id"].map(shares).astype(float))
    for name in WHOLE:
        frame[name] = frame[name].astype("Int64")
    ordered = [run.by_id[name] for name in frame["community_id"]]
    for name in AGE_COLUMNS.values():  # as they were counted, whether or not the list of communities says them too
        frame[name] = np.array([c.residents.get(name) for c in ordered], dtype=float)
    wide = {f"{what}_{c.code}": _column(ordered, c.code, what) for c in run.categories for what in COLUMNS}
    geometry = frame.pop("geometry")
    return gpd.GeoDataFrame(
        pd.concat([frame, pd.DataFrame(wide, index=frame.index)], axis=1), geometry=geometry, crs=EXCHANGE_CRS
    )


COLUMNS = {
    "state": "state", "share": "share", "low": "low", "high": "high", "gap": "gap", "unknown": "unknown", "minutes": "median_minutes",
}  # fmt: skip
"""Columns of each category, and what of a ``CoverageView`` they hold."""


def _column(communities: Sequence[CommunityView], code: str, what: str) -> pd.Series | np.ndarray:
    values = [getattr(c.of(code), COLUMNS[what]) for c in communities]
    return np.array(values, dtype=object if what == "state" else float)


def _many(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Areas of one kind: each as a multipolygon; missing ones stay missing."""
    return frame.set_geometry(
        [None if shape is None else shapely.multipolygons(shapely.get_parts(shape)) for shape in frame.geometry], crs=EXCHANGE_CRS
    )


def _as_points(facilities: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return facilities.set_geometry(facilities.geometry.representative_point())


def _as_areas(facilities: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    areas = facilities[shapely.get_dimensions(facilities.geometry.to_numpy()) == AREA]
    return _many(areas[["facility_id", "name", "type", "geometry"]])


def _subdistricts(page: Mapping[str, Any]) -> gpd.GeoDataFrame:
    shapes = [_area(one["rings"], page["scale"]) for one in page["subdistricts"]]
    return gpd.GeoDataFrame({"name": [one["name"] for one in page["subdistricts"]]}, geometry=shapes, crs=EXCHANGE_CRS)


def _ground(page: Mapping[str, Any]) -> gpd.GeoDataFrame:
    shapes = [_area(one["rings"], page["scale"]) for one in page["ground"]]
    return gpd.GeoDataFrame({"kind": [one["kind"] for one in page["ground"]]}, geometry=shapes, crs=EXCHANGE_CRS)


def _area(rings: Sequence[Sequence[int]], scale: float) -> shapely.Geometry:
    """An area out of rings packed as steps; a ring within another is a hole."""
    lines = [np.cumsum(np.asarray(ring, dtype=float).reshape(-1, 2), axis=0) / scale for ring in rings]
    whole = [shapely.make_valid(shapely.polygons(line)) for line in lines if len(line) >= 4]  # noqa: PLR2004 - least of a ring
    shape = shapely.Polygon()
    for part in whole:
        shape = shapely.symmetric_difference(shape, part)
    parts = [part for part in shapely.get_parts(shape) if shapely.get_dimensions(part) == AREA]
    return shapely.multipolygons(shapely.get_parts(np.array(parts, dtype=object)))
