"""The index of a list whose indicators have a floor and a target: how much of the way is gone, by dimension and in all (七有五性)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from xc_gis.analysis.governance.targets import LESS_IS_BETTER
from xc_gis.model import DIMENSION_COLUMNS, INDICATOR_STATUS_COLUMNS
from xc_gis.standard.indicator_list import Indicator, IndicatorList

WHOLE = "ALL"
"""Dimension of the index over all dimensions."""

FULL = 100.0
FIGURES = ("index", "low", "high", "weight_known")
LEVELS = ("district", "subdistrict", "community")


def achievement(value: float, floor: float, target: float) -> float:
    """
    Share of the way from the floor to the target, 0-1; a target below the floor means that less is better.

    >>> achievement(75, 50, 100), achievement(6, 10, 8), achievement(9, 10, 8)
    (0.5, 1.0, 0.5)
    """
    return float(np.clip((value - floor) / (target - floor), 0, 1))


def index_table(asked: IndicatorList, status: pd.DataFrame) -> pd.DataFrame:
    """
    Indices by area and dimension (``DIMENSION_COLUMNS``).

    Parameters
    ----------
    status
        ``INDICATOR_STATUS_COLUMNS`` of this list. Indicators without floor and target count for no index.
    """
    assert tuple(status.columns) == INDICATOR_STATUS_COLUMNS
    scaled = [one for one in asked.indicators if one.floor is not None and one.target is not None]
    rows = [
        row
        for (level, area), mine in status.groupby(["level", "area"], sort=False)
        for row in _area(asked.id, str(level), str(area), scaled, mine)
    ]
    table = pd.DataFrame(rows, columns=[name for name in DIMENSION_COLUMNS if name != "rank"])
    table = table.astype(dict.fromkeys(FIGURES, "float64"))
    ranks = table.groupby(["level", "dimension"])["index"].rank(method="min", ascending=False)
    table["rank"] = ranks.where(table["level"] != LEVELS[0]).astype("Int64")  # a district is alone and has no rank
    order = table["level"].map(LEVELS.index) if len(table) else table["level"]
    table = table.assign(order=order).sort_values(["order", "area"], kind="stable", ignore_index=True)
    return table[list(DIMENSION_COLUMNS)]


def _area(list_id: str, level: str, area: str, scaled: list[Indicator], mine: pd.DataFrame) -> Iterator[tuple[object, ...]]:
    """Index of each dimension of one area, then over all."""
    known = mine.set_index("number")
    if not any(one.number in known.index for one in scaled):
        return
    parts = [(one, *_bounds(one, known)) for one in scaled if level in one.levels]
    dimensions = list(dict.fromkeys(one.group for one in scaled))
    for dimension in (*dimensions, WHOLE):
        chosen = [part for part in parts if dimension in (WHOLE, part[0].group)]
        weight = sum(one.weight for one, *_ in chosen)
        if not weight:
            continue
        told = [(one.weight, value) for one, _, value, _ in chosen if not np.isnan(value)]
        told_weight = sum(part for part, _ in told)
        low = sum(one.weight * bound for one, bound, _, _ in chosen) / weight
        high = sum(one.weight * bound for one, _, _, bound in chosen) / weight
        index = sum(part * value for part, value in told) / told_weight if told_weight else np.nan
        index = float(np.clip(index, low, high))  # the mean of what is known may be what no value of the unknown comes to
        yield list_id, level, area, dimension, index * FULL, low * FULL, high * FULL, told_weight / weight


def _bounds(one: Indicator, known: pd.DataFrame) -> tuple[float, float, float]:
    """Achievement at worst, as known (NaN where it is not), at best."""
    if one.number not in known.index or one.floor is None or one.target is None:
        return 0.0, np.nan, 1.0
    row = known.loc[one.number]
    ends = [achievement(float(row[name]), one.floor, one.target) for name in ("low", "high") if not np.isnan(row[name])]
    low_known, high_known = not np.isnan(row["low"]), not np.isnan(row["high"])
    reversed_ = one.target < one.floor or one.comparison in LESS_IS_BETTER
    worst_known, best_known = (high_known, low_known) if reversed_ else (low_known, high_known)
    value = achievement(float(row["value"]), one.floor, one.target) if not np.isnan(row["value"]) else np.nan
    return (min(ends) if worst_known else 0.0), value, (max(ends) if best_known else 1.0)
