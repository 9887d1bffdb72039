"""Tables of the hotline: what was worked out of the tickets, beside the coverage of a run."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from xc_gis.analysis.governance.demand_gap import ahead, demand_gap, priorities
from xc_gis.analysis.governance.hot_spots import hot_spots, neighbours
from xc_gis.analysis.governance.hotline import Hotline, Period, area_table, long_table
from xc_gis.model import HOTLINE_COLUMNS
from xc_gis.settings import Settings


@dataclass(frozen=True)
class HotlineTables:
    """
    Tables of a run.

    Attributes
    ----------
    table, months, priorities, ahead
        ``HOTLINE_COLUMNS``, ``HOTLINE_MONTH_COLUMNS``, ``PRIORITY_COLUMNS``, ``AHEAD_COLUMNS``.
    areas
        ``HOTLINE_AREA_COLUMNS``.
    period
        Which months were counted.
    """

    table: pd.DataFrame
    months: pd.DataFrame
    priorities: pd.DataFrame
    ahead: pd.DataFrame
    areas: pd.DataFrame
    period: Period


def hotline_tables(hotline: Hotline, coverage: pd.DataFrame, communities: gpd.GeoDataFrame, settings: Settings) -> HotlineTables:
    """
    Put quadrants and hot spots beside the tickets.

    Parameters
    ----------
    coverage
        ``COVERAGE_COLUMNS`` of the run.
    communities
        ``COMMUNITY_COLUMNS``, rows as those of the hotline, in a system in metres.
    """
    table = long_table(hotline)
    found = demand_gap(
        coverage, table[["community_id", "category", "pressure"]], gap_share=settings.number("hotline.gap_share"),
        complaints=settings.number("hotline.complaints"),
    )  # fmt: skip
    table = table.merge(found[["community_id", "category", "quadrant"]], on=["community_id", "category"], how="left")
    table["quadrant"] = table["quadrant"].fillna("")
    table["hot_spot"] = _spots(hotline, communities).ravel()
    return HotlineTables(
        table[list(HOTLINE_COLUMNS)], hotline.months, priorities(found), ahead(found), area_table(hotline), hotline.period
    )


def _spots(hotline: Hotline, communities: gpd.GeoDataFrame) -> np.ndarray:
    """Hot spots of all tickets and of each service, shaped as the table; its last row, the district, has none."""
    words = np.full(hotline.table.shape, "", dtype=object)
    people = hotline.residents[:, None]
    counts = np.hstack([hotline.estimate, hotline.estimate.sum(axis=1, keepdims=True)])
    with np.errstate(invalid="ignore", divide="ignore"):
        per_head = np.where(people > 0, counts / people, np.nan)
    words[:-1] = hot_spots(per_head, neighbours(communities))
    return words
