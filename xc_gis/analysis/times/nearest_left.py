"""
Times of some demand points to the nearest facility that is left when others are gone (method §4). Station 3.

Whoever went to a facility that closes goes to another one, mostly not much farther away: the search looks around these people
first, and once more as far as the bound for those who have not found one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.arrays.loops import library
from xc_gis.analysis.legs.legs import Attached
from xc_gis.analysis.legs.point_parts import part_of
from xc_gis.analysis.network.barriers import Barriers
from xc_gis.analysis.times.demand_ways import DemandWays
from xc_gis.analysis.times.eligibility import DemandAreas, Eligibility
from xc_gis.analysis.times.nearest_loop import NearestLoop
from xc_gis.analysis.times.search import Seeds
from xc_gis.analysis.times.short_walks import box_of_short_walks, short_walks
from xc_gis.settings import Settings
from xc_gis.units import LENGTH_TOLERANCE_M, TIME_TOLERANCE_S

FARTHER, FARTHER_S = 2.0, 120.0
"""The first look goes this many times as far as the farthest walk was, and this much farther (assumption, for speed alone)."""


@dataclass(frozen=True)
class NearestLeft:
    """
    The facility points of one question, some of which may be gone.

    Attributes
    ----------
    ways
        Ways of the demand points at the pace of the question.
    areas
        Where they lie.
    facility
        Facility points with their legs, those off the network without.
    offers
        ``type``, ``catchment``, ``area`` and ``point`` of the facilities that count, as ``eligibility.service_points`` gives them.
    barriers, settings
        As for ``travel_times``.
    """

    ways: DemandWays
    areas: DemandAreas
    facility: Attached
    offers: pd.DataFrame
    barriers: Barriers
    settings: Settings

    def seconds(self, demand: Ints, gone: Ints, before_s: Floats, bound_s: float) -> Floats:
        """
        Seconds of ``demand`` (ascending) to the nearest point that is left, ``inf`` beyond the bound.

        ``gone``: facility points that do not count; ``before_s``: seconds of these demand points while they did.
        """
        if library() is not None:
            is_gone = np.zeros(self.facility.n_points, dtype=bool)
            is_gone[gone] = True
            return self._loop.seconds(demand, is_gone, float(before_s.max(initial=0.0)), bound_s)
        near_s = min(bound_s, FARTHER * float(before_s.max(initial=0.0)) + FARTHER_S)
        seconds = self._within(demand, gone, near_s)
        far = np.flatnonzero(np.isinf(seconds))
        if near_s < bound_s and len(far):
            seconds[far] = self._within(demand[far], gone, bound_s)
        return seconds

    def prepare(self) -> None:
        """Make now what the first search would otherwise wait for."""
        _ = self._every_point, self._eligibility, self.facility.first_rows
        if library() is not None:
            _ = self._loop

    @cached_property
    def _loop(self) -> NearestLoop:
        return NearestLoop(self.ways.ground(self.barriers, self.settings), self.facility, self._eligibility, self.ways.graph)

    def _within(self, demand: Ints, gone: Ints, bound_s: float) -> Floats:
        graph, xy = self.ways.graph, self.ways.demand.xy[demand]
        halo = bound_s * graph.speed_m_s + LENGTH_TOLERANCE_M
        low, high = xy.min(axis=0) - halo, xy.max(axis=0) + halo
        points = self._points_within(low, high, gone)
        seconds = np.full(len(demand), np.inf)
        if len(points) == 0:
            return seconds
        entered = part_of(self.facility, points)
        offer = self._eligibility
        mine = np.flatnonzero(np.isin(offer.point, points))
        number = np.searchsorted(points, offer.point[mine])
        offers = Offers(number, offer.community[mine], offer.subdistrict[mine], offer.home[demand], offer.quarter[demand])
        arrivals = graph.arrivals(entered.legs)
        self._by_network(demand, arrivals, offers, (low, high), seconds, bound_s)
        self._by_short_walks(demand, entered, offers, seconds, bound_s)
        seconds[seconds > bound_s + TIME_TOLERANCE_S] = np.inf
        return seconds

    def _by_network(
        self, demand: Ints, arrivals: Seeds, offers: Offers, box: tuple[Floats, Floats], seconds: Floats, bound_s: float
    ) -> None:
        piece = self.ways.pieces.within(*box)
        arrivals = piece.seeds(arrivals)
        groups, served = [], []
        for rows, people in offers.groups:
            groups.append(arrivals.take(np.isin(arrivals.point, offers.point[rows])))
            served.append(people)
        if not groups:
            return
        onward = piece.graph.search(groups, bound_s)
        for one, people in zip(onward, served, strict=True):
            seconds[people] = np.minimum(seconds[people], self.ways.read(piece, one[None, :], demand[people])[:, 0])

    def _by_short_walks(self, demand: Ints, entered: Attached, offers: Offers, seconds: Floats, bound_s: float) -> None:
        graph = self.ways.graph
        part = part_of(self.ways.demand, demand)
        low, high = box_of_short_walks(graph.network, part, self.settings)
        close = ((entered.xy >= low) & (entered.xy <= high)).all(axis=1)
        number = np.flatnonzero(close)
        if len(number) == 0:
            return

        def useful(start: Ints, end: Ints, metres: Floats) -> Bools:  # noqa: ARG001 - part of the protocol
            known = np.minimum(seconds[start], bound_s + TIME_TOLERANCE_S)
            better: Bools = metres < known * graph.speed_m_s - LENGTH_TOLERANCE_M
            return better

        near = part_of(entered, number)
        for walks in short_walks(graph.network, self.barriers, part, near, self.settings, useful=useful):
            found = walks.seconds(
                speed_m_s=graph.speed_m_s, detour=graph.detour, leg_wait_s=graph.leg_wait_s,
                wheelchair=graph.profile == "wheelchair",
            )  # fmt: skip
            allowed = offers.allow(walks.demand, number[walks.facility])
            np.minimum.at(seconds, walks.demand[allowed], found[allowed])

    def _points_within(self, low: Floats, high: Floats, gone: Ints) -> Ints:
        every = self._every_point
        xy = self.facility.xy[every]
        points = every[((xy >= low) & (xy <= high)).all(axis=1)]
        return points[~np.isin(points, gone)]

    @cached_property
    def _every_point(self) -> Ints:
        points = np.unique(self.offers["point"].to_numpy(dtype=np.int64))
        return points[~self.facility.off_network[points]]

    @cached_property
    def _eligibility(self) -> Eligibility:
        types = np.unique(self.offers["type"].to_numpy().astype(str))
        return Eligibility.of(self.offers, types, self.areas, self.facility.n_points)


@dataclass(frozen=True)
class Offers:
    """
    Which of some facility points serve which of some demand points.

    Attributes
    ----------
    point, community, subdistrict
        One row for each area that a point serves: numbers, -1 where it is not bound.
    home, quarter
        By demand point: numbers of its community and subdistrict.
    """

    point: Ints
    community: Ints
    subdistrict: Ints
    home: Ints
    quarter: Ints

    @cached_property
    def groups(self) -> list[tuple[Ints, Ints]]:
        """Rows that serve the same people, and the demand points that they serve; those that serve nobody are left out."""
        key = np.column_stack([self.community, self.subdistrict])
        found = []
        for community, subdistrict in np.unique(key, axis=0):
            people = np.flatnonzero(self._serves(community, subdistrict, self.home, self.quarter))
            if len(people):
                found.append((np.flatnonzero((key == (community, subdistrict)).all(axis=1)), people))
        return found

    def allow(self, demand: Ints, point: Ints) -> Bools:
        """Whether pairs of a demand point and a facility point have an offer."""
        allowed = np.zeros(len(demand), dtype=bool)
        for rows, people in self.groups:
            served = np.zeros(len(self.home), dtype=bool)
            served[people] = True
            allowed |= np.isin(point, self.point[rows]) & served[demand]
        return allowed

    @staticmethod
    def _serves(community: int, subdistrict: int, home: Ints, quarter: Ints) -> Bools:
        own: Bools = (community == -1) | (home == community)
        return own & ((subdistrict == -1) | (quarter == subdistrict))
