"""
Gates among the changes of the next star (decision 137): which sets of gates, opened, make a cheaper set of changes possible.

More open gates never cover fewer people (method §8, but for one case that is told). So what all gates together make possible is a bound: where
even with it no set is cheaper, no gates need be looked at. Where it is cheaper, the smallest sets of gates that do it are looked for: a set is
taken from all of them by leaving out whatever is not needed, and others by doing without one of its gates each.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import shapely
from scipy.spatial import cKDTree

from xc_gis.analysis.arrays.geometry import Bools, Ints, points_of
from xc_gis.analysis.coverage.coverage import COVERED
from xc_gis.analysis.planning.next_star.ground import StarGround
from xc_gis.analysis.planning.next_star.level_bound import LevelBounds
from xc_gis.analysis.planning.next_star.level_model import LevelModel
from xc_gis.analysis.planning.next_star.linear_model import LinearModel
from xc_gis.analysis.planning.next_star.offers import all_offers
from xc_gis.analysis.planning.next_star.opened_ground import OpenedGrounds, covered_states
from xc_gis.analysis.planning.next_star.search import LESS, CheapestSet, StarSearch, levels_for
from xc_gis.model.costs import GATE, SURVEY

MOST_WORLDS = 150
"""Sets of gates that are looked at for one community before the search is given up and told so: a minute or two."""


@dataclass
class _Case:
    """One community: the cheapest set so far, the sets of gates that were looked at, and what everything besides gates must cost less than."""

    row: int
    target: int
    best: CheapestSet
    cost: float
    seen: dict[frozenset[str], CheapestSet] = field(default_factory=dict)
    below: float = 0.0
    gave_up: bool = False


class GateSearch:
    """Looks for openings of gates that make the next star of a community cheaper."""

    def __init__(self, search: StarSearch, grounds: OpenedGrounds) -> None:
        self._search, self._grounds = search, grounds
        self._cost = search.costs.of(GATE)

    @property
    def known(self) -> int:
        """Gates and gated ways that the study has."""
        return len(self._grounds.gates)

    def improved(self, found: CheapestSet) -> CheapestSet:
        """The cheapest set with gates among its changes where one is cheaper, else the one that was found without."""
        row, target = found.row, found.target
        most = math.inf if found.cost is None else found.cost
        if target is None or not self._grounds.gates or not self._cheaper(self._cost, most) or not self._possible(row, target):
            return found
        opened = self._grounds.all_open
        if not self._grounds.changes(opened, row) or not self._cheaper(self._cost + self._least(row, target, opened, most), most):
            return found
        case = _Case(row, target, found, most)
        self._look(case, self._near(row, opened))
        best = replace(case.best, gates_settled=not case.gave_up, row=row, stars=found.stars, target=target)
        return best if best.gates else replace(found, gates_settled=best.gates_settled)

    @cached_property
    def _covered(self) -> dict[str, np.ndarray]:
        """Who is covered with all gates open, by key and demand point."""
        return covered_states(self._grounds.all_open)

    def _cheaper(self, cost: float, most: float) -> bool:
        return cost < most if math.isinf(most) else cost < most * (1 - LESS)

    def _possible(self, row: int, target: int) -> bool:
        """Whether what no change touches (supply and feedback, red flags) leaves the star within reach."""
        search, standard = self._search, self._search.ground.standard
        standing = search.case(row, target).standing
        some = any(search.components_suffice(standing, level) for level in levels_for(standard, target))
        return some and search.ground.counter.most_of(row) >= target

    # what all gates together could do

    def _least(self, row: int, target: int, opened: StarGround, most: float) -> float:
        """
        What no set costs less than besides its gates, whichever of them are open; -inf where that is not known, inf where there is none.

        The bound that is worked out without a solver, where that leaves nothing below ``most`` with a gate.
        """
        search, ground = self._search, self._search.ground
        inside = np.flatnonzero(ground.home == row)
        if (opened.off_network[inside] != ground.off_network[inside]).any() or self._found_again(inside, opened):
            return -math.inf
        case = search.case(row, target)
        units = case.units.with_free(self._covered)
        levels = [level for level in levels_for(ground.standard, target) if search.components_suffice(case.standing, level)]
        bounds = LevelBounds(opened, search.costs)
        bound = min((bounds.least(case.standing, units, case.surveys, level) for level in levels), default=math.inf)
        if not self._cheaper(self._cost + bound, most):
            return bound
        offers = all_offers(opened, row, units, search.costs, opened.near(row).places, delicate=case.delicate)
        least = math.inf
        for level in levels:
            model = LinearModel()
            build = [model.column(cost, whole=True) for cost in offers.cost.tolist()]
            survey = {code: model.column(search.costs.of(SURVEY), whole=True) for code in case.surveys}
            LevelModel(case.standing, units, offers, level, model, build, survey).write()
            solved = model.solved()
            if solved.values is not None:
                least = min(least, solved.objective)
        return least

    def _found_again(self, points: Ints, opened: StarGround) -> bool:
        """Whether a facility near some people is on the network with gates open and off it without: lists could settle more then."""
        scene = self._search.ground.found.scene
        again = scene.facility_off_network & ~opened.found.scene.facility_off_network
        if not again.any():
            return False
        xy = scene.facility_points.xy[again[scene.facility_points.facility]]
        tree = shapely.STRtree(points_of(xy))
        return (
            len(tree.query(points_of(scene.demand.xy[points]), predicate="dwithin", distance=self._grounds.worlds.reach_m)[0]) > 0
        )

    def _near(self, row: int, opened: StarGround) -> list[str]:
        """
        Gates that could lie on a way which is quick enough with gates open and is not without, in an order along the ground.

        Such a way leads from somebody of the community over the gate to a facility or a place; what is left of it after the gate is no shorter than
        the straight line.
        """
        ground, grounds = self._search.ground, self._grounds
        points = np.flatnonzero((ground.home == row) & ~np.isnan(ground.found.scene.demand.xy[:, 0]))
        xy = ground.found.scene.demand.xy
        names = list(grounds.gates)
        places = np.concatenate([grounds.xy[name] for name in names])
        of = np.repeat(np.arange(len(names)), [len(grounds.xy[name]) for name in names])
        kept = np.zeros(len(names), dtype=bool)
        for start, ends, metres in self._won(points, opened):
            low = np.hypot(*(places - xy[start]).T)
            near = np.flatnonzero(low <= metres)
            if len(near) and len(ends):
                left = cKDTree(ends).query(places[near])[0]
                kept[of[near[low[near] + left <= metres]]] = True
        chosen = np.flatnonzero(kept)
        middle = np.array([grounds.xy[names[n]].mean(axis=0) for n in chosen]).reshape(-1, 2)
        order = np.lexsort((middle[:, 1], np.round(middle[:, 0] / 100.0))) if len(chosen) else chosen
        return [names[n] for n in chosen[order]]

    def _won(self, points: Ints, opened: StarGround) -> list[tuple[int, np.ndarray, float]]:
        """Who gains what with all gates open: demand point, metres of the facilities or places gained, and how far anybody walks in time."""
        ground = self._search.ground
        scene, facilities = ground.found.scene, ground.found.data.facilities
        kinds, is_open = facilities["type"].to_numpy(dtype=object), (facilities["status"] == "open").to_numpy()
        listed: list[tuple[int, np.ndarray, float]] = []
        lost: Bools = ground.off_network[points] & ~opened.off_network[points]
        for key, one in ground.asked.items():
            metres = ground.settings.speed(one.question.profile) * one.limit_s
            rows = is_open & np.isin(kinds, one.question.types)
            ends = scene.facility_points.xy[rows[scene.facility_points.facility]]
            before, after = ground.found.states[key][points], opened.found.states[key][points]
            listed += [(int(n), ends, metres) for n in points[((before != COVERED) & (after == COVERED)) | lost]]
        for profile, limit_s in sorted({(one.question.profile, one.limit_s) for one in ground.asked.values()}):
            metres = ground.settings.speed(profile) * limit_s
            after_s, before_s = (one.places.seconds[profile][points].toarray() for one in (opened, ground))
            won = (after_s > 0) & (after_s <= limit_s + 1.0) & ~((before_s > 0) & (before_s <= limit_s + 1.0))
            listed += [(int(points[n]), ground.places.xy[won[n]], metres) for n in np.flatnonzero(won.any(axis=1))]
        return listed

    # the smallest sets

    def _look(self, case: _Case, gates: Sequence[str]) -> None:
        """
        Find the cheapest set.

        A set of so many gates pays where everything else then costs less than the best by the cost of these gates. All smallest sets of which
        that is so for one gate are looked at; a larger set is one of these, or has a gate more than the least of them: so it goes on.
        """
        number: int | None = 1
        while number is not None and gates:
            case.below = case.cost - self._cost * number
            fewest = self._fewest(case, gates)
            number = None if fewest is None else max(number, fewest) + 1

    def _fewest(self, case: _Case, gates: Sequence[str]) -> int | None:
        """Look at all smallest sets of gates with which the rest is cheap enough; returns how many gates the least of them has."""
        waiting: list[frozenset[str]] = [frozenset()]
        known: list[frozenset[str]] = []
        tried: set[frozenset[str]] = set()
        while waiting:
            without = waiting.pop(0)
            if without in tried:
                continue
            tried.add(without)
            smallest = next((one for one in known if not one & without), None)
            if smallest is None:
                left = [gate for gate in gates if gate not in without]
                smallest = self._one_smallest(case, left)
                if case.gave_up:
                    return None
                if smallest is None:
                    continue
                known.append(smallest)
            waiting += [without | {gate} for gate in sorted(smallest)]
        return min((len(one) for one in known), default=None)

    def _one_smallest(self, case: _Case, gates: Sequence[str]) -> frozenset[str] | None:
        """A set of gates none of which can be left out; None where even all of them do not do it. Halved, not left out one by one."""
        if not gates or not self._does(case, frozenset(gates)):
            return None

        def needed(base: frozenset[str], some: Sequence[str], *, told: bool) -> frozenset[str]:
            if told and self._does(case, base):
                return frozenset()
            if len(some) == 1:
                return frozenset(some)
            middle = len(some) // 2
            right = needed(base | set(some[:middle]), some[middle:], told=True)
            left = needed(base | right, some[:middle], told=len(right) > 0)
            return left | right

        return needed(frozenset(), gates, told=False)

    def _does(self, case: _Case, gates: frozenset[str]) -> bool:
        """Whether the rest costs little enough with some gates open."""
        if case.gave_up:
            return False
        if gates not in case.seen:
            if len(case.seen) >= MOST_WORLDS:
                case.gave_up = True
                return False
            case.seen[gates] = self._with(case, gates)
        cost = case.seen[gates].cost
        return cost is not None and self._cheaper(cost, case.below)

    def _with(self, case: _Case, gates: frozenset[str]) -> CheapestSet:
        """The cheapest of everything else with some gates open; remembered as the best where the gates pay."""
        search = StarSearch(self._grounds.of(case.row, gates), self._search.costs)
        found = search.reaching(case.row, case.target)
        if found.cost is not None and gates:
            cost = found.cost + self._cost * len(gates)
            fewer = len(gates) < len(case.best.gates) and not self._cheaper(case.cost, cost)
            if self._cheaper(cost, case.cost) or fewer:
                case.best, case.cost = replace(search.polished(found), cost=cost, gates=tuple(sorted(gates))), cost
        return found
