"""
Walking times of pairs: from every demand point to each of many places, not to the nearest alone (method §4). Station 3.

The rule is that of ``travel_times``: network by legs, the way along one edge, meeting legs, direct legs, gates, an inclusive bound.
The search runs from the places, block by block: a block holds what can be reached from its places within the bound and no more,
so that the answers of many searches fit into memory and the work grows with the places, not with the network.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints, morton_order
from xc_gis.analysis.arrays.loops import library
from xc_gis.analysis.arrays.pairing import spans
from xc_gis.analysis.legs.legs import Attached, without_islands
from xc_gis.analysis.legs.point_parts import part_of, rearranged
from xc_gis.analysis.network.barriers import Barriers
from xc_gis.analysis.network.network import WalkingNetwork
from xc_gis.analysis.times.demand_ways import DemandWays
from xc_gis.analysis.times.pair_loop import pairs_of_places
from xc_gis.analysis.times.search import SearchGraph
from xc_gis.analysis.times.search_loop import SeedGroups
from xc_gis.analysis.times.short_walks import box_of_short_walks, short_walks
from xc_gis.settings import Settings
from xc_gis.units import LENGTH_TOLERANCE_M, TIME_TOLERANCE_S

BLOCK_OF_REACH, LEAST_BLOCK_M = 4.0, 3000.0
"""Side of a block: so many times the straight way that can be walked within the bound, and at least so many metres."""

BLOCK, SEARCHED = 256, 32
"""Most places in a block, and of them neighbours that are searched from together: bounds the memory; of those tried the quickest."""


@dataclass(frozen=True)
class PairTimes:
    """
    Walking times between places and demand points, sorted by place, then demand point.

    Attributes
    ----------
    place, demand
        Numbers; a pair stands once.
    seconds
        From the demand point to the nearest point of the place; pairs beyond the bound, and points off the network, are absent.
    """

    place: Ints
    demand: Ints
    seconds: Floats


def pair_times(
    network: WalkingNetwork,
    barriers: Barriers,
    demand: Attached,
    places: Attached,
    place_of_point: Ints,
    graph: SearchGraph,
    settings: Settings,
    bound_s: float,
) -> PairTimes:
    """
    Find the walking times between all places and all demand points, whoever may use a place.

    Parameters
    ----------
    demand
        Demand points with their legs.
    places
        The points at which places are entered, with their legs; a place may have several.
    place_of_point
        Number of the place of each of these points, from 0.
    graph
        The network at the pace of one profile.
    bound_s
        Longest time, inclusive (tolerance ``TIME_TOLERANCE_S``).
    """
    assert graph.network is network
    return PairSearch(DemandWays(demand, graph), barriers, settings).times(places, place_of_point, bound_s)


@dataclass(frozen=True)
class _Block:
    """
    Places that lie close together, and what can be reached from them.

    ``places``: their numbers; ``entered``: the points at which they are entered; ``place``: row of ``places`` of each of these points;
    ``demand``: demand points around, ascending; ``seconds``: places × demand points, as far as they are known.
    """

    places: Ints
    entered: Attached
    place: Ints
    demand: Ints
    seconds: Floats


class PairSearch:
    """
    Searches for pairs between the same demand points and any places, one set of places after the other.

    Parameters
    ----------
    ways
        Ways of the demand points onto the network of one profile.
    barriers, settings
        As for ``pair_times``.
    """

    def __init__(self, ways: DemandWays, barriers: Barriers, settings: Settings) -> None:
        self._ways, self._graph, self._barriers, self._settings = ways, ways.graph, barriers, settings

    def times(self, places: Attached, place_of_point: Ints, bound_s: float) -> PairTimes:
        """The pairs of some places, as ``pair_times`` gives them."""
        places = without_islands(places)
        if library() is not None:
            return self._place_by_place(places, place_of_point, bound_s)
        found = [self._in_block(block, bound_s) for block in self._blocks(places, place_of_point, bound_s)]
        place, demand = (np.concatenate([np.zeros(0, dtype=np.int64), *(part[n] for part in found)]) for n in (0, 1))
        seconds = np.concatenate([np.zeros(0), *(part[2] for part in found)])
        order = np.argsort(place * self._ways.demand.n_points + demand, kind="stable")  # long runs in order already
        return PairTimes(place[order], demand[order], seconds[order])

    def _place_by_place(self, places: Attached, place_of_point: Ints, bound_s: float) -> PairTimes:
        """In compiled code, which needs no blocks: it looks at nothing that it does not reach."""
        used = np.flatnonzero(~places.off_network)
        names, place = np.unique(place_of_point[used], return_inverse=True)
        # places that lie together one after the other: what one of them reaches is still at hand for the next
        order = morton_order(*places.xy[used[np.unique(place, return_index=True)[1]]].T)
        turn = np.empty(len(names), dtype=np.int64)
        turn[order] = np.arange(len(names))
        points = np.argsort(turn[place], kind="stable")
        part = rearranged(part_of(places, used), points)
        first = np.searchsorted(turn[place[points]], np.arange(len(names) + 1))
        arrivals = self._graph.arrivals(part.legs)
        seeds = SeedGroups(np.searchsorted(arrivals.point, first), arrivals.state, arrivals.cost_s)
        count, demand, seconds = pairs_of_places(self._ways.ground(self._barriers, self._settings), part, first, seeds, bound_s)
        rows = spans((np.cumsum(count) - count)[turn], count[turn])
        return PairTimes(np.repeat(names, count[turn]), demand[rows], seconds[rows])

    def _blocks(self, places: Attached, place_of_point: Ints, bound_s: float) -> Iterator[_Block]:
        used = np.flatnonzero(~places.off_network)
        if len(used) == 0:
            return
        used = used[np.argsort(place_of_point[used], kind="stable")]
        names, first = np.unique(place_of_point[used], return_index=True)
        count = np.diff(np.append(first, len(used)))
        middle = np.add.reduceat(places.xy[used], first) / count[:, None]
        side = max(BLOCK_OF_REACH * self._halo(bound_s), LEAST_BLOCK_M)
        square = np.floor(middle / side).astype(np.int64)
        for at in np.unique(square, axis=0):
            mine = np.flatnonzero((square == at).all(axis=1))
            mine = mine[morton_order(*middle[mine].T)]
            for some in np.split(mine, range(BLOCK, len(mine), BLOCK)):
                points = used[spans(first[some], count[some])]
                place = np.repeat(np.arange(len(some)), count[some])
                order = np.argsort(points)
                low, high = self._around(places.xy[points], bound_s)
                demand = self._ways.within(low, high)
                seconds = np.full((len(some), len(demand)), np.inf)
                yield _Block(names[some], part_of(places, points[order]), place[order], demand, seconds)

    def _halo(self, bound_s: float) -> float:
        """How far anybody comes within a bound: straight, at the pace of the level ground."""
        return bound_s * self._graph.speed_m_s + LENGTH_TOLERANCE_M

    def _around(self, xy: Floats, bound_s: float) -> tuple[Floats, Floats]:
        halo = self._halo(bound_s)
        return xy.min(axis=0) - halo, xy.max(axis=0) + halo

    def _in_block(self, block: _Block, bound_s: float) -> tuple[Ints, Ints, Floats]:
        self._by_network(block, bound_s)
        self._by_short_walks(block, bound_s)
        row, column = np.nonzero(block.seconds <= bound_s + TIME_TOLERANCE_S)
        return block.places[row], block.demand[column], block.seconds[row, column]

    def _by_network(self, block: _Block, bound_s: float) -> None:
        """Lower the seconds of a block to what a search over the network finds."""
        arrivals = self._graph.arrivals(block.entered.legs)
        of_point = np.argsort(block.place, kind="stable")
        first = np.searchsorted(block.place[of_point], np.arange(len(block.places) + 1))
        seed = np.searchsorted(arrivals.point, np.arange(block.entered.n_points + 1))
        for begin in range(0, len(block.places), SEARCHED):
            end = min(begin + SEARCHED, len(block.places))
            low, high = self._around(block.entered.xy[of_point[first[begin] : first[end]]], bound_s)
            piece = self._ways.pieces.within(low, high)
            groups = []
            for number in range(begin, end):
                points = of_point[first[number] : first[number + 1]]
                groups.append(piece.seeds(arrivals.take(spans(seed[points], seed[points + 1] - seed[points]))))
            xy = self._ways.demand.xy[block.demand]
            near = np.flatnonzero(((xy >= low) & (xy <= high)).all(axis=1))
            onward = piece.graph.search(groups, bound_s)
            block.seconds[begin:end, near] = self._ways.read(piece, onward, block.demand[near]).T

    def _by_short_walks(self, block: _Block, bound_s: float) -> None:
        """Lower the seconds of a block to what walks without a node take."""
        graph, place, seconds = self._graph, block.place, block.seconds
        low, high = box_of_short_walks(graph.network, block.entered, self._settings)
        xy = self._ways.demand.xy[block.demand]
        near = np.flatnonzero(((xy >= low) & (xy <= high)).all(axis=1))
        if len(near) == 0:
            return

        def useful(start: Ints, end: Ints, metres: Floats) -> Bools:
            known = np.minimum(seconds[place[end], near[start]], bound_s + TIME_TOLERANCE_S)
            better: Bools = metres < known * graph.speed_m_s - LENGTH_TOLERANCE_M
            return better

        part = part_of(self._ways.demand, block.demand[near])
        for walks in short_walks(graph.network, self._barriers, part, block.entered, self._settings, useful=useful):
            found = walks.seconds(
                speed_m_s=graph.speed_m_s, detour=graph.detour, leg_wait_s=graph.leg_wait_s,
                wheelchair=graph.profile == "wheelchair",
            )  # fmt: skip
            np.minimum.at(seconds, (place[walks.facility], near[walks.demand]), found)
