"""
Put the answers of Overpass together into one ``.osm.pbf``, sorted, each object once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import osmium

from xc_gis.files.write_faults import refuse_without_room

THING_BYTES = 64
"""An object takes less in the file."""

_MEMBER = {"node": "n", "way": "w", "relation": "r"}


@dataclass
class Extract:
    """Objects by kind and id; of one that came several times the one of the newest answer stands."""

    nodes: dict[int, dict[str, Any]] = field(default_factory=dict)
    ways: dict[int, dict[str, Any]] = field(default_factory=dict)
    relations: dict[int, dict[str, Any]] = field(default_factory=dict)
    _osm_base: dict[tuple[str, int], str] = field(default_factory=dict)

    def add(self, elements: Iterable[dict[str, Any]], osm_base: str) -> None:
        """Take in an answer that shows OpenStreetMap as it was at ``osm_base``."""
        kinds = {"node": self.nodes, "way": self.ways, "relation": self.relations}
        for element in elements:
            kind, number = element["type"], int(element["id"])
            if kind in kinds and osm_base >= self._osm_base.get((kind, number), ""):
                kinds[kind][number] = element
                self._osm_base[kind, number] = osm_base

    @property
    def streets(self) -> int:
        """Number of ways with ``highway``."""
        return sum("highway" in way.get("tags", {}) for way in self.ways.values())

    def write(self, path: Path) -> None:
        """Write ``.osm.pbf``, dated with its oldest answer. The same objects give the same bytes."""
        header = osmium.io.Header()
        header.set("generator", "xc-gis fetch")
        header.set("sorting", "Type_then_ID")
        if known := [moment for moment in self._osm_base.values() if moment]:
            header.set("osmosis_replication_timestamp", min(known))
        things = len(self.nodes) + len(self.ways) + len(self.relations)
        refuse_without_room(path.parent, THING_BYTES * things)  # osmium would end the program
        thing = osmium.osm.mutable
        with osmium.SimpleWriter(str(path), header=header) as writer:
            for number, node in sorted(self.nodes.items()):
                place = (float(node["lon"]), float(node["lat"]))
                writer.add_node(thing.Node(id=number, version=1, location=place, tags=node.get("tags", {})))
            for number, way in sorted(self.ways.items()):
                writer.add_way(thing.Way(id=number, version=1, nodes=way.get("nodes", []), tags=way.get("tags", {})))
            for number, relation in sorted(self.relations.items()):
                members = [(_MEMBER[m["type"]], int(m["ref"]), str(m.get("role", ""))) for m in relation.get("members", [])]
                writer.add_relation(thing.Relation(id=number, version=1, members=members, tags=relation.get("tags", {})))
