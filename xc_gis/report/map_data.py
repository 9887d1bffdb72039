"""What the web map needs, packed small: coordinates as steps of whole millionths of a degree."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.analysis.result import StudyResult
from xc_gis.outlines import coarser
from xc_gis.report.wording import (
    DOMAIN_ZH,
    GROUP_ZH,
    INTERNAL_ZH,
    OSM_CREDIT,
    PROFILE_ZH,
    STATUS_ZH,
    SYNTHETIC_CREDIT,
    figures_of,
    reasons_zh,
    surveys_zh,
)
from xc_gis.shares import filed
from xc_gis.units import EXCHANGE_CRS

SCALE = 100_000
"""A step is a hundred-thousandth of a degree, about a metre: finer than a line on a screen."""

STREET_LOOKS = (
    (frozenset(("motorway", "trunk")), "#7d8894", 3.2, 0.75),
    (frozenset(("primary",)), "#8f9aa6", 2.4, 0.7),
    (frozenset(("secondary", "tertiary")), "#9aa5b1", 1.5, 0.6),
)
"""Classes, colour, width and opacity of streets in the background; links as their road."""

OTHER_STREETS = ("#a8b2bd", 0.7, 0.45)

MARGIN_DEG = 0.02
"""Streets are shown this far around the communities (about 2 km)."""


def map_data(result: StudyResult) -> dict[str, Any]:
    """Everything the page's script draws, as plain JSON values."""
    data = result.data
    categories = result.standard.categories
    types = sorted(set(data.facilities["type"]))
    row_of = {name: n for n, name in enumerate(data.facilities["facility_id"])}
    areas = data.communities.to_crs(EXCHANGE_CRS)
    areas["geometry"] = coarser(areas.geometry.to_numpy(), 0.5 / SCALE)  # no finer than it is drawn
    bounds = _bounds(areas, data.demand)
    outlines, outlines_of = _outlines(result)
    return {
        "scale": SCALE,
        "words": {"insufficient": STATUS_ZH["insufficient"]},
        "unknown_max": result.settings.number("coverage.unknown_max"),
        "bounds": bounds,
        "credit": _credit(result),
        "domains": [[code, zh] for code, zh in DOMAIN_ZH.items()],
        "categories": [
            {
                "code": c.code, "zh": c.zh, "domain": c.domain, "minutes": _plain(c.minutes), "mandatory": c.mandatory,
                "profile": PROFILE_ZH[c.profile], "group": "" if c.population == "all" else GROUP_ZH[c.population],
                "types": [types.index(t) for t in result.standard.types_of(c.code) if t in types],
            }
            for c in categories
        ],
        "types": [result.standard.facility_types[t].zh for t in types],
        "type_codes": types,
        "facilities": _facilities(result, types),
        "communities": _communities(result, areas, row_of, outlines_of),
        "unplaced": int((data.communities["location"] == "none").sum()),
        "subdistricts": _subdistricts(data.subdistricts, areas),
        "outlines": outlines,
        "gaps": [_gaps(result.gaps, c.code) for c in categories],
        "streets": _streets(result, bounds),
        "ground": _ground(result.streets.background, bounds),
    }  # fmt: skip


def _credit(result: StudyResult) -> list[list[str]]:
    """Sentences below the map, each with the values for its ``{}``."""
    day = result.streets.as_of[:10]
    real = ["{}(数据 {})", OSM_CREDIT, day] if day else [OSM_CREDIT]
    return [
        [SYNTHETIC_CREDIT] if result.mark else real,
        ["标准 {} {}", result.standard.id, result.standard.version],
        ["设施与人口:项目文件所列数据"],
        [INTERNAL_ZH],
    ]


def _plain(value: float) -> float | int | None:
    if value is None or value is pd.NA or np.isnan(value):
        return None
    return int(value) if float(value).is_integer() else round(float(value), 6)


