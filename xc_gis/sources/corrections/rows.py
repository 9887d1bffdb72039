"""Corrections by hand applied to facility rows; what no longer fits is reported, never dropped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from rapidfuzz import fuzz

from xc_gis.errors import InputError, nearest_spelling
from xc_gis.languages.message import msg
from xc_gis.model import Finding
from xc_gis.sources.corrections.table import PAIRED, Correction, Target
from xc_gis.sources.corrections.words import IGNORE, MOVE, PLACE, SAME, SERVES, STATE, TYPE
from xc_gis.sources.facilities.status import STATUS
from xc_gis.sources.rows.cells import ROW
from xc_gis.sources.rows.left_out_rows import ProblemList
from xc_gis.sources.rows.names import plain_name
from xc_gis.standard import Standard
from xc_gis.units import EXCHANGE_CRS

SAME_NAME = 50.0
"""A facility whose name has become less like the one that a correction remembers (0-100) is another one (assumption)."""

NOT_APPLIED = msg("更正未执行,请核对后修改或删去")


def refused(what: str, made: Correction, why: str) -> str:
    """Why a correction is not applied, and which one."""
    return msg("{what}:{sentence};{why}", what=what, sentence=made.sentence, why=why)


def fits_not(facility_id: str, name: str) -> str:
    """The id that a correction gives means another thing now."""
    return msg("编号 {id} 现在是 “{name}”,与更正所记不同", id=facility_id, name=name)


def lost_text(count: int) -> str:
    """How many corrections were not applied; empty where all were."""
    return msg(",{count} 条对不上或不再需要,没有执行(见 problems.csv)", count=count) if count else ""


@dataclass(frozen=True)
class Corrected:
    """
    Rows after corrections.

    Attributes
    ----------
    rows
        As given, without ignored ones; ``placed`` says what put a row where it is.
    pairs
        Index labels of two rows, and whether they are the same facility.
    findings
        How many were applied.
    """

    rows: gpd.GeoDataFrame
    pairs: tuple[tuple[int, int, bool], ...]
    findings: tuple[Finding, ...]


def corrected_rows(
    rows: gpd.GeoDataFrame, corrections: Sequence[Correction], standard: Standard, shown: str, problems: ProblemList
) -> Corrected:
    """
    Apply corrections to facility rows.

    Parameters
    ----------
    rows
        ``facility_id, id_given, type, typed, name, address, status, serves, placed, _file``, ``ROW`` and geometry, with unique labels.
    shown
        The file of corrections, for messages.

    Raises
    ------
    InputError
        For a type that the standard does not have.
    """
    wanted = [made for made in corrections if made.action in {MOVE, PLACE, TYPE, STATE, SERVES, IGNORE} | PAIRED]
    if not wanted:
        return Corrected(rows, (), ())
    finder, pairs, lost, ignored = _Finder(rows), [], [], []
    changes: dict[str, dict[int, object]] = {}
    places, has_place = _points(wanted, rows), rows.geometry.notna()
    for made in wanted:
        label, why = finder.find(made.target)
        other = None
        if label is not None and made.other is not None:
            other, why = finder.find(made.other)
        if made.action == PLACE and label is not None and has_place[label]:
            label, why = None, msg("来源现已有坐标,定位更正不再需要")
        if label is None or (made.other is not None and other is None):
            lost.append(made)
            problems.add(shown, made.row, refused(made.target.shown, made, why), NOT_APPLIED)
            continue
        if made.action in PAIRED and other is not None:
            pairs.append((min(label, other), max(label, other), made.action == SAME))
        elif made.action in {MOVE, PLACE}:
            changes.setdefault("geometry", {})[label] = places[made.id]
            changes.setdefault("placed", {})[label] = msg("人工{sentence}", sentence=made.sentence)
        elif made.action == TYPE:
            changes.setdefault("type", {})[label] = _type_code(made, standard, shown)
            changes.setdefault("typed", {})[label] = msg("人工{sentence}", sentence=made.sentence)
        elif made.action == STATE:
            changes.setdefault("status", {})[label] = STATUS[plain_name(made.value)]
        elif made.action == SERVES:
            changes.setdefault("serves", {})[label] = made.value
        else:
            ignored.append(label)
        file, row = rows.loc[label, ["_file", ROW]]
        done = msg("按 {shown} 第 {row} 行执行", shown=shown, row=made.row)
        problems.add(file, row, msg("人工更正:{sentence}", sentence=made.sentence), done)
    columns = _changed(rows, changes).drop(index=ignored)
    applied = len(wanted) - len(lost)
    evidence = {"applied": applied, "not_applied": len(lost)}
    text = msg("执行了 {applied} 条人工更正", applied=applied) + lost_text(len(lost))
    finding = Finding(shown, "corrections", "corrections", "warning" if lost else "info", text, evidence)
    return Corrected(columns, tuple(sorted(set(pairs))), (finding,))


def _changed(rows: gpd.GeoDataFrame, changes: Mapping[str, Mapping[int, object]]) -> gpd.GeoDataFrame:
    columns = {}
    for name, by_label in changes.items():
        values = rows[name].to_numpy(dtype=object, copy=True)
        for label, value in by_label.items():
            values[rows.index.get_loc(label)] = value
        if name == "geometry":
            columns[name] = gpd.GeoSeries(values, index=rows.index, crs=rows.crs)
        else:  # what put a row where it is, and why it is of its type, are messages
            columns[name] = pd.Series(values, index=rows.index, dtype=object) if name in {"placed", "typed"} else values
    return rows.assign(**columns)


def _points(wanted: Sequence[Correction], rows: gpd.GeoDataFrame) -> Mapping[str, shapely.Point]:
    moved = [made for made in wanted if made.action in {MOVE, PLACE}]
    lonlat = np.array([(made.lon, made.lat) for made in moved], dtype=float).reshape(-1, 2)
    points = gpd.GeoSeries(shapely.points(lonlat), crs=EXCHANGE_CRS).to_crs(rows.crs)
    return {made.id: point for made, point in zip(moved, points, strict=True)}


def _type_code(made: Correction, standard: Standard, shown: str) -> str:
    by_name = {found.zh: code for code, found in standard.facility_types.items()}
    code = by_name.get(made.value, made.value)
    if code not in standard.facility_types:
        raise InputError(
            msg("{shown} 第 {row} 行:标准中没有设施类型 “{value}”", shown=shown, row=made.row, value=made.value),
            hint=nearest_spelling(made.value, [*standard.facility_types, *by_name]) or msg("代码见评价标准 facility_types"),
        )
    return code


class _Finder:
    """Finds the row that a target means."""

    def __init__(self, rows: pd.DataFrame) -> None:
        nameless = ~rows["id_given"] & (rows["name"] == rows["facility_id"])
        self.names, self.addresses, self.files = rows["name"].mask(nameless, ""), rows["address"], rows["_file"]
        self.by_id: dict[str, list[int]] = {}
        for label, own, given in zip(rows.index, rows["facility_id"], rows["id_given"], strict=True):
            if given:
                self.by_id.setdefault(own, []).append(label)
        self.by_name: dict[str, list[int]] = {}
        for label, name in self.names.items():
            self.by_name.setdefault(plain_name(name), []).append(label)

    def find(self, target: Target) -> tuple[int | None, str]:
        """Label of the row, or why there is none."""
        if target.facility_id:
            labels = self.by_id.get(target.facility_id, [])
            labels = [label for label in labels if self.files[label] == target.file] or labels
            if labels:
                now = self.names[labels[0]]
                if target.name and fuzz.ratio(plain_name(now), plain_name(target.name)) < SAME_NAME:
                    return None, fits_not(target.facility_id, now)
                return labels[0], ""
            if not target.name:
                return None, msg("没有编号为 {id} 的设施", id=target.facility_id)
        return self._by_words(target)

    def _by_words(self, target: Target) -> tuple[int | None, str]:
        labels = self.by_name.get(plain_name(target.name), [])
        labels = [label for label in labels if self.files[label] == target.file] or labels
        wanted = plain_name(target.address)
        exact = [label for label in labels if plain_name(self.addresses[label]) == wanted]
        labels = exact or [label for label in labels if target.name and (not wanted or not self.addresses[label])]
        if len(labels) == 1:
            return labels[0], ""
        if labels:
            return None, msg("有 {count} 行同名同址,无法确定是哪一行", count=len(labels))
        return None, msg("没有名称和地址相符的设施 {shown}", shown=target.shown)
