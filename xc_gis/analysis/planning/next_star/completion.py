"""The cheapest way to five stars of one community when something is built already, and a whole plan put together of such steps: good, not proven."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from xc_gis.analysis.planning.next_star.changed_stars import Building
from xc_gis.analysis.planning.next_star.district_stars import DistrictStars
from xc_gis.analysis.planning.next_star.level_model import LevelModel
from xc_gis.analysis.planning.next_star.linear_model import LinearModel
from xc_gis.analysis.planning.next_star.offers import Offers, covers_of
from xc_gis.analysis.planning.next_star.search import FIVE, HALF, CommunityCase, rule_out
from xc_gis.analysis.planning.next_star.shared_model import SharedSet
from xc_gis.model.costs import SURVEY, ChangeCosts

MOST_REFUSED = 10
"""Sets that the rating may refuse before a community is left alone."""


LOOKED_AT = 4
"""Communities that are looked at again before the next is taken: more of them find little and take long."""


@dataclass(frozen=True)
class Step:
    """What one community still needs: changes, and what they cost."""

    buildings: tuple[Building, ...]
    codes: tuple[str, ...]
    cost: float


def completion(
    stars: DistrictStars, case: CommunityCase, built: tuple[Building, ...], codes: tuple[str, ...], costs: ChangeCosts
) -> Step | None:
    """The cheapest changes with which a community has five stars besides what is built; None where none was found."""
    ground, row = stars.search.ground, case.standing.row
    near = ground.near(row)
    frame = ground.found.data.communities
    name, quarter = str(frame["community_id"].iloc[row]), str(frame["subdistrict"].fillna("").iloc[row])
    mine = [one for one in built if near.has(one.place)]
    mine = [one for one in mine if ground.may_build(one.kind, np.array([one.place]), name, quarter)[0]]
    there = [covers_of(ground, row, case.units, one.kind, np.array([one.place])) for one in mine]
    offers = Offers(
        np.concatenate([case.offers.kind, np.array([one.kind for one in mine], dtype=object)]),
        np.concatenate([case.offers.place, np.array([one.place for one in mine], dtype=np.int64)]),
        np.concatenate([case.offers.cost, np.zeros(len(mine))]),
        np.concatenate([case.offers.covers, *there]),
    )
    model = LinearModel()
    build = [model.column(cost, whole=True) for cost in offers.cost.tolist()]
    survey = {code: model.column(0.0 if code in codes else costs.of(SURVEY), whole=True) for code in case.surveys}
    written = LevelModel(case.standing, case.units, offers, FIVE, model, build, survey)
    written.write()
    for column in [*build[len(case.offers) :], *(survey[code] for code in codes if code in survey)]:
        model.at_least({column: 1.0}, 1.0)
    for _ in range(MOST_REFUSED):
        found = model.solved()
        if found.values is None:
            return None
        chosen = [n for n in range(len(case.offers)) if found.values[build[n]] > HALF]
        more = tuple(Building(str(offers.kind[n]), int(offers.place[n])) for n in chosen)
        new = tuple(code for code, column in survey.items() if found.values[column] > HALF and code not in codes)
        if stars.of_each(row, [(*built, *more)], (*codes, *new))[0] == FIVE:
            cost = sum(costs.of(one.kind) for one in more) + costs.of(SURVEY) * len(new)
            return Step(more, new, float(cost))
        rule_out(
            written, [n for n in range(len(offers)) if found.values[build[n]] > HALF], [*new, *(c for c in codes if c in survey)]
        )
    return None


@dataclass
class StepByStep:
    """
    A plan that grows by the community that costs least besides what is built.

    Parameters
    ----------
    cases
        By row: communities that could have five stars.
    alone
        By row: the cheapest set of each by itself.
    """

    stars: DistrictStars
    cases: Mapping[int, CommunityCase]
    alone: Mapping[int, Step]
    costs: ChangeCosts
    _next: dict[int, Step | None] = field(default_factory=dict)
    _stale: dict[int, float] = field(default_factory=dict)

    def plan(self, wanted: int, told: Callable[[int], None]) -> SharedSet | None:
        """A set with which ``wanted`` communities have five stars; None where these steps do not lead there. ``told`` of each step: communities so far."""
        built: tuple[Building, ...] = ()
        codes: tuple[str, ...] = ()
        self._next, self._stale = dict(self.alone), {}
        after = self.stars.today.copy()
        while (reached := int((after == FIVE).sum())) < wanted:
            told(reached)
            row = self._cheapest(built, codes, {int(n) for n in np.flatnonzero(after == FIVE)})
            step = None if row is None else self._next.pop(row)
            if row is None or step is None:
                return None
            new = [one for one in step.buildings if one not in built]
            built, codes = (*built, *new), (*codes, *(code for code in step.codes if code not in codes))
            saved = sum(self.costs.of(one.kind) for one in new) + self.costs.of(SURVEY) * len(step.codes)
            for other in self.stars.touched(new, step.codes):
                after[other] = self.stars.of_each(other, [built], codes)[0]
                if other in self._next:
                    self._stale[other] = self._stale.get(other, 0.0) + saved
        return SharedSet(built, codes, tuple(int(n) for n in np.flatnonzero(after == FIVE)))

    def _cheapest(self, built: tuple[Building, ...], codes: tuple[str, ...], done: set[int]) -> int | None:
        """The community that costs least now; of those around whom something was built since the most promising are looked at again."""
        for row in done & set(self._next):
            self._next.pop(row)
        for _ in range(LOOKED_AT):
            least = {row: (step.cost if step else np.inf) - self._stale.get(row, 0.0) for row, step in self._next.items()}
            if not least:
                return None
            row = min(least, key=lambda one: (least[one], one))
            if not self._stale.pop(row, 0.0):
                return row
            self._next[row] = completion(self.stars, self.cases[row], built, codes, self.costs)
        cost = {row: step.cost for row, step in self._next.items() if step is not None}
        return min(cost, key=lambda one: (cost[one], one), default=None)
