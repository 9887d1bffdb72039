"""
Service areas: all parts of streets from which a place is reached in time, cut exactly where the time runs out (method §6).
"""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely

from xc_gis.analysis.arrays.geometry import Floats, Ints
from xc_gis.analysis.legs.legs import Attached, edge_points, without_islands
from xc_gis.analysis.times.search import SearchGraph
from xc_gis.units import LENGTH_TOLERANCE_M, SECONDS_PER_MINUTE


def service_area(graph: SearchGraph, place: Attached, minutes: float) -> gpd.GeoDataFrame:
    """
    Find the parts of edges from which a place is reached within ``minutes``.

    Returns
    -------
    GeoDataFrame
        ``edge`` (number in the network), ``from_m, to_m`` (metres from the edge's ``u``) and the line, analysis CRS; parts
        of one edge do not overlap.
    """
    place = without_islands(place)
    net, limit_s = graph.network, minutes * SECONDS_PER_MINUTE
    found = graph.search([graph.arrivals(place.legs)], limit_s)[0]
    usable = ~((graph.profile == "wheelchair") & net.steps) & ~net.across  # lines across squares are no streets
    pace = net.slowness / graph.speed_m_s
    delay_u, delay_v = net.delays(graph.profile)
    parts: list[tuple[Ints, Floats, Floats]] = []
    for allowed, node, delay_s, at_u in (
        (net.backward, net.u, delay_u, True), (net.forward, net.v, delay_v, False),
    ):  # fmt: skip
        metres = (limit_s - found[node] - delay_s) / pace
        edge = np.flatnonzero(allowed & usable & (metres >= 0))
        length, far = net.length_m[edge], np.minimum(metres[edge], net.length_m[edge])
        parts.append((edge, np.zeros(len(edge)) if at_u else length - far, far if at_u else length))
    parts.append(_around_legs(graph, place, limit_s, pace, usable))
    edge, start, end = (np.concatenate(column) for column in zip(*parts, strict=True))
    edge, start, end = _merged(edge, start, end)
    lines = shapely.linestrings(np.stack([edge_points(net, edge, start), edge_points(net, edge, end)], axis=1))
    return gpd.GeoDataFrame({"edge": edge, "from_m": start, "to_m": end}, geometry=lines, crs=net.crs)


def _around_legs(
    graph: SearchGraph, place: Attached, limit_s: float, pace: Floats, usable: np.ndarray
) -> tuple[Ints, Floats, Floats]:
    """Parts of the edges on which the legs of the place end: walked up to the leg in either allowed direction."""
    net, legs = graph.network, place.legs
    rows = np.flatnonzero(legs.edge >= 0)
    rows = rows[usable[legs.edge[rows]]]
    edge, at = legs.edge[rows], legs.offset_m[rows]
    metres = (limit_s - graph.leg_seconds(legs)[rows]) / pace[edge]
    near = metres >= 0
    edge, at, metres = edge[near], at[near], metres[near]
    start = np.where(net.forward[edge], np.maximum(at - metres, 0.0), at)
    end = np.where(net.backward[edge], np.minimum(at + metres, net.length_m[edge]), at)
    return edge, start, end


def _merged(edge: Ints, start: Floats, end: Floats) -> tuple[Ints, Floats, Floats]:
    """Unite overlapping parts of each edge; parts without length are dropped."""
    real = end - start > LENGTH_TOLERANCE_M
    edge, start, end = edge[real], start[real], end[real]
    order = np.lexsort((start, edge))
    kept: list[tuple[int, float, float]] = []
    for e, a, b in zip(edge[order].tolist(), start[order].tolist(), end[order].tolist(), strict=True):
        if kept and kept[-1][0] == e and a <= kept[-1][2] + LENGTH_TOLERANCE_M:
            kept[-1] = (e, kept[-1][1], max(kept[-1][2], b))
        else:
            kept.append((e, a, b))
    table = np.array(kept, dtype=float).reshape(-1, 3)
    return table[:, 0].astype(np.int64), table[:, 1], table[:, 2]
