"""Objects of Overpass' JSON (``[out:json]``), with their places where the answer gives them (``out geom``)."""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from xc_gis.errors import NetworkError
from xc_gis.sources.osm.things import Content, Place, Thing, place_of

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
        said = json.load(stream)
    except (ValueError, RecursionError) as fault:
        line = getattr(fault, "lineno", None)
        where = f"第 {line} 行" if line else "某处"
        raise NetworkError(f"OSM 文件 {shown} 在{where}不是完整的 JSON", hint="请重新下载或导出该文件") from fault
    if isinstance(said, dict) and said.get("type") in GEOJSON:
        raise NetworkError(
            f"OSM 文件 {shown} 其实是 GeoJSON：线与线在哪里相连，GeoJSON 不记录",
            hint="请在 Overpass Turbo 中导出“OSM 原始数据”，或使用 .osm.pbf",
        )
    if not isinstance(said, dict) or not isinstance(said.get("elements"), list):
        raise NetworkError(f"OSM 文件 {shown} 是 JSON，但不是 Overpass 的回答（没有 elements）", hint="请使用 .osm.pbf 或 .osm")
    content = Content([], as_of=str((said.get("osm3s") or {}).get("timestamp_osm_base", "")))
    content.remarks.extend([str(said["remark"])] if said.get("remark") else [])
    for number, element in enumerate(said["elements"], 1):
        try:
            if element["type"] in KINDS:
                content.things.append(_thing(element))
                content.centres += "center" in element
        except (TypeError, KeyError, ValueError, AttributeError) as fault:
            raise NetworkError(
                f"OSM 文件 {shown} 的第 {number} 个对象没有可用的编号或引用", hint="请更正该对象，或重新导出"
            ) from fault
    return content


def _thing(element: dict[str, Any]) -> Thing:
    thing = Thing(
        KINDS[element["type"]], int(element["id"]), int(element.get("version") or 0), element.get("visible") is False,
        {str(key): str(value) for key, value in (element.get("tags") or {}).items()}, place_of(element),
    )  # fmt: skip
    if thing.kind == "w":
        places = _places(element.get("geometry") or [])
        thing.refs = [int(ref) for ref in element["nodes"]] if element.get("nodes") else [None] * len(places)
        thing.places = places if len(places) == len(thing.refs) else [None] * len(thing.refs)
    for member in element.get("members") or []:
        kind, number = KINDS[member["type"]], int(member["ref"])
        thing.members.append((kind, number, str(member.get("role", ""))))
        if kind == "w" and member.get("geometry"):
            thing.shapes[number] = _places(member["geometry"])
    return thing


def _places(drawn: list[Any]) -> list[Place | None]:
    return [place_of(each) if each else None for each in drawn]
