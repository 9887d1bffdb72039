"""
GeoJSON looked through before GDAL reads it: what GDAL would pass over in silence, or fail at without a place, is named here.

Checked are the frame (RFC 7946), that every feature is one, and every position: numbers, finite, rings closed. Other kinds
of JSON that GDAL knows (of ArcGIS, TopoJSON, one feature a line) are left to it.
"""

from __future__ import annotations

import json
import math
import re
from typing import Any, NoReturn

import numpy as np

from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.sources.layers.named_system import UNNAMED, words_of_geojson
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.tables.csv_text import decoded

DEPTH = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
"""Lists around a position, by kind of geometry."""

AREAS = frozenset({"Polygon", "MultiPolygon"})
FRAMES = frozenset({"FeatureCollection", "Feature", "GeometryCollection", *DEPTH})

RING = 4
"""Positions of the smallest ring, its first again as its last."""

MOST_NESTED = 20
"""Collections within collections; more is no geometry."""

_LONG_NUMBER = re.compile(r"\d{1000}")
_AGAIN = msg("请重新导出，或在 QGIS 中打开后另存为 GeoPackage")


def checked_geojson(raw: bytes, notes: Notes, encoding: str | None) -> tuple[bytes | None, str | None]:
    """
    Look through the bytes of a file.

    Returns
    -------
    bytes or None
        The text in UTF-8 where the file is not (another encoding is noted), for GDAL reads nothing else.
    str or None
        What it says of its coordinate system (``named_system``).

    Raises
    ------
    InputError
        No JSON, no GeoJSON, a feature that is none, a position that is none, a ring that is not closed.
    """
    text = decoded(raw, notes, encoding)
    shown = notes.layer
    if "\0" in text:
        raise InputError(msg("{shown} 不是文本（含有空字符）", shown=shown), hint=_AGAIN)
    try:
        content = json.loads(text)
    except RecursionError as fault:
        raise InputError(msg("{shown} 的内容嵌套过深，不是图层", shown=shown), hint=_AGAIN) from fault
    except json.JSONDecodeError as fault:
        if fault.msg == "Extra data" and _one_a_line(text):
            return None if raw == text.encode() else text.encode(), UNNAMED
        _refuse_json(fault, text, shown)
    except ValueError as fault:  # a number with more digits than Python turns into one
        found = _LONG_NUMBER.search(text)
        line = text.count("\n", 0, found.start()) + 1 if found else 1
        raise InputError(msg("{shown} 第 {line} 行有一个过长的数字", shown=shown, line=line), hint=_AGAIN) from fault
    _check(content, shown)
    return None if raw == text.encode() else text.encode(), words_of_geojson(content)


def _refuse_json(fault: json.JSONDecodeError, text: str, shown: str) -> NoReturn:
    if fault.pos >= len(text.rstrip()) or fault.msg.startswith("Unterminated"):
        raise InputError(
            msg("{shown} 不完整，在第 {lineno} 行中断", shown=shown, lineno=fault.lineno),
            hint=msg("文件可能没有传完，请重新导出或下载"),
        ) from fault
    raise InputError(
        msg("{shown} 第 {lineno} 行第 {colno} 列不符合 JSON 的写法", shown=shown, lineno=fault.lineno, colno=fault.colno),
        hint=_AGAIN,
    ) from fault


def _one_a_line(text: str) -> bool:
    """Whether each line is JSON by itself (GeoJSON text sequences)."""
    lines = [line.strip("\x1e ") for line in text.splitlines() if line.strip("\x1e ")]
    try:
        return len(lines) > 1 and all(isinstance(json.loads(line), dict) for line in lines)
    except (ValueError, RecursionError):
        return False


def _check(content: Any, shown: str) -> None:
    if not isinstance(content, dict):
        raise InputError(msg("{shown} 是 JSON，但不是 GeoJSON 图层（最外层不是对象）", shown=shown), hint=_AGAIN)
    kind = content.get("type")
    if kind == "Topology" or "geometryType" in content:
        return  # TopoJSON, and what ArcGIS servers answer
    if not isinstance(kind, str) or kind not in FRAMES:
        raise InputError(msg("{shown} 是 JSON，但不是 GeoJSON 图层（没有 type: FeatureCollection）", shown=shown), hint=_AGAIN)
    if kind == "Feature":
        _check_feature(content, shown + " ")
    elif kind != "FeatureCollection":
        _check_geometry(content, shown + " ", 0)
    else:
        features = content.get("features")
        if not isinstance(features, list):
            raise InputError(msg("{shown} 的 features 不是列表", shown=shown), hint=_AGAIN)
        for number, feature in enumerate(features, 1):
            _check_feature(feature, msg("{shown} 第 {number} 个要素", shown=shown, number=number))


def _check_feature(feature: Any, where: str) -> None:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise InputError(msg("{where}不是要素（type: Feature）", where=where), hint=_AGAIN)
    if not isinstance(feature.get("properties"), dict | None):
        raise InputError(msg("{where}的 properties 不是属性表", where=where), hint=_AGAIN)
    geometry = feature.get("geometry")
    if geometry is not None:
        _check_geometry(geometry, where, 0)


def _check_geometry(geometry: Any, where: str, nested: int) -> None:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind == "GeometryCollection" and isinstance(geometry.get("geometries"), list) and nested < MOST_NESTED:
        for part in geometry["geometries"]:
            _check_geometry(part, where, nested + 1)
        return
    if not isinstance(kind, str) or kind not in DEPTH:
        raise InputError(msg("{where}的几何（geometry）不是点、线、面", where=where), hint=_AGAIN)
    lists = [geometry.get("coordinates")]
    for _ in range(max(DEPTH[kind] - 1, 0)):
        if not all(isinstance(part, list) for part in lists):
            _refuse_positions(where)
        lists = [part for outer in lists for part in outer]
    for positions in lists:
        if not isinstance(positions, list):
            _refuse_positions(where)
        if positions:
            _check_positions([positions] if kind == "Point" else positions, where, ring=kind in AREAS)


def _check_positions(positions: list[Any], where: str, *, ring: bool) -> None:
    try:
        numbers = np.array(positions)
    except (ValueError, TypeError, OverflowError):  # two and three numbers side by side
        numbers = np.array([_pair(position, where) for position in positions])
    if numbers.ndim != 2 or numbers.shape[1] < 2 or numbers.dtype.kind not in "iuf":  # noqa: PLR2004 - longitude, latitude
        numbers = np.array([_pair(position, where) for position in positions])
    xy = numbers[:, :2].astype(float)
    if not np.isfinite(xy).all():
        raise InputError(
            msg("{where}的坐标中有不是有限数的值（NaN 或 Infinity）", where=where),
            hint=msg("请在原程序中修正该要素的坐标后重新导出"),
        )
    if ring and (len(xy) < RING or (xy[0] != xy[-1]).any()):
        raise InputError(
            msg("{where}的边界没有闭合（首尾两点应相同，且不少于四点）", where=where),
            hint=msg("请在原程序中修正该要素的边界后重新导出"),
        )


def _pair(position: Any, where: str) -> tuple[float, float]:
    whole = isinstance(position, list) and len(position) > 1
    if not whole or any(isinstance(n, bool) or not isinstance(n, int | float) for n in position[:2]):
        _refuse_positions(where)
    try:
        return float(position[0]), float(position[1])
    except OverflowError:
        return math.inf, math.inf


def _refuse_positions(where: str) -> NoReturn:
    raise InputError(msg("{where}的坐标（coordinates）不是成对的数字", where=where), hint=_AGAIN)
