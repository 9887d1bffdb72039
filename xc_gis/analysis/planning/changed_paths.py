"""
Ways that a scenario draws: paths, steps, footbridges, crossings.

The ends of a line join the streets on which they lie. On the ground a new way meets every street that it crosses, and every carriageway
whether anybody walks there or not: a main road is not crossed for nothing (method §2). A footbridge passes over them; it is tagged as a
bridge, so that legs end only at its ends (method §3), and barriers never stop a way (decision 123).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapely

from xc_gis.analysis.arrays.geometry import Floats, to_plane
from xc_gis.analysis.network.walkable import CARRIAGEWAYS, FOOT_EDGES, way_rule
from xc_gis.analysis.planning.change_faults import NumberedChange
from xc_gis.analysis.planning.street_draft import AT_NODE_M, StreetDraft, StreetPieces, Tags, is_on_the_ground
from xc_gis.languages.message import msg
from xc_gis.model.changes import AddPath

JOINS_M = 2.0
"""An end this near to a street joins it: what a hand draws on a map (assumption)."""

TAGS: dict[str, Tags] = {
    "path": {"highway": "footway"},
    "steps": {"highway": "steps"},
    "footbridge": {"highway": "footway", "bridge": "yes", "layer": "1"},
    "crossing": {"highway": "footway", "footway": "crossing"},
}


def add_path(draft: StreetDraft, one: NumberedChange, change: AddPath) -> None:
    """
    Draw a way and join it to the streets.

    Raises
    ------
    InputError
        An end that lies on no street, with how far the next one is; a crossing that crosses no road.
    """
    corners = _corners(draft, change)
    first, last = (_joined(draft, one, corners[at], name) for at, name in ((0, msg("起点")), (-1, msg("终点"))))
    if first == last:
        raise one.fault(msg("起点和终点接在同一处"))
    between = [draft.new_node(place) for place in change.line[1:-1]]
    nodes = [first, *between, last]
    if change.as_ != "footbridge":
        nodes = _meeting_streets(draft, nodes)
    if change.as_ == "crossing":
        _mark_crossings(draft, one, nodes, "traffic_signals" if change.signals else "uncontrolled")
    draft.new_way(nodes, {**TAGS[change.as_], **({"name": change.name} if change.name else {})})


def _corners(draft: StreetDraft, change: AddPath) -> Floats:
    lon, lat = np.array(change.line, dtype=float).T
    return np.column_stack(to_plane(lon, lat, draft.crs))


def _joined(draft: StreetDraft, one: NumberedChange, place: Floats, name: str) -> int:
    """The node at which an end joins a street; one on the ground or one's own level before a bridge that passes over it."""
    pieces = draft.pieces()
    point = shapely.Point(place)
    is_here = bool(np.isfinite(place).all()) and len(pieces.lines) > 0
    near: list[int] = pieces.tree.query(point, predicate="dwithin", distance=JOINS_M).tolist() if is_here else []
    if not near:
        away = f"{shapely.distance(pieces.lines[pieces.tree.nearest(point)], point):,.1f}" if is_here else "?"
        raise one.fault(
            msg("{end}不在任何可步行道路上,最近的道路在 {metres} 米以外", end=name, metres=away),
            msg("请把线画到离道路 {metres:g} 米以内", metres=JOINS_M),
        )
    order = sorted(near, key=lambda row: (not _takes_legs(pieces.tags[row]), _distance(pieces, row, point), row))
    return _node_at(draft, pieces, order[0], point)


def _takes_legs(tags: Tags) -> bool:
    rule = way_rule(tags)
    return rule is None or rule.takes_legs


def _distance(pieces: StreetPieces, row: int, point: shapely.Point) -> float:
    return round(float(shapely.distance(pieces.lines[row], point)), 6)


def _node_at(draft: StreetDraft, pieces: StreetPieces, row: int, point: shapely.Point) -> int:
    line = pieces.lines[row]
    length = shapely.length(line)
    share = float(shapely.line_locate_point(line, point) / length) if length else 0.0
    return draft.node_on(int(pieces.a[row]), int(pieces.b[row]), share)


def _meeting_streets(draft: StreetDraft, nodes: list[int]) -> list[int]:
    """Nodes of the way with those at which it meets the streets that it crosses on the ground, in their order."""
    made = [nodes[0]]
    for start, end in zip(nodes, nodes[1:], strict=False):
        made.extend(_met(draft, start, end))
        made.append(end)
    return [node for at, node in enumerate(made) if at == 0 or node != made[at - 1]]


def _met(draft: StreetDraft, start: int, end: int) -> Iterator[int]:
    """Nodes on streets between two corners of the way, from the first to the second, both of them aside."""
    line = shapely.LineString([draft.xy(start), draft.xy(end)])
    pieces, length = draft.pieces(_is_carriageway), float(shapely.length(line))
    found: dict[tuple[int, ...], float] = {}
    for row in sorted(pieces.tree.query(line, predicate="intersects").tolist()):
        if is_on_the_ground(pieces.tags[row]):
            for key, point in _meetings(pieces, row, line):
                along = float(shapely.line_locate_point(line, point))
                if AT_NODE_M < along < length - AT_NODE_M:
                    found.setdefault(key, along)
    for key, along in sorted(found.items(), key=lambda one: (one[1], one[0])):
        yield key[0] if len(key) == 1 else _node_between(draft, key[0], key[1], shapely.line_interpolate_point(line, along))


def _meetings(pieces: StreetPieces, row: int, line: shapely.LineString) -> Iterator[tuple[tuple[int, ...], shapely.Point]]:
    """
    Where a line meets a piece: the two nodes between which it does, or the node at which it does.

    A line that runs along a piece meets it at the nodes that lie on the line.
    """
    ends = {
        int(pieces.a[row]): shapely.get_point(pieces.lines[row], 0),
        int(pieces.b[row]): shapely.get_point(pieces.lines[row], 1),
    }
    at_nodes = [(node, point) for node, point in ends.items() if shapely.distance(point, line) <= AT_NODE_M]
    if at_nodes:
        yield from (((node,), point) for node, point in at_nodes)
        return
    low, high = sorted(ends)
    yield from (
        ((low, high), shapely.Point(place)) for place in shapely.get_coordinates(shapely.intersection(line, pieces.lines[row]))
    )


def _node_between(draft: StreetDraft, low: int, high: int, point: shapely.Point) -> int:
    line = shapely.LineString([draft.xy(low), draft.xy(high)])
    return draft.node_on(low, high, float(shapely.line_locate_point(line, point) / shapely.length(line)))


def _is_carriageway(tags: Tags) -> bool:
    return tags.get("highway", "") in CARRIAGEWAYS


def _mark_crossings(draft: StreetDraft, one: NumberedChange, nodes: list[int], crossing: str) -> None:
    """Tag the nodes on roads as crossings; those that are one keep their own tags."""
    on_roads = {
        node
        for way in draft.ways
        if way.tags.get("highway", "") not in FOOT_EDGES and is_on_the_ground(way.tags)
        for node in set(nodes).intersection(way.nodes)
    }
    if not on_roads:
        raise one.fault(msg("过街处没有与任何车行道相交"), msg("请把线画到路的另一侧"))
    for node in on_roads:
        tags = draft.node_tags.get(node, {})
        if "crossing" not in tags and tags.get("highway") != "crossing":
            draft.node_tags[node] = {"highway": "crossing", **tags, "crossing": crossing}
