"""
The walking network (method §2). Station 1: streets → nodes and edges with their impedance.

Every edge is a straight piece between two consecutive nodes of a way. Gates, barriers and the waiting at crossings are
part of nodes and edges, so that a plain shortest-path search needs no memory of turns.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import geopandas as gpd
import numpy as np
import shapely

from xc_gis.analysis.gates import GatedEdges, apply_gates, components
from xc_gis.analysis.geometry import Bools, Floats, Ints, morton_order, to_plane
from xc_gis.analysis.waiting import edge_waits
from xc_gis.analysis.walkable import MAJOR, WayRule, closes_everybody, is_gate, way_rule
from xc_gis.errors import NetworkError
from xc_gis.model import StreetData
from xc_gis.settings import PROFILES, Settings

SHORTEST_EDGE_M = 1e-6
"""Two OSM nodes on one spot still make an edge: a stored length of zero would be read as "no edge" by the search."""


@dataclass(frozen=True)
class WalkingNetwork:
    """
    Nodes and edges, in the order of a Z curve.

    Attributes
    ----------
    crs
        Projected CRS of ``x`` and ``y``, metres.
    x, y, osm_id
        Nodes. One OSM node becomes several where it cannot be passed.
    on_major
        By node: lies on a trunk, primary or secondary road, walked or not.
    u, v, length_m
        Edges.
    slowness
        Seconds on the edge over seconds on level ground: 1, on steps ``walk.steps_factor``.
    forward, backward
        May be walked from ``u`` to ``v``; from ``v`` to ``u``.
    wait_u, wait_v
        Seconds of waiting at either end that a walk over this end pays.
    gated, gate_part
        Gated edge and the number of its part, -1 on the open network.
    steps, foot_edge, major, bridge
        As in ``walkable.WayRule``.
    way_id
        OSM way.
    highway
        Its tag.
    """

    crs: str
    x: Floats
    y: Floats
    osm_id: Ints
    on_major: Bools
    u: Ints
    v: Ints
    length_m: Floats
    slowness: Floats
    forward: Bools
    backward: Bools
    wait_u: Floats
    wait_v: Floats
    gated: Bools
    gate_part: Ints
    steps: Bools
    foot_edge: Bools
    major: Bools
    bridge: Bools
    way_id: Ints
    highway: np.ndarray

    @property
    def n_nodes(self) -> int:
        """Number of nodes."""
        return len(self.x)

    @property
    def n_edges(self) -> int:
        """Number of edges."""
        return len(self.u)

    @cached_property
    def part_length_m(self) -> Floats:
        """Metres of edges in the connected part of each edge, gates counted as passable."""
        labels = components(self.u, self.v, self.n_nodes)[self.u]
        return np.bincount(labels, weights=self.length_m).astype(np.float64)[labels]

    @cached_property
    def node_is_open(self) -> Bools:
        """By node: touched by an edge of the open network."""
        touched = np.zeros(self.n_nodes, dtype=bool)
        touched[self.u[~self.gated]] = True
        touched[self.v[~self.gated]] = True
        return touched

    @cached_property
    def node_on_bridge(self) -> Bools:
        """By node: touched by edges of bridges only."""
        grounded = np.zeros(self.n_nodes, dtype=bool)
        grounded[self.u[~self.bridge]] = True
        grounded[self.v[~self.bridge]] = True
        return ~grounded

    @cached_property
    def lines(self) -> np.ndarray:
        """Edges as shapely lines."""
        ends = np.column_stack([self.x[self.u], self.y[self.u], self.x[self.v], self.y[self.v]])
        return np.asarray(shapely.linestrings(ends.reshape(-1, 2, 2)))

    @cached_property
    def tree(self) -> shapely.STRtree:
        """Spatial index of ``lines``."""
        return shapely.STRtree(self.lines)

    def time_s(self, profile: str, settings: Settings) -> Floats:
        """Seconds over each whole edge, waiting included; NaN where the profile may not walk."""
        wait = 0.0 if profile == "planning" else self.wait_u + self.wait_v
        seconds: Floats = self.length_m * self.slowness / settings.speed(profile) + wait
        return np.where(self.steps, np.nan, seconds) if profile == "wheelchair" else seconds

    def edges_frame(self, settings: Settings) -> gpd.GeoDataFrame:
        """
        Edges for export: the times of whole edges, so that anybody can check a walk with another engine.

        Returns
        -------
        GeoDataFrame
            ``u, v`` (nodes), ``length_m``, ``direction`` (both, forward = u to v, backward), ``time_s_<profile>`` for
            every profile (NaN where it may not walk), ``gated``, ``gate_part``, ``highway``, ``osm_way`` and the line.
        """
        direction = np.where(self.forward & self.backward, "both", np.where(self.forward, "forward", "backward"))
        columns: dict[str, object] = {
            "u": self.u,
            "v": self.v,
            "length_m": self.length_m,
            "direction": direction,
        }
        columns |= {f"time_s_{profile}": self.time_s(profile, settings) for profile in PROFILES}
        columns |= {
            "gated": self.gated, "gate_part": self.gate_part, "highway": self.highway.astype(str), "osm_way": self.way_id,
        }  # fmt: skip
        return gpd.GeoDataFrame(columns, geometry=self.lines, crs=self.crs)

    def nodes_frame(self) -> gpd.GeoDataFrame:
        """Nodes for export: ``node`` (as in ``u, v``), ``osmid``, ``open`` and the point."""
        return gpd.GeoDataFrame(
            {"node": np.arange(self.n_nodes), "osmid": self.osm_id, "open": self.node_is_open},
            geometry=shapely.points(self.x, self.y), crs=self.crs,
        )  # fmt: skip


def build_network(streets: StreetData, settings: Settings) -> WalkingNetwork:
    """
    Build the walking network of a study.

    Raises
    ------
    NetworkError
        If there is no way on which anybody may walk.
    """
    rules, walked, u, v, way = _segments(streets)
    if len(u) == 0:
        raise NetworkError("路网中没有可步行的道路", hint="请换用包含步行道或城市道路的 OSM 数据")
    crs = settings.word("crs.analysis")
    x, y = to_plane(streets.lon, streets.lat, crs)
    length_m = np.maximum(np.hypot(x[v] - x[u], y[v] - y[u]), SHORTEST_EDGE_M)
    gate_node, closed_node = _barriers(streets)
    found = apply_gates(u, v, length_m, _flag(rules, way, "gated"), gate_node, closed_node, rule=settings.word("gates"))
    wait_u, wait_v = edge_waits(streets, u, v, _flag(rules, way, "foot_edge"), settings)
    return _assemble(streets, rules, walked, way, found, x, y, length_m, wait_u, wait_v, settings)


def _segments(streets: StreetData) -> tuple[list[WayRule], list[tuple[int, str]], Ints, Ints, Ints]:
    """Walked ways (rule; id and tag), and segments: nodes as indices of ``streets.node_ids``, number of the walked way."""
    rules: list[WayRule] = []
    walked: list[tuple[int, str]] = []
    refs: list[int] = []
    owner: list[int] = []
    known: dict[tuple[tuple[str, str], ...], WayRule | None] = {}
    for way_id, nodes, tags in streets.ways:
        key = tuple(tags.items())
        if key not in known:
            known[key] = way_rule(tags)
        rule = known[key]
        refs.extend(nodes)
        owner.extend([len(rules)] * len(nodes) if rule else [-1] * len(nodes))
        if rule:
            rules.append(rule)
            walked.append((way_id, tags["highway"]))
    index = np.searchsorted(streets.node_ids, np.array(refs, dtype=np.int64))
    belongs = np.array(owner, dtype=np.int64)
    way_break = _way_breaks(streets)
    joined = (belongs[:-1] >= 0) & ~way_break & (index[:-1] != index[1:])
    return rules, walked, index[:-1][joined], index[1:][joined], belongs[:-1][joined]


def _way_breaks(streets: StreetData) -> Bools:
    """By position in the list of all way nodes but the last: the next node belongs to another way."""
    lengths = np.array([len(nodes) for _, nodes, _ in streets.ways], dtype=np.int64)
    breaks = np.zeros(int(lengths.sum()), dtype=bool)
    breaks[np.cumsum(lengths) - 1] = True
    return breaks[:-1]


def _flag(rules: list[WayRule], way: Ints, name: str) -> Bools:
    flags: Bools = np.array([getattr(rule, name) for rule in rules], dtype=bool)[way]
    return flags


def _barriers(streets: StreetData) -> tuple[Bools, Bools]:
    gate_node = np.zeros(len(streets.node_ids), dtype=bool)
    closed_node = gate_node.copy()
    for node, tags in streets.node_tags.items():
        if "barrier" in tags:
            at = int(np.searchsorted(streets.node_ids, node))
            gate_node[at], closed_node[at] = is_gate(tags), closes_everybody(tags)
    return gate_node, closed_node


def _major_nodes(streets: StreetData) -> Bools:
    """By OSM node: on a trunk, primary or secondary road, walked or not."""
    refs = [node for _, nodes, tags in streets.ways if tags.get("highway", "") in MAJOR for node in nodes]
    on_major = np.zeros(len(streets.node_ids), dtype=bool)
    on_major[np.searchsorted(streets.node_ids, np.array(refs, dtype=np.int64))] = True
    return on_major


def _assemble(
    streets: StreetData, rules: list[WayRule], walked: list[tuple[int, str]], way: Ints, found: GatedEdges, x: Floats, y: Floats, length_m: Floats,
    wait_u: Floats, wait_v: Floats, settings: Settings,
) -> WalkingNetwork:  # fmt: skip
    """Number the nodes that are used along a Z curve, and the edges by their nodes."""
    used = np.unique(np.concatenate([found.u, found.v]))
    origin = found.node_source[used]
    order = morton_order(x[origin], y[origin])
    number = np.full(len(found.node_source), -1, dtype=np.int64)
    number[used[order]] = np.arange(len(used))
    node = found.node_source[used[order]]
    start, end = number[found.u], number[found.v]
    by_node = np.lexsort((found.source, np.maximum(start, end), np.minimum(start, end)))
    edge = found.source[by_node]
    steps = _flag(rules, way, "steps")[edge]
    return WalkingNetwork(
        crs=settings.word("crs.analysis"),
        x=x[node], y=y[node], osm_id=streets.node_ids[node], on_major=_major_nodes(streets)[node],
        u=start[by_node], v=end[by_node], length_m=length_m[edge],
        slowness=np.where(steps, settings.number("walk.steps_factor"), 1.0),
        forward=_flag(rules, way, "forward")[edge], backward=_flag(rules, way, "backward")[edge],
        wait_u=wait_u[edge], wait_v=wait_v[edge],
        gated=found.gated[by_node], gate_part=found.part[by_node],
        steps=steps, foot_edge=_flag(rules, way, "foot_edge")[edge], major=_flag(rules, way, "major")[edge],
        bridge=_flag(rules, way, "bridge")[edge],
        way_id=np.array([i for i, _ in walked], dtype=np.int64)[way][edge],
        highway=np.array([kind for _, kind in walked], dtype=object)[way][edge],
    )  # fmt: skip
