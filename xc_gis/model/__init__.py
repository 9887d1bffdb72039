"""
The records that the stations of the method hand to each other, and the columns of their frames.

Everything here is frozen: a station makes a new record, it never edits the one it was given. Frames are
sorted by their identifier, so that the order of rows in an input file cannot change a result.
"""

from __future__ import annotations

from xc_gis.model.columns import (
    AGE_COLUMNS,
    CATCHMENT_COLUMNS,
    COMMUNITY_COLUMNS,
    COVERAGE_COLUMNS,
    DEMAND_COLUMNS,
    FACILITY_COLUMNS,
    GAP_COLUMNS,
    HOURS_COLUMNS,
    JOINT_COLUMNS,
    NEAREST_COLUMNS,
    NEED_COLUMNS,
    OUTLINE_COLUMNS,
    PROBLEM_COLUMNS,
    PROBLEM_FRAME,
    PROFILE_COLUMNS,
    RATING_COLUMNS,
    RATING_FRAME,
    SLICE_COLUMNS,
    SUBDISTRICT_COLUMNS,
)
from xc_gis.model.governance import (
    CATALOGUE_COLUMNS,
    ITEM,
    NO,
    SUBITEM,
    SURVEY_ANSWER_COLUMNS,
    SURVEY_COLUMNS,
    SURVEY_ITEM_COLUMNS,
    UNKNOWN,
    YES,
    ServiceSurvey,
)
from xc_gis.model.streets import CELL_DEG, StreetData, StreetLoss, WalkableArea
from xc_gis.model.study import Finding, InputRecord, InventoryStatement, LateTotals, RedFlag, StudyData
from xc_gis.model.waiting import PlaceCandidate, WaitingRow

__all__ = [
    "AGE_COLUMNS",
    "CATALOGUE_COLUMNS",
    "CATCHMENT_COLUMNS",
    "CELL_DEG",
    "COMMUNITY_COLUMNS",
    "COVERAGE_COLUMNS",
    "DEMAND_COLUMNS",
    "FACILITY_COLUMNS",
    "GAP_COLUMNS",
    "HOURS_COLUMNS",
    "ITEM",
    "JOINT_COLUMNS",
    "NEAREST_COLUMNS",
    "NEED_COLUMNS",
    "NO",
    "OUTLINE_COLUMNS",
    "PROBLEM_COLUMNS",
    "PROBLEM_FRAME",
    "PROFILE_COLUMNS",
    "RATING_COLUMNS",
    "RATING_FRAME",
    "SLICE_COLUMNS",
    "SUBDISTRICT_COLUMNS",
    "SUBITEM",
    "SURVEY_ANSWER_COLUMNS",
    "SURVEY_COLUMNS",
    "SURVEY_ITEM_COLUMNS",
    "UNKNOWN",
    "YES",
    "Finding",
    "InputRecord",
    "InventoryStatement",
    "LateTotals",
    "PlaceCandidate",
    "RedFlag",
    "ServiceSurvey",
    "StreetData",
    "StreetLoss",
    "StudyData",
    "WaitingRow",
    "WalkableArea",
]
