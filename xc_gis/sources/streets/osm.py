"""Read an OpenStreetMap extract with osmium: streets, lines that stop a leg, tagged nodes, ground for drawing."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path

import geopandas as gpd
import numpy as np
import osmium
import shapely

from xc_gis.errors import NetworkError
from xc_gis.model import StreetData
from xc_gis.sources.streets.open_water import EDGE_TAGS, members_of, read_open_water
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
    node_tags: dict[int, dict[str, str]] = {}
    position: dict[int, tuple[float, float]] = {}
    ways: list[_Way] = []
    lines: list[_Way] = []
    left_out = 0
    kinds: list[str] = []
    wkb: list[bytes] = []
    open_water: dict[int, dict[int, str]] = {}
    drawn = osmium.filter.TagFilter(*sorted(GREEN | WATER))
    keys = osmium.filter.KeyFilter(*NODE_KEYS, *LINE_KEYS, "leisure", "landuse", "natural")
    factory = osmium.geom.WKBFactory()
    source = osmium.FileProcessor(str(path)).with_locations().with_areas(drawn).with_filter(keys)
    for thing in source:
        if thing.is_node():
            tags = dict(thing.tags)
            if any(key in tags for key in NODE_KEYS) and thing.location.valid():
                # one outside may still lie on a way that comes in: decided at the end
                node_tags[thing.id] = tags
                position[thing.id] = (thing.location.lon, thing.location.lat)
        elif thing.is_way():
            if box is not None and _is_far(thing, factory, box):
                left_out += "highway" in thing.tags
                continue
            tags = dict(thing.tags)
            target = ways if "highway" in tags else lines if any(key in tags for key in LINE_KEYS) else None
            if target is not None:
                places = [(node.ref, node.lon, node.lat) if node.location.valid() else None for node in thing.nodes]
                target.extend((thing.id, piece, tags) for piece in _pieces(places, position))
        elif thing.is_relation():
            tags = dict(thing.tags)
            if tags.get("type") == "multipolygon" and _kind(tags) == "water":
                open_water[thing.id] = members_of(thing)
        elif thing.is_area():
            kind = _kind(dict(thing.tags))
            if kind:
                try:
                    wkb.append(bytes.fromhex(factory.create_multipolygon(thing)))
                except RuntimeError:  # its rings do not close
                    continue
                kinds.append(kind)
                if not thing.from_way():
                    open_water.pop(thing.orig_id(), None)
    rest = read_open_water(path, open_water.values())
    near = [(way, places) for way, places in rest.edges if box is None or _comes_near(places, box)]
    lines.extend((way, piece, EDGE_TAGS) for way, places in near for piece in _pieces(places, position))
    if box is not None:
        _drop_far_nodes(node_tags, position, (*ways, *lines), box)
    ids = np.fromiter(sorted(position), dtype=np.int64, count=len(position))
    lonlat = np.array([position[i] for i in ids.tolist()], dtype=float).reshape(-1, 2)
    ground = [*(shapely.from_wkb(wkb) if wkb else []), *rest.ground]
    background = gpd.GeoDataFrame({"kind": [*kinds, *["water"] * len(rest.ground)]}, geometry=ground, crs=EXCHANGE_CRS)
    return StreetData(
        node_ids=ids,
        lon=lonlat[:, 0],
        lat=lonlat[:, 1],
        node_tags=node_tags,
        ways=tuple(_by_id(ways)),
        lines=tuple(_by_id(lines)),
        background=_near(background, box),
        ways_left_out=left_out,
        as_of=source.header.get("osmosis_replication_timestamp"),
    )


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


def _comes_near(places: list[_Place | None], box: Box) -> bool:
    known = np.array([place[1:] for place in places if place]).reshape(-1, 2)
    return len(known) > 0 and box_meets(box, (*known.min(axis=0).tolist(), *known.max(axis=0).tolist()))


def _drop_far_nodes(
    node_tags: dict[int, dict[str, str]], position: dict[int, tuple[float, float]], ways: Iterable[_Way], box: Box
) -> None:
    """Forget tagged nodes outside the box that lie on no way that was kept."""
    on_ways = {ref for _, refs, _ in ways for ref in refs}
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
