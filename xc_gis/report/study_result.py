"""All that one study came to: what the report draws, writes and explains."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd

from xc_gis.analysis.network.network import WalkingNetwork
from xc_gis.frames import (
    AHEAD,
    CATCHMENTS,
    CENSUS,
    CENSUS_AREAS,
    COMMUNITY_VALUES,
    COVERAGE,
    DIRECTORY,
    DIRECTORY_AREAS,
    DIRECTORY_COUNTS,
    EMERGENCY,
    GAPS,
    GRIDS,
    HIERARCHY,
    HOTLINE,
    HOTLINE_AREAS,
    HOTLINE_MONTHS,
    INDICATOR_INDEX,
    INDICATOR_SHORTFALLS,
    INDICATOR_STATUS,
    INDICATORS,
    JOINT,
    LINKS,
    NEAREST,
    NEEDS,
    OUTLINES,
    PRIORITIES,
    RATING,
    ROLES,
    SATISFACTION,
    SATISFACTION_AREAS,
    SURVEY,
    SURVEY_AREAS,
    SURVEY_ITEMS,
    SURVEY_MATRIX,
    SURVEY_REACH,
    check_frame,
    check_study_frames,
    demand_results,
)
from xc_gis.model import StreetData, StudyData
from xc_gis.settings import Settings
from xc_gis.standard import Standard
from xc_gis.units import EXCHANGE_CRS

if TYPE_CHECKING:
    from xc_gis.analysis.governance.census import CensusTables
    from xc_gis.analysis.governance.directory import DirectoryTables
    from xc_gis.analysis.governance.hotline_tables import HotlineTables
    from xc_gis.analysis.governance.indicators import IndicatorTables
    from xc_gis.analysis.governance.survey import SurveyTables

STATE_NAMES = ("covered", "gap", "unknown")


@dataclass(frozen=True)
class OtherRating:
    """What another standard with its settings makes of the same study: ``COVERAGE`` and ``RATING`` frames."""

    standard: Standard
    settings: Settings
    coverage: pd.DataFrame
    rating: pd.DataFrame


@dataclass(frozen=True)
class StudyResult:
    """
    Result of one run.

    Attributes
    ----------
    name, date
        Title and day of the study.
    mark
        Shown on every picture: ``示例数据（虚构）`` for the sample, else empty.
    data, streets, standard, settings, network
        What it was worked out from.
    demand
        One row per demand point, in the order of ``data.demand``: ``demand_id, community_id, residents, off_network``
        (bool), then ``t_<CATEGORY>`` (seconds, NaN when not reached) and ``state_<CATEGORY>`` (covered, gap, unknown)
        for each category of the standard.
    facility_off_network
        One bool per row of ``data.facilities``.
    coverage, joint, rating
        Frames with ``COVERAGE_COLUMNS``, ``JOINT_COLUMNS``, ``RATING_FRAME`` of ``xc_gis.model``.
    gaps
        One row per demand point and category in state gap: ``demand_id, community_id, community, subdistrict, category,
        residents`` (of the category's group), ``minutes`` (to the nearest facility, NaN beyond the search bound),
        ``limit_minutes, over_minutes, geometry`` (point, analysis CRS).
    nearest
        ``community_id, category, facility_id, minutes``: the facility that is nearest to most residents of the
        community and the median minutes of those; rows only where one is reached.
    catchments
        ``CATCHMENT_COLUMNS``: who goes where.
    isochrones
        ``facility_id, profile, minutes, geometry`` (EPSG:4326): outlines for the facilities in ``nearest``; may be empty.
    warnings
        Sentences for people (Chinese).
    survey, hotline, satisfaction
        What the survey of the service catalogue, the hotline and satisfaction (``SATISFACTION_COLUMNS``) came to, each None where the study has none.
    indicators
        The indicators that it follows, or None.
    others
        Ratings by further standards, in the order of the study.
    satisfaction_areas
        ``SATISFACTION_AREA_COLUMNS``, likewise.
    survey_reach
        ``SURVEY_REACH_COLUMNS``, None where no item of a survey is linked to a service.
    census, directory
        What the census of resources and the directory of services came to, likewise.
    typed
        ``COMMUNITY_VALUE_COLUMNS``: figures that its standards ask for and that somebody has to state; None where they ask for none.
    needs
        ``NEED_COLUMNS``, None where the study keeps no ledger.
    hierarchy, grids
        ``HIERARCHY_COLUMNS``, ``GRID_COLUMNS``: figures at each level and how far grids cover, each None where the study asks for none.
    roles, emergency
        ``ROLE_COLUMNS``, ``EMERGENCY_COLUMNS``: who answers for an area; plans and the walk to shelters, likewise.
    """

    name: str
    date: date | None
    mark: str
    data: StudyData
    streets: StreetData
    standard: Standard
    settings: Settings
    network: WalkingNetwork
    demand: pd.DataFrame
    facility_off_network: np.ndarray
    coverage: pd.DataFrame
    joint: pd.DataFrame
    rating: pd.DataFrame
    gaps: gpd.GeoDataFrame
    nearest: pd.DataFrame
    catchments: pd.DataFrame
    isochrones: gpd.GeoDataFrame
    warnings: tuple[str, ...]
    survey: SurveyTables | None = None
    hotline: HotlineTables | None = None
    satisfaction: pd.DataFrame | None = None
    indicators: IndicatorTables | None = None
    others: tuple[OtherRating, ...] = ()
    satisfaction_areas: pd.DataFrame | None = None
    survey_reach: pd.DataFrame | None = None
    census: CensusTables | None = None
    directory: DirectoryTables | None = None
    typed: pd.DataFrame | None = None
    needs: pd.DataFrame | None = None
    hierarchy: pd.DataFrame | None = None
    grids: pd.DataFrame | None = None
    roles: pd.DataFrame | None = None
    emergency: pd.DataFrame | None = None


def check_result_frames(result: StudyResult, crs: str) -> None:
    """
    The border from the analysis to the report: frames of a result, and those of the study that it goes on with.

    ``crs`` is the metric system of the study. Raises ``FrameError``.
    """
    check_study_frames(result.data, crs)
    check_frame(result.demand, demand_results(category.code for category in result.standard.categories))
    check_frame(result.coverage, COVERAGE)
    check_frame(result.joint, JOINT)
    check_frame(result.rating, RATING)
    check_frame(result.gaps, GAPS, crs=crs)
    check_frame(result.nearest, NEAREST)
    check_frame(result.catchments, CATCHMENTS)
    check_frame(result.isochrones, OUTLINES, crs=EXCHANGE_CRS)
    check_governance_frames(result.survey, result.hotline, result.satisfaction)
    for other in result.others:
        check_frame(other.coverage, COVERAGE)
        check_frame(other.rating, RATING)
    levels = ((result.hierarchy, HIERARCHY), (result.grids, GRIDS), (result.roles, ROLES), (result.emergency, EMERGENCY))
    for frame, declared in levels:
        if frame is not None:
            check_frame(frame, declared)
    if result.needs is not None:
        check_frame(result.needs, NEEDS)
    if result.typed is not None:
        check_frame(result.typed, COMMUNITY_VALUES)
    if result.indicators is not None:
        check_frame(result.indicators.values, INDICATORS)
        check_frame(result.indicators.status, INDICATOR_STATUS)
        check_frame(result.indicators.index, INDICATOR_INDEX)
        check_frame(result.indicators.shortfalls, INDICATOR_SHORTFALLS)
    if result.satisfaction_areas is not None:
        check_frame(result.satisfaction_areas, SATISFACTION_AREAS)
    if result.survey_reach is not None:
        check_frame(result.survey_reach, SURVEY_REACH)
    check_resource_frames(result.census, result.directory)


def check_governance_frames(
    survey: SurveyTables | None, hotline: HotlineTables | None, satisfaction: pd.DataFrame | None
) -> None:
    """The same border for what the study has of services and voices. Raises ``FrameError``."""
    if survey is not None:
        check_frame(survey.statistics, SURVEY)
        check_frame(survey.items, SURVEY_ITEMS)
        check_frame(survey.areas, SURVEY_AREAS)
        check_frame(survey.matrix, SURVEY_MATRIX)
    if hotline is not None:
        check_frame(hotline.table, HOTLINE)
        check_frame(hotline.months, HOTLINE_MONTHS)
        check_frame(hotline.priorities, PRIORITIES)
        check_frame(hotline.ahead, AHEAD)
        check_frame(hotline.areas, HOTLINE_AREAS)
    if satisfaction is not None:
        check_frame(satisfaction, SATISFACTION)


def check_resource_frames(census: CensusTables | None, directory: DirectoryTables | None) -> None:
    """The same border for what the study has of resources. Raises ``FrameError``."""
    if census is not None:
        check_frame(census.table, CENSUS)
        check_frame(census.areas, CENSUS_AREAS)
        check_frame(census.links, LINKS)
    if directory is not None:
        check_frame(directory.table, DIRECTORY)
        check_frame(directory.counts, DIRECTORY_COUNTS)
        check_frame(directory.areas, DIRECTORY_AREAS)
