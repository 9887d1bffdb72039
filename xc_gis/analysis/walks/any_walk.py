"""
The walk between any two places of the study: the same legs, streets and waits as the counts (method §3, §4), without a limit.

Beside the stations, as ``place``: no table lists either place.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import shapely

from xc_gis.analysis.assessment import Assessment
from xc_gis.analysis.legs.legs import Attached, without_islands
from xc_gis.analysis.times.search import SearchGraph
from xc_gis.analysis.times.short_walks import join_walks, short_walks
from xc_gis.analysis.times.travel_times import Question
from xc_gis.analysis.walks.explanation import Explanation, network_way, short_way
from xc_gis.settings import Settings


def walk_between(found: Assessment, start: Attached, end: Attached, graph: SearchGraph, settings: Settings) -> Explanation | None:
    """
    The quickest walk from one place to another.

    Parameters
    ----------
    start, end
        One point each, with its legs.
    graph
        Of the profile that walks.

    Returns
    -------
    Explanation or None
        Its ``facility`` is 0, the place at the end. None where no way leads there: one of both has no street within a leg's
        reach, or their streets do not meet (for a wheelchair, without steps).
    """
    if start.off_network.any() or end.off_network.any():
        return None
    here = replace(found, scene=replace(found.scene, demand=start, facility=end))
    question = Question("", (), graph.profile, np.inf)
    by_network, direct = _by_network(start, end, graph), _direct(here, graph, settings)
    if np.isinf(min(by_network, direct)):
        return None
    trace = network_way if by_network < direct else short_way
    pieces, line = trace(here, graph, 0, 0, question, settings)
    return Explanation(0, min(by_network, direct), pieces, shapely.LineString(line))


def _by_network(start: Attached, end: Attached, graph: SearchGraph) -> float:
    departures = graph.departures(without_islands(start).legs)
    seconds = graph.search([graph.arrivals(without_islands(end).legs)], np.inf)[0]
    return float((seconds[departures.state] + departures.cost_s).min(initial=np.inf))


def _direct(here: Assessment, graph: SearchGraph, settings: Settings) -> float:
    """Seconds of the quickest walk without a node; ``inf`` without one."""
    start, end = without_islands(here.scene.demand), without_islands(here.scene.facility)
    walks = join_walks(short_walks(graph.network, here.scene.barriers, start, end, settings))
    seconds = walks.seconds(
        speed_m_s=graph.speed_m_s, detour=graph.detour, leg_wait_s=graph.leg_wait_s, wheelchair=graph.profile == "wheelchair"
    )
    return float(seconds.min(initial=np.inf))
