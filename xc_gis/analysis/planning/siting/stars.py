"""How stars change when sites are built: the whole rating again, with the new facilities, on the network and legs that are there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd

from xc_gis.analysis.assessment import Assessment, Scene, assess_scene
from xc_gis.analysis.legs.facility_points import WaysIn, facility_points
from xc_gis.analysis.legs.legs import attach
from xc_gis.progress import Silent
from xc_gis.settings import Settings
from xc_gis.standard import Standard

NEW = "NEW"
"""Ids of facilities that do not exist yet begin so."""

STAR_COLUMNS = ("stars_low", "stars", "stars_high")


def with_sites(found: Assessment, sites: gpd.GeoDataFrame, types: Sequence[str]) -> gpd.GeoDataFrame:
    """The facilities of a study and new ones: every site offers every type; ``sites`` as ``candidates`` describes, sorted by id."""
    rows = [
        {
            "facility_id": f"{NEW}:{site.site_id}:{kind}", "type": kind, "name": site.name or site.site_id, "address": "",
            "status": "open", "serves": "", "sources": "[]", "crs_in": "", "building": bool(site.building), "hours": "", "home_visit": "", "phone": "", "booking": "", "capacity": np.nan, "floor_area": np.nan,
            "geometry": site.geometry,
        }
        for site in sites.itertuples(index=False)
        for kind in types
    ]  # fmt: skip
    facilities = found.data.facilities
    new = gpd.GeoDataFrame(rows, geometry="geometry", crs=facilities.crs)
    both = pd.concat([facilities, new], ignore_index=True)
    return (
        gpd.GeoDataFrame(both, geometry="geometry", crs=facilities.crs)
        .sort_values("facility_id", kind="stable")
        .reset_index(drop=True)
    )


def assessed_with(
    found: Assessment,
    sites: gpd.GeoDataFrame,
    types: Sequence[str],
    ways: WaysIn,
    standard: Standard,
    settings: Settings,
    study_date: date | None,
) -> Assessment:
    """The study assessed again with sites built."""
    facilities = with_sites(found, sites, types)
    points = facility_points(facilities, ways)
    scene = found.scene
    attached = attach(scene.network, scene.barriers, points.xy, settings)
    placed = np.bincount(points.facility, minlength=len(facilities)) > 0
    on = np.bincount(points.facility[~attached.off_network], minlength=len(facilities)) > 0
    again = Scene(scene.network, scene.barriers, scene.demand, attached, points, placed & ~on)
    data = replace(found.data, facilities=facilities)
    return assess_scene(again, data, standard, settings, Silent(), study_date=study_date)


def stars_before_after(before: Assessment, after: Assessment) -> pd.DataFrame:
    """``community_id``, then ``STAR_COLUMNS`` with ``_before`` and ``_after``; missing where a community is not rated."""
    table = before.rating[["community_id", *STAR_COLUMNS]].merge(
        after.rating[["community_id", *STAR_COLUMNS]], on="community_id", suffixes=("_before", "_after")
    )
    return table[["community_id", *(f"{c}_before" for c in STAR_COLUMNS), *(f"{c}_after" for c in STAR_COLUMNS)]]
