"""Shapes of the web map packed small: coordinates as whole steps of a hundred-thousandth of a degree, streets and ground by class."""

from __future__ import annotations

from itertools import chain, pairwise
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from xc_gis.model import StreetData
from xc_gis.units import EXCHANGE_CRS

SCALE = 100_000
"""A step is a hundred-thousandth of a degree, about a metre: finer than a line on a screen."""

STREET_LOOKS = (
    (frozenset(("motorway", "trunk")), "#7d8894", 3.2, 0.75),
    (frozenset(("primary",)), "#8f9aa6", 2.4, 0.7),
    (frozenset(("secondary", "tertiary")), "#9aa5b1", 1.5, 0.6),
)
"""Classes, colour, width and opacity of streets in the background; links as their road."""

OTHER_STREETS = ("#a8b2bd", 0.7, 0.45)

MARGIN_DEG = 0.02
"""Streets are shown this far around the communities (about 2 km)."""


def packed_line(degrees: np.ndarray) -> list[int]:
    """Points as whole steps, each from the one before."""
    whole = np.rint(degrees * SCALE).astype(np.int64)
    moved = np.diff(whole, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
    packed: list[int] = moved.ravel().tolist()
    return packed


def packed_rings(geometry: shapely.Geometry) -> list[list[int]]:
    """All rings of an area; holes come as rings, too."""
    return [packed_line(shapely.get_coordinates(ring)) for ring in shapely.get_rings(shapely.get_parts(geometry))]


def packed_polygons(geometries: np.ndarray) -> list[list[list[list[int]]]]:
    """Of each geometry its polygons, each with its outer ring and its holes: thousands are packed at once."""
    parts, geometry_of = shapely.get_parts(geometries, return_index=True)
    rings, part_of = shapely.get_rings(parts, return_index=True)
    degrees, ring_of = shapely.get_coordinates(rings, return_index=True)
    return _grouped(_grouped(_packed_lines(degrees, ring_of, len(rings)), part_of, len(parts)), geometry_of, len(geometries))


def _packed_lines(degrees: np.ndarray, line_of: np.ndarray, count: int) -> list[list[int]]:
    """``packed_line`` of many lines whose points, with the ``line_of`` each, stand one after the other."""
    whole = np.rint(degrees * SCALE).astype(np.int64)
    moved = np.diff(whole, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
    first = np.flatnonzero(np.diff(line_of, prepend=-1))
    moved[first] = whole[first]
    flat = moved.ravel().tolist()
    ends = np.searchsorted(line_of, np.arange(count + 1)) * 2
    return [flat[a:b] for a, b in pairwise(ends.tolist())]


def _grouped(members: list[Any], group_of: np.ndarray, count: int) -> list[list[Any]]:
    """Lists of members by their group, ascending."""
    ends = np.searchsorted(group_of, np.arange(count + 1))
    return [members[a:b] for a, b in pairwise(ends.tolist())]


def shown_bounds(areas: gpd.GeoDataFrame, demand: gpd.GeoDataFrame) -> list[float]:
    """West, south, east and north of the communities, in degrees; of the residents where no community has a place."""
    shown = areas.geometry.dropna()
    extent = shown.total_bounds if len(shown) else demand.geometry.dropna().to_crs(EXCHANGE_CRS).total_bounds
    return [round(float(b), 6) for b in extent]


def subdistrict_shapes(subdistricts: gpd.GeoDataFrame | None, areas: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    """Outline, name and the place of the name; without a layer of subdistricts those that the communities make up."""
    if subdistricts is None:
        placed = areas[areas["location"].isin(["area", "derived"]) & (areas["subdistrict"] != "")]
        if len(placed) == 0:
            return []
        subdistricts = (
            placed[["subdistrict", "geometry"]].dissolve(by="subdistrict").reset_index().rename(columns={"subdistrict": "name"})
        )
    shown = subdistricts.to_crs(EXCHANGE_CRS)
    middles = shown.geometry.representative_point()
    return [
        {"name": name, "rings": packed_rings(geometry), "at": {"lon": round(p.x, 6), "lat": round(p.y, 6)}}
        for name, geometry, p in zip(shown["name"], shown.geometry, middles, strict=True)
    ]


def street_lines(streets: StreetData, bounds: list[float]) -> list[dict[str, Any]]:
    """Streets by class, cut to the surroundings of the communities."""
    west, south, east, north = (
        bounds[0] - MARGIN_DEG,
        bounds[1] - MARGIN_DEG,
        bounds[2] + MARGIN_DEG,
        bounds[3] + MARGIN_DEG,
    )
    count = [len(nodes) for _, nodes, _ in streets.ways]
    at = np.searchsorted(
        streets.node_ids, np.fromiter(chain.from_iterable(nodes for _, nodes, _ in streets.ways), dtype=np.int64)
    )
    x, y, way_of = streets.lon[at], streets.lat[at], np.repeat(np.arange(len(count)), count)
    inside = (x > west) & (x < east) & (y > south) & (y < north)
    shown = np.bincount(way_of[inside], minlength=len(count)) > 0
    packed = _packed_lines(np.column_stack([x, y]), way_of, len(count))
    lines: dict[int, list[list[int]]] = {n: [] for n in range(len(STREET_LOOKS) + 1)}
    for way in np.flatnonzero(shown).tolist():
        kind = streets.ways[way][2]["highway"].removesuffix("_link")
        look = next((n for n, (classes, *_) in enumerate(STREET_LOOKS) if kind in classes), len(STREET_LOOKS))
        lines[look].append(packed[way])
    looks = [*(look[1:] for look in STREET_LOOKS), OTHER_STREETS]
    return [
        {"lines": lines[n], "colour": colour, "weight": weight, "opacity": opacity}
        for n, (colour, weight, opacity) in sorted(enumerate(looks), reverse=True)
        if lines[n]
    ]


def ground_shapes(background: gpd.GeoDataFrame, bounds: list[float]) -> list[dict[str, Any]]:
    """Parks and water in the surroundings of the communities."""
    if len(background) == 0:
        return []
    box = shapely.box(bounds[0] - MARGIN_DEG, bounds[1] - MARGIN_DEG, bounds[2] + MARGIN_DEG, bounds[3] + MARGIN_DEG)
    near = background[background.geometry.intersects(box)]
    simple = near.geometry.simplify(1.5 / SCALE)
    ordered = sorted(zip(near["kind"], simple, strict=True), key=lambda pair: pair[0] != "green")  # water lies on green
    return [{"kind": kind, "rings": packed_rings(geometry)} for kind, geometry in ordered if not geometry.is_empty]
