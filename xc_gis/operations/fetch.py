"""
``xc-gis fetch``: OpenStreetMap data of a place, from its name to a study that can be run.

Everything is downloaded first (answers are kept, so that it can be interrupted), then written in one step.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.areas.china import in_china
from xc_gis.errors import FetchError, InputError, OutputError
from xc_gis.files.plain_path import writable
from xc_gis.files.whole_file import write_whole
from xc_gis.languages.message import joined, msg
from xc_gis.progress import Progress, Silent
from xc_gis.report.tables.geopackage import write_layers
from xc_gis.report.tables.manifest import checksums, write_json
from xc_gis.runs.folder import replacing
from xc_gis.sources.crs.metric_system import zone_of
from xc_gis.sources.facilities.type_from_name import TypeBook
from xc_gis.sources.fetch.cache import AnswerCache
from xc_gis.sources.fetch.extract import Extract
from xc_gis.sources.fetch.layers import OsmLayers, of_level, read_layers
from xc_gis.sources.fetch.nominatim import Place, find_place, place_from_file
from xc_gis.sources.fetch.overpass import Overpass
from xc_gis.sources.fetch.provenance import PROVENANCE, Query, provenance, readme, starter_study
from xc_gis.sources.fetch.queries import boundaries, topics
from xc_gis.sources.fetch.settings import FetchSettings
from xc_gis.sources.fetch.web import MANUAL, Web
from xc_gis.sources.study.area import Box
from xc_gis.standard import load_standard
from xc_gis.units import EXCHANGE_CRS

STUDY = "study.toml"
BUILDINGS, HOMES, TOWNS, VILLAGES = msg("建筑"), msg("住宅"), msg("街道乡镇"), msg("社区村")
"""Layers of which there may be none, as they are called in ``provenance.json``."""
STAGE = msg("下载 OpenStreetMap")
COMMUNITY, SUBDISTRICT = "10", "8"


@dataclass(frozen=True)
class Fetched:
    """
    What was downloaded.

    Attributes
    ----------
    folder, study
        Where it lies, and the study file beside it.
    started
        The study file is new; an older one is never touched.
    content
        As in ``provenance.json``.
    """

    folder: Path
    study: Path
    started: bool
    content: dict[str, Any]


def fetch(
    name: str,
    out: Path,
    settings: FetchSettings,
    progress: Progress | None = None,
    *,
    boundary: Path | None = None,
    standard: str = "xicheng-ykz-default",
) -> Fetched:
    """
    Download a place.

    Parameters
    ----------
    name
        Place, such as 北京市西城区.
    out
        Folder; the data go into a folder of the place's name in it, and a study file beside that if there is none.
    boundary
        File with the boundary; else Nominatim is asked.
    standard
        Rating standard whose facility types are looked for.

    Raises
    ------
    FetchError
        No network, no such place, no whole answer.
    InputError, OutputError, ResourceError, Cancelled
    """
    progress = progress or Silent()
    wanted = load_standard(standard, base_dir=Path())
    book = TypeBook(wanted)
    folder = out / folder_name(name)
    if out.exists() and not out.is_dir():
        raise OutputError(msg("输出位置 {out} 是一个文件", out=out.name), hint=msg("请指定一个文件夹"))
    web, cache = Web(settings, progress), AnswerCache(settings.cache, settings.max_age_days)
    progress.step(STAGE, 0, 1)
    place = place_from_file(name, boundary) if boundary else find_place(name, web, cache, settings)
    crs = zone_of(*_middle(place)) if boundary else metric_system(place)
    extract, asked = _download(place, crs, book, Overpass(web, cache, settings), settings, progress)
    if not extract.streets:
        raise FetchError(
            msg("{overpass_url} 没有给出“{full_name}”的任何道路", overpass_url=settings.overpass_url, full_name=place.full_name),
            hint=msg("该服务器可能只有部分地区的数据。{manual}", manual=MANUAL),
        )
    with replacing(folder, manifest=PROVENANCE) as stage:
        counts, units, lost = _write(stage, extract, place, book)
        content = provenance(place, settings, wanted, asked, counts, lost, {})
        (stage / "README.md").write_text(readme(content), encoding="utf-8")
        content["outputs"] = checksums(stage, sorted(path.name for path in stage.iterdir()))
        write_json(content, stage / PROVENANCE)
    study = out / STUDY
    if not counts[BUILDINGS]:  # a study needs people, and nothing stands in for them
        return Fetched(folder, study, False, content)
    text = starter_study(
        place, folder.name, day=content["osm_base"].get("newest", "")[:10], units=units,
        subdistricts=bool(counts[TOWNS]), homes=bool(counts[HOMES]), standard=_from(out, standard),
    )  # fmt: skip
    return Fetched(folder, study, _start(study, text), content)


def folder_name(place: str) -> str:
    """A place as the name of a folder that every system allows. Raises ``InputError`` for an empty one."""
    word = re.sub(r'[\x00-\x1f\\/:*?"<>|]+', "_", place.strip()).strip(" .")[:80]
    if not word.strip("_"):
        raise InputError(msg("没有给出地名"), hint=msg("如 xc-gis fetch 北京市西城区 --out data/"))
    return word


def metric_system(place: Place) -> str:
    """
    The projected CRS in which a place found by its name is measured (method §1).

    Raises ``InputError`` abroad: a name of there was mostly found by mistake (中央区); a boundary from a file is no mistake.
    """
    lon, lat = _middle(place)
    if not in_china(lon, lat):
        raise InputError(
            msg("“{full_name}”不在中国境内(经度 {lon:.2f})", full_name=place.full_name, lon=lon),
            hint=msg("请写全名,如 北京市西城区;确实要此地,请用 --boundary 给出边界文件"),
        )
    return zone_of(lon, lat)


def _middle(place: Place) -> tuple[float, float]:
    return place.geometry.centroid.x, place.geometry.centroid.y


def squares(place: Place, crs: str, settings: FetchSettings) -> list[Box]:
    """
    The ground to ask for: squares, in degrees, that meet the place and what is around it.

    Raises
    ------
    FetchError
        If the place is too large to be asked for.
    """
    ground = gpd.GeoSeries([place.geometry], crs=EXCHANGE_CRS).to_crs(crs)
    km2 = float(ground.area.iloc[0]) / 1e6
    if km2 > settings.max_km2:
        raise FetchError(
            msg(
                "“{full_name}”有 {km2:.0f} 平方公里,太大,不宜逐块下载(上限 {max_km2:g})",
                full_name=place.full_name,
                km2=km2,
                max_km2=settings.max_km2,
            ),
            hint=MANUAL,
        )
    wide = ground.buffer(settings.around_m).to_crs(EXCHANGE_CRS).iloc[0]
    west, south, east, north = wide.bounds
    metres = ground.buffer(settings.around_m).total_bounds
    columns = max(1, int(np.ceil((metres[2] - metres[0]) / settings.tile_m)))
    rows = max(1, int(np.ceil((metres[3] - metres[1]) / settings.tile_m)))
    lons, lats = np.linspace(west, east, columns + 1).tolist(), np.linspace(south, north, rows + 1).tolist()
    boxes = [(lons[c], lats[r], lons[c + 1], lats[r + 1]) for r, c in product(range(rows), range(columns))]
    return [box for box in boxes if wide.intersects(shapely.box(*box))]


def _download(
    place: Place, crs: str, book: TypeBook, overpass: Overpass, settings: FetchSettings, progress: Progress
) -> tuple[Extract, list[Query]]:
    boxes = squares(place, crs, settings)
    whole: Box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    tasks: list[tuple[str, Sequence[str], Box]] = [(msg("行政区划"), boundaries(), whole)]
    tasks += [(what, statements, box) for what, statements in topics(book).items() for box in boxes]
    extract, asked = Extract(), []
    for number, (what, statements, box) in enumerate(tasks):
        progress.step(STAGE, number + 1, len(tasks) + 1)
        for found in overpass.ask(statements, box, what):
            extract.add(found.elements, found.osm_base)
            asked.append(Query.of(found, what))
    progress.step(STAGE, len(tasks) + 1, len(tasks) + 1)
    return extract, asked


def _write(stage: Path, extract: Extract, place: Place, book: TypeBook) -> tuple[dict[str, int], str, tuple[str, ...]]:
    """Write the layers; returns rows by layer, what stands in for the communities, and objects without a place."""
    extract.write(stage / "map.osm.pbf")
    layers = read_layers(stage / "map.osm.pbf", book)
    communities, subdistricts, units = _areas(layers, place)
    typed = layers.facilities["type"] != ""
    homes = layers.buildings[layers.buildings["is_home"]]
    named = gpd.GeoDataFrame({"name": [place.name], "osm_id": [place.osm]}, geometry=[place.geometry], crs=EXCHANGE_CRS)
    for file, frame in (
        ("boundary.geojson", named),
        ("communities.geojson", communities),
        ("subdistricts.geojson", subdistricts),
        ("facilities.geojson", layers.facilities[typed]),
        ("other_facilities.geojson", layers.facilities[~typed]),
    ):
        _write_geojson(frame, stage / file)
    write_layers([("buildings", layers.buildings)], stage / "buildings.gpkg")
    write_layers([("homes", homes if len(homes) else layers.buildings)], stage / "homes.gpkg")
    counts: dict[str, int] = {
        msg("道路"): extract.streets, msg("设施"): int(typed.sum()), msg("类型不明的设施"): int((~typed).sum()), BUILDINGS: len(layers.buildings),
        HOMES: len(homes), TOWNS: len(subdistricts), VILLAGES: len(communities) if units == VILLAGES else 0,
    }  # fmt: skip
    return counts, units, layers.without_area


def _areas(layers: OsmLayers, place: Place) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame, str]:
    """Communities or what stands in for them, subdistricts, and which it is."""
    subdistricts = of_level(layers.boundaries, SUBDISTRICT, place.geometry)
    communities, units = of_level(layers.boundaries, COMMUNITY, place.geometry), VILLAGES
    if communities.empty:
        communities, units = subdistricts, TOWNS
    if communities.empty:
        frame = pd.DataFrame({"osm_id": [place.osm or "boundary"], "name": [place.name]})
        communities, units = gpd.GeoDataFrame(frame, geometry=[place.geometry], crs=EXCHANGE_CRS), msg("全区")
    inside = communities.assign(subdistrict=_names_around(communities, subdistricts)).rename(columns={"osm_id": "community_id"})
    return inside[["community_id", "name", "subdistrict", "geometry"]], subdistricts[["name", "osm_id", "geometry"]], units


def _names_around(areas: gpd.GeoDataFrame, subdistricts: gpd.GeoDataFrame) -> list[str]:
    """Name of the subdistrict in which each area lies, empty where it lies in none."""
    names = [""] * len(areas)
    points = shapely.point_on_surface(areas.geometry.to_numpy())
    area, subdistrict = shapely.STRtree(subdistricts.geometry.to_numpy()).query(points, predicate="intersects")
    for row, number in zip(area.tolist(), subdistrict.tolist(), strict=True):
        names[row] = names[row] or str(subdistricts["name"].iloc[number])
    return names


def _write_geojson(frame: gpd.GeoDataFrame, path: Path) -> None:
    if not len(frame):
        return
    with writable(path) as place:
        frame.to_file(place, driver="GeoJSON", COORDINATE_PRECISION=7, RFC7946="YES")


def _from(out: Path, standard: str) -> str:
    """A standard as a study in that folder names it: its id, or the path to its file from there."""
    return Path(os.path.relpath(standard, out)).as_posix() if Path(standard).is_file() else standard


def _start(study: Path, text: str) -> bool:
    """Write the study file unless there is one."""
    try:
        write_whole(study, text.encode(), hint=None, over=False)
    except FileExistsError:
        return False
    return True


def next_steps(fetched: Fetched) -> Iterator[str]:
    """Sentences for the terminal and the window: what came, what it is called, what to do with it."""
    content = fetched.content
    yield msg("{name},及周边 {around_m:g} 米", name=content["boundary"]["name"], around_m=content["around_m"])
    for other in content["boundary"]["other_hits"]:
        yield msg("  同名的还有:{other}", other=other)
    yield joined("、", (name + f" {number}" for name, number in content["counts"].items()))
    if content["without_area"]:
        yield msg(
            "{count} 个对象的范围不完整,未能成图(见 {provenance})", count=len(content["without_area"]), provenance=PROVENANCE
        )
    yield msg(
        "数据 {attribution}, ODbL,时间 {day}",
        attribution=content["attribution"],
        day=content["osm_base"].get("newest", msg("未注明")),
    )
    if fetched.started:
        yield msg("已写好起步项目 {name};下一步:xc-gis check {study}", name=fetched.study.name, study=fetched.study)
    elif not content["counts"][BUILDINGS]:
        yield msg(
            'OSM 中没有建筑,无法写出起步项目;在您的项目文件中写 [network] osm = "{name}/map.osm.pbf"', name=fetched.folder.name
        )
    else:
        yield msg(
            '{name} 已存在,未改动;要用新数据,请写 [network] osm = "{name2}/map.osm.pbf"',
            name=fetched.study.name,
            name2=fetched.folder.name,
        )
