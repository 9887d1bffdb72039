"""
What a comparison of two runs leaves: ``changes.csv``, ``causes.csv``, ``differences.csv`` (names and columns are a contract).

CSV is UTF-8 with BOM. Columns ``world, data, method`` are decimals that add up as printed; ``…_sixths`` are the same without rounding.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pandas as pd

from xc_gis.analysis.causes.shapley import CAUSES, Shares
from xc_gis.analysis.causes.study_changes import FACILITIES
from xc_gis.operations.years.figures_text import decimals, number, sixths
from xc_gis.operations.years.recorded import STARS
from xc_gis.operations.years.split import HIGH, LOW, Split
from xc_gis.report.tables.tables import write_csv
from xc_gis.report.tables.text import plain_columns

CHANGES, SUMS, EVIDENCE = "changes.csv", "causes.csv", "differences.csv"

_SHARES = (*CAUSES, *(f"{cause}_sixths" for cause in CAUSES))

CHANGE_COLUMNS = ("community_id", "community", "subdistrict", "what", "bound", "before", "after", *_SHARES, "note")
"""
One row a change. ``what``: ``stars`` or the code of a category (people covered). ``bound``: ``exact``; or ``low`` (stars at least, people covered for
sure) and ``high`` (with all who are unknown) where a figure is open. ``before``, ``after``: empty where a run has no figure. Shares are empty where
the change is not split; ``note`` says why (``only_before, only_after, no_figure, open_between``), else ``became_known``, ``became_unknown``.
"""

SUM_COLUMNS = ("what", "bound", "communities", "not_split", "change", *_SHARES)
"""Sums over the communities whose change is split; ``not_split``: how many are in none of the sums."""

EVIDENCE_COLUMNS = (
    "part", "cause", "reason", "facility_id", "name", "type", "change", "day", "surveyed", "before", "after", "count",
)  # fmt: skip
"""
What the runs rest on and do not agree on, and why it is the world, the data or the method. ``day``: first or last day of a facility; ``surveyed``:
day of the earlier list; ``count``: how many rows of a part differ.
"""


def write_split(split: Split, folder: Path) -> list[str]:
    """Write the three tables; returns their names."""
    write_csv(change_table(split), folder / CHANGES)
    write_csv(pd.DataFrame(list(_sums(split)), columns=list(SUM_COLUMNS)), folder / SUMS)
    evidence = pd.DataFrame(list(_evidence(split)), columns=list(EVIDENCE_COLUMNS))
    write_csv(plain_columns(evidence, "name", "before", "after"), folder / EVIDENCE)
    return [CHANGES, SUMS, EVIDENCE]


def change_table(split: Split) -> pd.DataFrame:
    """``CHANGE_COLUMNS``, figures as text."""
    rows = []
    for row in split.rows:
        community, subdistrict = split.after.names.get(row.community_id) or split.before.names[row.community_id]
        ends = ("" if value is None else number(value) for value in row.ends)
        rows.append((row.community_id, community, subdistrict, row.what, row.bound, *ends, *_texts(row.shares), row.note))
    return plain_columns(pd.DataFrame(rows, columns=list(CHANGE_COLUMNS)), "community", "subdistrict")


def whats(split: Split) -> tuple[str, ...]:
    """Stars, then the categories of both runs in the order of the later."""
    return (STARS, *(code for code in split.after.categories if code in split.before.categories))


def _texts(shares: Shares | None) -> tuple[str, ...]:
    return ("",) * len(_SHARES) if shares is None else (*decimals(shares), *sixths(shares))


def _sums(split: Split) -> Iterator[tuple[object, ...]]:
    for what in whats(split):
        for bound in (LOW, HIGH):
            ends, shares, left = split.total(what, bound)
            moved = sum(row.what == what and row.bound in {bound, "exact"} for row in split.rows)
            change = (ends.after or Fraction(0)) - (ends.before or Fraction(0))
            yield (what, bound, moved - left, left, number(change), *_texts(shares))


def _evidence(split: Split) -> Iterator[tuple[object, ...]]:
    for part in split.parts:
        yield (part.part, part.cause, part.reason, "", part.name, "", "", "", "", part.before, part.after, part.count or "")
    for one in split.between.facilities if split.between else ():
        yield (
            FACILITIES, one.cause, one.reason, one.facility_id, one.name, one.type, one.what, _day(one.day), _day(one.surveyed), "", "", "",
        )  # fmt: skip


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
