"""
``view.json``: what a window needs to show a run and that stands in none of its tables: names, limits, nearest facilities.

With it a run is shown with the standard it was made by, whatever became of that standard since, and without pandas.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from xc_gis.analysis.arrays.geometry import Floats
from xc_gis.files.file_names import file_words
from xc_gis.findings import reason_json
from xc_gis.model import AGE_COLUMNS
from xc_gis.report.study_result import StudyResult
from xc_gis.report.view_format import FORMAT, GAPS, NEAREST, Columns, columns_of
from xc_gis.units import EXCHANGE_CRS


def write_views(result: StudyResult, folder: Path) -> list[str]:
    """
    Write ``view.json``, and ``view_<id>.json`` for each further standard; returns their names.

    A further standard has its own categories, levels, reasons and stated figures; nearest facilities and gaps are those of the first alone.
    """
    write_view(result, folder / "view.json")
    words = file_words([other.standard.id for other in result.others])
    names = ["view.json"]
    for other in result.others:
        names.append(f"view_{words[other.standard.id]}.json")
        mine = replace(
            result, standard=other.standard, settings=other.settings, coverage=other.coverage, rating=other.rating,
            nearest=result.nearest.iloc[:0], gaps=result.gaps.iloc[:0],
        )  # fmt: skip
        write_view(mine, folder / names[-1])
    return names


def write_view(result: StudyResult, path: Path) -> None:
    """Write the file; the same result gives the same bytes."""
    content = json.dumps(view_content(result), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    path.write_text(content + "\n", encoding="utf-8")


def view_content(result: StudyResult) -> dict[str, Any]:
    """
    The content as plain values; names in Chinese (``zh``) and English (``en``, empty where the standard has none).

    ``communities`` come in the order of ``rating.csv``; ``nearest`` and ``gaps`` are columns (``view_format.py``). Residents
    unknown are null, never zero.
    """
    standard = result.standard
    return {
        "format": FORMAT,
        "standard": {"id": standard.id, "version": standard.version, "zh": standard.name_zh, "en": standard.meta.name_en,
                     "note": standard.meta.disclaimer_zh, "note_en": standard.meta.disclaimer_en},
        "types": {code: {"zh": kind.zh, "en": kind.en} for code, kind in standard.facility_types.items()},
        "categories": [
            {
                "code": c.code, "zh": c.zh, "en": c.en, "domain": c.domain, "minutes": c.minutes, "profile": c.profile,
                "population": c.population, "mandatory": c.mandatory, "senior_priority": c.senior_priority, "weight": c.weight,
                "types": list(standard.types_of(c.code)),
            }
            for c in standard.categories
        ],
        "levels": {
            str(stars): {"min_score": level.min_score, "mandatory_each_min": level.mandatory_each_min,
                         "joint_min": level.joint_min, "min_completeness": level.min_completeness,
                         "senior_priority_min": level.senior_priority_min, "components_required": sorted(level.components_required),
                         "grade": level.grade, "grade_en": level.grade_en,
                         "at_least": [{"zh": standard.lists[one.list].zh, "en": standard.lists[one.list].en, "count": one.count,
                                       "categories": list(standard.lists[one.list].categories),
                                       "covered_min": standard.lists[one.list].covered_min} for one in level.at_least],
                         "values": [{"key": one.value, "least": one.least, "zh": standard.values[one.value].zh, "en": standard.values[one.value].en,
                                     "unit": standard.values[one.value].unit, "unit_en": standard.values[one.value].unit_en} for one in level.values]}
            for stars, level in standard.levels.items()
        },
        "unknown_max": result.settings.number("coverage.unknown_max"),
        "communities": _communities(result),
        "nearest": _nearest(result),
        "gaps": _gaps(result),
    }  # fmt: skip


def _stated(result: StudyResult) -> dict[str, dict[str, float]]:
    """Figures that somebody stated, of the first standard, by community and key."""
    known: dict[str, dict[str, float]] = {}
    if result.typed is None:
        return known
    mine = result.typed[(result.typed["standard"] == result.standard.id) & result.typed["value"].notna()]
    for community, key, value in mine[["community_id", "key", "value"]].itertuples(index=False):
        known.setdefault(community, {})[key] = float(value)
    return known


def _communities(result: StudyResult) -> list[dict[str, Any]]:
    residents = _residents(result)
    nobody: dict[str, float | int | None] = dict.fromkeys(AGE_COLUMNS.values())
    stated = _stated(result)
    return [
        {
            "id": row.community_id, "name": row.community, "subdistrict": row.subdistrict or "", "location": location,
            "residents": residents.get(row.community_id, nobody),
            "reasons": [reason_json(reason) for reason in row.reasons], "surveys": [list(codes) for codes in row.surveys],
            **({"stated": stated.get(row.community_id, {})} if result.standard.values else {}),
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


def _nearest(result: StudyResult) -> Columns:
    facilities = result.data.facilities
    shown = facilities.geometry.representative_point().to_crs(EXCHANGE_CRS)
    of = {
        name: [name, title, code, x, y]
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
    return columns_of(NEAREST, rows)


def _gaps(result: StudyResult) -> Columns:
    """Minutes over the limit: the residents' median and the greatest."""
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
    return columns_of(GAPS, rows)


def _median(over: Floats, people: Floats) -> float | None:
    """Median weighted by people of ascending minutes, unknown last; None when the median lies beyond the search."""
    at = int(np.searchsorted(np.cumsum(people), people.sum() / 2))
    value = over[min(at, len(over) - 1)]
    return None if np.isnan(value) else round(float(value), 2)


def _number(value: float) -> float | int | None:
    if np.isnan(value):
        return None
    return int(value) if float(value).is_integer() else round(float(value), 6)
