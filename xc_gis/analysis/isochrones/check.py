"""The check of method §6: does the drawn line say the same of every demand point as the count?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.isochrones.isochrone import IsochroneEngine
from xc_gis.analysis.legs.legs import Attached, without_islands
from xc_gis.analysis.times.short_walks import short_walks
from xc_gis.units import LENGTH_TOLERANCE_M, SECONDS_PER_MINUTE, TIME_TOLERANCE_S


def check_outlines(
    engine: IsochroneEngine,
    place: Attached,
    demand: Attached,
    minutes: Sequence[float],
    outlines: Sequence[shapely.Geometry],
) -> list[dict[str, Any]]:
    """
    Compare outlines with exact times.

    Returns
    -------
    list of dict
        For each of ``minutes``: ``counted`` (demand points within the limit), ``asked`` (all that are on the network),
        ``wrong`` (on the other side of the line than counted) and ``farthest_m`` (the most that one of these is off the line).
    """
    seconds = exact_times(engine, place, demand, max(minutes) * SECONDS_PER_MINUTE)
    known = ~demand.off_network & ~np.isnan(demand.xy[:, 0])
    points = shapely.points(demand.xy[known])
    rows = []
    for limit, outline in zip(minutes, outlines, strict=True):
        shapely.prepare(outline)
        counted = seconds[known] <= limit * SECONDS_PER_MINUTE + TIME_TOLERANCE_S
        wrong = shapely.intersects(outline, points) != counted
        off = shapely.distance(shapely.boundary(outline), points[wrong])
        rows.append(
            {"minutes": float(limit), "asked": int(known.sum()), "counted": int(counted.sum()), "wrong": int(wrong.sum()),
             "farthest_m": round(float(off.max()), 2) if wrong.any() else 0.0}
        )  # fmt: skip
    return rows


def exact_times(engine: IsochroneEngine, place: Attached, demand: Attached, limit_s: float) -> Floats:
    """Seconds of every demand point to (or from) the place by the counting rule; ``inf`` beyond the limit."""
    graph = engine.graph
    place, demand = without_islands(place), without_islands(demand)
    found = graph.search([graph.arrivals(place.legs)], limit_s)[0]
    departures = graph.departures(demand.legs)
    seconds = np.full(demand.n_points, np.inf)
    np.minimum.at(seconds, departures.point, found[departures.state] + departures.cost_s)

    def useful(start: Ints, end: Ints, metres: Floats) -> Bools:  # noqa: ARG001 - part of the protocol
        left = np.minimum(seconds[start], limit_s + TIME_TOLERANCE_S) * graph.speed_m_s
        better: Bools = metres < left - LENGTH_TOLERANCE_M
        return better

    for walks in short_walks(graph.network, engine.barriers, demand, place, engine.settings, useful=useful):
        taken = walks.seconds(
            speed_m_s=graph.speed_m_s, detour=graph.detour, leg_wait_s=graph.leg_wait_s,
            wheelchair=graph.profile == "wheelchair",
        )  # fmt: skip
        np.minimum.at(seconds, walks.demand, taken)
    return seconds
