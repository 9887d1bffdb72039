"""Buildings as dwellings: which of them people live in, and how much floor they have."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.errors import InputError
from xc_gis.model import Finding
from xc_gis.shares import percent
from xc_gis.sources.tables.cells import ROW, is_missing, numbers, texts

AREA = 2

DWELLING = frozenset(
    "residential apartments apartment house houses detached semidetached_house terrace bungalow dormitory hutong siheyuan".split()
)
"""Values of OSM's ``building`` in which people live."""

NOT_SAID = frozenset(("", "yes", "building", "其他", "其它", "未知", "不详", "其他建筑"))

OTHER_USE = frozenset(
    "commercial retail office offices industrial warehouse school university college kindergarten hospital clinic hotel church temple mosque "
    "cathedral chapel shrine train_station transportation station garage garages parking shed roof service hangar public civic government "
    "stadium sports_hall sports_centre grandstand supermarket kiosk mall museum theatre library fire_station police toilets greenhouse "
    "construction ruins bridge carport hut barn farm_auxiliary storage_tank transformer_tower water_tower tower gatehouse pavilion palace".split()
)
"""Values of OSM's ``building`` in which nobody lives, as far as a plan is concerned."""

_UNIT = re.compile(r"\s*(层|F|f|㎡|m²|平方米|平米)\s*$")

NEVER_LIVED_IN = re.compile("配套|车库|公建|酒店式|拆除|废弃")
"""Decides although the word also speaks of dwellings: 住宅配套用房."""

LIVED_IN = re.compile("住宅|居住|宿舍|公寓|民居|民房|住房|商住|平房|四合院|居民楼|别墅|保障房|回迁")
NOT_LIVED_IN = re.compile(
    "办公|商业|商务|商场|学校|教育|教学|幼儿园|医院|医疗|卫生|工业|厂房|仓库|仓储|体育|文化|行政|政府|酒店|宾馆|旅馆|停车|市政|交通|"
    "宗教|科研|展览|博物馆|影剧院|娱乐|餐饮|金融|军事|在建|设备|锅炉|变电|厕所|公共"
)


@dataclass(frozen=True)
class Dwellings:
    """
    What buildings offer to people, by row.

    ``lived_in``: nobody says otherwise. ``floor_area_m2``: 0 where nothing is known of the building's size.
    """

    lived_in: np.ndarray
    floor_area_m2: np.ndarray
    findings: tuple[Finding, ...]


def dwellings(frame: gpd.GeoDataFrame, shown: str, *, sized: bool = True) -> Dwellings:
    """
    Judge buildings by their columns ``use`` or ``building``, ``floor_area``, ``levels`` and by their outlines.

    A floor area stands for itself; else it is footprint × levels, with one level where levels are missing. Without ``sized`` floor areas are
    neither needed nor read.

    Raises
    ------
    InputError
        Levels or floor areas that are negative or no numbers; neither outlines nor floor areas.
    """
    lived_in, findings = _lived_in(frame, shown)
    if not sized:
        return Dwellings(lived_in, np.zeros(len(frame)), tuple(findings))
    area, more = _floor_area(frame, lived_in, shown)
    return Dwellings(lived_in, area, (*findings, *more))


def _lived_in(frame: gpd.GeoDataFrame, shown: str) -> tuple[np.ndarray, list[Finding]]:
    column = next((name for name in ("use", "building") if name in frame.columns), None)
    if column is None:
        text = "没有建筑用途列(use 或 building),全部按住宅分摊"
        return np.ones(len(frame), dtype=bool), [_finding(shown, "warning", text, {"rows": len(frame)})]
    words = texts(frame[column]).str.lower()
    kinds = {word: _is_dwelling(word) for word in words.unique()}
    lived_in = words.map(lambda word: kinds[word] is not False).to_numpy(dtype=bool)
    findings = []
    others = Counter(word for word in words if kinds[word] is False)
    if others:
        shown_words = "、".join(f"{word} {count:,}" for word, count in others.most_common(8))
        text = f"{sum(others.values()):,} 栋非居住建筑未分到人口({shown_words}{'…' if len(others) > 8 else ''})"  # noqa: PLR2004 - enough to read
        findings.append(_finding(shown, "info", text, dict(others)))
    strange = Counter(word for word in words if kinds[word] is None and word not in NOT_SAID)
    unsaid = int(sum(word in NOT_SAID for word in words))
    if strange:
        shown_words = "、".join(f"“{word}” {count:,}" for word, count in strange.most_common(5))
        text = f"{sum(strange.values()):,} 栋建筑用途无法识别({shown_words}),按住宅分摊"
        findings.append(_finding(shown, "warning", text, dict(strange)))
    if unsaid:
        text = f"{unsaid:,} 栋建筑没有说明用途,按住宅分摊"
        findings.append(_finding(shown, "warning" if unsaid < len(words) else "info", text, {"rows": unsaid}))
    return lived_in, findings


