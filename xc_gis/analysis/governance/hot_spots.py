"""
Hot spots of the hotline: communities that together with their neighbours have more tickets per resident than chance would give (Getis-Ord Gi*, by esda).

So many communities and services are tested that some stand out by chance; p-values are held against the threshold of Benjamini and Hochberg, over all tests together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import geopandas as gpd
import numpy as np
import shapely

from xc_gis.analysis.arrays.geometry import Floats

NEAR_M = 50.0
"""Communities whose outlines are no farther apart are neighbours: a road may lie between them."""

ALPHA = 0.05
"""Share of false hot and cold spots among those found, at most."""

FEWEST = 8
"""Communities without which nothing is tested (assumption)."""

HOT, COLD, NONE = "hot", "cold", "none"


def neighbours(communities: gpd.GeoDataFrame) -> dict[int, list[int]]:
    """Rows of the communities next to each community that has an outline."""
    shapes = communities.geometry.to_numpy()
    areas = np.flatnonzero(shapely.get_dimensions(shapes) == 2)  # noqa: PLR2004 - a surface
    one, other = shapely.STRtree(shapes[areas]).query(shapes[areas], predicate="dwithin", distance=NEAR_M)
    found: dict[int, list[int]] = {int(row): [] for row in areas}
    for a, b in sorted(zip(areas[one].tolist(), areas[other].tolist(), strict=True)):
        if a != b:
            found[a].append(b)
    return found


def scores(values: Floats, near: Mapping[int, Sequence[int]]) -> tuple[Floats, Floats]:
    """Gi* of each row of ``near`` in its order, binary weights, and its p-value, two-sided; ``values`` by row."""
    from esda.getisord import G_Local  # noqa: PLC0415 - seconds to load, and only studies with a hotline need it
    from libpysal.weights import W  # noqa: PLC0415

    rows = list(near)
    place = {row: n for n, row in enumerate(rows)}
    weights = W({place[row]: [place[other] for other in others] for row, others in near.items()}, silence_warnings=True)
    found = G_Local(values[rows], weights, transform="B", star=True, permutations=0)
    return np.asarray(found.Zs, dtype=float), np.clip(2 * np.asarray(found.p_norm, dtype=float), 0, 1)


def hot_spots(values: Floats, near: Mapping[int, Sequence[int]]) -> np.ndarray:
    """
    Hot and cold spots.

    Parameters
    ----------
    values
        Rows of communities × services: tickets per resident, NaN where not known.
    near
        Neighbours by row.

    Returns
    -------
    Array of words as ``values``: ``hot``, ``cold``, ``none``; empty where nothing was tested (no outline, nothing known, all alike, too few communities).
    """
    words, tests = np.full(values.shape, "", dtype=object), []
    for column in range(values.shape[1]):
        known = {row for row in near if not np.isnan(values[row, column])}
        mine = {row: [other for other in near[row] if other in known] for row in sorted(known)}
        if len(mine) < FEWEST or np.ptp(values[list(mine), column]) == 0:
            continue
        z, p = scores(values[:, column], mine)
        tests.append((column, list(mine), z, p))
    if not tests:
        return words
    from esda import fdr  # noqa: PLC0415 - as above

    every = np.concatenate([p for *_, p in tests])
    limit = fdr(every[~np.isnan(every)], alpha=ALPHA)
    for column, rows, z, p in tests:
        words[rows, column] = np.where(~(p <= limit), NONE, np.where(z > 0, HOT, COLD))
    return words
