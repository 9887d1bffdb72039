"""
Which facility offers which category to whom: services, status and catchments (method §5). Station 3: before the search.
"""

from __future__ import annotations

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.enclosing import smallest_enclosing
from xc_gis.settings import Settings
from xc_gis.standard import Standard

EVERYONE, OWN_COMMUNITY, OWN_SUBDISTRICT = "everyone", "own_community", "own_subdistrict"


def offers(facilities: gpd.GeoDataFrame, communities: gpd.GeoDataFrame, standard: Standard, settings: Settings) -> pd.DataFrame:
    """
    List what open facilities offer.

    Returns
    -------
    DataFrame
        ``facility`` (row of ``facilities``), ``type``, ``reach`` (everyone, own_community, own_subdistrict) and ``area``
        (community id or name of the subdistrict that it serves, empty for everyone). A facility with a
        catchment but in no community serves only those that its ``serves`` names.
    """
    usable = np.flatnonzero((facilities["status"] == "open").to_numpy() & ~facilities.geometry.isna().to_numpy())
    limited = settings.flag("catchments")
    homes = home_communities(facilities, communities)
    subdistrict_of = dict(zip(communities["community_id"], communities["subdistrict"], strict=True))
    rows: list[tuple[int, str, str, str]] = []
    for row, kind, serves in zip(
        usable.tolist(), facilities["type"].iloc[usable], facilities["serves"].iloc[usable], strict=True
    ):
        reach = standard.facility_types[kind].catchment if limited else EVERYONE
        if reach == EVERYONE:
            rows.append((row, kind, reach, ""))
            continue
        served = {homes[row], *_split(serves)} - {""}
        areas = served if reach == OWN_COMMUNITY else {subdistrict_of.get(c, "") for c in served} - {""}
        rows.extend((row, kind, reach, area) for area in sorted(areas))
    return pd.DataFrame(rows, columns=["facility", "type", "reach", "area"])


def _split(serves: object) -> list[str]:
    return [part.strip() for part in serves.split(";") if part.strip()] if isinstance(serves, str) else []


def home_communities(facilities: gpd.GeoDataFrame, communities: gpd.GeoDataFrame) -> list[str]:
    """Community in whose territory each facility lies (the smallest of several, method §1), empty outside all."""
    areas = communities[communities["location"].isin(["area", "derived"])].sort_values("community_id")
    if len(areas) == 0:
        return [""] * len(facilities)
    points = shapely.point_on_surface(facilities.geometry.to_numpy())
    home = smallest_enclosing(points, areas.geometry.to_numpy())
    ids = areas["community_id"].to_numpy()
    return [str(ids[at]) if at >= 0 else "" for at in home]


def category_types(standard: Standard) -> Mapping[str, tuple[str, ...]]:
    """Facility types that serve each category."""
    return {category.code: standard.types_of(category.code) for category in standard.categories}