def _is_dwelling(word: str) -> bool | None:
    """Whether people live in a building of that use; None where the word does not tell."""
    if NEVER_LIVED_IN.search(word):
        return False
    if word in DWELLING or LIVED_IN.search(word):
        return True
    if word in OTHER_USE or NOT_LIVED_IN.search(word):
        return False
    return None


def _floor_area(frame: gpd.GeoDataFrame, lived_in: np.ndarray, shown: str) -> tuple[np.ndarray, list[Finding]]:
    footprint = np.where(shapely.get_dimensions(frame.geometry.to_numpy()) == AREA, shapely.area(frame.geometry.to_numpy()), 0.0)
    footprint = np.nan_to_num(footprint)
    given = _positive(frame, "floor_area", shown)
    levels = _positive(frame, "levels", shown)
    if not (footprint > 0).any() and np.isnan(given).all():
        raise InputError(
            f"{shown} 既没有建筑轮廓(面),也没有建筑面积列 floor_area,无法按建筑面积分摊人口",
            hint='请换用建筑轮廓图层,用 columns 指明 floor_area,或写明 weights = "equal"(每处住宅等权)',
        )
    area = np.where(np.isnan(given), footprint * np.where(np.isnan(levels), 1.0, levels), given)
    findings = []
    by_outline = np.isnan(given) & lived_in & (footprint > 0)
    one = by_outline & np.isnan(levels)
    if one.any():
        share = one.sum() / max(int(lived_in.sum()), 1)
        text = f"{int(one.sum()):,} 栋住宅没有层数({percent(float(share))}),按 1 层计算建筑面积,分到的人口可能偏少"
        findings.append(_finding(shown, "warning", text, {"rows": int(one.sum()), "share": round(float(share), 4)}))
    nothing = lived_in & (area <= 0)
    if nothing.any():
        text = f"{int(nothing.sum()):,} 处住宅没有轮廓也没有建筑面积,未分到人口"
        findings.append(_finding(shown, "warning", text, {"rows": int(nothing.sum())}))
    return area, findings


def _positive(frame: pd.DataFrame, name: str, shown: str) -> np.ndarray:
    """A column of numbers >= 0, NaN where nothing stands; 0 levels mean "not known"."""
    if name not in frame.columns:
        return np.full(len(frame), np.nan)
    plain = frame[name].map(lambda value: _UNIT.sub("", value) if isinstance(value, str) else value)
    missing, found = is_missing(plain), numbers(plain)
    zh = {"levels": "层数", "floor_area": "建筑面积"}[name]
    for wrong, why in ((~missing & ~np.isfinite(found), "不是数字"), (found < 0, "是负数")):
        if wrong.any():
            row, value = int(frame[ROW][wrong].iloc[0]), frame[name][wrong].iloc[0]
            raise InputError(
                f"{shown} 第 {row} 行的{zh} {name} = {value!r} {why}(共 {int(wrong.sum())} 行)",
                hint="请更正为数字,不清楚请留空",
            )
    values: np.ndarray = found.to_numpy(dtype=float)
    return np.where(values > 0, values, np.nan)


def _finding(shown: str, level: str, text: str, evidence: dict[str, object]) -> Finding:
    return Finding(shown, "residents", "residents", level, text, evidence)
