"""
Totals of areas spread over points by weight, so that each area keeps its sum (pycnophylactic; Tobler 1979).

Used where totals are read and again where territories are derived: it knows arrays only.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def spread(weights: Floats, area: NDArray[Any], totals: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """
    Spread totals.

    Parameters
    ----------
    weights
        By point, >= 0.
    area
        Index of the area of each point, -1 outside all.
    totals
        By area; NaN where the total is not known.

    Returns
    -------
    values
        By point: its share of its area's total; 0 outside all areas, NaN where the total is not known. Values of an area add up to
        its total within rounding of the last digit.
    placed
        By area: has a point with a weight, so that its total found a place.
    """
    inside = (area >= 0) & (weights > 0)
    sums = np.bincount(area[inside], weights=weights[inside], minlength=len(totals)).astype(np.float64)
    placed: NDArray[np.bool_] = sums > 0
    values = np.zeros(len(weights))
    values[inside] = totals[area[inside]] * (weights[inside] / sums[area[inside]])
    values[(area >= 0) & np.isnan(np.where(area >= 0, totals[area], 0.0) if len(totals) else np.zeros(len(area)))] = np.nan
    _settle_rounding(values, area, inside, totals, placed)
    return values, placed


def _settle_rounding(
    values: Floats, area: NDArray[Any], inside: NDArray[np.bool_], totals: Floats, placed: NDArray[np.bool_]
) -> None:
    """Give what rounding lost to the largest point of each area (the first of equals)."""
    rows = np.flatnonzero(inside)
    if len(rows) == 0:
        return
    got = np.bincount(area[rows], weights=np.nan_to_num(values[rows]), minlength=len(totals))
    order = rows[np.lexsort((rows, -values[rows], area[rows]))]
    largest = order[np.unique(area[order], return_index=True)[1]]
    lost = (totals - got)[area[largest]]
    fits = placed[area[largest]] & np.isfinite(lost)
    values[largest[fits]] = np.maximum(values[largest[fits]] + lost[fits], 0.0)


def fill_shares(values: Floats, residents: Floats, area: NDArray[Any], shares: Floats) -> Floats:
    """Where a group's number is missing: residents × the share of the area; stays NaN where the share is not known."""
    known = (area >= 0) & np.isnan(values)
    filled = values.copy()
    filled[known] = residents[known] * shares[area[known]]
    return filled


def index_of(names: NDArray[Any], areas: Any) -> NDArray[np.int64]:
    """Place of each name in ``areas``, -1 where it is not among them (None never is)."""
    at = {area: number for number, area in enumerate(areas)}
    return np.array([at.get(name, -1) if name is not None else -1 for name in names], dtype=np.int64)
