"""
Outlines around the facilities that are nearest to the communities, for the map (method §6).

One grid serves all of them: its legs depend on the network alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from itertools import chain

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.analysis.arrays.geometry import Bools, Ints
from xc_gis.analysis.assessment import Assessment
from xc_gis.analysis.isochrones.grid import Grid, build_grid_legs, grid_over
from xc_gis.analysis.isochrones.isochrone import build_engine, cells_in_reach
from xc_gis.analysis.isochrones.many_isochrones import isochrones_of_many
from xc_gis.analysis.legs.legs import Attached, without_islands
from xc_gis.analysis.legs.point_parts import part_of
from xc_gis.analysis.network.barriers import Barriers
from xc_gis.analysis.network.network import WalkingNetwork
from xc_gis.analysis.times.search import build_search_graph
from xc_gis.languages.message import msg
from xc_gis.model import OUTLINE_COLUMNS
from xc_gis.progress import Progress
from xc_gis.settings import Settings
from xc_gis.standard import Standard
from xc_gis.units import EXCHANGE_CRS, SECONDS_PER_MINUTE
from xc_gis.workers import shared_work

CIRCLE_MINUTES = (5.0, 10.0, 15.0)
"""The limits of the fifteen-minute circle, drawn beside each category's own: one search at the largest serves all."""


PLACES_A_PROCESS = 400
"""Facilities that pay for a process of their own, which needs as long to begin as a hundred of them to be drawn."""

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
    points = found.scene.facility_points.facility
    members = {name: np.flatnonzero(points == row_of[name]) for name in sorted(set(wanted["facility_id"]))}
    strips = _strips(found, wanted, members, max(1, min(jobs, len(members) // PLACES_A_PROCESS)))
    progress.step(msg("绘制等时圈"), 0, len(strips))
    draw = partial(_draw, settings=settings)
    rows: list[Outline] = []
    beside: AbstractContextManager[Iterator[list[Outline]]] = (
        shared_work(draw, strips[1:]) if len(strips) > 1 else nullcontext(iter(()))
    )
    # this process draws as well: another one needs a second or two before it begins
    with beside as others:
        for done, part in enumerate(chain(map(draw, strips[:1]), others), 1):
            rows += part
            progress.step(msg("绘制等时圈"), done, len(strips))
    table = pd.DataFrame([row for row in rows if not row[3].is_empty], columns=list(OUTLINE_COLUMNS))
    table = table.sort_values(["facility_id", "profile", "minutes"]).reset_index(drop=True)
    return gpd.GeoDataFrame(table, geometry="geometry", crs=found.scene.network.crs).to_crs(EXCHANGE_CRS)


@dataclass(frozen=True)
class _Strip:
    """What one process draws: facilities side by side, so that their grid is small; ``members``: by facility the rows of its points."""

    network: WalkingNetwork
    barriers: Barriers
    wanted: pd.DataFrame
    points: Attached
    members: dict[str, Ints]


def _strips(found: Assessment, wanted: pd.DataFrame, members: dict[str, Ints], count: int) -> list[_Strip]:
    """Divide the facilities from south to north."""
    scene = found.scene
    northing = {name: float(scene.facility_points.xy[rows, 1].mean()) for name, rows in members.items()}
    ordered = sorted(members, key=lambda name: (northing[name], name))
    strips = []
    for part in np.array_split(np.array(ordered, dtype=object), count):
        rows = np.sort(np.concatenate([members[name] for name in part]))
        mine = {str(name): np.searchsorted(rows, members[name]) for name in sorted(part)}
        wanted_here = wanted[wanted["facility_id"].isin(part)]
        strips.append(_Strip(scene.network, scene.barriers, wanted_here, part_of(scene.facility, rows), mine))
    return strips


def _draw(strip: _Strip, settings: Settings) -> list[Outline]:
    """Draw the outlines of one strip; a grid point lies where it does whatever the strip."""
    grid = _grid(strip, settings)
    cells = build_grid_legs(
        strip.network, strip.barriers, grid, settings,
        only=_in_reach(strip, grid, settings), edges=np.unique(strip.points.candidates.edge),
    )  # fmt: skip
    rows: list[Outline] = []
    for profile, group in strip.wanted.groupby("profile", sort=True):
        # on a grid as coarse as this, thinning out the ways takes longer than reading them all
        engine = build_engine(strip.network, strip.barriers, cells, str(profile), settings, thin=False)
        for limits, names in _by_limits(group):
            drawn = isochrones_of_many(engine, strip.points, [strip.members[name] for name in names], limits)
            rows += [(n, str(profile), m, o) for n, outlines in zip(names, drawn, strict=True)
                     for m, o in zip(limits, outlines, strict=True)]  # fmt: skip
    return rows


def _in_reach(strip: _Strip, grid: Grid, settings: Settings) -> Bools:
    """Cells from which any facility of the strip may be reached, at the pace of any profile that asks for it."""
    reached = np.zeros(grid.rows * grid.columns, dtype=bool)
    for profile, group in strip.wanted.groupby("profile", sort=True):
        rows = np.sort(np.concatenate([strip.members[name] for name in sorted(set(group["facility_id"]))]))
        places = without_islands(part_of(strip.points, rows))
        graph = build_search_graph(strip.network, str(profile), settings)
        reached |= cells_in_reach(graph, places, float(group["minutes"].max()) * SECONDS_PER_MINUTE, grid, settings)
    return reached


def _by_limits(wanted: pd.DataFrame) -> Iterator[tuple[tuple[float, ...], list[str]]]:
    """Facilities that want the same limits."""
    limits = wanted.groupby("facility_id", sort=True)["minutes"].agg(lambda minutes: tuple(sorted(minutes)))
    for alike in sorted(set(limits)):
        yield alike, [str(name) for name in limits.index[limits == alike]]


def _grid(strip: _Strip, settings: Settings) -> Grid:
    """A grid as wide as the farthest outline may reach."""
    step_m = settings.number("isochrone.grid_map_m")
    every = strip.points.xy
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
