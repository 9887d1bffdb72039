"""Communities far from all others: named and without a place, or, where nobody can say which are right, the end of the run."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd

from xc_gis.errors import InputError
from xc_gis.languages.message import joined, msg
from xc_gis.sources.crs.conversion import CONFIRMED
from xc_gis.sources.crs.far_apart import around, gap_m, groups, lonlat_of
from xc_gis.sources.crs.reading import Reading
from xc_gis.sources.layers.read import Layer
from xc_gis.sources.rows.cells import ROW
from xc_gis.sources.rows.left_out_reasons import FAR_FROM_OTHERS, reason_of
from xc_gis.sources.rows.notes import Notes

SHOWN = 5

CONFIRM = msg("位置无误的，请在 [communities] 写 crs_confirmed = true")


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
    reasons, named = layer.bad_place.astype(object), []
    for row in stray:
        place = lonlat[np.flatnonzero(placed) == row]
        far = msg("{length_m:,.0f} 公里", length_m=gap_m(place, body) / 1000)
        reasons.iloc[row] = FAR_FROM_OTHERS.text(far=far)
        named.append(
            msg(
                "第 {row} 行“{name}”（{around}，距其他社区约 {far}）",
                row=int(layer.frame[ROW].iloc[row]),
                name=names.iloc[row],
                around=around(place),
                far=far,
            )
        )
    if reading is not None:
        notes = Notes(layer.shown, "communities")
        more = msg("等 {count} 个", count=len(named)) if len(named) > SHOWN else ""
        text = msg(
            "位置远离其他社区，像是坐标有误，未采用：{named}{more}。请更正坐标；{confirm}",
            named=joined("、", named[:SHOWN]),
            more=more,
            confirm=CONFIRM,
        )
        notes.add("places", "warning", text, {"rows": [int(layer.frame[ROW].iloc[row]) for row in stray]})
        reading.add(notes.findings)
    away = pd.Series(np.isin(np.arange(len(geometry)), stray), index=geometry.index)
    return replace(layer, bad_place=reasons), geometry.mask(away)


def _refuse_nowhere(layer: Layer, placed: np.ndarray) -> None:
    given = layer.bad_place.map(_was_given).astype(bool)
    if not placed.any() and given.any():
        reason = layer.bad_place[given].iloc[0]
        raise InputError(
            msg("{shown} 的 {count} 个社区都没有可用的位置（{reason}）", shown=layer.shown, count=len(placed), reason=reason),
            hint=msg("请检查坐标列，或换用带位置的图层"),
        )


def _was_given(text: str) -> bool:
    reason = reason_of(text)
    return reason is not None and reason.place_was_given


def _refuse_parts(layer: Layer, placed: np.ndarray, lonlat: np.ndarray, of_place: np.ndarray, sizes: np.ndarray) -> None:
    rows = layer.frame[ROW].to_numpy()[placed]
    parts = [
        msg(
            "{sizes} 个在{around}附近（如第 {rows} 行）",
            sizes=sizes[n],
            around=around(lonlat[of_place == n]),
            rows=int(rows[of_place == n][0]),
        )
        for n in np.argsort(-sizes, kind="stable")[:SHOWN]
    ]
    raise InputError(
        msg(
            "{shown} 的社区分在相距很远的 {count} 处，不像一个地区：{parts}",
            shown=layer.shown,
            count=len(sizes),
            parts=joined("、", parts),
        ),
        hint=msg("请更正坐标；{confirm}", confirm=CONFIRM),
        repairs=[CONFIRMED],
    )
