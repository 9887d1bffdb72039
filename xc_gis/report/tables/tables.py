"""
The tables of a run: ``coverage.csv``, ``rating.csv``, ``catchments.csv``, ``problems.csv``, ``demand_points.parquet`` (a contract).

CSV is UTF-8 with BOM, so that Excel opens it right. Shares have six decimals and are empty where there is nothing to
say; never a zero that nobody measured.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from xc_gis.files.file_names import file_words
from xc_gis.model import COVERAGE_COLUMNS, PROBLEM_COLUMNS
from xc_gis.report.study_result import StudyResult
from xc_gis.report.tables.governance import write_governance
from xc_gis.report.tables.rating_table import rating_table
from xc_gis.report.tables.text import plain_columns
from xc_gis.shares import FILED, filed

SHARES = (
    "coverage_low", "coverage", "coverage_high", "senior_low", "senior_high", "completeness", "joint_low", "joint_high",
)  # fmt: skip
COUNTS = ("residents", "covered", "gap", "unknown", "residents_60plus", "only_this")
SCORES = ("score_low", "score", "score_high")


def write_tables(result: StudyResult, folder: Path) -> list[str]:
    """Write the five tables, and those of services, voices and further standards where the study has them; returns their names."""
    coverage = plain_columns(result.coverage[list(COVERAGE_COLUMNS)], "community", "subdistrict")
    rating = plain_columns(rating_table(result.rating, result.standard), "community", "subdistrict")
    problems = plain_columns(result.data.problems[list(PROBLEM_COLUMNS)], "file", "reason", "action")
    write_csv(_written(coverage), folder / "coverage.csv")
    write_csv(_written(rating), folder / "rating.csv")
    write_csv(_written(result.catchments), folder / "catchments.csv")
    write_csv(problems, folder / "problems.csv")
    write_demand(result, folder / "demand_points.parquet")
    more = [*write_governance(result, folder), *_write_others(result, folder)]
    return ["coverage.csv", "rating.csv", "catchments.csv", "problems.csv", "demand_points.parquet", *more]


def _write_others(result: StudyResult, folder: Path) -> list[str]:
    """``rating_<id>.csv``, with the grade of each community where the standard names any, and ``coverage_<id>.csv`` of further standards."""
    names = []
    words = file_words([other.standard.id for other in result.others])
    for other in result.others:
        coverage = plain_columns(other.coverage[list(COVERAGE_COLUMNS)], "community", "subdistrict")
        rating = plain_columns(rating_table(other.rating, other.standard), "community", "subdistrict", "grade")
        for name, frame in (("coverage", coverage), ("rating", rating)):
            names.append(f"{name}_{words[other.standard.id]}.csv")
            write_csv(_written(frame), folder / names[-1])
    return names


def write_csv(frame: pd.DataFrame, path: Path) -> None:
    """Write a table of text; UTF-8 with BOM, one line feed a row."""
    frame.to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\n")


def _written(frame: pd.DataFrame) -> pd.DataFrame:
    """Numbers as the contract writes them."""
    columns = {}
    for name in frame.columns:
        if name in SHARES:
            columns[name] = _each(lambda value: _fixed(filed(value), FILED), frame[name])
        elif name in COUNTS:
            columns[name] = _each(count_text, frame[name])
        elif name in SCORES:
            columns[name] = _each(lambda value: _fixed(value, 1), frame[name])
        elif name == "median_minutes":
            columns[name] = _each(lambda value: _fixed(value, 2), frame[name])
        elif name == "provisional":
            columns[name] = ["true" if value else "false" for value in frame[name]]
        else:
            columns[name] = frame[name]
    return pd.DataFrame(columns)


def _each(text: Callable[[float], str], column: pd.Series) -> list[str]:
    """The text of each number; most of a column are the same few."""
    numbers, row = np.unique(column.to_numpy(dtype=float) + 0.0, return_inverse=True)  # no zero is negative
    words = [text(value) for value in numbers.tolist()]
    return [words[at] for at in row.tolist()]


def _fixed(value: float, decimals: int) -> str:
    return "" if math.isnan(value) else f"{value:.{decimals}f}"


def count_text(value: float) -> str:
    """Residents: a whole number where it is one, else up to six decimals."""
    return "" if math.isnan(value) else f"{value:.6f}".rstrip("0").rstrip(".")


def write_demand(result: StudyResult, path: Path) -> None:
    """Write ``demand_points.parquet``: seconds are null where nothing is reached."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - 10 MB that a process which answers questions does without

    frame = result.demand
    columns = {}
    for name in frame.columns:
        if name.startswith("t_") or name == "residents":
            numbers = frame[name].to_numpy(dtype=float)
            columns[name] = pa.array(numbers, mask=np.isnan(numbers))
        elif name == "off_network":
            columns[name] = pa.array(frame[name].to_numpy(dtype=bool))
        else:
            columns[name] = pa.array(frame[name], type=pa.string(), from_pandas=True)
    with path.open("wb") as handle:  # Arrow would read a path as an address
        pq.write_table(pa.table(columns), handle, compression="zstd")
