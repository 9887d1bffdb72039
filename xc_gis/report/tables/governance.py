"""Tables of a run about services delivered and voices heard (a contract): those that the study has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from xc_gis.report.study_result import StudyResult
from xc_gis.report.tables.text import plain_columns
from xc_gis.shares import FILED, filed

COUNTS = ("tickets", "residents", "gap", "n")
PER_10K = "per_10k"
OF_INDICATORS = frozenset(("value", "target", "low", "high", "forecast", "forecast_low", "forecast_high", "index"))
"""In tables of indicators: figures in their own units, no shares."""


def write_governance(result: StudyResult, folder: Path) -> list[str]:
    """Write ``survey.csv``, ``survey_items.csv``, ``hotline.csv``, ``hotline_priority.csv``, ``hotline_ahead.csv``, ``satisfaction.csv``, ``indicators.csv``, ``indicator_status.csv``, ``indicator_index.csv`` as far as there are such; returns the names."""
    names: list[str] = []
    for name, frame in _tables(result):
        _write(frame, folder / name, OF_INDICATORS if name.startswith("indicator") else frozenset())
        names.append(name)
    return names


def _tables(result: StudyResult) -> Iterator[tuple[str, pd.DataFrame]]:
    if result.survey is not None:
        yield "survey.csv", result.survey.statistics
        yield "survey_items.csv", plain_columns(result.survey.items, "division", "item", "subitem")
    if result.hotline is not None:
        yield "hotline.csv", result.hotline.table
        yield "hotline_priority.csv", result.hotline.priorities
        yield "hotline_ahead.csv", result.hotline.ahead
    if result.satisfaction is not None:
        yield "satisfaction.csv", result.satisfaction
    if result.indicators is not None:
        yield "indicators.csv", plain_columns(result.indicators.values, "indicator", "area", "part", "origin", "stated")
        yield "indicator_status.csv", plain_columns(result.indicators.status, "indicator", "area", "part")
        yield "indicator_index.csv", plain_columns(result.indicators.index, "area", "dimension")


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
