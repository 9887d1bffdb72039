"""
A study some of whose gates are open, as the search for one community needs it: who of it is covered then, and who reaches which place.

Of other communities everything is as in the study: nothing is asked of them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import cached_property

import numpy as np
import shapely
from scipy.sparse import csr_array, diags_array

from xc_gis.analysis.arrays.geometry import Bools, Ints, points_of
from xc_gis.analysis.assessment import Scene
from xc_gis.analysis.coverage.coverage import COVERED
from xc_gis.analysis.legs.legs import attach
from xc_gis.analysis.planning.next_star.ground import StarGround
from xc_gis.analysis.planning.street_worlds import StreetWorlds

NODE, WAY = "node/", "way/"


class OpenedGrounds:
    """
    Grounds of one study under open gates.

    Parameters
    ----------
    ground, worlds
        The study as it is, and its streets.

    Attributes
    ----------
    gates
        All gates and gated ways that somebody could open, as scenarios name them (``node/12``, ``way/12``).
    """

    def __init__(self, ground: StarGround, worlds: StreetWorlds) -> None:
        self.ground, self.worlds = ground, worlds
        streets = worlds.ground
        self.gates: list[str] = [*(f"{NODE}{n}" for n in streets.shut_nodes), *(f"{WAY}{n}" for n in streets.gated_ways)]

    @cached_property
    def xy(self) -> dict[str, np.ndarray]:
        """Metres of the nodes of each gate."""
        streets = self.worlds.ground
        ids, segments = streets.streets.node_ids, streets.segments
        places = {f"{NODE}{n}": streets.xy[[int(np.searchsorted(ids, n))]] for n in streets.shut_nodes}
        way = segments.way_id[segments.way]
        order = np.argsort(way, kind="stable")
        first = np.searchsorted(way[order], np.array([*streets.gated_ways, np.iinfo(np.int64).max]))
        last = np.searchsorted(way[order], np.array(streets.gated_ways), side="right")
        for number, begin, end in zip(streets.gated_ways, first, last, strict=False):
            rows = order[begin:end]
            places[f"{WAY}{number}"] = streets.xy[np.unique(np.concatenate([segments.u[rows], segments.v[rows]]))]
        return places

    @cached_property
    def all_open(self) -> StarGround:
        """The study with all of them open: no opening covers more."""
        return self._opened(self.gates, np.ones(len(self.ground.home), dtype=bool))

    def of(self, row: int, gates: Collection[str]) -> StarGround:
        """The study with some of them open, looked at for the people of one community."""
        return self._opened(gates, self.ground.home == row)

    def changes(self, other: StarGround, row: int) -> bool:
        """Whether another ground differs from the study for a community: in whom facilities cover, or who reaches which place."""
        ground, points = self.ground, np.flatnonzero(self.ground.home == row)
        if (other.off_network[points] != ground.off_network[points]).any():
            return True
        if any((other.found.states[key][points] != state[points]).any() for key, state in ground.found.states.items()):
            return True
        limits = {(one.question.profile, one.limit_s) for one in ground.asked.values()}
        return any((_within(ground, points, *one) != _within(other, points, *one)).nnz > 0 for one in sorted(limits))

    def _opened(self, gates: Collection[str], people: Bools) -> StarGround:
        ways = [int(one.removeprefix(WAY)) for one in gates if one.startswith(WAY)]
        nodes = [int(one.removeprefix(NODE)) for one in gates if one.startswith(NODE)]
        there = self.worlds.look(self.worlds.ground.closed_and_opened(opened_ways=ways, opened_nodes=nodes), people)
        base, rows, scene = self.ground, there.rows, there.scene
        near = self._places_near(rows)
        attached = attach(scene.network, scene.barriers, base.places.xy[near], base.settings)
        found = replace(base.found, states=there.states, scene=self._scene(scene, rows, there.facilities))
        places = replace(base.places, seconds={})
        ground = StarGround(found, base.standard, base.settings, base.study_date, places=places)
        for profile, table in ground.walks(scene, attached).items():
            places.seconds[profile] = _with_rows(base.places.seconds[profile], table, rows, near)
        return ground

    def _scene(self, there: Scene, rows: Ints, facilities: Ints) -> Scene:
        """The study's scene, in which some people and facilities are on the network or off it as there."""
        base = self.ground.found.scene
        off, lost = base.demand.off_network.copy(), base.facility_off_network.copy()
        off[rows], lost[facilities] = there.demand.off_network, there.facility_off_network
        return replace(base, demand=replace(base.demand, off_network=off), facility_off_network=lost)

    def _places_near(self, rows: Ints) -> Ints:
        """Places that some people could reach."""
        xy = self.ground.found.scene.demand.xy[rows]
        tree = shapely.STRtree(points_of(xy[~np.isnan(xy[:, 0])]))
        found = tree.query(points_of(self.ground.places.xy), predicate="dwithin", distance=self.worlds.reach_m)[0]
        return np.unique(found).astype(np.int64)


def covered_states(ground: StarGround) -> dict[str, np.ndarray]:
    """By key and demand point: covered."""
    return {key: state == COVERED for key, state in ground.found.states.items()}


def _within(ground: StarGround, points: Ints, profile: str, limit_s: float) -> csr_array:
    table = csr_array(ground.places.seconds[profile][points])
    table.data = (table.data <= limit_s + 1.0).astype(np.int8)
    table.eliminate_zeros()
    return table


def _with_rows(base: csr_array, table: csr_array, rows: Ints, columns: Ints) -> csr_array:
    """``base`` with other rows; ``table``: of these rows and columns."""
    kept = np.ones(base.shape[0])
    kept[rows] = 0.0
    found = table.tocoo()
    put = csr_array((found.data, (rows[found.coords[0]], columns[found.coords[1]])), shape=base.shape)
    changed = csr_array(diags_array(kept, format="csr") @ base)
    changed.eliminate_zeros()
    return csr_array(changed + put)
