"""
Outlines around the facilities that are nearest to the communities, for the map (method §6).

One grid serves all of them: its legs depend on the network alone.
"""

from __future__ import annotations

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.analysis.assessment import Assessment
from xc_gis.analysis.geometry import Ints
from xc_gis.analysis.grid import Grid, build_grid_legs, grid_over
from xc_gis.analysis.isochrone import build_engine
from xc_gis.analysis.legs import Attached, Legs
from xc_gis.progress import Progress
from xc_gis.settings import Settings
from xc_gis.standard import Standard
from xc_gis.units import EXCHANGE_CRS, SECONDS_PER_MINUTE

REPORT_EVERY = 50
"""Outlines between two reports of progress."""

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
    if len(wanted) == 0:
        empty = pd.DataFrame({name: [] for name in OUTLINE_COLUMNS[:-1]})
        return gpd.GeoDataFrame(empty, geometry=gpd.GeoSeries([], crs=EXCHANGE_CRS))
    row_of = {name: row for row, name in enumerate(found.data.facilities["facility_id"])}
    points = found.scene.points.facility
    members = {name: np.flatnonzero(points == row_of[name]) for name in sorted(set(wanted["facility_id"]))}
    progress.step("绘制等时圈", 0, len(wanted))
    cells = build_grid_legs(found.scene.network, found.scene.barriers, _grid(found, wanted, members, settings), settings)
    rows: list[tuple[str, str, float, shapely.Geometry]] = []
    for profile, group in wanted.groupby("profile", sort=True):
        engine = build_engine(found.scene.network, found.scene.barriers, cells, str(profile), settings)
        for name, limits in group.groupby("facility_id", sort=True)["minutes"]:
            ordered = sorted(limits)
            outlines = engine.outlines(part_of(found.scene.facility, members[str(name)]), ordered)
            rows += [(str(name), str(profile), m, o) for m, o in zip(ordered, outlines, strict=True)]
            if len(rows) % REPORT_EVERY == 0:
                progress.step("绘制等时圈", len(rows), len(wanted))
    progress.step("绘制等时圈", len(wanted), len(wanted))
    table = pd.DataFrame([row for row in rows if not row[3].is_empty], columns=list(OUTLINE_COLUMNS))
    table = table.sort_values(["facility_id", "profile", "minutes"]).reset_index(drop=True)
    return gpd.GeoDataFrame(table, geometry="geometry", crs=found.scene.network.crs).to_crs(EXCHANGE_CRS)


def _grid(found: Assessment, wanted: pd.DataFrame, members: dict[str, Ints], settings: Settings) -> Grid:
    """A grid as wide as the farthest outline may reach."""
    step_m = settings.number("isochrone.grid_map_m")
    every = found.scene.points.xy[np.concatenate(list(members.values()))]
    paces = wanted["profile"].map({profile: settings.speed(profile) for profile in set(wanted["profile"])})
    reach_m = float((wanted["minutes"] * SECONDS_PER_MINUTE * paces).max()) + step_m
    return grid_over((*(every.min(axis=0) - reach_m), *(every.max(axis=0) + reach_m)), step_m)


def _wanted(nearest: pd.DataFrame, standard: Standard, minutes: Sequence[float] | None) -> pd.DataFrame:
    """``facility_id, profile, minutes``, each once."""
    pairs = nearest[["facility_id", "category"]].drop_duplicates()
    rows = []
    for facility, code in pairs.itertuples(index=False):
        category = standard.category(code)
        rows += [(facility, category.profile, m) for m in (minutes if minutes is not None else [category.minutes])]
    return pd.DataFrame(rows, columns=["facility_id", "profile", "minutes"]).drop_duplicates()


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
