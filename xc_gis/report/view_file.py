"""
``view.json``: what a window needs to show a run and that stands in none of its tables: names, limits, nearest facilities.

With it a run is shown with the standard it was made by, whatever became of that standard since, and without pandas.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from xc_gis.analysis.geometry import Floats
from xc_gis.analysis.result import StudyResult
from xc_gis.model import AGE_COLUMNS
from xc_gis.report.wording import figures_of, reasons_zh, surveys_zh
from xc_gis.units import EXCHANGE_CRS

FORMAT = 1
"""Raised when a reader of the earlier form would go wrong."""


def write_view(result: StudyResult, path: Path) -> None:
    """Write the file; the same result gives the same bytes."""
    content = json.dumps(view_content(result), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    path.write_text(content + "\n", encoding="utf-8")


def view_content(result: StudyResult) -> dict[str, Any]:
    """
    The content as plain values.

    ``communities`` come in the order of ``rating.csv``; ``nearest`` and ``gaps`` hold one row for each pair of community and
    category that has one. Residents unknown are null, never zero.
    """
    standard = result.standard
    return {
        "format": FORMAT,
        "standard": {"id": standard.id, "version": standard.version, "name": standard.name_zh, "note": standard.disclaimer_zh},
        "categories": [
            {
                "code": c.code, "zh": c.zh, "domain": c.domain, "minutes": c.minutes, "profile": c.profile,
                "population": c.population, "mandatory": c.mandatory, "senior_priority": c.senior_priority, "weight": c.weight,
                "types": [standard.facility_types[t].zh for t in standard.types_of(c.code)],
            }
            for c in standard.categories
        ],
        "levels": {
            str(stars): {"min_score": level.min_score, "mandatory_each_min": level.mandatory_each_min,
                         "joint_min": level.joint_min, "min_completeness": level.min_completeness}
            for stars, level in standard.levels.items()
        },
        "unknown_max": result.settings.number("coverage.unknown_max"),
        "communities": _communities(result),
        "nearest": _nearest(result),
        "gaps": _gaps(result),
    }  # fmt: skip


def _communities(result: StudyResult) -> list[dict[str, Any]]:
    figures = figures_of(result)
    residents = _residents(result)
    nobody: dict[str, float | int | None] = dict.fromkeys(AGE_COLUMNS.values())
    return [
        {
            "id": row.community_id, "name": row.community, "subdistrict": row.subdistrict or "", "location": location,
            "residents": residents.get(row.community_id, nobody), "reasons": reasons_zh(row.binding, result.standard, figures[row.community_id]),
            "surveys": surveys_zh(row.surveys, result.standard),
        }
        for row, location in zip(result.rating.itertuples(index=False), result.data.communities["location"], strict=True)
    ]  # fmt: skip


def _residents(result: StudyResult) -> dict[str, dict[str, float | int | None]]:
    """Residents by age group of each community; None where the ages of some of them are not known."""
    ages = list(AGE_COLUMNS.values())
    demand = result.data.demand
    inside = demand[demand["community_id"].notna()]
    grouped = inside[ages].astype(float).groupby(inside["community_id"].to_numpy(dtype=object))
    sums, known = grouped.sum(), grouped.count().eq(grouped.size(), axis=0)
    values = sums.where(known).to_numpy()
    return {name: dict(zip(ages, map(_number, row), strict=True)) for name, row in zip(sums.index, values.tolist(), strict=True)}


def _nearest(result: StudyResult) -> list[list[Any]]:
    """Community, category, facility id, name, kind, minutes, demand point of the walk, longitude, latitude."""
    facilities = result.data.facilities
    shown = facilities.geometry.representative_point().to_crs(EXCHANGE_CRS)
    kinds = {code: kind.zh for code, kind in result.standard.facility_types.items()}
    of = {
        name: [name, title, kinds[code], x, y]
        for name, title, code, x, y in zip(
            facilities["facility_id"].tolist(), facilities["name"].tolist(), facilities["type"].tolist(),
            shown.x.round(6).tolist(), shown.y.round(6).tolist(), strict=True,
        )
    }  # fmt: skip
    table = result.nearest
    names = ("community_id", "category", "facility_id", "minutes", "demand_id")
    rows = []
    for community, category, facility, minutes, demand in zip(*(table[n].tolist() for n in names), strict=True):
        name, title, kind, x, y = of[facility]
        rows.append([community, category, name, title, kind, round(minutes, 2), demand, x, y])
    return rows


def _gaps(result: StudyResult) -> list[list[Any]]:
    """Community, category, demand points in gap, their residents, and the residents' median and greatest minutes over the limit."""
    gaps = result.gaps
    community, category = (gaps[name].to_numpy(dtype=object) for name in ("community_id", "category"))
    over, people = gaps["over_minutes"].to_numpy(dtype=float), gaps["residents"].to_numpy(dtype=float)
    order = np.lexsort((np.nan_to_num(over, nan=np.inf), category.astype(str), community.astype(str)))
    community, category, over, people = community[order], category[order], over[order], people[order]
    fresh = np.flatnonzero((community[1:] != community[:-1]) | (category[1:] != category[:-1])) + 1
    rows = []
    for part in np.split(np.arange(len(order)), fresh) if len(order) else []:
        most = None if np.isnan(over[part[-1]]) else round(float(over[part[-1]]), 2)
        rows.append(
            [community[part[0]], category[part[0]], len(part), _number(float(people[part].sum())),
             _median(over[part], people[part]), most]
        )  # fmt: skip
    return rows


def _median(over: Floats, people: Floats) -> float | None:
    """Median weighted by people of ascending minutes, unknown last; None when the median lies beyond the search."""
    at = int(np.searchsorted(np.cumsum(people), people.sum() / 2))
    value = over[min(at, len(over) - 1)]
    return None if np.isnan(value) else round(float(value), 2)


def _number(value: float) -> float | int | None:
    if np.isnan(value):
        return None
    return int(value) if float(value).is_integer() else round(float(value), 6)
