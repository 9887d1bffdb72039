"""All that a siting question came to, for its tables, layers, map and sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from xc_gis.analysis.planning.siting.plan import Relocation, SitingPlan
from xc_gis.analysis.planning.siting.study_reach import DemandRows
from xc_gis.languages.message import Name
from xc_gis.model import StreetData


@dataclass(frozen=True)
class SitingResult:
    """
    Result of a siting question.

    Attributes
    ----------
    name, mark
        Title of the study; ``示例数据（虚构）`` for the sample, else empty.
    plan
        The answer.
    categories
        Name by code, in the order asked for; ``types`` is what is built for each.
    count
        As asked for; None where the model finds it.
    candidates
        Frame as ``analysis.planning.siting.candidates`` describes.
    rows
        Demand rows of ``plan.reach``; ``demand_id`` by demand point.
    demand_id, communities, streets
        Ids of demand points, the communities as analysed, and the streets.
    facilities
        Facilities of the categories that are open, as analysed.
    stars
        ``community_id`` and stars before and after, or None where they were not worked out.
    relocation
        By category.
    notes
        What was left out, and what must be known.
    inputs
        SHA-256 of the layers that the question names, by file name.
    question
        The question itself in plain values.
    """

    name: str
    mark: str
    plan: SitingPlan
    categories: Mapping[str, Name]
    types: Mapping[str, str]
    count: int | None
    candidates: gpd.GeoDataFrame
    rows: DemandRows
    demand_id: pd.Series
    communities: gpd.GeoDataFrame
    streets: StreetData
    facilities: gpd.GeoDataFrame
    stars: pd.DataFrame | None
    relocation: Mapping[str, Relocation]
    notes: tuple[str, ...]
    inputs: Mapping[str, str]
    question: Mapping[str, object]
