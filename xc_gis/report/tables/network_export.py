"""The walking network as used, for other engines: GeoPackage or GraphML."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import numpy as np

from xc_gis.analysis.network.network import WalkingNetwork
from xc_gis.errors import OutputError
from xc_gis.files.whole_file import whole_file
from xc_gis.languages.message import msg
from xc_gis.report.tables.geopackage import write_layers
from xc_gis.settings import PROFILES, Settings
from xc_gis.units import EXCHANGE_CRS


def write_network(network: WalkingNetwork, settings: Settings, path: Path) -> None:
    """
    Write nodes and edges with ``u, v, length_m, time_s_<profile>, gated``.

    ``.gpkg``: layers ``nodes`` (``osmid`` is the node of ``u, v``) and ``edges`` (``direction``: both, forward = u to v, backward).
    ``.graphml``: a directed multigraph as OSMnx reads it, one edge for each direction that may be walked; coordinates in
    EPSG:4326.

    Raises
    ------
    OutputError
        Unknown suffix, or a place that cannot be written; an earlier file is then untouched.
    """
    if path.suffix.lower() not in {".gpkg", ".graphml"}:
        raise OutputError(msg("不能写成 {suffix} 文件", suffix=path.suffix or msg("无扩展名")), hint=msg("可用:.gpkg、.graphml"))
    with whole_file(path, hint=msg("请换一个可写的位置"), suffix=path.suffix, folder=True) as part:
        if path.suffix.lower() == ".gpkg":
            _write_geopackage(network, settings, part)
        else:
            nx.write_graphml(_as_text(as_graph(network, settings)), part)


def _write_geopackage(network: WalkingNetwork, settings: Settings, path: Path) -> None:
    nodes = network.nodes_frame().rename(columns={"node": "osmid", "osmid": "osm_node"})
    write_layers([("nodes", nodes), ("edges", network.edges_frame(settings))], path)


def _as_text(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """All attributes as text, as OSMnx writes and expects them."""
    for _, values in graph.nodes(data=True):
        values.update({key: str(value) for key, value in values.items()})
    for _, _, values in graph.edges(data=True):
        values.update({key: str(value) for key, value in values.items()})
    return graph


def as_graph(network: WalkingNetwork, settings: Settings) -> nx.MultiDiGraph:
    """The network as OSMnx' kind of graph: ``x, y`` in degrees, one edge for each direction that may be walked."""
    graph = nx.MultiDiGraph(crs=EXCHANGE_CRS, created_with="xc-gis")
    places = network.nodes_frame().to_crs(EXCHANGE_CRS).geometry
    for node, (x, y, osm_node) in enumerate(zip(places.x, places.y, network.osm_id, strict=True)):
        graph.add_node(node, x=float(x), y=float(y), osm_node=int(osm_node), open=bool(network.node_is_open[node]))
    times = {profile: network.time_s(profile, settings) for profile in PROFILES}
    for edge in range(network.n_edges):
        values: dict[str, object] = {
            "osmid": int(network.way_id[edge]), "highway": str(network.highway[edge]), "length": float(network.length_m[edge]),
            "length_m": float(network.length_m[edge]), "gated": bool(network.gated[edge]), "gate_part": int(network.gate_part[edge]),
        }  # fmt: skip
        values |= {f"time_s_{p}": float(times[p][edge]) for p in PROFILES if not np.isnan(times[p][edge])}
        u, v = int(network.u[edge]), int(network.v[edge])
        if network.forward[edge]:
            graph.add_edge(u, v, **values)
        if network.backward[edge]:
            graph.add_edge(v, u, **values)
    return graph
