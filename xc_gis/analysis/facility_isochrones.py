"""
Outlines around the facilities that are nearest to the communities, for the map (method §6).

One grid serves all of them: its legs depend on the network alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.analysis.assessment import Assessment
from xc_gis.analysis.barriers import Barriers
from xc_gis.analysis.geometry import Ints
from xc_gis.analysis.grid import Grid, build_grid_legs, grid_over
from xc_gis.analysis.isochrone import build_engine
from xc_gis.analysis.legs import Attached
from xc_gis.analysis.network import WalkingNetwork
from xc_gis.analysis.point_parts import part_of
from xc_gis.progress import Progress
from xc_gis.settings import Settings
from xc_gis.standard import Standard
from xc_gis.units import EXCHANGE_CRS, SECONDS_PER_MINUTE
from xc_gis.workers import shared_work

CIRCLE_MINUTES = (5.0, 10.0, 15.0)
"""The limits of the fifteen-minute circle, drawn beside each category's own: one search at the largest serves all."""

OUTLINE_COLUMNS = ("facility_id", "profile", "minutes", "geometry")

Outline = tuple[str, str, float, shapely.Geometry]


def isochrones_of_facilities(
    found: Assessment,
    nearest: pd.DataFrame,
    standard: Standard,
    settings: Settings,
    progress: Progress,
    *,
    minutes: Sequence[float] | None = None,
    jobs: int = 1,
) -> gpd.GeoDataFrame:
    """
    Draw the outlines of the facilities in ``nearest``.

    Parameters
    ----------
    nearest
        ``category, facility_id``: as ``nearest.nearest_of_communities`` gives it.
    minutes
        Limits; None: of each category its own limit and ``CIRCLE_MINUTES``. An empty list draws none.
    jobs
        Processes; the result does not depend on their number.

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
    strips = _strips(found, wanted, members, jobs)
    progress.step("绘制等时圈", 0, len(strips))
    rows: list[Outline] = []
    if len(strips) == 1:
        rows = _draw(strips[0], settings)
        progress.step("绘制等时圈", 1, 1)
    else:
        with shared_work(partial(_draw, settings=settings), strips) as drawn:
            for done, part in enumerate(drawn, 1):
                rows += part
                progress.step("绘制等时圈", done, len(strips))
    table = pd.DataFrame([row for row in rows if not row[3].is_empty], columns=list(OUTLINE_COLUMNS))
    table = table.sort_values(["facility_id", "profile", "minutes"]).reset_index(drop=True)
    return gpd.GeoDataFrame(table, geometry="geometry", crs=found.scene.network.crs).to_crs(EXCHANGE_CRS)


@dataclass(frozen=True)
class _Strip:
    """What one process draws: facilities side by side, so that their grid is small."""

    network: WalkingNetwork
    barriers: Barriers
    wanted: pd.DataFrame
    places: dict[str, Attached]


def _strips(found: Assessment, wanted: pd.DataFrame, members: dict[str, Ints], jobs: int) -> list[_Strip]:
    """Divide the facilities from south to north."""
    scene = found.scene
    northing = {name: float(scene.points.xy[rows, 1].mean()) for name, rows in members.items()}
    ordered = sorted(members, key=lambda name: (northing[name], name))
    parts = [part for part in np.array_split(np.array(ordered, dtype=object), max(1, min(jobs, len(ordered)))) if len(part)]
    return [
        _Strip(
            scene.network, scene.barriers, wanted[wanted["facility_id"].isin(part)],
            {str(name): part_of(scene.facility, members[str(name)]) for name in part},
        )
        for part in parts
    ]  # fmt: skip


def _draw(strip: _Strip, settings: Settings) -> list[Outline]:
    """Draw the outlines of one strip; a grid point lies where it does whatever the strip."""
    cells = build_grid_legs(strip.network, strip.barriers, _grid(strip, settings), settings)
    rows: list[Outline] = []
    for profile, group in strip.wanted.groupby("profile", sort=True):
        engine = build_engine(strip.network, strip.barriers, cells, str(profile), settings)
        for name, limits in group.groupby("facility_id", sort=True)["minutes"]:
            ordered = sorted(limits)
            outlines = engine.outlines(strip.places[str(name)], ordered)
            rows += [(str(name), str(profile), m, o) for m, o in zip(ordered, outlines, strict=True)]
    return rows


def _grid(strip: _Strip, settings: Settings) -> Grid:
    """A grid as wide as the farthest outline may reach."""
    step_m = settings.number("isochrone.grid_map_m")
    every = np.concatenate([place.xy for place in strip.places.values()])
    paces = strip.wanted["profile"].map({p: settings.speed(p) for p in set(strip.wanted["profile"])})
    reach_m = float((strip.wanted["minutes"] * SECONDS_PER_MINUTE * paces).max()) + step_m
    return grid_over((*(every.min(axis=0) - reach_m), *(every.max(axis=0) + reach_m)), step_m)


def _wanted(nearest: pd.DataFrame, standard: Standard, minutes: Sequence[float] | None) -> pd.DataFrame:
    """``facility_id, profile, minutes``, each once."""
    pairs = nearest[["facility_id", "category"]].drop_duplicates()
    rows = []
    for facility, code in pairs.itertuples(index=False):
        category = standard.category(code)
        limits = minutes if minutes is not None else sorted({float(category.minutes), *CIRCLE_MINUTES})
        rows += [(facility, category.profile, m) for m in limits]
    return pd.DataFrame(rows, columns=["facility_id", "profile", "minutes"]).drop_duplicates()
