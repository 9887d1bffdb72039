"""
What the web map needs, as plain JSON values that are read by name.

Records are objects; long tables are columns: an object of lists of equal length, so that a name stands once and not in each row.
``coverage`` and ``nearest`` are tables by category, one entry for each community in the order of ``communities``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from xc_gis.areas.outlines import coarser
from xc_gis.languages.message import in_language, msg
from xc_gis.report.map.map_shapes import (
    SCALE,
    ground_shapes,
    packed_line,
    packed_polygons,
    packed_rings,
    shown_bounds,
    street_lines,
    subdistrict_shapes,
)
from xc_gis.report.study_result import OtherRating, StudyResult
from xc_gis.report.themes import page_themes
from xc_gis.shares import filed
from xc_gis.sources.rows.osm_names import streets_in_china
from xc_gis.units import EXCHANGE_CRS
from xc_gis.wording.bases import base_sentence
from xc_gis.wording.codes import (
    DOMAIN_ZH,
    GROUP_ZH,
    OSM_CREDIT,
    PROFILE_ZH,
    STATUS_ZH,
    SYNTHETIC_CREDIT,
    use_limit,
)
from xc_gis.wording.further import graded_stars, limits
from xc_gis.wording.reasons import reason_messages, surveys_message

Columns = dict[str, list[Any]]

JOINT = ("joint_low", "joint", "joint_high")
COVERAGE = {
    "coverage_low": "low", "coverage": "share", "coverage_high": "high", "gap": "gap", "unknown": "unknown",
    "median_minutes": "median_minutes",
}  # fmt: skip
"""Columns of the rating and of the coverage that the page shows, and their names there."""


def map_data(result: StudyResult) -> dict[str, Any]:
    """
    Everything the page's scripts draw.

    Returns
    -------
    dict
        ``themes`` (colours and limits), ``categories``, ``types``, ``domains``, ``communities`` (records); ``facilities``,
        ``outlines`` (columns); ``coverage``, ``nearest``, ``gaps`` (columns by category); ``subdistricts``, ``streets``, ``ground``
        (shapes), ``bounds`` (west, south, east, north in degrees), ``credit`` (sentences with their values), ``scale`` (steps in a
        degree). A facility is named by its row in ``facilities``.
    """
    data = result.data
    areas = data.communities.to_crs(EXCHANGE_CRS)
    areas["geometry"] = coarser(areas.geometry.to_numpy(), 0.5 / SCALE)  # no finer than it is drawn
    bounds = shown_bounds(areas, data.demand)
    types = sorted(set(data.facilities["type"]))
    row_of = {name: n for n, name in enumerate(data.facilities["facility_id"])}
    return {
        "scale": SCALE,
        "themes": page_themes(),
        "words": {"insufficient": STATUS_ZH["insufficient"]},
        "unknown_max": result.settings.number("coverage.unknown_max"),
        "bounds": bounds,
        "credit": _credit(result),
        "domains": [{"code": code, "zh": zh} for code, zh in DOMAIN_ZH.items()],
        "categories": [
            {
                "code": c.code, "zh": c.zh, "en": c.en, "domain": c.domain, "minutes": plain(c.minutes), "mandatory": c.mandatory,
                "profile": c.profile, "profile_zh": PROFILE_ZH[c.profile], "group": "" if c.population == "all" else GROUP_ZH[c.population],
                "types": [t for t in result.standard.types_of(c.code) if t in types],
            }
            for c in result.standard.categories
        ],
        "types": [{"code": t, "zh": result.standard.facility_types[t].zh, "en": result.standard.facility_types[t].en} for t in types],
        "facilities": _facilities(result),
        "communities": _communities(result, areas),
        "coverage": coverage_data(result.coverage, [c.code for c in result.standard.categories]),
        "nearest": _nearest(result, row_of),
        "unplaced": int((data.communities["location"] == "none").sum()),
        "subdistricts": subdistrict_shapes(data.subdistricts, areas),
        "outlines": _outlines(result, row_of),
        "gaps": gap_data(result.gaps, [c.code for c in result.standard.categories]),
        "streets": street_lines(result.streets, bounds),
        "ground": ground_shapes(result.streets.background, bounds),
    }  # fmt: skip


def _credit(result: StudyResult) -> list[list[str]]:
    """Sentences below the map, each with the values for its ``{}``."""
    day = result.streets.as_of[:10]
    real = [msg("{}(数据 {})"), OSM_CREDIT, day] if day else [OSM_CREDIT]
    return [
        [SYNTHETIC_CREDIT] if result.mark else real,
        [msg("标准 {} {}"), result.standard.id, result.standard.version],
        [msg("设施与人口:项目文件所列数据")],
        [base_sentence(result.data.base)],
        [use_limit(in_china=streets_in_china(result.streets))],
    ]


def _both(message: str) -> dict[str, str]:
    """A sentence of this run alone, as the page can say it: in Chinese and in English, as names are."""
    return {"zh": in_language(message, "zh"), "en": in_language(message, "en")}


def plain(value: float) -> float | int | None:
    """A number as JSON has it: whole where it is, None where there is nothing to say."""
    if value is None or value is pd.NA or np.isnan(value):
        return None
    return int(value) if float(value).is_integer() else round(float(value), 6)


def _communities(result: StudyResult, areas: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    residents = result.demand.groupby("community_id")["residents"].sum()
    joint = result.joint.set_index("community_id").reindex(result.rating["community_id"])[list(JOINT)].to_numpy(dtype=float)
    names = result.standard.names
    said = {reasons: [_both(message) for message in reason_messages(reasons, names)] for reasons in set(result.rating["reasons"])}
    further = [_further(other) for other in result.others]
    listed = []
    rows = zip(result.rating.itertuples(index=False), joint.tolist(), areas.geometry, areas["location"], strict=True)
    for row, together, geometry, location in rows:
        entry: dict[str, Any] = {
            "id": row.community_id, "name": row.community, "subdistrict": row.subdistrict, "derived": location == "derived",
            "residents": plain(float(residents.get(row.community_id, 0.0))),
            "stars": plain(row.stars), "stars_low": plain(row.stars_low), "stars_high": plain(row.stars_high),
            "score": plain(row.score), "score_low": plain(row.score_low), "score_high": plain(row.score_high),
            "provisional": bool(row.provisional), "completeness": plain(filed(row.completeness)),
            **{name: plain(filed(share)) for name, share in zip(JOINT, together, strict=True)},
            "reasons": said[row.reasons], "surveys": _both(surveys_message(row.surveys, names)),
        }  # fmt: skip
        if further:
            entry["more"] = [of[row.community_id] for of in further]
        if location in {"area", "derived"}:
            entry["rings"] = packed_rings(geometry)
        elif location == "point":
            entry["lon"], entry["lat"] = round(geometry.x, 6), round(geometry.y, 6)
        listed.append(entry)
    return listed


def _further(other: OtherRating) -> dict[str, dict[str, Any]]:
    """By community id what a further standard makes of it: its ``name``, ``stars`` with grades, what limits them (``reasons``), in both languages."""
    grades = {stars: level.grade_name for stars, level in other.standard.levels.items()}
    made = {}
    for row in other.rating.itertuples(index=False):
        low, high = (None if stars is pd.NA else int(stars) for stars in (row.stars_low, row.stars_high))
        lacking = limits(reason_messages(row.reasons, other.standard.names))
        made[row.community_id] = {
            "name": _both(other.standard.title), "stars": _both(graded_stars(low, high, grades)), "reasons": [_both(lacking)] if lacking else [],
        }  # fmt: skip
    return made


def coverage_data(coverage: pd.DataFrame, codes: Sequence[str]) -> dict[str, Columns]:
    """By category the columns of ``COVERAGE`` and ``note``, in the order of the communities; ``codes`` in that of the standard."""
    columns = {name: _filed(coverage[column].to_numpy(dtype=float)) for column, name in COVERAGE.items()}
    columns["note"] = coverage["note"].to_numpy(dtype=object)
    return {
        code: {name: values.reshape(-1, len(codes))[:, n].tolist() for name, values in columns.items()}
        for n, code in enumerate(codes)
    }


def _filed(shares: np.ndarray) -> np.ndarray:
    """Each share as JSON has it; most of a column are the same few."""
    values, row = np.unique(shares, return_inverse=True)
    return np.array([plain(filed(value)) for value in values.tolist()], dtype=object)[row]


def _nearest(result: StudyResult, row_of: dict[str, int]) -> dict[str, Columns]:
    """By category the ``facility`` nearest to the middle of each community (its row) and the ``minutes`` there; null without one."""
    place = {name: n for n, name in enumerate(result.rating["community_id"])}
    found: dict[str, Columns] = {
        c.code: {"facility": [None] * len(place), "minutes": [None] * len(place)} for c in result.standard.categories
    }
    for row in result.nearest.itertuples(index=False):
        columns, n = found[row.category], place[row.community_id]
        columns["facility"][n], columns["minutes"][n] = row_of[row.facility_id], round(row.minutes, 1)
    return found


def _facilities(result: StudyResult) -> Columns:
    """``x``, ``y`` in steps (null without a place), ``name, type, address, status``, and ``off_network``: no street is near."""
    frame = result.data.facilities
    points = frame.geometry.representative_point().to_crs(EXCHANGE_CRS)
    places = np.rint(np.column_stack([points.x, points.y]) * SCALE)
    x, y = ([None if np.isnan(v) else int(v) for v in axis] for axis in places.T)
    return {
        "x": x, "y": y,
        **{name: frame[name].tolist() for name in ("name", "type", "address", "status")},
        "off_network": [int(off) for off in result.facility_off_network],
    }  # fmt: skip


def _outlines(result: StudyResult, row_of: dict[str, int]) -> Columns:
    """``facility`` (its row), ``profile``, ``minutes`` and ``polygons``, the largest of a facility first."""
    frame = result.isochrones.sort_values("minutes", ascending=False, kind="stable")
    return {
        "facility": [row_of[name] for name in frame["facility_id"]],
        "profile": frame["profile"].tolist(),
        "minutes": [plain(float(m)) for m in frame["minutes"]],
        "polygons": packed_polygons(frame.geometry.to_numpy()),
    }


def gap_data(gaps: gpd.GeoDataFrame, codes: Sequence[str]) -> dict[str, Columns]:
    """
    By category the places of its gaps.

    ``x`` and ``y`` in steps from the one before, ``residents``, ``over_tenths`` of minutes over the limit (null beyond the search).
    """
    points = gaps.geometry.to_crs(EXCHANGE_CRS)
    places = np.column_stack([points.x, points.y])
    residents = np.rint(gaps["residents"].to_numpy(dtype=float)).astype(int)
    over = np.rint(gaps["over_minutes"].to_numpy(dtype=float) * 10)
    category, found = gaps["category"].to_numpy(dtype=object), {}
    for code in codes:
        rows = np.flatnonzero(category == code)
        packed = packed_line(places[rows])
        found[code] = {
            "x": packed[::2],
            "y": packed[1::2],
            "residents": residents[rows].tolist(),
            "over_tenths": [None if np.isnan(v) else int(v) for v in over[rows]],
        }
    return found
