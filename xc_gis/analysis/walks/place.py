"""
Any place of the study as if somebody lived there: the nearest facility of every category and the way to it.

Beside the stations, as ``explanation``: the same rule and the same search, from one place that no table lists.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import geopandas as gpd
import numpy as np
import shapely

from xc_gis.analysis.arrays.geometry import Floats, Ints
from xc_gis.analysis.assessment import Assessment
from xc_gis.analysis.coverage.coverage import STATE_NAMES, DemandPoints
from xc_gis.analysis.coverage.inventory import complete_areas, surroundings
from xc_gis.analysis.coverage.states import StateInputs, questions_of_standard, state_of, widest
from xc_gis.analysis.legs.legs import LEG_COLUMNS, Attached, leg_targets, without_islands
from xc_gis.analysis.times.eligibility import DemandAreas
from xc_gis.analysis.times.facility_services import home_communities
from xc_gis.analysis.times.search import SearchGraph, Seeds
from xc_gis.analysis.times.travel_times import Question
from xc_gis.analysis.walks.explanation import short_way
from xc_gis.analysis.walks.nearest import nearest_facilities
from xc_gis.settings import Settings
from xc_gis.standard import Standard


@dataclass(frozen=True)
class PlaceWalk:
    """
    The walk to the nearest facility.

    ``key`` of the question, ``facility`` row of the facility frame, ``line`` from the place to it in the analysis CRS.
    """

    key: str
    facility: int
    seconds: float
    line: shapely.Geometry


def assessment_at(found: Assessment, place: Attached, asked: Sequence[Question]) -> Assessment:
    """An assessment whose only demand point is a place; its community is the one in whose territory it lies."""
    point = gpd.GeoDataFrame(geometry=shapely.points(place.xy), crs=found.data.demand.crs)
    home = home_communities(point, found.data.communities)[0]
    communities = found.data.communities
    quarter = communities.loc[communities["community_id"] == home, "subdistrict"].fillna("")
    areas = DemandAreas(np.array([home], dtype=object), np.array([*quarter, ""][:1], dtype=object))
    unknown = {q.key: np.array([np.nan]) for q in asked}
    return replace(found, scene=replace(found.scene, demand=place), areas=areas, times=unknown)


def walks_from(
    found: Assessment, place: Attached, asked: Sequence[Question], graphs: Mapping[str, SearchGraph], settings: Settings
) -> list[PlaceWalk]:
    """
    Find the nearest facility for each question, and the way.

    Parameters
    ----------
    place
        One point with its legs.
    graphs
        Search graph of each profile that is asked for.

    Returns
    -------
    list
        In the order of ``asked``; questions whose bound holds nothing are absent.
    """
    here = assessment_at(found, place, asked)
    table = nearest_facilities(here, [0], asked, settings, graphs=graphs)
    by_key = {row.key: row for row in table.itertuples(index=False)}
    facility = without_islands(found.scene.facility)
    ways = (
        {
            profile: WaysFromPlace(
                place, facility, graphs[profile], widest_s(asked, profile), graphs[profile].arrivals(facility.legs)
            )
            for profile in sorted({q.profile for q in asked})
        }
        if by_key
        else {}
    )
    walks = []
    for question in asked:
        row = by_key.get(question.key)
        if row is None:
            continue
        if row.by_network:
            line = ways[question.profile].to(int(row.point))
        else:
            line = short_way(here, graphs[question.profile], 0, int(row.point), question, settings)[1]
        walks.append(PlaceWalk(question.key, int(row.facility), float(row.seconds), line))
    return walks


def states_at(
    found: Assessment,
    place: Attached,
    seconds: Mapping[str, float],
    standard: Standard,
    settings: Settings,
    study_date: date | None,
) -> dict[str, str]:
    """
    State of each category at a place, by the rule of the counts: ``covered``, ``gap`` or ``unknown``.

    ``seconds``: time to the nearest facility by category; those that none is reached of within the search are absent.
    """
    data = found.data
    home = home_communities(gpd.GeoDataFrame(geometry=shapely.points(place.xy), crs=data.demand.crs), data.communities)[0]
    row = np.flatnonzero(data.communities["community_id"].to_numpy() == home) if home else np.array([], dtype=np.int64)
    points = DemandPoints(np.array([*row, -1][:1], dtype=np.int64), place.off_network, data.demand.iloc[:0])
    ground = StateInputs(points, place.xy, data.facilities, found.scene.facility_points, found.scene.facility_off_network)
    asked = [one for one in questions_of_standard(standard) if one.question.key == one.category.code]
    areas = complete_areas(data.inventory, data.communities, standard, settings, study_date)
    near = surroundings(place.xy, data.communities, widest(asked, settings), areas)
    states = {}
    for one in asked:
        time = np.array([seconds.get(one.question.key, np.nan)])
        states[one.question.key] = STATE_NAMES[int(state_of(one, time, settings, ground, areas, near)[0])]
    return states


def widest_s(asked: Sequence[Question], profile: str) -> float:
    """How far is searched at a pace, in seconds."""
    return max(q.bound_s for q in asked if q.profile == profile)


class WaysFromPlace:
    """
    All ways from one place at one pace: one search, read backwards from each facility.

    Parameters
    ----------
    place, facility
        One point and all facility points, with their legs; facility points without those of islands.
    bound_s
        How far is searched.
    arrivals
        Of ``facility.legs`` in the graph; made once for many places.
    """

    def __init__(self, place: Attached, facility: Attached, graph: SearchGraph, bound_s: float, arrivals: Seeds) -> None:
        self._graph, self._demand, self._facility, self._arrivals = graph, without_islands(place), facility, arrivals
        self._departures = graph.departures(self._demand.legs)
        self._seconds, self._before = graph.search_onward_with_way(self._departures, bound_s)

    def to(self, point: int) -> shapely.Geometry:
        """The line to a facility point that is reached by the network, analysis CRS."""
        first, last = np.searchsorted(self._arrivals.point, [point, point + 1])
        arrivals: Seeds = self._arrivals.take(slice(int(first), int(last)))
        end = int(np.argmin(self._seconds[arrivals.state] + arrivals.cost_s))
        states = [int(arrivals.state[end])]
        while self._before[states[-1]] >= 0:
            states.append(int(self._before[states[-1]]))
        states.reverse()
        start = np.flatnonzero(self._departures.state == states[0])
        leg = int(self._departures.leg[start[np.argmin(self._departures.cost_s[start])]])
        net, nodes = self._graph.network, self._graph.state_node[np.array(states)]
        return shapely.LineString(
            np.concatenate(
                [
                    self._demand.xy[:1], self._target(self._demand, leg), np.column_stack([net.x[nodes], net.y[nodes]]),
                    self._target(self._facility, int(arrivals.leg[end])), self._facility.xy[[point]],
                ]
            )
        )  # fmt: skip

    def _target(self, attached: Attached, leg: int) -> Floats:
        one: Ints = np.array([leg])
        legs = replace(attached.legs, **{name: getattr(attached.legs, name)[one] for name in LEG_COLUMNS})
        return leg_targets(self._graph.network, legs)
