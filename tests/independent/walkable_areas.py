"""
Squares: areas on which one walks freely. Their outline is walkable, and so are straight lines across, between the places where shortest
ways begin, end or bend.

    (0,40)────────(40,40)      a way ends at (0,0), another at (40,40): the line between them is 56.57 m instead of 80 along the outline
      │              │
    (0,0)─────────(40,0)
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import shapely

from tests.independent.barriers import Barriers
from tests.independent.conditions import Moment, tags_at
from tests.independent.osm_file import OsmFile, Tags
from tests.independent.walkability import is_below, is_set, is_walkable

MOST_NODES = 200
INSIDE_M = 0.01
XY = dict[int, tuple[float, float]]


@dataclass
class Area:
    """A walkable area: rings of node ids, each closed."""

    name: str
    tags: Tags
    outer: list[list[int]]
    inner: list[list[int]]

    @property
    def rings(self) -> list[list[int]]:
        return self.outer + self.inner


def find_areas(osm: OsmFile, xy: XY, moment: Moment) -> list[Area]:
    """Closed ways with ``area=yes`` and multipolygons, ``highway=pedestrian|footway``, on which one may walk."""
    areas = []
    for number, (nodes, raw) in osm.ways.items():
        tags = tags_at(raw, moment)
        closed = len(nodes) > 3 and nodes[0] == nodes[-1] and all(n in xy for n in nodes)
        if tags.get("area") == "yes" and closed and _is_square(tags):
            areas.append(Area(f"way/{number}", tags, [nodes], []))
    for number, (members, raw) in osm.relations.items():
        tags = tags_at(raw, moment)
        if tags.get("type") == "multipolygon" and _is_square(tags):
            used = [(ref, role) for kind, ref, role in members if kind == "way" and ref in osm.ways]
            outer = closed_rings([osm.ways[ref][0] for ref, role in used if role != "inner"], xy)
            inner = closed_rings([osm.ways[ref][0] for ref, role in used if role == "inner"], xy)
            if outer:
                areas.append(Area(f"relation/{number}", tags, outer, inner))
    return areas


def _is_square(tags: Tags) -> bool:
    return tags.get("highway") in {"pedestrian", "footway"} and is_walkable(tags, as_area=True)


def closed_rings(pieces: list[list[int]], xy: XY) -> list[list[int]]:
    """Rings put together from ways that meet at their ends; what does not close, or has a node without a place, is no ring."""
    rings = []
    left = [list(piece) for piece in pieces if len(piece) > 1 and all(n in xy for n in piece)]
    while left:
        ring = left.pop(0)
        while ring[0] != ring[-1]:
            following = next((p for p in left if ring[-1] in (p[0], p[-1])), None)
            if following is None:
                break
            left.remove(following)
            ring += following[1:] if following[0] == ring[-1] else following[-2::-1]
        if ring[0] == ring[-1] and len(ring) > 3:
            rings.append(ring)
    return rings


def lines_across(areas: list[Area], way_nodes: dict[str, list[int]], xy: XY, barriers: Barriers) -> list[tuple[Area, int, int]]:
    """
    The straight lines that are walkable too: (area, node, node).

    Parameters
    ----------
    way_nodes
        Nodes of every walkable way by name; the rings of the other areas count as well.
    """
    on_ways: defaultdict[int, set[str]] = defaultdict(set)
    for name, nodes in way_nodes.items():
        for node in nodes:
            on_ways[node].add(name)
    for area in areas:
        for node in {n for ring in area.rings for n in ring}:
            on_ways[node].add(area.name)
    found = []
    for area in areas:
        joined = {n for ring in area.rings for n in ring if on_ways[n] - {area.name}}
        bends = {n for ring in area.outer for n in _reflex(ring, xy)} | {n for ring in area.inner for n in ring}
        nodes = sorted(joined | bends)
        if len(nodes) > MOST_NODES:
            nodes = sorted(joined)
        if len(nodes) <= MOST_NODES:
            found += [(area, a, b) for a, b in _seen_pairs(area, nodes, xy, barriers)]
    return found


def _reflex(ring: list[int], xy: XY) -> list[int]:
    """Nodes at which the ring turns inwards (an angle over 180° inside)."""
    places = np.array([xy[n] for n in ring[:-1]])
    before, after = places - np.roll(places, 1, axis=0), np.roll(places, -1, axis=0) - places
    turn = before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0]
    anticlockwise = shapely.LinearRing(places).is_ccw
    return [n for n, t in zip(ring[:-1], turn, strict=True) if (t < 0 if anticlockwise else t > 0)]


def _seen_pairs(area: Area, nodes: list[int], xy: XY, barriers: Barriers) -> list[tuple[int, int]]:
    pairs = list(combinations(nodes, 2))
    if not pairs:
        return []
    ground = area_polygon(area, xy).buffer(INSIDE_M)
    shapely.prepare(ground)
    start, end = (np.array([xy[p[side]] for p in pairs]) for side in (0, 1))
    fits = shapely.covers(ground, shapely.linestrings(np.stack([start, end], axis=1)))
    if not (is_set(area.tags, "tunnel") or is_below(area.tags)):
        fits &= ~barriers.stop(start, end)
    return [pair for pair, ok in zip(pairs, fits, strict=True) if ok]


def area_polygon(area: Area, xy: XY) -> shapely.Geometry:
    """The ground of an area: inside its outer rings, outside its holes."""
    ground: shapely.Geometry = shapely.Polygon()
    for ring in area.outer:
        ground = ground.union(shapely.make_valid(shapely.Polygon([xy[n] for n in ring])))
    for ring in area.inner:
        ground = ground.difference(shapely.make_valid(shapely.Polygon([xy[n] for n in ring])))
    return ground
