"""From one coordinate system to another: what changes coordinates is made once for each pair of systems."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import shapely
from pyproj import Transformer


@lru_cache(maxsize=64)
def between(crs: str, other: str) -> Transformer:
    """What changes coordinates of ``crs`` (x or longitude first) to those of ``other``; making it takes longer than a search."""
    return Transformer.from_crs(crs, other, always_xy=True)


def moved(shapes: np.ndarray, crs: str, other: str) -> np.ndarray:
    """Shapes of ``crs`` in ``other``; missing ones stay missing."""
    change = between(crs, other)
    return np.asarray(shapely.transform(shapes, lambda xy: np.column_stack(change.transform(xy[:, 0], xy[:, 1]))))
