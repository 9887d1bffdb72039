"""Buildings as dwellings: which of them people live in, and how much floor they have."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.errors import InputError
from xc_gis.languages.message import joined, msg
from xc_gis.model import Finding
from xc_gis.shares import percent
from xc_gis.sources.people.building_words import (
    DWELLING,
    LIVED_IN,
    NEVER_LIVED_IN,
    NOT_LIVED_IN,
    OTHER_USE,
    UNIT_AT_END,
    USE_UNSTATED,
)
from xc_gis.sources.rows.cells import ROW, is_missing, numbers, texts

AREA = 2

WORDS_SHOWN = 8
"""Words of a column that a message shows."""


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
        text = msg("没有建筑用途列(use 或 building),全部按住宅分摊")
        return np.ones(len(frame), dtype=bool), [_finding(shown, "warning", text, {"rows": len(frame)})]
    words = texts(frame[column]).str.lower()
    kinds = {word: _is_dwelling(word) for word in words.unique()}
    lived_in = words.map(lambda word: kinds[word] is not False).to_numpy(dtype=bool)
    findings = []
    others = Counter(word for word in words if kinds[word] is False)
    if others:
        shown_words = joined("、", (f"{word} {count:,}" for word, count in others.most_common(8)))
        text = msg(
            "{count:,} 栋非居住建筑未分到人口({shown_words}{value})",
            count=sum(others.values()),
            shown_words=shown_words,
            value="…" if len(others) > WORDS_SHOWN else "",
        )
        findings.append(_finding(shown, "info", text, dict(others)))
    strange = Counter(word for word in words if kinds[word] is None and word not in USE_UNSTATED)
    unstated = int(sum(word in USE_UNSTATED for word in words))
    if strange:
        shown_words = joined("、", (f"“{word}” {count:,}" for word, count in strange.most_common(5)))
        text = msg("{count:,} 栋建筑用途无法识别({shown_words}),按住宅分摊", count=sum(strange.values()), shown_words=shown_words)
        findings.append(_finding(shown, "warning", text, dict(strange)))
    if unstated:
        text = msg("{unstated:,} 栋建筑没有说明用途,按住宅分摊", unstated=unstated)
        findings.append(_finding(shown, "warning" if unstated < len(words) else "info", text, {"rows": unstated}))
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
            msg("{shown} 既没有建筑轮廓(面),也没有建筑面积列 floor_area,无法按建筑面积分摊人口", shown=shown),
            hint=msg('请换用建筑轮廓图层,用 columns 指明 floor_area,或写明 weights = "equal"(每处住宅等权)'),
        )
    area = np.where(np.isnan(given), footprint * np.where(np.isnan(levels), 1.0, levels), given)
    findings = []
    by_outline = np.isnan(given) & lived_in & (footprint > 0)
    one = by_outline & np.isnan(levels)
    if one.any():
        share = one.sum() / max(int(lived_in.sum()), 1)
        text = msg(
            "{count:,} 栋住宅没有层数({share}),按 1 层计算建筑面积,分到的人口可能偏少",
            count=int(one.sum()),
            share=percent(float(share)),
        )
        findings.append(_finding(shown, "warning", text, {"rows": int(one.sum()), "share": round(float(share), 4)}))
    nothing = lived_in & (area <= 0)
    if nothing.any():
        text = msg("{count:,} 处住宅没有轮廓也没有建筑面积,未分到人口", count=int(nothing.sum()))
        findings.append(_finding(shown, "warning", text, {"rows": int(nothing.sum())}))
    return area, findings


def _positive(frame: pd.DataFrame, name: str, shown: str) -> np.ndarray:
    """A column of numbers >= 0, NaN where nothing stands; 0 levels mean "not known"."""
    if name not in frame.columns:
        return np.full(len(frame), np.nan)
    plain = frame[name].map(lambda value: UNIT_AT_END.sub("", value) if isinstance(value, str) else value)
    missing, found = is_missing(plain), numbers(plain)
    zh = {"levels": msg("层数"), "floor_area": msg("建筑面积")}[name]
    for wrong, why in ((~missing & ~np.isfinite(found), msg("不是数字")), (found < 0, msg("是负数"))):
        if wrong.any():
            row, value = int(frame[ROW][wrong].iloc[0]), frame[name][wrong].iloc[0]
            raise InputError(
                msg(
                    "{shown} 第 {row} 行的{zh} {name} = {value!r} {why}(共 {count} 行)",
                    shown=shown,
                    row=row,
                    zh=zh,
                    name=name,
                    value=value,
                    why=why,
                    count=int(wrong.sum()),
                ),
                hint=msg("请更正为数字,不清楚请留空"),
            )
    values: np.ndarray = found.to_numpy(dtype=float)
    return np.where(values > 0, values, np.nan)


def _finding(shown: str, level: str, text: str, evidence: dict[str, object]) -> Finding:
    return Finding(shown, "residents", "residents", level, text, evidence)
