"""The four densities of the plan by community: residents, floor area, tourist places and commerce for each square kilometre."""

from __future__ import annotations

from collections.abc import Mapping
from math import floor, inf, log10
from typing import Any

import numpy as np
import shapely

from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.operations.export.run_themes import class_of, class_rows
from xc_gis.operations.export.spoken import Say
from xc_gis.operations.export.theme_choice import DENSITY
from xc_gis.report.documents.atlas.records import Look, ThemeOnMap
from xc_gis.report.documents.drawing.ground import Ground
from xc_gis.report.themes import FIVE, Theme, ThemeClass
from xc_gis.runs.view import RunView
from xc_gis.wording.codes import NOTE_ZH

M2_PER_KM2 = 1e6
COMMERCE = "C"
"""Domain of the standard whose facilities are commerce."""

NAMES = {
    "people": msg("人口密度"), "floor_area": msg("建筑密度"), "tourism": msg("旅游密度"), "commerce": msg("商业密度"),
}  # fmt: skip
UNITS = {
    "people": msg("人/km²"), "floor_area": msg("m²/km²"), "tourism": msg("处/km²"), "commerce": msg("处/km²"),
}  # fmt: skip
COLUMNS = {"floor_area": "floor_area_m2", "tourism": "tourist_places"}
"""Columns of the table of values from which a density comes that no run holds."""


def density_theme(
    run: RunView, page: Mapping[str, Any], ground: Ground, which: str, values: Mapping[str, Mapping[str, float]], say: Say
) -> ThemeOnMap:
    """
    A density as a theme.

    ``values``: by column the value of each community, from a table that was given.

    Raises
    ------
    InputError
        The run does not hold what is counted, and no table says it.
    """
    counts = _counts(run, page, ground, which, values)
    km2 = {name: float(shapely.area(shape)) / M2_PER_KM2 for name, shape in ground.areas.items()}
    found = {name: None if count is None else count / km2[name] for name, count in counts.items() if km2.get(name)}
    theme = classes_of([value for value in found.values() if value is not None])
    last = len(theme.classes) - 1
    looks = {}
    for c in run.communities:
        value = found.get(c.community_id)
        if c.community_id not in found:
            looks[c.community_id] = Look(None, say(NOTE_ZH["no_location"]))
        elif value is None:
            looks[c.community_id] = Look(None, say(msg("未知")), is_unknown=True)
        else:
            looks[c.community_id] = Look(last - class_of(theme, value), f"{value:,.0f}")
    name = say(NAMES[which])
    return ThemeOnMap(
        f"{DENSITY}:{which}", say(msg("{density}图", density=NAMES[which])), say(msg("{density}（{unit}）", density=NAMES[which], unit=UNITS[which])), name,
        class_rows(theme, say, last_first=True, words=lambda n: _class_words(theme, n)), say(msg("未知")), say(NOTE_ZH["no_location"]), "",
        looks, notes=(say(msg("按社区面积计算")),),
    )  # fmt: skip


def _counts(
    run: RunView, page: Mapping[str, Any], ground: Ground, which: str, values: Mapping[str, Mapping[str, float]]
) -> dict[str, float | None]:
    ids = [c.community_id for c in run.communities]
    if which == "people":
        return {c.community_id: c.residents.get("residents") for c in run.communities}
    if which == "commerce":
        types = {code for category in page["categories"] if category["domain"] == COMMERCE for code in category["types"]}
        return {name: float(count) for name, count in _facilities_in(ground, types).items()}
    column = COLUMNS[which]
    if column not in values:
        raise InputError(
            msg("该结果没有“{density}”所需的数据（{column}）", density=NAMES[which], column=column),
            hint=msg("请用 --values 给出一张表：community_id 与 {column}", column=column),
        )
    return {name: values[column].get(name) for name in ids}


def _facilities_in(ground: Ground, types: set[str]) -> dict[str, int]:
    """Facilities of some types that serve, by the community in which they lie."""
    names = list(ground.areas)
    rows = np.isin(ground.facility_types.astype(str), sorted(types)) & ground.serving & ~np.isnan(ground.facilities[:, 0])
    tree = shapely.STRtree([ground.areas[name] for name in names])
    found = tree.query(shapely.points(ground.facilities[rows]), predicate="intersects")[1]
    return dict(zip(names, np.bincount(found, minlength=len(names)).tolist(), strict=True))


def classes_of(values: list[float]) -> Theme:
    """Five classes with about as many communities each, at limits of two digits; fewer where values are few."""
    limits: list[float] = []
    if values:
        for limit in np.quantile(values, [0.2, 0.4, 0.6, 0.8]).tolist():
            rounded = two_digits(limit)
            if rounded > (limits[-1] if limits else 0.0):
                limits.append(rounded)
    colours = FIVE[: len(limits)] + FIVE[-1:]
    return Theme(
        tuple(ThemeClass(limit, colour) for limit, colour in zip((*limits, inf), colours, strict=True)), limit_counts_in=False
    )


def two_digits(value: float) -> float:
    """
    A value with two digits that count.

    >>> two_digits(12_345.0), two_digits(0.0), two_digits(7.26)
    (12000.0, 0.0, 7.3)
    """
    if value <= 0:
        return 0.0
    return float(round(value, 1 - floor(log10(value))))


def _class_words(theme: Theme, n: int) -> str:
    low, high = (theme.classes[n - 1].limit if n else 0.0), theme.classes[n].limit
    return f"≥ {low:,.10g}" if high == inf else f"{low:,.10g}–{high:,.10g}"
