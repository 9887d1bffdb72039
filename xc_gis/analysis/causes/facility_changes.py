"""
Which facilities two lists do not agree on, and whether the world or the data changed.

The rule (decision 221): a facility that is new in the list is the *world* where its first day lies after the day on which the earlier list was
surveyed, else the *data* (it had been missed); one that is gone likewise by its last day. A state that both lists state (open, closed, planned)
is the world unless a day says that it was so already. Another place, type, catchment is a correction, unless the facility opened there since.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.analysis.arrays.geometry import Bools
from xc_gis.analysis.causes.shapley import DATA, WORLD
from xc_gis.analysis.times.facility_services import home_communities
from xc_gis.model import InventoryStatement, OpenDays, StudyData
from xc_gis.standard import Standard

NEW, GONE, STATE, OTHER = "new", "gone", "state", "corrected"
"""What became of a facility: in the later list alone, in the earlier alone, open in one of them alone, at another place or of another kind."""

OPENED_AFTER, OPENED_BEFORE, NO_FIRST_DAY = "opened_after_survey", "opened_before_survey", "no_first_day"
CLOSED_AFTER, CLOSED_BEFORE, NO_LAST_DAY = "closed_after_survey", "closed_before_survey", "no_last_day"
STATED, CORRECTED = "state_stated", "corrected"
"""Why a change is the world's or the data's."""

SAME_PLACE_M = 200.0
"""Rows without ids of their own are one facility where type and name agree, at most so far apart (assumption)."""

SAME_SPOT_M = 1.0
"""Those without a name, too."""

EVERYWHERE, OUTSIDE = "all", "outside"


@dataclass(frozen=True)
class FacilityChange:
    """
    One facility that two lists do not agree on.

    Attributes
    ----------
    before, after
        Its rows in the two frames, -1 where it has none.
    what, cause, reason
        ``NEW`` …; ``world`` or ``data``; why.
    day
        The day of opening or closing that decided, None where none did.
    surveyed
        Day of the earlier list, None where nobody says it.
    """

    facility_id: str
    name: str
    type: str
    before: int
    after: int
    what: str
    cause: str
    reason: str
    day: date | None
    surveyed: date | None


def facility_changes(before: StudyData, after: StudyData, standard: Standard, listed: date | None) -> tuple[FacilityChange, ...]:
    """
    Compare the facilities of two studies, by id of the later list.

    Parameters
    ----------
    standard
        Of the earlier run: it says which types an inventory of a category speaks of.
    listed
        Day of the earlier list where its inventory states none.
    """
    a, b = before.facilities, after.facilities
    pairs = matched(a, b)
    open_a, open_b = _open(a), _open(b)
    alone_a = sorted(set(range(len(a))) - {i for i, _ in pairs})
    alone_b = sorted(set(range(len(b))) - {j for _, j in pairs})
    wanted = [(i, -1, GONE) for i in alone_a if open_a[i]] + [(-1, j, NEW) for j in alone_b if open_b[j]]
    status_a, status_b = a["status"].to_numpy(), b["status"].to_numpy()
    same_place = _same_place(a, b, pairs)
    for (i, j), same in zip(pairs, same_place, strict=True):
        was, now = status_a[i], status_b[j]
        if was != now and "open" in {was, now}:
            wanted.append((i, j, STATE))
        if not same and "open" in {was, now}:
            wanted.append((i, j, OTHER))
    rows = [(b, j) if j >= 0 else (a, i) for i, j, _ in wanted]
    days = _survey_days(rows, before, standard, listed)
    found = [
        _change(a, b, *one, _days(before, a, one[0]), _days(after, b, one[1]), day) for one, day in zip(wanted, days, strict=True)
    ]
    return tuple(sorted(found, key=lambda c: (c.facility_id, c.what)))


def facilities_at(
    before: gpd.GeoDataFrame, after: gpd.GeoDataFrame, changes: Sequence[FacilityChange], acted: Mapping[str, bool]
) -> gpd.GeoDataFrame:
    """The earlier facilities with those changes whose cause has acted (``{"world": True, "data": False}``); sorted by id, each id once."""
    frame = before.copy()
    left_out: list[int] = []
    added: list[gpd.GeoDataFrame] = []
    for change in changes:
        if not acted[change.cause]:
            continue
        if change.what == GONE:
            left_out.append(change.before)
        elif change.what == NEW:
            added.append(after.iloc[[change.after]])
    replaced = {c.before: c.after for c in changes if c.what == OTHER and acted[c.cause]}
    status = {c.before: after["status"].iloc[c.after] for c in changes if c.what == STATE and acted[c.cause]}
    if replaced:
        rows = after.iloc[list(replaced.values())].copy()
        rows["status"] = before["status"].iloc[list(replaced)].to_numpy()
        rows["facility_id"] = before["facility_id"].iloc[list(replaced)].to_numpy()
        rows.index = pd.Index(list(replaced))
        frame = gpd.GeoDataFrame(
            pd.concat([frame.drop(index=list(replaced)), rows]).sort_index(), geometry="geometry", crs=before.crs
        )
    if status:
        frame["status"] = [status.get(row, word) for row, word in zip(frame.index, frame["status"], strict=True)]
    frame = frame.drop(index=left_out)
    if added:
        frame = gpd.GeoDataFrame(pd.concat([frame, *added], ignore_index=True), geometry="geometry", crs=before.crs)
    again = frame.groupby("facility_id").cumcount().to_numpy()
    ids = [f"{name}#{n + 1}" if n else name for name, n in zip(frame["facility_id"], again, strict=True)]
    return frame.assign(facility_id=ids).sort_values("facility_id", kind="stable").reset_index(drop=True)


def matched(a: gpd.GeoDataFrame, b: gpd.GeoDataFrame) -> list[tuple[int, int]]:
    """
    Rows of two lists that are one facility.

    The same id; of rows that have none of their own (file and row), the same type and name at nearly the same place, the nearest first.
    """
    own_a, own_b = _own_ids(a), _own_ids(b)
    row_of = {name: j for j, (name, own) in enumerate(zip(b["facility_id"], own_b, strict=True)) if own}
    pairs = [
        (i, row_of[name]) for i, (name, own) in enumerate(zip(a["facility_id"], own_a, strict=True)) if own and name in row_of
    ]
    rest_a = np.setdiff1d(np.arange(len(a)), [i for i, _ in pairs])
    rest_b = np.setdiff1d(np.arange(len(b)), [j for _, j in pairs])
    rest_a, rest_b = rest_a[_placed(a)[rest_a]], rest_b[_placed(b)[rest_b]]
    if len(rest_a) == 0 or len(rest_b) == 0:
        return sorted(pairs)
    keys_a, keys_b = _keys(a, rest_a), _keys(b, rest_b)
    points_a, points_b = (shapely.point_on_surface(f.geometry.to_numpy()[rows]) for f, rows in ((a, rest_a), (b, rest_b)))
    near_a, near_b = shapely.STRtree(points_b).query(points_a, predicate="dwithin", distance=SAME_PLACE_M)
    metres = shapely.distance(points_a[near_a], points_b[near_b])
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    for at in np.lexsort((near_b, near_a, metres)):
        i, j = int(near_a[at]), int(near_b[at])
        nameless = not keys_a[i][1]
        without_ids = not (own_a[rest_a[i]] and own_b[rest_b[j]])
        if (
            keys_a[i] == keys_b[j]
            and without_ids
            and i not in taken_a
            and j not in taken_b
            and (not nameless or metres[at] <= SAME_SPOT_M)
        ):
            taken_a.add(i)
            taken_b.add(j)
            pairs.append((int(rest_a[i]), int(rest_b[j])))
    return sorted(pairs)


def _keys(frame: gpd.GeoDataFrame, rows: np.ndarray) -> list[tuple[str, str]]:
    part = frame.iloc[rows]
    names = part["name"].where(part["name"] != part["facility_id"], "")
    return [(str(kind), str(name).strip()) for kind, name in zip(part["type"], names, strict=True)]


def _own_ids(frame: gpd.GeoDataFrame) -> list[bool]:
    """Whether each id is the source's own, not made from file and row."""
    found = []
    for name, sources in zip(frame["facility_id"], frame["sources"], strict=True):
        if ":" not in name:
            found.append(True)
            continue
        places = json.loads(sources or "[]")
        found.append(
            all(name != f"{PurePosixPath(str(p['file'])).stem}:{p['row']}" for p in places if "file" in p and "row" in p)
        )
    return found


