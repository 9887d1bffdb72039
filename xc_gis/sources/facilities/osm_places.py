"""Facilities out of an OpenStreetMap file: nodes and areas with the tags that the standard names."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import numpy as np
import osmium
import pandas as pd
import shapely

from xc_gis.areas.china import in_china
from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.sources.facilities.type_from_name import TypeBook
from xc_gis.sources.layers.read import Layer
from xc_gis.sources.osm.door import OSMIUM_FAULTS, OsmFile, open_osm
from xc_gis.sources.osm.tags import tags_of
from xc_gis.sources.rows.area_words import house_number
from xc_gis.sources.rows.cells import ROW
from xc_gis.sources.rows.osm_names import shown_name
from xc_gis.sources.study.area import Box
from xc_gis.sources.study.provenance import file_sha256
from xc_gis.units import EXCHANGE_CRS

logger = logging.getLogger(__name__)

TAGS = "__tags__"
"""Column of the tags, as a dict a row."""

_ORDER = {"node": 0, "way": 1, "relation": 2}
_CLOSED_TO_ALL = frozenset(("private", "no"))


def read_osm_places(
    path: Path, shown: str, book: TypeBook, target_crs: str, box: Box | None, checksum: Callable[[Path], str] = file_sha256
) -> tuple[Layer, int]:
    """
    Read all that carries a tag of the standard's OSM filters.

    Returns
    -------
    layer
        ``id`` (``osm:node/123``), ``name, address, hours, status``, tags, place (point or area), sorted by kind and number;
        the row number counts them, since an OSM file has no rows.
    total
        How many the file holds; those outside ``box`` are not in the layer.

    Raises
    ------
    InputError
        A file that is no map or cannot be read to its end.
    """
    try:
        with open_osm(path, shown) as file:
            found = _read(file, book)
    except InputError:
        raise
    except OSMIUM_FAULTS as fault:
        logger.info("an OSM file broke off: %s", fault)
        raise InputError(
            msg("{shown} 无法读取:不是 OSM 数据,或文件不完整", shown=shown), hint=msg("请重新下载或导出该文件")
        ) from fault
    found.sort(key=lambda each: (_ORDER[each[0]], each[1]))
    geometry = np.array([place for _, _, _, place in found], dtype=object)
    near = np.ones(len(found), dtype=bool) if box is None else shapely.intersects(geometry, shapely.box(*box))
    kept = [each for each, inside in zip(found, near, strict=True) if inside]
    frame = gpd.GeoDataFrame(
        {
            "id": [f"osm:{kind}/{number}" for kind, number, _, _ in kept],
            "name": [shown_name(tags, chinese=_in_china(place)) for _, _, tags, place in kept],
            "address": [_address(tags) for _, _, tags, _ in kept],
            "hours": [tags.get("opening_hours", "") for _, _, tags, _ in kept],
            "status": [_status(tags) for _, _, tags, _ in kept],
            TAGS: [tags for _, _, tags, _ in kept],
            ROW: np.arange(2, len(kept) + 2),
        },
        geometry=[place for _, _, _, place in kept],
        crs=EXCHANGE_CRS,
    ).to_crs(target_crs)
    return Layer(shown, frame, EXCHANGE_CRS, checksum(path), pd.Series("", index=frame.index)), len(found)


def _in_china(place: shapely.Geometry) -> bool:
    lon, lat = shapely.get_coordinates(place)[0].tolist()
    return in_china(lon, lat)


def _read(file: OsmFile, book: TypeBook) -> list[tuple[str, int, dict[str, str], shapely.Geometry]]:
    wanted = osmium.filter.TagFilter(*book.first_tags)
    factory = osmium.geom.WKBFactory()
    found: list[tuple[str, int, dict[str, str], shapely.Geometry]] = []
    source = osmium.FileProcessor(file.source).with_locations().with_areas(wanted).with_filter(wanted)
    for thing in source:
        if thing.is_node() and thing.location.valid():
            found.append(
                ("node", file.number("n", thing.id), tags_of(thing), shapely.Point(thing.location.lon, thing.location.lat))
            )
        elif thing.is_area():
            try:
                place = shapely.from_wkb(bytes.fromhex(factory.create_multipolygon(thing)))
            except RuntimeError:  # rings that do not close enclose nothing
                continue
            kind = "way" if thing.from_way() else "relation"
            number = file.number(kind[0], thing.orig_id())
            if len(place.geoms) == 1:
                place = place.geoms[0]
            found.append((kind, number, tags_of(thing), place))
    return found


def _address(tags: dict[str, str]) -> str:
    if "addr:full" in tags:
        return tags["addr:full"]
    number = tags.get("addr:housenumber", "")
    return tags.get("addr:street", "") + (house_number(number) if number else "")


def _status(tags: dict[str, str]) -> str:
    """``closed`` where the tags say that it is no longer used."""
    gone = any(tags.get(key) == "yes" for key in ("disused", "abandoned", "demolished")) or tags.get("opening_hours") == "closed"
    return "closed" if gone else ""


def is_private(tags: dict[str, str]) -> bool:
    """Whether the public has no access: a pitch inside a school, a garden behind a wall."""
    return tags.get("access", "") in _CLOSED_TO_ALL
