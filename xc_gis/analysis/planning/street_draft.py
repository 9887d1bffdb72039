"""
Streets while they are being changed: ways, squares and tags that can be edited, new nodes, and a finished ``StreetData`` at the end.

New ways and nodes get the numbers after the highest ones there are. A node that is put into a street goes into every way and outline that
runs there, so that they stay joined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import shapely

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints, to_plane
from xc_gis.analysis.network.conditions import CONDITIONAL_KEYS, Moment, tags_at
from xc_gis.analysis.network.walkable import area_rule, is_bridge, is_tunnel, way_rule
from xc_gis.model import StreetData, WalkableArea
from xc_gis.model.changes import LonLat

Tags = Mapping[str, str]

DECIMALS = 7
"""Of a degree: a centimetre."""

AT_NODE_M = 0.01
"""A place this near to a node is the node (method §3)."""


@dataclass
class DraftWay:
    """A way or another line: number, nodes, tags."""

    osm_id: int
    nodes: list[int]
    tags: Tags


@dataclass(frozen=True)
class StreetPieces:
    """
    Straight pieces of streets between two nodes.

    Attributes
    ----------
    a, b
        Node ids.
    lines
        Pieces as shapely lines, analysis CRS.
    tags
        Of the street of each piece, at the moment.
    tree
        Spatial index of ``lines``.
    """

    a: Ints
    b: Ints
    lines: np.ndarray
    tags: tuple[Tags, ...]
    tree: shapely.STRtree


class StreetDraft:
    """
    Streets that can be edited.

    Parameters
    ----------
    streets
        As read; they are not changed.
    crs
        Analysis CRS, in which all distances are measured.
    moment
        When it is decided who may walk where.
    """

    def __init__(self, streets: StreetData, crs: str, moment: Moment) -> None:
        self.streets, self.crs, self.moment = streets, crs, moment
        self.ways = [DraftWay(osm, list(nodes), tags) for osm, nodes, tags in streets.ways]
        self.lines = [DraftWay(osm, list(nodes), tags) for osm, nodes, tags in streets.lines]
        self.areas = list(streets.areas)
        self.node_tags: dict[int, Tags] = dict(streets.node_tags)
        self._new: dict[int, LonLat] = {}
        ids = streets.node_ids
        self._next_node = max(int(ids[-1]) if len(ids) else 0, 0) + 1
        numbers = [*(way.osm_id for way in (*self.ways, *self.lines)), *(area.osm_id for area in self.areas)]
        self._next_way = max((*numbers, 0)) + 1
        self._pieces: StreetPieces | None = None
        self._xy: dict[int, tuple[float, float]] = {}

    @cached_property
    def _known_xy(self) -> Floats:
        return np.column_stack(to_plane(self.streets.lon, self.streets.lat, self.crs))

    def lonlat(self, node: int) -> LonLat:
        """Place of a node."""
        if node in self._new:
            return self._new[node]
        row = int(np.searchsorted(self.streets.node_ids, node))
        return float(self.streets.lon[row]), float(self.streets.lat[row])

    def xy(self, node: int) -> tuple[float, float]:
        """Place of a node in the analysis CRS."""
        if node in self._new:
            return self._xy[node]
        x, y = self._known_xy[int(np.searchsorted(self.streets.node_ids, node))].tolist()
        return x, y

    def has_node(self, node: int) -> bool:
        """Whether there is such a node."""
        row = int(np.searchsorted(self.streets.node_ids, node))
        return node in self._new or (row < len(self.streets.node_ids) and int(self.streets.node_ids[row]) == node)

    def new_node(self, place: LonLat) -> int:
        """A node at a place, kept as exactly as OpenStreetMap keeps its own."""
        number, self._next_node = self._next_node, self._next_node + 1
        lon, lat = self._new[number] = (round(place[0], DECIMALS), round(place[1], DECIMALS))
        x, y = to_plane(np.array([lon]), np.array([lat]), self.crs)
        self._xy[number] = (float(x[0]), float(y[0]))
        return number

    def new_way(self, nodes: Iterable[int], tags: Tags) -> int:
        """A street along nodes."""
        number, self._next_way = self._next_way, self._next_way + 1
        self.ways.append(DraftWay(number, list(nodes), tags))
        self._pieces = None
        return number

    def new_line(self, nodes: Iterable[int], tags: Tags) -> int:
        """A line that is no street: a fence."""
        number, self._next_way = self._next_way, self._next_way + 1
        self.lines.append(DraftWay(number, list(nodes), tags))
        return number

    def between(self, a: int, b: int, share: float) -> LonLat:
        """The place on the straight piece from a node to another; ``share`` 0 is the first, 1 the second."""
        (lon, lat), (to_lon, to_lat) = self.lonlat(a), self.lonlat(b)
        return lon + (to_lon - lon) * share, lat + (to_lat - lat) * share

    def node_on(self, a: int, b: int, share: float) -> int:
        """The node on the piece between two nodes: one of them where it is there, else a new one that joins all that runs along it."""
        start, end = np.array(self.xy(a)), np.array(self.xy(b))
        length = float(np.hypot(*(end - start)))
        if share * length <= AT_NODE_M:
            return a
        if (1 - share) * length <= AT_NODE_M:
            return b
        node = self.new_node(self.between(a, b, share))
        self._insert(a, b, node)
        return node

    def _insert(self, a: int, b: int, node: int) -> None:
        for way in (*self.ways, *self.lines):
            if a in way.nodes and b in way.nodes:
                way.nodes = _inserted(way.nodes, a, b, node)
        for number, area in enumerate(self.areas):
            if any(a in ring and b in ring for ring in (*area.outer, *area.inner)):
                outer, inner = (tuple(tuple(_inserted(ring, a, b, node)) for ring in rings) for rings in (area.outer, area.inner))
                self.areas[number] = replace(area, outer=outer, inner=inner)
        self._pieces = None

    def forget_pieces(self) -> None:
        """Streets have other tags: who walks where is asked anew."""
        self._pieces = None

    def at_moment(self, tags: Tags) -> Tags:
        """Tags with the conditions that hold put in place."""
        return tags_at(tags, self.moment)[0] if any(key in tags for key in CONDITIONAL_KEYS) else tags

    def pieces(self, wanted: Callable[[Tags], bool] | None = None) -> StreetPieces:
        """Pieces of all streets and outlines of squares that are walked; of those ``wanted`` besides."""
        if self._pieces is None or wanted is not None:
            found = self._collect(wanted)
            if wanted is not None:
                return found
            self._pieces = found
        return self._pieces

    def _collect(self, wanted: Callable[[Tags], bool] | None) -> StreetPieces:
        a: list[int] = []
        b: list[int] = []
        tags: list[Tags] = []

        def add(nodes: Iterable[int], own: Tags) -> None:
            run = list(nodes)
            a.extend(run[:-1])
            b.extend(run[1:])
            tags.extend([own] * (len(run) - 1))

        for way in self.ways:
            own = self.at_moment(way.tags)
            if way_rule(own) is not None or (wanted is not None and wanted(own)):
                add(way.nodes, own)
        for area in self.areas:
            own = self.at_moment(area.tags)
            if area_rule(own) is not None:
                for ring in (*area.outer, *area.inner):
                    add(ring, own)
        first, second = np.array(a, dtype=np.int64), np.array(b, dtype=np.int64)
        ends = np.stack([self._places(first), self._places(second)], axis=1)
        lines = np.asarray(shapely.linestrings(ends))
        return StreetPieces(first, second, lines, tuple(tags), shapely.STRtree(lines))

    def _places(self, nodes: Ints) -> Floats:
        rows = np.minimum(np.searchsorted(self.streets.node_ids, nodes), max(len(self.streets.node_ids) - 1, 0))
        places = self._known_xy[rows] if len(nodes) else np.empty((0, 2))
        for at in np.flatnonzero(self._is_new(nodes)):
            places[at] = self._xy[int(nodes[at])]
        return places

    def _is_new(self, nodes: Ints) -> Bools:
        ids = self.streets.node_ids
        return nodes > (int(ids[-1]) if len(ids) else 0)

    def finished(self) -> StreetData:
        """All of it as streets that were read."""
        added = sorted(self._new)
        places = np.array([self._new[node] for node in added], dtype=float).reshape(-1, 2)
        return replace(
            self.streets,
            node_ids=np.concatenate([self.streets.node_ids, np.array(added, dtype=np.int64)]),
            lon=np.concatenate([self.streets.lon, places[:, 0]]),
            lat=np.concatenate([self.streets.lat, places[:, 1]]),
            node_tags=self.node_tags,
            ways=_in_order(self.ways),
            lines=_in_order(self.lines),
            areas=tuple(sorted(self.areas, key=_kind_and_id)),
        )


def is_on_the_ground(tags: Tags) -> bool:
    """Whether a street lies neither on a bridge nor in a tunnel nor on another layer: what crosses it on the ground meets it."""
    return not is_bridge(tags) and not is_tunnel(tags) and tags.get("layer", "0") in {"0", ""}


def _inserted(nodes: Iterable[int], a: int, b: int, node: int) -> list[int]:
    made: list[int] = []
    for one in nodes:
        if made and {made[-1], one} == {a, b}:
            made.append(node)
        made.append(one)
    return made


def _in_order(ways: Iterable[DraftWay]) -> tuple[tuple[int, tuple[int, ...], Tags], ...]:
    return tuple(sorted(((way.osm_id, tuple(way.nodes), way.tags) for way in ways), key=lambda way: (way[0], way[1])))


def _kind_and_id(area: WalkableArea) -> tuple[str, int]:
    return area.kind, area.osm_id
