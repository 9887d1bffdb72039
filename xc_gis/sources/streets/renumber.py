"""Give new objects their own numbers back: the copy that osmium reads has positive ones only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from xc_gis.model import StreetData, StreetLoss, WalkableArea
from xc_gis.sources.osm.door import OsmFile

_KINDS = {"node": "n", "way": "w", "relation": "r"}
_Way = tuple[int, tuple[int, ...], Mapping[str, str]]


def renumbered(streets: StreetData, file: OsmFile) -> StreetData:
    """Street data with the numbers of the study's file, sorted by them."""
    if not file.numbers:
        return streets
    ids = np.array([file.number("n", node) for node in streets.node_ids.tolist()], dtype=np.int64)
    order = np.argsort(ids)
    return replace(
        streets,
        node_ids=ids[order], lon=streets.lon[order], lat=streets.lat[order],
        node_tags={file.number("n", node): tags for node, tags in streets.node_tags.items()},
        ways=_ways(streets.ways, file), lines=_ways(streets.lines, file),
        areas=tuple(sorted((_area(area, file) for area in streets.areas), key=lambda area: (area.kind, area.osm_id))),
        open_areas=tuple(sorted((kind, file.number(_KINDS[kind], number)) for kind, number in streets.open_areas)),
        losses=tuple(_loss(loss, file) for loss in streets.losses),
    )  # fmt: skip


def _ways(ways: Iterable[_Way], file: OsmFile) -> tuple[_Way, ...]:
    made = [(file.number("w", way), tuple(file.number("n", ref) for ref in refs), tags) for way, refs, tags in ways]
    return tuple(sorted(made, key=lambda way: (way[0], way[1])))


def _area(area: WalkableArea, file: OsmFile) -> WalkableArea:
    outer, inner = (tuple(tuple(file.number("n", ref) for ref in ring) for ring in rings) for rings in (area.outer, area.inner))
    return replace(area, osm_id=file.number(_KINDS[area.kind], area.osm_id), outer=outer, inner=inner)


def _loss(loss: StreetLoss, file: OsmFile) -> StreetLoss:
    kind, number = loss.osm.split("/")
    return replace(loss, osm=f"{kind}/{file.number(_KINDS[kind], int(number))}")
