"""
``view.json``: what a window needs to show a run and that stands in none of its tables: names, limits, nearest facilities.

With it a run is shown with the standard it was made by, whatever became of that standard since, and without pandas.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from xc_gis.analysis.result import StudyResult
from xc_gis.model import AGE_COLUMNS
from xc_gis.report.wording import reasons_zh, surveys_zh
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
    ages = list(AGE_COLUMNS.values())
    demand = result.data.demand
    grouped = demand[demand["community_id"].notna()].groupby("community_id")[ages]
    sums = grouped.sum(min_count=1)
    partly = grouped.agg(lambda column: bool(column.isna().any()))
    rows = []
    for row, location in zip(result.rating.itertuples(index=False), result.data.communities["location"], strict=True):
        known = row.community_id in sums.index
        rows.append(
            {
                "id": row.community_id,
                "name": row.community,
                "subdistrict": row.subdistrict or "",
                "location": location,
                "residents": {
                    name: _number(sums.loc[row.community_id, name]) if known and not partly.loc[row.community_id, name] else None
                    for name in ages
                },
                "reasons": reasons_zh(row.binding, result.standard),
                "surveys": surveys_zh(row.surveys, result.standard),
            }
        )
    return rows


def _nearest(result: StudyResult) -> list[list[Any]]:
    """Community, category, facility id, name, kind, minutes, demand point of the walk, longitude, latitude."""
    facilities = result.data.facilities
    shown = facilities.geometry.representative_point().to_crs(EXCHANGE_CRS)
    row_of = {name: n for n, name in enumerate(facilities["facility_id"])}
    kinds = result.standard.facility_types
    rows = []
    for row in result.nearest.itertuples(index=False):
        n = row_of[row.facility_id]
        rows.append(
            [
                row.community_id, row.category, row.facility_id, facilities["name"].iloc[n], kinds[facilities["type"].iloc[n]].zh,
                round(float(row.minutes), 2), row.demand_id, round(float(shown.iloc[n].x), 6), round(float(shown.iloc[n].y), 6),
            ]
        )  # fmt: skip
    return rows


def _gaps(result: StudyResult) -> list[list[Any]]:
    """Community, category, demand points in gap, their residents, and the residents' median and greatest minutes over the limit."""
    frame = pd.DataFrame(result.gaps.drop(columns="geometry"))
    rows = []
    for (community, category), part in frame.groupby(["community_id", "category"], sort=False):
        over, people = part["over_minutes"].to_numpy(dtype=float), part["residents"].to_numpy(dtype=float)
        rows.append(
            [community, category, len(part), _number(people.sum()), _median(over, people), None if np.isnan(over).any() else
             round(float(over.max()), 2)]
        )  # fmt: skip
    return sorted(rows, key=lambda r: (r[0], r[1]))


def _median(over: np.ndarray, people: np.ndarray) -> float | None:
    """Median weighted by people; beyond the search counts as farther than all, None when the median lies there."""
    order = np.argsort(np.nan_to_num(over, nan=np.inf), kind="stable")
    at = int(np.searchsorted(np.cumsum(people[order]), people.sum() / 2))
    value = over[order[min(at, len(order) - 1)]]
    return None if np.isnan(value) else round(float(value), 2)


def _number(value: float) -> float | int | None:
    if np.isnan(value):
        return None
    return int(value) if float(value).is_integer() else round(float(value), 6)
