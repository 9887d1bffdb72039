"""
Isochrones around one place of a study, with the check that what is drawn is what is counted (method §6).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.analysis.assessment import build_scene
from xc_gis.analysis.isochrones.check import check_outlines
from xc_gis.analysis.isochrones.isochrone import IsochroneEngine, engine_around
from xc_gis.analysis.isochrones.service_area import service_area
from xc_gis.analysis.legs.legs import Attached
from xc_gis.analysis.legs.point_parts import part_of
from xc_gis.errors import InputError, OutputError
from xc_gis.files.whole_file import whole_file
from xc_gis.languages.message import msg
from xc_gis.operations.requested_places import check_profile, facility_row, place_at, refuse_off_network
from xc_gis.operations.study import read_study
from xc_gis.progress import Progress
from xc_gis.report.tables.geopackage import write_layers
from xc_gis.units import EXCHANGE_CRS, SECONDS_PER_MINUTE


@dataclass(frozen=True)
class PlaceIsochrones:
    """
    Result for one place.

    Attributes
    ----------
    outlines
        ``minutes, profile, direction, geometry`` (polygons), EPSG:4326, the largest first.
    streets
        ``minutes, profile, direction, geometry`` (parts of streets, cut where the time ends), EPSG:4326.
    check
        By minutes: demand points counted within, demand points on the other side of the line, the farthest of them in metres.
    """

    outlines: gpd.GeoDataFrame
    streets: gpd.GeoDataFrame
    check: list[dict[str, Any]]

    def sentences(self) -> list[str]:
        """The check in words."""
        return [
            msg(
                "{minutes:g} 分钟:{counted} 个居住点可达;轮廓与计数不一致 {wrong} 个{farthest}",
                minutes=row["minutes"],
                counted=row["counted"],
                wrong=row["wrong"],
                farthest=msg("(离轮廓最远 {metres:.1f} 米)", metres=row["farthest_m"]) if row["wrong"] else "",
            )
            for row in self.check
        ]


def isochrones_of_place(
    study_path: Path,
    *,
    at: tuple[float, float] | None,
    facility: str,
    minutes: Sequence[float],
    profile: str,
    towards: bool,
    progress: Progress,
) -> PlaceIsochrones:
    """
    Draw isochrones around a place (``at``: longitude, latitude) or a facility.

    Raises
    ------
    InputError
        Neither or both given, unknown facility or profile, a place that no street reaches.
    """
    if (at is None) == (not facility):
        raise InputError(msg("请给出 --at 经度,纬度 或 --facility 设施编号,二者选一"))
    check_profile(profile)
    study = read_study(study_path, progress)
    scene = build_scene(study.data, study.streets, study.settings, progress)
    if at is not None:
        place = place_at(scene, at, study.settings)
        shown = f"{at[0]:g},{at[1]:g}"
    else:
        row = facility_row(study.data.facilities, facility)
        place = part_of(scene.facility, np.flatnonzero(scene.facility_points.facility == row))
        shown = facility
    refuse_off_network(scene, place, shown, study.settings)
    progress.step(msg("绘制等时圈"), 0, 2)
    engine = engine_around(
        scene.network, scene.barriers, place, max(minutes) * SECONDS_PER_MINUTE, profile, study.settings,
        step_m=study.settings.number("isochrone.grid_place_m"), towards=towards,
    )  # fmt: skip
    progress.step(msg("绘制等时圈"), 1, 2)
    made = _drawn(engine, place, scene.demand, minutes, "to" if towards else "from")
    progress.step(msg("绘制等时圈"), 2, 2)
    return made


def _drawn(
    engine: IsochroneEngine,
    place: Attached,
    demand: Attached,
    minutes: Sequence[float],
    direction: str,
) -> PlaceIsochrones:
    outlines = engine.outlines(place, minutes)
    check = check_outlines(engine, place, demand, minutes, outlines)
    areas = [service_area(engine.graph, place, m) for m in minutes]
    crs, order = engine.graph.network.crs, sorted(range(len(minutes)), reverse=True)
    common = {
        "minutes": [float(minutes[i]) for i in order],
        "profile": engine.graph.profile,
        "direction": direction,
    }
    polygons = gpd.GeoDataFrame(common, geometry=[outlines[i] for i in order], crs=crs)
    lines = pd.concat([areas[i].assign(minutes=float(minutes[i])) for i in order], ignore_index=True)
    streets = gpd.GeoDataFrame(
        {"minutes": lines["minutes"], "profile": engine.graph.profile, "direction": direction, "edge": lines["edge"],
         "from_m": lines["from_m"], "to_m": lines["to_m"]}, geometry=lines["geometry"], crs=crs,
    )  # fmt: skip
    return PlaceIsochrones(polygons.to_crs(EXCHANGE_CRS), streets.to_crs(EXCHANGE_CRS), check)


def write_isochrones(made: PlaceIsochrones, path: Path) -> None:
    """
    Write ``.gpkg`` (layers isochrone and service_area) or ``.geojson`` (both, told apart by ``kind``).

    Raises ``OutputError`` for another suffix or a place that cannot be written.
    """
    if path.suffix.lower() not in {".gpkg", ".geojson", ".json"}:
        raise OutputError(msg("不能写成 {suffix} 文件", suffix=path.suffix or msg("无扩展名")), hint=msg("可用:.geojson、.gpkg"))
    with whole_file(path, hint=msg("请换一个可写的位置"), suffix=path.suffix, folder=True) as part:
        if path.suffix.lower() == ".gpkg":
            write_layers([("isochrone", made.outlines), ("service_area", made.streets)], part)
        else:
            merged = made.streets.dissolve(by=["minutes", "profile", "direction"], sort=True).reset_index()
            lines = merged[["minutes", "profile", "direction", "geometry"]].sort_values("minutes", ascending=False)
            both = pd.concat([made.outlines.assign(kind="isochrone"), lines.assign(kind="service_area")], ignore_index=True)
            rounded = gpd.GeoDataFrame(both, crs=EXCHANGE_CRS).set_geometry(
                shapely.set_precision(both.geometry.to_numpy(), 1e-7), crs=EXCHANGE_CRS
            )
            part.write_text(json.dumps(json.loads(rounded.to_json(drop_id=True)), ensure_ascii=False), encoding="utf-8")
