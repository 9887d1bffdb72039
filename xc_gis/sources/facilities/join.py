"""Rows of all facility lists together: corrected by hand, held against the study area, placed, merged, entered."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import geopandas as gpd
import pandas as pd
import shapely

from xc_gis.errors import InputError
from xc_gis.frames import check_frame
from xc_gis.languages.message import joined, msg
from xc_gis.model import FACILITY_COLUMNS, Finding, InputRecord, OpenDays, WaitingRow
from xc_gis.settings import Settings
from xc_gis.sources.corrections.rows import corrected_rows
from xc_gis.sources.corrections.table import Correction, corrections_file
from xc_gis.sources.crs.reading import Reading
from xc_gis.sources.facilities.duplicates import merged
from xc_gis.sources.facilities.entrances import with_entrances
from xc_gis.sources.facilities.serves import resolved_serves
from xc_gis.sources.placing.facilities import placed_rows
from xc_gis.sources.rows.area_words import OFFICE
from xc_gis.sources.rows.cells import ROW
from xc_gis.sources.rows.facility_frame import FACILITY_ROWS, MERGED_ROWS
from xc_gis.sources.rows.left_out_reasons import FAR_FROM_COMMUNITIES, ID_TWICE, UNKNOWN_STATUS
from xc_gis.sources.rows.left_out_rows import ProblemList
from xc_gis.sources.rows.reasons import with_reason
from xc_gis.sources.study.area import Box, StudyArea, beyond
from xc_gis.sources.study.file import StudyFile
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
    days
        First and last day of the facilities whose rows state any, by id.
    """

    facilities: gpd.GeoDataFrame
    records: tuple[InputRecord, ...]
    warnings: tuple[str, ...]
    types: tuple[frozenset[str], ...]
    waiting: tuple[WaitingRow, ...] = ()
    days: Mapping[str, OpenDays] = field(default_factory=dict)


@dataclass(frozen=True)
class FacilityList:
    """Rows of one list (``FACILITY_ROWS``), its record, and what was found on the way."""

    rows: gpd.GeoDataFrame
    record: InputRecord
    problems: ProblemList
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class JoinedLists:
    """All lists in one, and what was found on the way."""

    reading: FacilityReading
    problems: ProblemList
    findings: tuple[Finding, ...]


class ListFault(Exception):  # noqa: N818 - the fault of one list, on its way to where it is reported or raised
    """What is wrong with a list shows only when it meets the study area."""

    def __init__(self, number: int, fault: InputError) -> None:
        super().__init__(number)
        self.number, self.fault = number, fault


