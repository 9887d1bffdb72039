"""
The walking network of a study for the tools of the field, and back: what scripts ask, with nothing heavy imported before it is called.

OSMnx and networkx take a graph, pandana takes tables. What comes back is a network that the method goes on with, in memory.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from xc_gis.analysis.assessment import Assessment
    from xc_gis.analysis.network.network import WalkingNetwork
    from xc_gis.operations.study import Study


def to_osmnx(study: str | Path | Study, *, profile: str = "adult") -> nx.MultiDiGraph:
    """
    Give the walking network of a study as a graph of OSMnx and networkx.

    Parameters
    ----------
    study
        Study file, or what ``read_study`` gave.
    profile
        Whose seconds are ``time_s``: ``adult``, ``senior``, ``frail``, ``child``, ``wheelchair`` or ``planning``.

    Returns
    -------
    MultiDiGraph
        One edge for each direction that may be walked; its attributes speak of that direction. ``time_s`` (seconds with waits; infinite where
        the profile may not walk), ``time_s_<profile>``, ``length_m``, ``slowness`` (1 on level ground), ``wait_start_s, wait_end_s`` (at
        crossings), ``ride_start_s, ride_end_s`` (lifts), ``gated`` and ``gate_part`` (a walk may begin or end there and not pass through: leave
        gated edges out before you ask for ways between places outside), ``steps, foot_edge, major, takes_legs, across, highway, osmid, edge, against``.
        Nodes: ``x, y`` (EPSG:4326, degrees), ``x_m, y_m`` (``graph.graph["analysis_crs"]``, metres), ``osm_node, open, on_major``.
    """
    from xc_gis.analysis.network.network import build_network  # noqa: PLC0415
    from xc_gis.report.network_graph import graph_of  # noqa: PLC0415

    read = _read(study)
    return graph_of(build_network(read.streets, read.settings), read.settings, profile)


def from_osmnx(graph: nx.MultiDiGraph, study: str | Path | Study | None = None) -> WalkingNetwork:
    """
    Make a walking network of a graph.

    A graph of ``to_osmnx`` comes back to the bit, with what was taken out, moved, changed or drawn since; an edge that was drawn is a footpath on
    level ground, one way, unless its attributes say otherwise. Times are worked out again from ``length_m`` or ``length``, ``slowness``, waits
    and rides: ``time_s`` and ``time_s_<profile>`` are not read. Moving a node leaves the lengths of its edges as they are given; take both
    away (or change both) for the straight line. Any other graph of OSMnx (``highway`` on its edges) is made a network by the
    rules of the method, as a file of it would be; ``study`` gives the settings and the coordinate system and is needed for that alone.

    Raises
    ------
    NetworkError
        No edges, an undirected graph of ``to_osmnx``, nodes without a place, attributes that are no numbers, slowness or a length that is not
        above 0, waits below 0, an edge whose ``length_m`` and ``length`` differ by more than 0.01 m.
    InputError
        A graph of other making without ``study``.
    """
    from xc_gis.analysis.network.network import build_network  # noqa: PLC0415
    from xc_gis.errors import InputError  # noqa: PLC0415
    from xc_gis.languages.message import msg  # noqa: PLC0415
    from xc_gis.report.network_graph import OWN, network_of  # noqa: PLC0415
    from xc_gis.sources.streets.graph import streets_of_graph  # noqa: PLC0415

    if graph.graph.get("created_with") == OWN:
        return network_of(graph)
    if study is None:
        raise InputError(
            msg("这张图不是 xc_gis.to_osmnx 给出的"), hint=msg("请同时给出项目：from_osmnx(graph, study)，坐标系和参数取自项目")
        )
    return build_network(streets_of_graph(graph), _read(study).settings)


def to_pandana(study: str | Path | Study, *, profile: str = "adult") -> tuple[pd.DataFrame, pd.DataFrame]:
    """
    Give the walking network of a study as the tables that ``pandana.Network`` takes, with ``twoway=False``.

    Returns
    -------
    nodes
        Indexed by node: ``x, y`` (metres, analysis CRS of the study), ``osm_node``, ``open``.
    edges
        ``from, to, time_s`` (seconds of the profile with waits; no row where it may not walk), ``length_m, gated``.
    """
    from xc_gis.analysis.network.network import build_network  # noqa: PLC0415
    from xc_gis.report.network_graph import pandana_tables  # noqa: PLC0415

    read = _read(study)
    return pandana_tables(build_network(read.streets, read.settings), read.settings, profile)


def assess(study: str | Path | Study, *, network: WalkingNetwork | None = None) -> Assessment:
    """
    Apply the method to a study in memory: nothing is written, nothing is drawn.

    Parameters
    ----------
    study
        Study file, or what ``read_study`` gave.
    network
        Walk on this network (``from_osmnx``) instead of the study's own; walls, water and entrances stay those of the study.

    Returns
    -------
    Assessment
        ``coverage``, ``joint``, ``rating``, ``demand`` (columns as in ``run``), ``gaps`` (a GeoDataFrame), ``times`` (seconds by category).

    Raises
    ------
    InputError
        The network is in another coordinate system than the study.
    """
    from xc_gis.analysis.assessment import assess_scene, attached_scene  # noqa: PLC0415
    from xc_gis.analysis.network.barriers import build_barriers  # noqa: PLC0415
    from xc_gis.errors import InputError  # noqa: PLC0415
    from xc_gis.languages.message import msg  # noqa: PLC0415
    from xc_gis.operations.study import analyse  # noqa: PLC0415
    from xc_gis.progress import Silent  # noqa: PLC0415

    read = _read(study)
    if network is None:
        return analyse(read)
    expected = read.settings.word("crs.analysis")
    if network.crs != expected:
        raise InputError(
            msg("路网的坐标系是 {given}，项目的是 {expected}", given=network.crs, expected=expected),
            hint=msg("请用 from_osmnx(graph, study) 从图重新生成路网"),
        )
    barriers = build_barriers(read.streets, read.settings)
    scene = attached_scene(network, barriers, read.streets, read.data, read.settings, Silent())
    return assess_scene(scene, read.data, read.standard, read.settings, Silent(), study_date=read.file.study.date)


def _read(study: Any) -> Study:
    from xc_gis.operations.study import Study, read_study  # noqa: PLC0415

    return study if isinstance(study, Study) else read_study(Path(study))
