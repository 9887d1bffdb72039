"""
What two studies do not agree on besides their facilities, and whether that is the world, the data or the method (decision 221).

*World*: streets, people, incidents. *Data*: what lists are complete, surveys of services and voices, corrections by hand; people of a table
of the same year; streets of an extract that is no newer. *Method*: standard, settings, the program.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.analysis.causes.shapley import DATA, METHOD, WORLD
from xc_gis.analysis.coverage.inventory import inventory_day, is_stale
from xc_gis.analysis.network.conditions import moment_of, with_conditions
from xc_gis.analysis.reassessment.need import DRAWN
from xc_gis.model import InventoryStatement, StreetData, StudyData
from xc_gis.model.typed_values import TYPED_VALUE_COLUMNS
from xc_gis.settings import Settings
from xc_gis.standard import Standard

STREETS, PEOPLE, INVENTORY, VOICES, RED_FLAGS = "streets", "residents", "inventory", "survey", "red_flag"
FACILITIES, STANDARD, SETTING, TOOL = "facilities", "standard", "setting", "tool"
"""Parts of a study."""

EDITED, UNDATED, NOT_NEWER, BY_HAND = "extract_newer", "extract_undated", "extract_not_newer", "corrected_by_hand"
LATER_YEAR, SAME_YEAR, NO_YEAR = "later_year", "same_year", "year_unknown"
SURVEYED, AGED, INCIDENT, RULES = "surveyed", "list_aged", "incident", "rules"
"""Why a part counts as a cause."""

MOMENT = "moment"


@dataclass(frozen=True)
class PartChange:
    """
    One part of a study that changed.

    Attributes
    ----------
    part, cause, reason
        ``streets`` …; ``world``, ``data``, ``method``; why.
    name
        What of the part: key of a setting, id of a standard, else empty.
    before, after
        What it was and is, as far as a word says it.
    count
        How many rows differ, where rows can be told apart; 0 elsewhere.
    """

    part: str
    cause: str
    reason: str
    name: str = ""
    before: str = ""
    after: str = ""
    count: int = 0


def street_change(before: StreetData, after: StreetData, *, same_file: bool) -> PartChange | None:
    """Streets as they are walked on, corrections by hand included; None where they are the same."""
    if before is after:
        return None
    count = _ways_that_differ(before, after)
    if not count and _same_streets(before, after):
        return None
    told = bool(before.as_of and after.as_of)
    if same_file:
        cause, reason = DATA, BY_HAND
    elif told and after.as_of <= before.as_of:
        cause, reason = DATA, NOT_NEWER
    else:
        cause, reason = WORLD, EDITED if told else UNDATED
    return PartChange(STREETS, cause, reason, "", before.as_of, after.as_of, count)


def people_change(before: StudyData, after: StudyData, days: tuple[date | None, date | None]) -> PartChange | None:
    """Demand points with their communities and subdistricts; ``days``: when people were counted, else the days of the studies."""
    count = _rows_that_differ(before.demand, after.demand, "demand_id")
    areas = _rows_that_differ(before.communities, after.communities, "community_id", ("name",))
    districts = _same_districts(before.subdistricts, after.subdistricts)
    if not count and not areas and districts and _same_totals(before, after):
        return None
    was, now = days
    words = (str(was.year) if was else "", str(now.year) if now else "")
    if was is None or now is None:
        return PartChange(PEOPLE, WORLD, NO_YEAR, "", *words, count + areas)
    later = now.year > was.year
    return PartChange(PEOPLE, WORLD if later else DATA, LATER_YEAR if later else SAME_YEAR, "", *words, count + areas)


def inventory_change(
    before: StudyData, after: StudyData, days: tuple[date | None, date | None], methods: Sequence[Settings]
) -> PartChange | None:
    """What lists are complete: statements, and which of them are too old on the day of the study."""
    if all(_statements(before, days[0], one) == _statements(after, days[1], one) for one in methods):
        return None
    plain = [[replaced_day(s) for s in data.inventory] for data in (before, after)]
    was, now = (str(day) if day else "" for day in days)
    return PartChange(INVENTORY, DATA, AGED if plain[0] == plain[1] else SURVEYED, "", was, now)


def voice_change(before: StudyData, after: StudyData) -> PartChange | None:
    """Services delivered, voices heard and figures stated, as the rating reads them; both by the same method."""
    a, b = (_told(data) for data in (before, after))
    same_kind = (before.supply is None, before.feedback is None) == (after.supply is None, after.feedback is None)
    count = sum(a.get(key) != b.get(key) for key in {*a, *b})
    return None if same_kind and not count else PartChange(VOICES, DATA, SURVEYED, count=count)


def _told(data: StudyData) -> dict[tuple[object, ...], object]:
    values: dict[tuple[object, ...], object] = {("supply", key): value for key, value in (data.supply or {}).items()}
    values |= {("feedback", key): value for key, value in (data.feedback or {}).items()}
    if data.typed is not None:
        values |= {("typed", *row[:3]): row[3] for row in data.typed[list(TYPED_VALUE_COLUMNS)].itertuples(index=False)}
    return values


def red_flag_change(before: StudyData, after: StudyData) -> PartChange | None:
    """Incidents that take stars."""
    a, b = ({(f.community_id, f.document) for f in d.red_flags} for d in (before, after))
    return PartChange(RED_FLAGS, WORLD, INCIDENT, count=len(a ^ b)) if a != b else None


def method_changes(
    before: tuple[Standard, Settings], after: tuple[Standard, Settings], streets: Sequence[StreetData]
) -> Iterator[PartChange]:
    """The standard, and each setting that may change a figure; a moment that changes no street is none."""
    (was, old), (now, new) = before, after
    if was.sha256 != now.sha256:
        yield PartChange(STANDARD, METHOD, RULES, now.id, f"{was.id} {was.version}", f"{now.id} {now.version}")
    for key in sorted(new.values):
        a, b = old.values[key], new.values[key]
        if a == b or key.startswith(DRAWN) or (key == MOMENT and not _moment_matters(streets, str(a), str(b))):
            continue
        yield PartChange(SETTING, METHOD, RULES, key, str(a), str(b))


def replaced_day(statement: InventoryStatement) -> tuple[object, ...]:
    """A statement without its day."""
    return (statement.category, statement.type, statement.areas, statement.status)


def _statements(data: StudyData, day: date | None, settings: Settings) -> list[tuple[object, ...]]:
    today = inventory_day(data.inventory, day)
    return [(*replaced_day(s), is_stale(s, today, settings)) for s in data.inventory]


def _moment_matters(streets: Sequence[StreetData], was: str, now: str) -> bool:
    def at(one: StreetData, word: str) -> StreetData:
        return with_conditions(one, moment_of(word))[0]

    each = {id(one): one for one in streets}  # most years walk on the same
    return any(not _same_streets(at(one, was), at(one, now)) for one in each.values())


def _ways_that_differ(before: StreetData, after: StreetData) -> int:
    a, b = ({number: (nodes, tags) for number, nodes, tags in one.ways} for one in (before, after))
    places = [
        dict(zip(s.node_ids.tolist(), zip(s.lon.tolist(), s.lat.tolist(), strict=True), strict=True)) for s in (before, after)
    ]
    moved = {node for node, place in places[0].items() if places[1].get(node, place) != place}
    return sum(a.get(key) != b.get(key) or (bool(moved) and not moved.isdisjoint(a[key][0])) for key in {*a, *b})


def _same_streets(a: StreetData, b: StreetData) -> bool:
    return (
        np.array_equal(a.node_ids, b.node_ids) and np.array_equal(a.lon, b.lon) and np.array_equal(a.lat, b.lat)
        and a.node_tags == b.node_tags and a.ways == b.ways and a.lines == b.lines and a.areas == b.areas
    )  # fmt: skip


def _rows_that_differ(before: gpd.GeoDataFrame, after: gpd.GeoDataFrame, key: str, besides: Sequence[str] = ()) -> int:
    if before is after:
        return 0
    a, b = (_plain(frame, key, besides) for frame in (before, after))
    if len(a) == len(b) and a.equals(b):
        return 0
    both = a.index.intersection(b.index)
    left, right = a.loc[both], b.loc[both]
    differ = ((left != right) & ~(left.isna() & right.isna())).any(axis=1)
    return int(differ.sum()) + len(a) + len(b) - 2 * len(both) or 1  # the same rows in another order are another list


def _plain(frame: gpd.GeoDataFrame, key: str, besides: Sequence[str]) -> pd.DataFrame:
    columns: dict[str, Any] = {name: frame[name].to_numpy() for name in frame.columns if name not in {"geometry", key, *besides}}
    shapes = shapely.to_wkb(frame.geometry.to_numpy())
    return pd.DataFrame({**columns, "geometry": shapes}, index=pd.Index(frame[key].to_numpy(), name=key)).astype(object)


def _same_districts(a: gpd.GeoDataFrame | None, b: gpd.GeoDataFrame | None) -> bool:
    if a is None or b is None:
        return a is b
    return not _rows_that_differ(a, b, "name")


def _same_totals(before: StudyData, after: StudyData) -> bool:
    a, b = before.late_totals, after.late_totals
    if a is None or b is None:
        return a is b
    ages = (a.ages is None and b.ages is None) or (a.ages is not None and b.ages is not None and a.ages.equals(b.ages))
    return a.by == b.by and a.ages_by == b.ages_by and np.array_equal(a.weights, b.weights) and a.totals.equals(b.totals) and ages
