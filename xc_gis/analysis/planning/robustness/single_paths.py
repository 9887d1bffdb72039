"""
Which single doubtful way turns a star when it alone is missing.

Fewer paths never cover more (method §8): where several ways that are missing together do not turn a star, none of them alone does. So the ways
near a community are tried together, and halved where they turn its star. Communities out of reach of each other's ways are tried in one world.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

import geopandas as gpd
import numpy as np
import shapely

from xc_gis.analysis.arrays.geometry import Bools, points_of
from xc_gis.analysis.assessment import Assessment, build_scene, served_people
from xc_gis.analysis.coverage.states import questions_of_standard
from xc_gis.analysis.planning.changed_gates import closed
from xc_gis.analysis.planning.robustness.star_bounds import StarBounds
from xc_gis.model import StreetData, StudyData
from xc_gis.progress import Silent
from xc_gis.settings import Settings
from xc_gis.standard import Standard

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


@dataclass(frozen=True)
class PathTrials:
    """One study whose doubtful ways are tried; ``turned``: by community, its star is another one where all of them are missing."""

    found: Assessment
    data: StudyData
    streets: StreetData
    standard: Standard
    settings: Settings
    study_date: date | None
    bounds: StarBounds
    turned: Bools

    def bears_on(self, ways: Collection[int]) -> dict[int, frozenset[int]]:
        """By way: the turned communities (rows) of which somebody lives within its reach."""
        network, home = self.found.scene.network, self._home
        xy = self.found.scene.demand.xy
        people = np.flatnonzero((home >= 0) & self.turned[home] & ~np.isnan(xy[:, 0]))
        tree = shapely.STRtree(points_of(xy[people]))
        reached = {}
        for way in ways:
            edges = np.flatnonzero(network.way_id == way)
            ends = np.unique(np.concatenate([network.u[edges], network.v[edges]]))
            places = points_of(np.column_stack([network.x[ends], network.y[ends]]))
            near = np.unique(tree.query(places, predicate="dwithin", distance=self._reach_m)[1])
            reached[way] = frozenset(np.unique(home[people[near]]).tolist())
        return reached

    def turns(self, ways: frozenset[int], rows: list[int]) -> set[int]:
        """Which of some communities have another star where some ways are missing."""
        streets = replace(
            self.streets,
            ways=tuple((osm, nodes, closed(tags) if osm in ways else tags) for osm, nodes, tags in self.streets.ways),
        )
        # people elsewhere need not be looked at, where nobody's community rests on them
        alone = self.data.late_totals is None and not (self.found.data.communities["location"] == "derived").any()
        mine = np.isin(self._home, rows) if alone else np.ones(len(self.found.data.demand), dtype=bool)
        data = replace(self.data, demand=self.data.demand[mine].reset_index(drop=True), facilities=self._facilities_near(mine))
        scene = build_scene(data, streets, self.settings, Silent())
        made = served_people(scene, data, self.standard, self.settings, Silent(), study_date=self.study_date)
        states = {}
        for key, state in self.found.states.items():
            states[key] = state.copy()
            states[key][mine] = made.states[key]
        after, before = self.bounds.counted(states).stars(), self.bounds.counted(self.found.states).stars()
        return {row for row in rows if after[row] != before[row]}

    def _facilities_near(self, people: Bools) -> gpd.GeoDataFrame:
        """Facilities that some people could reach, or whose want could make them unknown."""
        xy = self.found.scene.demand.xy[people]
        places = np.asarray(self.data.facilities.geometry.to_numpy())
        tree = shapely.STRtree(points_of(xy[~np.isnan(xy[:, 0])]))
        kept = np.unique(tree.query(places, predicate="dwithin", distance=self._reach_m)[0])
        return self.data.facilities.iloc[kept].reset_index(drop=True)

    @property
    def _reach_m(self) -> float:
        """Metres beyond which nothing is reached in time, whatever the question."""
        asked = questions_of_standard(self.standard)
        return max((self.settings.speed(one.question.profile) * one.limit_s for one in asked), default=0.0)

    @property
    def _home(self) -> np.ndarray:
        row_of = {name: row for row, name in enumerate(self.found.data.communities["community_id"])}
        return self.found.data.demand["community_id"].map(row_of).fillna(-1).to_numpy(dtype=np.int64)