def join_lists(
    study: StudyFile, standard: Standard, settings: Settings, ground: StudyArea, box: Box | None, reading: Reading | None,
    lists: Mapping[int, FacilityList], made: Sequence[Correction],
) -> JoinedLists:  # fmt: skip
    """Correct, place, merge and enter the rows of several lists."""
    target_crs, shown, problems = ground.crs, corrections_file(study).shown, ProblemList()
    quiet = replace(reading, findings=[]) if reading is not None else None
    findings: list[Finding] = quiet.findings if quiet else []
    for one in lists.values():
        problems.rows.extend(one.problems.rows)
        findings.extend(one.findings)
    records = {number: one.record for number, one in lists.items()}
    others: list[InputRecord] = []
    if made:
        checksum = study.opened.sha256(corrections_file(study).path)
        others.append(InputRecord("corrections", shown, checksum, len(made), len(made), "EPSG:4326"))
    if not lists:
        empty = gpd.GeoDataFrame({name: [] for name in FACILITY_COLUMNS[:-1]}, geometry=[], crs=target_crs)
        types: tuple[frozenset[str], ...] = tuple(frozenset() for _ in study.facilities)
        return JoinedLists(FacilityReading(empty, tuple(others), (), types), problems, tuple(findings))
    every = gpd.GeoDataFrame(
        pd.concat([one.rows for one in lists.values()], ignore_index=True), geometry="geometry", crs=target_crs
    )
    check_frame(every, FACILITY_ROWS, crs=target_crs)
    corrected = corrected_rows(every, made, standard, shown, problems)
    findings.extend(corrected.findings)
    rows, reported = _known_types(corrected.rows, problems)
    findings.extend(reported)
    rows = _known_status(rows, problems)
    rows, far_warnings = _within(rows, ground.area, ground.buffer_m, problems)
    rows, waiting = placed_rows(rows, study, standard, settings, ground, sorted(_prefixes(ground, study)), box, problems, quiet)
    rows = resolved_serves(rows, ground.communities, standard, problems)
    used = rows[rows.geometry.notna()].groupby("_layer").size()
    kinds = rows.groupby("_layer")["type"].agg(frozenset)
    with_used = [replace(record, used=int(used.get(number, 0))) for number, record in records.items()]
    rows = _one_row_an_id(rows, problems)
    standing, merged_findings = merged(rows, corrected.pairs, standard, settings, problems, prefixes=_prefixes(ground, study))
    findings.extend(merged_findings)
    ids = rows["facility_id"].to_dict()
    standing = standing.assign(_ids=[[ids[label] for label in members] for members in standing["_members"]])
    check_frame(standing.reset_index(drop=True), MERGED_ROWS, crs=target_crs)
    gate_lists = [study.source(f"entrances.{number}", table) for number, table in enumerate(study.entrances)]
    standing, gates = with_entrances(standing, gate_lists, problems, quiet)
    found = FacilityReading(
        _frame(standing, rows),
        (*with_used, *others, *gates),
        tuple(far_warnings),
        tuple(kinds.get(number, frozenset()) for number in range(len(study.facilities))),
        waiting,
        _days(standing, rows),
    )
    return JoinedLists(found, problems, tuple(findings))


def _prefixes(ground: StudyArea, study: StudyFile) -> set[str]:
    """Names of subdistricts as they stand in front of names of facilities, with and without 街道, alone and behind the district."""
    whole = {*ground.communities["subdistrict"], *(ground.subdistricts["name"] if ground.subdistricts is not None else ())} - {""}
    every = whole | {name.removesuffix(OFFICE) for name in whole if len(name) > len(OFFICE) + 1}
    district = study.study.district or ""
    return every | {f"{district}{name}" for name in ("", *every)} if district else every


def _known_types(rows: gpd.GeoDataFrame, problems: ProblemList) -> tuple[gpd.GeoDataFrame, list[Finding]]:
    """Leave out rows of mixed lists that are of no type of the standard, and say how the others were recognised."""
    findings = []
    for number, own in rows[rows["typed"] != ""].groupby("_layer"):
        shown, without = str(own["_file"].iloc[0]), own[own["type"] == ""]
        for row, reason in zip(without[ROW], without["typed"], strict=True):
            problems.add(shown, row, reason)
        findings.append(types_finding(shown, f"facilities.{number}", own, without))
    return rows[rows["type"] != ""], findings


def types_finding(shown: str, table: str, own: pd.DataFrame, without: pd.DataFrame) -> Finding:
    """How the rows of one list were recognised, and what the rest was."""
    typed = own[own["type"] != ""]
    words = without["typed"].value_counts(sort=False).sort_index().sort_values(ascending=False, kind="stable")
    counts = typed["type"].value_counts(sort=False).sort_index()
    text = msg("识别出 {count} 处设施的类型(共 {size} 种)", count=len(typed), size=counts.size)
    if len(words):
        most = joined("、", (msg("{word}({count})", word=word, count=count) for word, count in words.head(3).items()))
        text += msg(";{rows} 行没有使用,最多的是:{most}", rows=len(without), most=most)
    reasons = typed.groupby(["type", "typed"]).size()
    evidence = {
        "types": counts.to_dict(),
        "reasons": [{"type": kind, "reason": why, "rows": int(n)} for (kind, why), n in reasons.items()],
        "unmatched": [{"reason": word, "rows": int(n)} for word, n in words.items()],
    }
    return Finding(shown, table, "types", "warning" if len(words) else "info", text, evidence)


