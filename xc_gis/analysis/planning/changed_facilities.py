"""Facilities as a scenario changes them: rows added, moved, closed, with another status."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.analysis.arrays.geometry import Floats
from xc_gis.analysis.planning.change_faults import NumberedChange
from xc_gis.errors import InputError, nearest_spelling
from xc_gis.hours.reading import read_hours
from xc_gis.languages.message import msg
from xc_gis.model import FACILITY_COLUMNS
from xc_gis.model.changes import AddFacility, ChangeFacility, CloseFacility, MoveFacility
from xc_gis.standard import Standard
from xc_gis.units import EXCHANGE_CRS

PlaceOf = Callable[[NumberedChange], Floats]
"""Where a change puts something, analysis CRS."""


def changed_facilities(
    facilities: gpd.GeoDataFrame, changes: Sequence[NumberedChange], standard: Standard, place_of: PlaceOf
) -> gpd.GeoDataFrame:
    """
    Carry out what a scenario does to facilities.

    Parameters
    ----------
    facilities
        ``FACILITY_COLUMNS``.
    changes
        In their order, new facilities with their ids; those of other things are passed over.
    place_of
        Raises ``InputError`` for a place that there is none of.

    Returns
    -------
    GeoDataFrame
        ``FACILITY_COLUMNS``, sorted by id. What is moved is a point without doors.

    Raises
    ------
    InputError
        Unknown facility or type, opening hours that nobody can read.
    """
    frame = facilities.copy()
    row_of = {name: row for row, name in enumerate(frame["facility_id"])}
    new: list[dict[str, object]] = []
    for one in changes:
        change = one.change
        if isinstance(change, AddFacility):
            new.append(_new_row(one, change, standard, place_of))
        elif isinstance(change, MoveFacility):
            row = _row(one, change.facility, row_of)
            # a cell of its own: pandas would take a point for a list of two numbers
            frame.loc[[row], "geometry"] = gpd.GeoSeries([shapely.Point(place_of(one))], index=[row], crs=frame.crs)
            frame.loc[row, "building"] = False
        elif isinstance(change, CloseFacility):
            frame.loc[_row(one, change.facility, row_of), "status"] = "closed"
        elif isinstance(change, ChangeFacility):
            row = _row(one, change.facility, row_of)
            for column, stated in (("status", change.status), ("hours", _readable(one, change.hours))):
                if stated is not None:
                    frame.loc[row, column] = stated
    if new:
        added = gpd.GeoDataFrame(pd.DataFrame(new)[list(FACILITY_COLUMNS)], geometry="geometry", crs=frame.crs)
        frame = added if frame.empty else gpd.GeoDataFrame(pd.concat([frame, added], ignore_index=True), crs=frame.crs)
    return frame.sort_values("facility_id", kind="stable").reset_index(drop=True)


def refuse_none_left(before: gpd.GeoDataFrame, after: gpd.GeoDataFrame, shown: str) -> None:
    """Raise ``InputError`` where a scenario leaves no open facility at all."""
    if (before["status"] == "open").any() and not (after["status"] == "open").any():
        raise InputError(
            msg("{shown} 关闭了全部 {count} 处设施,没有可比较的结果", shown=shown, count=int((before["status"] == "open").sum())),
            hint=msg("请至少保留一处开放的设施"),
        )


def _new_row(one: NumberedChange, change: AddFacility, standard: Standard, place_of: PlaceOf) -> dict[str, object]:
    if change.type not in standard.facility_types:
        near = nearest_spelling(change.type, standard.facility_types)
        raise one.fault(msg("标准中没有设施类型 “{type}”", type=change.type), near or msg("类型代码见所用标准"))
    return {
        "facility_id": change.id, "type": change.type, "name": change.name or change.id, "address": "", "status": change.status, "serves": "",
        "sources": json.dumps([{"file": one.shown, "row": one.number}], ensure_ascii=False), "crs_in": EXCHANGE_CRS, "building": False,
        "hours": _readable(one, change.hours), "home_visit": "", "phone": "", "booking": "", "capacity": np.nan, "floor_area": np.nan, "geometry": shapely.Point(place_of(one)),
    }  # fmt: skip


def _readable(one: NumberedChange, hours: str | None) -> str | None:
    """Opening hours that a change states. Raises ``InputError`` where they cannot be read: a plan is not made of unknown hours."""
    if hours and (reason := read_hours(hours).reason):
        raise one.fault(
            msg("读不懂开放时间“{hours}”：{reason}", hours=hours, reason=reason),
            msg("如 周一至周五 8:30-17:30，或 OSM 写法 Mo-Fr 08:30-17:30"),
        )
    return hours


def _row(one: NumberedChange, facility: str, row_of: dict[str, int]) -> int:
    row = row_of.get(facility)
    if row is None:
        raise one.fault(msg("没有设施 “{name}”", name=facility), nearest_spelling(facility, row_of))
    return row
