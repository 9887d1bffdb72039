"""Lines of a map page unpacked: whole steps, each from the point before, become places."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def points_of(packed: Sequence[int]) -> NDArray[np.float64]:
    """
    Places in steps, shape (n, 2).

    >>> points_of([1, 2, 3, 0]).tolist()
    [[1.0, 2.0], [4.0, 2.0]]
    """
    places: NDArray[np.float64] = np.cumsum(np.asarray(packed, dtype=float).reshape(-1, 2), axis=0)
    return places
