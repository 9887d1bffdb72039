"""
The cheapest changes with which a number of communities of a district have five stars: facilities are shared, and counted once (decision 138).

First a good plan, community by community, made cheaper by the model of a few of them; then one model of all communities, in a process of its own, with a bound that no plan goes below.
The rating judges every plan; what it refuses is ruled out, and the model asked again.
"""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from xc_gis.analysis.arrays.geometry import Ints
from xc_gis.analysis.planning.next_star.changed_stars import Building
from xc_gis.analysis.planning.next_star.completion import Step, StepByStep
from xc_gis.analysis.planning.next_star.district_stars import DistrictStars
from xc_gis.analysis.planning.next_star.linear_model import search_beside
from xc_gis.analysis.planning.next_star.search import FIVE, CheapestSet, CommunityCase, StarSearch
from xc_gis.analysis.planning.next_star.shared_model import SharedModel, SharedSet
from xc_gis.analysis.planning.siting.beside import work_beside
from xc_gis.languages.message import msg
from xc_gis.model.costs import SURVEY, ChangeCosts
from xc_gis.progress import Progress

TIME_LIMIT_S = 60.0
"""For the proof, where nothing else is said."""

OPTIMAL, GAP, NONE, STOPPED = "optimal", "gap", "none", "stopped"

IMPROVING, BESIDE = 0.4, 12
"""Part of the time in which the first plan is made cheaper; and so many communities are looked at besides its own."""

EXACT = 1e-6
"""Part by which a solver's sums of costs may be off."""


@dataclass(frozen=True)
class DistrictAnswer:
    """
    Answer for a district.

    Attributes
    ----------
    wanted
        Communities that were to have five stars.
    status
        ``optimal`` (proven), ``gap`` (the time ran out), ``none`` (no plan exists), ``stopped`` (the time ran out before any plan was found).
    buildings, codes, cost
        The plan; nothing and None where there is none.
    bound
        No plan costs less.
    today, after
        By community: stars as things stand and with the plan, -1 where it is not rated.
    alone
        By row of each community that has not five stars: its own cheapest set.
    reached
        For ``none``: the most communities that could have five stars.
    seconds
        Time of the proof.
    """

    wanted: int
    status: str
    buildings: tuple[Building, ...]
    codes: tuple[str, ...]
    cost: float | None
    bound: float
    today: Ints
    after: Ints
    alone: Mapping[int, CheapestSet]
    reached: int
    seconds: float

    @property
    def gap(self) -> float:
        """Share of the cost by which another plan could be cheaper at most; NaN without a plan."""
        if self.cost is None:
            return math.nan
        return max(self.cost - self.bound, 0.0) / self.cost if self.cost > 0 else 0.0


