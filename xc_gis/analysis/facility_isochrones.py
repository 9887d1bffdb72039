"""
Outlines around the facilities that are nearest to the communities, for the map (method §6).

The grid is cut into blocks, so that its legs need memory for one block at a time and several processes can share the work.
"""

from __future__ import annotations

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.analysis.assessment import Assessment
from xc_gis.analysis.geometry import Ints
from xc_gis.analysis.grid import build_grid_legs, grid_over
from xc_gis.analysis.isochrone import build_engine
from xc_gis.analysis.legs import Attached, Legs
from xc_gis.progress import Progress
from xc_gis.settings import Settings
from xc_gis.standard import Standard
from xc_gis.units import EXCHANGE_CRS, SECONDS_PER_MINUTE

OUTLINE_COLUMNS = ("facility_id", "profile", "minutes", "geometry")


def isochrones_of_facilities(
    found: Assessment,
    nearest: pd.DataFrame,
    standard: Standard,
    settings: Settings,
    progress: Progress,
    *,
    minutes: Sequence[float] | None = None,
) -> gpd.GeoDataFrame:
    """
    Draw the outlines of the facilities in ``nearest``.

    Parameters
    ----------
    nearest
        ``category, facility_id``: as ``nearest.nearest_of_communities`` gives it.
    minutes
        Limits; None: of each category its own limit. An empty list draws none.

    Returns
    -------
    GeoDataFrame
        ``OUTLINE_COLUMNS`` in EPSG:4326, sorted by facility, profile and minutes; without facilities that nobody reaches.
    """
    wanted = _wanted(nearest, standard, minutes)
    rows: list[tuple[str, str, float, shapely.Geometry]] = []
    row_of = {name: row for row, name in enumerate(found.data.facilities["facility_id"])}
    for profile, group in wanted.groupby("profile", sort=True):
        rows += _of_profile(found, str(profile), group, row_of, settings, progress)
    table = pd.DataFrame(rows, columns=list(OUTLINE_COLUMNS)).sort_values(["facility_id", "profile", "minutes"])
    outlines = gpd.GeoDataFrame(table.reset_index(drop=True), geometry="geometry", crs=found.scene.network.crs)
    return outlines.to_crs(EXCHANGE_CRS)


def _wanted(nearest: pd.DataFrame, standard: Standard, minutes: Sequence[float] | None) -> pd.DataFrame:
    """``facility_id, profile, minutes``, each once."""
    pairs = nearest[["facility_id", "category"]].drop_duplicates()
    rows = []
    for facility, code in pairs.itertuples(index=False):
        category = standard.category(code)
        rows += [(facility, category.profile, m) for m in (minutes if minutes is not None else [category.minutes])]
    return pd.DataFrame(rows, columns=["facility_id", "profile", "minutes"]).drop_duplicates()


def _of_profile(
    found: Assessment, profile: str, wanted: pd.DataFrame, row_of: dict[str, int], settings: Settings, progress: Progress
) -> list[tuple[str, str, float, shapely.Geometry]]:
    scene, step_m = found.scene, settings.number("isochrone.grid_m")
    points = scene.points
    facilities = sorted(set(wanted["facility_id"]))
    members = {name: np.flatnonzero(points.facility == row_of[name]) for name in facilities}
    every = np.concatenate(list(members.values()))
    reach_m = wanted["minutes"].max() * SECONDS_PER_MINUTE * settings.speed(profile) + step_m
    low, high = points.xy[every].min(axis=0) - reach_m, points.xy[every].max(axis=0) + reach_m
    cells = build_grid_legs(scene.network, scene.barriers, grid_over((*low, *high), step_m), settings)
    engine = build_engine(scene.network, scene.barriers, cells, profile, settings)
    rows = []
    for done, name in enumerate(facilities):
        if done % 20 == 0:
            progress.step("绘制等时圈", done, len(facilities))
        limits = sorted(wanted["minutes"][wanted["facility_id"] == name])
        outlines = engine.outlines(part_of(scene.facility, members[name]), limits)
        rows += [(name, profile, m, o) for m, o in zip(limits, outlines, strict=True) if not o.is_empty]
    progress.step("绘制等时圈", len(facilities), len(facilities))
    return rows


def part_of(attached: Attached, points: Ints) -> Attached:
    """Some points with their legs, numbered from 0. ``points`` ascending."""
    legs, reach = attached.legs, attached.reach
    rows = np.flatnonzero(np.isin(legs.point, points))
    pairs = reach.take(np.flatnonzero(np.isin(reach.point, points)))
    names = ("edge", "offset_m", "node", "straight_m", "waits")
    number = np.searchsorted(points, legs.point[rows])
    few = Legs(len(points), number, *(getattr(legs, name)[rows] for name in names))
    renumbered = type(pairs)(
        np.searchsorted(points, pairs.point), pairs.edge, pairs.foot_m, pairs.off_line_m, pairs.low_m, pairs.high_m
    )
    return Attached(attached.xy[points], renumbered, few, attached.off_network[points])
