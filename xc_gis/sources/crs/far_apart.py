"""
Places that cannot be of one study: so far from each other that no district holds both, like a community in another city.

A slip of a digit, swapped columns or a file of another district put places there. They are not measured, they are named.
"""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from xc_gis.languages.message import joined, msg
from xc_gis.units import EXCHANGE_CRS

FAR_M = 30_000.0
"""A gap wider than this divides places into groups that are told apart (assumption: the longest walk of a study is 3 km)."""

_CELL_M = 5_000.0
"""Places nearer than this are one place here."""

_DEGREE_M = 111_320.0


def lonlat_of(geometry: gpd.GeoSeries) -> NDArray[np.float64]:
    """Longitude and latitude of the middle of each geometry; NaN where there is none."""
    middle = gpd.GeoSeries(shapely.centroid(geometry.to_numpy()), crs=geometry.crs).to_crs(EXCHANGE_CRS)
    return np.column_stack([middle.x.to_numpy(dtype=float), middle.y.to_numpy(dtype=float)])


def groups(lonlat: NDArray[np.float64]) -> NDArray[np.int64]:
    """Number of the group of each place (finite degrees): places are of one group that a chain of gaps under 30 km joins."""
    cells, of_place = np.unique(np.round(_metres(lonlat) / _CELL_M), axis=0, return_inverse=True)
    if np.hypot(*(np.ptp(cells, axis=0) * _CELL_M)) <= FAR_M:  # nearly every layer: all are near each other
        return np.zeros(len(lonlat), dtype=np.int64)
    from scipy.sparse import coo_array  # noqa: PLC0415 - loaded where it is needed only (decision 0156)
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    points = shapely.points(cells * _CELL_M)
    a, b = shapely.STRtree(points).query(points, predicate="dwithin", distance=FAR_M)
    _, of_cell = connected_components(coo_array((np.ones(len(a)), (a, b)), shape=(len(cells), len(cells))), directed=False)
    return np.asarray(of_cell[of_place.reshape(-1)], dtype=np.int64)


def gap_m(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """Metres, roughly, between the boxes around two sets of places; 0 where they meet."""
    both = _metres(np.vstack([one, other]))
    a, b = both[: len(one)], both[len(one) :]
    apart = np.maximum(a.min(axis=0) - b.max(axis=0), b.min(axis=0) - a.max(axis=0))
    return float(np.hypot(*np.maximum(apart, 0.0)))


def nearest_m(place: NDArray[np.float64], others: NDArray[np.float64]) -> float:
    """Metres, roughly, from a place to the nearest middle of others; NaN where it has none."""
    both = _metres(np.vstack([others, place[None, :]]))
    return float(np.hypot(*(both[:-1] - both[-1]).T).min())


def around(lonlat: NDArray[np.float64]) -> str:
    """Where places lie, in words."""
    lon, lat = np.median(lonlat, axis=0)
    return joined("、", degrees_words(float(lon), float(lat)))


def degrees_words(lon: float, lat: float) -> tuple[str, str]:
    """Longitude and latitude with their sides of the globe."""
    return (
        msg("东经 {lon:.2f}°", lon=lon) if lon >= 0 else msg("西经 {lon:.2f}°", lon=-lon),
        msg("北纬 {lat:.2f}°", lat=lat) if lat >= 0 else msg("南纬 {lat:.2f}°", lat=-lat),
    )


def _metres(lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
    """Degrees as metres, good enough to tell cities apart."""
    wide = _DEGREE_M * np.cos(np.radians(np.clip(np.median(lonlat[:, 1]), -80.0, 80.0)))
    return np.asarray(lonlat * [wide, _DEGREE_M], dtype=float)
