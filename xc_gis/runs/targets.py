"""
What a run says of the targets that its study follows: lists, where each indicator stands, what holds it back, indices. Read for showing.

Standard library only, as ``view``. Nothing is computed anew; a figure that nobody knows is None, never zero.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from xc_gis.files.spreadsheet_text import unquoted
from xc_gis.languages.message import Name
from xc_gis.model import DISTRICT, TYPED
from xc_gis.runs.table_rows import Number, named_rows, number, whole_tables

LISTS = "indicator_lists"
"""Key of the manifest: runs of an earlier version have none."""

STATUS = "indicator_status.csv"


@dataclass(frozen=True)
class IndicatorWords:
    """
    An indicator as its list has it.

    ``parts``: names of its parts by their Chinese ones. ``how``: how the run computes it, empty where it does not; ``types``, ``categories``: of what.
    """

    number: int
    group: Name
    name: Name
    parts: Mapping[str, Name]
    how: str = ""
    per: str = "community"
    types: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    at_least: Number = None


@dataclass(frozen=True)
class ListWords:
    """A list: its names, its version, what it says of itself, its indicators by number."""

    id: str
    version: str
    name: Name
    disclaimer: Name
    indicators: Mapping[int, IndicatorWords]

    def dimension(self, name: str) -> Name:
        """A dimension of its index, in whatever language is chosen."""
        named = {str(one.group): one.group for one in self.indicators.values() if one.group.en}
        return named.get(name, Name(name, ""))


@dataclass(frozen=True)
class TargetRow:
    """A row of ``indicator_status.csv``; ``origin`` and ``stated`` of a typed value are those of the year shown."""

    list_id: str
    number: int
    part: str
    level: str
    area: str
    kind: str
    unit: str
    comparison: str
    target: Number
    target_year: int | None
    year: int | None
    value: Number
    low: Number
    high: Number
    source: str
    status: str
    forecast: Number
    forecast_low: Number
    forecast_high: Number
    outlook: str
    held_back_by: tuple[str, ...]
    short_of: str
    short_low: Number
    short_high: Number
    origin: str = ""
    stated: str = ""

    @property
    def is_of_district(self) -> bool:
        """Whether it is of the whole district."""
        return self.area == DISTRICT


@dataclass(frozen=True)
class ShortPlaceRow:
    """A row of ``indicator_shortfalls.csv``."""

    list_id: str
    number: int
    level: str
    area: str
    category: str
    short_of: str
    short: float


@dataclass(frozen=True)
class IndexRow:
    """A row of ``indicator_index.csv``; ``rank`` is None for the district and without an index."""

    list_id: str
    level: str
    area: str
    dimension: str
    index: Number
    low: Number
    high: Number
    weight_known: Number
    rank: int | None


@dataclass(frozen=True)
class Targets:
    """What a run follows: its lists in the order of the study, rows in the order of the run."""

    lists: tuple[ListWords, ...] = ()
    rows: tuple[TargetRow, ...] = ()
    shortfalls: tuple[ShortPlaceRow, ...] = ()
    indices: tuple[IndexRow, ...] = field(default=())

    def words(self, row: TargetRow) -> IndicatorWords:
        """What the list says of the indicator of a row."""
        return next(one for one in self.lists if one.id == row.list_id).indicators[row.number]


def follows_targets(manifest: Mapping[str, Any]) -> bool:
    """Whether a run has tables of targets and says what its lists are."""
    return STATUS in manifest["outputs"] and LISTS in manifest


def read_targets(folder: Path, manifest: Mapping[str, Any]) -> Targets:
    """
    Read what a run has; empty where its study follows no list, or an earlier version wrote it.

    Raises
    ------
    InputError
        A table that the manifest names is damaged or gone.
    """
    if not follows_targets(manifest):
        return Targets()
    with whole_tables(folder):
        stated = {
            (row["list"], row["number"], row["part"], row["area"], row["year"]): (
                unquoted(row["origin"]),
                unquoted(row["stated"]),
            )
            for row in named_rows(folder / "indicators.csv")
            if row["source"] == TYPED
        }
        return Targets(
            tuple(_list(one) for one in manifest[LISTS]), tuple(_rows(folder, stated)), tuple(_shortfalls(folder)), tuple(_indices(folder))
        )  # fmt: skip


def _list(content: Mapping[str, Any]) -> ListWords:
    indicators = [_indicator(one) for one in content["indicators"]]
    return ListWords(
        content["id"], content["version"], Name(content["name_zh"], content.get("name_en", "")),
        Name(content.get("disclaimer_zh", ""), content.get("disclaimer_en", "")), {one.number: one for one in indicators},
    )  # fmt: skip


def _indicator(content: Mapping[str, Any]) -> IndicatorWords:
    parts = {part["zh"]: Name(part["zh"], part.get("en", "")) for part in content.get("parts", ())}
    how = content.get("computed") or {}
    return IndicatorWords(
        content["number"], Name(content["group"], content.get("group_en", "")), Name(content["zh"], content.get("en", "")), parts, how.get("kind", ""), how.get("per", "community"),
        tuple(how.get("types", ())), tuple(how.get("categories", ())), how.get("at_least"),
    )  # fmt: skip


def _rows(folder: Path, stated: Mapping[tuple[str, str, str, str, str], tuple[str, str]]) -> Iterator[TargetRow]:
    for row in named_rows(folder / STATUS):
        key = (row["list"], row["number"], row["part"], row["area"], row["year"])
        origin, day = stated.get(key, ("", "")) if row["source"] == TYPED else ("", "")
        yield TargetRow(
            row["list"], int(row["number"]), unquoted(row["part"]), row["level"], unquoted(row["area"]), row["kind"], row["unit"], row["comparison"],
            number(row["target"]), _year(row["target_year"]), _year(row["year"]), number(row["value"]), number(row["low"]), number(row["high"]), row["source"],
            row["status"], number(row["forecast"]), number(row["forecast_low"]), number(row["forecast_high"]), row["outlook"],
            tuple(name for name in unquoted(row["held_back_by"]).split(";") if name), row["short_of"], number(row["short_low"]), number(row["short_high"]),
            origin, day,
        )  # fmt: skip


def _year(text: str) -> int | None:
    return int(text) if text else None


def _shortfalls(folder: Path) -> Iterator[ShortPlaceRow]:
    for row in named_rows(folder / "indicator_shortfalls.csv"):
        yield ShortPlaceRow(
            row["list"], int(row["number"]), row["level"], unquoted(row["area"]), row["category"], row["short_of"], float(row["short"])
        )  # fmt: skip


def _indices(folder: Path) -> Iterator[IndexRow]:
    for row in named_rows(folder / "indicator_index.csv"):
        yield IndexRow(
            row["list"], row["level"], unquoted(row["area"]), unquoted(row["dimension"]), number(row["index"]), number(row["low"]), number(row["high"]),
            number(row["weight_known"]), _rank(row),
        )  # fmt: skip


def _rank(row: Mapping[str, str]) -> int | None:
    """None where there is none; an earlier version wrote 0, and 1 for the district."""
    return None if row["area"] == DISTRICT or row["rank"] in {"", "0"} else int(row["rank"])
