"""
The walking network as a graph of OSMnx and networkx, and back, with all that the method needs (method §2).

A graph edge is one direction in which an edge may be walked; its attributes speak of that direction. ``DRAWN`` says what an edge is that somebody
drew by hand and that says nothing of itself.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
from pyproj import CRS, Transformer

from xc_gis.analysis.network.network import SHORTEST_EDGE_M, WalkingNetwork
from xc_gis.errors import NetworkError
from xc_gis.languages.message import joined, msg
from xc_gis.settings import PROFILES, Settings
from xc_gis.units import EXCHANGE_CRS

OWN = "xc-gis"
MOVED_M = 0.01
"""A node whose longitude and latitude lie further than this from its metres was moved by somebody, and stands where they say."""

FLAGS = ("gated", "steps", "foot_edge", "major", "takes_legs", "across")
DRAWN: Mapping[str, Any] = {
    "slowness": 1.0, "wait_start_s": 0.0, "wait_end_s": 0.0, "ride_start_s": 0.0, "ride_end_s": 0.0, "gated": False, "gate_part": -1,
    "steps": False, "foot_edge": True, "major": False, "takes_legs": True, "across": False, "highway": "footway", "osmid": 0,
}  # fmt: skip
"""A footpath on level ground without a wait. Its length is ``length_m`` or ``length``, where neither is given the straight line."""

LENGTHS = ("length_m", "length")
SAME_M = 0.01
"""``length_m`` and ``length`` that differ by no more were only rounded."""


def graph_of(network: WalkingNetwork, settings: Settings, profile: str = "adult") -> nx.MultiDiGraph:
    """
    The network as OSMnx' kind of graph: ``x, y`` in degrees, one edge for each direction that may be walked.

    Parameters
    ----------
    profile
        Whose seconds are ``time_s``; infinite where that profile may not walk, since networkx counts a missing weight as 1.

    Returns
    -------
    MultiDiGraph
        Nodes: ``x, y`` (EPSG:4326, degrees), ``x_m, y_m`` (the graph's ``analysis_crs``, metres), ``osm_node``, ``open`` (touches the open
        network), ``on_major``. Edges: ``time_s``, ``time_s_<profile>`` (seconds, only where it may walk), ``length_m`` and ``length``, ``slowness``,
        ``wait_start_s, wait_end_s, ride_start_s, ride_end_s`` (seconds, parts of the times), ``gated, gate_part, steps, foot_edge, major, takes_legs, across``,
        ``highway``, ``osmid`` (the way), ``edge`` (its two directions share it) and ``against`` (the second of them).
    """
    graph = nx.MultiDiGraph(
        crs=EXCHANGE_CRS, created_with=OWN, analysis_crs=network.crs, profile=profile,
        areas_entries_only=json.dumps(network.areas_entries_only), areas_outline_only=json.dumps(network.areas_outline_only),
    )  # fmt: skip
    lon, lat = Transformer.from_crs(network.crs, EXCHANGE_CRS, always_xy=True).transform(network.x, network.y)
    nodes = zip(lon.tolist(), lat.tolist(), network.x.tolist(), network.y.tolist(), network.osm_id.tolist(),
                network.node_is_open.tolist(), network.on_major.tolist(), strict=True)  # fmt: skip
    for node, (x, y, x_m, y_m, osm_node, is_open, on_major) in enumerate(nodes):
        graph.add_node(node, x=x, y=y, x_m=x_m, y_m=y_m, osm_node=osm_node, open=is_open, on_major=on_major)
    for values, forward, backward in _edges(network, settings, profile):
        u, v = values.pop("u"), values.pop("v")
        if forward:
            graph.add_edge(u, v, **values)
        if backward:
            graph.add_edge(v, u, **_turned(values))
    return graph


def network_of(graph: nx.MultiDiGraph) -> WalkingNetwork:
    """
    The network of a graph that ``graph_of`` made, whatever was done to it since: nodes and edges taken out, moved, changed, drawn.

    Read back unchanged it is the same to the bit; also after ``osmnx.save_graphml`` and ``load_graphml``. The two directions of an edge stay
    one edge where they still agree. Times are worked out again from lengths, slowness and waits: ``time_s`` itself is not read. A node that
    was moved leaves lengths that are given as they are.

    Raises
    ------
    NetworkError
        An undirected graph, a node without a place, an attribute that is no number or out of bounds, two lengths of one edge, or no edge at all.
    """
    if not graph.is_directed():
        raise NetworkError(
            msg("图是无向的，每条边的两个方向只剩一个"), hint=msg("请用 xc_gis.to_osmnx 给出的有向图（OSMnx 的 MultiDiGraph）")
        )
    crs = str(graph.graph["analysis_crs"])
    edges = _joined(_drawn(graph))
    if edges.empty:
        raise NetworkError(msg("路网中没有可步行的道路"), hint=msg("图中没有边"))
    used = set(edges["tail"]) | set(edges["head"])
    nodes = [node for node in graph if node in used]
    number = {node: n for n, node in enumerate(nodes)}
    x, y = _places(graph, nodes, crs)
    told = [graph.nodes[node] for node in nodes]
    u, v = (edges[end].map(number).to_numpy(np.int64) for end in ("tail", "head"))
    length_m = edges["length_m"].to_numpy(np.float64)
    straight = np.hypot(x[v] - x[u], y[v] - y[u])
    return WalkingNetwork(
        crs=crs, x=x, y=y, osm_id=np.array([int(node.get("osm_node", 0)) for node in told], dtype=np.int64),
        on_major=np.array([_yes(node.get("on_major", False)) for node in told], dtype=bool), u=u, v=v,
        length_m=np.maximum(np.where(np.isnan(length_m), straight, length_m), SHORTEST_EDGE_M),
        slowness=edges["slowness"].to_numpy(np.float64),
        forward=edges["forward"].to_numpy(bool), backward=edges["backward"].to_numpy(bool),
        wait_u=edges["wait_start_s"].to_numpy(np.float64), wait_v=edges["wait_end_s"].to_numpy(np.float64),
        ride_u=edges["ride_start_s"].to_numpy(np.float64), ride_v=edges["ride_end_s"].to_numpy(np.float64),
        **{name: edges[name].to_numpy(bool) for name in FLAGS}, gate_part=edges["gate_part"].to_numpy(np.int64),
        way_id=edges["osmid"].to_numpy(np.int64), highway=edges["highway"].to_numpy(object),
        areas_entries_only=tuple(json.loads(graph.graph.get("areas_entries_only", "[]"))),
        areas_outline_only=tuple(json.loads(graph.graph.get("areas_outline_only", "[]"))),
    )  # fmt: skip


def pandana_tables(network: WalkingNetwork, settings: Settings, profile: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """
    Nodes and edges as ``pandana.Network`` takes them, one row for each direction that a profile may walk (``twoway=False``).

    Returns
    -------
    nodes
        Indexed by node: ``x, y`` (metres, CRS of the network), ``osm_node``, ``open``.
    edges
        ``from, to, time_s`` (seconds), ``length_m, gated``.
    """
    nodes = pd.DataFrame({"x": network.x, "y": network.y, "osm_node": network.osm_id, "open": network.node_is_open})
    seconds = network.time_s(profile, settings)
    ways = []
    for allowed, start, end in ((network.forward, network.u, network.v), (network.backward, network.v, network.u)):
        may = allowed & ~np.isnan(seconds)
        columns = {"from": start, "to": end, "time_s": seconds, "length_m": network.length_m, "gated": network.gated}
        ways.append(pd.DataFrame({name: column[may] for name, column in columns.items()}))
    return nodes, pd.concat(ways, ignore_index=True)


def _edges(network: WalkingNetwork, settings: Settings, profile: str) -> Iterable[tuple[dict[str, Any], bool, bool]]:
    """Attributes of each edge in its own direction, and which directions may be walked."""
    times = {name: network.time_s(name, settings) for name in PROFILES}
    columns = {
        "u": network.u, "v": network.v, "length_m": network.length_m, "slowness": network.slowness, "wait_start_s": network.wait_u,
        "wait_end_s": network.wait_v, "ride_start_s": network.ride_u, "ride_end_s": network.ride_v, "gate_part": network.gate_part,
        "osmid": network.way_id, **{name: getattr(network, name) for name in FLAGS}, **{f"time_s_{name}": found for name, found in times.items()},
    }  # fmt: skip
    lists = {name: column.tolist() for name, column in columns.items()}
    rows = zip(*lists.values(), strict=True)
    highways, may = network.highway.astype(str).tolist(), zip(network.forward.tolist(), network.backward.tolist(), strict=True)
    for edge, (row, highway, (forward, backward)) in enumerate(zip(rows, highways, may, strict=True)):
        values = {name: value for name, value in zip(lists, row, strict=True) if value == value}  # noqa: PLR0124 - NaN: may not walk
        values |= {"length": values["length_m"], "time_s": values.get(f"time_s_{profile}", float("inf"))}
        yield {**values, "highway": highway, "edge": edge, "against": False}, forward, backward


def _turned(values: Mapping[str, Any]) -> dict[str, Any]:
    """The same edge walked the other way."""
    ends = {
        f"{what}_{end}_s": values[f"{what}_{other}_s"]
        for what in ("wait", "ride")
        for end, other in (("start", "end"), ("end", "start"))
    }
    return {**values, **ends, "against": not values["against"]}


def _drawn(graph: nx.MultiDiGraph) -> list[dict[str, Any]]:
    """Edges of a graph in their own direction, each with all attributes that the method needs, as numbers and flags."""
    found = []
    for tail, head, given in graph.edges(data=True):
        told = {**DRAWN, "steps": str(given.get("highway")) == "steps", **given}
        try:
            row = {name: _of_kind(default, told[name]) for name, default in DRAWN.items()}
            lengths = {name: float(given[name]) for name in LENGTHS if name in given}
            number = int(given.get("edge", -1))
        except (TypeError, ValueError, OverflowError) as fault:
            raise NetworkError(
                msg("边 {tail}-{head} 的属性读不成数：{fault}", tail=str(tail), head=str(head), fault=str(fault)),
                hint=msg("需要的属性见 xc_gis.to_osmnx 的说明"),
            ) from fault
        _refuse_wrong(f"{tail}-{head}", row, lengths)
        row["length_m"] = next(iter(lengths.values()), math.nan)
        found.append({"tail": tail, "head": head, **row, "edge": number, "against": _yes(given.get("against", False))})
    return found


def _refuse_wrong(edge: str, row: Mapping[str, Any], lengths: Mapping[str, float]) -> None:
    """Numbers by which nobody can walk, and lengths of which one is out of date."""
    above_zero = {"slowness": row["slowness"], **lengths}
    for name, value in {**{name: value for name, value in row.items() if isinstance(value, float)}, **above_zero}.items():
        if math.isfinite(value) and (value > 0 or (value == 0 and name not in above_zero)):
            continue
        wanted = msg("应为大于 0 的有限数") if name in above_zero else msg("应为不小于 0 的有限数")
        raise NetworkError(
            msg("边 {edge} 的 {name} 是 {value}", edge=edge, name=name, value=str(value)),
            hint=msg("{wanted}；不知道就不要写这个属性", wanted=wanted),
        )
    if lengths and max(lengths.values()) - min(lengths.values()) > SAME_M:
        said = joined("、", [f"{name} = {value:.2f}" for name, value in lengths.items()])
        raise NetworkError(
            msg("边 {edge} 有两个不同的长度：{said}", edge=edge, said=said), hint=msg("请改成一样的，或去掉不对的一个")
        )


def _joined(drawn: Iterable[dict[str, Any]]) -> pd.DataFrame:
    """One row for each edge: its two directions together where they still agree, by number, drawn ones last."""
    rows: dict[tuple[object, ...], dict[str, Any]] = {}
    for n, row in enumerate(drawn):
        known = row["edge"] >= 0
        along = {**_turned(row), "tail": row["head"], "head": row["tail"]} if row["against"] else row
        same = tuple(value for name, value in along.items() if name != "against")
        key = (not known, row["edge"], same) if known else (not known, n)
        kept = rows.setdefault(key, {**along, "forward": False, "backward": False})
        kept["backward" if row["against"] else "forward"] = True
    return pd.DataFrame([rows[key] for key in sorted(rows, key=_by_number)])


def _by_number(key: tuple[object, ...]) -> tuple[object, ...]:
    return key[:2]


def _places(graph: nx.MultiDiGraph, nodes: list[Any], crs: str) -> tuple[np.ndarray, np.ndarray]:
    """Metres of nodes: those they were given, or where their own coordinates say, if somebody drew or moved them."""
    told = [graph.nodes[node] for node in nodes]
    try:
        own = np.array([[float(node["x"]), float(node["y"])] for node in told])
        kept = np.array([[float(node.get("x_m", "nan")), float(node.get("y_m", "nan"))] for node in told])
    except (KeyError, TypeError, ValueError) as fault:
        raise NetworkError(msg("图中有没有坐标 x、y 的点"), hint=msg('x、y 应为数字，坐标系写在 graph.graph["crs"]')) from fault
    placed = np.column_stack(Transformer.from_crs(CRS(graph.graph["crs"]), crs, always_xy=True).transform(*own.T))
    if not np.isfinite(placed).all():
        raise NetworkError(msg("图中有没有坐标 x、y 的点"), hint=msg('x、y 应为数字，坐标系写在 graph.graph["crs"]'))
    moved = ~(np.hypot(*(placed - kept).T) <= MOVED_M)
    kept[moved] = placed[moved]
    return kept[:, 0].copy(), kept[:, 1].copy()


def _of_kind(default: Any, value: Any) -> Any:
    """A value as what it stands for: after GraphML everything may be text."""
    if isinstance(default, bool):
        return _yes(value)
    if isinstance(default, int):
        return int(value[0] if isinstance(value, list) else value)
    return float(value) if isinstance(default, float) else str(value[0] if isinstance(value, list) else value)


def _yes(value: Any) -> bool:
    if str(value) not in {"True", "False"}:
        raise ValueError(repr(value))
    return str(value) == "True"
