"""
Squares and pedestrian areas of an OpenStreetMap file: closed ways and multipolygons with ``highway=pedestrian|footway``.

Which of them may be walked is decided by ``analysis``; here their rings are put together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import osmium

from xc_gis.model import WalkableArea

AREA_HIGHWAYS = ("pedestrian", "footway")
"""Values of ``highway`` that an area can have (method §2)."""

Position = dict[int, tuple[float, float]]


def is_area_way(tags: Mapping[str, str]) -> bool:
    """Whether a closed way is the outline of an area."""
    return tags.get("highway") in AREA_HIGHWAYS and tags.get("area") == "yes"


def is_area_relation(tags: Mapping[str, str]) -> bool:
    """Whether a relation is an area to walk on."""
    return tags.get("highway") in AREA_HIGHWAYS and tags.get("type") == "multipolygon"


def area_of_way(way_id: int, pieces: Iterable[tuple[int, ...]], tags: Mapping[str, str]) -> WalkableArea | None:
    """Area of a way, or None where it does not close: its ends differ, or the file lacks a node of it."""
    rings = tuple(pieces)
    if len(rings) != 1 or rings[0][0] != rings[0][-1] or len(set(rings[0])) < 3:  # noqa: PLR2004 - corners of a triangle
        return None
    return WalkableArea(way_id, "way", rings, (), dict(tags))


def area_of_relation(area: osmium.osm.Area, tags: Mapping[str, str], position: Position) -> WalkableArea:
    """Area whose rings osmium has put together out of the relation's members; ``position`` takes their nodes in."""
    outer = tuple(area.outer_rings())
    inner = [ring for each in outer for ring in area.inner_rings(each)]
    return WalkableArea(
        area.orig_id(), "relation", tuple(_refs(ring, position) for ring in outer),
        tuple(_refs(ring, position) for ring in inner), dict(tags),
    )  # fmt: skip


def _refs(ring: Iterable[osmium.osm.NodeRef], position: Position) -> tuple[int, ...]:
    refs = []
    for node in ring:
        position[node.ref] = (node.lon, node.lat)
        refs.append(node.ref)
    return tuple(refs)
