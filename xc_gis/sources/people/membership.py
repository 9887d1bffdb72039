"""In which community or subdistrict a point lies."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from xc_gis.areas.enclosing import smallest_enclosing
from xc_gis.errors import InputError, nearest_spelling
from xc_gis.languages.message import msg

Words = np.ndarray[Any, np.dtype[np.object_]]


def communities_of(given: Words, points: np.ndarray, communities: gpd.GeoDataFrame, rows: pd.Series, shown: str) -> Words:
    """
    Community of each point: the one that its row names, else the smallest area in which it lies (method §1).

    Returns
    -------
    array of str or None
        None outside all areas.

    Raises
    ------
    InputError
        A row names a community that does not exist.
    """
    home = given.copy()
    known = set(communities["community_id"])
    strange = np.array([word is not None and word not in known for word in home], dtype=bool)
    if strange.any():
        first = int(np.flatnonzero(strange)[0])
        raise InputError(
            msg(
                "{shown} 第 {iloc} 行:没有社区 “{home}”(共 {count} 行)",
                shown=shown,
                iloc=int(rows.iloc[first]),
                home=home[first],
                count=int(strange.sum()),
            ),
            hint=nearest_spelling(str(home[first]), known) or msg("请核对 community_id"),
        )
    areas = communities[communities["location"] == "area"]
    free = np.flatnonzero([word is None for word in home])
    return _filled(home, free, points, areas.geometry.to_numpy(), areas["community_id"].to_numpy())


def subdistricts_of(
    home: Words, points: np.ndarray, communities: gpd.GeoDataFrame, subdistricts: gpd.GeoDataFrame | None
) -> Words:
    """Subdistrict of each point: that of its community, else the area in which it lies; None where neither is known."""
    named = communities.set_index("community_id")["subdistrict"].to_dict()
    found = np.array([named.get(word) or None for word in home], dtype=object)
    if subdistricts is None:
        return found
    free = np.flatnonzero([word is None for word in found])
    return _filled(found, free, points, subdistricts.geometry.to_numpy(), subdistricts["name"].to_numpy())


def _filled(words: Words, free: np.ndarray, points: np.ndarray, areas: np.ndarray, names: np.ndarray) -> Words:
    home = smallest_enclosing(points[free], areas)
    words[free[home >= 0]] = names[home[home >= 0]]
    return words
