"""
The walking network (method §2). Station 1: streets → nodes and edges with their impedance.

Every edge is a straight piece between two consecutive nodes of a way. Gates, barriers and the waiting at crossings are
part of nodes and edges, so that a plain shortest-path search needs no memory of turns.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import geopandas as gpd
import numpy as np
import shapely

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints, morton_order
from xc_gis.analysis.network.barriers import Barriers, build_barriers
from xc_gis.analysis.network.crossing_waits import segment_rides, segment_waits
from xc_gis.analysis.network.gates import GatedEdges, apply_gates, components
from xc_gis.analysis.network.segments import Segments
from xc_gis.analysis.network.street_ground import StreetGround, street_ground
from xc_gis.analysis.network.walkable_areas import lines_across
from xc_gis.errors import NetworkError
from xc_gis.languages.message import msg
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
        Seconds of waiting at either end that a walk over this end pays, but in the profile ``planning``.
    ride_u, ride_v
        Seconds of a lift at either end, in every profile.
    gated, gate_part
        Gated edge and the number of its part, -1 on the open network.
    steps, foot_edge, major
        As in ``walkable.WayRule``.
    takes_legs
        A straight leg may end anywhere on the edge: no bridge, no tunnel below ground, no line across an area.
    across
        A straight line across a walkable area.
    way_id
        OSM way.
    highway
        Its tag.
    areas_entries_only, areas_outline_only
        OSM ids of walkable areas with too many corners: lines across join only the places where ways come in, or there are none.
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
    ride_u: Floats
    ride_v: Floats
    gated: Bools
    gate_part: Ints
    steps: Bools
    foot_edge: Bools
    major: Bools
    takes_legs: Bools
    across: Bools
    way_id: Ints
    highway: np.ndarray
    areas_entries_only: tuple[int, ...] = ()
    areas_outline_only: tuple[int, ...] = ()

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
        """Metres of edges in the connected part of each edge, gates counted as passable, lines across areas as nothing."""
        labels = components(self.u, self.v, self.n_nodes)[self.u]
        drawn_m = np.where(self.across, 0.0, self.length_m)
        return np.bincount(labels, weights=drawn_m).astype(np.float64)[labels]

    @cached_property
    def node_part_length_m(self) -> Floats:
        """``part_length_m`` of the part of each node; 0 where no edge ends."""
        metres = np.zeros(self.n_nodes)
        metres[self.u] = self.part_length_m
        metres[self.v] = self.part_length_m
        return metres

    @cached_property
    def node_is_open(self) -> Bools:
        """By node: touched by an edge of the open network."""
        touched = np.zeros(self.n_nodes, dtype=bool)
        touched[self.u[~self.gated]] = True
        touched[self.v[~self.gated]] = True
        return touched

    @cached_property
    def node_on_wheels(self) -> Bools:
        """By node: an edge that a wheelchair may use and that takes legs ends there."""
        level = self.takes_legs & ~self.steps
        touched = np.zeros(self.n_nodes, dtype=bool)
        touched[self.u[level]] = True
        touched[self.v[level]] = True
        return touched

    @cached_property
    def lines(self) -> np.ndarray:
        """Edges as shapely lines."""
        ends = np.column_stack([self.x[self.u], self.y[self.u], self.x[self.v], self.y[self.v]])
        return np.asarray(shapely.linestrings(ends.reshape(-1, 2, 2)))

    @cached_property
    def tree(self) -> shapely.STRtree:
        """Spatial index of ``lines``."""
        return shapely.STRtree(self.lines)

    def delays(self, profile: str, edge: Ints | slice = slice(None)) -> tuple[Floats, Floats]:
        """Seconds that a walk pays at the end ``u`` and at the end ``v`` of edges: waits and lifts."""
        ride_u, ride_v = self.ride_u[edge], self.ride_v[edge]
        if profile == "planning":
            return ride_u, ride_v
        return self.wait_u[edge] + ride_u, self.wait_v[edge] + ride_v

    def time_s(self, profile: str, settings: Settings) -> Floats:
        """Seconds over each whole edge, waits and lifts included; NaN where the profile may not walk."""
        at_u, at_v = self.delays(profile)
        seconds: Floats = self.length_m * self.slowness / settings.speed(profile) + at_u + at_v
        return np.where(self.steps, np.nan, seconds) if profile == "wheelchair" else seconds

    def edges_frame(self, settings: Settings) -> gpd.GeoDataFrame:
        """
        Edges for export: the times of whole edges, so that anybody can check a walk with another engine.

        Returns
        -------
        GeoDataFrame
            ``u, v`` (nodes), ``length_m``, ``direction`` (both, forward = u to v, backward), ``time_s_<profile>`` for
            every profile (NaN where it may not walk), ``gated``, ``gate_part``, ``across`` (a straight line across a square),
            ``highway``, ``osm_way`` and the line.
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
            "gated": self.gated, "gate_part": self.gate_part, "across": self.across, "highway": self.highway.astype(str), "osm_way": self.way_id,
        }  # fmt: skip
        return gpd.GeoDataFrame(columns, geometry=self.lines, crs=self.crs)

    def nodes_frame(self) -> gpd.GeoDataFrame:
        """Nodes for export: ``node`` (as in ``u, v``), ``osmid``, ``open`` and the point."""
        return gpd.GeoDataFrame(
            {"node": np.arange(self.n_nodes), "osmid": self.osm_id, "open": self.node_is_open},
            geometry=shapely.points(self.x, self.y), crs=self.crs,
        )  # fmt: skip


