"""
The frames that go from one room to another: their columns, and what kind each of them is.

``model`` says what the columns mean. Here they are declared once more for a machine, and ``check_frame`` holds a frame against its
declaration where it crosses a border: sources → analysis (``check_study_frames``) and analysis → report (``report.study_result.check_result_frames``).
Only names, types, index and system are looked at, never values: it takes a fraction of a millisecond a frame and copies nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xc_gis.model import (
    AGE_COLUMNS,
    AHEAD_COLUMNS,
    CATALOGUE_COLUMNS,
    CATCHMENT_COLUMNS,
    CENSUS_AREA_COLUMNS,
    CENSUS_COLUMNS,
    COMMUNITY_COLUMNS,
    COVERAGE_COLUMNS,
    DEMAND_COLUMNS,
    DIMENSION_COLUMNS,
    DIRECTORY_AREA_COLUMNS,
    DIRECTORY_COLUMNS,
    DIRECTORY_COUNT_COLUMNS,
    ENTRY_COLUMNS,
    FACILITY_COLUMNS,
    GAP_COLUMNS,
    HOTLINE_AREA_COLUMNS,
    HOTLINE_COLUMNS,
    HOTLINE_MONTH_COLUMNS,
    INDICATOR_COLUMNS,
    INDICATOR_SHORTFALL_COLUMNS,
    INDICATOR_STATUS_COLUMNS,
    INDICATOR_VALUE_COLUMNS,
    JOINT_COLUMNS,
    KIND_COLUMNS,
    LINK_COLUMNS,
    NEAREST_COLUMNS,
    OUTLINE_COLUMNS,
    PRIORITY_COLUMNS,
    PROBLEM_FRAME,
    RATING_FRAME,
    RESOURCE_COLUMNS,
    SATISFACTION_ANSWER_COLUMNS,
    SATISFACTION_AREA_COLUMNS,
    SATISFACTION_COLUMNS,
    SERVICE_LINK_COLUMNS,
    SUBDISTRICT_COLUMNS,
    SURVEY_ANSWER_COLUMNS,
    SURVEY_AREA_COLUMNS,
    SURVEY_COLUMNS,
    SURVEY_ITEM_COLUMNS,
    SURVEY_MATRIX_COLUMNS,
    SURVEY_REACH_COLUMNS,
    TICKET_COUNT_COLUMNS,
    StudyData,
)
from xc_gis.model.emergency import EMERGENCY_COLUMNS, ROLE_COLUMNS
from xc_gis.model.hierarchy import GRID_COLUMNS, HIERARCHY_COLUMNS
from xc_gis.model.ledger import NEED_COLUMNS
from xc_gis.model.typed_values import COMMUNITY_VALUE_COLUMNS, TYPED_VALUE_COLUMNS

if TYPE_CHECKING:  # those who only want to know a declaration need no libraries
    import pandas as pd

TEXT, NUMBER, WHOLE, FLAG, PLACE = "text", "number", "whole number", "flag", "place"
"""Kinds of columns: words or None; float, NaN where not known (or int); int, or nullable Int64; bool; geometry."""

ROWS_ALONE = "a plain count of rows"
"""What the index is: nothing is looked up by it."""


class FrameError(TypeError):
    """A frame is not what its declaration says: the program is wrong, not its input."""


@dataclass(frozen=True)
class Frame:
    """
    Declaration of a frame.

    Attributes
    ----------
    name
        For messages.
    columns
        In their order.
    kinds
        Of those that are no text.
    """

    name: str
    columns: tuple[str, ...]
    kinds: Mapping[str, str] = field(default_factory=dict)

    def with_columns(self, kinds: Mapping[str, str]) -> Frame:
        """The same with more columns at the end, each with its kind."""
        return Frame(self.name, (*self.columns, *kinds), {**self.kinds, **kinds})


def _numbers(names: Iterable[str]) -> dict[str, str]:
    return dict.fromkeys(names, NUMBER)


_GROUND = {"geometry": PLACE}

COMMUNITIES = Frame("communities", COMMUNITY_COLUMNS, {**_numbers(AGE_COLUMNS.values()), **_GROUND})
DEMAND = Frame("demand points", DEMAND_COLUMNS, {**_numbers(AGE_COLUMNS.values()), **_GROUND})
FACILITIES = Frame("facilities", FACILITY_COLUMNS, {"building": FLAG, **_numbers(("capacity", "floor_area")), **_GROUND})
SUBDISTRICTS = Frame("subdistricts", SUBDISTRICT_COLUMNS, _GROUND)
PROBLEMS = Frame("problems", PROBLEM_FRAME, {"row": WHOLE})

COVERAGE = Frame("coverage", COVERAGE_COLUMNS, _numbers(COVERAGE_COLUMNS[4:-1])).with_columns({"senior": NUMBER})
"""With ``senior``, the share of seniors known to be covered, on which the rating rests; no table shows it."""
JOINT = Frame("joint coverage", JOINT_COLUMNS, _numbers(JOINT_COLUMNS[1:]))
RATING = Frame(
    "rating", RATING_FRAME,
    {**_numbers(("score_low", "score", "score_high", "completeness", "joint_low", "joint_high")),
     **dict.fromkeys(("stars_low", "stars", "stars_high", "next_star"), WHOLE), "provisional": FLAG},
)  # fmt: skip
GAPS = Frame("gaps", GAP_COLUMNS, {**_numbers(("residents", "minutes", "limit_minutes", "over_minutes")), **_GROUND})
NEAREST = Frame("nearest facilities", NEAREST_COLUMNS, {"minutes": NUMBER})
CATCHMENTS = Frame("catchments", CATCHMENT_COLUMNS, _numbers(CATCHMENT_COLUMNS[2:]))
OUTLINES = Frame("outlines of facilities", OUTLINE_COLUMNS, {"minutes": NUMBER, **_GROUND})


CATALOGUE = Frame("service catalogue", CATALOGUE_COLUMNS)
SURVEY_ANSWERS = Frame("answers of the survey", SURVEY_ANSWER_COLUMNS, {"satisfaction": NUMBER})
SURVEY = Frame("statistics of the survey", SURVEY_COLUMNS, _numbers(SURVEY_COLUMNS[2:]))
SURVEY_AREAS = Frame(
    "statistics of the survey by area", SURVEY_AREA_COLUMNS, {"communities": WHOLE, **_numbers(SURVEY_AREA_COLUMNS[4:])}
)
SURVEY_ITEMS = Frame(
    "items of the survey",
    SURVEY_ITEM_COLUMNS,
    {**dict.fromkeys(("yes", "no", "unknown"), WHOLE), **_numbers(SURVEY_ITEM_COLUMNS[8:])},
)

SURVEY_MATRIX = Frame("answers by community and item", SURVEY_MATRIX_COLUMNS, {"number": WHOLE, "satisfaction": NUMBER})


TICKET_COUNTS = Frame("counts of tickets", TICKET_COUNT_COLUMNS, dict.fromkeys(TICKET_COUNT_COLUMNS[3:], WHOLE))
HOTLINE = Frame(
    "hotline", HOTLINE_COLUMNS, _numbers(name for name in HOTLINE_COLUMNS[2:] if name not in {"quadrant", "hot_spot", "note"})
)
HOTLINE_AREAS = Frame("hotline by area", HOTLINE_AREA_COLUMNS, _numbers(HOTLINE_AREA_COLUMNS[2:-1]))
HOTLINE_MONTHS = Frame("hotline by month", HOTLINE_MONTH_COLUMNS, _numbers(HOTLINE_MONTH_COLUMNS[1:-1]))
PRIORITIES = Frame("priorities", PRIORITY_COLUMNS, {"rank": WHOLE, **_numbers(PRIORITY_COLUMNS[3:-1])})
AHEAD = Frame("silent gaps", AHEAD_COLUMNS, {"rank": WHOLE, **_numbers(AHEAD_COLUMNS[3:])})


SATISFACTION_ANSWERS = Frame("answers on satisfaction", SATISFACTION_ANSWER_COLUMNS, _numbers(("n", "score")))
SATISFACTION = Frame("satisfaction", SATISFACTION_COLUMNS, _numbers(SATISFACTION_COLUMNS[2:-1]))
SATISFACTION_AREAS = Frame(
    "satisfaction by area", SATISFACTION_AREA_COLUMNS,
    {**dict.fromkeys(("communities", "left_out"), WHOLE), **_numbers(SATISFACTION_AREA_COLUMNS[4:-1])},
)  # fmt: skip


KINDS = Frame("kinds of resources", KIND_COLUMNS)
RESOURCES = Frame("census of resources", RESOURCE_COLUMNS, {"row": WHOLE, **_numbers(("count", "x", "y"))})
ENTRIES = Frame("entries of the directory", ENTRY_COLUMNS, {"row": WHOLE, **_numbers(("x", "y"))})
CENSUS = Frame("resources by community", CENSUS_COLUMNS, {**_numbers(("count", "per_10k")), "linked": WHOLE})
CENSUS_AREAS = Frame(
    "resources by area", CENSUS_AREA_COLUMNS, {**_numbers(("count", "per_10k")), **dict.fromkeys(("communities", "known", "linked"), WHOLE)}
)  # fmt: skip
SURVEY_REACH = Frame("survey beside the map", SURVEY_REACH_COLUMNS, _numbers(("residents", "gap_share")))
SERVICE_LINKS = Frame("links of services", SERVICE_LINK_COLUMNS, {"row": WHOLE})
LINKS = Frame("links of resources", LINK_COLUMNS, {"row": WHOLE, "distance_m": NUMBER})
DIRECTORY = Frame("directory", DIRECTORY_COLUMNS, {"row": WHOLE, "distance_m": NUMBER})
_COUNTED = {"per_10k": NUMBER, **dict.fromkeys(("count", "bookable", "linked"), WHOLE)}
DIRECTORY_COUNTS = Frame("entries by community", DIRECTORY_COUNT_COLUMNS, _COUNTED)
DIRECTORY_AREAS = Frame("entries by area", DIRECTORY_AREA_COLUMNS, _COUNTED)


INDICATOR_VALUES = Frame(
    "stated values of indicators", INDICATOR_VALUE_COLUMNS, {"number": WHOLE, "year": WHOLE, "value": NUMBER}
)
INDICATORS = Frame(
    "indicators", INDICATOR_COLUMNS, {"number": WHOLE, "year": WHOLE, **_numbers(("value", "target", "low", "high"))}
)
INDICATOR_STATUS = Frame(
    "status of indicators", INDICATOR_STATUS_COLUMNS,
    {**dict.fromkeys(("number", "target_year", "year", "years"), WHOLE),
     **_numbers(("target", "value", "low", "high", "forecast", "forecast_low", "forecast_high", "short_low", "short_high"))},
)  # fmt: skip
HIERARCHY = Frame("figures at each level", HIERARCHY_COLUMNS, _numbers(HIERARCHY_COLUMNS[6:]))
ROLES = Frame("roles", ROLE_COLUMNS)
EMERGENCY = Frame("emergency plans and shelters", EMERGENCY_COLUMNS, _numbers((*EMERGENCY_COLUMNS[5:9], *EMERGENCY_COLUMNS[10:])))
GRIDS = Frame("grids", GRID_COLUMNS, _numbers(GRID_COLUMNS[2:]))
INDICATOR_SHORTFALLS = Frame("shortfalls of indicators", INDICATOR_SHORTFALL_COLUMNS, {"number": WHOLE, "short": NUMBER})
NEEDS = Frame("needs", NEED_COLUMNS, _numbers(("residents", "people", "people_60plus", "unknown", "pressure")))
TYPED_VALUES = Frame("stated values", TYPED_VALUE_COLUMNS, {"value": NUMBER})
COMMUNITY_VALUES = Frame("stated values by community", COMMUNITY_VALUE_COLUMNS, {"value": NUMBER})
INDICATOR_INDEX = Frame("index of dimensions", DIMENSION_COLUMNS, {**_numbers(DIMENSION_COLUMNS[4:-1]), "rank": WHOLE})


def demand_results(categories: Iterable[str]) -> Frame:
    """Declaration of times and states by demand point, for the categories of a standard."""
    codes = list(categories)
    known = Frame(
        "results by demand point",
        ("demand_id", "community_id", "residents", "off_network"),
        {"residents": NUMBER, "off_network": FLAG},
    )
    times, states = {f"t_{code}": NUMBER for code in codes}, {f"state_{code}": TEXT for code in codes}
    return known.with_columns({**times, **states})


def check_frame(frame: pd.DataFrame, declared: Frame, *, crs: str | None = None) -> None:
    """
    Hold a frame against its declaration.

    Parameters
    ----------
    crs
        System that its places must be in; None where it has none, or any will do.

    Raises
    ------
    FrameError
        It lacks a column, has one that is not declared, in another order, of another kind, or another system; or its index is
        more than a count of rows. An empty frame may have columns of any kind: nothing says of which they would be.
    """
    names = tuple(frame.columns)
    if names != declared.columns:
        raise FrameError(f"frame “{declared.name}”: {_difference(names, declared.columns)}")
    if not _counts_rows(frame):
        raise FrameError(f"frame “{declared.name}”: its index is not {ROWS_ALONE}")
    if len(frame):
        for name, dtype in zip(names, frame.dtypes, strict=True):
            wanted, found = declared.kinds.get(name, TEXT), _kind_of(dtype)
            if found != wanted and (found, wanted) != (WHOLE, NUMBER):
                raise FrameError(f"frame “{declared.name}”, column “{name}”: {found} ({dtype}) instead of {wanted}")
    if crs is not None and str(getattr(frame, "crs", None) or "") != crs and not _same_system(frame, crs):
        raise FrameError(f"frame “{declared.name}”, column “geometry”: in {getattr(frame, 'crs', None)} instead of {crs}")


def check_study_frames(data: StudyData, crs: str) -> None:
    """The border from the sources to the analysis: frames of a study, in its metric system. Raises ``FrameError``."""
    check_frame(data.communities, COMMUNITIES, crs=crs)
    check_frame(data.demand, DEMAND, crs=crs)
    check_frame(data.facilities, FACILITIES, crs=crs)
    if data.subdistricts is not None:
        check_frame(data.subdistricts, SUBDISTRICTS, crs=crs)
    check_frame(data.problems, PROBLEMS)
    if data.survey is not None:
        check_frame(data.survey.catalogue, CATALOGUE)
        check_frame(data.survey.answers, SURVEY_ANSWERS)
    if data.hotline is not None:
        check_frame(data.hotline.counts, TICKET_COUNTS)
    if data.satisfaction is not None:
        check_frame(data.satisfaction, SATISFACTION_ANSWERS)
    for followed in data.indicators:
        check_frame(followed.values, INDICATOR_VALUES)
    if data.census is not None:
        check_frame(data.census.kinds, KINDS)
        check_frame(data.census.resources, RESOURCES)
    if data.services is not None:
        check_frame(data.services, SERVICE_LINKS)
    if data.typed is not None:
        check_frame(data.typed, TYPED_VALUES)
    if data.directory is not None:
        check_frame(data.directory.entries, ENTRIES)


def _difference(names: tuple[str, ...], wanted: tuple[str, ...]) -> str:
    lacking = [name for name in wanted if name not in names]
    more = [str(name) for name in names if name not in wanted]
    differences = []
    if lacking:
        differences.append(f"column {_quoted(lacking)} is missing")
    if more:
        differences.append(f"column {_quoted(more)} is not declared")
    return ", ".join(differences) or f"columns in another order ({_quoted(list(map(str, names)))})"


def _quoted(names: list[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def _counts_rows(frame: pd.DataFrame) -> bool:
    index = frame.index
    return type(index).__name__ == "RangeIndex" and index.start == 0 and index.step == 1


def _kind_of(dtype: object) -> str:
    if str(dtype) == "geometry":
        return PLACE
    letter = getattr(dtype, "kind", "O")
    return {"b": FLAG, "f": NUMBER, "i": WHOLE, "u": WHOLE}.get(letter, TEXT)


def _same_system(frame: pd.DataFrame, crs: str) -> bool:
    """Whether the system is the wanted one under another name (a WKT, a PROJ text)."""
    from pyproj import CRS  # noqa: PLC0415 - only where the names differ

    found = getattr(frame, "crs", None)
    return found is not None and bool(CRS.from_user_input(found) == CRS.from_user_input(crs))
