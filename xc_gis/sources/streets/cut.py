"""Keep of an extract what meets the study's box: ways and areas whole, since a way cut at the box would end where no street ends."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

import geopandas as gpd
import numpy as np
import osmium

from xc_gis.sources.study.area import Box, box_meets

WKB_HEADER = 9
"""Bytes before the coordinates of a line in WKB: byte order, kind, number of points."""

Way = tuple[int, tuple[int, ...], dict[str, str]]
"""Number, nodes, tags."""

Place = tuple[int, float, float]
"""Number of a node, longitude, latitude."""


def line_of(way: osmium.osm.Way, factory: osmium.geom.WKBFactory) -> array[float]:
    """
    Longitude and latitude of the nodes that have a place, one after the other; of neighbours on one spot one alone may stand.

    osmium gives all places of a way in one piece; asked node by node, a whole city takes four times as long.
    """
    try:
        return array("d", bytes.fromhex(factory.create_linestring(way))[WKB_HEADER:])
    except (RuntimeError, osmium.InvalidLocationError):  # nodes that the extract lacks, or all on one spot
        known = [node for node in way.nodes if node.location.valid()]
        return array("d", [value for node in known for value in (node.lon, node.lat)])


def bounds_of(line: array[float]) -> Box | None:
    """Bounding box of what ``line_of`` gives; None where no node has a place."""
    lon, lat = line[::2], line[1::2]
    return (min(lon), min(lat), max(lon), max(lat)) if lon else None


def starts_in(line: array[float], box: Box) -> bool:
    """Whether the first place of what ``line_of`` gives lies in the box: then all of it need not be looked at."""
    return len(line) > 0 and box[0] <= line[0] <= box[2] and box[1] <= line[1] <= box[3]


def places_of(way: osmium.osm.Way, line: array[float]) -> list[Place | None]:
    """Number, longitude and latitude of every node of a way, of which ``line`` is known; None where the extract lacks it."""
    refs = [node.ref for node in way.nodes]
    if len(line) == 2 * len(refs):  # each has a place, none of them is left out
        return list(zip(refs, line[::2], line[1::2], strict=True))
    return [(node.ref, node.lon, node.lat) if node.location.valid() else None for node in way.nodes]


def comes_near(places: Iterable[tuple[float, float]], box: Box) -> bool:
    """Whether the bounding box of some places meets the box; without any place it does not."""
    known = np.array(list(places)).reshape(-1, 2)
    return len(known) > 0 and box_meets(box, (*known.min(axis=0).tolist(), *known.max(axis=0).tolist()))


def drop_far_nodes(
    node_tags: dict[int, dict[str, str]],
    position: dict[int, tuple[float, float]],
    ways: Iterable[Way],
    on_areas: set[int],
    box: Box,
) -> None:
    """Forget tagged nodes outside the box that lie on nothing that was kept."""
    on_ways = on_areas | {ref for _, refs, _ in ways for ref in refs}
    for node in list(node_tags):
        lon, lat = position[node]
        if node not in on_ways and not box_meets(box, (lon, lat, lon, lat)):
            del node_tags[node], position[node]


def near_ground(background: gpd.GeoDataFrame, box: Box | None) -> gpd.GeoDataFrame:
    """StudyArea for drawing that meets the box."""
    if box is None or len(background) == 0:
        return background
    low_lon, low_lat, high_lon, high_lat = background.bounds.to_numpy().T
    meets = (low_lon <= box[2]) & (high_lon >= box[0]) & (low_lat <= box[3]) & (high_lat >= box[1])
    return background[meets].reset_index(drop=True)