def _known_status(rows: gpd.GeoDataFrame, problems: ProblemList) -> gpd.GeoDataFrame:
    """A facility of which nobody knows whether it is open is not used."""
    unknown = rows["status"] == ""
    for file, row in rows.loc[unknown, ["_file", ROW]].itertuples(index=False):
        problems.add(file, row, UNKNOWN_STATUS.text())
    status, why = rows["status"].mask(unknown, "closed"), with_reason(rows["no_place"], unknown, "")
    return rows.assign(status=status, geometry=rows.geometry.mask(unknown), no_place=why)


def _within(
    rows: gpd.GeoDataFrame, area: shapely.Geometry | None, buffer_m: float, problems: ProblemList
) -> tuple[gpd.GeoDataFrame, list[str]]:
    """Take the place from rows that lie far outside. Raises ``ListFault`` for a list that lies there as a whole."""
    far = pd.Series(beyond(rows.geometry.to_numpy(), area, buffer_m), index=rows.index)
    warnings: list[str] = []
    for number, own in rows.groupby("_layer"):
        shown, outside = str(own["_file"].iloc[0]), far[own.index]
        placed = int(own.geometry.notna().sum())
        if placed and outside.sum() == placed:
            where = own.geometry[outside].iloc[0].representative_point()
            fault = InputError(
                msg(
                    "{shown} 的 {placed} 个位置全部在研究范围 {buffer_m:g} 公里以外(如平面坐标 {x:.0f}, {y:.0f})",
                    shown=shown,
                    placed=placed,
                    buffer_m=buffer_m / 1000,
                    x=where.x,
                    y=where.y,
                ),
                hint=msg("声明的坐标系是 {iloc};请检查 crs、经纬度是否填反、文件是否属于本区", iloc=own["crs_in"].iloc[0]),
            )
            raise ListFault(int(number), fault)
        problems.add_all(shown, own[ROW][outside], FAR_FROM_COMMUNITIES.text(buffer_m=buffer_m))
        if outside.any():
            text = msg(
                "{shown} 有 {rows} 行距所有社区超过 {buffer_m:g} 米,未参与分析",
                shown=shown,
                rows=int(outside.sum()),
                buffer_m=buffer_m,
            )
            warnings.append(text)
    return rows.assign(geometry=rows.geometry.mask(far)), warnings


def _one_row_an_id(rows: gpd.GeoDataFrame, problems: ProblemList) -> gpd.GeoDataFrame:
    repeated = rows["facility_id"].duplicated()
    for file, row, name in rows.loc[repeated, ["_file", ROW, "facility_id"]].itertuples(index=False):
        problems.add(file, row, ID_TWICE.text(name=name), ID_TWICE.action)
    return rows[~repeated]


def _frame(rows: gpd.GeoDataFrame, every: pd.DataFrame) -> gpd.GeoDataFrame:
    """``FACILITY_COLUMNS`` with all sources of each facility."""
    origins = dict(zip(every.index, every[["_file", ROW, "placed", "typed"]].itertuples(index=False), strict=True))
    sources = [json.dumps([_source(*origins[label]) for label in members], ensure_ascii=False) for members in rows["_members"]]
    kept = rows.assign(sources=sources).sort_values("facility_id", kind="stable").reset_index(drop=True)
    return gpd.GeoDataFrame(kept[list(FACILITY_COLUMNS)], geometry="geometry", crs=rows.crs)


def _days(rows: gpd.GeoDataFrame, every: pd.DataFrame) -> dict[str, OpenDays]:
    """First and last day of each facility: those of the row that stands, else of the next that states one."""
    stated = every.loc[(every["since"] != "") | (every["until"] != ""), ["since", "until"]]
    says = {label: (since, until) for label, since, until in stated.itertuples()}
    found = {}
    for name, members in zip(rows["facility_id"], rows["_members"], strict=True):
        own = [says[label] for label in members if label in says]
        if own:
            since, until = (next((day for day in days if day), "") for days in zip(*own, strict=True))
            found[str(name)] = OpenDays(_day(since), _day(until))
    return found


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _source(file: str, row: int, placed: str, typed: str) -> Mapping[str, object]:
    source = {"file": file, "row": int(row), "placed": placed, "typed": typed}
    return {key: value for key, value in source.items() if value != ""}
