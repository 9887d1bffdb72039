"""
Territories for communities that are known as points only: who lives nearest on foot (design: marked "derived").

Station 3: after legs. Inside a subdistrict each demand point belongs to the community whose point is reached first over
the walking network; a point that no street reaches, to the nearest one in a straight line.
"""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely

from xc_gis.analysis.arrays.geometry import Floats, Ints, Objects
from xc_gis.analysis.legs.legs import Attached, attach, without_islands
from xc_gis.analysis.network.barriers import Barriers
from xc_gis.analysis.network.network import WalkingNetwork
from xc_gis.analysis.times.search import SearchGraph, Seeds, build_search_graph
from xc_gis.settings import Settings

SEARCH_S = 3600.0
"""A community whose point is an hour away is not where somebody lives (assumption)."""

BOUNDS_S = (600.0, 1500.0, SEARCH_S)
"""Bounds of the search, one after the other: most people live within ten minutes of their community."""

POINTS_AT_ONCE = 64


def derive_territories(
    network: WalkingNetwork,
    barriers: Barriers,
    communities: gpd.GeoDataFrame,
    subdistricts: gpd.GeoDataFrame | None,
    demand: gpd.GeoDataFrame,
    attached: Attached,
    settings: Settings,
) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """
    Assign demand points to communities without an area.

    Returns
    -------
    communities, demand
        Copies: communities that were ``point`` and got residents are ``derived`` with their territory (the union of
        the Voronoi cells of their demand points, cut to the subdistrict); demand has ``community_id`` filled in.
    """
    rows = np.flatnonzero((communities["location"] == "point").to_numpy())
    if len(rows) == 0:
        return communities, demand
    free = np.flatnonzero(demand["community_id"].isna().to_numpy() & ~np.isnan(attached.xy[:, 0]))
    zones = _zones(communities, subdistricts, rows, attached.xy, free)
    communities, demand = communities.copy(), demand.copy()
    graph = build_search_graph(network, "adult", settings)
    departures = graph.departures(without_islands(attached).legs)
    ids = communities["community_id"].to_numpy()
    home = demand["community_id"].to_numpy(dtype=object, copy=True)
    geometry, location = np.array(communities.geometry.array), communities["location"].to_numpy(copy=True)
    for members, people, ground in zones:
        legs = without_islands(attach(network, barriers, shapely.get_coordinates(geometry[members]), settings)).legs
        nearest = _nearest(graph, graph.arrivals(legs), departures, people, len(members))
        lost = nearest < 0
        if lost.any():
            nearest[lost] = _straight(attached.xy[people[lost]], shapely.get_coordinates(geometry[members]))
        home[people] = ids[members[nearest]]
        cells = _cells(attached.xy[people], ground)
        for place, member in enumerate(members):
            own = cells[nearest == place]
            if len(own):
                geometry[member], location[member] = _united(own), "derived"
    communities["location"] = location
    demand["community_id"] = home
    return communities.set_geometry(gpd.GeoSeries(geometry, crs=communities.crs, index=communities.index)), demand


def _zones(
    communities: gpd.GeoDataFrame, subdistricts: gpd.GeoDataFrame | None, rows: Ints, xy: Floats, free: Ints
) -> list[tuple[Ints, Ints, shapely.Geometry | None]]:
    """(communities, demand points, ground) that belong together: a subdistrict, or everything."""
    if subdistricts is None:
        return [(rows, free, None)]
    points = shapely.points(xy[free])
    named = _subdistricts_of(communities, subdistricts, rows)
    zones = []
    for name, ground in zip(subdistricts["name"], subdistricts.geometry, strict=True):
        shapely.prepare(ground)
        members, people = rows[named == name], free[shapely.intersects(ground, points)]
        if len(members) and len(people):
            zones.append((members, people, ground))
    return zones


