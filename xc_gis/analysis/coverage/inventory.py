"""
Where a missing facility is known to be missing: how completely each category was surveyed (method §5, §7.6).

Station 4: before coverage. A resident whom no facility reaches lives in a gap only if everything within reach was
surveyed; otherwise nobody knows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import geopandas as gpd
import numpy as np
import shapely

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints, points_of
from xc_gis.areas.outlines import coarser
from xc_gis.model import InventoryStatement
from xc_gis.settings import Settings
from xc_gis.standard import Standard

OUTSIDE = "outside"
"""Name of the ground around all communities."""

COARSE_M = 0.5
"""An outline of very many vertices is drawn so much coarser."""

SLIVER_M = 2.0
"""Gaps between communities up to twice this width are drawing errors, not ground of their own (assumption)."""


@dataclass(frozen=True)
class CompleteAreas:
    """
    By category: which communities (rows of the frame) are completely surveyed, and whether the ground around them is.
    """

    communities: Mapping[str, Bools]
    outside: Mapping[str, bool]

    def open_somewhere(self, n_communities: int) -> Bools:
        """Which communities are not surveyed for a category that is surveyed somewhere."""
        found = np.zeros(n_communities, dtype=bool)
        for surveyed in self.communities.values():
            if surveyed.any():
                found |= ~surveyed
        return found


def complete_areas(
    statements: Sequence[InventoryStatement],
    communities: gpd.GeoDataFrame,
    standard: Standard,
    settings: Settings,
    study_date: date | None,
) -> CompleteAreas:
    """
    Work out where each category is completely surveyed.

    Later statements override earlier ones where they speak of the same area. A statement about a category decides; where
    there is none, the category is complete where each of its facility types is. An inventory older than
    ``inventory.stale_months`` counts as partial, measured from the study's day, else from the newest survey.
    """
    asked = {category.code: standard.types_of(category.code) for category in standard.categories}
    return complete_lists(statements, communities, asked, settings, study_date)


def complete_lists(
    statements: Sequence[InventoryStatement],
    communities: gpd.GeoDataFrame,
    asked: Mapping[str, Sequence[str]],
    settings: Settings,
    study_date: date | None,
) -> CompleteAreas:
    """The same for any lists of facility types; ``asked``: types by key, which is a category's code or says nothing."""
    n = len(communities)
    declared = _declared(statements, communities, settings, study_date)
    silent = np.full(n + 1, -1)
    inside, outside = {}, {}
    for key, types in asked.items():
        own = declared.get(("category", key), silent)
        each = [declared.get(("type", kind), silent) == 1 for kind in types]
        by_type = np.logical_and.reduce(each) if each else np.zeros(n + 1, dtype=bool)
        complete = np.where(own >= 0, own == 1, by_type)
        inside[key], outside[key] = complete[:n], bool(complete[n])
    return CompleteAreas(inside, outside)


def complete_types(
    statements: Sequence[InventoryStatement],
    communities: gpd.GeoDataFrame,
    standard: Standard,
    settings: Settings,
    study_date: date | None,
) -> Mapping[str, Bools]:
    """
    By facility type: in which communities (rows of the frame) its list is complete.

    What is stated of a type decides; where there is nothing, the list of a category that is complete holds all types that serve it.
    """
    n = len(communities)
    declared = _declared(statements, communities, settings, study_date)
    silent = np.full(n + 1, -1)
    found = {}
    for kind, of_type in standard.facility_types.items():
        own = declared.get(("type", kind), silent)
        served = [declared.get(("category", code), silent) == 1 for code in of_type.services]
        by_category = np.logical_or.reduce(served) if served else np.zeros(n + 1, dtype=bool)
        found[kind] = np.where(own >= 0, own == 1, by_category)[:n]
    return found


def _declared(
    statements: Sequence[InventoryStatement], communities: gpd.GeoDataFrame, settings: Settings, study_date: date | None
) -> dict[tuple[str, str], Ints]:
    """By category or type, then community (last place: outside): 1 complete, 0 partial, -1 nothing said."""
    today = inventory_day(statements, study_date)
    ids, districts = communities["community_id"].to_numpy(), communities["subdistrict"].to_numpy()
    n = len(ids)
    declared: dict[tuple[str, str], Ints] = {}
    for statement in statements:
        value = int(statement.status == "complete" and not is_stale(statement, today, settings))
        key = ("category", statement.category) if statement.category else ("type", str(statement.type))
        row = declared.setdefault(key, np.full(n + 1, -1))
        if "all" in statement.areas:
            row[:n] = value
        if OUTSIDE in statement.areas:
            row[n] = value
        row[:n][np.isin(ids, statement.areas) | np.isin(districts, statement.areas)] = value
    return declared


def inventory_day(statements: Sequence[InventoryStatement], study_date: date | None) -> date | None:
    """Day from which the age of an inventory is counted: the study's, else that of the newest survey; never the clock's."""
    surveyed = [s.surveyed for s in statements if s.surveyed]
    return study_date or (max(surveyed) if surveyed else None)


