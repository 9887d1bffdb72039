"""Figures of a scenario as the page of a run takes them (``figures.js``): as ``map_data`` writes those of the run, from arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import geopandas as gpd
import numpy as np

from xc_gis.report.map.map_data import JOINT, Columns, plain
from xc_gis.report.map.map_shapes import SCALE
from xc_gis.shares import filed
from xc_gis.units import EXCHANGE_CRS, SECONDS_PER_MINUTE

TENTHS = 10


def demand_steps(places: gpd.GeoSeries) -> np.ndarray:
    """Places of demand points in whole steps, shape (n, 2); made once for a study. A demand point without a place has 0, 0 and is in no gap."""
    degrees = places.to_crs(EXCHANGE_CRS)
    return np.rint(np.nan_to_num(np.column_stack([degrees.x, degrees.y])) * SCALE).astype(np.int64)


def coverage_columns(columns: Mapping[str, np.ndarray], notes: np.ndarray) -> Columns:
    """``low, share, high, gap, unknown, median_minutes`` and ``note`` of one category, by community; null where nothing is to be said."""
    made: Columns = {name: [plain(filed(value)) for value in values.tolist()] for name, values in columns.items()}
    made["note"] = notes.tolist()
    return made


def rating_rows(
    ids: Sequence[str], stars: Mapping[str, Sequence[int | None]], joint: Mapping[str, np.ndarray]
) -> list[dict[str, Any]]:
    """
    Stars and joint shares of communities, as ``ratings.js`` takes them.

    Parameters
    ----------
    ids
        Of the communities.
    stars
        ``stars_low, stars, stars_high`` by community; None where it is not rated.
    joint
        ``joint_low, joint, joint_high``; NaN where there is nothing to say.
    """
    columns: dict[str, Sequence[Any]] = {"community_id": ids, **stars}
    columns |= {name: [plain(filed(value)) for value in joint[name].tolist()] for name in JOINT}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def gap_columns(steps: np.ndarray, residents: np.ndarray, over_s: np.ndarray) -> Columns:
    """
    Residents in gap of one category: ``x``, ``y`` in steps from the one before, ``residents``, ``over_tenths``.

    Parameters
    ----------
    over_s
        Seconds over the limit, NaN beyond the search.
    """
    moved = np.diff(steps, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
    over = np.rint(over_s / SECONDS_PER_MINUTE * TENTHS)
    return {
        "x": moved[:, 0].tolist(), "y": moved[:, 1].tolist(), "residents": np.rint(residents).astype(int).tolist(),
        "over_tenths": [None if np.isnan(value) else int(value) for value in over.tolist()],
    }  # fmt: skip
