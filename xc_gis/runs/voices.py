"""
What a run says of services delivered and voices heard, read for showing: its survey, its hotline, its satisfaction, its resources.

Standard library only, as ``view``. Nothing is computed anew; a figure that a run does not show is not there to be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from xc_gis.files.spreadsheet_text import unquoted
from xc_gis.model import ALL, NO, YES
from xc_gis.runs.resources import Resources, read_resources
from xc_gis.runs.table_rows import Number, named_rows, number, rows_of, whole_tables
from xc_gis.shares import within

NOTHING_SAID = "?"
LETTERS = {YES: "y", NO: "n"}
"""Answers of a community in one word, a letter an item; ``?`` where nothing is known."""

HIDDEN = "suppressed"


@dataclass(frozen=True)
class Statistic:
    """One of the four statistics, shares 0-1; ``value`` is None where too little is known."""

    name: str
    base: str
    low: Number
    value: Number
    high: Number


@dataclass(frozen=True)
class SurveyItem:
    """An item of the catalogue: ``number`` from 1, its words, communities by answer, shares 0-1 with their bounds."""

    number: int
    code: str
    division: str
    item: str
    subitem: str
    yes: int
    no: int
    unknown: int
    provided: tuple[Number, Number, Number]
    satisfaction: tuple[Number, Number, Number]

    @property
    def name(self) -> str:
        """The smallest word that it has."""
        return self.subitem or self.item


@dataclass(frozen=True)
class SurveyVoice:
    """
    The survey of a run.

    Attributes
    ----------
    base
        What its items are: ``subitem`` or ``item``.
    provided
        By community, a letter an item: ``y``, ``n``, ``?``.
    satisfaction
        By community, an item each: 0-1, None where nobody said.
    """

    statistics: tuple[Statistic, ...]
    items: tuple[SurveyItem, ...]
    provided: Mapping[str, str]
    satisfaction: Mapping[str, tuple[Number, ...]]

    @property
    def base(self) -> str:
        """What its items are."""
        return "subitem" if any(item.subitem for item in self.items) else "item"

    def provided_share(self, communities: Sequence[str], unknown_max: float) -> Number:
        """Share of the answers of these communities that say yes, of those that say anything; None where more than ``unknown_max`` of them is unknown."""
        letters = "".join(self.provided.get(one, NOTHING_SAID * len(self.items)) for one in communities)
        yes, no = letters.count("y"), letters.count("n")
        return yes / (yes + no) if yes + no and within((len(letters) - yes - no) / len(letters), unknown_max) else None


@dataclass(frozen=True)
class HotlineRow:
    """A row of ``hotline.csv``; figures are None where they are hidden or rest on too little."""

    community_id: str
    category: str
    tickets: Number
    per_10k: Number
    responded: Number
    resolved: Number
    satisfied: Number
    month_on_month: Number
    year_on_year: Number
    pressure: Number
    quadrant: str
    hot_spot: str
    is_hidden: bool


@dataclass(frozen=True)
class MonthRow:
    """Tickets of the whole district in a month; None where they are hidden."""

    month: str
    tickets: Number
    resolved: Number


@dataclass(frozen=True)
class GapRow:
    """A gap of the priority list, or of those ahead of complaints; ``priority`` is None in the second, ``residents`` too."""

    rank: int
    community_id: str
    category: str
    residents: Number
    gap: float
    gap_share: float
    pressure: Number
    priority: Number
    quadrant: str


@dataclass(frozen=True)
class HotlineVoice:
    """
    The hotline of a run.

    Attributes
    ----------
    rows
        By community (or ``ALL``) and category (or ``ALL``).
    areas
        Tickets per 10,000 residents of subdistricts (and ``ALL``), by area and category: None where hidden or not known.
    categories
        In the order of the run, ``ALL`` last.
    months
        In their order; empty for runs of an earlier version.
    period
        First and last month that are counted.
    min_cell
        Least count that is shown.
    """

    rows: Mapping[tuple[str, str], HotlineRow]
    areas: Mapping[tuple[str, str], Number]
    categories: tuple[str, ...]
    months: tuple[MonthRow, ...]
    priorities: tuple[GapRow, ...]
    ahead: tuple[GapRow, ...]
    period: tuple[str, str]
    min_cell: int


@dataclass(frozen=True)
class SatisfactionRow:
    """A row of ``satisfaction.csv``: ``note`` says why ``value`` is None."""

    community_id: str
    category: str
    n: Number
    low: Number
    value: Number
    high: Number
    note: str


@dataclass(frozen=True)
class ReachRow:
    """A community and an item of the catalogue that is a service: what the survey says, and what the map; a row of ``survey_reach.csv``."""

    community_id: str
    code: str
    category: str
    provided: str
    residents: Number
    gap_share: Number
    verdict: str


@dataclass(frozen=True)
class Voices:
    """
    What a run has; each None where its study names no such table.

    ``reach``: the survey beside the map, empty where no item is linked to a service.

    ``satisfaction_areas``: satisfaction of subdistricts (and ``ALL``), by area and category: None where it is not known.
    """

    survey: SurveyVoice | None = None
    hotline: HotlineVoice | None = None
    satisfaction: tuple[SatisfactionRow, ...] | None = None
    satisfaction_areas: Mapping[tuple[str, str], Number] = field(default_factory=dict)
    resources: Resources = field(default_factory=Resources)
    reach: tuple[ReachRow, ...] = ()

    @property
    def has_any(self) -> bool:
        """Whether there is a survey, a hotline or satisfaction."""
        return self.survey is not None or self.hotline is not None or self.satisfaction is not None


def read_voices(folder: Path, manifest: Mapping[str, Any]) -> Voices:
    """
    Read what a run has.

    Raises
    ------
    InputError
        A table that the manifest names is damaged or gone.
    """
    outputs = manifest["outputs"]
    with whole_tables(folder):
        return Voices(
            _survey(folder, whole="survey_matrix.csv" in outputs) if "survey.csv" in outputs else None,
            _hotline(folder, manifest) if "hotline.csv" in outputs else None,
            tuple(_satisfaction(folder)) if "satisfaction.csv" in outputs else None,
            _by_area(folder / "satisfaction_areas.csv", "value") if "satisfaction_areas.csv" in outputs else {},
            read_resources(folder, manifest),
            tuple(_reach(folder)) if "survey_reach.csv" in outputs else (),
        )


def _three(texts: list[str]) -> tuple[Number, Number, Number]:
    low, value, high = map(number, texts)
    return low, value, high


def _survey(folder: Path, *, whole: bool) -> SurveyVoice:
    statistics = tuple(Statistic(row[0], row[1], *_three(row[2:5])) for row in rows_of(folder / "survey.csv"))
    items = tuple(
        SurveyItem(
            n, row[1], row[2], row[3], row[4], int(row[5]), int(row[6]), int(row[7]), _three(row[8:11]), _three(row[11:14])
        )
        for n, row in enumerate(rows_of(folder / "survey_items.csv"), 1)
    )
    provided: dict[str, list[str]] = {}
    satisfaction: dict[str, list[Number]] = {}
    for community, at_item, answer, score in rows_of(folder / "survey_matrix.csv") if whole else ():
        if community not in provided:
            provided[community] = [NOTHING_SAID] * len(items)
            satisfaction[community] = [None] * len(items)
        at = int(at_item) - 1
        provided[community][at] = LETTERS.get(answer, NOTHING_SAID)
        satisfaction[community][at] = number(score)
    return SurveyVoice(
        statistics, items, {one: "".join(letters) for one, letters in provided.items()},
        {one: tuple(scores) for one, scores in satisfaction.items()},
    )  # fmt: skip


def _hotline(folder: Path, manifest: Mapping[str, Any]) -> HotlineVoice:
    rows: dict[tuple[str, str], HotlineRow] = {}
    for community, category, *texts in rows_of(folder / "hotline.csv"):
        tickets, per_10k, responded, resolved, satisfied, quadrant, month, year, pressure, spot, note = texts
        rows[community, category] = HotlineRow(
            community, category, number(tickets), number(per_10k), number(responded), number(resolved), number(satisfied), number(month), number(year),
            number(pressure), quadrant, spot, note == HIDDEN,
        )  # fmt: skip
    months = (
        tuple(
            MonthRow(month, number(tickets), number(resolved))
            for month, tickets, _, resolved, *_ in rows_of(folder / "hotline_months.csv")
        )
        if "hotline_months.csv" in manifest["outputs"]
        else ()
    )
    said: Mapping[str, Any] = next(
        (f["evidence"] for f in manifest["findings"] if f["table"] == "hotline" and "last" in f["evidence"]), {}
    )
    areas = _by_area(folder / "hotline_areas.csv", "per_10k") if "hotline_areas.csv" in manifest["outputs"] else {}
    return HotlineVoice(
        rows, areas, tuple(category for community, category in rows if community == ALL), months, tuple(_priorities(folder)), tuple(_ahead(folder)),
        (str(said.get("first", "")), str(said.get("last", ""))), int(manifest["settings"]["hotline.min_cell"]["value"]),
    )  # fmt: skip


def _by_area(path: Path, column: str) -> dict[tuple[str, str], Number]:
    """A column of a table by area, by area and category."""
    return {(unquoted(row["area"]), row["category"]): number(row[column]) for row in named_rows(path)}


def _priorities(folder: Path) -> Iterator[GapRow]:
    for rank, community, category, residents, gap, share, pressure, priority, quadrant in rows_of(
        folder / "hotline_priority.csv"
    ):
        yield GapRow(
            int(rank), community, category, number(residents), float(gap), float(share), number(pressure), number(priority), quadrant
        )  # fmt: skip


def _ahead(folder: Path) -> Iterator[GapRow]:
    for rank, community, category, gap, share, pressure in rows_of(folder / "hotline_ahead.csv"):
        yield GapRow(int(rank), community, category, None, float(gap), float(share), number(pressure), None, "gap_silent")


def _reach(folder: Path) -> Iterator[ReachRow]:
    for row in named_rows(folder / "survey_reach.csv"):
        yield ReachRow(
            row["community_id"], unquoted(row["code"]), row["category"], row["provided"], number(row["residents"]), number(row["gap_share"]), row["verdict"]
        )  # fmt: skip


def _satisfaction(folder: Path) -> Iterator[SatisfactionRow]:
    for community, category, n, low, value, high, note in rows_of(folder / "satisfaction.csv"):
        yield SatisfactionRow(community, category, number(n), number(low), number(value), number(high), note)