def build_network(streets: StreetData, settings: Settings, barriers: Barriers | None = None) -> WalkingNetwork:
    """
    Build the walking network of a study.

    Parameters
    ----------
    streets
        As read: conditions are settled here, at the setting ``moment``.
    barriers
        What stops lines across areas, where they are built already.

    Raises
    ------
    NetworkError
        If there is no way on which anybody may walk.
    """
    return network_on(street_ground(streets, settings, barriers), settings)


def network_on(ground: StreetGround, settings: Settings) -> WalkingNetwork:
    """
    Build the walking network of streets whose walked ways and gates are known.

    Raises
    ------
    NetworkError
        If there is no way on which anybody may walk.
    """
    streets, segments, xy = ground.streets, ground.segments, ground.xy
    if len(segments.u) == 0:
        raise NetworkError(msg("路网中没有可步行的道路"), hint=msg("请换用包含步行道或城市道路的 OSM 数据"))
    entries_only: tuple[int, ...] = ()
    outline_only: tuple[int, ...] = ()
    if ground.areas:
        across = lines_across(streets, ground.areas, segments, xy, ground.barriers or build_barriers(streets, settings))
        segments = segments.with_lines(across.u, across.v, len(segments.rules) - len(ground.areas) + across.area)
        entries_only, outline_only = across.entries_only, across.outline_only
    x, y = xy.T
    length_m = np.maximum(np.hypot(x[segments.v] - x[segments.u], y[segments.v] - y[segments.u]), SHORTEST_EDGE_M)
    drawn_m = np.where(segments.across, 0.0, length_m)  # lines across squares make no part of the network the largest
    found = apply_gates(
        segments.u, segments.v, drawn_m, segments.flag("gated"), ground.gate_node, ground.closed_node, rule=settings.word("gates")
    )
    delays = segment_waits(ground.waiting, segments, settings), segment_rides(ground.waiting, segments, settings)
    network = _assemble(ground, segments, found, length_m, delays, settings)
    return replace(network, areas_entries_only=entries_only, areas_outline_only=outline_only)


def _assemble(
    ground: StreetGround, segments: Segments, found: GatedEdges, length_m: Floats,
    delays: tuple[tuple[Floats, Floats], tuple[Floats, Floats]], settings: Settings,
) -> WalkingNetwork:  # fmt: skip
    """Number the nodes that are used along a Z curve, and the edges by their nodes."""
    x, y = ground.xy.T
    used = np.unique(np.concatenate([found.u, found.v]))
    origin = found.node_source[used]
    order = morton_order(x[origin], y[origin])
    number = np.full(len(found.node_source), -1, dtype=np.int64)
    number[used[order]] = np.arange(len(used))
    node = found.node_source[used[order]]
    start, end = number[found.u], number[found.v]
    by_node = np.lexsort((found.source, np.maximum(start, end), np.minimum(start, end)))
    edge = found.source[by_node]
    steps = segments.flag("steps")[edge]
    waits, rides = delays
    return WalkingNetwork(
        crs=settings.word("crs.analysis"),
        x=x[node], y=y[node], osm_id=ground.streets.node_ids[node], on_major=ground.waiting.major[node],
        u=start[by_node], v=end[by_node], length_m=length_m[edge],
        slowness=np.where(steps, settings.number("walk.steps_factor"), 1.0),
        forward=segments.flag("forward")[edge], backward=segments.flag("backward")[edge],
        wait_u=waits[0][edge], wait_v=waits[1][edge], ride_u=rides[0][edge], ride_v=rides[1][edge],
        gated=found.gated[by_node], gate_part=found.part[by_node],
        steps=steps, foot_edge=segments.flag("foot_edge")[edge], major=segments.flag("major")[edge],
        takes_legs=segments.takes_legs[edge], across=segments.across[edge],
        way_id=segments.way_id[segments.way][edge],
        highway=segments.highway[segments.way][edge],
    )  # fmt: skip
