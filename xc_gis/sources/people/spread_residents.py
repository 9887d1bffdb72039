"""
People counted by community, by subdistrict or for the whole study, spread over dwellings; no area loses anybody.

An area without dwellings keeps its people in a demand point without a place: they count as unknown, never as nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.areas.spreading import index_of, spread
from xc_gis.errors import InputError
from xc_gis.languages.message import joined, msg
from xc_gis.model import AGE_COLUMNS, InputRecord, LateTotals
from xc_gis.sources.people.area_totals import AreaValues, read_totals
from xc_gis.sources.people.building_words import KEEPER
from xc_gis.sources.people.buildings import dwellings
from xc_gis.sources.people.communities import residents_column
from xc_gis.sources.people.membership import Words, subdistricts_of
from xc_gis.sources.people.population_grid import is_grid
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.area import StudyArea
from xc_gis.sources.study.named_files import LayerSource
from xc_gis.sources.study.tables import ResidentsTable

WEIGHTS_ZH = {"floor_area": msg("建筑面积"), "residents": msg("原有人数"), "equal": msg("住宅处数(等权)")}
BY_ZH = {"community": msg("社区"), "subdistrict": msg("街道"), "all": msg("全部")}
TOTALS_ZH = {"community": msg("社区人口总数"), "subdistrict": msg("街道人口总数"), "all": msg("总人口")}


@dataclass(frozen=True)
class Dwelt:
    """
    Dwellings with their people.

    Attributes
    ----------
    frame
        ``demand_id``, the columns of residents, ``community_id``, geometry; not sorted yet. ``_weight`` is what late totals spread by.
    late
        Totals that wait for derived territories (``weights`` still empty), or None.
    records
        Files that were read.
    """

    frame: gpd.GeoDataFrame
    late: LateTotals | None
    records: tuple[InputRecord, ...]


def spread_people(
    source: LayerSource[ResidentsTable], frame: gpd.GeoDataFrame, places: gpd.GeoDataFrame, ground: StudyArea, notes: Notes
) -> Dwelt:
    """
    Spread totals over dwellings.

    Parameters
    ----------
    frame
        The layer as read, with outlines.
    places
        ``demand_id``, ``community_id`` and the point of each row.

    Raises
    ------
    InputError
        Faulty totals, or nothing to weigh dwellings by.
    """
    table = source.table
    weights, kind = _weights(table, frame, notes)
    totals = _totals(source, ground)
    notes.findings.extend(totals.findings)
    home = places["community_id"].to_numpy(dtype=object)
    points = places.geometry.to_numpy()
    own = _areas_of(home, points, ground, totals.by)
    may_grow = ground.grows & np.array([word is None for word in home]) & _inside(points, ground)
    if totals.by == "all":
        own[may_grow] = "all"
    weights = np.where(shapely.is_missing(points), 0.0, weights)
    area = index_of(own, totals.frame["area"])
    people = {name: spread(weights, area, totals.frame[name].to_numpy(dtype=float))[0] for name in AGE_COLUMNS.values()}
    placed = np.bincount(area[(area >= 0) & (weights > 0)], minlength=len(totals.frame)) > 0
    waits = may_grow & (area < 0) & (weights > 0)
    kept = ((area >= 0) & (weights > 0)) | waits
    _add_method(totals, kind, float(totals.frame["residents"].sum()), notes)
    _add_left_out(frame, weights, kept, notes)
    spread_frame = places[kept].assign(**{name: values[kept] for name, values in people.items()})
    spread_frame["_weight"] = np.where(waits, weights, 0.0)[kept]
    late_areas = _late(totals, ground)
    keepers = _keepers(totals, ~placed, late_areas, ground.crs)
    whole = gpd.GeoDataFrame(pd.concat([spread_frame, keepers], ignore_index=True), geometry="geometry", crs=ground.crs)
    _add_keepers(totals, ~placed & ~late_areas, ground, notes)
    late = None
    if late_areas.any():
        rows = totals.frame[late_areas & ~placed].reset_index(drop=True)
        late = LateTotals(totals.by, np.zeros(0), rows.assign(keeper=KEEPER + rows["area"]))
    return Dwelt(whole, late, (totals.record,) if totals.record else ())


def _weights(table: ResidentsTable, frame: gpd.GeoDataFrame, notes: Notes) -> tuple[np.ndarray, str]:
    """Weight of each row, and its kind."""
    kind = table.weights
    sized = "floor_area" in frame.columns or (shapely.get_dimensions(frame.geometry.to_numpy()) == 2).any()  # noqa: PLR2004 - an area
    if kind is None:
        kind = "floor_area" if sized and not is_grid(table.path) else "residents"
        if kind == "residents" and "residents" not in frame.columns:
            raise InputError(
                msg("{layer} 既没有建筑轮廓或建筑面积,也没有人数,无法分摊人口", layer=notes.layer),
                hint=msg('请换用建筑轮廓图层,用 columns 指明 floor_area,或写明 weights = "equal"(每处住宅等权)'),
            )
    if kind == "residents":
        return np.nan_to_num(residents_column(frame, "residents", notes.layer, required=True)), kind
    found = dwellings(frame, notes.layer, sized=kind == "floor_area")
    notes.findings.extend(found.findings)
    return np.where(found.lived_in, found.floor_area_m2 if kind == "floor_area" else 1.0, 0.0), kind


def _totals(source: LayerSource[ResidentsTable], ground: StudyArea) -> AreaValues:
    table = source.table
    if table.totals is not None:
        return read_totals(source.files, table.totals, ground, table.base)
    one = {name: [float("nan")] for name in AGE_COLUMNS.values()} | {"residents": [float(table.total or 0.0)]}
    return AreaValues("all", pd.DataFrame({"area": ["all"], **one}), source.files.file_name, None)


def _areas_of(home: Words, points: np.ndarray, ground: StudyArea, by: str) -> Words:
    if by == "subdistrict":
        return subdistricts_of(home, points, ground.communities, ground.subdistricts)
    if by == "all":
        return np.array([None if word is None else "all" for word in home], dtype=object)
    return home


def _inside(points: np.ndarray, ground: StudyArea) -> np.ndarray:
    """Whether a community known as a point may take a dwelling: it lies in a subdistrict, or there are none to tell."""
    here = ~shapely.is_missing(points)
    if ground.subdistricts is None:
        return here
    whole = shapely.union_all(ground.subdistricts.geometry.to_numpy())
    shapely.prepare(whole)
    return here & shapely.intersects(whole, points)


def _late(totals: AreaValues, ground: StudyArea) -> np.ndarray:
    """By area: may get dwellings once territories are derived."""
    points = ground.communities[ground.communities["location"] == "point"]
    if totals.by == "community":
        return totals.frame["area"].isin(points["community_id"]).to_numpy()
    if totals.by == "subdistrict" and ground.subdistricts is None:
        return totals.frame["area"].isin(points["subdistrict"]).to_numpy()
    return np.zeros(len(totals.frame), dtype=bool)


def _keepers(totals: AreaValues, empty: np.ndarray, late: np.ndarray, crs: str) -> gpd.GeoDataFrame:
    """A demand point without a place for each area without dwellings; those that may still get some keep nobody yet."""
    rows = totals.frame[empty & ((totals.frame["residents"] > 0).to_numpy())]
    waits = late[rows.index]
    columns: dict[str, Any] = {"demand_id": (KEEPER + rows["area"]).to_numpy()}
    for name in AGE_COLUMNS.values():
        columns[name] = np.where(waits, 0.0, rows[name].to_numpy(dtype=float))
    columns["community_id"] = rows["area"].to_numpy(dtype=object) if totals.by == "community" else None
    columns["_weight"] = 0.0
    return gpd.GeoDataFrame(columns, geometry=[None] * len(rows), crs=crs)


def _add_method(totals: AreaValues, kind: str, people: float, notes: Notes) -> None:
    text = msg(
        "人口按{source}{what}以{weights}分摊到住宅,合计 {people:,.0f} 人",
        source=msg(" {shown} 的", shown=totals.shown) if totals.record else "",
        what=TOTALS_ZH[totals.by],
        weights=WEIGHTS_ZH[kind],
        people=people,
    )
    notes.add("residents", "info", text, {"method": "totals", "by": totals.by, "weights": kind, "residents": people})


def _add_left_out(frame: gpd.GeoDataFrame, weights: np.ndarray, kept: np.ndarray, notes: Notes) -> None:
    outside = int(((weights > 0) & ~kept).sum())
    if outside:
        notes.add(
            "residents", "warning", msg("{outside:,} 处住宅不在任何社区或街道内,未分到人口", outside=outside), {"rows": outside}
        )
    notes.add(
        "residents",
        "info",
        msg("{count:,} 行中 {count2:,} 处住宅分到人口", count=len(frame), count2=int(kept.sum())),
        {"rows": len(frame), "used": int(kept.sum())},
    )


def _add_keepers(totals: AreaValues, empty: np.ndarray, ground: StudyArea, notes: Notes) -> None:
    rows = totals.frame[empty & (totals.frame["residents"] > 0).to_numpy()]
    if len(rows) == 0:
        return
    people = float(rows["residents"].sum())
    what = BY_ZH[totals.by]
    known = ground.communities.set_index("community_id")["name"].to_dict()
    names = [known.get(area, area) for area in rows["area"][:3]]
    text = msg(
        "{count} 个{what}的 {people:,.0f} 人没有可分摊的住宅,保留人数、没有位置,{where}(如 {names})",
        count=len(rows),
        what=what,
        people=people,
        where=msg("计为未知") if totals.by == "community" else msg("不属于任何社区,不计入覆盖率"),
        names=joined("、", names),
    )
    notes.add("residents", "warning", text, {"areas": len(rows), "residents": people})
