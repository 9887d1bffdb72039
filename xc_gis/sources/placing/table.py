"""The queue of rows without a place as a table to fill in, and back from it into corrections."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.errors import InputError
from xc_gis.files.spreadsheet_text import plain, unquoted
from xc_gis.files.whole_file import write_whole
from xc_gis.languages.message import joined, msg
from xc_gis.model import WaitingRow
from xc_gis.sources.corrections.table import Correction, Target, add_corrections
from xc_gis.sources.corrections.words import PLACE, PLACE_COMMUNITY
from xc_gis.sources.crs.conversion import converted
from xc_gis.sources.crs.declared import declared_crs
from xc_gis.sources.placing.columns import (
    ADDRESS,
    CHOICE,
    COMMUNITY_KIND,
    FILE,
    HEADINGS,
    ID,
    KIND,
    LAT,
    LON,
    NAME,
    NOTE,
    candidate_headings,
    of_candidate,
)
from xc_gis.sources.tables.read import ROW, is_missing, numbers, read_table, texts
from xc_gis.units import EXCHANGE_CRS, is_lonlat

CANDIDATES = 3


def placing_queue(waiting: Sequence[WaitingRow]) -> pd.DataFrame:
    """
    The rows that wait, as a frame: fields of ``WaitingRow`` and ``candidates`` as a list of dicts (lon, lat, score, evidence).
    """
    names = ("table", "file", "row", "facility_id", "type", "name", "address", "subdistrict", "community", "reason")
    columns: dict[str, list[object]] = {name: [getattr(each, name) for each in waiting] for name in names}
    columns["candidates"] = [[vars(c) for c in each.candidates] for each in waiting]
    return pd.DataFrame(columns).assign(reason=pd.Series(columns["reason"], dtype=object))


def write_placing_table(waiting: Sequence[WaitingRow], path: Path) -> None:
    """Write the queue as a CSV that a spreadsheet opens; places are WGS 84. Raises ``OutputError`` where it cannot be written."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*HEADINGS, *candidate_headings(CANDIDATES)])
    for each in waiting:
        cells: list[object] = [each.file, each.row, each.facility_id, COMMUNITY_KIND if each.table == "communities" else each.type, each.name, each.address, each.subdistrict,
                               each.community, each.reason, "", "", "", ""]  # fmt: skip
        for candidate in each.candidates[:CANDIDATES]:
            place = ("", "") if candidate.lon is None else (f"{candidate.lon:.7f}", f"{candidate.lat:.7f}")
            cells += [candidate.evidence, *place, f"{candidate.score:g}"]
        writer.writerow([plain(cell) for cell in cells])
    # whole or not at all: a table half filled in by hand may lie there
    write_whole(path, text.getvalue().encode("utf-8-sig"), hint=msg("请关闭正在打开它的程序,或检查文件夹权限"))


def read_placing_table(path: Path, crs: str = EXCHANGE_CRS) -> list[Correction]:
    """
    Read the rows that were filled in, as corrections; others are left waiting.

    Parameters
    ----------
    crs
        Coordinate system of the coordinates that were filled in (``GCJ-02`` where they were picked in AMap); those of candidates are
        WGS 84 always.

    Raises
    ------
    InputError
        Not such a table; half a coordinate, a candidate that is not there: with the row.
    """
    if not path.is_file():
        raise InputError(msg("找不到 {path}", path=path.name), hint=msg("请先用 xc-gis place STUDY --out 生成"))
    frame = read_table(path, path.name, encoding=None, sheet=None, header_row=1)
    missing = [name for name in (FILE, NAME, ADDRESS, LON, LAT) if name not in frame.columns]
    if missing:
        raise InputError(
            msg("{path} 缺少列 {missing}", path=path.name, missing=joined("、", missing)),
            hint=msg("请用 xc-gis place STUDY --out 生成的表格填写"),
        )
    cells = {str(name): texts(frame[name]).map(unquoted) for name in frame.columns if name != ROW}
    lonlat = _filled_in(frame, path.name, crs)
    found = []
    for at, row in enumerate(frame[ROW]):
        words = {name: values.iloc[at] for name, values in cells.items()}
        place = lonlat.get(at) or _candidate(words, msg("{shown} 第 {row} 行", shown=path.name, row=row))
        if place is None:
            continue
        target = Target(words.get(ID, ""), words[FILE], words[NAME], words[ADDRESS])
        note = words.get(NOTE, "") or (msg("采用候选 {value}", value=words[CHOICE]) if words.get(CHOICE) else "")
        action = PLACE_COMMUNITY if words.get(KIND) == COMMUNITY_KIND else PLACE
        found.append(Correction(action, target, lon=round(place[0], 7), lat=round(place[1], 7), note=note))
    return found


def take_over(path: Path, corrections: Path, crs: str = EXCHANGE_CRS) -> int:
    """Write what was filled in into the corrections of a study; returns how many rows."""
    found = read_placing_table(path, crs)
    add_corrections(corrections, found)
    return len(found)


def _filled_in(frame: pd.DataFrame, shown: str, crs: str) -> Mapping[int, tuple[float, float]]:
    """Longitude and latitude in WGS 84 of rows with a coordinate, by position."""
    x, y = numbers(frame[LON]), numbers(frame[LAT])
    empty_x, empty_y = is_missing(frame[LON]), is_missing(frame[LAT])
    wrong = (~empty_x & x.isna()) | (~empty_y & y.isna()) | (empty_x != empty_y)
    if wrong.any():
        raise InputError(
            msg("{shown} 第 {iloc} 行:经度和纬度应都是数字,或都留空", shown=shown, iloc=int(frame[ROW][wrong].iloc[0]))
        )
    rows = np.flatnonzero(~empty_x.to_numpy())
    if not len(rows):
        return {}
    points = gpd.GeoSeries(shapely.points(x.to_numpy()[rows], y.to_numpy()[rows]))
    placed = converted(points, declared_crs(crs, None, shown), EXCHANGE_CRS, shown)
    return {int(at): (point.x, point.y) for at, point in zip(rows, placed, strict=True)}


def _candidate(words: Mapping[str, str], where: str) -> tuple[float, float] | None:
    wanted = words.get(CHOICE, "")
    if not wanted:
        return None
    lon, lat = words.get(of_candidate(wanted, LON), ""), words.get(of_candidate(wanted, LAT), "")
    if not lon or not lat:
        raise InputError(
            msg("{where}:没有可用的候选 “{wanted}”", where=where, wanted=wanted), hint=msg("请填候选的序号(1、2、3),它须有经纬度")
        )
    try:
        place = float(lon), float(lat)
    except ValueError:
        place = (float("nan"), float("nan"))
    if not is_lonlat(*place):
        raise InputError(
            msg("{where}:候选 “{wanted}” 的经纬度 {lon}, {lat} 不是有效的度数", where=where, wanted=wanted, lon=lon, lat=lat),
            hint=msg("请勿改动候选的经纬度;要用别的位置,请填在经度、纬度两列"),
        )
    return place
