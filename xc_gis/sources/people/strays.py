"""Communities far from all others: named and without a place, or, where nobody can say which are right, the end of the run."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd

from xc_gis.errors import InputError
from xc_gis.sources.far_apart import around, gap_m, groups, lonlat_of
from xc_gis.sources.layers.read import Layer
from xc_gis.sources.notes import Notes
from xc_gis.sources.reading import Reading
from xc_gis.sources.tables.cells import ROW

SHOWN = 5

BAD = ("坐标为 0", "坐标不是数字", "坐标不是有效的经纬度或平面坐标", "图形文字(WKT)无法读取")
"""Reasons for which a row has no place although it was given one."""

CONFIRM = "位置无误的，请在 [communities] 写 crs_confirmed = true"


def without_strays(
    layer: Layer, geometry: gpd.GeoSeries, names: pd.Series, reading: Reading | None, *, confirmed: bool
) -> tuple[Layer, gpd.GeoSeries]:
    """
    Take the place from communities that lie far from most others.

    Parameters
    ----------
    geometry, names
        Of each row of the layer.
    confirmed
        The study says that all places are meant so.

    Returns
    -------
    layer
        With the reason in ``bad_place``.
    geometry
        Missing for those communities.

    Raises
    ------
    InputError
        No community has a usable place although places are given, or communities fall into parts of which none is the larger.
    """
    placed = geometry.notna().to_numpy()
    _refuse_nowhere(layer, placed)
    if confirmed or not placed.any():
        return layer, geometry
    lonlat = lonlat_of(geometry[placed])
    of_place = groups(lonlat)
    sizes = np.bincount(of_place)
    if len(sizes) == 1:
        return layer, geometry
    main = int(np.argmax(sizes))
    if 2 * sizes[main] <= len(of_place):
        _refuse_parts(layer, placed, lonlat, of_place, sizes)
    body, stray = lonlat[of_place == main], np.flatnonzero(placed)[of_place != main]
    reasons, told = layer.bad_place.copy(), []
    for row in stray:
        place = lonlat[np.flatnonzero(placed) == row]
        far = f"{gap_m(place, body) / 1000:,.0f} 公里"
        reasons.iloc[row] = f"远离其他社区（约 {far}）"
        told.append(f"第 {int(layer.frame[ROW].iloc[row])} 行“{names.iloc[row]}”（{around(place)}，距其他社区约 {far}）")
    if reading is not None:
        notes = Notes(layer.shown, "communities")
        more = f"等 {len(told)} 个" if len(told) > SHOWN else ""
        text = f"位置远离其他社区，像是坐标有误，未采用：{'、'.join(told[:SHOWN])}{more}。请更正坐标；{CONFIRM}"
        notes.add("places", "warning", text, {"rows": [int(layer.frame[ROW].iloc[row]) for row in stray]})
        reading.add(notes.findings)
    away = pd.Series(np.isin(np.arange(len(geometry)), stray), index=geometry.index)
    return replace(layer, bad_place=reasons), geometry.mask(away)


def _refuse_nowhere(layer: Layer, placed: np.ndarray) -> None:
    given = layer.bad_place.isin(BAD)
    if not placed.any() and given.any():
        reason = layer.bad_place[given].iloc[0]
        raise InputError(
            f"{layer.shown} 的 {len(placed)} 个社区都没有可用的位置（{reason}）", hint="请检查坐标列，或换用带位置的图层"
        )


def _refuse_parts(layer: Layer, placed: np.ndarray, lonlat: np.ndarray, of_place: np.ndarray, sizes: np.ndarray) -> None:
    rows = layer.frame[ROW].to_numpy()[placed]
    parts = [
        f"{sizes[n]} 个在{around(lonlat[of_place == n])}附近（如第 {int(rows[of_place == n][0])} 行）"
        for n in np.argsort(-sizes, kind="stable")[:SHOWN]
    ]
    raise InputError(
        f"{layer.shown} 的社区分在相距很远的 {len(sizes)} 处，不像一个地区：{'、'.join(parts)}", hint=f"请更正坐标；{CONFIRM}"
    )