class DistrictSearch:
    """Searches one district; each community by itself is looked at once, whatever number is asked for."""

    def __init__(self, search: StarSearch) -> None:
        self.search, self.stars = search, DistrictStars(search)
        self._cases: dict[int, CommunityCase] = {}
        self._alone: dict[int, CheapestSet] = {}

    def of(self, wanted: int, *, time_limit_s: float, progress: Progress) -> DistrictAnswer:
        """The cheapest plan with which ``wanted`` communities have five stars."""
        today = self.stars.today
        have = [int(row) for row in np.flatnonzero(today == FIVE)]
        if len(have) >= wanted:
            return DistrictAnswer(wanted, OPTIMAL, (), (), 0.0, 0.0, today, today, {}, len(have), 0.0)
        self._look_at_each(progress)
        able = [row for row, one in self._alone.items() if one.status != NONE]
        nothing = DistrictAnswer(wanted, NONE, (), (), None, math.inf, today, today, self._alone, len(have) + len(able), 0.0)
        if len(have) + len(able) < wanted:
            return nothing
        first = self._first(wanted, progress)
        began = time.monotonic()
        answer = self._proven(wanted, first, have, able, began + time_limit_s, progress)
        if isinstance(answer, str):
            return replace(nothing, status=answer, bound=math.inf if answer == NONE else 0.0)
        found, bound = answer
        found = self._modest(found, wanted)
        cost = found.cost(self.search.costs)
        return DistrictAnswer(
            wanted, OPTIMAL if bound >= cost * (1 - EXACT) else GAP, found.buildings, found.codes, cost, min(bound, cost), today,
            self.stars.after(found.buildings, found.codes), self._alone, len(have) + len(able), time.monotonic() - began,
        )  # fmt: skip

    def _look_at_each(self, progress: Progress) -> None:
        rows = [int(row) for row in np.flatnonzero(self.stars.today != FIVE)]
        for done, row in enumerate(rows):
            progress.step(msg("寻找各社区自身的五星办法"), done, len(rows))
            if row not in self._alone:
                self._cases[row] = self.search.case(row, FIVE)
                self._alone[row] = self.search.level(self._cases[row], FIVE, FIVE)
        progress.step(msg("寻找各社区自身的五星办法"), len(rows), len(rows))

    def _first(self, wanted: int, progress: Progress) -> SharedSet | None:
        """A good plan."""
        steps = {
            row: Step(one.buildings, tuple(survey.category for survey in one.surveys), one.cost or 0.0)
            for row, one in self._alone.items()
            if one.status == "found"
        }
        growing = StepByStep(self.stars, self._cases, steps, self.search.costs)
        found = growing.plan(wanted, lambda reached: progress.step(msg("拼出第一个可行方案"), min(reached, wanted), wanted))
        return None if found is None else self._thinned(found, wanted)

    def _thinned(self, plan: SharedSet, wanted: int) -> SharedSet:
        """Without the changes that are not needed, dear ones first."""
        costs, plan = self.search.costs, self._with_rows(plan)
        for one in sorted(plan.buildings, key=lambda one: -costs.of(one.kind)):
            rest = tuple(other for other in plan.buildings if other != one)
            near = [row for row in plan.rows if self.search.ground.near(row).has(one.place)]
            lost = {row for row in near if self.stars.of_each(row, [rest], plan.codes)[0] != FIVE}
            if len(plan.rows) - len(lost) >= wanted:
                plan = replace(plan, buildings=rest, rows=tuple(row for row in plan.rows if row not in lost))
        for code in plan.codes:
            rest_codes = tuple(other for other in plan.codes if other != code)
            if self.stars.fives(plan.buildings, rest_codes) >= wanted:
                plan = replace(plan, codes=rest_codes)
        return self._with_rows(plan)

    def _with_rows(self, plan: SharedSet) -> SharedSet:
        after = self.stars.after(plan.buildings, plan.codes)
        return replace(plan, rows=tuple(int(row) for row in np.flatnonzero(after == FIVE)))

    def _proven(
        self, wanted: int, first: SharedSet | None, have: Sequence[int], able: Sequence[int], until: float, progress: Progress
    ) -> tuple[SharedSet, float] | str:
        """The best plan found and what none goes below, or why there is none."""
        costs = self.search.costs
        most = math.inf if first is None else first.cost(costs)
        cases = {row: self._cases[row] for row in able if (self._alone[row].cost or 0.0) < most * (1 - EXACT)}
        best, bound = first, 0.0
        if len(have) + len(cases) < wanted:  # all others cost as much by themselves as the plan
            return (first, most) if first is not None else NONE
        if time.monotonic() >= until:
            return (first, 0.0) if first is not None else STOPPED
        best = self._improved(best, cases, have, wanted, until, progress)
        shared = SharedModel(self.stars, cases, have, wanted, costs)
        while True:
            start = {} if best is None else shared.start(best, best.rows)
            tried, least, status = self._asked(shared, start, until, progress)
            bound = max(bound, _rounded_up(least, costs, self.search.ground.standard.facility_types))
            if status == "infeasible":  # nothing is left that would be cheaper than what is known
                return (best, best.cost(costs)) if best is not None else NONE
            refused = False
            for one in tried:
                after = self.stars.after(one.buildings, one.codes)
                if int((after == FIVE).sum()) >= wanted:
                    if best is None or one.cost(costs) < best.cost(costs) * (1 - EXACT):
                        best = self._thinned(one, wanted)
                    continue
                for row in one.rows:
                    if after[row] != FIVE:
                        shared.rule_out(one, row)
                        refused = True
            if best is not None and bound >= best.cost(costs) * (1 - EXACT):
                return best, bound
            if time.monotonic() >= until or not refused:
                return (best, bound) if best is not None else STOPPED

    def _improved(
        self,
        plan: SharedSet | None,
        cases: Mapping[int, CommunityCase],
        have: Sequence[int],
        wanted: int,
        until: float,
        progress: Progress,
    ) -> SharedSet | None:
        """
        The plan, or a cheaper one among its communities and a few that cost little by themselves, as long as that makes it cheaper.

        The model of few communities is solved in seconds where that of all of them has hardly begun.
        """
        costs, end = self.search.costs, time.monotonic() + (until - time.monotonic()) * IMPROVING
        while plan is not None and time.monotonic() < end:
            others = sorted((row for row in cases if row not in plan.rows), key=lambda row: (self._alone[row].cost or 0.0, row))
            if len(others) <= BESIDE:
                return plan  # the model of all is no larger
            few = {row: cases[row] for row in (*(row for row in plan.rows if row in cases), *others[:BESIDE])}
            shared = SharedModel(self.stars, few, have, wanted, costs)
            tried, _, _ = self._asked(shared, shared.start(plan, plan.rows), end, progress)
            good = [one for one in tried if self.stars.fives(one.buildings, one.codes) >= wanted]
            cheaper = [one for one in good if one.cost(costs) < plan.cost(costs) * (1 - EXACT)]
            if not cheaper:
                return plan
            plan = self._thinned(cheaper[0], wanted)
        return plan

    def _asked(
        self, shared: SharedModel, start: Mapping[int, float], until: float, progress: Progress
    ) -> tuple[list[SharedSet], float, str]:
        """Solutions of the model, cheapest first, what none goes below, and how it ended."""
        last, least, status = None, 0.0, "stopped"
        for kind, content in work_beside(search_beside, (shared.model, start), until, progress, msg("求证最省的五星方案")):
            if kind == "answer":
                last = content.values if content.values is not None else last
                least, status = max(least, content.bound), content.status
            else:
                least = max(least, content[0])
                last = content[1] if content[1] is not None else last
        return ([] if last is None else [shared.set_of(last)]), least, status

    def _modest(self, plan: SharedSet, wanted: int) -> SharedSet:
        """The same plan with each facility as modest as it may be, and where it newly covers the most people."""
        buildings = list(plan.buildings)
        rows = [row for row in plan.rows if self.stars.today[row] != FIVE]
        for at, building in enumerate(buildings):
            near = [row for row in rows if row in self._cases and self.search.ground.near(row).has(building.place)]
            if not near:
                continue
            others = [one for one in self.search.instead_of(self._cases[near[0]], building) if one != building]
            tried = [(*buildings[:at], other, *buildings[at + 1 :]) for other in others]
            good = np.ones(len(tried), dtype=bool)
            for row in near:
                if tried:
                    good &= self.stars.of_each(row, tried, plan.codes) == FIVE
            for number in np.flatnonzero(good):
                if self.stars.fives(tried[number], plan.codes) >= wanted:
                    buildings = list(tried[number])
                    break
        buildings.sort(key=lambda one: (one.kind, one.place))
        return self._with_rows(replace(plan, buildings=tuple(buildings)))


def _rounded_up(least: float, costs: ChangeCosts, kinds: Mapping[str, object]) -> float:
    """The least sum of costs that is no less than a bound, where all costs are whole multiples of one unit."""
    every = [costs.of(kind) for kind in (*kinds, SURVEY)]
    if not math.isfinite(least) or not all(abs(one - round(one)) < EXACT * EXACT for one in every):
        return least
    unit = math.gcd(*(round(one) for one in every))
    return float(math.ceil(least / unit - EXACT) * unit) if unit else least
