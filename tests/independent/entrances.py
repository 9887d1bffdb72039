"""
Where an area is entered: method, section 3.

    path ────┬───── street        a park is entered where a walkable edge meets its outline, and at gates of the outline that lie on a way;
          ┌──┴──┐                 a facility that is a building itself, at the doors on its outline; failing these, at the place of the
          │park │                 outline nearest to a walkable edge
          └─────┘
"""

from __future__ import annotations

import numpy as np
import shapely

from tests.independent.network import Network
from tests.independent.osm_file import Tags

OUTLINE_M = 1.0
TOUCH_M = 0.01
"""A way that ends at the outline meets it, though the last bit may say otherwise: one spot is a centimetre wide."""
GATES = frozenset({"gate", "kissing_gate", "turnstile", "entrance"})


class Entrances:
    """Finds the entrances of areas (polygons in the study's metres)."""

    def __init__(self, network: Network) -> None:
        self.network = network
        ways = np.array([not e.across for e in network.edges], dtype=bool)
        self.edges = (
            shapely.linestrings(np.stack([network.start[ways], network.end[ways]], axis=1)) if ways.any() else np.array([])
        )
        self.edge_tree = shapely.STRtree(self.edges)
        buildings = {n: nodes for n, (nodes, tags) in network.osm.ways.items() if tags.get("building", "no") != "no"}
        self.of_building = {node for nodes in buildings.values() for node in nodes}
        outlines = [[network.places[n] for n in nodes if n in network.places] for nodes in buildings.values()]
        self.buildings = shapely.STRtree([shapely.LineString(line) for line in outlines if len(line) > 1])
        self.on_way = set(network.osm_id)
        self.nodes = [n for n, tags in network.node_tags.items() if n in network.places and (_is_gate(tags) or _is_door(tags))]
        self.node_tree = shapely.STRtree([shapely.Point(network.places[n]) for n in self.nodes])

    def of(self, area: shapely.Geometry, *, building: bool = False) -> np.ndarray:
        """
        Entrances of one area, n × 2.

        Parameters
        ----------
        building
            The list says that the facility is a building; one is found out too, where a building of the street file has its outline.
        """
        outline = area.boundary
        near = [self.nodes[i] for i in self.node_tree.query(outline, predicate="dwithin", distance=OUTLINE_M)]
        if building or self.is_building(outline):
            found = [self.network.places[n] for n in near if _is_door(self.network.node_tags[n])]
        else:
            found = [self.network.places[n] for n in near if self._leads_in(n)]
            for n in self.edge_tree.query(outline, predicate="dwithin", distance=TOUCH_M):
                met = shapely.get_coordinates(outline.intersection(self.edges[n])).tolist()
                found += met or shapely.get_coordinates(shapely.shortest_line(outline, self.edges[n])).tolist()[:1]
        if not found and len(self.edges):
            nearest = self.edges[self.edge_tree.nearest(outline)]
            found = shapely.get_coordinates(shapely.shortest_line(outline, nearest)).tolist()[:1]
        return np.unique(np.array(found).reshape(-1, 2), axis=0)

    def _leads_in(self, node: int) -> bool:
        tags = self.network.node_tags[node]
        return node in self.on_way and (_is_gate(tags) or (_is_door(tags) and node not in self.of_building))

    def is_building(self, outline: shapely.Geometry) -> bool:
        """Whether a building of the street file has this outline."""
        found = self.buildings.query(outline, predicate="dwithin", distance=OUTLINE_M)
        return any(shapely.hausdorff_distance(self.buildings.geometries[n], outline) <= OUTLINE_M for n in found)


def _is_gate(tags: Tags) -> bool:
    return tags.get("barrier") in GATES


def _is_door(tags: Tags) -> bool:
    return tags.get("entrance", "no") != "no"
