"""
Where facilities are entered: points, entrances that the study names, gates and doors of areas (method §3). Station 2.
"""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints, Objects, to_plane
from xc_gis.analysis.network.network import WalkingNetwork
from xc_gis.analysis.network.walkable import is_door, is_way_in
from xc_gis.model import StreetData
from xc_gis.settings import Settings

ENTRANCE_TOLERANCE_M = 1.0
"""How far from the outline a node may lie and still be an entrance: mapped outlines are that exact (assumption)."""

MEETS_M = 0.01
"""A way that ends a centimetre before an outline meets it: positions that passed through another file or system are that exact."""


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


@dataclass(frozen=True)
class WaysIn:
    """
    What areas may be entered by.

    Attributes
    ----------
    edges
        Index of the walkable edges that are drawn on the map.
    gates
        Gates and entrances that lie on a walkable way, shape (n, 2).
    doors
        Entrances of buildings, on a way or not, shape (n, 2).
    """

    edges: shapely.STRtree
    gates: Floats
    doors: Floats


def ways_in(streets: StreetData, network: WalkingNetwork, settings: Settings) -> WaysIn:
    """Collect what areas may be entered by."""
    ids = np.array(sorted(n for n, tags in streets.node_tags.items() if is_way_in(tags) or is_door(tags)), dtype=np.int64)
    at = np.searchsorted(streets.node_ids, ids)
    xy = np.column_stack(to_plane(streets.lon[at], streets.lat[at], settings.word("crs.analysis"))).reshape(-1, 2)
    door: Bools = np.array([is_door(streets.node_tags[n]) for n in ids.tolist()], dtype=bool)
    edges = shapely.STRtree(network.lines[~network.across]) if network.across.any() else network.tree
    return WaysIn(edges, xy[np.isin(ids, network.osm_id)], xy[door])


def facility_points(facilities: gpd.GeoDataFrame, ways: WaysIn) -> FacilityPoints:
    """
    Find the points at which facilities are entered.

    A point is itself; several points are the entrances that the study names. An area is entered wherever a walkable edge
    meets its outline and at the gates on it that lie on a walkable way; a building by the doors of its outline, where any
    are known. Where there is nothing of this, at the point of the outline that is nearest to an edge.
    """
    geometry = facilities.geometry.to_numpy()
    kinds = shapely.get_type_id(geometry)
    is_point, is_many = kinds == shapely.GeometryType.POINT, kinds == shapely.GeometryType.MULTIPOINT
    rows = [np.flatnonzero(is_point)]
    points = [shapely.get_coordinates(geometry[is_point])]
    several, of = shapely.get_coordinates(geometry[is_many], return_index=True)
    rows.append(np.flatnonzero(is_many)[of])
    points.append(several)
    areas = np.flatnonzero(~is_point & ~is_many & (kinds >= 0))
    if len(areas):
        gates, doors = (shapely.STRtree(_points(xy)) for xy in (ways.gates, ways.doors))
        for row, building in zip(areas, facilities["building"].to_numpy(dtype=bool)[areas], strict=True):
            outline = shapely.boundary(geometry[row]) if shapely.get_dimensions(geometry[row]) == 2 else geometry[row]  # noqa: PLR2004 - an area
            found = ways.doors[_on(outline, doors)] if building else np.empty((0, 2))
            if len(found) == 0:
                found = _area_entries(outline, ways, gates)
            rows.append(np.full(len(found), row))
            points.append(found)
    facility, xy = np.concatenate(rows).astype(np.int64), np.concatenate(points)
    order = np.lexsort((xy[:, 1], xy[:, 0], facility))
    return FacilityPoints(xy[order], facility[order])


def _points(xy: Floats) -> Objects:
    return np.asarray(shapely.points(xy), dtype=object).reshape(-1)


def _on(outline: shapely.Geometry, nodes: shapely.STRtree) -> Ints:
    """Numbers of the nodes on an outline."""
    return np.sort(nodes.query(outline, predicate="dwithin", distance=ENTRANCE_TOLERANCE_M))


def _area_entries(outline: shapely.Geometry, ways: WaysIn, gates: shapely.STRtree) -> Floats:
    edges = ways.edges
    crossing = np.sort(edges.query(outline, predicate="dwithin", distance=MEETS_M))
    lines = edges.geometries[crossing]
    touching = shapely.intersects(lines, outline)
    meets = shapely.get_coordinates(shapely.intersection(lines[touching], outline))
    almost = shapely.get_coordinates(shapely.get_point(shapely.shortest_line(outline, lines[~touching]), 0))
    found = np.round(np.concatenate([meets, almost, ways.gates[_on(outline, gates)]]), 3)
    if len(found):
        return np.unique(found, axis=0)
    nearest = edges.geometries[edges.nearest(outline)]
    return shapely.get_coordinates(shapely.shortest_line(outline, nearest))[:1]
