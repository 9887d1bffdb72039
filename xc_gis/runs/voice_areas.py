"""What a run says of services and voices in the whole district and its subdistricts, read for showing. Standard library only, as ``voices``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xc_gis.files.spreadsheet_text import unquoted
from xc_gis.runs.table_rows import Number, named_rows, number, whole_tables
from xc_gis.runs.voices import HIDDEN


@dataclass(frozen=True)
class StatisticArea:
    """One of the four statistics of an area over its ``communities``; as ``Statistic`` of ``voices``."""

    area: str
    communities: int
    name: str
    base: str
    low: Number
    value: Number
    high: Number


@dataclass(frozen=True)
class HotlineArea:
    """Tickets of an area and a category; figures are None where they are hidden or rest on too little."""

    area: str
    category: str
    tickets: Number
    per_10k: Number
    responded: Number
    resolved: Number
    satisfied: Number
    month_on_month: Number
    year_on_year: Number
    is_hidden: bool


@dataclass(frozen=True)
class SatisfactionArea:
    """Satisfaction of an area: ``communities`` count, ``left_out`` are in no figure; ``note`` says why ``value`` is None."""

    area: str
    category: str
    communities: int
    left_out: int
    n: Number
    low: Number
    value: Number
    high: Number
    note: str


@dataclass(frozen=True)
class VoiceAreas:
    """What a run has, the district (``ALL``) first; empty where it has no such table."""

    survey: tuple[StatisticArea, ...] = ()
    hotline: tuple[HotlineArea, ...] = ()
    satisfaction: tuple[SatisfactionArea, ...] = ()


def read_voice_areas(folder: Path, manifest: Mapping[str, Any]) -> VoiceAreas:
    """
    Read what a run has; runs of earlier versions have none.

    Raises
    ------
    InputError
        A table that the manifest names is damaged or gone.
    """
    outputs = manifest["outputs"]
    with whole_tables(folder):
        return VoiceAreas(
            tuple(map(_statistic, _rows(folder, "survey_areas.csv", outputs))), tuple(map(_hotline, _rows(folder, "hotline_areas.csv", outputs))),
            tuple(map(_satisfaction, _rows(folder, "satisfaction_areas.csv", outputs))),
        )  # fmt: skip


def _rows(folder: Path, name: str, outputs: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """Rows of a table; none where the run has no such table."""
    if name in outputs:
        yield from named_rows(folder / name)


def _statistic(row: dict[str, str]) -> StatisticArea:
    low, value, high = (number(row[name]) for name in ("low", "value", "high"))
    return StatisticArea(unquoted(row["area"]), int(row["communities"]), row["statistic"], row["base"], low, value, high)


def _hotline(row: dict[str, str]) -> HotlineArea:
    return HotlineArea(
        unquoted(row["area"]), row["category"], number(row["tickets"]), number(row["per_10k"]), number(row["responded"]), number(row["resolved"]),
        number(row["satisfied"]), number(row["month_on_month"]), number(row["year_on_year"]), row["note"] == HIDDEN,
    )  # fmt: skip


def _satisfaction(row: dict[str, str]) -> SatisfactionArea:
    return SatisfactionArea(
        unquoted(row["area"]), row["category"], int(row["communities"]), int(row["left_out"]), number(row["n"]), number(row["low"]), number(row["value"]),
        number(row["high"]), row["note"],
    )  # fmt: skip
