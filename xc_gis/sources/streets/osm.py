"""Read an OpenStreetMap file with osmium: streets, lines that stop a leg, tagged nodes, squares, ground for drawing."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

import osmium

from xc_gis.errors import NetworkError
from xc_gis.languages.message import msg
from xc_gis.model import StreetData
from xc_gis.sources.osm.door import OSMIUM_FAULTS, OsmFile, open_osm
from xc_gis.sources.streets.found import GREEN, LINE_KEYS, NODE_KEYS, WATER, Found
from xc_gis.sources.streets.losses import losses_of_file
from xc_gis.sources.streets.renumber import renumbered
from xc_gis.sources.streets.walkable_areas import AREA_HIGHWAYS
from xc_gis.sources.study.area import Box

logger = logging.getLogger(__name__)


def read_osm(path: Path, shown: str, box: Box | None = None) -> StreetData:
    """
    Read an OpenStreetMap file of any make (``sources.osm``).

    A way with a node that the extract does not hold is cut there: an invented straight line would be a street that
    nobody built. Of an extract that is larger than the study only what meets ``box`` is kept, ways and areas whole: a way
    cut at the box would end where no street ends. Raises ``NetworkError`` for a file that cannot be read to its end.
    """
    with open_osm(path, shown) as file:
        try:
            found = _read(file, box)
        except OSMIUM_FAULTS as fault:
            logger.info("a street file broke off: %s", fault)
            raise NetworkError(
                msg("OSM 文件 {shown} 读不到结尾，文件不完整或有损坏", shown=shown), hint=msg("请重新下载或导出该文件")
            ) from fault
        if file.settled is None:
            return found
        notes, losses = losses_of_file(file.settled)
        streets = renumbered(found, file)
        return replace(
            streets, notes=notes, losses=tuple(sorted({*streets.losses, *losses}, key=lambda loss: (loss.kind, loss.osm)))
        )


def _read(file: OsmFile, box: Box | None) -> StreetData:
    found = Found(box)
    walked = (("highway", kind) for kind in AREA_HIGHWAYS)
    drawn = osmium.filter.TagFilter(*sorted(GREEN | WATER), *walked)
    keys = osmium.filter.KeyFilter(*NODE_KEYS, *LINE_KEYS, "leisure", "landuse", "natural")
    for thing in osmium.FileProcessor(file.source).with_locations().with_areas(drawn).with_filter(keys):
        if thing.is_way():
            found.take_way(thing)
        elif thing.is_node():
            found.take_node(thing)
        elif thing.is_relation():
            found.take_relation(thing)
        elif thing.is_area():
            found.take_area(thing)
    return found.streets(file.source, file.as_of)
