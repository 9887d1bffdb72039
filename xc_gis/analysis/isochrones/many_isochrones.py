"""
Isochrones of many places, taken together (method §6): each alone, all as one, and before and after a change.

Places near each other are searched, read and contoured at once; a line does not depend on which others are drawn with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from xc_gis.analysis.arrays.geometry import Floats, Ints, Objects
from xc_gis.analysis.isochrones.isochrone import IsochroneEngine
from xc_gis.analysis.legs.legs import Attached
from xc_gis.analysis.legs.point_parts import part_of
from xc_gis.units import SECONDS_PER_MINUTE

TILE_SHARE = 1.5
"""Side of a tile as a share of how far the largest limit reaches: smaller ones share less, larger ones look at more empty ground."""

PLACES_AT_ONCE = 64
"""Bounds the memory."""


def isochrones_of_many(engine: IsochroneEngine, points: Attached, members: Sequence[Ints], minutes: Sequence[float]) -> Objects:
    """
    Draw the outlines of each of many places.

    Parameters
    ----------
    points
        Points of all places with their legs.
    members
        By place the rows of its points.
    minutes
        Limits.

    Returns
    -------
    ndarray of Geometry, shape (places, minutes)
        Valid (multi)polygons in the analysis CRS, empty where nobody reaches the place.
    """
    outlines = np.full((len(members), len(minutes)), shapely.MultiPolygon(), dtype=object)
    if len(minutes) == 0:
        return outlines
    side_m = max(minutes) * SECONDS_PER_MINUTE * engine.graph.speed_m_s * TILE_SHARE
    for places in _side_by_side(points, members, side_m):
        rows = np.concatenate([members[place] for place in places])
        place_of = np.repeat(np.arange(len(places)), [len(members[place]) for place in places])
        order = np.argsort(rows, kind="stable")
        outlines[places] = engine.outlines_side_by_side(part_of(points, rows[order]), place_of[order], len(places), minutes).T
    return outlines


def _side_by_side(points: Attached, members: Sequence[Ints], side_m: float) -> Iterator[Ints]:
    """Divide the places on the network into those that share a square of ground."""
    middle = np.array([_middle(points, rows) for rows in members]).reshape(-1, 2)
    placed = np.flatnonzero(~np.isnan(middle[:, 0]))
    tile = np.floor(middle[placed] / side_m).astype(np.int64)
    order = np.lexsort((tile[:, 0], tile[:, 1]))
    fresh = np.flatnonzero(np.any(np.diff(tile[order], axis=0), axis=1)) + 1
    for part in np.split(placed[order], fresh):
        for first in range(0, len(part), PLACES_AT_ONCE):
            yield part[first : first + PLACES_AT_ONCE]


def _middle(points: Attached, rows: Ints) -> Floats:
    """Middle of the points on the network; NaN where there are none."""
    on_network = points.xy[rows[~points.off_network[rows]]]
    middle: Floats = on_network.mean(axis=0) if len(on_network) else np.full(2, np.nan)
    return middle


def union_isochrones(engine: IsochroneEngine, points: Attached, rows: Ints, minutes: Sequence[float]) -> Objects:
    """
    Outlines of the ground from which any of many places is reached, one by limit: of all times to them the least decides.

    ``rows`` are the points of all these places. One search serves them all, so that its cost does not grow with their number.
    """
    if len(rows) == 0:
        return np.full(len(minutes), shapely.MultiPolygon(), dtype=object)
    return np.array(engine.outlines(part_of(points, np.unique(rows)), minutes), dtype=object)


@dataclass(frozen=True)
class ChangedOutline:
    """
    Ground within one limit of any of some places, before and after a change; (multi)polygons, analysis CRS.

    Attributes
    ----------
    minutes
        The limit.
    before, after
        Outlines.
    gained, lost
        Ground that only the one or the other holds. Pieces that lie within half a grid step of the other line are left out: so far
        may a line be off (method §6).
    """

    minutes: float
    before: shapely.Geometry
    after: shapely.Geometry
    gained: shapely.Geometry
    lost: shapely.Geometry


def isochrones_before_and_after(
    engine: IsochroneEngine, points: Attached, before: Ints, after: Ints, minutes: Sequence[float]
) -> list[ChangedOutline]:
    """
    Outlines of any of the places before and after some are added, moved or closed, one pair by limit.

    ``points`` holds the places of both; ``before`` and ``after`` are the rows of those that count. Where the streets change as
    well, the outlines of each are drawn by an engine of its own (``union_isochrones``).
    """
    step_m = engine.cells.grid.step_m
    drawn = zip(
        minutes, union_isochrones(engine, points, before, minutes), union_isochrones(engine, points, after, minutes), strict=True
    )
    return [
        ChangedOutline(float(m), old, new, _beyond(new, old, step_m / 2), _beyond(old, new, step_m / 2)) for m, old, new in drawn
    ]


def _beyond(outline: shapely.Geometry, other: shapely.Geometry, metres: float) -> shapely.Geometry:
    """Pieces of an outline outside another that do not lie within ``metres`` of it altogether."""
    pieces = shapely.get_parts(shapely.difference(outline, other))
    pieces = pieces[shapely.area(pieces) > 0]
    near = shapely.covers(shapely.buffer(other, metres), pieces)
    return shapely.multipolygons(pieces[~near])
