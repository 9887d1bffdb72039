"""The data of a map page cut to some communities: what lies in and around them, facilities that they go to."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
import shapely

from xc_gis.areas.packed_rings import points_of

MARGIN_DEG = 0.006
"""Streets, facilities and ground are kept this far around (about 600 m)."""

Box = tuple[float, float, float, float]


def area_page(page: Mapping[str, Any], ids: Collection[str]) -> dict[str, Any]:
    """
    The data of a page with the communities ``ids`` alone, in the order of the page.

    Figures are those of the whole page: nothing is counted anew. Residents in gap are kept where they live in one of the communities.

    Parameters
    ----------
    page
        As ``map_data`` gives it.
    """
    rows = [row for row, c in enumerate(page["communities"]) if c["id"] in ids]
    communities = [page["communities"][row] for row in rows]
    scale = page["scale"]
    bounds = _bounds(communities, scale) or tuple(page["bounds"])
    near = _widened(bounds)
    nearest = {code: _rows_of(columns, rows) for code, columns in page["nearest"].items()}
    used = {row for columns in nearest.values() for row in columns["facility"] if row is not None}
    facilities = page["facilities"]
    kept = [
        n
        for n, (x, y) in enumerate(zip(facilities["x"], facilities["y"], strict=True))
        if n in used or _within(x, y, near, scale)
    ]
    number = {old: new for new, old in enumerate(kept)}
    for columns in nearest.values():
        columns["facility"] = [None if row is None else number[row] for row in columns["facility"]]
    made = dict(page) | {
        "communities": communities,
        "bounds": [round(edge, 6) for edge in bounds],
        "coverage": {code: _rows_of(columns, rows) for code, columns in page["coverage"].items()},
        "nearest": nearest,
        "facilities": _rows_of(facilities, kept),
        "outlines": _outlines(page["outlines"], used, number),
        "gaps": gaps_within(page["gaps"], communities, scale),
        "streets": [
            look | {"lines": [line for line in look["lines"] if _touches(line, near, scale)]} for look in page["streets"]
        ],
        "ground": [one for one in page["ground"] if any(_touches(ring, near, scale) for ring in one["rings"])],
        "subdistricts": [one for one in page["subdistricts"] if any(_touches(ring, near, scale) for ring in one["rings"])],
        "unplaced": sum("rings" not in c and "lon" not in c for c in communities),
    }
    if "scenario" in page:
        made["scenario"] = _scenario(page["scenario"], rows, communities, scale)
    return made


def gaps_within(gaps: Mapping[str, Any], communities: Sequence[Mapping[str, Any]], scale: float) -> dict[str, Any]:
    """Residents in gap who live in some communities, by category; of communities that are points nobody knows who lives there."""
    shapes = [shapely.polygons(points_of(ring) / scale) for c in communities for ring in c.get("rings", ())]
    ground = shapely.buffer(shapely.union_all([shapely.make_valid(shape) for shape in shapes]), 1.0 / scale)
    shapely.prepare(ground)
    return {code: _gaps(columns, ground, scale) for code, columns in gaps.items()}


def _gaps(columns: Mapping[str, list[Any]], ground: shapely.Geometry, scale: float) -> dict[str, list[Any]]:
    x, y = np.cumsum(columns["x"], dtype=np.int64), np.cumsum(columns["y"], dtype=np.int64)
    inside = np.flatnonzero(shapely.contains_xy(ground, x / scale, y / scale)) if len(x) else np.array([], dtype=np.int64)
    steps = {name: np.diff(axis[inside], prepend=0).tolist() for name, axis in (("x", x), ("y", y))}
    return steps | {name: [columns[name][n] for n in inside] for name in ("residents", "over_tenths")}


def _scenario(
    scenario: Mapping[str, Any], rows: Sequence[int], communities: Sequence[Mapping[str, Any]], scale: float
) -> dict[str, Any]:
    before = scenario["before"]
    return dict(scenario) | {
        "before": {
            "ratings": [before["ratings"][row] for row in rows],
            "coverage": {code: _rows_of(columns, rows) for code, columns in before["coverage"].items()},
            "gaps": gaps_within(before["gaps"], communities, scale),
        },
        "stars_change": [scenario["stars_change"][row] for row in rows],
        **{kind: {code: [values[row] for row in rows] for code, values in scenario[kind].items()} for kind in ("newly", "fewer")},
    }


def _outlines(outlines: Mapping[str, list[Any]], used: Collection[int], number: Mapping[int, int]) -> dict[str, list[Any]]:
    kept = [n for n, facility in enumerate(outlines["facility"]) if facility in used]
    return _rows_of(outlines, kept) | {"facility": [number[outlines["facility"][n]] for n in kept]}


def _rows_of(columns: Mapping[str, list[Any]], rows: Sequence[int]) -> dict[str, list[Any]]:
    return {name: [values[row] for row in rows] for name, values in columns.items()}


def _bounds(communities: Sequence[Mapping[str, Any]], scale: float) -> Box | None:
    parts = [points_of(ring) / scale for c in communities for ring in c.get("rings", ())]
    parts += [np.array([[c["lon"], c["lat"]]]) for c in communities if "lon" in c]
    if not parts:
        return None
    places = np.concatenate(parts)
    (west, south), (east, north) = places.min(axis=0).tolist(), places.max(axis=0).tolist()
    return west, south, east, north


def _widened(box: Sequence[float]) -> Box:
    return box[0] - MARGIN_DEG, box[1] - MARGIN_DEG, box[2] + MARGIN_DEG, box[3] + MARGIN_DEG


def _within(x: int | None, y: int | None, box: Box, scale: float) -> bool:
    return x is not None and y is not None and box[0] <= x / scale <= box[2] and box[1] <= y / scale <= box[3]


def _touches(packed: Sequence[int], box: Box, scale: float) -> bool:
    """Whether the box around a line touches another."""
    places = points_of(packed) / scale
    low, high = places.min(axis=0), places.max(axis=0)
    return bool(low[0] <= box[2] and high[0] >= box[0] and low[1] <= box[3] and high[1] >= box[1])
