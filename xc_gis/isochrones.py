"""
Isochrones around one place of a study, with the check that what is drawn is what is counted (method §6).
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.analysis.assessment import Scene, build_scene
from xc_gis.analysis.geometry import to_plane
from xc_gis.analysis.isochrone import IsochroneEngine, engine_around
from xc_gis.analysis.isochrone_check import check_outlines
from xc_gis.analysis.legs import Attached, attach
from xc_gis.analysis.point_parts import part_of
from xc_gis.analysis.service_area import service_area
from xc_gis.errors import InputError, OutputError, nearest_spelling
from xc_gis.progress import Progress
from xc_gis.report.geopackage import write_layers
from xc_gis.settings import PROFILES, Settings
from xc_gis.study import read_study
from xc_gis.units import EXCHANGE_CRS, SECONDS_PER_MINUTE
from xc_gis.writing import unwritable


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
            f"{row['minutes']:g} 分钟:{row['counted']} 个居住点可达;轮廓与计数不一致 {row['wrong']} 个"
            + (f"(离轮廓最远 {row['farthest_m']:.1f} 米)" if row["wrong"] else "")
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
        raise InputError("请给出 --at 经度,纬度 或 --facility 设施编号,二者选一")
    if profile not in PROFILES:
        raise InputError(
            f"没有步行口径 “{profile}”",
            hint=nearest_spelling(profile, PROFILES) or f"可用:{'、'.join(PROFILES)}",
        )
    study = read_study(study_path, progress)
    scene = build_scene(study.data, study.streets, study.settings, progress)
    if at is not None:
        place = place_at(scene, at, study.settings)
        shown = f"{at[0]:g},{at[1]:g}"
    else:
        ids = study.data.facilities["facility_id"].to_numpy()
        row = np.flatnonzero(ids == facility)
        if len(row) == 0:
            raise InputError(f"没有设施 “{facility}”", hint=nearest_spelling(facility, ids.tolist()))
        place = part_of(scene.facility, np.flatnonzero(scene.points.facility == row[0]))
        shown = facility
    if place.n_points == 0 or place.off_network.all():
        raise InputError(f"{shown} 附近 {study.settings.number('legs.max_m'):g} 米内没有可步行道路", hint="请换一个地点")
    progress.step("绘制等时圈", 0, 2)
    engine = engine_around(
        scene.network, scene.barriers, place, max(minutes) * SECONDS_PER_MINUTE, profile, study.settings,
        step_m=study.settings.number("isochrone.grid_place_m"), towards=towards,
    )  # fmt: skip
    progress.step("绘制等时圈", 1, 2)
    made = _drawn(engine, place, scene.demand, minutes, "to" if towards else "from")
    progress.step("绘制等时圈", 2, 2)
    return made


def place_at(scene: Scene, at: tuple[float, float], settings: Settings) -> Attached:
    """A place given by longitude and latitude, with its legs."""
    x, y = to_plane(np.array([at[0]]), np.array([at[1]]), settings.word("crs.analysis"))
    return attach(scene.network, scene.barriers, np.column_stack([x, y]), settings)


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
        raise OutputError(f"不能写成 {path.suffix or '无扩展名'} 文件", hint="可用:.geojson、.gpkg")
    part = path.with_name(f".{path.name}.part{path.suffix}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
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
        os.replace(part, path)
    except OSError as fault:
        raise unwritable(path.name, fault, "请换一个可写的位置") from fault
    finally:
        part.unlink(missing_ok=True)
