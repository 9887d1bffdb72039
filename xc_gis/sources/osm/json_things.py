"""Objects of Overpass' JSON (``[out:json]``), with their places where the answer gives them (``out geom``)."""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from xc_gis.errors import NetworkError
from xc_gis.languages.message import msg
from xc_gis.sources.osm.things import Content, Place, Thing, number_of, place_of

KINDS = {"node": "n", "way": "w", "relation": "r"}
GEOJSON = frozenset(("FeatureCollection", "Feature", "GeometryCollection"))


def read_json(stream: BinaryIO, shown: str) -> Content:
    """
    Read all objects.

    Raises
    ------
    NetworkError
        Where the text is no JSON or ends before its end, and for GeoJSON, which does not say how streets hang together.
    """
    try:
        page = json.load(stream)
    except (ValueError, RecursionError) as fault:
        line = getattr(fault, "lineno", None)
        where = msg("第 {line} 行", line=line) if line else msg("某处")
        raise NetworkError(
            msg("OSM 文件 {shown} 在{where}不是完整的 JSON", shown=shown, where=where), hint=msg("请重新下载或导出该文件")
        ) from fault
    if isinstance(page, dict) and page.get("type") in GEOJSON:
        raise NetworkError(
            msg("OSM 文件 {shown} 其实是 GeoJSON：线与线在哪里相连，GeoJSON 不记录", shown=shown),
            hint=msg("请在 Overpass Turbo 中导出“OSM 原始数据”，或使用 .osm.pbf"),
        )
    if not isinstance(page, dict) or not isinstance(page.get("elements"), list):
        raise NetworkError(
            msg("OSM 文件 {shown} 是 JSON，但不是 Overpass 的回答（没有 elements）", shown=shown),
            hint=msg("请使用 .osm.pbf 或 .osm"),
        )
    about = page.get("osm3s")
    content = Content([], as_of=str(about.get("timestamp_osm_base", "")) if isinstance(about, dict) else "")
    content.remarks.extend([str(page["remark"])] if page.get("remark") else [])
    for number, element in enumerate(page["elements"], 1):
        try:
            if element["type"] in KINDS:
                content.things.append(_thing(element))
                content.centres += "center" in element
        except (TypeError, KeyError, ValueError, AttributeError) as fault:
            raise NetworkError(
                msg("OSM 文件 {shown} 的第 {number} 个对象没有可用的编号或引用", shown=shown, number=number),
                hint=msg("请更正该对象，或重新导出"),
            ) from fault
    return content


def _thing(element: dict[str, Any]) -> Thing:
    thing = Thing(
        KINDS[element["type"]], number_of(element["id"]), number_of(element.get("version") or 0), element.get("visible") is False,
        {str(key): str(value) for key, value in (element.get("tags") or {}).items()}, place_of(element),
    )  # fmt: skip
    if thing.kind == "w":
        places = _places(element.get("geometry") or [])
        thing.refs = [number_of(ref) for ref in element["nodes"]] if element.get("nodes") else [None] * len(places)
        thing.places = places if len(places) == len(thing.refs) else [None] * len(thing.refs)
    for member in element.get("members") or []:
        kind, number = KINDS[member["type"]], number_of(member["ref"])
        thing.members.append((kind, number, str(member.get("role", ""))))
        if kind == "w" and member.get("geometry"):
            thing.shapes[number] = _places(member["geometry"])
    return thing


def _places(drawn: list[Any]) -> list[Place | None]:
    return [place_of(each) if each else None for each in drawn]
