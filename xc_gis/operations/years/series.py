"""Runs of several years as series: stars, score and coverage of each community over time, and demonstration points beside the others."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from xc_gis.errors import InputError
from xc_gis.files.spreadsheet_text import unquoted
from xc_gis.languages.message import joined, msg
from xc_gis.operations.years.opened import YearRun
from xc_gis.operations.years.recorded import STARS, rows_of
from xc_gis.operations.years.standard_of_run import StandardOfRun
from xc_gis.report.tables.tables import write_csv
from xc_gis.report.tables.text import plain_columns
from xc_gis.sources.governance.demonstration import read_points
from xc_gis.sources.rows.notes import SHOWN_ROWS

SERIES, POINTS, GROUPS = "series.csv", "points.csv", "point_groups.csv"

SERIES_COLUMNS = ("community_id", "community", "subdistrict", "what", "run", "date", "low", "value", "high")
"""
A row for each community, figure and run. ``what``: ``stars``, ``score``, ``joint`` (share with all that is mandatory), or the code of a category (share
covered, 0-1). ``run``: its number from 1; ``date``: day of its study. Empty where a run has no such figure.
"""

POINT_RUN_COLUMNS = (
    "community_id", "community", "subdistrict", "level", "year", "document", "run", "date", "named", "stars_low", "stars", "stars_high", "score",
)  # fmt: skip
"""Each demonstration point in each run; ``named``: ``yes`` from the year in which it was named, ``no`` before, empty where the run has no date."""

GROUP_COLUMNS = (
    "run",
    "date",
    "group",
    "communities",
    "with_stars",
    "stars_low_mean",
    "stars_high_mean",
    "four_or_more",
    "all_covered_mean",
)
"""
``group``: a level (communities named by then), ``points`` (any level), ``others`` (none). ``four_or_more``: communities with four stars for sure;
``all_covered_mean``: mean share of residents with all that is mandatory, for sure.
"""

FOUR = 4


@dataclass(frozen=True)
class _Year:
    """One run: its number, its day and its tables."""

    number: int
    date: str
    rating: Mapping[str, Mapping[str, str]]
    coverage: Mapping[tuple[str, str], Mapping[str, str]]

    @property
    def year(self) -> int | None:
        """Of its study."""
        return int(self.date[:4]) if self.date else None


def write_series(
    runs: Sequence[YearRun], folder: Path, points: Path | None, by: Sequence[StandardOfRun]
) -> tuple[list[str], pd.DataFrame | None, tuple[str, ...]]:
    """
    Write ``series.csv``, and with a table of demonstration points ``points.csv`` and ``point_groups.csv``.

    Parameters
    ----------
    by
        By which standard each run is read.

    Returns
    -------
    names, groups, late
        ``groups`` as in ``GROUP_COLUMNS``, None without points; ``late``: a sentence where points were named after all runs.

    Raises
    ------
    InputError
        A table of a run is damaged, or that of the points is wrong.
    """
    years = [_year(number, run, one) for number, (run, one) in enumerate(zip(runs, by, strict=True), 1)]
    names = {key: (row["community"], row["subdistrict"]) for year in years for key, row in year.rating.items()}
    frame = pd.DataFrame(list(_series(years, names)), columns=list(SERIES_COLUMNS))
    write_csv(frame, folder / SERIES)  # names stand as in the tables of the runs, safe for a spreadsheet
    if points is None:
        return [SERIES], None, ()
    known = pd.DataFrame(
        [(key, *map(unquoted, both)) for key, both in sorted(names.items())], columns=["community_id", "name", "subdistrict"]
    )
    found = read_points(points, known)
    rows = pd.DataFrame(list(_points(found, years, names)), columns=list(POINT_RUN_COLUMNS))
    write_csv(plain_columns(rows, "level", "document"), folder / POINTS)
    groups = pd.DataFrame([row for year in years for row in _groups(found, year)], columns=list(GROUP_COLUMNS))
    write_csv(plain_columns(groups, "group"), folder / GROUPS)
    return [SERIES, POINTS, GROUPS], groups, _late(found, years, names)


def _late(found: pd.DataFrame, years: Sequence[_Year], names: Mapping[str, tuple[str, str]]) -> tuple[str, ...]:
    """What is said of points that no run counts; nothing where a run has no day, for it counts all."""
    dated = [year.year for year in years if year.year is not None]
    late = found[found["year"] > max(dated)] if dated and len(dated) == len(years) else found[:0]
    if not len(late):
        return ()
    shown = [f"{unquoted(names[str(point.community_id)][0])} {point.year}" for point in late[:SHOWN_ROWS].itertuples(index=False)]
    more = msg(" 等") if len(late) > SHOWN_ROWS else ""
    return (
        msg("{count} 个示范点晚于各次结果（最晚 {last} 年），都没有计入：{points}{more}", count=len(late), last=max(dated), points=joined("、", shown), more=more),
    )  # fmt: skip


def group_sentences(groups: pd.DataFrame) -> list[str]:
    """Demonstration points beside the other communities, run by run."""
    lines: list[str] = []
    for run, own in groups.groupby("run", sort=True):
        by = {row["group"]: row for _, row in own.iterrows()}
        day = by["others"]["date"]
        lines.append(
            msg(
                "第 {run} 次（{day}）：示范点 {points} 个，平均 {stars} 星；其余社区 {others} 个，平均 {stars2} 星",
                run=int(str(run)),
                day=day or msg("未注日期"),
                points=by["points"]["communities"],
                stars=_mean_words(by["points"]),
                others=by["others"]["communities"],
                stars2=_mean_words(by["others"]),
            )
        )
    return lines


def _mean_words(group: pd.Series) -> str:
    """Mean stars of a group; two bounds where they differ."""
    low, high = (f"{float(text):.2f}" if text else "—" for text in (group["stars_low_mean"], group["stars_high_mean"]))
    return low if low == high else f"{low}–{high}"


def _year(number: int, run: YearRun, by: StandardOfRun) -> _Year:
    try:
        rating = {row["community_id"]: row for row in rows_of(run.folder / by.rating)}
        coverage = {(row["community_id"], row["category"]): row for row in rows_of(run.folder / by.coverage)}
    except (OSError, UnicodeDecodeError, KeyError, csv.Error) as fault:
        raise InputError(msg("结果 {name} 的表格缺失或已损坏", name=run.shown), hint=msg("请重新运行该项目")) from fault
    return _Year(number, run.date, rating, coverage)


def _series(years: Sequence[_Year], names: Mapping[str, tuple[str, str]]) -> Iterator[tuple[object, ...]]:
    codes = tuple(dict.fromkeys(code for year in reversed(years) for _, code in year.coverage))
    nothing: Mapping[str, str] = {}
    for key in sorted(names):
        for what in (STARS, "score", "joint", *codes):
            for year in years:
                row = (
                    year.rating.get(key, nothing)
                    if what in {STARS, "score", "joint"}
                    else year.coverage.get((key, what), nothing)
                )
                stem = "coverage" if what not in {STARS, "score", "joint"} else what
                figures = (row.get(f"{stem}_low", ""), row.get(stem, ""), row.get(f"{stem}_high", ""))
                if year.coverage or any(figures):
                    yield (key, *names[key], what, year.number, year.date, *figures)


def _points(found: pd.DataFrame, years: Sequence[_Year], names: Mapping[str, tuple[str, str]]) -> Iterator[tuple[object, ...]]:
    for point in found.itertuples(index=False):
        for year in years:
            row = year.rating.get(str(point.community_id), {})
            named = "" if year.year is None else "yes" if int(str(point.year)) <= year.year else "no"
            figures = (row.get(name, "") for name in ("stars_low", "stars", "stars_high", "score"))
            key = str(point.community_id)
            yield (key, *names[key], point.level, point.year, point.document, year.number, year.date, named, *figures)


def _groups(found: pd.DataFrame, year: _Year) -> Iterator[tuple[object, ...]]:
    by_then = found if year.year is None else found[found["year"] <= year.year]
    every = set(by_then["community_id"])
    groups = {str(level): set(rows["community_id"]) for level, rows in by_then.groupby("level", sort=True)}
    for group, members in {**groups, "points": every, "others": set(year.rating) - every}.items():
        rows = [row for key, row in sorted(year.rating.items()) if key in members]
        lows, highs = ([int(row[name]) for row in rows if row[name]] for name in ("stars_low", "stars_high"))
        joint = [float(row["joint_low"]) for row in rows if row["joint_low"]]
        yield (
            year.number, year.date, group, len(rows), len(lows), _mean(lows), _mean(highs), sum(star >= FOUR for star in lows), _mean(joint),
        )  # fmt: skip


def _mean(values: Sequence[float]) -> str:
    return f"{sum(values) / len(values):.6f}" if values else ""
