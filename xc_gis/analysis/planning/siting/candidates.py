"""
Where something could be built: places out of a layer or of the study's own facilities, or any place on the streets.

Columns of a frame of candidates: ``site_id`` (text, unique), ``name`` (text, may be empty), ``cost`` and ``capacity`` (float, NaN where
not known), ``building`` (the place is the outline of a building) and ``geometry`` in the analysis CRS; sorted by ``site_id``.
"""

from __future__ import annotations

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.analysis.arrays.geometry import Bools, Ints, Objects
from xc_gis.analysis.arrays.pairing import spans
from xc_gis.analysis.network.network import WalkingNetwork
from xc_gis.errors import InputError
from xc_gis.languages.message import msg

SAMPLE_M = 10.0
"""Places are looked for this closely along the streets."""

MOST_PLACES = 20_000
"""More candidates than this are no question that anybody waits for."""


def street_places(
    network: WalkingNetwork, areas: Objects, spacing_m: float, names: Mapping[int, str] | None = None
) -> gpd.GeoDataFrame:
    """
    Places all over the streets of some areas: of every square of a grid the place on a street that is nearest to its middle.

    Streets are those that everybody may walk and on which one may leave the road: no gated compound, no bridge, no tunnel. The grid
    belongs to the coordinate system and not to the study, so that a place keeps its id whatever else is asked.

    Parameters
    ----------
    areas
        Polygons in the analysis CRS.
    spacing_m
        Side of a square.
    names
        Names of streets by way; a place is called by that of its street.

    Raises
    ------
    InputError
        More places than anybody waits for.
    """
    usable = network.takes_legs & ~network.gated & ~network.steps & ~network.across
    edges = np.flatnonzero(usable)
    count = np.maximum(np.ceil(network.length_m[edges] / SAMPLE_M), 1).astype(np.int64)
    edge = np.repeat(edges, count)
    share = (spans(np.zeros(len(edges), dtype=np.int64), count) + 0.5) / np.repeat(count, count)
    x = network.x[network.u[edge]] + share * (network.x[network.v[edge]] - network.x[network.u[edge]])
    y = network.y[network.u[edge]] + share * (network.y[network.v[edge]] - network.y[network.u[edge]])
    ground = shapely.union_all([area for area in areas if area is not None])
    shapely.prepare(ground)
    inside = shapely.intersects_xy(ground, x, y)
    x, y = x[inside], y[inside]
    column, row = (np.floor(axis / spacing_m).astype(np.int64) for axis in (x, y))
    off = np.hypot(x - (column + 0.5) * spacing_m, y - (row + 0.5) * spacing_m).round(6)
    order = np.lexsort((y, x, off, column, row))
    column, row, x, y, edge = column[order], row[order], x[order], y[order], edge[inside][order]
    first: Ints = (
        np.flatnonzero(np.concatenate([[True], (column[1:] != column[:-1]) | (row[1:] != row[:-1])]))
        if len(x)
        else np.zeros(0, dtype=np.int64)
    )
    if len(first) > MOST_PLACES:
        raise InputError(
            msg("每 {spacing:g} 米一处，共有 {count:,} 个候选地点，太多了", spacing=spacing_m, count=len(first)),
            hint=msg("请加大间距，或用 --area 限定范围"),
        )
    ids = [f"S{c}-{r}" for c, r in zip(column[first], row[first], strict=True)]
    streets = [(names or {}).get(way, "") for way in network.way_id[edge[first]].tolist()]
    return framed(ids, streets, shapely.points(x[first], y[first]), network.crs)


def framed(
    ids: list[str], names: list[str], geometry: Objects, crs: object, cost: object = np.nan, capacity: object = np.nan
) -> gpd.GeoDataFrame:
    """A frame of candidates, sorted by id."""
    table = gpd.GeoDataFrame(
        {
            "site_id": pd.array(ids, dtype="str"),
            "name": pd.array(names, dtype="str"),
            "cost": cost,
            "capacity": capacity,
            "building": False,
        },
        geometry=geometry,
        crs=crs,
    )
    return table.sort_values("site_id", kind="stable").reset_index(drop=True)


def facilities_as_candidates(facilities: gpd.GeoDataFrame, types: list[str]) -> gpd.GeoDataFrame:
    """Places of the study's own facilities of some types that have a place, closed ones too: a building stays a building."""
    mine = facilities[facilities["type"].isin(types) & facilities.geometry.notna()]
    table = framed(mine["facility_id"].tolist(), mine["name"].fillna("").tolist(), mine.geometry.to_numpy(), facilities.crs)
    building = dict(zip(mine["facility_id"], mine["building"], strict=True))
    return table.assign(building=table["site_id"].map(building).astype(bool))


def within(frame: gpd.GeoDataFrame, areas: Objects) -> Bools:
    """By candidate: some ground of it lies in one of the areas."""
    return _touching(frame.geometry.to_numpy(), areas, 0.0)


def near(frame: gpd.GeoDataFrame, places: Objects, metres: float) -> Bools:
    """By candidate: one of the places lies within so many metres in a straight line."""
    return _touching(frame.geometry.to_numpy(), places, metres)


def _touching(geometry: Objects, others: Objects, metres: float) -> Bools:
    found = np.zeros(len(geometry), dtype=bool)
    present = np.array([other for other in others if other is not None], dtype=object)
    if len(present) and len(geometry):
        pairs = shapely.STRtree(present).query(geometry, predicate="dwithin", distance=metres)
        found[pairs[0]] = True
    return found
