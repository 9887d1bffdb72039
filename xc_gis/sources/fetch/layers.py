"""
Layers out of an extract: facilities by the standard's filters, buildings, subdistricts and communities.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import osmium
import pandas as pd
import shapely

from xc_gis.areas.china import in_china
from xc_gis.sources.facilities.osm_places import TAGS, read_osm_places
from xc_gis.sources.facilities.type_from_name import TypeBook
from xc_gis.sources.osm.tags import tags_of
from xc_gis.sources.people.building_words import DWELLING
from xc_gis.sources.rows.osm_names import shown_name
from xc_gis.units import EXCHANGE_CRS

UNSPECIFIED = "yes"
"""A building without a kind is taken for a home inside ``landuse=residential`` only."""

BUILDING_FIELDS = ("demand_id", "building", "levels", "name")
AREA_FIELDS = ("osm_id", "name", "admin_level")


def _dtype(column: str) -> type:
    """Of a column, so that a layer without rows has the same columns as any other."""
    return float if column == "levels" else object


@dataclass
class _Rows:
    """Rows of a layer while it is being read."""

    fields: tuple[str, ...]
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    shapes: list[shapely.Geometry] = field(default_factory=list)

    def add(self, shape: shapely.Geometry, *values: Any) -> None:
        self.rows.append(values)
        self.shapes.append(shape)

    def frame(self) -> gpd.GeoDataFrame:
        """Sorted by the first column, EPSG:4326."""
        columns = {name: pd.Series([row[n] for row in self.rows], dtype=_dtype(name)) for n, name in enumerate(self.fields)}
        frame = gpd.GeoDataFrame(columns, geometry=self.shapes, crs=EXCHANGE_CRS)
        return frame.sort_values(self.fields[0], kind="stable").reset_index(drop=True)


@dataclass(frozen=True)
class OsmLayers:
    """
    What an extract holds besides streets.

    Attributes
    ----------
    facilities
        ``facility_id, name, type, why, address, hours, osm_tags`` of all with a tag of the standard's filters; ``type`` is empty where
        tags and name do not settle it, and ``why`` says what they say.
    buildings
        Footprints; ``is_home`` where people may live.
    boundaries
        Administrative areas with a name, by ``admin_level``.
    without_area
        Objects that fit but have no usable place: open rings, relations with missing members.
    """

    facilities: gpd.GeoDataFrame
    buildings: gpd.GeoDataFrame
    boundaries: gpd.GeoDataFrame
    without_area: tuple[str, ...]


def read_layers(path: Path, book: TypeBook) -> OsmLayers:
    """Read the layers of an extract."""
    first_tags = set(book.first_tags)
    buildings, boundaries = _Rows(BUILDING_FIELDS), _Rows(AREA_FIELDS)
    grounds: list[shapely.Geometry] = []
    awaited: set[str] = set()  # ways and relations of which an area should come
    factory = osmium.geom.WKBFactory()
    for thing in osmium.FileProcessor(str(path)).with_areas().with_filter(osmium.filter.EmptyTagFilter()):
        if thing.is_node():
            continue
        tags = tags_of(thing)
        name = _object_name(thing)
        is_building = tags.get("building", "no") != "no"
        is_boundary = tags.get("boundary") == "administrative" and bool(shown_name(tags, chinese=True))
        if not thing.is_area():
            is_facility = not first_tags.isdisjoint(tags.items())
            if is_building or is_facility or (is_boundary and thing.is_relation()):
                awaited.add(name)
            continue
        if thing.num_rings()[0] == 0:  # rings that do not close enclose nothing
            continue
        awaited.discard(name)
        is_ground = tags.get("landuse") == "residential"
        if not (is_building or is_boundary or is_ground):
            continue
        shape = shapely.from_wkb(bytes.fromhex(factory.create_multipolygon(thing)))
        shape = shape.geoms[0] if len(shape.geoms) == 1 else shape
        shown = shown_name(tags, chinese=in_china(*shapely.get_coordinates(shape)[0].tolist()))
        if is_building:
            buildings.add(shape, name, tags["building"], _number(tags.get("building:levels", "")), shown)
        if is_boundary and shown:
            boundaries.add(shape, name, shown, tags.get("admin_level", ""))
        if is_ground:
            grounds.append(shape)
    footprints = buildings.frame()
    homes = _homes(footprints, grounds)
    return OsmLayers(_facilities(path, book), footprints.assign(is_home=homes), boundaries.frame(), tuple(sorted(awaited)))


def _facilities(path: Path, book: TypeBook) -> gpd.GeoDataFrame:
    layer, _ = read_osm_places(path, path.name, book, EXCHANGE_CRS, None)
    frame = layer.frame
    verdicts = [book.of_tags(name, tags) for name, tags in zip(frame["name"], frame[TAGS], strict=True)]
    tag_texts = ["; ".join(f"{key}={value}" for key, value in sorted(tags.items())) for tags in frame[TAGS]]
    columns = {
        "facility_id": frame["id"], "name": frame["name"], "type": [v.code for v in verdicts], "why": [v.reason for v in verdicts],
        "address": frame["address"], "hours": frame["hours"], "osm_tags": tag_texts,
    }  # fmt: skip
    return gpd.GeoDataFrame(columns, geometry=frame.geometry, crs=EXCHANGE_CRS)


def _object_name(thing: Any) -> str:
    if thing.is_area():
        return f"{'way' if thing.from_way() else 'relation'}/{thing.orig_id()}"
    return f"{'node' if thing.is_node() else 'way' if thing.is_way() else 'relation'}/{thing.id}"


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return float("nan")
    return value if 0 < value < 200 else float("nan")  # noqa: PLR2004 - no house has more storeys


def _homes(buildings: gpd.GeoDataFrame, grounds: list[shapely.Geometry]) -> np.ndarray:
    kind = buildings["building"].to_numpy(dtype=object)
    homes = np.isin(kind, sorted(DWELLING))
    unspecified = np.flatnonzero(kind == UNSPECIFIED)
    if len(unspecified) and grounds:
        places = shapely.point_on_surface(buildings.geometry.to_numpy()[unspecified])
        inside = shapely.STRtree(grounds).query(places, predicate="intersects")[0]
        homes[unspecified[inside]] = True
    return homes


def of_level(boundaries: gpd.GeoDataFrame, level: str, within: shapely.Geometry) -> gpd.GeoDataFrame:
    """Areas of an administrative level whose larger part lies within a place; a repeated name gets its OSM id."""
    found = boundaries[boundaries["admin_level"] == level]
    shapely.prepare(within)
    inside = shapely.intersects(within, shapely.point_on_surface(found.geometry.to_numpy()))
    found = found[inside].reset_index(drop=True)
    repeated = found["name"].duplicated(keep=False)
    return found.assign(name=found["name"].where(~repeated, found["name"] + "(" + found["osm_id"] + ")"))
