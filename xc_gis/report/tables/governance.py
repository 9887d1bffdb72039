"""Tables of a run about services delivered and voices heard (a contract): those that the study has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from xc_gis.report.study_result import StudyResult
from xc_gis.report.tables.text import plain_columns
from xc_gis.shares import FILED, filed

COUNTS = (
    "tickets",
    "residents",
    "gap",
    "n",
    "count",
    "distance_m",
    "people",
    "people_60plus",
    "covered",
    "unknown",
    "in_grids",
    "in_several",
    "ground",
    "ground_in_grids",
    "ground_in_several",
    "in_reach",
    "beyond",
    "off_network",
)
PER_10K = "per_10k"
OF_INDICATORS = frozenset(
    ("value", "target", "low", "high", "forecast", "forecast_low", "forecast_high", "index", "short", "short_low", "short_high")
)
"""In tables of indicators and stated values: figures in their own units, no shares."""


def write_governance(result: StudyResult, folder: Path) -> list[str]:
    """Write the tables of docs/governance.md, as far as the study has them; returns the names."""
    names: list[str] = []
    for name, frame in _tables(result):
        _write(frame, folder / name, OF_INDICATORS if name.startswith(("indicator", "typed")) else frozenset())
        names.append(name)
    return names


def _tables(result: StudyResult) -> Iterator[tuple[str, pd.DataFrame]]:
    if result.survey is not None:
        yield "survey.csv", result.survey.statistics
        yield "survey_items.csv", plain_columns(result.survey.items, "division", "item", "subitem")
        yield "survey_areas.csv", plain_columns(result.survey.areas, "area")
        yield "survey_matrix.csv", result.survey.matrix
    if result.hotline is not None:
        yield "hotline.csv", result.hotline.table
        yield "hotline_areas.csv", plain_columns(result.hotline.areas, "area")
        yield "hotline_months.csv", result.hotline.months
        yield "hotline_priority.csv", result.hotline.priorities
        yield "hotline_ahead.csv", result.hotline.ahead
    if result.satisfaction is not None:
        yield "satisfaction.csv", result.satisfaction
    if result.indicators is not None:
        yield "indicators.csv", plain_columns(result.indicators.values, "indicator", "area", "part", "origin", "stated")
        yield "indicator_status.csv", plain_columns(result.indicators.status, "indicator", "area", "part", "held_back_by")
        yield "indicator_index.csv", plain_columns(result.indicators.index, "area", "dimension")
        yield "indicator_shortfalls.csv", plain_columns(result.indicators.shortfalls, "area")
    yield from _of_levels(result)
    if result.satisfaction_areas is not None:
        yield "satisfaction_areas.csv", plain_columns(result.satisfaction_areas, "area")
    if result.census is not None:
        yield "census.csv", plain_columns(result.census.table, "kind")
        yield "census_areas.csv", plain_columns(result.census.areas, "area", "kind")
        yield "census_links.csv", plain_columns(result.census.links, "kind", "name")
    if result.survey_reach is not None:
        yield "survey_reach.csv", result.survey_reach
    if result.data.services is not None:
        yield "service_links.csv", result.data.services
    if result.directory is not None:
        words = ("division", "kind", "name", "address", "phone", "hours", "url")
        yield "directory.csv", plain_columns(result.directory.table, *words)
        yield "directory_counts.csv", plain_columns(result.directory.counts, *words)
        yield "directory_areas.csv", plain_columns(result.directory.areas, "area", *words)


def _of_levels(result: StudyResult) -> Iterator[tuple[str, pd.DataFrame]]:
    """Figures at each level, grids, needs and stated values."""
    if result.hierarchy is not None:
        yield "hierarchy.csv", plain_columns(result.hierarchy, "subdistrict", "grid", "compound")
    if result.grids is not None:
        yield "grids.csv", plain_columns(result.grids, "area")
    if result.roles is not None:
        yield "responsible.csv", plain_columns(result.roles, "area", "role", "office")
    if result.emergency is not None:
        yield "emergency.csv", plain_columns(result.emergency, "area", "role")
    if result.needs is not None:
        yield "needs.csv", plain_columns(result.needs, "community", "subdistrict", "candidates")
    if result.typed is not None:
        yield "typed_values.csv", plain_columns(result.typed, "community", "subdistrict", "name", "origin")


def _write(frame: pd.DataFrame, path: Path, plain: frozenset[str]) -> None:
    """Shares with six decimals, counts and what is ``plain`` as they are, empty where there is nothing to say."""
    text = frame.copy()
    for name in text.columns:
        if text[name].dtype.kind == "f":
            text[name] = [_number(value, name, plain) for value in frame[name]]
    text.to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\n")


def _number(value: float, name: str, plain: frozenset[str]) -> str:
    if pd.isna(value):
        return ""
    if name in COUNTS or name in plain:
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return f"{value:.2f}" if name == PER_10K else f"{filed(value):.{FILED}f}"
