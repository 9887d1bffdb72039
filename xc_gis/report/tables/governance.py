"""Tables of a run about services delivered and voices heard: ``survey.csv``, ``survey_items.csv`` (a contract)."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from xc_gis.report.study_result import StudyResult
from xc_gis.report.tables.text import plain_columns
from xc_gis.shares import FILED, filed


def write_governance(result: StudyResult, folder: Path) -> list[str]:
    """Write what the study has; returns the names."""
    names: list[str] = []
    if result.survey is not None:
        items = plain_columns(result.survey.items, "division", "item", "subitem")
        for name, frame in (("survey.csv", result.survey.statistics), ("survey_items.csv", items)):
            _write(frame, folder / name)
            names.append(name)
    return names


def _write(frame: pd.DataFrame, path: Path) -> None:
    """Shares with six decimals, empty where there is nothing to say."""
    text = frame.copy()
    for name in text.columns:
        if text[name].dtype.kind == "f":
            text[name] = ["" if pd.isna(value) else f"{filed(value):.{FILED}f}" for value in text[name]]
    text.to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\n")
