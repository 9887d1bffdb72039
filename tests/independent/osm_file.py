"""An OpenStreetMap file as it stands: nodes, ways and relations by id, in whatever order and with whatever ids."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

Tags = dict[str, str]


@dataclass
class OsmFile:
    """
    All objects of a file.

    ``places`` are longitude and latitude (degrees) by node id; ``ways`` are node ids and tags by way id; ``relations`` are members
    (type, ref, role) and tags by relation id. Deleted objects are absent.
    """

    places: dict[int, tuple[float, float]] = field(default_factory=dict)
    node_tags: dict[int, Tags] = field(default_factory=dict)
    ways: dict[int, tuple[list[int], Tags]] = field(default_factory=dict)
    relations: dict[int, tuple[list[tuple[str, int, str]], Tags]] = field(default_factory=dict)


def read_osm(path: Path) -> OsmFile:
    """Read ``.osm``, ``.osm.gz`` (as XML) or ``.osm.pbf`` (by osmium)."""
    return _read_pbf(path) if path.name.endswith(".pbf") else _read_xml(path)


def _read_pbf(path: Path) -> OsmFile:
    import osmium

    osm = OsmFile()
    for item in osmium.FileProcessor(str(path)):
        tags = {tag.k: tag.v for tag in item.tags}
        if item.is_node():
            osm.places[item.id] = (item.lon, item.lat)
            if tags:
                osm.node_tags[item.id] = tags
        elif item.is_way():
            osm.ways[item.id] = ([node.ref for node in item.nodes], tags)
        elif item.is_relation():
            kinds = {"n": "node", "w": "way", "r": "relation"}
            osm.relations[item.id] = ([(kinds[m.type], m.ref, m.role) for m in item.members], tags)
    return osm


def _read_xml(path: Path) -> OsmFile:
    osm = OsmFile()
    raw = path.read_bytes()
    root = ET.fromstring(gzip.decompress(raw) if path.name.endswith(".gz") else raw)
    for item in root:
        if item.tag not in {"node", "way", "relation"} or item.get("action") == "delete" or item.get("visible") == "false":
            continue
        number = int(item.attrib["id"])
        tags = {tag.attrib["k"]: tag.attrib["v"] for tag in item.iter("tag")}
        if item.tag == "node" and "lon" in item.attrib:
            osm.places[number] = (float(item.attrib["lon"]), float(item.attrib["lat"]))
            if tags:
                osm.node_tags[number] = tags
        elif item.tag == "way":
            osm.ways[number] = ([int(nd.attrib["ref"]) for nd in item.iter("nd")], tags)
        elif item.tag == "relation":
            members = [(m.attrib["type"], int(m.attrib["ref"]), m.get("role", "")) for m in item.iter("member")]
            osm.relations[number] = (members, tags)
    return osm
