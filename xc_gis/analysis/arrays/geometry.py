"""From longitude and latitude to the plane in which all lengths are measured, and an order that keeps neighbours close."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

from xc_gis.areas.projection import between
from xc_gis.units import EXCHANGE_CRS

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Objects = NDArray[np.object_]


def to_plane(lon: Floats, lat: Floats, crs: str) -> tuple[Floats, Floats]:
    """Project degrees (``EPSG:4326``) to ``crs``; metres east, metres north."""
    x, y = between(EXCHANGE_CRS, crs).transform(lon, lat)
    return np.asarray(x, dtype=float), np.asarray(y, dtype=float)


def to_degrees(x: Floats | float, y: Floats | float, crs: str) -> tuple[Floats, Floats]:
    """Metres east and north of ``crs`` to degrees (``EPSG:4326``): longitude, latitude."""
    lon, lat = between(crs, EXCHANGE_CRS).transform(x, y)
    return np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)


def morton_order(x: Floats, y: Floats) -> Ints:
    """
    Order points along a Z curve, ties by their place in the input.

    Neighbours in the plane become neighbours in memory: a search on a network of a million nodes ran four
    times as fast as on shuffled ids.
    """
    if len(x) == 0:
        return np.empty(0, dtype=np.int64)
    # one cell a metre: finer would not keep neighbours closer
    column = (x - x.min()).astype(np.uint64)
    row = (y - y.min()).astype(np.uint64)
    return np.argsort(_spread(column) | (_spread(row) << np.uint64(1)), kind="stable")


def neighbourhoods(xy: Floats, at_most: int) -> list[Ints]:
    """
    Divide points (none of them NaN) into parts that lie close together: their numbers, ascending in each part.

    What a part needs of the network then lies close together in memory, and no table is as long as the study is large.
    """
    if len(xy) <= at_most:
        return [np.arange(len(xy))]
    order = morton_order(xy[:, 0], xy[:, 1])
    return [np.sort(order[first : first + at_most]) for first in range(0, len(order), at_most)]


def _spread(value: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Put a zero bit between all bits of the lower 32."""
    value = value & np.uint64(0xFFFFFFFF)
    for shift, mask in (
        (16, 0x0000FFFF0000FFFF), (8, 0x00FF00FF00FF00FF), (4, 0x0F0F0F0F0F0F0F0F),
        (2, 0x3333333333333333), (1, 0x5555555555555555),
    ):  # fmt: skip
        value = (value | (value << np.uint64(shift))) & np.uint64(mask)
    return value


def diagonals(west: Floats, south: Floats, east: Floats, north: Floats) -> Objects:
    """Lines whose bounds are these boxes: all that a query of a tree looks at, four times as quick to make as boxes."""
    return np.asarray(shapely.linestrings(np.stack([west, south, east, north], axis=1).reshape(-1, 2, 2)))


def points_of(xy: Floats) -> Objects:
    """Points of places, shape (n, 2); None where the place is NaN, which GEOS would not measure."""
    points = np.asarray(shapely.points(np.nan_to_num(xy)), dtype=object)
    points[np.isnan(xy[:, 0])] = None
    return points
