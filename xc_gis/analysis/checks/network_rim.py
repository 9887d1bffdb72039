"""
Where the network ends near a community: the extract may be too small, so that streets beyond are missing (data check).

Ground is covered where a walked street lies within ``REACH_M``; what the network surrounds, and water, counts as covered, too.
"""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from scipy import ndimage

from xc_gis.analysis.arrays.geometry import Bools, Floats, to_plane
from xc_gis.areas.outlines import coarser
from xc_gis.model import StreetData

NEAR_M = 1_500.0
"""Streets nearer than this to a community belong to its walks (method §2)."""

REACH_M = 300.0
"""Ground without a street so far around is open: half of the widest gap between streets of a city (assumption)."""

CELL_M = 100.0
MOST_CELLS = 4_000_000


@dataclass(frozen=True)
class RimPlace:
    """``row``: of the community; ``metres``: from it to the end of the network; ``x, y``: where that is."""

    row: int
    metres: float
    x: float
    y: float


def network_rim(lines: np.ndarray, communities: gpd.GeoDataFrame, streets: StreetData) -> list[RimPlace]:
    """
    Communities that have the end of the network nearer than ``NEAR_M``.

    Parameters
    ----------
    lines
        Walked streets in the analysis CRS; those that the file has outside the study (``StreetData.elsewhere``) count, too.
    communities
        In the analysis CRS; those without a place are left out.
    """
    rows = np.flatnonzero(communities.geometry.notna().to_numpy())
    if len(rows) == 0 or len(lines) == 0:
        return []
    areas = communities.geometry.to_numpy()[rows]
    crs = str(communities.crs)
    wanted = shapely.buffer(shapely.union_all(coarser(areas, 1.0)), NEAR_M + REACH_M)
    # all of the network: what surrounds a park may lie beyond the ground that is asked about
    west, south, east, north = shapely.total_bounds([wanted, *lines]).tolist()
    cell = max(CELL_M, float(np.sqrt((east - west) * (north - south) / MOST_CELLS)))
    x, y = np.arange(west + cell / 2, east, cell), np.arange(south + cell / 2, north, cell)
    grid_x, grid_y = np.meshgrid(x, y)
    covered = _covered(lines, streets, crs, (x[0], y[0], cell), grid_x.shape)
    covered = ndimage.binary_fill_holes(np.pad(covered, 1))[1:-1, 1:-1]
    shapely.prepare(wanted)
    open_ground = ~covered & shapely.intersects_xy(wanted, grid_x, grid_y)
    if not open_ground.any():
        return []
    middles = shapely.points(np.column_stack([grid_x[open_ground], grid_y[open_ground]]))
    (_, nearest), metres = shapely.STRtree(middles).query_nearest(areas, return_distance=True, all_matches=False)
    found = []
    for row, place, distance in zip(rows.tolist(), nearest.tolist(), metres.tolist(), strict=True):
        ends = max(distance - REACH_M, 0.0)
        if ends < NEAR_M - cell:
            found.append(RimPlace(row, ends, shapely.get_x(middles[place]), shapely.get_y(middles[place])))
    return found


def _covered(
    lines: np.ndarray, streets: StreetData, crs: str, corner: tuple[float, float, float], shape: tuple[int, ...]
) -> Bools:
    west, south, cell = corner
    points = [shapely.get_coordinates(shapely.segmentize(lines, cell))]
    if streets.elsewhere is not None:
        points.append(np.column_stack(to_plane(streets.elsewhere[:, 0], streets.elsewhere[:, 1], crs)))
    street = np.zeros(shape, dtype=bool)
    wide = [REACH_M, 2 * REACH_M]  # a cell of the ground elsewhere stands for half a kilometre
    found = np.zeros(shape, dtype=bool)
    for xy, reach in zip(points, wide, strict=False):
        street[:] = False
        column = np.rint((xy[:, 0] - west) / cell).astype(int)
        row = np.rint((xy[:, 1] - south) / cell).astype(int)
        inside = (column >= 0) & (column < shape[1]) & (row >= 0) & (row < shape[0])
        street[row[inside], column[inside]] = True
        if street.any():
            found |= ndimage.distance_transform_edt(~street) * cell <= reach
    return found | _water(streets, crs, corner, shape)


def _water(streets: StreetData, crs: str, corner: tuple[float, float, float], shape: tuple[int, ...]) -> Bools:
    west, south, cell = corner
    found = np.zeros(shape, dtype=bool)
    background = streets.background
    if len(background) == 0:
        return found
    water = background.geometry[background["kind"] == "water"].to_crs(crs).to_numpy()
    grid_x, grid_y = np.meshgrid(west + cell * np.arange(shape[1]), south + cell * np.arange(shape[0]))
    cells = shapely.points(np.column_stack([grid_x.ravel(), grid_y.ravel()]))
    hit, _ = shapely.STRtree(water).query(cells, predicate="intersects") if len(water) else (np.empty(0, dtype=int), None)
    found.ravel()[hit] = True
    return found


def distance_words(metres: Floats) -> str:
    """The least distance in kilometres with one decimal."""
    return f"{float(np.min(metres)) / 1000:.1f}"
