"""
Facilities from all lists of a study, in this order: rows of each list → corrections by hand → the study's ground → rows without a place → one row an id → one facility.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd
import shapely

from xc_gis.errors import InputError, StudyError, nearest_spelling
from xc_gis.model import FACILITY_COLUMNS, Finding, InputRecord, WaitingRow
from xc_gis.settings import Settings
from xc_gis.sources.corrections.rows import corrected_rows
from xc_gis.sources.corrections.table import corrections_path, read_corrections, shown_corrections
from xc_gis.sources.facilities.duplicates import merged
from xc_gis.sources.facilities.entrances import with_entrances
from xc_gis.sources.facilities.facility_types import TypeBook
from xc_gis.sources.facilities.osm_places import read_osm_places
from xc_gis.sources.facilities.rows import facility_rows, type_column
from xc_gis.sources.facilities.serves import resolved_serves
from xc_gis.sources.layers.read import read_layer
from xc_gis.sources.notes import Notes
from xc_gis.sources.placing.facilities import placed_rows
from xc_gis.sources.problems import ProblemList
from xc_gis.sources.provenance import file_sha256
from xc_gis.sources.reading import Reading
from xc_gis.sources.study.file import FacilitiesTable, StudyFile, shown_path
from xc_gis.sources.study_area import Box, Ground, beyond, box_around
from xc_gis.sources.tables.cells import ROW
from xc_gis.standard import Standard


@dataclass(frozen=True)
class FacilityReading:
    """
    All lists of facilities as read.

    Attributes
    ----------
    facilities
        ``FACILITY_COLUMNS``, sorted by id. Rows without a usable place keep their row without geometry; of several
        rows with one id the first stands.
    records, warnings
    types
        By list: the types that occur in it.
    waiting
        Rows without a place, with what is known of where they may be.
    """

    facilities: gpd.GeoDataFrame
    records: tuple[InputRecord, ...]
    warnings: tuple[str, ...]
    types: tuple[frozenset[str], ...]
    waiting: tuple[WaitingRow, ...] = ()


def read_facilities(
    study: StudyFile,
    standard: Standard,
    settings: Settings,
    ground: Ground,
    problems: ProblemList,
    reading: Reading | None = None,
) -> FacilityReading:
    """
    Read all facility layers.

    Raises
    ------
    InputError
        Unknown type code, unusable file; all places of a layer outside the study area; an impossible correction.
    """
    target_crs, area, buffer_m = ground.crs, ground.area, ground.buffer_m
    box = box_around(area, target_crs, buffer_m)
    layers = [layer_rows(study, number, standard, target_crs, box, problems, reading) for number in range(len(study.facilities))]
    shown = shown_corrections(study)
    corrections = read_corrections(corrections_path(study), shown)
    records = [record for _, record in layers]
    if corrections:
        path = corrections_path(study)
        records.append(InputRecord("corrections", shown, file_sha256(path), len(corrections), len(corrections), "EPSG:4326"))
    if not layers:
        empty = gpd.GeoDataFrame({name: [] for name in FACILITY_COLUMNS[:-1]}, geometry=[], crs=target_crs)
        return FacilityReading(empty, tuple(records), (), ())
    every = gpd.GeoDataFrame(pd.concat([rows for rows, _ in layers], ignore_index=True), geometry="geometry", crs=target_crs)
    corrected = corrected_rows(every, corrections, standard, shown, problems)
    if reading is not None:
        reading.add(corrected.findings)
    rows = _known_types(corrected.rows, problems, reading)
    rows = _known_status(rows, problems)
    rows, far_warnings = _within(rows, area, buffer_m, problems)
    rows, waiting = placed_rows(rows, study, standard, settings, ground, sorted(_prefixes(ground)), box, problems, reading)
    rows = resolved_serves(rows, ground.communities, standard, problems)
    used = rows[rows.geometry.notna()].groupby("_layer").size()
    kinds = rows.groupby("_layer")["type"].agg(frozenset)
    records = [
        InputRecord(r.role, r.path, r.sha256, r.rows, int(used.get(n, 0)), r.crs) if n < len(layers) else r
        for n, r in enumerate(records)
    ]
    rows = _one_row_an_id(rows, problems)
    standing, findings = merged(rows, corrected.pairs, standard, settings, problems, prefixes=_prefixes(ground))
    if reading is not None:
        reading.add(findings)
    ids = rows["facility_id"].to_dict()
    standing = standing.assign(_ids=[[ids[label] for label in members] for members in standing["_members"]])
    standing, gates = with_entrances(standing, study, problems, reading)
    return FacilityReading(
        _frame(standing, rows),
        (*records, *gates),
        tuple(far_warnings),
        tuple(kinds.get(n, frozenset()) for n in range(len(layers))),
        waiting,
    )


def _prefixes(ground: Ground) -> set[str]:
    """Names of subdistricts as they stand in front of names of facilities, with and without 街道."""
    whole = {*ground.communities["subdistrict"], *(ground.subdistricts["name"] if ground.subdistricts is not None else ())} - {""}
    return whole | {name.removesuffix("街道") for name in whole if len(name) > len("街道") + 1}


def layer_rows(
    study: StudyFile,
    number: int,
    standard: Standard,
    target_crs: str,
    box: Box | None,
    problems: ProblemList,
    reading: Reading | None,
) -> tuple[gpd.GeoDataFrame, InputRecord]:
    """
    Read one list, before it meets the others: rows of ``facility_rows``, also those of no type, and its record.

    Raises ``InputError`` as ``read_facilities``.
    """
    table = study.facilities[number]
    book = TypeBook(standard, _checked_map(table, standard))
    if table.from_osm:
        layer, total = read_osm_places(study.resolve(table.path), shown_path(table.path), book, target_crs, box)
    else:
        coordinates, needed = table.place_by == "coordinates", () if table.type else type_column(table)
        layer = read_layer(study, table, target_crs, needed=needed, places_needed=coordinates, reading=reading)
        total = len(layer.frame)
    notes = Notes(layer.shown, study.table_name(table))
    rows = facility_rows(layer, table, standard, book, study.study.date, problems, notes)
    if reading is not None:
        reading.add(notes.findings)
    record = InputRecord("facilities", layer.shown, layer.sha256, total, 0, layer.crs)
    return rows.assign(_file=layer.shown, _layer=number, _osm=table.from_osm), record


def _checked_map(table: FacilitiesTable, standard: Standard) -> Mapping[str, str]:
    for word, code in table.type_map.items():
        if code and code not in standard.facility_types:
            raise StudyError(
                f"{shown_path(table.path)} 的 type_map:标准中没有设施类型 “{code}”(“{word}”)",
                hint=nearest_spelling(code, standard.facility_types) or "代码见评价标准 facility_types;不使用的词写空文字",
            )
    return table.type_map


def _known_types(rows: gpd.GeoDataFrame, problems: ProblemList, reading: Reading | None) -> gpd.GeoDataFrame:
    """Leave out rows of mixed lists that are of no type of the standard, and say how the others were recognised."""
    for number, own in rows[rows["typed"] != ""].groupby("_layer"):
        shown, without = str(own["_file"].iloc[0]), own[own["type"] == ""]
        for row, reason in zip(without[ROW], without["typed"], strict=True):
            problems.add(shown, row, reason)
        if reading is not None:
            reading.add([types_finding(shown, f"facilities.{number}", own, without)])
    return rows[rows["type"] != ""]


def types_finding(shown: str, table: str, own: pd.DataFrame, without: pd.DataFrame) -> Finding:
    """How the rows of one list were recognised, and what the rest was."""
    typed = own[own["type"] != ""]
    words = without["typed"].value_counts(sort=False).sort_index().sort_values(ascending=False, kind="stable")
    counts = typed["type"].value_counts(sort=False).sort_index()
    text = f"识别出 {len(typed)} 处设施的类型(共 {counts.size} 种)"
    if len(words):
        most = "、".join(f"{word}({count})" for word, count in words.head(3).items())
        text += f";{len(without)} 行没有使用,最多的是:{most}"
    reasons = typed.groupby(["type", "typed"]).size()
    evidence = {
        "types": counts.to_dict(),
        "reasons": [{"type": kind, "reason": why, "rows": int(n)} for (kind, why), n in reasons.items()],
        "unmatched": [{"reason": str(word), "rows": int(n)} for word, n in words.items()],
    }
    return Finding(shown, table, "types", "warning" if len(words) else "info", text, evidence)


def _known_status(rows: gpd.GeoDataFrame, problems: ProblemList) -> gpd.GeoDataFrame:
    """A facility of which nobody knows whether it is open is not used."""
    unknown = rows["status"] == ""
    for file, row in rows.loc[unknown, ["_file", ROW]].itertuples(index=False):
        problems.add(file, row, "状态无法识别")
    status, told = rows["status"].mask(unknown, "closed"), rows["no_place"].mask(unknown, "")
    return rows.assign(status=status, geometry=rows.geometry.mask(unknown), no_place=told)


def _within(
    rows: gpd.GeoDataFrame, area: shapely.Geometry | None, buffer_m: float, problems: ProblemList
) -> tuple[gpd.GeoDataFrame, list[str]]:
    """Take the place from rows that lie far outside; a list that lies there as a whole is an error."""
    far = pd.Series(beyond(rows.geometry.to_numpy(), area, buffer_m), index=rows.index)
    warnings = []
    for _, own in rows.groupby("_layer"):
        shown, outside = str(own["_file"].iloc[0]), far[own.index]
        placed = int(own.geometry.notna().sum())
        if placed and outside.sum() == placed:
            where = own.geometry[outside].iloc[0].representative_point()
            raise InputError(
                f"{shown} 的 {placed} 个位置全部在研究范围 {buffer_m / 1000:g} 公里以外(如平面坐标 {where.x:.0f}, {where.y:.0f})",
                hint=f"声明的坐标系是 {own['crs_in'].iloc[0]};请检查 crs、经纬度是否填反、文件是否属于本区",
            )
        problems.add_all(shown, own[ROW][outside], f"距所有社区超过 {buffer_m:g} 米")
        if outside.any():
            warnings.append(f"{shown} 有 {int(outside.sum())} 行距所有社区超过 {buffer_m:g} 米,未参与分析")
    return rows.assign(geometry=rows.geometry.mask(far)), warnings


def _one_row_an_id(rows: gpd.GeoDataFrame, problems: ProblemList) -> gpd.GeoDataFrame:
    repeated = rows["facility_id"].duplicated()
    for file, row, name in rows.loc[repeated, ["_file", ROW, "facility_id"]].itertuples(index=False):
        problems.add(file, row, f"设施编号 “{name}” 重复", "保留先出现的一行,本行未参与分析")
    return rows[~repeated]


def _frame(rows: gpd.GeoDataFrame, every: pd.DataFrame) -> gpd.GeoDataFrame:
    """``FACILITY_COLUMNS`` with all sources of each facility."""
    told = dict(zip(every.index, every[["_file", ROW, "placed", "typed"]].itertuples(index=False), strict=True))
    sources = [json.dumps([_source(*told[label]) for label in members], ensure_ascii=False) for members in rows["_members"]]
    kept = rows.assign(sources=sources).sort_values("facility_id", kind="stable").reset_index(drop=True)
    return gpd.GeoDataFrame(kept[list(FACILITY_COLUMNS)], geometry="geometry", crs=rows.crs)


def _source(file: str, row: int, placed: str, typed: str) -> Mapping[str, object]:
    said = {"file": file, "row": int(row), "placed": placed, "typed": typed}
    return {key: value for key, value in said.items() if value != ""}
