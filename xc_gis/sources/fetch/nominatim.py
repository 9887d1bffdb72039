"""
Find the place that is meant: its administrative boundary by Nominatim, or from a file.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely
from shapely.errors import ShapelyError

from xc_gis.errors import FetchError, InputError
from xc_gis.languages import CHINESE
from xc_gis.languages.message import msg
from xc_gis.sources.crs.conversion import converted
from xc_gis.sources.crs.declared import declared_crs
from xc_gis.sources.fetch.cache import Answer, AnswerCache, answered
from xc_gis.sources.fetch.settings import FetchSettings
from xc_gis.sources.fetch.web import MANUAL, Web
from xc_gis.sources.layers.files import read_file
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.tables import LayerTable
from xc_gis.units import EXCHANGE_CRS

AREA = 2
HITS = "10"

QUIET_S = 20.0
"""A name is looked up at once, or not at all."""


@dataclass(frozen=True)
class Place:
    """
    The place that was found.

    Attributes
    ----------
    name
        As asked for.
    full_name
        As Nominatim names it, from small to large.
    osm
        ``relation/123456``; empty for a boundary from a file.
    geometry
        Its boundary, EPSG:4326.
    others
        Full names of the other areas that bear the name.
    answer
        Where it comes from; None for a file.
    """

    name: str
    full_name: str
    osm: str
    geometry: shapely.Geometry
    others: tuple[str, ...]
    answer: Answer | None


def find_place(name: str, web: Web, cache: AnswerCache, settings: FetchSettings) -> Place:
    """
    Ask Nominatim for a place.

    Of several areas the administrative one stands whose own name the question ends with; of equals the one that
    Nominatim puts first.

    Raises
    ------
    FetchError
        If there is no such place, it has no area, or the server cannot be asked.
    """
    url = f"{settings.nominatim_url}/search"
    params = {"q": name, "format": "jsonv2", "polygon_geojson": "1", "limit": HITS, "accept-language": _languages(name)}
    question = json.dumps(params, ensure_ascii=False, sort_keys=True)
    answer = cache.get(url, question)
    if answer:
        hits = json.loads(answer.content)
    else:
        content, hits = web.ask(url, what=msg("“{name}”的边界", name=name), params=params, quiet_s=min(QUIET_S, settings.quiet_s))
        answer = answered(url, question, content)
    if not isinstance(hits, list) or not all(isinstance(hit, dict) for hit in hits):
        raise FetchError(
            msg("查找“{name}”失败:{nominatim_url} 的回答不是地名数据", name=name, nominatim_url=settings.nominatim_url),
            hint=msg("请检查 --nominatim 地址。{manual}", manual=MANUAL),
        )
    if not hits:
        raise FetchError(
            msg("没有找到名为“{name}”的地方", name=name), hint=msg('请写全名,如 "北京市西城区";或用 --boundary 给出边界文件')
        )
    areas = [(hit, shape) for hit in hits if (shape := _area(hit)) is not None]
    if not areas:
        found = ";".join(str(hit.get("display_name", "")) for hit in hits[:5])
        raise FetchError(
            msg("“{name}”有 {count} 个结果,但都没有范围(面):{found}", name=name, count=len(hits), found=found),
            hint=msg("请写行政区的全名,或用 --boundary 给出边界文件"),
        )
    cache.put(answer)
    best = max(range(len(areas)), key=lambda n: (*_fitness(areas[n][0], name), -n))
    hit, shape = areas[best]
    others = tuple(str(other.get("display_name", "")) for n, (other, _) in enumerate(areas) if n != best)
    return Place(
        name, str(hit.get("display_name", name)), f"{hit.get('osm_type', '')}/{hit.get('osm_id', '')}", shape, others, answer
    )


def _languages(name: str) -> str:
    """In which languages names are wanted: a hit is known by its own name, so the question's comes first."""
    return "zh-CN,zh,en" if CHINESE.search(name) else "en,zh-CN,zh"


def place_from_file(name: str, path: Path) -> Place:
    """Take the boundary from a layer with one or more areas. Raises ``InputError`` where it holds none."""
    try:
        frame, _ = read_file(path, LayerTable(path=path.name), Notes(path.name, ""))
    except OSError as fault:
        raise InputError(
            msg("边界文件 {path} 无法读取", path=path.name), hint=msg("可用:GeoJSON、GeoPackage、shapefile")
        ) from fault
    if not isinstance(frame, gpd.GeoDataFrame):
        raise InputError(msg("边界文件 {path} 中没有面", path=path.name), hint=msg("请换用行政区范围图层"))
    if frame.crs is None:
        raise InputError(msg("边界文件 {path} 没有坐标系", path=path.name), hint=msg("请带坐标系导出(如 EPSG:4326)"))
    given = frame.geometry.dropna()
    shapes = converted(given, declared_crs(None, frame.crs, path.name), EXCHANGE_CRS, path.name)
    areas = shapes[shapely.get_dimensions(shapes.to_numpy()) == AREA]
    if areas.empty:
        raise InputError(msg("边界文件 {path} 中没有面", path=path.name), hint=msg("请换用行政区范围图层"))
    return Place(name, name, "", shapely.union_all(shapely.make_valid(areas.to_numpy())), (), None)


def _fitness(hit: dict[str, Any], name: str) -> tuple[bool, bool]:
    administrative = (hit.get("category", hit.get("class")), hit.get("type")) == ("boundary", "administrative")
    own = str(hit.get("name") or str(hit.get("display_name", "")).split(",")[0]).strip()
    return administrative, bool(own) and name.strip().endswith(own)


def _area(hit: dict[str, Any]) -> shapely.Geometry | None:
    geojson = hit.get("geojson")
    if not isinstance(geojson, dict) or geojson.get("type") not in {"Polygon", "MultiPolygon"}:
        return None
    try:
        shape = shapely.make_valid(shapely.from_geojson(json.dumps(geojson)))
    except (ShapelyError, ValueError):
        return None
    polygons: Sequence[shapely.Geometry] = [
        part for part in shapely.get_parts(shape) if shapely.get_dimensions(part) == AREA and not part.is_empty
    ]
    return shapely.union_all(polygons) if polygons else None
