"""The ground that a study speaks of: what lies far outside is another city or another coordinate system."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely

from xc_gis.areas.projection import moved
from xc_gis.units import EXCHANGE_CRS

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


def study_area(communities: gpd.GeoDataFrame, subdistricts: gpd.GeoDataFrame | None) -> shapely.Geometry | None:
    """
    Hull of all communities and subdistricts, or None where nothing has a place.

    A hull is enough here: it only tells what is far away, and rows between two communities are never far.
    """
    parts = [communities.geometry.dropna().to_numpy()]
    if subdistricts is not None:
        parts.append(subdistricts.geometry.to_numpy())
    every = np.concatenate(parts)
    return shapely.convex_hull(shapely.GeometryCollection(list(every))) if len(every) else None


def beyond(geometry: np.ndarray, area: shapely.Geometry | None, buffer_m: float) -> np.ndarray:
    """Whether each geometry lies farther than ``buffer_m`` from the area; missing ones do not."""
    if area is None:
        return np.zeros(len(geometry), dtype=bool)
    shapely.prepare(area)
    far: np.ndarray = ~shapely.is_missing(geometry) & ~shapely.dwithin(area, geometry, buffer_m)
    return far


def box_around(area: shapely.Geometry | None, crs: str, margin_m: float) -> Box | None:
    """Box in degrees that holds the area (in ``crs``) and ``margin_m`` of ground around it; None where there is no area."""
    if area is None or area.is_empty:
        return None
    edge = shapely.segmentize(shapely.box(*area.bounds).buffer(margin_m, join_style="mitre"), 1000.0)
    west, south, east, north = shapely.total_bounds(moved(np.array([edge]), crs, EXCHANGE_CRS)).tolist()
    return west, south, east, north


def box_meets(box: Box, other: Box) -> bool:
    """Whether two boxes have a point in common."""
    return other[0] <= box[2] and other[2] >= box[0] and other[1] <= box[3] and other[3] >= box[1]


@dataclass(frozen=True)
class StudyArea:
    """
    Where a study takes place, for layers that are read after it.

    ``crs``: analysis CRS. ``communities``, ``subdistricts``: frames. ``area``: hull of both. ``buffer_m``: what lies farther is not of this study.
    ``shown``: file of the communities, for messages.
    """

    crs: str
    communities: gpd.GeoDataFrame
    subdistricts: gpd.GeoDataFrame | None
    area: shapely.Geometry | None
    buffer_m: float
    shown: str

    @property
    def grows(self) -> bool:
        """Whether communities are known as points, whose territories are derived later."""
        return bool((self.communities["location"] == "point").any())
