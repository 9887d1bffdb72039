"""
Community areas against each other: overlaps, gaps, slivers, areas drawn twice, and the people in them.

An overlap counts nobody twice: whoever lives in several communities belongs to the smallest (method §1). But it changes what a
community is rated by, and people in a gap are rated nowhere. So both are reported with names, square metres and people. Borders that
were drawn by hand overlap and gape by centimetres everywhere: slivers are counted in one line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from xc_gis.languages.message import joined, msg
from xc_gis.model import Finding

SLIVER_M2 = 100.0
SLIVER_WIDTH_M = 3.0
"""Smaller or on average narrower overlaps and gaps are slivers of drawing: borders follow walls and kerbs (assumption)."""

GAPE_M = 5.0
"""A gap between neighbours that is open to the outside is looked for up to this width (assumption)."""

GRID_M, SIMPLE_M = 0.01, 0.2
"""Gaps are looked for on outlines rounded to this grid, open ones on the outer outline simplified by this much: only their size is reported."""

SAME = 0.98
"""Two areas that cover each other by this part are one area drawn twice; one that is covered so lies in the other."""

MOST_VERTICES, ROUGH_M = 50_000, 0.5
"""Outlines with more vertices in all are simplified by this much for gaps; slivers between them are not counted then."""

LEAST_M2 = 0.01
MOST_REPORTED = 8
NEAR_M = 0.5

Areas = NDArray[np.object_]


@dataclass(frozen=True)
class _Patch:
    """StudyArea that several communities share, or that lies between them: who, how large, how many people."""

    who: tuple[str, ...]
    m2: float
    people: float
    places: int
    smaller: str = ""
    kind: str = "overlap"


def area_findings(communities: gpd.GeoDataFrame, demand: gpd.GeoDataFrame, shown: str) -> list[Finding]:
    """
    Hold the areas of communities against each other.

    Parameters
    ----------
    communities, demand
        As read, in one projected CRS; residents that are not known count as nobody.
    shown
        File of the communities, for the findings.

    Returns
    -------
    list of Finding
        One for each overlap, area drawn twice and gap (the largest ``MOST_TOLD``, the rest in one line), one for all slivers.
    """
    mine = communities[(communities["location"] == "area").to_numpy()]
    findings = _same_names(mine, shown)
    if len(mine) < 2:  # noqa: PLR2004 - a single area has no neighbour
        return findings
    areas: Areas = mine.geometry.to_numpy()
    shapely.prepare(areas)
    names = [str(name) or str(ident) for name, ident in zip(mine["name"], mine["community_id"], strict=True)]
    crowd = _Crowd(demand)
    overlaps, thin_overlaps = _overlaps(areas, names, crowd)
    gaps, thin_gaps = _gaps(areas, names, crowd)
    findings += _reported(overlaps, shown, _overlap_text) + _reported(gaps, shown, _gap_text)
    return findings + _slivers([*thin_overlaps, *thin_gaps], shown)


class _Crowd:
    """Where people live."""

    def __init__(self, demand: gpd.GeoDataFrame) -> None:
        placed = demand[demand.geometry.notna().to_numpy()]
        self._tree = shapely.STRtree(placed.geometry.to_numpy())
        self._people = np.nan_to_num(placed["residents"].to_numpy(dtype=float))

    def within(self, ground: Areas) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """Residents and places in each patch of ground."""
        patch, place = self._tree.query(ground, predicate="intersects")
        people = np.bincount(patch, weights=self._people[place], minlength=len(ground)).astype(np.float64)
        return people, np.bincount(patch, minlength=len(ground)).astype(np.int64)


def _is_thin(ground: Areas) -> NDArray[np.bool_]:
    size, around = shapely.area(ground), shapely.length(ground)
    with np.errstate(divide="ignore", invalid="ignore"):
        width = np.where(around > 0, 2 * size / around, 0.0)
    thin: NDArray[np.bool_] = (size < SLIVER_M2) | (width < SLIVER_WIDTH_M)
    return thin


def _overlaps(areas: Areas, names: Sequence[str], crowd: _Crowd) -> tuple[list[_Patch], list[_Patch]]:
    one, other = shapely.STRtree(areas).query(areas, predicate="intersects")
    pairs = one < other
    one, other = one[pairs], other[pairs]
    shared = shapely.intersection(areas[one], areas[other])
    real = shapely.area(shared) > LEAST_M2
    one, other, shared = one[real], other[real], shared[real]
    thin, (people, places), sizes = _is_thin(shared), crowd.within(shared), shapely.area(areas)
    found: tuple[list[_Patch], list[_Patch]] = ([], [])
    for k, (a, b) in enumerate(zip(one.tolist(), other.tolist(), strict=True)):
        m2 = float(shapely.area(shared[k]))
        small, large = (a, b) if (round(sizes[a], 2), a) <= (round(sizes[b], 2), b) else (b, a)
        kind = "same" if m2 >= SAME * sizes[large] else "inside" if m2 >= SAME * sizes[small] else "overlap"
        is_thin = bool(thin[k]) and kind == "overlap"
        found[is_thin].append(_Patch((names[small], names[large]), m2, float(people[k]), int(places[k]), names[small], kind))
    return found


def _gaps(areas: Areas, names: Sequence[str], crowd: _Crowd) -> tuple[list[_Patch], list[_Patch]]:
    """Holes that communities leave between them, and narrow gaps that are open to the outside."""
    rough = int(shapely.get_num_coordinates(areas).sum()) > MOST_VERTICES
    outlines = shapely.simplify(areas, ROUGH_M) if rough else areas
    parts = shapely.get_parts(shapely.union_all(outlines, grid_size=0 if rough else GRID_M))
    rings = [ring for part in parts for ring in shapely.get_rings(part)[1:]]
    holes = shapely.polygons(np.array(rings, dtype=object)) if rings else np.zeros(0, dtype=object)
    filled = shapely.simplify(shapely.union_all(shapely.polygons(shapely.get_exterior_ring(parts))), SIMPLE_M)
    closed = shapely.buffer(shapely.buffer(filled, GAPE_M / 2, join_style="mitre"), -GAPE_M / 2, join_style="mitre")
    open_ = shapely.get_parts(shapely.difference(closed, filled))
    open_ = open_[shapely.area(open_) > 1.0]
    ground = np.concatenate([np.asarray(holes, dtype=object), np.asarray(open_, dtype=object)])
    ground = ground[shapely.area(ground) > LEAST_M2]
    patch, area = shapely.STRtree(outlines).query(ground, predicate="dwithin", distance=NEAR_M)
    thin, (people, places) = _is_thin(ground), crowd.within(ground)
    neighbours: list[list[int]] = [[] for _ in ground]
    for k, n in zip(patch.tolist(), area.tolist(), strict=True):
        neighbours[k].append(n)
    found: tuple[list[_Patch], list[_Patch]] = ([], [])
    for k, near in enumerate(map(sorted, neighbours)):
        if len(near) < 2:  # noqa: PLR2004 - a lake within one community, or a corner of its outline
            continue
        if rough and thin[k]:
            continue
        kind = "gap"
        found[bool(thin[k])].append(
            _Patch(tuple(names[n] for n in near), float(shapely.area(ground[k])), float(people[k]), int(places[k]), kind=kind)
        )
    return found


def _overlap_text(patch: _Patch) -> str:
    small, large = patch.who
    people = (
        msg("其中 {people:,.0f} 人（{places} 个居住点）", people=patch.people, places=patch.places)
        if patch.places
        else msg("其中没有居民")
    )
    if patch.kind == "same":
        return msg(
            "社区 “{small}” 与 “{large}” 的范围几乎相同（{m2:,.0f} 平方米，{people}）：可能重复，居民只计入 “{small}”",
            small=small,
            large=large,
            m2=patch.m2,
            people=people,
        )
    if patch.kind == "inside":
        return msg(
            "社区 “{small}” 整个画在 “{large}” 之内（{m2:,.0f} 平方米，{people}）：居民计入较小的 “{small}”",
            small=small,
            large=large,
            m2=patch.m2,
            people=people,
        )
    return msg(
        "社区 “{small}” 与 “{large}” 重叠 {m2:,.0f} 平方米，{people}：居民计入较小的 “{small}”",
        small=small,
        large=large,
        m2=patch.m2,
        people=people,
    )


def _gap_text(patch: _Patch) -> str:
    who = joined("、", (f"“{name}”" for name in patch.who[:4])) + (msg(" 等") if len(patch.who) > 4 else "")  # noqa: PLR2004
    people = (
        msg("其中 {people:,.0f} 人（{places} 个居住点）不属于任何社区", people=patch.people, places=patch.places)
        if patch.places
        else msg("其中没有居民")
    )
    return msg("社区 {who} 之间有 {m2:,.0f} 平方米空隙，{people}", who=who, m2=patch.m2, people=people)


def _reported(patches: Sequence[_Patch], shown: str, text_of: Callable[[_Patch], str]) -> list[Finding]:
    ranked = sorted(patches, key=lambda p: (-p.people, -p.m2, p.who))
    findings = []
    for patch in ranked[:MOST_REPORTED]:
        level = "warning" if patch.people or patch.kind != "gap" else "info"
        evidence = {
            "kind": patch.kind,
            "communities": list(patch.who),
            "m2": round(patch.m2, 1),
            "residents": round(patch.people, 1),
        }
        findings.append(Finding(shown, "communities", "places", level, text_of(patch), evidence))
    if rest := ranked[MOST_REPORTED:]:
        m2, people = sum(p.m2 for p in rest), sum(p.people for p in rest)
        text = msg(
            "另有 {count} 处社区{what}，合计 {m2:,.0f} 平方米、{people:,.0f} 人",
            count=len(rest),
            what=msg("空隙") if rest[0].kind == "gap" else msg("重叠"),
            m2=m2,
            people=people,
        )
        listed = [{"communities": list(p.who), "m2": round(p.m2, 1), "residents": round(p.people, 1)} for p in rest]
        findings.append(Finding(shown, "communities", "places", "warning" if people else "info", text, {"more": listed}))
    return findings


def _slivers(patches: Sequence[_Patch], shown: str) -> list[Finding]:
    if not patches:
        return []
    overlaps = sum(p.kind != "gap" for p in patches)
    m2, people, places = (sum(getattr(p, name) for p in patches) for name in ("m2", "people", "places"))
    text = msg(
        "相邻社区的边界有 {overlaps} 处细小重叠、{count} 处细小空隙，合计 {m2:,.0f} 平方米，其中 {people:,.0f} 人",
        overlaps=overlaps,
        count=len(patches) - overlaps,
        m2=m2,
        people=people,
    )
    evidence = {
        "overlaps": overlaps,
        "gaps": len(patches) - overlaps,
        "m2": round(m2, 1),
        "residents": round(people, 1),
        "places": places,
    }
    return [Finding(shown, "communities", "places", "warning" if people else "info", text, evidence)]


def _same_names(communities: gpd.GeoDataFrame, shown: str) -> list[Finding]:
    """One community in two rows: the same name in the same subdistrict under two ids."""
    named = communities[(communities["name"] != "").to_numpy()]
    findings = []
    for (_, name), rows in named.groupby(["subdistrict", "name"], sort=True):
        if len(rows) > 1:
            ids = joined("、", map(str, rows["community_id"]))
            text = msg(
                "有 {count} 个社区都叫 “{name}”（编号 {ids}）：如是同一社区请合并为一行", count=len(rows), name=name, ids=ids
            )
            findings.append(
                Finding(
                    shown, "communities", "rows", "warning", text, {"name": name, "ids": list(map(str, rows["community_id"]))}
                )
            )
    return findings
