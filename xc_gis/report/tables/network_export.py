"""The walking network as used, for other engines: GeoPackage or GraphML."""

from __future__ import annotations

from pathlib import Path

import networkx as nx

from xc_gis.analysis.network.network import WalkingNetwork
from xc_gis.errors import OutputError
from xc_gis.files.whole_file import whole_file
from xc_gis.languages.message import msg
from xc_gis.report.network_graph import DRAWN, graph_of
from xc_gis.report.tables.geopackage import write_layers
from xc_gis.settings import Settings

KEPT = ("gated", "gate_part", "highway", "osmid")
"""What other engines look for on every edge."""


def write_network(network: WalkingNetwork, settings: Settings, path: Path) -> None:
    """
    Write nodes and edges with ``u, v, length_m, time_s_<profile>, gated``.

    ``.gpkg``: layers ``nodes`` (``osmid`` is the node of ``u, v``) and ``edges`` (``direction``: both, forward = u to v, backward).
    ``.graphml``: a directed multigraph as OSMnx reads it, one edge for each direction that may be walked; coordinates in
    EPSG:4326; attributes as in ``network_graph.graph_of``, so that ``xc_gis.from_osmnx`` reads it without loss.

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
            nx.write_graphml(_as_text(graph_of(network, settings)), part)


def _write_geopackage(network: WalkingNetwork, settings: Settings, path: Path) -> None:
    nodes = network.nodes_frame().rename(columns={"node": "osmid", "osmid": "osm_node"})
    write_layers([("nodes", nodes), ("edges", network.edges_frame(settings))], path)


def _as_text(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """All attributes as text, as OSMnx writes and expects them; what ``network_of`` takes for granted is left away, a quarter of the file."""
    for _, values in graph.nodes(data=True):
        values.update({key: str(value) for key, value in values.items()})
    for _, _, values in graph.edges(data=True):
        granted = {**DRAWN, "steps": values["highway"] == "steps", "against": False}
        kept = {key: str(value) for key, value in values.items() if key in KEPT or key not in granted or granted[key] != value}
        values.clear()
        values.update(kept)
    return graph
