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


def write_governance(result: StudyResult, folder: Path) -> list[str]:
    """Write ``survey.csv``, ``survey_items.csv``, ``hotline.csv``, ``hotline_priority.csv``, ``hotline_ahead.csv``, ``satisfaction.csv`` as far as there are such; returns the names."""
    names: list[str] = []
    for name, frame in _tables(result):
        _write(frame, folder / name)
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


def _write(frame: pd.DataFrame, path: Path) -> None:
    """Shares with six decimals, counts as they are, empty where there is nothing to say."""
    text = frame.copy()
    for name in text.columns:
        if text[name].dtype.kind == "f":
            text[name] = [_number(value, name) for value in frame[name]]
    text.to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\n")


def _number(value: float, name: str) -> str:
    if pd.isna(value):
        return ""
    if name in COUNTS:
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return f"{value:.2f}" if name == PER_10K else f"{filed(value):.{FILED}f}"
