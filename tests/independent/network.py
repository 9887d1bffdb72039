"""The walking network: edges between consecutive nodes of walkable ways, outlines of squares and lines across them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from pyproj import Transformer

from tests.independent.barriers import Barriers
from tests.independent.conditions import WEDNESDAY_TEN, Moment, tags_at
from tests.independent.gates import Gating, find_gates
from tests.independent.osm_file import OsmFile, Tags
from tests.independent.waits import LIFT_S, set_waits
from tests.independent.walkability import MAIN_KINDS, directions, is_private, is_walkable, stops_everyone, takes_legs
from tests.independent.walkable_areas import find_areas, lines_across

SMALL_PART_M = 1000.0


@dataclass
class Edge:
    """
    A straight piece of a way.

    ``u`` and ``v`` are node ids of the file until ``Network`` numbers them anew. Waits and rides (seconds) stand at either end: a walk
    pays them on reaching or leaving that end along this edge.
    """

    u: int
    v: int
    name: str
    kind: str
    tags: Tags
    forward: bool = True
    backward: bool = True
    legs: bool = True
    private: bool = False
    across: bool = False
    length_m: float = 0.0
    wait_u: float = 0.0
    wait_v: float = 0.0
    ride_u: float = 0.0
    ride_v: float = 0.0

    @property
    def is_main(self) -> bool:
        return self.kind in MAIN_KINDS

    @property
    def slowness(self) -> float:
        return 2.0 if self.kind == "steps" else 1.0


class Network:
    """
    Edges with their ends numbered from 0.

    ``osm_id`` and ``xy`` (metres) are by number; a node at which nobody passes has a number for each edge that ends there. ``cut_u`` and
    ``cut_v``: that end lies on a main road, which is not this edge's, and legs keep two centimetres away from it. ``part_m``: metres of
    edges of the part of the network that an edge belongs to.
    """

    def __init__(self, osm: OsmFile, *, crs: str, moment: Moment = WEDNESDAY_TEN, gates: str = "rule") -> None:
        self.osm, self.moment = osm, moment
        self.places = _in_metres(osm, crs)
        self.barriers = Barriers(osm, self.places)
        self.node_tags = {number: tags_at(tags, moment) for number, tags in osm.node_tags.items()}
        edges = self._edges()
        main_nodes = set_waits(edges, osm, self.node_tags)
        for edge in edges:
            (x, y), (x2, y2) = self.places[edge.u], self.places[edge.v]
            edge.length_m = float(np.hypot(x2 - x, y2 - y))
        self.cut_u = np.array([not e.is_main and e.u in main_nodes for e in edges], dtype=bool)
        self.cut_v = np.array([not e.is_main and e.v in main_nodes for e in edges], dtype=bool)
        self.edges = edges
        self._number_nodes()
        self.gating: Gating = find_gates(edges, [self.node_tags.get(n, {}) for n in self.osm_id], mode=gates)
        self.part_m = self.gating.part_m
        self.u = np.array([e.u for e in edges], dtype=int)
        self.v = np.array([e.v for e in edges], dtype=int)
        self.start, self.end = self.xy[self.u].reshape(-1, 2), self.xy[self.v].reshape(-1, 2)
        self.length_m = np.array([e.length_m for e in edges])
        self.takes_legs = np.array([e.legs for e in edges], dtype=bool)
        self.is_main = np.array([e.is_main for e in edges], dtype=bool)
        self.forward = np.array([e.forward for e in edges], dtype=bool)
        self.backward = np.array([e.backward for e in edges], dtype=bool)
        self.slowness = np.array([e.slowness for e in edges])

    def _edges(self) -> list[Edge]:
        edges: list[Edge] = []
        way_nodes: dict[str, list[int]] = {}
        for number, (nodes, raw) in self.osm.ways.items():
            tags = tags_at(raw, self.moment)
            if is_walkable(tags):
                name = f"way/{number}"
                way_nodes[name] = nodes
                edges += self._pieces(nodes, name, tags)
        areas = find_areas(self.osm, self.places, self.moment)
        for area in areas:
            for ring in area.rings:
                edges += self._pieces(ring, area.name, area.tags, directed=False)
        for area, a, b in lines_across(areas, way_nodes, self.places, self.barriers):
            private = is_private(area.tags)
            edges.append(Edge(a, b, f"{area.name} across", area.tags["highway"], {}, legs=False, private=private, across=True))
        return edges

    def _pieces(self, nodes: list[int], name: str, tags: Tags, *, directed: bool = True) -> list[Edge]:
        """Edges of a way, or of the ring of an area, which has no direction."""
        forward, backward = directions(tags) if directed else (True, True)
        pieces = [
            Edge(a, b, name, tags["highway"], tags, forward, backward, takes_legs(tags), is_private(tags))
            for a, b in pairwise(nodes)
            if a != b and a in self.places and b in self.places
        ]
        if pieces and tags["highway"] == "elevator":
            pieces[0].ride_u += LIFT_S
            pieces[-1].ride_v += LIFT_S
        return pieces

    def _number_nodes(self) -> None:
        numbers: dict[tuple[int, int], int] = {}
        self.osm_id: list[int] = []
        for n, edge in enumerate(self.edges):
            for end in ("u", "v"):
                node = getattr(edge, end)
                key = (node, n) if stops_everyone(self.node_tags.get(node, {})) else (node, -1)
                if key not in numbers:
                    numbers[key] = len(numbers)
                    self.osm_id.append(node)
                setattr(edge, end, numbers[key])
        self.xy = np.array([self.places[n] for n in self.osm_id]).reshape(-1, 2)


def _in_metres(osm: OsmFile, crs: str) -> dict[int, tuple[float, float]]:
    """WGS 84 and CGCS2000 are taken as equal (method, section 1)."""
    if not osm.places:
        return {}
    ids = list(osm.places)
    degrees = np.array([osm.places[n] for n in ids])
    x, y = to_metres(degrees[:, 0], degrees[:, 1], crs)
    return dict(zip(ids, zip(x.tolist(), y.tolist(), strict=True), strict=True))


def to_metres(lon: np.ndarray, lat: np.ndarray, crs: str) -> tuple[np.ndarray, np.ndarray]:
    """Longitude and latitude to the study's metres."""
    return Transformer.from_crs("EPSG:4490", crs, always_xy=True).transform(lon, lat)
