"""
Areas that a scenario closes for some time: works, a flood, a park at night (decision 123).

Streets are cut at the outline and nobody walks on the parts inside; the outline is a fence, so that no straight leg crosses it. A square that
the area touches is closed whole. Facilities that lie wholly inside are closed. People inside stay, and are off the network.
"""

from __future__ import annotations

from collections.abc import Iterator

import geopandas as gpd
import numpy as np
import shapely

from xc_gis.analysis.arrays.geometry import Bools
from xc_gis.analysis.network.conditions import Moment, tags_at
from xc_gis.analysis.network.walkable import area_rule
from xc_gis.analysis.planning.change_faults import NumberedChange
from xc_gis.analysis.planning.changed_gates import closed
from xc_gis.analysis.planning.changed_residents import polygon_in_plane
from xc_gis.analysis.planning.street_draft import DraftWay, StreetDraft
from xc_gis.languages.message import joined, msg
from xc_gis.model.changes import CloseArea

FENCE = {"barrier": "fence"}

HALF = 0.5


def is_in_force(one: NumberedChange, change: CloseArea, moment: Moment) -> bool:
    """
    Whether an area is closed at the moment that a scenario looks at.

    Raises
    ------
    InputError
        Days are given and the moment has no date, or the hours cannot be read.
    """
    if (change.since or change.until) and not moment.is_dated:
        raise one.fault(msg("写了日期,但项目没有日期"), msg("请在项目文件 [study] 写 date,或在方案中写 moment"))
    day = moment.times[0].date()
    if (change.since and day < change.since) or (change.until and day > change.until):
        return False
    if not change.hours:
        return True
    found, unread = tags_at({"access:conditional": f"no @ ({change.hours})"}, moment)
    if unread:
        raise one.fault(msg("读不懂时间 “{hours}”", hours=change.hours), msg("请按 OSM 写法,如 22:00-06:00 或 Sa,Su 08:00-12:00"))
    return found.get("access") == "no"


def close_area(draft: StreetDraft, one: NumberedChange, change: CloseArea) -> list[str]:
    """
    Keep everybody out of an area.

    Returns
    -------
    list of str
        What is closed besides the ways inside.
    """
    drawn = polygon_in_plane(change.area, draft.crs)
    shapely.prepare(drawn)
    cuts: dict[tuple[int, int, float], int] = {}
    ways: list[DraftWay] = []
    for way in draft.ways:
        line = shapely.LineString([draft.xy(node) for node in way.nodes])
        ways.extend(_parted(draft, way, drawn, cuts) if shapely.intersects(drawn, line) else [way])
    draft.ways = ways
    whole = [
        area for area in draft.areas if area_rule(draft.at_moment(area.tags)) is not None and _meets(draft, area.outer, drawn)
    ]
    draft.areas = [area for area in draft.areas if area not in whole]
    corners = [draft.new_node(place) for place in dict.fromkeys(change.area)]
    draft.new_line([*corners, corners[0]], FENCE)
    draft.forget_pieces()
    if not whole:
        return []
    return [
        one.remark(msg("与之相接的步行广场整个关闭(OSM 编号 {ids})", ids=joined("、", [str(area.osm_id) for area in whole[:3]])))
    ]


def inside(facilities: gpd.GeoDataFrame, change: CloseArea, crs: str) -> Bools:
    """By facility: lies wholly within the area."""
    drawn = polygon_in_plane(change.area, crs)
    shapely.prepare(drawn)
    places = facilities.geometry.to_numpy()
    return np.asarray(shapely.covers(drawn, places), dtype=bool) & ~shapely.is_missing(places)


def _meets(draft: StreetDraft, rings: tuple[tuple[int, ...], ...], drawn: shapely.Polygon) -> bool:
    return any(shapely.intersects(drawn, shapely.Polygon([draft.xy(node) for node in ring])) for ring in rings)


def _parted(
    draft: StreetDraft, way: DraftWay, drawn: shapely.Polygon, cuts: dict[tuple[int, int, float], int]
) -> Iterator[DraftWay]:
    """The way in parts that lie outside, as they are, and inside, closed; all of them under its number."""
    run: list[int] = [way.nodes[0]]
    was_inside: bool | None = None
    for a, b in zip(way.nodes, way.nodes[1:], strict=False):
        stops = [a, *_cut_nodes(draft, a, b, drawn, cuts), b]
        for start, end in zip(stops, stops[1:], strict=False):
            middle = (np.array(draft.xy(start)) + np.array(draft.xy(end))) * HALF
            is_inside = bool(shapely.contains_xy(drawn, *middle))
            if was_inside is not None and is_inside != was_inside:
                yield _part(way, run, closing=was_inside)
                run = [start]
            was_inside = is_inside
            run.append(end)
    if was_inside is not None:
        yield _part(way, run, closing=was_inside)


def _part(way: DraftWay, nodes: list[int], *, closing: bool) -> DraftWay:
    return DraftWay(way.osm_id, nodes, closed(way.tags) if closing else way.tags)


def _cut_nodes(draft: StreetDraft, a: int, b: int, drawn: shapely.Polygon, cuts: dict[tuple[int, int, float], int]) -> list[int]:
    """Nodes where the outline cuts a piece, from its first node to its second; streets that share the piece share them."""
    low, high = min(a, b), max(a, b)
    line = shapely.LineString([draft.xy(low), draft.xy(high)])
    length = float(shapely.length(line))
    met = shapely.get_coordinates(shapely.intersection(line, drawn.exterior))
    shares = (
        sorted({round(float(shapely.line_locate_point(line, shapely.Point(place))) / length, 9) for place in met.tolist()})
        if length
        else []
    )
    nodes = []
    for share in shares:
        if 0.0 < share < 1.0:
            key = low, high, share
            if key not in cuts:
                cuts[key] = draft.new_node(draft.between(low, high, share))
            nodes.append(cuts[key])
    return nodes if a == low else nodes[::-1]
