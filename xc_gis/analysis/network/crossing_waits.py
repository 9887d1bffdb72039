"""
Waiting at crossings, signals and main roads, and lifts, as part of edges (method §2). Station 1: streets → network.

Half of the waiting of a crossing lies on each foot edge that ends there: who crosses the road pays all of it, who walks
along the road through the same node pays nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.network.segments import Segments
from xc_gis.analysis.network.walkable import (
    CROSSING_WAITS_ON,
    MAJOR,
    Tags,
    has_crossing,
    has_junction_signals,
    has_signal_crossing,
    is_lift,
)
from xc_gis.model import StreetData
from xc_gis.settings import Settings

SIGNAL_JUNCTION_EDGES = 3
"""A signal node without a crossing is a junction where this many edges other than foot edges meet (method §2)."""


@dataclass(frozen=True)
class WaitingNodes:
    """
    What the tags of nodes, and of the roads on which they lie, say of waiting and lifts; by OSM node.

    Attributes
    ----------
    signals, crossing, junction
        Walkers cross here with signals; with or without; a signal without a mapped crossing.
    waits_on
        On a road that a crossing without signals waits on.
    major
        On a trunk, primary or secondary road, walked or not.
    lift
        Is a lift.
    """

    signals: Bools
    crossing: Bools
    junction: Bools
    waits_on: Bools
    major: Bools
    lift: Bools


def waiting_nodes(streets: StreetData) -> WaitingNodes:
    """Look at the tags of all nodes and streets, walked or not."""
    return WaitingNodes(
        _nodes_with(streets, has_signal_crossing), _nodes_with(streets, has_crossing), _nodes_with(streets, has_junction_signals),
        _on_roads(streets, CROSSING_WAITS_ON), _on_roads(streets, MAJOR), _nodes_with(streets, is_lift),
    )  # fmt: skip


def segment_waits(nodes: WaitingNodes, segments: Segments, settings: Settings) -> tuple[Floats, Floats]:
    """
    Seconds of waiting at the ends ``u`` and ``v`` of each segment.

    Parameters
    ----------
    segments
        Segments of the walking network before any node is split, lines across areas included.
    """
    foot, major = segments.flag("foot_edge"), segments.flag("major")
    on_foot, on_all, on_minor = _node_waits(nodes, segments, foot, settings)
    within = _within_crossing(segments, on_foot > 0)

    def at(node: Ints) -> Floats:
        waits = on_all[node] + np.where(foot, on_foot[node], 0.0) + np.where(major, 0.0, on_minor[node])
        return np.where(within, 0.0, waits)

    return at(segments.u), at(segments.v)


def segment_rides(nodes: WaitingNodes, segments: Segments, settings: Settings) -> tuple[Floats, Floats]:
    """Seconds of lifts at the ends ``u`` and ``v`` of each segment: at both ends of a lift drawn as a way, at every edge end of one drawn as a node."""
    seconds, lift = settings.number("wait.lift_s"), segments.flag("lift")

    def at(index: Ints, way_ends: Bools) -> Floats:
        return seconds * (nodes.lift[index].astype(float) + (lift & way_ends))

    return at(segments.u, segments.begins), at(segments.v, segments.ends)


def _on_roads(streets: StreetData, highways: frozenset[str]) -> Bools:
    refs = [node for _, nodes, tags in streets.ways if tags.get("highway", "") in highways for node in nodes]
    on_road = np.zeros(len(streets.node_ids), dtype=bool)
    on_road[np.searchsorted(streets.node_ids, np.array(refs, dtype=np.int64))] = True
    return on_road


def _nodes_with(streets: StreetData, holds: Callable[[Tags], bool]) -> Bools:
    """By OSM node: its tags say so."""
    ids = [node for node, tags in streets.node_tags.items() if holds(tags)]
    found = np.zeros(len(streets.node_ids), dtype=bool)
    found[np.searchsorted(streets.node_ids, np.array(ids, dtype=np.int64))] = True
    return found


def _node_waits(nodes: WaitingNodes, segments: Segments, foot: Bools, settings: Settings) -> tuple[Floats, Floats, Floats]:
    """By node: seconds on each foot edge end, on each edge end, on each end of an edge that is no main road's."""
    road = ~foot  # lines across squares are foot edges
    roads = np.bincount(np.concatenate([segments.u[road], segments.v[road]]), minlength=len(nodes.signals))
    junction = nodes.junction & (roads >= SIGNAL_JUNCTION_EDGES)
    on_foot = np.where(
        nodes.signals,
        settings.number("wait.signal_s") / 2,
        np.where(nodes.crossing & nodes.waits_on, settings.number("wait.crossing_s") / 2, 0.0),
    )
    on_all = np.where(junction, settings.number("wait.junction_s"), 0.0)
    on_minor = np.where(nodes.major & ~nodes.crossing & ~junction, settings.number("wait.leg_s"), 0.0)
    return on_foot, on_all, on_minor


def _within_crossing(segments: Segments, waits: Bools) -> Bools:
    """
    By segment: lies between two crossing nodes of one crossing, which waits once.

    Nodes that wait (``waits``, by node) are joined by ways tagged as a crossing; one without a wait of its own, at a cycle track
    beside the road, is no end of a crossing. A node between them where nothing else meets is a bend: what ends at a node where
    other ways meet, a corner or an island with a path, is not within the crossing.
    """
    rows = np.flatnonzero(segments.flag("crossing") & ~segments.across)
    inside = np.zeros(len(segments.u), dtype=bool)
    if len(rows) == 0:
        return inside
    ends = np.concatenate([segments.u, segments.v])
    bend = ~waits & (np.bincount(ends, minlength=len(waits)) == 2)  # noqa: PLR2004 - one edge comes, one goes
    of_node: dict[int, list[int]] = {}
    for row in rows.tolist():
        for node in (int(segments.u[row]), int(segments.v[row])):
            of_node.setdefault(node, []).append(row)
    seen: set[int] = set()
    for row in rows.tolist():
        if row in seen:
            continue
        chain, closed = [row], True
        for node in (int(segments.u[row]), int(segments.v[row])):
            at, here = node, row
            while bend[at] and len(of_node[at]) == 2:  # noqa: PLR2004 - as above
                here = next(other for other in of_node[at] if other != here)
                if here in chain:
                    break
                chain.append(here)
                at = int(segments.v[here]) if int(segments.u[here]) == at else int(segments.u[here])
            closed = closed and bool(waits[at])
        seen.update(chain)
        if closed:
            inside[chain] = True
    return inside
