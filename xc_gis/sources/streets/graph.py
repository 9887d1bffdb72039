"""Read a walking network saved by OSMnx (GraphML, GeoPackage) or by ``xc-gis network``."""

from __future__ import annotations

import logging
import math
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj.exceptions import ProjError

from xc_gis.errors import InputError, NetworkError
from xc_gis.languages.message import joined, msg
from xc_gis.model import StreetData
from xc_gis.sources.crs.conversion import converted
from xc_gis.sources.crs.declared import declared_crs
from xc_gis.sources.layers.vectors import layer_names
from xc_gis.sources.layers.vectors import read_geopackage as read_table_of
from xc_gis.units import EXCHANGE_CRS

logger = logging.getLogger(__name__)

WAY_TAGS = (
    "highway", "access", "foot", "bridge", "tunnel", "layer", "service", "area", "motorroad", "sidewalk", "oneway:foot",
    "conveying", "footway", "name", "name:zh", "name:en",
)  # fmt: skip
NODE_TAGS = ("highway", "barrier", "crossing", "crossing:signals", "access", "foot", "locked", "entrance")


def read_graphml(path: Path, shown: str) -> StreetData:
    """Read GraphML as OSMnx writes it. Raises ``NetworkError`` where OSMnx cannot load it."""
    import osmnx  # noqa: PLC0415 - takes a second to import and is needed for this format only

    try:
        nodes, edges = osmnx.convert.graph_to_gdfs(osmnx.io.load_graphml(path))
    except Exception as fault:  # osmnx lets the errors of xml, networkx and of its own through
        logger.info("osmnx gave up: %r", fault)
        raise NetworkError(
            msg("路网文件 {shown} 不是 OSMnx 保存的 GraphML", shown=shown),
            hint=msg("请用 osmnx.save_graphml 保存,或改用 .osm.pbf"),
        ) from fault
    return _of_frames(nodes.reset_index(), edges.reset_index(), shown)


def streets_of_graph(graph: Any) -> StreetData:
    """Streets of a graph in memory, as OSMnx downloads or loads it. Raises ``NetworkError`` where it is none of OSMnx' graphs."""
    import osmnx  # noqa: PLC0415 - as above

    try:
        nodes, edges = osmnx.convert.graph_to_gdfs(graph)
    except Exception as fault:  # as above
        logger.info("osmnx gave up: %r", fault)
        raise NetworkError(
            msg("这不是 OSMnx 的图：{fault}", fault=str(fault)), hint=msg("点需要 x、y，边需要 highway，图需要坐标系 crs")
        ) from fault
    return _of_frames(nodes.reset_index(), edges.reset_index(), "graph")


def read_geopackage(path: Path, shown: str) -> StreetData:
    """Read the layers ``nodes`` and ``edges`` of a GeoPackage as OSMnx writes it. Raises ``NetworkError`` without them."""
    try:
        layers = set(layer_names(path, shown))
        lacking = {"nodes", "edges"} - layers
        nodes, edges = (None, None) if lacking else (read_table_of(path, shown, layer)[0] for layer in ("nodes", "edges"))
    except InputError as fault:
        raise NetworkError(msg("路网文件 {shown} 不是可读的 GeoPackage", shown=shown), hint=fault.hint) from fault
    if nodes is None or edges is None:
        raise NetworkError(
            msg(
                "路网文件 {shown} 缺少图层 nodes 和 edges(现有:{layers})",
                shown=shown,
                layers=joined("、", sorted(layers)) or msg("无"),
            ),
            hint=msg("请用 osmnx.save_graph_geopackage 或 xc-gis network 导出"),
        )
    return _of_frames(nodes, edges, shown)


def _of_frames(nodes: pd.DataFrame, edges: pd.DataFrame, shown: str) -> StreetData:
    """Streets of tables in which anything may stand: numbers of nodes that are none, geometry of another kind, or none."""
    try:
        return _from_frames(nodes, edges, shown)
    except InputError:  # no network, or a system that cannot be converted: said already
        raise
    except (ValueError, TypeError, AttributeError, OverflowError, ProjError) as fault:
        logger.info("no network: %r", fault)
        raise NetworkError(
            msg("路网文件 {shown} 的内容不全或类型不符（osmid、u、v 应为整数，nodes 应为点，edges 应为线）", shown=shown),
            hint=msg("请用 OSMnx 重新导出"),
        ) from fault


