"""The ground that a study speaks of: what lies far outside is another city or another coordinate system."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely


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