def _placed(frame: gpd.GeoDataFrame) -> Bools:
    shapes = frame.geometry.to_numpy()
    return ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))


def _open(frame: gpd.GeoDataFrame) -> Bools:
    return (frame["status"] == "open").to_numpy() & _placed(frame)


def _same_place(a: gpd.GeoDataFrame, b: gpd.GeoDataFrame, pairs: Sequence[tuple[int, int]]) -> list[bool]:
    """Whether place, type, catchment and kind of outline of each pair agree."""
    i, j = [i for i, _ in pairs], [j for _, j in pairs]
    same = np.array(
        [
            left == right
            for left, right in zip(
                shapely.to_wkb(a.geometry.to_numpy()[i]), shapely.to_wkb(b.geometry.to_numpy()[j]), strict=True
            )
        ],
        dtype=bool,
    )
    for column in ("type", "serves", "building"):
        same &= a[column].to_numpy()[i] == b[column].to_numpy()[j]
    return [bool(one) for one in same]


def _days(data: StudyData, frame: gpd.GeoDataFrame, row: int) -> OpenDays:
    return data.days.get(frame["facility_id"].iloc[row], OpenDays()) if row >= 0 else OpenDays()


def _survey_days(
    rows: Sequence[tuple[gpd.GeoDataFrame, int]], earlier: StudyData, standard: Standard, listed: date | None
) -> list[date | None]:
    """Day on which the earlier list was last surveyed for the type and ground of each row."""
    if not rows:
        return []
    shapes = gpd.GeoSeries([frame.geometry.iloc[row] for frame, row in rows], crs=earlier.facilities.crs)
    homes = home_communities(gpd.GeoDataFrame(geometry=shapes), earlier.communities)
    quarter = dict(zip(earlier.communities["community_id"], earlier.communities["subdistrict"], strict=True))
    found = []
    for (frame, row), home in zip(rows, homes, strict=True):
        areas = {EVERYWHERE, home, str(quarter.get(home) or home)} if home else {OUTSIDE}
        kind = str(frame["type"].iloc[row])
        days = [s.surveyed for s in earlier.inventory if s.surveyed and _speaks_of(s, kind, standard) and areas & set(s.areas)]
        found.append(max(days) if days else listed)
    return found


