"""Collect what a study needs of an OpenStreetMap file, object by object: streets, lines, tagged nodes, areas, ground."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import geopandas as gpd
import numpy as np
import osmium
import shapely

from xc_gis.model import CELL_DEG, StreetData, StreetLoss, WalkableArea
from xc_gis.sources.osm.tags import tags_of
from xc_gis.sources.streets.cut import (
    Place,
    Way,
    bounds_of,
    comes_near,
    drop_far_nodes,
    line_of,
    near_ground,
    places_of,
    starts_in,
)
from xc_gis.sources.streets.losses import losses_of
from xc_gis.sources.streets.open_water import EDGE_TAGS, Members, members_of, open_water, read_members
from xc_gis.sources.streets.walkable_areas import area_of_relation, area_of_way, is_area_relation, is_area_way
from xc_gis.sources.study.area import Box, box_meets
from xc_gis.units import EXCHANGE_CRS

NODE_KEYS = ("barrier", "crossing", "crossing:signals", "highway", "entrance")
"""A node without any of these keys only lends its position to lines."""

LINE_KEYS = ("railway", "waterway", "barrier")
"""Linear features besides streets that can stop a leg (method §2)."""

GREEN = {
    ("leisure", "park"),
    ("leisure", "garden"),
    ("landuse", "grass"),
    ("landuse", "forest"),
    ("natural", "wood"),
}
WATER = {
    ("natural", "water"),
    ("waterway", "riverbank"),
    ("waterway", "dock"),
    ("landuse", "reservoir"),
    ("landuse", "basin"),
}


@dataclass
class Found:
    """What has been read so far of the ground within ``box``."""

    box: Box | None
    node_tags: dict[int, dict[str, str]] = field(default_factory=dict)
    position: dict[int, tuple[float, float]] = field(default_factory=dict)
    ways: list[Way] = field(default_factory=list)
    lines: list[Way] = field(default_factory=list)
    ways_elsewhere: int = 0
    kinds: list[str] = field(default_factory=list)
    wkb: list[bytes] = field(default_factory=list)
    water: dict[int, Members] = field(default_factory=dict)
    water_ways: dict[int, list[Place | None]] = field(default_factory=dict)
    areas: list[WalkableArea] = field(default_factory=list)
    open_areas: list[tuple[str, int]] = field(default_factory=list)
    squares: dict[int, tuple[dict[str, str], Members]] = field(default_factory=dict)
    far: array[float] = field(default_factory=lambda: array("d"))
    losses: list[StreetLoss] = field(default_factory=list)
    factory: osmium.geom.WKBFactory = field(default_factory=osmium.geom.WKBFactory)

    def take_node(self, node: osmium.osm.Node) -> None:
        """One outside the box may still lie on a way that comes in: decided at the end."""
        tags = tags_of(node)
        if any(key in tags for key in NODE_KEYS) and node.location.valid():
            self.node_tags[node.id] = tags
            self.position[node.id] = (node.location.lon, node.location.lat)

    def take_way(self, way: osmium.osm.Way) -> None:
        """One without any place is nowhere, not elsewhere: it is lost."""
        line = line_of(way, self.factory)
        if self.box is not None and not starts_in(line, self.box):
            bounds = bounds_of(line)
            if bounds is not None and not box_meets(self.box, bounds):
                if "highway" in way.tags:
                    self.ways_elsewhere += 1
                    self.far.extend(bounds)
                return
        tags = tags_of(way)
        target = self.ways if "highway" in tags else self.lines if any(key in tags for key in LINE_KEYS) else None
        is_water = _kind(tags) == "water"
        if target is None and not is_water:
            return
        places = places_of(way, line)
        if is_water:
            self.water_ways[way.id] = places
        if target is None:
            return
        pieces = list(_pieces(places, self.position))
        target.extend((way.id, piece, tags) for piece in pieces)
        if None in places or not pieces:
            self.losses.extend(losses_of(way.id, [node.ref for node in way.nodes], places))
        if is_area_way(tags):
            square = area_of_way(way.id, pieces, tags)
            self.areas.extend([square] if square else [])
            if square is None:
                self._open("way", way.id, places)

    def take_relation(self, relation: osmium.osm.Relation) -> None:
        """Keep what an area might be made of until it is."""
        tags = tags_of(relation)
        if is_area_relation(tags):
            self.squares[relation.id] = tags, members_of(relation)
        if tags.get("type") == "multipolygon" and _kind(tags) == "water":
            self.water[relation.id] = members_of(relation)

    def take_area(self, area: osmium.osm.Area) -> None:
        """Water and parks become ground, squares keep their rings; what osmium could not close makes nothing."""
        tags = tags_of(area)
        if not area.from_way() and area.orig_id() in self.squares:
            self._take_square(area)
        kind = _kind(tags)
        if not kind:
            return
        try:
            wkb = bytes.fromhex(self.factory.create_multipolygon(area))
        except RuntimeError:  # its rings do not close
            return
        self.wkb.append(wkb)
        self.kinds.append(kind)
        (self.water_ways if area.from_way() else self.water).pop(area.orig_id(), None)

    def _take_square(self, area: osmium.osm.Area) -> None:
        position: dict[int, tuple[float, float]] = {}
        tags, _ = self.squares[area.orig_id()]
        square = area_of_relation(area, tags, position)
        if not square.outer:
            return
        del self.squares[area.orig_id()]
        if self.box is None or comes_near(position.values(), self.box):
            self.areas.append(square)
            self.position |= position

    def streets(self, source: osmium.io.File, as_of: str) -> StreetData:
        """Finish: members of areas that do not close, nodes that nobody needs, everything by its number."""
        members = [*self.water.values(), *(each for _, each in self.squares.values())]
        drawn = read_members(source, members)
        rest = open_water(self.water.values(), drawn)
        # water whose outline crosses itself or does not close encloses nothing, but holds people up where it is drawn
        near = [(way, places) for way, places in (*rest.edges, *self.water_ways.items()) if self._holds(places)]
        self.lines.extend((way, piece, EDGE_TAGS) for way, places in near for piece in _pieces(places, self.position))
        for number, (_, ways) in self.squares.items():
            if not ways.keys() & drawn.keys() or any(self._holds(drawn[way]) for way in ways if way in drawn):
                self._open("relation", number, [place for way in ways for place in drawn.get(way, [])])
        if self.box is not None:
            on_areas = {ref for area in self.areas for ring in (*area.outer, *area.inner) for ref in ring}
            drop_far_nodes(self.node_tags, self.position, (*self.ways, *self.lines), on_areas, self.box)
        ids = np.fromiter(sorted(self.position), dtype=np.int64, count=len(self.position))
        lonlat = np.array([self.position[i] for i in ids.tolist()], dtype=float).reshape(-1, 2)
        ground = [*(shapely.from_wkb(self.wkb) if self.wkb else []), *rest.ground]
        kinds = [*self.kinds, *["water"] * len(rest.ground)]
        background = gpd.GeoDataFrame({"kind": kinds}, geometry=ground, crs=EXCHANGE_CRS)
        return StreetData(
            node_ids=ids,
            lon=lonlat[:, 0],
            lat=lonlat[:, 1],
            node_tags=self.node_tags,
            ways=tuple(_by_id(self.ways)),
            lines=tuple(_by_id(self.lines)),
            background=near_ground(background, self.box),
            ways_left_out=self.ways_elsewhere,
            as_of=as_of,
            areas=tuple(sorted(self.areas, key=lambda area: (area.kind, area.osm_id))),
            open_areas=tuple(sorted(self.open_areas)),
            losses=tuple(sorted(set(self.losses), key=lambda loss: (loss.kind, loss.osm))),
            elsewhere=self._elsewhere(),
        )

    def _open(self, kind: str, number: int, places: Iterable[Place | None]) -> None:
        first = next((place for place in places if place), None)
        self.open_areas.append((kind, number))
        self.losses.append(StreetLoss("open_area", f"{kind}/{number}", *(first[1:] if first else (None, None))))

    def _elsewhere(self) -> np.ndarray | None:
        """Middles of cells with streets outside the box."""
        if not self.far:
            return None
        bounds = np.array(self.far).reshape(-1, 4)
        cells = np.unique(np.floor((bounds[:, :2] + bounds[:, 2:]) / 2 / CELL_DEG), axis=0)
        return (cells + 0.5) * CELL_DEG

    def _holds(self, places: list[Place | None]) -> bool:
        return self.box is None or comes_near((place[1:] for place in places if place), self.box)


def _by_id(ways: Iterable[Way]) -> list[Way]:
    return sorted(ways, key=lambda way: (way[0], way[1]))


def _pieces(places: Iterable[Place | None], position: dict[int, tuple[float, float]]) -> Iterator[tuple[int, ...]]:
    """Node ids of the parts of a way between nodes that the extract lacks; repeated nodes are written once."""
    piece: list[int] = []
    for place in places:
        if place is None:
            if len(piece) > 1:
                yield tuple(piece)
            piece = []
            continue
        ref, lon, lat = place
        if not piece or piece[-1] != ref:
            piece.append(ref)
            position[ref] = (lon, lat)
    if len(piece) > 1:
        yield tuple(piece)


def _kind(tags: dict[str, str]) -> str:
    pairs = set(tags.items())
    return "water" if pairs & WATER else "green" if pairs & GREEN else ""
