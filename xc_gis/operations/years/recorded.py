"""The figures that runs are compared by, in fractions: of a run as its tables say them, of a hybrid as its tables would say them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from xc_gis.analysis.arrays.geometry import Bools, Floats
from xc_gis.analysis.causes.worlds import Figures
from xc_gis.errors import InputError
from xc_gis.files.plain_path import is_file
from xc_gis.files.spreadsheet_text import unquoted
from xc_gis.languages.message import msg
from xc_gis.operations.years.standard_of_run import StandardOfRun
from xc_gis.report.tables.kept_lists import KEPT, kept_times
from xc_gis.report.tables.tables import count_text
from xc_gis.sources.study.provenance import file_sha256

STARS = "stars"
"""What of a row of stars; else the code of a category."""

Key = tuple[str, str]


@dataclass(frozen=True)
class Bounds:
    """A figure that may be open: at least ``low``, at most ``high``; equal where it is known for sure."""

    low: Fraction
    high: Fraction


Values = Mapping[Key, Bounds]
"""By community id and what: stars, or people covered (for sure; with all who are unknown). What has no figure has no entry, never a zero."""


@dataclass(frozen=True)
class Recorded:
    """The figures of a run, names of its communities, and its categories in their order."""

    values: Values
    names: Mapping[str, tuple[str, str]]
    categories: tuple[str, ...]


def recorded(folder: Path, by: StandardOfRun) -> Recorded:
    """
    Read what a run says of stars and people by one of its standards.

    Raises
    ------
    InputError
        A table is missing or damaged.
    """
    try:
        rating, coverage = (rows_of(folder / name) for name in by.tables)
        values = dict(_stars((row["community_id"], row["stars_low"], row["stars_high"]) for row in rating))
        values |= _people((row["community_id"], row["category"], row["covered"], row["unknown"]) for row in coverage)
        names = {row["community_id"]: (unquoted(row["community"]), unquoted(row["subdistrict"])) for row in rating}
        categories = tuple(dict.fromkeys(row["category"] for row in coverage))
    except (OSError, UnicodeDecodeError, KeyError, ValueError, ZeroDivisionError, csv.Error) as fault:
        raise InputError(msg("结果 {name} 的表格缺失或已损坏", name=folder.name), hint=msg("请重新运行该项目")) from fault
    return Recorded(values, names, categories)


DEMAND = "demand_points.parquet"
"""Walking times of a run."""


@dataclass(frozen=True)
class RecordedWalks:
    """
    What a run has found of walks, in the order of its demand points.

    Attributes
    ----------
    times
        Seconds by question (a category, ``<CODE>@senior``), NaN where nothing is reached.
    off_network
        Who is off the network, as far as they have a place.
    """

    times: Mapping[str, Floats]
    off_network: Bools


def recorded_walks(folder: Path, manifest: Mapping[str, Any], demand_ids: Sequence[str]) -> RecordedWalks | None:
    """
    Walks of a run, to the bit.

    None where they are not those of its manifest or of these demand points: they can be found again.
    """
    outputs = manifest.get("outputs", {})
    path = folder / DEMAND
    if not path.is_file() or file_sha256(path) != outputs.get(DEMAND):
        return None
    table = pd.read_parquet(path)
    if table["demand_id"].tolist() != list(demand_ids):
        return None
    times = {name.removeprefix("t_"): table[name].to_numpy(dtype=float) for name in table.columns if name.startswith("t_")}
    if is_file(folder / KEPT) and file_sha256(folder / KEPT) == outputs.get(KEPT):
        times |= kept_times(folder)
    return RecordedWalks(times, table["off_network"].to_numpy(dtype=bool))


def values_of(figures: Figures) -> Values:
    """The same of a world, rounded as its tables would be."""
    rating, coverage = figures.rating, figures.coverage
    low, high = (["" if lacking else str(value) for value, lacking in zip(rating[name], rating[name].isna(), strict=True)]
                 for name in ("stars_low", "stars_high"))  # fmt: skip
    values = dict(_stars(zip(rating["community_id"], low, high, strict=True)))
    covered, unknown = (_counts(coverage[name].to_numpy(dtype=float)) for name in ("covered", "unknown"))
    values |= _people(zip(coverage["community_id"], coverage["category"], covered, unknown, strict=True))
    return values


def _counts(numbers: np.ndarray) -> list[str]:
    return [count_text(value) for value in (numbers + 0.0).tolist()]


def _stars(rows: Iterable[tuple[str, str, str]]) -> Iterator[tuple[Key, Bounds]]:
    for community, low, high in rows:
        if low and high:
            yield (community, STARS), Bounds(Fraction(low), Fraction(high))


def _people(rows: Iterable[tuple[str, str, str, str]]) -> dict[Key, Bounds]:
    return {
        (community, category): _bounds(covered, unknown) for community, category, covered, unknown in rows if covered and unknown
    }


@lru_cache(maxsize=1 << 17)
def _bounds(covered: str, unknown: str) -> Bounds:
    """The same figures are one object: studies beside each other have most in common."""
    sure = Fraction(covered)
    return Bounds(sure, sure + Fraction(unknown))


def rows_of(path: Path) -> list[dict[str, str]]:
    """A table of a run as text, row by row. Raises ``OSError``, ``UnicodeDecodeError``, ``csv.Error``."""
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))
