"""Demand points as a scenario changes them: fewer or more people in an area, new housing at a place."""

from __future__ import annotations

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.analysis.arrays.geometry import Bools, to_plane
from xc_gis.analysis.planning.change_faults import NumberedChange
from xc_gis.analysis.planning.changed_facilities import PlaceOf
from xc_gis.areas.enclosing import smallest_enclosing
from xc_gis.errors import nearest_spelling
from xc_gis.languages.message import msg
from xc_gis.model import AGE_COLUMNS, DEMAND_COLUMNS, StudyData
from xc_gis.model.changes import RESIDENT_CHANGES, AddResidents, ChangeResidents, LonLat


def changed_residents(data: StudyData, changes: Sequence[NumberedChange], place_of: PlaceOf, crs: str) -> gpd.GeoDataFrame:
    """
    Carry out what a scenario does to residents.

    Parameters
    ----------
    changes
        In their order, new demand points with their ids; those of other things are passed over.
    crs
        Analysis CRS.

    Returns
    -------
    GeoDataFrame
        ``DEMAND_COLUMNS``, sorted by id. Every age group of a point grows or shrinks alike; new points lie in the smallest community around
        them.

    Raises
    ------
    InputError
        Unknown community or subdistrict, nobody there to be more, people that wait for derived territories.
    """
    wanted = [one for one in changes if isinstance(one.change, RESIDENT_CHANGES)]
    if not wanted:
        return data.demand
    if data.late_totals is not None:
        raise wanted[0].fault(
            msg("社区只有点位时,居民在运行中才分摊到住宅,方案不能改动他们"), msg("请先为社区提供边界,或直接改动居民数据")
        )
    frame = data.demand.copy()
    for one in wanted:
        if isinstance(one.change, ChangeResidents):
            _scale(frame, one, one.change, data, crs)
        elif isinstance(one.change, AddResidents):
            added = gpd.GeoDataFrame([_new_row(one, one.change, data, place_of)], geometry="geometry", crs=frame.crs)
            added = added[list(DEMAND_COLUMNS)].astype(dict.fromkeys(AGE_COLUMNS.values(), float))
            frame = gpd.GeoDataFrame(pd.concat([frame, added], ignore_index=True), crs=frame.crs)
    return frame.sort_values("demand_id", kind="stable").reset_index(drop=True)


def _scale(frame: gpd.GeoDataFrame, one: NumberedChange, change: ChangeResidents, data: StudyData, crs: str) -> None:
    mine = _chosen(frame, one, change, data, crs)
    people = float(frame.loc[mine, "residents"].sum())
    factor = change.factor
    if factor is None:
        assert change.residents is not None  # the file says one of them
        if people == 0 and change.residents > 0:
            raise one.fault(msg("该范围内没有居民,无法按比例增加"), msg("请用 add_residents 写明新居民的位置"))
        factor = change.residents / people if people else 0.0
    elif not mine.any():
        raise one.fault(msg("该范围内没有居住点"), msg("请检查 area 或编号"))
    for name in AGE_COLUMNS.values():
        frame.loc[mine, name] = frame.loc[mine, name] * factor


def _chosen(frame: gpd.GeoDataFrame, one: NumberedChange, change: ChangeResidents, data: StudyData, crs: str) -> Bools:
    """Demand points whose people change."""
    communities = data.communities
    home = frame["community_id"]
    if change.community:
        ids = communities["community_id"]
        if change.community not in set(ids):
            raise one.fault(msg("没有社区 “{name}”", name=change.community), nearest_spelling(change.community, ids))
        return (home == change.community).to_numpy(dtype=bool)
    if change.subdistrict:
        names = set(communities["subdistrict"]) - {""}
        if change.subdistrict not in names:
            raise one.fault(
                msg("没有街道 “{name}”", name=change.subdistrict), nearest_spelling(change.subdistrict, sorted(names))
            )
        own = communities.loc[communities["subdistrict"] == change.subdistrict, "community_id"]
        return home.isin(own).to_numpy(dtype=bool)
    if change.area:
        drawn = polygon_in_plane(change.area, crs)
        points = frame.geometry.to_numpy()
        shapely.prepare(drawn)
        return np.asarray(shapely.intersects(points, drawn), dtype=bool)
    return np.ones(len(frame), dtype=bool)


def polygon_in_plane(area: Sequence[LonLat], crs: str) -> shapely.Polygon:
    """A drawn area in the analysis CRS: straight between its corners there."""
    lon, lat = np.array(area, dtype=float).T
    return shapely.Polygon(np.column_stack(to_plane(lon, lat, crs)))


def _new_row(one: NumberedChange, change: AddResidents, data: StudyData, place_of: PlaceOf) -> dict[str, object]:
    point = shapely.Point(place_of(one))
    areas = data.communities[data.communities["location"] == "area"]
    home = int(smallest_enclosing(np.array([point], dtype=object), areas.geometry.to_numpy())[0])
    ages = {column: getattr(change, column) for column in AGE_COLUMNS.values()}
    return {
        "demand_id": change.id, **{column: np.nan if value is None else value for column, value in ages.items()},
        "community_id": areas["community_id"].iloc[home] if home >= 0 else None, "geometry": point,
    }  # fmt: skip
