"""
Walking times from every demand point to the nearest facility of every category (method §4). Station 3: legs → times.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints, neighbourhoods
from xc_gis.analysis.legs.facility_points import FacilityPoints
from xc_gis.analysis.legs.legs import Attached, without_islands
from xc_gis.analysis.legs.point_parts import legs_of, only, part_of
from xc_gis.analysis.network.barriers import Barriers
from xc_gis.analysis.network.network import WalkingNetwork
from xc_gis.analysis.times.eligibility import DemandAreas, Eligibility, service_points
from xc_gis.analysis.times.facility_services import EVERYONE
from xc_gis.analysis.times.large_search import LargeSearch
from xc_gis.analysis.times.search import SearchGraph, Seeds, build_search_graph
from xc_gis.analysis.times.short_walks import box_of_short_walks, short_walks
from xc_gis.analysis.times.tiles import local_groups
from xc_gis.languages.message import msg
from xc_gis.progress import Progress
from xc_gis.settings import Settings
from xc_gis.units import LENGTH_TOLERANCE_M, TIME_TOLERANCE_S

POINTS_AT_ONCE = 20_000
"""Demand points whose walks are looked at together: bounds the memory of their pairs with facilities."""


@dataclass(frozen=True)
class Question:
    """
    One time to be found for every demand point: to the nearest facility of a category at the pace of a profile.

    Attributes
    ----------
    key
        Name of the answer.
    types
        Facility types that count.
    profile
        Walking profile.
    bound_s
        Longest time that is looked for.
    """

    key: str
    types: tuple[str, ...]
    profile: str
    bound_s: float


@dataclass(frozen=True)
class Ends:
    """
    Where walks begin and end.

    Attributes
    ----------
    demand, facility
        Demand points and facility points with their legs.
    areas
        Where the demand points lie.
    facility_points
        Facility of each facility point.
    """

    demand: Attached
    areas: DemandAreas
    facility: Attached
    facility_points: FacilityPoints


def walking_times(
    network: WalkingNetwork,
    barriers: Barriers,
    ends: Ends,
    services: pd.DataFrame,
    questions: Sequence[Question],
    settings: Settings,
    progress: Progress,
) -> dict[str, Floats]:
    """
    Answer all questions for all demand points.

    Parameters
    ----------
    services
        Result of ``facility_services.facility_services``.

    Returns
    -------
    dict
        By key: seconds for each demand point, NaN beyond the bound and for points off the network.
    """
    demand, facility = without_islands(ends.demand), without_islands(ends.facility)
    by_facility = service_points(ends.facility_points, services)
    facility = _offering(facility, by_facility, questions)
    times: dict[str, Floats] = {q.key: np.full(demand.n_points, np.inf) for q in questions}
    profiles = sorted({q.profile for q in questions})
    graphs = {profile: build_search_graph(network, profile, settings) for profile in profiles}
    placed = np.flatnonzero(~np.isnan(demand.xy[:, 0]))
    parts = [placed[part] for part in neighbourhoods(demand.xy[placed], POINTS_AT_ONCE)]
    for done, profile in enumerate(profiles):
        progress.step(msg("计算步行时间"), done, len(profiles) + 1)
        asked = [q for q in questions if q.profile == profile]
        _network_times(graphs[profile], demand, parts, ends.areas, facility, by_facility, asked, times)
    progress.step(msg("计算步行时间"), len(profiles), len(profiles) + 1)
    short = _ShortTimes(network, barriers, by_facility, questions, graphs, settings)
    for index in parts:
        part = part_of(demand, index)
        near = facility if len(parts) == 1 else _within_short_walks(network, facility, part, settings)
        some = {key: seconds[index] for key, seconds in times.items()}
        short.lower(part, ends.areas.take(index), near, some)
        for key, seconds in some.items():
            times[key][index] = seconds
    progress.step(msg("计算步行时间"), len(profiles) + 1, len(profiles) + 1)
    for question in questions:
        seconds = times[question.key]
        seconds[(seconds > question.bound_s + TIME_TOLERANCE_S) | demand.off_network] = np.nan
    return times


def _offering(facility: Attached, by_facility: pd.DataFrame, questions: Sequence[Question]) -> Attached:
    """Facility points that offer what is asked for; the others keep their numbers and lose their legs, so that no pair with them is looked at."""
    wanted = by_facility["type"].isin({kind for question in questions for kind in question.types})
    return only(facility, by_facility["point"].to_numpy(dtype=np.int64)[wanted.to_numpy()])


def _within_short_walks(network: WalkingNetwork, facility: Attached, part: Attached, settings: Settings) -> Attached:
    """Facility points that a short walk from a part may lead to; the others keep their numbers and lose their legs."""
    low, high = box_of_short_walks(network, part, settings)
    return only(facility, np.flatnonzero(((facility.xy >= low) & (facility.xy <= high)).all(axis=1)))


def _network_times(
    graph: SearchGraph, demand: Attached, parts: Sequence[Ints], areas: DemandAreas, facility: Attached,
    by_facility: pd.DataFrame, asked: Sequence[Question], times: Mapping[str, Floats],
) -> None:  # fmt: skip
    """Lower ``times`` to what a search over the network finds."""
    arrivals, large = graph.arrivals(facility.legs), LargeSearch(graph)
    everyone = by_facility[by_facility["catchment"] == EVERYONE]
    groups = [_arrivals_of(arrivals, everyone, q.types) for q in asked]
    found = {q.key: large.search(group, q.bound_s) for q, group in zip(asked, groups, strict=True) if len(group.point)}
    for index in parts:
        departures = graph.departures(legs_of(demand, index))
        for key, seconds in found.items():
            point, least = _least_by_point(departures, seconds[departures.state])
            times[key][index[point]] = np.minimum(times[key][index[point]], least)
    for catchment in ("own_community", "own_subdistrict"):
        local = by_facility[by_facility["catchment"] == catchment]
        if len(local):
            # departures of a part count its points from 0: they are all of them only where every point has a place
            is_whole = len(parts) == 1 and len(parts[0]) == demand.n_points
            every = departures if is_whole else graph.departures(demand.legs)
            _local_times(graph, every, areas.of(catchment), arrivals, local, asked, times)


def _arrivals_of(arrivals: Seeds, rows: pd.DataFrame, types: Sequence[str]) -> Seeds:
    wanted = rows["point"][rows["type"].isin(types)].to_numpy()
    return arrivals.take(np.isin(arrivals.point, wanted))


def _least_by_point(seeds: Seeds, onward: Floats) -> tuple[Ints, Floats]:
    if len(seeds.point) == 0:
        return seeds.point, onward
    first = np.flatnonzero(np.concatenate([[True], seeds.point[1:] != seeds.point[:-1]]))
    return seeds.point[first], np.minimum.reduceat(onward + seeds.cost_s, first)


def _local_times(
    graph: SearchGraph, departures: Seeds, home: np.ndarray, arrivals: Seeds, local: pd.DataFrame,
    asked: Sequence[Question], times: Mapping[str, Floats],
) -> None:  # fmt: skip
    """Facilities with a catchment: one small search for each type and area, read only where its people live."""
    bound = {kind: max(q.bound_s for q in asked if kind in q.types) for q in asked for kind in q.types}
    served = local[local["type"].isin(bound)]
    first = np.searchsorted(arrivals.point, np.arange(int(local["point"].max()) + 2))
    groups = [
        ((str(kind), str(area)), arrivals.take(_rows_of_points(first, rows["point"].to_numpy())))
        for (kind, area), rows in served.groupby(["type", "area"], sort=True)
    ]
    residents = _rows_by_area(departures, home)
    for (kind, _), rows, found in local_groups(graph, groups, residents, departures.state, bound):
        part = departures.take(rows)
        point, least = _least_by_point(part, found)
        for question in asked:
            if kind in question.types:
                seconds = times[question.key]
                seconds[point] = np.minimum(seconds[point], least)


def _rows_of_points(first: Ints, points: Ints) -> Ints:
    """Rows of some points in a table sorted by point, of which ``first`` says where each begins."""
    return np.concatenate([np.arange(first[p], first[p + 1]) for p in np.sort(points)])


def _rows_by_area(departures: Seeds, home: np.ndarray) -> dict[str, Ints]:
    """Rows of departures of the people of each area, in their order."""
    names, code = np.unique(home.astype(str), return_inverse=True)
    of_row = code[departures.point]
    order = np.argsort(of_row, kind="stable")
    starts = np.searchsorted(of_row[order], np.arange(len(names) + 1))
    return {str(name): order[starts[i] : starts[i + 1]] for i, name in enumerate(names)}


@dataclass(frozen=True)
class _ShortTimes:
    """What walks along one edge and direct legs take, for one part of the demand points after the other."""

    network: WalkingNetwork
    barriers: Barriers
    by_facility: pd.DataFrame
    questions: Sequence[Question]
    graphs: Mapping[str, SearchGraph]
    settings: Settings

    def lower(self, demand: Attached, areas: DemandAreas, facility: Attached, times: Mapping[str, Floats]) -> None:
        """Lower ``times`` of a part to what such walks take."""
        types = np.array(sorted({kind for q in self.questions for kind in q.types}), dtype=object)
        offer = Eligibility.of(self.by_facility, types, areas, facility.n_points)

        def useful(start: Ints, end: Ints, metres: Floats) -> Bools:
            known = offer.type_of_point[end]
            left = _metres_left(self.questions, types, self.graphs, times) - LENGTH_TOLERANCE_M
            return (known >= 0) & (metres < left[known, start])

        for walks in short_walks(self.network, self.barriers, demand, facility, self.settings, useful=useful):
            walk, kind = offer.allowed(walks)
            for question in self.questions:
                graph = self.graphs[question.profile]
                rows = walk[np.isin(kind, np.flatnonzero(np.isin(types, question.types)))]
                seconds = walks.seconds(
                    speed_m_s=graph.speed_m_s, detour=graph.detour, leg_wait_s=graph.leg_wait_s,
                    wheelchair=question.profile == "wheelchair",
                )  # fmt: skip
                np.minimum.at(times[question.key], walks.demand[rows], seconds[rows])


def _metres_left(
    questions: Sequence[Question],
    types: np.ndarray,
    graphs: Mapping[str, SearchGraph],
    times: Mapping[str, Floats],
) -> Floats:
    """By type and demand point: metres that a walk may at most measure and still beat a time found so far."""
    left = np.zeros((len(types), len(next(iter(times.values())))))
    for question in questions:
        metres = np.minimum(times[question.key], question.bound_s + TIME_TOLERANCE_S) * graphs[question.profile].speed_m_s
        for kind in np.flatnonzero(np.isin(types, question.types)):
            np.maximum(left[kind], metres, out=left[kind])
    return left