def _subdistricts_of(communities: gpd.GeoDataFrame, subdistricts: gpd.GeoDataFrame, rows: Ints) -> Objects:
    """Subdistrict of each community: as its row says, else the one in which its point lies."""
    named = communities["subdistrict"].to_numpy(dtype=object)[rows].copy()
    unnamed = np.flatnonzero(~np.isin(named.astype(str), subdistricts["name"].to_numpy(dtype=str)))
    points = communities.geometry.to_numpy()[rows[unnamed]]
    found, area = shapely.STRtree(points).query(subdistricts.geometry.to_numpy(), predicate="intersects")[::-1]
    named[unnamed[found]] = subdistricts["name"].to_numpy()[area]
    return named


def _nearest(graph: SearchGraph, arrivals: Seeds, departures: Seeds, people: Ints, n_places: int) -> Ints:
    """
    Index of the place that each demand point reaches first, -1 where none; ties go to the first place.

    Whoever reaches a place within a bound has its nearest within it: only where somebody does not, the search goes farther.
    """
    mine = departures.take(np.isin(departures.point, people))
    best, nearest = np.full(len(people), np.inf), np.full(len(people), -1)
    for bound_s in BOUNDS_S:
        row = np.searchsorted(people, mine.point)
        for first in range(0, n_places, POINTS_AT_ONCE):
            chunk = range(first, min(first + POINTS_AT_ONCE, n_places))
            found = graph.search([_of_point(arrivals, place) for place in chunk], bound_s)
            for place, seconds in zip(chunk, found, strict=True):
                time_s = np.full(len(people), np.inf)
                np.minimum.at(time_s, row, seconds[mine.state] + mine.cost_s)
                nearer = time_s < best
                best[nearer], nearest[nearer] = time_s[nearer], place
        if bound_s == BOUNDS_S[-1] or not (far := best[row] > bound_s).any():
            break
        best[row[far]], nearest[row[far]] = np.inf, -1
        mine = mine.take(far)
    return nearest


def _straight(xy: Floats, places: Floats) -> Ints:
    """Index of the place that is nearest to each point in a straight line; ties go to the first."""
    nearest = np.zeros(len(xy), dtype=np.int64)
    least = np.full(len(xy), np.inf)
    for number, (x, y) in enumerate(places):
        square = (xy[:, 0] - x) ** 2 + (xy[:, 1] - y) ** 2
        nearer = square < least
        least[nearer], nearest[nearer] = square[nearer], number
    return nearest


def _of_point(seeds: Seeds, point: int) -> Seeds:
    first, last = np.searchsorted(seeds.point, [point, point + 1])
    return seeds.take(slice(int(first), int(last)))


def _cells(xy: Floats, ground: shapely.Geometry | None) -> np.ndarray:
    """Voronoi cell of each point, cut to the ground; a lone point gets all of it."""
    extent = ground if ground is not None else shapely.MultiPoint(xy).buffer(500.0)
    unique, of = np.unique(xy, axis=0, return_inverse=True)
    if len(unique) == 1:
        return np.array([extent] * len(xy), dtype=object)
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.MultiPoint(unique), extend_to=extent))
    tree = shapely.STRtree(cells)
    point, cell = tree.query(shapely.points(unique), predicate="intersects")
    owner = np.zeros(len(unique), dtype=np.int64)
    owner[point[::-1]] = cell[::-1]
    whole = cells[owner]
    shapely.prepare(extent)
    at_rim = ~shapely.contains_properly(extent, whole)
    whole[at_rim] = shapely.intersection(whole[at_rim], extent)
    clipped = np.array([shapely.Point(p) for p in unique], dtype=object) if len(whole) != len(unique) else whole
    # of points on one spot the first owns the cell: a union needs it only once
    first = np.unique(of, return_index=True)[1]
    result = np.array([shapely.Polygon()] * len(xy), dtype=object)
    result[first] = clipped
    return result


def _united(cells: Objects) -> shapely.Geometry:
    """
    The union of cells of one diagram.

    They share their corners, so that no lines need be intersected: what stands between two of them is left away. Where cells at the rim were cut
    a hair's breadth apart that does not work out, and they are united as any areas are.
    """
    held = cells[~shapely.is_empty(cells)]
    try:
        united = shapely.coverage_union_all(held)
    except shapely.errors.GEOSException:
        return shapely.union_all(held)
    return united if shapely.is_valid(united) else shapely.union_all(held)
