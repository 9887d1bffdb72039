"""
Gaps: which residents no facility reaches in time, how many they are and how far they are from being covered.

Station 6: after coverage. Only residents in state gap: whoever may be served by a facility that nobody surveyed is
unknown and not listed.
"""

from __future__ import annotations

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import pandas as pd

from xc_gis.analysis.arrays.geometry import Floats
from xc_gis.analysis.coverage.coverage import GAP, DemandPoints, group_residents
from xc_gis.model import GAP_COLUMNS
from xc_gis.standard import Standard
from xc_gis.units import SECONDS_PER_MINUTE


def gap_table(
    communities: gpd.GeoDataFrame,
    points: DemandPoints,
    states: Mapping[str, np.ndarray],
    times: Mapping[str, Floats],
    standard: Standard,
) -> gpd.GeoDataFrame:
    """
    List the demand points in state gap, by category and point.

    Returns
    -------
    GeoDataFrame
        ``GAP_COLUMNS``: ``residents`` of the category's group (points without any are left out), ``minutes`` to the
        nearest facility (NaN beyond the bound of the search), ``over_minutes`` above the limit; points, analysis CRS.
    """
    blocks = []
    for category in standard.categories:
        group = group_residents(points, category.population, len(communities))
        rows = np.flatnonzero((states[category.code] == GAP) & (group.residents > 0) & (points.community >= 0))
        home = communities.iloc[points.community[rows]]
        minutes = times[category.code][rows] / SECONDS_PER_MINUTE
        blocks.append(
            pd.DataFrame(
                {
                    "demand_id": points.demand["demand_id"].to_numpy()[rows],
                    "community_id": home["community_id"].to_numpy(),
                    "community": home["name"].to_numpy(),
                    "subdistrict": home["subdistrict"].to_numpy(),
                    "category": category.code,
                    "residents": group.residents[rows],
                    "minutes": minutes,
                    "limit_minutes": float(category.minutes),
                    "over_minutes": minutes - category.minutes,
                    "geometry": points.demand.geometry.array[rows],
                }
            )
        )
    table = pd.concat(blocks, ignore_index=True)[list(GAP_COLUMNS)]
    return gpd.GeoDataFrame(table, geometry="geometry", crs=points.demand.crs)
