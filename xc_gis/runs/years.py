"""
A comparison of runs year after year as ``xc-gis compare … --out DIR`` leaves it, read for showing: standard library only, as ``view``.

Figures that a run has not are None, never zero; a change that is not split has no shares.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from xc_gis.files.spreadsheet_text import unquoted
from xc_gis.runs.table_rows import Number, named_rows, number, whole_tables

CONTENT = "compare.json"
CAUSES = ("world", "data", "method")
PAIR = 2

Point = tuple[Number, Number, Number]
"""Low, value, high of a figure in one run."""


@dataclass(frozen=True)
class ComparedRun:
    """A run that was compared: what it is called, and the day of its study (ISO, empty without)."""

    shown: str
    date: str


@dataclass(frozen=True)
class ChangeRow:
    """A row of ``changes.csv``; ``shares`` by cause are None where the change is not split, and ``note`` says why."""

    community_id: str
    community: str
    subdistrict: str
    what: str
    bound: str
    before: Number
    after: Number
    shares: tuple[float, float, float] | None
    note: str


@dataclass(frozen=True)
class CauseRow:
    """A row of ``causes.csv``: sums over the communities whose change is split, and how many are not."""

    what: str
    bound: str
    communities: int
    not_split: int
    change: float
    shares: tuple[float, float, float]


@dataclass(frozen=True)
class DifferenceRow:
    """A row of ``differences.csv``: what the runs do not agree on, and as which cause it counts."""

    part: str
    cause: str
    reason: str
    name: str
    kind: str
    change: str
    day: str
    before: str
    after: str
    count: Number


@dataclass(frozen=True)
class PairOfRuns:
    """What changed from one run to the next."""

    changes: tuple[ChangeRow, ...]
    causes: tuple[CauseRow, ...]
    differences: tuple[DifferenceRow, ...]


@dataclass(frozen=True)
class PointRow:
    """
    A demonstration point in one run (a row of ``points.csv``).

    ``run``: its number from 1; ``named``: whether it was one by then, None where the run has no date; ``stars``: low, value, high.
    """

    community_id: str
    level: str
    year: int
    document: str
    run: int
    named: bool | None
    stars: Point


@dataclass(frozen=True)
class GroupRow:
    """A row of ``point_groups.csv``: a level, ``points`` of any, or ``others``, in one run; means are None where no community has stars."""

    run: int
    group: str
    communities: int
    with_stars: int
    stars: tuple[Number, Number]
    four_or_more: int
    all_covered: Number


@dataclass(frozen=True)
class Years:
    """
    A comparison.

    Attributes
    ----------
    runs
        In their order.
    pairs
        Of each run and the next; empty where only series were asked for.
    series
        By community and what (``stars``, ``score``, ``joint``, categories): a point for each run.
    names
        Name and subdistrict of communities.
    points, groups
        Demonstration points over the runs; empty where no table of them was given.
    """

    runs: tuple[ComparedRun, ...]
    pairs: tuple[PairOfRuns, ...]
    series: Mapping[tuple[str, str], tuple[Point, ...]]
    names: Mapping[str, tuple[str, str]]
    points: tuple[PointRow, ...] = ()
    groups: tuple[GroupRow, ...] = ()


def read_years(folder: Path) -> Years:
    """
    Read the folder of a comparison.

    Raises
    ------
    InputError
        It is damaged or gone.
    """
    with whole_tables(folder):
        content = json.loads((folder / CONTENT).read_text(encoding="utf-8"))
        runs = tuple(ComparedRun(one["shown"], one["study"].get("date") or "") for one in content["runs"])
        folders = [folder] if len(runs) == PAIR else [folder / f"{n}-{n + 1}" for n in range(1, len(runs))]
        pairs = tuple(_pair(one) for one in folders) if content["pairs"] else ()
        series: dict[tuple[str, str], list[Point]] = {}
        names: dict[str, tuple[str, str]] = {}
        for row in named_rows(folder / "series.csv"):
            key = (row["community_id"], row["what"])
            points = series.setdefault(key, [(None, None, None)] * len(runs))
            points[int(row["run"]) - 1] = (number(row["low"]), number(row["value"]), number(row["high"]))
            names[row["community_id"]] = (unquoted(row["community"]), unquoted(row["subdistrict"]))
        marked = content.get("points") is not None
        named, groups = (tuple(_points(folder)), tuple(_groups(folder))) if marked else ((), ())
        return Years(runs, pairs, {key: tuple(points) for key, points in series.items()}, names, named, groups)


def _pair(folder: Path) -> PairOfRuns:
    return PairOfRuns(tuple(_changes(folder)), tuple(_causes(folder)), tuple(_differences(folder)))


def _shares(row: Mapping[str, str]) -> tuple[float, float, float] | None:
    world, data, method = (number(row[cause]) for cause in CAUSES)
    return None if world is None or data is None or method is None else (world, data, method)


def _changes(folder: Path) -> Iterator[ChangeRow]:
    for row in named_rows(folder / "changes.csv"):
        yield ChangeRow(
            row["community_id"], unquoted(row["community"]), unquoted(row["subdistrict"]), row["what"], row["bound"], number(row["before"]), number(row["after"]),
            _shares(row), row["note"],
        )  # fmt: skip


def _causes(folder: Path) -> Iterator[CauseRow]:
    for row in named_rows(folder / "causes.csv"):
        world, data, method = (float(row[cause]) for cause in CAUSES)
        yield CauseRow(
            row["what"], row["bound"], int(row["communities"]), int(row["not_split"]), float(row["change"]), (world, data, method)
        )  # fmt: skip


def _differences(folder: Path) -> Iterator[DifferenceRow]:
    for row in named_rows(folder / "differences.csv"):
        yield DifferenceRow(
            row["part"], row["cause"], row["reason"], unquoted(row["name"]), row["type"], row["change"], row["day"], unquoted(row["before"]), unquoted(row["after"]), number(row["count"]),
        )  # fmt: skip


def _points(folder: Path) -> Iterator[PointRow]:
    known = {"yes": True, "no": False}
    for row in named_rows(folder / "points.csv"):
        yield PointRow(
            row["community_id"], unquoted(row["level"]), int(row["year"]), unquoted(row["document"]), int(row["run"]), known.get(row["named"]),
            (number(row["stars_low"]), number(row["stars"]), number(row["stars_high"])),
        )  # fmt: skip


def _groups(folder: Path) -> Iterator[GroupRow]:
    for row in named_rows(folder / "point_groups.csv"):
        yield GroupRow(
            int(row["run"]), unquoted(row["group"]), int(row["communities"]), int(row["with_stars"]), (number(row["stars_low_mean"]), number(row["stars_high_mean"])),
            int(row["four_or_more"]), number(row["all_covered_mean"]),
        )  # fmt: skip
