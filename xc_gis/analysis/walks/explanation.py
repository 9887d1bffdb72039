"""
Why these minutes: for one demand point and category the facility, the way and every second of it (method §7, end).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import shapely

from xc_gis.analysis.arrays.geometry import Floats, Ints
from xc_gis.analysis.assessment import Assessment, questions
from xc_gis.analysis.legs.legs import Attached, edge_points, leg_targets, without_islands
from xc_gis.analysis.legs.point_parts import part_of
from xc_gis.analysis.times.search import SearchGraph, Seeds, build_search_graph
from xc_gis.analysis.times.short_walks import join_walks, short_walks
from xc_gis.analysis.times.travel_times import Question
from xc_gis.analysis.walks.nearest import nearest_facilities
from xc_gis.errors import InputError, nearest_spelling
from xc_gis.languages.message import joined, msg
from xc_gis.settings import Settings
from xc_gis.standard import Standard


@dataclass(frozen=True)
class Piece:
    """
    One piece of a walk.

    Attributes
    ----------
    kind
        ``leg`` (straight, off the network), or the ``highway`` tag of the street walked.
    metres
        Its length on the map.
    seconds
        Time of walking it.
    wait_s
        Waiting that it adds.
    way_id
        OSM way, or 0 for a leg.
    """

    kind: str
    metres: float
    seconds: float
    wait_s: float
    way_id: int


@dataclass(frozen=True)
class Explanation:
    """
    The walk behind one time.

    Attributes
    ----------
    facility
        Row of the facility frame, or None when none is reached within the bound.
    seconds
        In all; the sum of the pieces.
    pieces
        From the resident to the facility, streets of one kind and way joined.
    line
        The way, analysis CRS.
    """

    facility: int | None
    seconds: float
    pieces: tuple[Piece, ...]
    line: shapely.Geometry


def explain(
    found: Assessment,
    demand_id: str,
    key: str,
    standard: Standard,
    settings: Settings,
    *,
    graphs: Mapping[str, SearchGraph] | None = None,
) -> Explanation:
    """
    Explain the walk from a demand point to the nearest facility of a category.

    Raises
    ------
    InputError
        If the demand point or the category does not exist.
    """
    ids = found.data.demand["demand_id"].to_numpy()
    at = np.flatnonzero(ids == demand_id)
    if len(at) == 0:
        raise InputError(
            msg("没有编号为 “{demand_id}” 的居住点", demand_id=demand_id),
            hint=nearest_spelling(demand_id, ids.tolist()) or msg("编号见 demand_points.parquet"),
        )
    asked = {q.key: q for q in questions(standard)}
    if key not in asked:
        raise InputError(
            msg("评价标准中没有类别 “{key}”", key=key),
            hint=nearest_spelling(key, asked) or msg("可用:{asked}", asked=joined("、", asked)),
        )
    row, question = int(at[0]), asked[key]
    best = nearest_facilities(found, [row], [question], settings, graphs=graphs)
    if len(best) == 0:
        return Explanation(None, float("nan"), (), shapely.LineString())
    point, facility = int(best["point"].iloc[0]), int(best["facility"].iloc[0])
    graph = graphs[question.profile] if graphs else build_search_graph(found.scene.network, question.profile, settings)
    trace = network_way if best["by_network"].iloc[0] else short_way
    pieces, line = trace(found, graph, row, point, question, settings)
    return Explanation(facility, float(best["seconds"].iloc[0]), pieces, line)


def network_way(
    found: Assessment,
    graph: SearchGraph,
    row: int,
    point: int,
    question: Question,
    settings: Settings,  # noqa: ARG001
) -> tuple[tuple[Piece, ...], shapely.Geometry]:
    """The pieces and the line of the walk by the network, from demand point ``row`` to facility point ``point``; there must be one."""
    net = graph.network
    demand, facility = without_islands(found.scene.demand), without_islands(found.scene.facility)
    arrivals = _rows(graph.arrivals(facility.legs), point)
    departures = _rows(graph.departures(demand.legs), row)
    seconds, onward = graph.search_with_way(arrivals, question.bound_s)
    start = int(np.argmin(seconds[departures.state] + departures.cost_s))
    states = [int(departures.state[start])]
    while onward[states[-1]] >= 0:
        states.append(int(onward[states[-1]]))
    last = arrivals.take(arrivals.state == states[-1])
    end = int(np.argmin(last.cost_s))
    nodes = graph.state_node[np.array(states)]
    first_leg, last_leg = int(departures.leg[start]), int(last.leg[end])
    pieces = [_leg(graph, demand, first_leg)]
    pieces += _to_node(graph, demand, first_leg, int(nodes[0]))
    pieces += [_edge_piece(graph, int(a), int(b)) for a, b in zip(nodes[:-1], nodes[1:], strict=True)]
    pieces += _to_node(graph, facility, last_leg, int(nodes[-1]))
    pieces.append(_leg(graph, facility, last_leg))
    line = np.concatenate(
        [
            demand.xy[[row]], leg_targets(net, demand.legs)[[first_leg]], np.column_stack([net.x[nodes], net.y[nodes]]),
            leg_targets(net, facility.legs)[[last_leg]], facility.xy[[point]],
        ]
    )  # fmt: skip
    return _joined(pieces), shapely.LineString(line)


def short_way(
    found: Assessment, graph: SearchGraph, row: int, point: int, question: Question, settings: Settings
) -> tuple[tuple[Piece, ...], shapely.Geometry]:
    """The pieces and the line of a walk that touches no node, from demand point ``row`` to facility point ``point``."""
    net = graph.network
    demand = without_islands(part_of(found.scene.demand, np.array([row])))
    facility = without_islands(part_of(found.scene.facility, np.array([point])))
    walks = join_walks(short_walks(net, found.scene.barriers, demand, facility, settings))
    seconds = walks.seconds(
        speed_m_s=graph.speed_m_s, detour=graph.detour, leg_wait_s=graph.leg_wait_s,
        wheelchair=question.profile == "wheelchair",
    )  # fmt: skip
    best = int(np.argmin(seconds))
    leg_m, along_m, edge = walks.leg_m[best], walks.along_m[best], int(walks.edge[best])
    pieces = [
        Piece(
            "leg",
            float(leg_m),
            float(leg_m * graph.detour / graph.speed_m_s),
            float(walks.waits[best] * graph.leg_wait_s),
            0,
        )
    ]
    line = [demand.xy[0]]
    if edge >= 0:
        ends = np.array([walks.from_m[best], walks.to_m[best]])
        metres = float(abs(ends[1] - ends[0]))
        pieces.append(Piece(str(net.highway[edge]), metres, float(along_m / graph.speed_m_s), 0.0, int(net.way_id[edge])))
        line += list(edge_points(net, np.array([edge, edge]), ends))
    line.append(facility.xy[0])
    return _joined(pieces), shapely.LineString(np.array(line))


def _rows(seeds: Seeds, point: int) -> Seeds:
    return seeds.take(seeds.point == point)


def _leg(graph: SearchGraph, attached: Attached, leg: int) -> Piece:
    straight = float(attached.legs.straight_m[leg])
    wait = graph.leg_wait_s if attached.legs.waits[leg] else 0.0
    return Piece("leg", straight, straight * graph.detour / graph.speed_m_s, wait, 0)


def _to_node(graph: SearchGraph, attached: Attached, leg: int, node: int) -> list[Piece]:
    """Walk between the end of a leg on an edge and the node by which the edge is left or entered."""
    net, edge = graph.network, int(attached.legs.edge[leg])
    if edge < 0:
        return []
    offset = float(attached.legs.offset_m[leg])
    at_u = int(net.u[edge]) == node
    metres = offset if at_u else float(net.length_m[edge]) - offset
    wait = float(net.delays(graph.profile)[0 if at_u else 1][edge])
    seconds = metres * float(net.slowness[edge]) / graph.speed_m_s
    return [Piece(str(net.highway[edge]), metres, seconds, wait, int(net.way_id[edge]))]


def _edge_piece(graph: SearchGraph, a: int, b: int) -> Piece:
    """The quickest edge from node ``a`` to node ``b``."""
    net = graph.network
    rows: Ints = np.flatnonzero(((net.u == a) & (net.v == b) & net.forward) | ((net.u == b) & (net.v == a) & net.backward))
    if graph.profile == "wheelchair":
        rows = rows[~net.steps[rows]]
    at_u, at_v = net.delays(graph.profile)
    waits: Floats = (at_u + at_v)[rows]
    seconds = net.length_m[rows] * net.slowness[rows] / graph.speed_m_s
    best = int(np.argmin(seconds + waits))
    edge = int(rows[best])
    return Piece(
        str(net.highway[edge]),
        float(net.length_m[edge]),
        float(seconds[best]),
        float(waits[best]),
        int(net.way_id[edge]),
    )


def _joined(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Join neighbouring pieces of one way."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and piece.kind != "leg" and (joined[-1].kind, joined[-1].way_id) == (piece.kind, piece.way_id):
            last = joined.pop()
            piece = Piece(  # noqa: PLW2901 - the piece grows
                piece.kind,
                last.metres + piece.metres,
                last.seconds + piece.seconds,
                last.wait_s + piece.wait_s,
                piece.way_id,
            )
        joined.append(piece)
    return tuple(joined)