def _steps(degrees: np.ndarray) -> list[int]:
    """Points as whole steps, each from the one before."""
    whole = np.rint(degrees * SCALE).astype(np.int64)
    moved = np.diff(whole, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
    steps: list[int] = moved.ravel().tolist()
    return steps


def _rings(geometry: shapely.Geometry) -> list[list[int]]:
    """All rings of an area; holes come as rings, too."""
    return [_steps(shapely.get_coordinates(ring)) for ring in shapely.get_rings(shapely.get_parts(geometry))]


def _polygons(geometry: shapely.Geometry) -> list[list[list[int]]]:
    """Polygons, each with its outer ring and its holes."""
    return [[_steps(shapely.get_coordinates(ring)) for ring in shapely.get_rings(part)] for part in shapely.get_parts(geometry)]


def _bounds(areas: gpd.GeoDataFrame, demand: gpd.GeoDataFrame) -> list[float]:
    shown = areas.geometry.dropna()
    bounds = shown.total_bounds if len(shown) else demand.geometry.dropna().to_crs(EXCHANGE_CRS).total_bounds
    return [round(float(b), 6) for b in bounds]


def _communities(
    result: StudyResult,
    areas: gpd.GeoDataFrame,
    row_of: dict[str, int],
    outlines_of: dict[tuple[str, str], list[list[float]]],
) -> list[dict[str, Any]]:
    n = len(result.standard.categories)
    values = result.coverage[["coverage_low", "coverage", "coverage_high", "gap", "unknown", "median_minutes"]].to_numpy(
        dtype=float
    )
    notes = result.coverage["note"].to_numpy()
    place = {c.code: i for i, c in enumerate(result.standard.categories)}
    nearest: dict[str, list[Any]] = {}
    for row in result.nearest.itertuples(index=False):
        category = result.standard.category(row.category)
        entry = [row_of[row.facility_id], round(row.minutes, 1), outlines_of.get((row.facility_id, category.profile), [])]
        nearest.setdefault(row.community_id, [None] * n)[place[row.category]] = entry
    residents = result.demand.groupby("community_id")["residents"].sum()
    joint = result.joint.set_index("community_id")
    figures = figures_of(result)
    listed = []
    for k, (row, geometry, location) in enumerate(
        zip(result.rating.itertuples(index=False), areas.geometry, areas["location"], strict=True)
    ):
        entry_: dict[str, Any] = {
            "id": row.community_id, "name": row.community, "subdistrict": row.subdistrict, "derived": location == "derived",
            "residents": _plain(float(residents.get(row.community_id, 0.0))),
            "stars": _plain(row.stars), "stars_low": _plain(row.stars_low), "stars_high": _plain(row.stars_high),
            "score": _plain(row.score), "score_low": _plain(row.score_low), "score_high": _plain(row.score_high),
            "provisional": bool(row.provisional), "completeness": _plain(filed(row.completeness)),
            "joint": [_plain(filed(joint.loc[row.community_id, name])) for name in ("joint_low", "joint", "joint_high")],
            "reasons": reasons_zh(row.binding, result.standard, figures[row.community_id]), "surveys": surveys_zh(row.surveys, result.standard),
            "values": [[*(_plain(filed(v)) for v in values[i]), notes[i]] for i in range(k * n, (k + 1) * n)],
            "nearest": nearest.get(row.community_id, [None] * n),
        }  # fmt: skip
        if location in {"area", "derived"}:
            entry_["rings"] = _rings(geometry)
        elif location == "point":
            entry_["point"] = [round(geometry.x, 6), round(geometry.y, 6)]
        listed.append(entry_)
    return listed


def _facilities(result: StudyResult, types: list[str]) -> list[list[Any]]:
    frame = result.data.facilities
    points = frame.geometry.representative_point().to_crs(EXCHANGE_CRS)
    x, y = (np.rint(np.nan_to_num(axis.to_numpy(dtype=float)) * SCALE).astype(int).tolist() for axis in (points.x, points.y))
    number = {t: i for i, t in enumerate(types)}
    rows = []
    for i, (name, kind, address, status, off) in enumerate(
        zip(
            frame["name"],
            frame["type"],
            frame["address"],
            frame["status"],
            result.facility_off_network,
            strict=True,
        )
    ):
        nowhere = frame.geometry.iloc[i] is None
        rows.append([x[i], y[i], name, -1 if nowhere else number[kind], address, status, int(off)])
    return rows


def _outlines(result: StudyResult) -> tuple[list[Any], dict[tuple[str, str], list[list[float]]]]:
    """Outlines, and by facility and profile the minutes and number of each, the largest first."""
    made: list[Any] = []
    found: dict[tuple[str, str], list[list[float]]] = {}
    frame = result.isochrones
    for row in frame.itertuples(index=False):
        found.setdefault((row.facility_id, row.profile), []).append([_plain(float(row.minutes)) or 0, len(made)])
        made.append(_polygons(row.geometry))
    for rows in found.values():
        rows.sort(reverse=True)
    return made, found


def _subdistricts(subdistricts: gpd.GeoDataFrame | None, areas: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    if subdistricts is None:
        placed = areas[areas["location"].isin(["area", "derived"]) & (areas["subdistrict"] != "")]
        if len(placed) == 0:
            return []
        subdistricts = (
            placed[["subdistrict", "geometry"]].dissolve(by="subdistrict").reset_index().rename(columns={"subdistrict": "name"})
        )
    shown = subdistricts.to_crs(EXCHANGE_CRS)
    middles = shown.geometry.representative_point()
    return [
        {"name": name, "rings": _rings(geometry), "at": [round(p.x, 6), round(p.y, 6)]}
        for name, geometry, p in zip(shown["name"], shown.geometry, middles, strict=True)
    ]


def _gaps(gaps: gpd.GeoDataFrame, code: str) -> list[int]:
    """Longitude and latitude in steps, residents, tenths of minutes over the limit (-1 beyond the search)."""
    rows = gaps[gaps["category"] == code]
    if len(rows) == 0:
        return []
    points = rows.geometry.to_crs(EXCHANGE_CRS)
    steps = np.array(_steps(np.column_stack([points.x, points.y]))).reshape(-1, 2)
    over = np.nan_to_num(rows["over_minutes"].to_numpy(dtype=float) * 10, nan=-1.0)
    flat: list[int] = np.column_stack([steps, np.rint(rows["residents"]), np.rint(over)]).astype(int).ravel().tolist()
    return flat


def _streets(result: StudyResult, bounds: list[float]) -> list[dict[str, Any]]:
    """Streets by class, cut to the surroundings of the communities."""
    streets = result.streets
    west, south, east, north = (
        bounds[0] - MARGIN_DEG,
        bounds[1] - MARGIN_DEG,
        bounds[2] + MARGIN_DEG,
        bounds[3] + MARGIN_DEG,
    )
    degrees = np.column_stack([streets.lon, streets.lat])
    lines: dict[int, list[list[int]]] = {n: [] for n in range(len(STREET_LOOKS) + 1)}
    for _, nodes, tags in streets.ways:
        kind = tags["highway"].removesuffix("_link")
        look = next((n for n, (classes, *_) in enumerate(STREET_LOOKS) if kind in classes), len(STREET_LOOKS))
        points = degrees[np.searchsorted(streets.node_ids, np.array(nodes, dtype=np.int64))]
        x, y = points[:, 0], points[:, 1]
        if ((x > west) & (x < east) & (y > south) & (y < north)).any():
            lines[look].append(_steps(points))
    looks = [*(look[1:] for look in STREET_LOOKS), OTHER_STREETS]
    return [
        {"lines": lines[n], "colour": colour, "weight": weight, "opacity": opacity}
        for n, (colour, weight, opacity) in sorted(enumerate(looks), reverse=True)
        if lines[n]
    ]


def _ground(background: gpd.GeoDataFrame, bounds: list[float]) -> list[dict[str, Any]]:
    if len(background) == 0:
        return []
    box = shapely.box(bounds[0] - MARGIN_DEG, bounds[1] - MARGIN_DEG, bounds[2] + MARGIN_DEG, bounds[3] + MARGIN_DEG)
    near = background[background.geometry.intersects(box)]
    simple = near.geometry.simplify(1.5 / SCALE)
    ordered = sorted(zip(near["kind"], simple, strict=True), key=lambda pair: pair[0] != "green")  # water lies on green
    return [{"kind": kind, "rings": _rings(geometry)} for kind, geometry in ordered if not geometry.is_empty]
