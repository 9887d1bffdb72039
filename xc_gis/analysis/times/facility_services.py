"""
Which facility offers which category to whom: services, status and catchments (method §5). Station 3: before the search.
"""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.analysis.arrays.geometry import Objects
from xc_gis.areas.enclosing import smallest_enclosing
from xc_gis.settings import Settings
from xc_gis.standard import Standard

EVERYONE, OWN_COMMUNITY, OWN_SUBDISTRICT = "everyone", "own_community", "own_subdistrict"


def facility_services(
    facilities: gpd.GeoDataFrame,
    communities: gpd.GeoDataFrame,
    subdistricts: gpd.GeoDataFrame | None,
    standard: Standard,
    settings: Settings,
) -> pd.DataFrame:
    """
    List what open facilities offer.

    Parameters
    ----------
    subdistricts
        ``name`` and polygon, or None: tell the subdistrict of a facility that lies in no community.

    Returns
    -------
    DataFrame
        ``facility`` (row of ``facilities``), ``type``, ``catchment`` (everyone, own_community, own_subdistrict) and ``area``
        (community id or name of the subdistrict that it serves, empty for everyone). A facility for its own community that lies in
        none serves only those that its ``serves`` names; one for its own subdistrict likewise where no subdistrict holds it.
    """
    usable = np.flatnonzero((facilities["status"] == "open").to_numpy() & ~facilities.geometry.isna().to_numpy())
    limited = settings.flag("catchments")
    homes = home_communities(facilities, communities)
    quarters = _home_subdistricts(facilities, subdistricts)
    subdistrict_of = dict(zip(communities["community_id"], communities["subdistrict"], strict=True))
    rows: list[tuple[int, str, str, str]] = []
    for row, kind, serves in zip(
        usable.tolist(), facilities["type"].iloc[usable], facilities["serves"].iloc[usable], strict=True
    ):
        catchment = standard.facility_types[kind].catchment if limited else EVERYONE
        if catchment == EVERYONE:
            rows.append((row, kind, catchment, ""))
            continue
        served = {homes[row], *_split(serves)} - {""}
        areas = served if catchment == OWN_COMMUNITY else {subdistrict_of.get(c, "") for c in served} - {""}
        if catchment == OWN_SUBDISTRICT and not homes[row] and quarters[row]:
            areas.add(quarters[row])
        rows.extend((row, kind, catchment, area) for area in sorted(areas))
    return pd.DataFrame(rows, columns=["facility", "type", "catchment", "area"])


def _split(serves: object) -> list[str]:
    return [part.strip() for part in serves.split(";") if part.strip()] if isinstance(serves, str) else []


def home_communities(facilities: gpd.GeoDataFrame, communities: gpd.GeoDataFrame) -> list[str]:
    """Community in whose territory each facility lies (the smallest of several, method §1), empty outside all."""
    areas = communities[communities["location"].isin(["area", "derived"])].sort_values("community_id")
    if len(areas) == 0:
        return [""] * len(facilities)
    return _names_around(facilities, areas["community_id"].to_numpy(), areas.geometry.to_numpy())


def _home_subdistricts(facilities: gpd.GeoDataFrame, subdistricts: gpd.GeoDataFrame | None) -> list[str]:
    """Subdistrict whose polygon holds each facility, empty outside all and without a layer of them."""
    if subdistricts is None or len(subdistricts) == 0:
        return [""] * len(facilities)
    return _names_around(facilities, subdistricts["name"].to_numpy(), subdistricts.geometry.to_numpy())


def _names_around(facilities: gpd.GeoDataFrame, names: Objects, areas: Objects) -> list[str]:
    """Name of the smallest area around each facility, empty outside all."""
    home = smallest_enclosing(shapely.point_on_surface(facilities.geometry.to_numpy()), areas)
    return [str(names[at]) if at >= 0 else "" for at in home]
