"""Read an OpenStreetMap extract with osmium: streets, lines that stop a leg, tagged nodes, ground for drawing."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import geopandas as gpd
import numpy as np
import osmium
import shapely

from xc_gis.errors import NetworkError
from xc_gis.model import StreetData, WalkableArea
from xc_gis.sources.streets.open_water import EDGE_TAGS, Members, members_of, open_water, read_members
from xc_gis.sources.streets.walkable_areas import AREA_HIGHWAYS, area_of_relation, area_of_way, is_area_relation, is_area_way
from xc_gis.sources.study_area import Box, box_meets
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

WKB_HEADER = 9
"""Bytes before the coordinates of a line in WKB: byte order, kind, number of points."""

_Way = tuple[int, tuple[int, ...], dict[str, str]]

_Place = tuple[int, float, float]


def read_osm(path: Path, shown: str, box: Box | None = None) -> StreetData:
    """
    Read ``.osm.pbf``, ``.osm``, ``.osm.bz2`` or ``.osm.gz``.

    A way with a node that the extract does not hold is cut there: an invented straight line would be a street that
    nobody built. Of an extract that is larger than the study only what meets ``box`` is kept, ways and areas whole: a way
    cut at the box would end where no street ends. Raises ``NetworkError`` for a file that osmium cannot read to its end.
    """
    try:
        return _read(path, box)
    except (RuntimeError, ValueError, OSError) as fault:
        raise NetworkError(
            f"路网文件 {shown} 无法读取:不是 OSM 数据,或文件不完整({_first_line(fault)})",
            hint="请重新下载或导出该文件",
        ) from fault


def _read(path: Path, box: Box | None) -> StreetData:
    found = _Found(box)
    walked = (("highway", kind) for kind in AREA_HIGHWAYS)
    drawn = osmium.filter.TagFilter(*sorted(GREEN | WATER), *walked)
    keys = osmium.filter.KeyFilter(*NODE_KEYS, *LINE_KEYS, "leisure", "landuse", "natural")
    source = osmium.FileProcessor(str(path)).with_locations().with_areas(drawn).with_filter(keys)
    for thing in source:
        if thing.is_node():
            found.take_node(thing)
        elif thing.is_way():
            found.take_way(thing)
        elif thing.is_relation():
            found.take_relation(thing)
        elif thing.is_area():
            found.take_area(thing)
    return found.streets(path, source.header.get("osmosis_replication_timestamp"))


@dataclass
class _Found:
    """What has been read so far of the ground within ``box``."""

    box: Box | None
    node_tags: dict[int, dict[str, str]] = field(default_factory=dict)
    position: dict[int, tuple[float, float]] = field(default_factory=dict)
    ways: list[_Way] = field(default_factory=list)
    lines: list[_Way] = field(default_factory=list)
    ways_elsewhere: int = 0
    kinds: list[str] = field(default_factory=list)
    wkb: list[bytes] = field(default_factory=list)
    water: dict[int, Members] = field(default_factory=dict)
    areas: list[WalkableArea] = field(default_factory=list)
    open_areas: list[tuple[str, int]] = field(default_factory=list)
    squares: dict[int, tuple[dict[str, str], Members]] = field(default_factory=dict)
    factory: osmium.geom.WKBFactory = field(default_factory=osmium.geom.WKBFactory)

    def take_node(self, node: osmium.osm.Node) -> None:
        """One outside the box may still lie on a way that comes in: decided at the end."""
        tags = dict(node.tags)
        if any(key in tags for key in NODE_KEYS) and node.location.valid():
            self.node_tags[node.id] = tags
            self.position[node.id] = (node.location.lon, node.location.lat)

    def take_way(self, way: osmium.osm.Way) -> None:
        if self.box is not None and _is_far(way, self.factory, self.box):
            self.ways_elsewhere += "highway" in way.tags
            return
        tags = dict(way.tags)
        target = self.ways if "highway" in tags else self.lines if any(key in tags for key in LINE_KEYS) else None
        if target is None:
            return
        places = [(node.ref, node.lon, node.lat) if node.location.valid() else None for node in way.nodes]
        pieces = list(_pieces(places, self.position))
        target.extend((way.id, piece, tags) for piece in pieces)
        if is_area_way(tags):
            square = area_of_way(way.id, pieces, tags)
            self.areas.extend([square] if square else [])
            self.open_areas.extend([] if square else [("way", way.id)])

    def take_relation(self, relation: osmium.osm.Relation) -> None:
        """Keep what an area might be made of until it is."""
        tags = dict(relation.tags)
        if is_area_relation(tags):
            self.squares[relation.id] = tags, members_of(relation)
        if tags.get("type") == "multipolygon" and _kind(tags) == "water":
            self.water[relation.id] = members_of(relation)

    def take_area(self, area: osmium.osm.Area) -> None:
        tags = dict(area.tags)
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
        if not area.from_way():
            self.water.pop(area.orig_id(), None)

    def _take_square(self, area: osmium.osm.Area) -> None:
        position: dict[int, tuple[float, float]] = {}
        tags, _ = self.squares[area.orig_id()]
        square = area_of_relation(area, tags, position)
        if not square.outer:
            return
        del self.squares[area.orig_id()]
        if self.box is None or _comes_near(position.values(), self.box):
            self.areas.append(square)
            self.position |= position

    def streets(self, path: Path, as_of: str) -> StreetData:
        """Finish: members of areas that do not close, nodes that nobody needs, everything by its number."""
        members = [*self.water.values(), *(each for _, each in self.squares.values())]
        drawn = read_members(path, members)
        rest = open_water(self.water.values(), drawn)
        near = [(way, places) for way, places in rest.edges if self._holds(places)]
        self.lines.extend((way, piece, EDGE_TAGS) for way, places in near for piece in _pieces(places, self.position))
        for number, (_, ways) in self.squares.items():
            if not ways.keys() & drawn.keys() or any(self._holds(drawn[way]) for way in ways if way in drawn):
                self.open_areas.append(("relation", number))
        if self.box is not None:
            on_areas = {ref for area in self.areas for ring in (*area.outer, *area.inner) for ref in ring}
            _drop_far_nodes(self.node_tags, self.position, (*self.ways, *self.lines), on_areas, self.box)
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
            background=_near(background, self.box),
            ways_left_out=self.ways_elsewhere,
            as_of=as_of,
            areas=tuple(sorted(self.areas, key=lambda area: (area.kind, area.osm_id))),
            open_areas=tuple(sorted(self.open_areas)),
        )

    def _holds(self, places: list[_Place | None]) -> bool:
        return self.box is None or _comes_near((place[1:] for place in places if place), self.box)


def _by_id(ways: Iterable[_Way]) -> list[_Way]:
    return sorted(ways, key=lambda way: (way[0], way[1]))


def _pieces(places: Iterable[_Place | None], position: dict[int, tuple[float, float]]) -> Iterator[tuple[int, ...]]:
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


def _is_far(way: osmium.osm.Way, factory: osmium.geom.WKBFactory, box: Box) -> bool:
    """
    Whether the bounding box of a way misses the box: a long way may come in without a node inside.

    osmium gives all places of a way in one piece; asked node by node, a whole city takes four times as long.
    """
    try:
        coordinates = array("d", bytes.fromhex(factory.create_linestring(way))[WKB_HEADER:])
    except (RuntimeError, osmium.InvalidLocationError):  # nodes that the extract lacks, or all on one spot
        known = [node for node in way.nodes if node.location.valid()]
        coordinates = array("d", [value for node in known for value in (node.lon, node.lat)])
        if not known:
            return True
    lon, lat = coordinates[::2], coordinates[1::2]
    return not box_meets(box, (min(lon), min(lat), max(lon), max(lat)))


def _comes_near(places: Iterable[tuple[float, float]], box: Box) -> bool:
    known = np.array(list(places)).reshape(-1, 2)
    return len(known) > 0 and box_meets(box, (*known.min(axis=0).tolist(), *known.max(axis=0).tolist()))


def _drop_far_nodes(
    node_tags: dict[int, dict[str, str]],
    position: dict[int, tuple[float, float]],
    ways: Iterable[_Way],
    on_areas: set[int],
    box: Box,
) -> None:
    """Forget tagged nodes outside the box that lie on nothing that was kept."""
    on_ways = on_areas | {ref for _, refs, _ in ways for ref in refs}
    for node in list(node_tags):
        lon, lat = position[node]
        if node not in on_ways and not box_meets(box, (lon, lat, lon, lat)):
            del node_tags[node], position[node]


def _near(background: gpd.GeoDataFrame, box: Box | None) -> gpd.GeoDataFrame:
    if box is None or len(background) == 0:
        return background
    low_lon, low_lat, high_lon, high_lat = background.bounds.to_numpy().T
    meets = (low_lon <= box[2]) & (high_lon >= box[0]) & (low_lat <= box[3]) & (high_lat >= box[1])
    return background[meets].reset_index(drop=True)


def _kind(tags: dict[str, str]) -> str:
    pairs = set(tags.items())
    return "water" if pairs & WATER else "green" if pairs & GREEN else ""


def _first_line(fault: BaseException) -> str:
    return (str(fault).splitlines() or [type(fault).__name__])[0][:160]
