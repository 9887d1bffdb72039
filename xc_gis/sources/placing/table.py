"""The queue of rows without a place as a table to fill in, and back from it into corrections."""

from __future__ import annotations

import contextlib
import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.errors import InputError
from xc_gis.model import WaitingRow
from xc_gis.sources.corrections.table import PLACE, PLACE_COMMUNITY, Correction, Target, add_corrections
from xc_gis.sources.crs.conversion import converted
from xc_gis.sources.crs.declared import declared_crs
from xc_gis.sources.tables.read import ROW, is_missing, numbers, read_table, texts
from xc_gis.spreadsheet_text import plain, unquoted
from xc_gis.units import EXCHANGE_CRS
from xc_gis.writing import unwritable

HEADINGS = ("文件", "行", "设施编号", "类型", "名称", "地址", "街道", "社区", "原因", "经度", "纬度", "采用候选", "说明")
"""To be filled in: 经度 and 纬度, or the number of a candidate in 采用候选; 说明 if there is something to say."""

COMMUNITY_ZH = "社区"
"""Stands as the type of a community, which is no facility."""

CANDIDATES = 3


def placing_queue(waiting: Sequence[WaitingRow]) -> pd.DataFrame:
    """
    The rows that wait, as a frame: fields of ``WaitingRow`` and ``candidates`` as a list of dicts (lon, lat, score, evidence).
    """
    names = ("table", "file", "row", "facility_id", "type", "name", "address", "subdistrict", "community", "reason")
    columns: dict[str, list[object]] = {name: [getattr(each, name) for each in waiting] for name in names}
    columns["candidates"] = [[vars(c) for c in each.candidates] for each in waiting]
    return pd.DataFrame(columns)


def write_placing_table(waiting: Sequence[WaitingRow], path: Path) -> None:
    """Write the queue as a CSV that a spreadsheet opens; places are WGS 84. Raises ``OutputError`` where it cannot be written."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    parts = ("", "经度", "纬度", "得分")
    writer.writerow([*HEADINGS, *(f"候选{n}{part}" for n in range(1, CANDIDATES + 1) for part in parts)])
    for each in waiting:
        cells: list[object] = [each.file, each.row, each.facility_id, COMMUNITY_ZH if each.table == "communities" else each.type, each.name, each.address, each.subdistrict,
                               each.community, each.reason, "", "", "", ""]  # fmt: skip
        for candidate in each.candidates[:CANDIDATES]:
            place = ("", "") if candidate.lon is None else (f"{candidate.lon:.7f}", f"{candidate.lat:.7f}")
            cells += [candidate.evidence, *place, f"{candidate.score:g}"]
        writer.writerow([plain(cell) for cell in cells])
    part = path.with_name(f".{path.name}.part")  # whole or not at all: a table half filled in by hand may lie there
    try:
        part.write_text(text.getvalue(), encoding="utf-8-sig")
        part.replace(path)
    except OSError as fault:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise unwritable(path.name, fault, "请关闭正在打开它的程序,或检查文件夹权限") from fault


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
        raise InputError(f"找不到 {path.name}", hint="请先用 xc-gis place STUDY --out 生成")
    frame = read_table(path, path.name, encoding=None, sheet=None, header_row=1)
    missing = [name for name in ("文件", "名称", "地址", "经度", "纬度") if name not in frame.columns]
    if missing:
        raise InputError(f"{path.name} 缺少列 {'、'.join(missing)}", hint="请用 xc-gis place STUDY --out 生成的表格填写")
    cells = {str(name): texts(frame[name]).map(unquoted) for name in frame.columns if name != ROW}
    lonlat = _filled_in(frame, path.name, crs)
    found = []
    for at, row in enumerate(frame[ROW]):
        words = {name: values.iloc[at] for name, values in cells.items()}
        place = lonlat.get(at) or _candidate(words, f"{path.name} 第 {row} 行")
        if place is None:
            continue
        target = Target(words.get("设施编号", ""), words["文件"], words["名称"], words["地址"])
        note = words.get("说明", "") or (f"采用候选 {words['采用候选']}" if words.get("采用候选") else "")
        action = PLACE_COMMUNITY if words.get("类型") == COMMUNITY_ZH else PLACE
        found.append(Correction(action, target, lon=round(place[0], 7), lat=round(place[1], 7), note=note))
    return found


def take_over(path: Path, corrections: Path, crs: str = EXCHANGE_CRS) -> int:
    """Write what was filled in into the corrections of a study; returns how many rows."""
    found = read_placing_table(path, crs)
    add_corrections(corrections, found)
    return len(found)


def _filled_in(frame: pd.DataFrame, shown: str, crs: str) -> Mapping[int, tuple[float, float]]:
    """Longitude and latitude in WGS 84 of rows with a coordinate, by position."""
    x, y = numbers(frame["经度"]), numbers(frame["纬度"])
    empty_x, empty_y = is_missing(frame["经度"]), is_missing(frame["纬度"])
    wrong = (~empty_x & x.isna()) | (~empty_y & y.isna()) | (empty_x != empty_y)
    if wrong.any():
        raise InputError(f"{shown} 第 {int(frame[ROW][wrong].iloc[0])} 行:经度和纬度应都是数字,或都留空")
    rows = np.flatnonzero(~empty_x.to_numpy())
    if not len(rows):
        return {}
    points = gpd.GeoSeries(shapely.points(x.to_numpy()[rows], y.to_numpy()[rows]))
    placed = converted(points, declared_crs(crs, None, shown), EXCHANGE_CRS, shown)
    return {int(at): (point.x, point.y) for at, point in zip(rows, placed, strict=True)}


def _candidate(words: Mapping[str, str], where: str) -> tuple[float, float] | None:
    wanted = words.get("采用候选", "")
    if not wanted:
        return None
    lon, lat = words.get(f"候选{wanted}经度", ""), words.get(f"候选{wanted}纬度", "")
    if not lon or not lat:
        raise InputError(f"{where}:没有可用的候选 “{wanted}”", hint="请填候选的序号(1、2、3),它须有经纬度")
    return float(lon), float(lat)
