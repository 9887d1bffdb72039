"""
Which single doubtful way turns a star when it alone is missing.

Fewer paths never cover more (method §8): where several ways that are missing together do not turn a star, none of them alone does. So the ways
near a community are tried together, and halved where they turn its star. Communities out of reach of each other's ways are tried in one world.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

import numpy as np
import shapely

from xc_gis.analysis.arrays.geometry import Bools, points_of
from xc_gis.analysis.planning.robustness.star_bounds import StarBounds
from xc_gis.analysis.planning.street_worlds import StreetWorlds

WAY = "way/"

Trial = tuple[int, tuple[int, ...]]
"""A community (row) and ways near it that are missing together."""


def single_paths(
    near: Mapping[int, Collection[int]],
    bears_on: Mapping[int, frozenset[int]],
    turns: Callable[[frozenset[int], list[int]], set[int]],
) -> dict[int, list[int]]:
    """
    Find the ways that turn a star alone.

    Parameters
    ----------
    near
        By row of a community: the ways that are tried for it.
    bears_on
        By way: rows of the communities of ``near`` within its reach.
    turns
        Says which of some communities have another star where some ways are missing.

    Returns
    -------
    dict
        By row: ways, ascending; communities without any are left out.
    """
    trials: list[Trial] = [(row, tuple(sorted(ways))) for row, ways in sorted(near.items()) if ways]
    found: dict[int, list[int]] = {}
    while trials:
        together, trials = _side_by_side(trials, bears_on)
        turned = turns(frozenset(way for _, ways in together for way in ways), [row for row, _ in together])
        for row, ways in together:
            if row in turned and len(ways) > 1:
                middle = len(ways) // 2
                trials += [(row, ways[:middle]), (row, ways[middle:])]
            elif row in turned:
                found.setdefault(row, []).append(ways[0])
    return {row: sorted(ways) for row, ways in sorted(found.items())}


def _side_by_side(trials: list[Trial], bears_on: Mapping[int, frozenset[int]]) -> tuple[list[Trial], list[Trial]]:
    """Trials that can be made in one world, and those that wait."""
    now: list[Trial] = []
    later: list[Trial] = []
    rows: set[int] = set()
    reached: set[int] = set()
    for trial in trials:
        touched = set().union(*(bears_on[way] for way in trial[1]))
        if trial[0] not in reached and not touched & rows:
            now.append(trial)
            rows.add(trial[0])
            reached |= touched | {trial[0]}
        else:
            later.append(trial)
    return now, later


class PathTrials:
    """
    One study whose doubtful ways are tried.

    Parameters
    ----------
    worlds, bounds
        Of the study.
    turned
        By community: its star is another one where all of them are missing.
    """

    def __init__(self, worlds: StreetWorlds, bounds: StarBounds, turned: Bools) -> None:
        self._worlds, self._bounds, self._turned = worlds, bounds, turned
        self._before = bounds.counted(worlds.found.states).stars()

    def bears_on(self, ways: Collection[int]) -> dict[int, frozenset[int]]:
        """By way: the turned communities (rows) of which somebody lives within its reach."""
        network, home = self._worlds.found.scene.network, self._worlds.home
        xy = self._worlds.found.scene.demand.xy
        people = np.flatnonzero((home >= 0) & self._turned[home] & ~np.isnan(xy[:, 0]))
        tree = shapely.STRtree(points_of(xy[people]))
        reached = {}
        for way in ways:
            edges = np.flatnonzero(network.way_id == way)
            ends = np.unique(np.concatenate([network.u[edges], network.v[edges]]))
            places = points_of(np.column_stack([network.x[ends], network.y[ends]]))
            near = np.unique(tree.query(places, predicate="dwithin", distance=self._worlds.reach_m)[1])
            reached[way] = frozenset(np.unique(home[people[near]]).tolist())
        return reached

    def turns(self, ways: frozenset[int], rows: list[int]) -> set[int]:
        """Which of some communities have another star where some ways are missing."""
        there = self._worlds.look(self._worlds.ground.closed_and_opened(closed=ways), np.isin(self._worlds.home, rows))
        after = self._bounds.counted(there.states).stars()
        return {row for row in rows if after[row] != self._before[row]}
