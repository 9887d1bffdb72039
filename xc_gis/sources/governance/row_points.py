"""Places of rows that may have coordinates: metres in the system of the study, and the community in which a place lies."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.sources.crs.conversion import converted
from xc_gis.sources.crs.declared import understood
from xc_gis.sources.rows.cells import numbers
from xc_gis.sources.rows.notes import Notes


def points_of(frame: pd.DataFrame, system: str | None, target_crs: str, notes: Notes) -> np.ndarray:
    """
    Places of rows by their columns ``x`` and ``y``.

    Returns
    -------
    ndarray, shape (rows, 2)
        Metres in ``target_crs``; NaN where a row has no place, and everywhere where nobody says the system: then it is noted.

    Raises
    ------
    InputError, CrsError
        A system that is not known, or that the coordinates cannot be in.
    """
    places = np.full((len(frame), 2), np.nan)
    if not {"x", "y"} <= set(frame.columns):
        return places
    x, y = numbers(frame["x"]).to_numpy(), numbers(frame["y"]).to_numpy()
    usable = np.isfinite(x) & np.isfinite(y) & (x != 0)
    if not usable.any():
        return places
    if system is None:
        text = msg("{count} 行有坐标，但没有写明坐标系（crs），坐标没有使用", count=int(usable.sum()))
        notes.add("crs", "warning", text, {"rows": int(usable.sum())})
        return places
    crs = understood(system)
    if crs is None:
        raise InputError(
            msg("{shown} 的坐标系 “{system}” 不认识", shown=notes.layer, system=system),
            hint=msg('可用 EPSG 代码、"GCJ-02"、"BD-09"'),
        )
    points = converted(gpd.GeoSeries(shapely.points(x[usable], y[usable])), crs, target_crs, notes.layer, confirmed=True)
    places[usable] = shapely.get_coordinates(points.to_numpy())
    places[~np.isfinite(places).all(axis=1)] = np.nan
    return places


def communities_around(places: np.ndarray, communities: gpd.GeoDataFrame) -> list[str | None]:
    """Community in which each place (metres, NaN without one) lies, the first by id of several; None outside all."""
    found: list[str | None] = [None] * len(places)
    rows = np.flatnonzero(np.isfinite(places).all(axis=1))
    if len(rows):
        tree = shapely.STRtree(communities.geometry.to_numpy())
        point, area = tree.query(shapely.points(places[rows]), predicate="intersects")
        ids = communities["community_id"].to_numpy()
        for at, one in sorted(zip(rows[point].tolist(), ids[area].tolist(), strict=True), reverse=True):
            found[at] = one
    return found
