"""
Layers out of an extract: facilities by the standard's filters, buildings, subdistricts and communities.

The tags stay with each object, so that a later look can decide otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import osmium
import shapely

from xc_gis.sources.osm_filters import facility_type, filters_of, matches
from xc_gis.standard import Standard
from xc_gis.units import EXCHANGE_CRS

HOMES = frozenset("apartments residential house dormitory terrace detached semidetached_house bungalow".split())
"""Values of ``building`` that are homes wherever they stand."""

UNSAID = "yes"
"""A building without a kind is taken for a home inside ``landuse=residential`` only."""

FACILITY_FIELDS = ("facility_id", "name", "type", "address", "hours", "osm_tags")
BUILDING_FIELDS = ("demand_id", "building", "levels", "name", "is_home")
AREA_FIELDS = ("osm_id", "name", "admin_level")


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
        columns = {name: [row[n] for row in self.rows] for n, name in enumerate(self.fields)}
        frame = gpd.GeoDataFrame(columns, geometry=self.shapes, crs=EXCHANGE_CRS)
        return frame.sort_values(self.fields[0], kind="stable").reset_index(drop=True)


@dataclass(frozen=True)
class OsmLayers:
    """
    What an extract holds besides streets.

    Attributes
    ----------
    facilities
        Objects that fit a filter of the standard; ``type`` is empty where name and tags fit no single type.
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


def read_layers(path: Path, standard: Standard) -> OsmLayers:
    """Read the layers of an extract."""
    filters = filters_of(standard)
    telling = {key for wanted in filters for key, _ in wanted}
    facilities, buildings, boundaries = _Rows(FACILITY_FIELDS), _Rows(BUILDING_FIELDS), _Rows(AREA_FIELDS)
    grounds: list[shapely.Geometry] = []
    awaited: set[str] = set()  # ways and relations of which an area should come
    factory = osmium.geom.WKBFactory()
    for thing in osmium.FileProcessor(str(path)).with_areas().with_filter(osmium.filter.EmptyTagFilter()):
        tags = dict(thing.tags)
        name = _object_name(thing)
        is_facility = not telling.isdisjoint(tags) and any(matches(tags, wanted) for wanted in filters)
        is_building = tags.get("building", "no") != "no"
        if thing.is_node():
            if is_facility:
                _add_facility(facilities, name, shapely.Point(thing.location.lon, thing.location.lat), tags, standard)
            continue
        is_boundary = tags.get("boundary") == "administrative" and bool(tags.get("name"))
        is_ground = tags.get("landuse") == "residential"
        if not thing.is_area():
            if is_facility or is_building or (is_boundary and thing.is_relation()):
                awaited.add(name)
            continue
        if not (is_facility or is_building or is_boundary or is_ground):
            continue
        try:
            shape = shapely.from_wkb(bytes.fromhex(factory.create_multipolygon(thing)))
        except RuntimeError:  # rings that do not close: it stays among the awaited
            continue
        awaited.discard(name)
        shape = shape.geoms[0] if len(shape.geoms) == 1 else shape
        if is_facility:
            _add_facility(facilities, name, shape, tags, standard)
        if is_building:
            buildings.add(shape, name, tags["building"], _number(tags.get("building:levels", "")), tags.get("name", ""), False)
        if is_boundary:
            boundaries.add(shape, name, tags["name"], tags.get("admin_level", ""))
        if is_ground:
            grounds.append(shape)
    footprints = buildings.frame()
    footprints = footprints.assign(is_home=_homes(footprints, grounds))
    return OsmLayers(facilities.frame(), footprints, boundaries.frame(), tuple(sorted(awaited)))


def _add_facility(rows: _Rows, name: str, shape: shapely.Geometry, tags: Mapping[str, str], standard: Standard) -> None:
    title = next((tags[key] for key in ("name:zh", "name", "brand", "operator") if tags.get(key)), "")
    said = "; ".join(f"{key}={value}" for key, value in sorted(tags.items()))
    rows.add(shape, name, title, facility_type(tags, standard), _address(tags), tags.get("opening_hours", ""), said)


def _address(tags: Mapping[str, str]) -> str:
    if tags.get("addr:full"):
        return tags["addr:full"]
    return "".join(tags.get(f"addr:{part}", "") for part in ("district", "subdistrict", "street", "housenumber"))


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
    homes = np.isin(kind, sorted(HOMES))
    unsaid = np.flatnonzero(kind == UNSAID)
    if len(unsaid) and grounds:
        places = shapely.point_on_surface(buildings.geometry.to_numpy()[unsaid])
        inside = shapely.STRtree(grounds).query(places, predicate="intersects")[0]
        homes[unsaid[inside]] = True
    return homes


def of_level(boundaries: gpd.GeoDataFrame, level: str, within: shapely.Geometry) -> gpd.GeoDataFrame:
    """Areas of an administrative level whose larger part lies within a place; a repeated name gets its OSM id."""
    found = boundaries[boundaries["admin_level"] == level]
    shapely.prepare(within)
    inside = shapely.intersects(within, shapely.point_on_surface(found.geometry.to_numpy()))
    found = found[inside].reset_index(drop=True)
    repeated = found["name"].duplicated(keep=False)
    return found.assign(name=found["name"].where(~repeated, found["name"] + "(" + found["osm_id"] + ")"))
