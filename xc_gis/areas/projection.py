"""From one coordinate system to another: what changes coordinates is made once for each pair of systems."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import shapely
from geopandas.array import TransformerFromCRS
from pyproj import CRS, Transformer


@lru_cache(maxsize=64)
def between(crs: str, other: str) -> Transformer:
    """
    What changes coordinates of ``crs`` (x or longitude first) to those of ``other``.

    Making it takes longer than a search, as PROJ weighs all the ways there are from one datum to the other; it is the one that ``to_crs`` of geopandas
    keeps for itself.
    """
    made: Transformer = TransformerFromCRS(CRS.from_user_input(crs), CRS.from_user_input(other), always_xy=True)
    return made


def moved(shapes: np.ndarray, crs: str, other: str) -> np.ndarray:
    """Shapes of ``crs`` in ``other``; missing ones stay missing."""
    change = between(crs, other)
    return np.asarray(shapely.transform(shapes, lambda xy: np.column_stack(change.transform(xy[:, 0], xy[:, 1]))))
