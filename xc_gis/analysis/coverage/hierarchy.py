"""Coverage at each level from the district down to compounds, adding up at every level; and how far grids cover people and ground."""

from __future__ import annotations

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.coverage.coverage import COVERED, GAP, UNKNOWN, DemandPoints, group_residents
from xc_gis.model import DISTRICT
from xc_gis.model.hierarchy import COMMUNITY, GRID_COLUMNS, HIERARCHY_COLUMNS, LEVELS, NONE
from xc_gis.standard import Standard

PATH = ["subdistrict", "community_id", "grid", "compound"]
FIGURES = ["residents", "covered", "gap", "unknown"]


def hierarchy_table(
    points: DemandPoints,
    states: Mapping[str, np.ndarray],
    communities: pd.DataFrame,
    standard: Standard,
    *,
    grid: np.ndarray | None,
    compound: np.ndarray | None,
) -> pd.DataFrame:
    """
    Roll up residents by state.

    Parameters
    ----------
    states
        State of each demand point by category.
    communities
        ``community_id, subdistrict``, in the order of ``points.community``.
    grid, compound
        Name of the area in which each demand point lies, ``NONE`` in none; None where the study has no such layer, so that the level is left out.

    Returns
    -------
    DataFrame
        ``HIERARCHY_COLUMNS``: levels from above, areas by name, categories in the order of the standard. People outside all communities are in none of them.
    """
    inside = np.flatnonzero(points.community >= 0)
    home = points.community[inside]
    way = {
        "subdistrict": communities["subdistrict"].fillna("").to_numpy(dtype=object)[home],
        "community_id": communities["community_id"].to_numpy(dtype=object)[home],
    }
    for name, place in (("grid", grid), ("compound", compound)):
        if place is not None:
            way[name] = place[inside]
    levels = [level for level, column in zip(LEVELS[1:], PATH, strict=True) if column in way]
    frames = []
    for order, category in enumerate(standard.categories):
        people = group_residents(points, category.population, len(communities)).residents[inside]
        state = states[category.code][inside]
        frame = pd.DataFrame(
            {**way, "residents": people, **{name: np.where(state == s, people, 0.0) for name, s in _STATES.items()}}
        )
        frames.append(frame.assign(category=category.code, order=order))
    every = pd.concat(frames, ignore_index=True)
    tables = [_summed(every, [], LEVELS[0])]
    for depth, level in enumerate(levels, 1):
        tables.append(_summed(every, list(way)[:depth], level))
    return pd.concat(tables, ignore_index=True)[list(HIERARCHY_COLUMNS)]


_STATES = {"covered": COVERED, "gap": GAP, "unknown": UNKNOWN}


def _summed(every: pd.DataFrame, columns: list[str], level: str) -> pd.DataFrame:
    sums = every.groupby([*columns, "order", "category"], sort=True)[FIGURES].sum().reset_index()
    return sums.assign(level=level, **{name: "" for name in PATH if name not in columns})


def names_around(xy: Floats, areas: gpd.GeoDataFrame) -> tuple[np.ndarray, Ints]:
    """
    Name of the area (``name``) in which each place lies, ``NONE`` in none; and in how many it lies.

    Where areas overlap, the first by name counts: everybody stands in one row.
    """
    names = np.full(len(xy), NONE, dtype=object)
    count = np.zeros(len(xy), dtype=np.int64)
    placed = np.flatnonzero(~np.isnan(xy[:, 0]))
    ordered = areas.sort_values("name", kind="stable", ignore_index=True)
    points = shapely.points(xy[placed])
    found, at = shapely.STRtree(ordered.geometry.to_numpy()).query(points, predicate="intersects")
    np.add.at(count, placed[found], 1)
    for point, area in sorted(zip(found.tolist(), at.tolist(), strict=True), reverse=True):
        names[placed[point]] = str(ordered["name"].iloc[area])
    return names, count


def grid_table(points: DemandPoints, inside: Ints, communities: gpd.GeoDataFrame, grids: gpd.GeoDataFrame) -> pd.DataFrame:
    """
    How far grids cover people and ground: ``GRID_COLUMNS``, the district first, then subdistricts by name, then communities as they come.

    ``inside``: in how many grids each demand point lies.
    """
    ids = communities["community_id"].to_numpy(dtype=object)
    streets = communities["subdistrict"].fillna("").to_numpy(dtype=object)
    people = points.demand["residents"].to_numpy(dtype=float)
    shapes = grids.geometry.to_numpy()
    once, twice = shapely.union_all(shapes), _several(shapes)
    rows = []
    areas: list[tuple[str, str, Bools]] = [("district", DISTRICT, np.ones(len(ids), dtype=bool))]
    areas += [("subdistrict", name, streets == name) for name in sorted(set(streets) - {""})]
    areas += [(COMMUNITY, name, np.arange(len(ids)) == row) for row, name in enumerate(ids)]
    for level, area, mine in areas:
        here = (points.community >= 0) & mine[points.community]
        ground = shapely.union_all(communities.geometry.to_numpy()[mine])
        known = ground is not None and ground.area > 0
        squares = [
            float(part.area) if known else np.nan
            for part in (ground, shapely.intersection(ground, once), shapely.intersection(ground, twice))
        ]
        counted = [float(people[here & (inside >= least)].sum()) for least in (0, 1, 2)]
        rows.append((level, area, *counted, *squares))
    table = pd.DataFrame(rows, columns=list(GRID_COLUMNS))
    return table.astype(dict.fromkeys(GRID_COLUMNS[2:], "float64"))


def _several(shapes: np.ndarray) -> shapely.Geometry:
    """Ground that lies in more than one of some areas."""
    left, right = shapely.STRtree(shapes).query(shapes, predicate="overlaps")
    also = [pair for pair in zip(*shapely.STRtree(shapes).query(shapes, predicate="contains"), strict=True) if pair[0] != pair[1]]
    pairs = {(min(a, b), max(a, b)) for a, b in [*zip(left.tolist(), right.tolist(), strict=True), *also]}
    return shapely.union_all([shapely.intersection(shapes[a], shapes[b]) for a, b in sorted(pairs)])
