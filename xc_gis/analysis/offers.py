"""
Which facility offers which category to whom: services, status and catchments (method §5). Station 3: before the search.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.analysis.geometry import Floats, Ints
from xc_gis.settings import Settings
from xc_gis.standard import Standard

EVERYONE, OWN_COMMUNITY, OWN_SUBDISTRICT = "everyone", "own_community", "own_subdistrict"


@dataclass(frozen=True)
class FacilityPoints:
    """
    The points at which facilities are entered.

    Attributes
    ----------
    xy
        Shape (n, 2), analysis CRS.
    facility
        Row of the facility frame of each point; a park with three gates has three points.
    """

    xy: Floats
    facility: Ints


def offers(facilities: gpd.GeoDataFrame, communities: gpd.GeoDataFrame, standard: Standard, settings: Settings) -> pd.DataFrame:
    """
    List what open facilities offer.

    Returns
    -------
    DataFrame
        ``facility`` (row of ``facilities``), ``type``, ``reach`` (everyone, own_community, own_subdistrict) and ``area``
        (community id or name of the subdistrict that it serves, empty for everyone). A facility with a
        catchment but in no community serves only those that its ``serves`` names.
    """
    usable = np.flatnonzero((facilities["status"] == "open").to_numpy() & ~facilities.geometry.isna().to_numpy())
    limited = settings.flag("catchments")
    homes = home_communities(facilities, communities)
    subdistrict_of = dict(zip(communities["community_id"], communities["subdistrict"], strict=True))
    rows: list[tuple[int, str, str, str]] = []
    for row, kind, serves in zip(
        usable.tolist(), facilities["type"].iloc[usable], facilities["serves"].iloc[usable], strict=True
    ):
        reach = standard.facility_types[kind].catchment if limited else EVERYONE
        if reach == EVERYONE:
            rows.append((row, kind, reach, ""))
            continue
        served = {homes[row], *_split(serves)} - {""}
        areas = served if reach == OWN_COMMUNITY else {subdistrict_of.get(c, "") for c in served} - {""}
        rows.extend((row, kind, reach, area) for area in sorted(areas))
    return pd.DataFrame(rows, columns=["facility", "type", "reach", "area"])


def _split(serves: object) -> list[str]:
    return [part.strip() for part in serves.split(";") if part.strip()] if isinstance(serves, str) else []


def home_communities(facilities: gpd.GeoDataFrame, communities: gpd.GeoDataFrame) -> list[str]:
    """Community in whose territory each facility lies (the smallest id on a border), empty outside all."""
    areas = communities[communities["location"].isin(["area", "derived"])].sort_values("community_id")
    homes = [""] * len(facilities)
    if len(areas) == 0:
        return homes
    points = shapely.point_on_surface(facilities.geometry.to_numpy())
    row, area = shapely.STRtree(areas.geometry.to_numpy()).query(points, predicate="intersects")
    ids = areas["community_id"].to_numpy()
    for at, inside in sorted(zip(row.tolist(), area.tolist(), strict=True), reverse=True):
        homes[at] = ids[inside]
    return homes


def facility_points(facilities: gpd.GeoDataFrame, edges: shapely.STRtree, entrances: Floats) -> FacilityPoints:
    """
    Find the points at which facilities are entered.

    A point is itself; several points are entrances. An area is entered at its known entrances (OSM nodes with
    ``entrance`` or ``barrier`` on its outline, at most a metre off), else wherever a walkable edge meets its outline,
    else at the point of the outline that is nearest to an edge.

    Parameters
    ----------
    edges
        Index of the walkable edges.
    entrances
        Positions of possible entrances, shape (n, 2).
    """
    geometry = facilities.geometry.to_numpy()
    kinds = shapely.get_type_id(geometry)
    is_point, is_many = kinds == shapely.GeometryType.POINT, kinds == shapely.GeometryType.MULTIPOINT
    rows = [np.flatnonzero(is_point)]
    points = [shapely.get_coordinates(geometry[is_point])]
    several, of = shapely.get_coordinates(geometry[is_many], return_index=True)
    rows.append(np.flatnonzero(is_many)[of])
    points.append(several)
    gates = shapely.STRtree(shapely.points(entrances)) if len(entrances) else None
    for row in np.flatnonzero(~is_point & ~is_many & (kinds >= 0)):
        found = _area_entries(geometry[row], edges, gates, entrances)
        rows.append(np.full(len(found), row))
        points.append(found)
    facility, xy = np.concatenate(rows).astype(np.int64), np.concatenate(points)
    order = np.lexsort((xy[:, 1], xy[:, 0], facility))
    return FacilityPoints(xy[order], facility[order])


ENTRANCE_TOLERANCE_M = 1.0
"""How far from the outline a node may lie and still be an entrance: mapped outlines are that exact (assumption)."""


def _area_entries(area: shapely.Geometry, edges: shapely.STRtree, gates: shapely.STRtree | None, entrances: Floats) -> Floats:
    outline = shapely.boundary(area) if shapely.get_dimensions(area) == 2 else area  # noqa: PLR2004 - an area
    if gates is not None:
        known = np.sort(gates.query(outline, predicate="dwithin", distance=ENTRANCE_TOLERANCE_M))
        if len(known):
            return entrances[known]
    crossing = np.sort(edges.query(outline, predicate="intersects"))
    if len(crossing):
        meets = shapely.intersection(edges.geometries[crossing], outline)
        ends = np.unique(np.round(shapely.get_coordinates(meets), 3), axis=0)
        if len(ends):
            return ends
    nearest = edges.geometries[edges.nearest(outline)]
    return shapely.get_coordinates(shapely.shortest_line(outline, nearest))[:1]


def category_types(standard: Standard) -> Mapping[str, tuple[str, ...]]:
    """Facility types that serve each category."""
    return {category.code: standard.types_of(category.code) for category in standard.categories}
