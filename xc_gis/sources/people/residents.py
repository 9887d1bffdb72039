"""
Residents as demand points: where people live and how many.

Four ways to people, each named in the results: counted at their places (points, footprints, cells of a grid), the same number in
every row, floor area per person, or totals spread over dwellings (``spread_residents``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.areas.spreading import fill_shares, index_of
from xc_gis.errors import InputError
from xc_gis.languages.message import joined, msg
from xc_gis.model import AGE_COLUMNS, DEMAND_COLUMNS, InputRecord, LateTotals
from xc_gis.sources.crs.reading import Reading
from xc_gis.sources.layers.read import Layer, read_layer
from xc_gis.sources.people.area_totals import AGES, read_age_shares
from xc_gis.sources.people.buildings import dwellings
from xc_gis.sources.people.communities import check_ids, repaired, residents_column
from xc_gis.sources.people.membership import Words, communities_of, subdistricts_of
from xc_gis.sources.people.population_grid import is_grid, read_grid
from xc_gis.sources.people.spread_residents import Dwelt, spread_people
from xc_gis.sources.rows.cells import ROW
from xc_gis.sources.rows.keys import Keys, id_texts
from xc_gis.sources.rows.left_out_reasons import BEYOND_REPAIR, FAR_FROM_COMMUNITIES
from xc_gis.sources.rows.left_out_rows import ProblemList
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.area import StudyArea, beyond
from xc_gis.sources.study.named_files import LayerSource
from xc_gis.sources.study.tables import ResidentsTable

AGE_ZH = dict(zip(AGES, (msg("0–3 岁"), msg("3–6 岁"), msg("6–12 岁"), msg("60 岁以上"), msg("80 岁以上")), strict=True))


@dataclass(frozen=True)
class Residents:
    """
    Residents as read.

    Attributes
    ----------
    demand
        ``DEMAND_COLUMNS``, sorted by id; rows without a place keep their people.
    records
        The layer, then tables of totals and ages.
    late
        People that wait for derived territories, or None.
    """

    demand: gpd.GeoDataFrame
    records: tuple[InputRecord, ...]
    late: LateTotals | None


def read_residents(source: LayerSource[ResidentsTable], ground: StudyArea, problems: ProblemList, reading: Reading) -> Residents:
    """
    Read demand points, each with the community in which it lies.

    A footprint becomes its centroid or, where that lies outside, the point of the footprint nearest to it.

    Raises
    ------
    InputError
        Blank or duplicate ids, residents that are missing, negative or no number, no usable row, faulty totals.
    """
    layer = _layer(source, ground, reading)
    notes = Notes(layer.shown, "residents")
    places = _places(layer, ground, problems, notes)
    if shapely.is_missing(places.geometry.to_numpy()).all():
        raise InputError(
            msg("{shown} 的 {count} 个居住点都不在研究范围内", shown=layer.shown, count=len(layer.frame)),
            hint=msg("请检查坐标系(crs)和文件是否属于本区"),
        )
    dwelt = _people(source, layer, places, ground, notes)
    demand, late = dwelt.frame, dwelt.late
    used = int(demand.geometry.notna().sum())
    records = [InputRecord("residents", layer.shown, layer.sha256, len(layer.frame), used, layer.crs), *dwelt.records]
    demand, late, age_record = _with_ages(source, demand, late, ground, notes)
    records += [age_record] if age_record else []
    if not source.table.each:  # equal weights of dwellings have no age
        _add_unknown_ages(demand, late, notes)
    reading.add(notes.findings)
    demand = demand.sort_values("demand_id", kind="stable").reset_index(drop=True)
    if late:
        late = replace(late, weights=demand["_weight"].to_numpy(dtype=float))
    return Residents(demand[list(DEMAND_COLUMNS)], tuple(records), late)


def _layer(source: LayerSource[ResidentsTable], ground: StudyArea, reading: Reading) -> Layer:
    table = source.table
    if is_grid(table.path):
        layer, findings = read_grid(source, ground.crs, ground.area, ground.buffer_m)
        reading.add(findings)
        return layer
    spread_over = table.each or table.totals or table.total is not None or table.m2_per_person
    return read_layer(source, ground.crs, needed=() if spread_over else ("residents",), reading=reading)


def _places(layer: Layer, ground: StudyArea, problems: ProblemList, notes: Notes) -> gpd.GeoDataFrame:
    """``demand_id``, ``community_id`` and the point of each row, missing where there is none."""
    frame = layer.frame
    if "demand_id" in frame.columns:
        ids = id_texts(frame["demand_id"], frame[ROW], layer.shown, msg("居住点编号"))
        check_ids(ids, frame[ROW], layer.shown, msg("居住点编号"))
    else:
        ids = frame[ROW].map(lambda row: f"{row:07d}")  # as wide as a million rows, so that text order is row order
    points = _points(repaired(layer, problems).to_numpy())
    for row, reason, point in zip(frame[ROW], layer.bad_place, points, strict=True):
        if point is None:
            problems.add(layer.shown, row, reason or BEYOND_REPAIR.text())
    far = beyond(points, ground.area, ground.buffer_m)
    problems.add_all(layer.shown, frame[ROW][far], FAR_FROM_COMMUNITIES.text(buffer_m=ground.buffer_m))
    points[far] = None
    if far.any():
        text = msg("有 {count} 行距所有社区超过 {buffer_m:g} 米,未参与分析", count=int(far.sum()), buffer_m=ground.buffer_m)
        notes.add("places", "warning", text, {"rows": int(far.sum())})
    given = _given_communities(frame, ground, layer.shown, notes)
    home = communities_of(given, points, ground.communities, frame[ROW], layer.shown)
    return gpd.GeoDataFrame({"demand_id": ids.to_numpy(), "community_id": home}, geometry=points, crs=ground.crs)


def _people(
    source: LayerSource[ResidentsTable], layer: Layer, places: gpd.GeoDataFrame, ground: StudyArea, notes: Notes
) -> Dwelt:
    table, frame = source.table, layer.frame
    outlined = frame.set_geometry(repaired(layer, ProblemList()))
    if table.totals is not None or table.total is not None:
        return spread_people(source, outlined, places, ground, notes)
    columns: dict[str, np.ndarray] = {
        name: residents_column(frame, name, layer.shown, required=False) for name in AGE_COLUMNS.values()
    }
    if table.m2_per_person:
        found = dwellings(outlined, layer.shown)
        notes.findings.extend(found.findings)
        people = np.where(found.lived_in, found.floor_area_m2, 0.0) / table.m2_per_person
        text = msg(
            "人口按建筑面积推算,每人 {m2_per_person:g} 平方米,合计 {count:,.0f} 人:是估算,不是统计",
            m2_per_person=table.m2_per_person,
            count=people.sum(),
        )
        notes.add("residents", "warning", text, {"method": "m2_per_person", "residents": float(people.sum())})
        columns["residents"] = people
        places, columns = places[people > 0], {name: values[people > 0] for name, values in columns.items()}
    elif table.each and "residents" not in frame.columns:
        columns["residents"] = np.full(len(frame), float(table.each))
        text = msg("没有人数,每处住宅按 {each:g} 计:结果是等权住宅的比例,不是人数的比例", each=table.each)
        notes.add("residents", "warning", text, {"method": "each", "each": table.each})
    else:
        columns["residents"] = residents_column(frame, "residents", layer.shown, required=True)
        _ages_within_total(columns, frame[ROW].to_numpy(), layer.shown)
        total = float(columns["residents"].sum())
        how = msg("人口按栅格计数") if is_grid(table.path) else msg("人口按每处住宅登记的人数")
        text = msg("{how},合计 {total:,.0f} 人", how=how, total=total)
        notes.add("residents", "info", text, {"method": "counted", "residents": total})
    return Dwelt(places.assign(**columns, _weight=0.0), None, ())


def _with_ages(
    source: LayerSource[ResidentsTable],
    demand: gpd.GeoDataFrame,
    late: LateTotals | None,
    ground: StudyArea,
    notes: Notes,
) -> tuple[gpd.GeoDataFrame, LateTotals | None, InputRecord | None]:
    """Fill age groups that are not known from the shares of communities or subdistricts."""
    if source.table.ages is None:
        return demand, late, None
    shares = read_age_shares(source.files, source.table.ages, ground, source.table.base)
    notes.findings.extend(shares.findings)
    home: Words = demand["community_id"].to_numpy(dtype=object)
    own = (
        home
        if shares.by == "community"
        else subdistricts_of(home, demand.geometry.to_numpy(), ground.communities, ground.subdistricts)
    )
    area = index_of(own, shares.frame["area"])
    people = demand["residents"].to_numpy(dtype=float)
    before = demand[list(AGES)].isna().any(axis=1)
    for name in AGES:
        demand[name] = fill_shares(demand[name].to_numpy(dtype=float), people, area, shares.frame[name].to_numpy(dtype=float))
    filled = before & (area >= 0)
    what = msg("社区") if shares.by == "community" else msg("街道")
    # on growing ground most of them still wait for their place
    number = "" if ground.grows else msg("({people:,.0f} 人)", people=float(people[filled].sum()))
    text = msg("年龄结构按 {shown} 的{what}比例推算{number}", shown=shares.shown, what=what, number=number)
    notes.add("residents", "info", text, {"method": "age_shares", "by": shares.by})
    if ground.grows:
        nothing = pd.DataFrame({"area": [], **{name: [] for name in AGE_COLUMNS.values()}, "keeper": []})
        late = late or LateTotals("community", np.zeros(0), nothing)
        late = replace(late, ages=shares.frame, ages_by=shares.by)
    return demand, late, shares.record


def _add_unknown_ages(demand: gpd.GeoDataFrame, late: LateTotals | None, notes: Notes) -> None:
    """Ages that nobody knows: all residents stand in for the group."""
    if late is not None:
        return  # reported when they have come
    people = demand["residents"].to_numpy(dtype=float)
    lost = {name: float(people[demand[name].isna().to_numpy()].sum()) for name in AGES}
    lost = {name: number for name, number in lost.items() if number > 0}
    if lost:
        groups = joined("、", (AGE_ZH[name] for name in lost))
        text = msg(
            "年龄不明({groups},至多 {lost:,.0f} 人):所在社区按全体居民代替该年龄组,并标明", groups=groups, lost=max(lost.values())
        )
        notes.add("residents", "warning", text, {"ages_unknown": lost})


def _given_communities(frame: gpd.GeoDataFrame, ground: StudyArea, shown: str, notes: Notes) -> Words:
    """The community that each row names, as its layer writes it; a word that is none stays for the message."""
    if "community_id" not in frame.columns:
        return np.full(len(frame), None, dtype=object)
    words = id_texts(frame["community_id"], frame[ROW], shown, msg("社区编号"))
    keys = Keys(ground.communities["community_id"], msg("社区编号"))
    found = [word or None for word in keys.found(words.tolist(), frame[ROW].tolist())]
    keys.tell(notes)
    return np.array(found, dtype=object)


def _points(geometry: np.ndarray) -> np.ndarray:
    """A point for each footprint; turning the study does not move it on its footprint (method §3)."""
    points = shapely.centroid(geometry)
    areas = np.flatnonzero(shapely.get_dimensions(geometry) == 2)  # noqa: PLR2004 - an area
    off = areas[~shapely.intersects(geometry[areas], points[areas])]
    points[off] = shapely.get_point(shapely.shortest_line(geometry[off], points[off]), 0)
    points[shapely.is_missing(geometry)] = None
    return points


def _ages_within_total(columns: dict[str, np.ndarray], rows: np.ndarray, shown: str) -> None:
    total = np.asarray(columns["residents"], dtype=float)
    for name in AGE_COLUMNS.values():
        more = np.asarray(columns[name], dtype=float) > total
        if name != "residents" and more.any():
            raise InputError(
                msg(
                    "{shown} 第 {rows} 行的 {name} 大于 residents(共 {count} 行)",
                    shown=shown,
                    rows=int(rows[more][0]),
                    name=name,
                    count=int(more.sum()),
                ),
                hint=msg("请更正后重试"),
            )