def is_stale(statement: InventoryStatement, today: date | None, settings: Settings) -> bool:
    """Whether a survey is too old to say that something is not there."""
    months = settings.number("inventory.stale_months")
    return bool(statement.surveyed and today and _is_older(statement.surveyed, today, months))


def _is_older(surveyed: date, today: date, months: float) -> bool:
    """Whether more than ``months`` calendar months lie between two days."""
    whole = (today.year - surveyed.year) * 12 + today.month - surveyed.month
    return (whole, today.day) > (int(months), surveyed.day) if months == int(months) else whole > months


@dataclass(frozen=True)
class Surroundings:
    """
    Communities near each demand point, once for all categories.

    Attributes
    ----------
    point, community, distance_m
        Pairs within ``radius_m``, sorted by point.
    outside_m
        By point: metres to the ground around all communities, ``inf`` beyond ``radius_m``.
    unplaced
        By row of the communities: has no territory, so that nobody knows what lies in it.
    """

    radius_m: float
    point: Ints
    community: Ints
    distance_m: Floats
    outside_m: Floats
    unplaced: Bools


def surroundings(xy: Floats, communities: gpd.GeoDataFrame, radius_m: float, complete: CompleteAreas) -> Surroundings:
    """
    Find the communities within ``radius_m`` of each demand point, shape (n, 2), analysis CRS.

    Only communities matter that are not surveyed for a category which is surveyed somewhere.
    """
    unplaced = ~communities["location"].isin(["area", "derived"]).to_numpy()
    placed = np.flatnonzero(~unplaced & complete.open_somewhere(len(communities)))
    points = points_of(xy)
    areas = communities.geometry.to_numpy()[placed]
    if unplaced.all():
        none = np.zeros(0, dtype=np.int64)
        return Surroundings(radius_m, none, none, np.zeros(0), np.zeros(len(xy)), unplaced)
    point, area = _near(points, areas, radius_m)
    distance = shapely.distance(points[point], areas[area])
    order = np.lexsort((area, point))
    whole = communities.geometry.to_numpy()[~unplaced]
    shapes = coarser(whole, COARSE_M)
    ground = shapely.union_all(shapes).buffer(SLIVER_M).buffer(-SLIVER_M)
    to_outside = _to_outside(points, ground, radius_m)
    if shapes is not whole:  # the outside may be nearer by so much: nobody is in gap for a line that was drawn coarser
        to_outside = np.maximum(to_outside - COARSE_M, 0.0)
    return Surroundings(
        radius_m,
        point[order],
        placed[area[order]],
        distance[order],
        to_outside,
        unplaced,
    )


def _near(points: np.ndarray, areas: np.ndarray, radius_m: float) -> tuple[Ints, Ints]:
    """Pairs of points and areas within a distance; each area is prepared once, however many vertices it has."""
    shapely.prepare(areas)
    known = np.flatnonzero(~shapely.is_missing(points) & ~shapely.is_empty(points))
    x, y = shapely.get_x(points[known]), shapely.get_y(points[known])
    boxes = shapely.box(x - radius_m, y - radius_m, x + radius_m, y + radius_m)
    point, area = shapely.STRtree(areas).query(boxes)
    near = shapely.dwithin(areas[area], points[known[point]], radius_m)
    return known[point[near]], area[near]


def _to_outside(points: np.ndarray, ground: shapely.Geometry, radius_m: float) -> Floats:
    metres = np.full(len(points), np.inf)
    shapely.prepare(ground)
    inside = shapely.intersects(ground, points)
    metres[~inside & ~shapely.is_missing(points) & ~shapely.is_empty(points)] = 0.0
    rings = shapely.get_coordinates(shapely.get_rings(shapely.get_parts(ground)), return_index=True)
    same = np.flatnonzero(rings[1][:-1] == rings[1][1:])
    edges = shapely.linestrings(np.stack([rings[0][same], rings[0][same + 1]], axis=1))
    rows = np.flatnonzero(inside)
    found, distance = shapely.STRtree(edges).query_nearest(
        points[rows], max_distance=radius_m, return_distance=True, all_matches=False
    )
    metres[rows[found[0]]] = distance
    return metres


def all_surveyed(near: Surroundings, code: str, areas: CompleteAreas, reach_m: float) -> Bools:
    """By demand point: every area within ``reach_m`` is completely surveyed for the category ``code``."""
    complete = areas.communities[code]
    if not complete.any():
        return np.zeros(len(near.outside_m), dtype=bool)
    surveyed = np.ones(len(near.outside_m), dtype=bool)
    if (near.unplaced & ~complete).any():
        return np.zeros_like(surveyed)  # an unsurveyed community may lie anywhere
    missing = ~complete[near.community] & (near.distance_m <= reach_m)
    surveyed[near.point[missing]] = False
    if not areas.outside[code]:
        surveyed &= near.outside_m > reach_m
    return surveyed
