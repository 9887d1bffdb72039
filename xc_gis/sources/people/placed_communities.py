"""Communities without a place: put where a correction beside the study says, else listed as waiting for one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from rapidfuzz import fuzz

from xc_gis.languages.message import msg
from xc_gis.model import Finding, WaitingRow
from xc_gis.sources.corrections.rows import NOT_APPLIED, SAME_NAME, fits_not, lost_text, refused
from xc_gis.sources.corrections.table import Correction, CorrectionsFile
from xc_gis.sources.corrections.words import PLACE_COMMUNITY
from xc_gis.sources.crs.far_apart import lonlat_of, nearest_m
from xc_gis.sources.crs.reading import Reading
from xc_gis.sources.rows.cells import ROW
from xc_gis.sources.rows.left_out_rows import ProblemList
from xc_gis.sources.rows.names import plain_name
from xc_gis.units import EXCHANGE_CRS

TABLE = "communities"

FAR_M = 20_000.0
"""A place farther than this from all communities that the source places is a slip, such as 0° 0° (assumption)."""


@dataclass(frozen=True)
class CommunityRows:
    """
    Rows of the communities as read.

    Attributes
    ----------
    shown
        Their file, for messages.
    rows
        ``community_id, name, subdistrict, address, reason`` (why there is no place) and ``ROW``.
    geometry
        In the analysis CRS; missing where the source has no place.
    """

    shown: str
    rows: pd.DataFrame
    geometry: gpd.GeoSeries


def with_places_by_hand(
    found: CommunityRows, by_hand: CorrectionsFile | None, problems: ProblemList, reading: Reading | None
) -> tuple[gpd.GeoSeries, tuple[WaitingRow, ...]]:
    """
    Geometry with the places that corrections give to communities without one, and the communities that still wait.

    A correction that fits no longer, or lies in another city, is reported and not applied.

    Raises
    ------
    InputError
        The corrections cannot be read.
    """
    geometry = found.geometry.copy()
    if by_hand is None:
        return geometry, _waiting(found, geometry)
    wanted = [made for made in _corrections(by_hand, reading) if made.action == PLACE_COMMUNITY]
    label_of = dict(zip(found.rows["community_id"], found.rows.index, strict=True))
    shown, lost = by_hand.shown, 0
    for made, point in zip(wanted, _points(wanted, geometry), strict=True):
        why = _why_not(made, point, found, label_of)
        if why:
            lost += 1
            problems.add(shown, made.row, refused(msg("社区 {shown}", shown=made.target.shown), made, why), NOT_APPLIED)
            continue
        label = label_of[made.target.facility_id]
        geometry[label] = point
        done = msg("按 {shown} 第 {row} 行执行", shown=shown, row=made.row)
        problems.add(found.shown, found.rows.loc[label, ROW], msg("人工更正:{sentence}", sentence=made.sentence), done)
    if wanted and reading is not None:
        reading.add([_finding(shown, len(wanted) - lost, lost)])
    return geometry, _waiting(found, geometry)


def _corrections(by_hand: CorrectionsFile, reading: Reading | None) -> Sequence[Correction]:
    return by_hand.read() if reading is None else reading.attempt("corrections", by_hand.read, ())


def _points(wanted: Sequence[Correction], geometry: gpd.GeoSeries) -> np.ndarray:
    lonlat = np.array([(made.lon, made.lat) for made in wanted], dtype=float).reshape(-1, 2)
    points: np.ndarray = gpd.GeoSeries(shapely.points(lonlat), crs=EXCHANGE_CRS).to_crs(geometry.crs).to_numpy()
    return points


def _why_not(made: Correction, point: shapely.Point, found: CommunityRows, label_of: dict[str, int]) -> str:
    """Why a correction is not applied; empty where it is."""
    label = label_of.get(made.target.facility_id)
    if label is None:
        return msg("没有编号为 {id} 的社区", id=made.target.facility_id)
    name = str(found.rows.loc[label, "name"])
    if made.target.name and fuzz.ratio(plain_name(name), plain_name(made.target.name)) < SAME_NAME:
        return fits_not(made.target.facility_id, name)
    if found.geometry[label] is not None:
        return msg("来源现已有位置,定位更正不再需要")
    placed = found.geometry.dropna()
    here = gpd.GeoSeries([point], crs=found.geometry.crs)
    # in metres whatever the system the rows are read in: a study is looked at in degrees before its metric system is settled
    if len(placed) and not nearest_m(lonlat_of(here)[0], lonlat_of(placed)) <= FAR_M:
        return msg("这里距所有社区都超过 20 公里")
    return ""


def _finding(shown: str, applied: int, lost: int) -> Finding:
    text = msg("按人工更正定位了 {applied} 个社区", applied=applied)
    text += lost_text(lost)
    evidence = {"applied": applied, "not_applied": lost}
    return Finding(shown, TABLE, "corrections", "warning" if lost else "info", text, evidence)


def _waiting(found: CommunityRows, geometry: gpd.GeoSeries) -> tuple[WaitingRow, ...]:
    lacking = found.rows[geometry.isna()]
    return tuple(
        WaitingRow(
            TABLE, found.shown, int(row[ROW]), row["community_id"], "", row["name"], row["address"], row["subdistrict"],
            row["community_id"], row["reason"] or msg("没有几何"),
        )
        for row in lacking.to_dict("records")
    )  # fmt: skip