def _speaks_of(statement: InventoryStatement, kind: str, standard: Standard) -> bool:
    if statement.type is not None:
        return statement.type == kind
    return kind in standard.facility_types and statement.category in standard.facility_types[kind].services


def _change(
    a: gpd.GeoDataFrame, b: gpd.GeoDataFrame, i: int, j: int, what: str, was: OpenDays, now: OpenDays, surveyed: date | None
) -> FacilityChange:
    frame, row = (b, j) if j >= 0 else (a, i)
    opens = now.since or was.since
    closes = now.until or was.until
    known = FacilityChange(
        str(frame["facility_id"].iloc[row]), str(frame["name"].iloc[row]), str(frame["type"].iloc[row]), i, j, what, DATA, CORRECTED, None, surveyed,
    )  # fmt: skip
    if what == OTHER:
        return replace(known, cause=WORLD, reason=OPENED_AFTER, day=now.since) if _after(now.since, surveyed) else known
    gains = what == NEW or (what == STATE and b["status"].iloc[j] == "open")
    day = opens if gains else closes
    later, earlier, none = (OPENED_AFTER, OPENED_BEFORE, NO_FIRST_DAY) if gains else (CLOSED_AFTER, CLOSED_BEFORE, NO_LAST_DAY)
    if day is None or surveyed is None:
        both = what == STATE
        return replace(known, cause=WORLD if both else DATA, reason=STATED if both else none, day=day)
    return replace(known, cause=WORLD, reason=later, day=day) if day > surveyed else replace(known, reason=earlier, day=day)


def _after(day: date | None, surveyed: date | None) -> bool:
    return day is not None and surveyed is not None and day > surveyed
