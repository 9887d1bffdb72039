"""Communities and subdistricts: areas, points or mere names."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.errors import InputError
from xc_gis.languages.message import joined, msg
from xc_gis.model import AGE_COLUMNS, COMMUNITY_COLUMNS, InputRecord, WaitingRow
from xc_gis.sources.corrections.table import CorrectionsFile
from xc_gis.sources.crs.reading import Reading
from xc_gis.sources.layers.read import Layer, read_layer
from xc_gis.sources.people.placed_communities import CommunityRows, with_places_by_hand
from xc_gis.sources.people.strays import without_strays
from xc_gis.sources.rows.cells import ROW, is_missing, numbers, texts
from xc_gis.sources.rows.keys import id_texts
from xc_gis.sources.rows.left_out_reasons import BEYOND_REPAIR, WHAT_IS_DONE
from xc_gis.sources.rows.left_out_rows import ProblemList
from xc_gis.sources.study.named_files import LayerSource
from xc_gis.sources.study.tables import LayerTable

AREA = 2

INVALID_ZH = {
    "self-intersection": msg("边界自相交"), "ring self-intersection": msg("边界与自身相接"), "hole lies outside shell": msg("洞在外框之外"),
    "holes are nested": msg("洞中有洞"), "nested shells": msg("外框套着外框"), "interior is disconnected": msg("内部被洞隔断"),
    "duplicate rings": msg("边界重复"), "duplicated rings": msg("边界重复"), "too few points in geometry component": msg("点数太少"),
    "invalid coordinate": msg("坐标不是有限数"), "ring is not closed": msg("边界没有闭合"),
}  # fmt: skip
"""Faults of an outline, as GEOS names them."""


def read_communities(
    source: LayerSource[LayerTable],
    by_hand: CorrectionsFile | None,
    target_crs: str,
    problems: ProblemList,
    reading: Reading | None = None,
) -> tuple[gpd.GeoDataFrame, InputRecord, tuple[WaitingRow, ...]]:
    """
    Read the communities.

    Parameters
    ----------
    by_hand
        Corrections that place communities; None: nothing is placed by hand.

    Returns
    -------
    communities
        ``COMMUNITY_COLUMNS``, sorted by id.
    record
        For the manifest.
    waiting
        Communities that neither the source nor a correction places, in the order of the source.

    Raises
    ------
    InputError
        Blank or duplicate ids, no usable row, residents that are no number, communities in places far from each other.
    """
    layer = read_layer(source, target_crs, needed=("community_id", "name"), places_needed=False, reading=reading)
    frame = layer.frame
    ids = id_texts(frame["community_id"], frame[ROW], layer.shown, msg("社区编号"))
    check_ids(ids, frame[ROW], layer.shown, msg("社区编号"))
    geometry = repaired(layer, problems)
    kind = shapely.get_dimensions(geometry.to_numpy())
    lines = frame[ROW][kind == 1]
    if len(lines):
        raise InputError(
            msg("{shown} 第 {iloc} 行的社区是线,应为面或点", shown=layer.shown, iloc=int(lines.iloc[0])),
            hint=msg("请换用社区范围(面)或点位图层"),
        )
    layer, geometry = without_strays(layer, geometry, texts(frame["name"]), reading, confirmed=source.table.crs_confirmed)
    rows = CommunityRows(layer.shown, _stated_rows(layer, ids), geometry)
    geometry, waiting = with_places_by_hand(rows, by_hand, problems, reading)
    kind = shapely.get_dimensions(geometry.to_numpy())
    location = np.where(kind == AREA, "area", np.where(kind == 0, "point", "none"))
    _note_missing(layer, location, problems)
    points = np.where(location == "point", shapely.centroid(geometry.to_numpy()), geometry.to_numpy())
    columns: dict[str, object] = {
        "community_id": ids.to_numpy(),
        "name": texts(frame["name"]).to_numpy(),
        "subdistrict": texts(frame["subdistrict"]).to_numpy() if "subdistrict" in frame.columns else "",
    }
    columns |= {name: residents_column(frame, name, layer.shown, required=False) for name in AGE_COLUMNS.values()}
    columns["location"] = location
    table = gpd.GeoDataFrame(columns, geometry=points, crs=target_crs)[list(COMMUNITY_COLUMNS)]
    table = table.sort_values("community_id", kind="stable").reset_index(drop=True)
    used = int((table["location"] != "none").sum())
    return table, InputRecord("communities", layer.shown, layer.sha256, len(frame), used, layer.crs), waiting


def _stated_rows(layer: Layer, ids: pd.Series) -> pd.DataFrame:
    """What a person needs to find a community that has no place."""
    frame = layer.frame
    words = {name: texts(frame[name]) if name in frame.columns else "" for name in ("name", "subdistrict", "address")}
    return pd.DataFrame({ROW: frame[ROW], "community_id": ids, **words, "reason": layer.bad_place}, index=frame.index)


def _note_missing(layer: Layer, location: np.ndarray, problems: ProblemList) -> None:
    for row, reason, place in zip(layer.frame[ROW], layer.bad_place, location, strict=True):
        if place == "none":
            problems.add(layer.shown, row, reason or BEYOND_REPAIR.text(), WHAT_IS_DONE["communities"])


def read_subdistricts(
    source: LayerSource[LayerTable] | None, target_crs: str, problems: ProblemList, reading: Reading | None = None
) -> tuple[gpd.GeoDataFrame, InputRecord] | tuple[None, None]:
    """Read subdistricts (``name`` and polygon, sorted by name), if the study has them."""
    if source is None:
        return None, None
    layer = read_layer(source, target_crs, needed=("name",), reading=reading)
    names = texts(layer.frame["name"])
    check_ids(names, layer.frame[ROW], layer.shown, msg("街道名称"))
    geometry = repaired(layer, problems)
    flat = shapely.get_dimensions(geometry.to_numpy()) != AREA
    if flat.any():
        row = int(layer.frame[ROW][flat].iloc[0])
        raise InputError(msg("{shown} 第 {row} 行的街道不是面", shown=layer.shown, row=row), hint=msg("请换用街道范围图层"))
    table = gpd.GeoDataFrame({"name": names.to_numpy()}, geometry=geometry.to_numpy(), crs=target_crs)
    table = table.sort_values("name", kind="stable").reset_index(drop=True)
    return table, InputRecord("subdistricts", layer.shown, layer.sha256, len(table), len(table), layer.crs)


def check_ids(ids: pd.Series, rows: pd.Series, shown: str, what: str) -> None:
    """Stop at a blank or repeated identifier."""
    blank = rows[(ids == "").to_numpy()]
    if len(blank):
        raise InputError(
            msg(
                "{shown} 第 {iloc} 行没有{what}(共 {count} 行)", shown=shown, iloc=int(blank.iloc[0]), what=what, count=len(blank)
            ),
            hint=msg("请补全后重试"),
        )
    repeated = ids[ids.duplicated(keep=False).to_numpy()]
    if len(repeated):
        first = repeated.iloc[0]
        places = joined("、", (str(int(r)) for r in rows[(ids == first).to_numpy()][:5]))
        raise InputError(
            msg("{shown} 的{what} “{first}” 重复(第 {places} 行)", shown=shown, what=what, first=first, places=places),
            hint=msg("请更正后重试"),
        )


def repaired(layer: Layer, problems: ProblemList) -> gpd.GeoSeries:
    """Make invalid outlines valid, aloud; one of which nothing is left is missing, for the reader of the layer to say."""
    geometry = layer.frame.geometry
    broken = geometry.notna() & ~geometry.is_valid
    if broken.any():
        reasons = shapely.is_valid_reason(geometry[broken].to_numpy())
        fixed = shapely.make_valid(geometry[broken].to_numpy(), method="structure", keep_collapsed=False)
        for row, reason, made in zip(layer.frame[ROW][broken], reasons, fixed, strict=True):
            if not made.is_empty:
                problems.add(layer.shown, row, msg("图形无效({why})", why=_why_invalid(reason)), msg("已自动修复后使用"))
        geometry = geometry.copy()
        geometry[broken] = fixed
    return geometry.mask(shapely.is_empty(geometry.to_numpy()))


def _why_invalid(reason: str) -> str:
    """What GEOS says of an outline, without the place: ``Self-intersection[116.3 39.9]``."""
    return INVALID_ZH.get(reason.split("[", maxsplit=1)[0].strip().casefold(), msg("不符合面的规则"))


def residents_column(frame: pd.DataFrame, name: str, shown: str, *, required: bool) -> np.ndarray:
    """
    Residents of a group: float ≥ 0, NaN where not given.

    Raises ``InputError`` for text, a negative number, or a missing one where it is required.
    """
    if name not in frame.columns:
        return np.full(len(frame), np.nan)
    values = frame[name]
    missing, found = is_missing(values), numbers(values)
    for wrong, why in (
        (~missing & found.isna(), msg("不是数字")),
        (found < 0, msg("是负数")),
        (~missing & np.isinf(found), msg("不是数字")),
    ):
        if wrong.any():
            row, value = int(frame[ROW][wrong].iloc[0]), values[wrong].iloc[0]
            raise InputError(
                msg(
                    "{shown} 第 {row} 行的 {name} = {value!r} {why}(共 {count} 行)",
                    shown=shown,
                    row=row,
                    name=name,
                    value=value,
                    why=why,
                    count=int(wrong.sum()),
                ),
                hint=msg("请更正后重试"),
            )
    if required and missing.any():
        row = int(frame[ROW][missing].iloc[0])
        raise InputError(
            msg("{shown} 第 {row} 行没有 {name}(共 {count} 行)", shown=shown, row=row, name=name, count=int(missing.sum())),
            hint=msg("没有居民请填 0;不清楚请先补齐"),
        )
    return found.to_numpy()