def _from_frames(nodes: gpd.GeoDataFrame, edges: gpd.GeoDataFrame, shown: str) -> StreetData:
    """Turn OSMnx' nodes (``osmid``) and edges (``u, v, geometry``) into ways with nodes for every bend."""
    if not {"osmid"} <= set(nodes.columns) or not {"u", "v", "highway"} <= set(edges.columns):
        raise NetworkError(
            msg("路网文件 {shown} 的列不全:nodes 需要 osmid,edges 需要 u、v、highway", shown=shown),
            hint=msg("请用 OSMnx 重新导出"),
        )
    if nodes.crs is None or edges.crs is None:
        raise NetworkError(msg("路网文件 {shown} 没有坐标系", shown=shown), hint=msg("请用带坐标系的方式重新导出"))
    nodes, edges = (
        frame.set_geometry(converted(frame.geometry, declared_crs(None, frame.crs, shown), EXCHANGE_CRS, shown))
        for frame in (nodes, edges)
    )
    position = {int(i): (x, y) for i, x, y in zip(nodes["osmid"], nodes.geometry.x, nodes.geometry.y, strict=True)}
    if not np.isfinite(list(position.values())).all():
        raise NetworkError(msg("路网文件 {shown} 的 nodes 中有没有位置的点", shown=shown), hint=msg("请用 OSMnx 重新导出"))
    tags = {int(i): found for i, found in zip(nodes["osmid"], _tags(nodes, NODE_TAGS), strict=True) if found}
    edges = edges.assign(_tags=_tags(edges, WAY_TAGS)).sort_values(["u", "v"], kind="stable")
    ways: list[tuple[int, tuple[int, ...], dict[str, str]]] = []
    seen: set[tuple[int, int, bytes]] = set()
    next_bend = -1
    for u, v, geometry, found in zip(edges["u"], edges["v"], edges.geometry, edges["_tags"], strict=True):
        start, end = int(u), int(v)
        if start not in position or end not in position:
            raise NetworkError(
                msg("路网文件 {shown}:边 {start}-{end} 的端点不在 nodes 中", shown=shown, start=start, end=end),
                hint=msg("请重新导出"),
            )
        # OSMnx stores a two-way street twice, once in each direction
        line = shapely.LineString([position[start], position[end]]) if geometry is None else geometry
        key = (min(start, end), max(start, end), shapely.normalize(line).wkb)
        if key in seen:
            continue
        seen.add(key)
        refs = [start]
        for x, y in shapely.get_coordinates(line)[1:-1]:
            position[next_bend] = (float(x), float(y))
            refs.append(next_bend)
            next_bend -= 1
        refs.append(end)
        ways.append((len(ways) + 1, tuple(refs), found))
    ids = np.array(sorted(position), dtype=np.int64)
    lonlat = np.array([position[i] for i in ids.tolist()], dtype=float).reshape(-1, 2)
    empty = gpd.GeoDataFrame({"kind": []}, geometry=[], crs=EXCHANGE_CRS)
    return StreetData(ids, lonlat[:, 0], lonlat[:, 1], tags, tuple(ways), (), empty, notes={"saved": len(ways)})


def _tags(frame: pd.DataFrame, keys: tuple[str, ...]) -> list[dict[str, str]]:
    """Tags of each row; of several values of a merged edge the first one stands."""
    found: list[dict[str, str]] = [{} for _ in range(len(frame))]
    for key in keys:
        if key not in frame.columns:
            continue
        for row, value in zip(found, frame[key], strict=True):
            first = value[0] if isinstance(value, list) and value else value
            if first is None or (isinstance(first, float) and math.isnan(first)) or first is pd.NA:
                continue
            text = {True: "yes", False: "no"}.get(first, first) if isinstance(first, bool) else first
            row[key] = str(text).strip("[]'\"").split("', '")[0]
    return found
