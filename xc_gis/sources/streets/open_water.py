"""
Water areas whose rings do not close: the rest of a lake at the rim of an extract, a multipolygon with a member missing.

osmium makes an area of a relation only where all of its rings close. What is there of the others still holds people up:
their members become lines, and what can be closed becomes ground for drawing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import osmium
import shapely

EDGE_TAGS = {"waterway": "riverbank"}
"""What the line of a member says of itself: the edge of a water area."""

Place = tuple[int, float, float]

Members = dict[int, str]
"""Role of each member way."""


@dataclass(frozen=True)
class OpenWater:
    """
    What is known of a water area that does not close.

    Attributes
    ----------
    edges
        ``(way id, nodes)``; None for a node that the extract does not hold.
    ground
        Polygons of the rings that do close, ``EPSG:4326``.
    """

    edges: list[tuple[int, list[Place | None]]]
    ground: list[shapely.Geometry]


def members_of(relation: osmium.osm.Relation) -> Members:
    """Role of each member way."""
    return {member.ref: member.role for member in relation.members if member.type == "w"}


def read_members(file: osmium.io.File, relations: Iterable[Members]) -> dict[int, list[Place | None]]:
    """Nodes of the member ways that the file holds; None for a node that it does not."""
    ids = sorted({way for members in relations for way in members})
    if not ids:
        return {}
    source = osmium.FileProcessor(file).with_locations().with_filter(osmium.filter.EntityFilter(osmium.osm.WAY))
    return {
        way.id: [(n.ref, n.lon, n.lat) if n.location.valid() else None for n in way.nodes]
        for way in source.with_filter(osmium.filter.IdFilter(ids))
    }


def open_water(relations: Iterable[Members], drawn: Mapping[int, list[Place | None]]) -> OpenWater:
    """
    Edges and ground of relations that make no area.

    Parameters
    ----------
    relations
        As ``members_of`` gives them.
    drawn
        As ``read_members`` gives them.
    """
    wanted = list(relations)
    edges = {way: drawn[way] for members in wanted for way in members if way in drawn}
    ground = [_closed(members, edges) for members in wanted]
    return OpenWater(sorted(edges.items()), [area for area in ground if not area.is_empty])


def _closed(members: Members, found: Mapping[int, list[Place | None]]) -> shapely.Geometry:
    """StudyArea within those outer rings of a relation that close, without that within its inner ones."""
    outer = _faces(found[way] for way, role in members.items() if role != "inner" and way in found)
    return shapely.difference(outer, _faces(found[way] for way, role in members.items() if role == "inner" and way in found))


def _faces(ways: Iterable[list[Place | None]]) -> shapely.Geometry:
    lines = [shapely.linestrings([place[1:] for place in way if place]) for way in ways if None not in way and len(way) > 1]
    return shapely.union_all(shapely.get_parts(shapely.polygonize(lines))) if lines else shapely.MultiPolygon()
