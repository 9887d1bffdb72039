"""The indicators that a study follows, once its coverage is known: what tables state of them and what the run can tell itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from xc_gis.analysis.coverage.inventory import complete_types
from xc_gis.analysis.times.facility_services import home_communities
from xc_gis.model import StudyData
from xc_gis.settings import Settings
from xc_gis.standard import Standard

if TYPE_CHECKING:
    from xc_gis.analysis.governance.computed_indicators import IndicatorGround
    from xc_gis.analysis.governance.indicators import IndicatorTables


def followed_indicators(
    data: StudyData,
    coverage: pd.DataFrame,
    residents: pd.Series,
    standard: Standard,
    settings: Settings,
    folder: Path,
    day: date | None,
    grids: pd.DataFrame | None = None,
) -> IndicatorTables | None:
    """
    Work out the lists of a study; None where it follows none.

    Parameters
    ----------
    data
        With derived territories.
    coverage
        ``COVERAGE_COLUMNS``.
    residents
        By community id.
    folder
        Of the study file: lists are named relative to it.
    grids
        ``GRID_COLUMNS``, None without a layer of grids.
    """
    if not data.indicators:
        return None
    from xc_gis.analysis.governance.indicators import indicator_tables  # noqa: PLC0415 - loaded where it is needed only (decision 0217)
    from xc_gis.standard.indicator_list import load_indicators  # noqa: PLC0415

    lists = [(load_indicators(followed.name, base_dir=folder), followed.values) for followed in data.indicators]
    return indicator_tables(
        lists,
        replace(indicator_ground(data, coverage, residents, standard, settings, day), grids=grids),
        day.year if day else None,
    )


def indicator_ground(
    data: StudyData, coverage: pd.DataFrame, residents: pd.Series, standard: Standard, settings: Settings, day: date | None
) -> IndicatorGround:
    """What computed indicators rest on: facilities in operation that have a place, communities, complete lists."""
    from xc_gis.analysis.governance.computed_indicators import IndicatorGround  # noqa: PLC0415 - as above

    used = data.facilities[(data.facilities["status"] == "open") & ~data.facilities.geometry.isna()].reset_index(drop=True)
    row_of = {community_id: row for row, community_id in enumerate(data.communities["community_id"])}
    places = shapely.point_on_surface(used.geometry.to_numpy())
    facilities = used[["type", "floor_area"]].assign(x=shapely.get_x(places), y=shapely.get_y(places))
    serving = tuple(
        (row, row_of[name])
        for row, serves in enumerate(used["serves"])
        if isinstance(serves, str)
        for name in (part.strip() for part in serves.split(";"))
        if name in row_of
    )
    communities = data.communities[["community_id", "subdistrict"]].assign(residents=residents.to_numpy(dtype=float))
    return IndicatorGround(
        coverage, communities, facilities, np.array([row_of.get(home, -1) for home in home_communities(used, data.communities)], dtype=np.int64),
        serving, complete_types(data.inventory, data.communities, standard, settings, day), settings.number("coverage.unknown_max"),
    )  # fmt: skip
