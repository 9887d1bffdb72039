"""
The cheapest set of changes with which a community gains a star: exact among facilities at the places of a ground and surveys.

A linear model that is never stricter than the rating gives the cheapest set that might do; the rating itself decides. A set that it refuses
is ruled out, and the next one asked for. So the first that the rating accepts is the cheapest. Of equally cheap sets the one is told
that builds less (types with fewer services) where it covers more people.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Ints
from xc_gis.analysis.coverage.coverage import COVERED
from xc_gis.analysis.planning.next_star.changed_stars import Building, ChangedStars, NewlyCovered
from xc_gis.analysis.planning.next_star.ground import StarGround
from xc_gis.analysis.planning.next_star.level_bound import LevelBounds
from xc_gis.analysis.planning.next_star.level_model import LevelModel
from xc_gis.analysis.planning.next_star.linear_model import LinearModel
from xc_gis.analysis.planning.next_star.offers import Offers, Units, all_offers, units_of
from xc_gis.analysis.planning.next_star.standing import Population, Standing, standing_of
from xc_gis.analysis.planning.next_star.surveys import Survey, Surveys
from xc_gis.model.costs import SURVEY, ChangeCosts
from xc_gis.shares import misses
from xc_gis.standard import Standard

FIVE = 5
HALF = 0.5
"""A whole number in binary fractions is above or below this."""

MOST_REFUSED = 300
"""Sets that the rating may refuse before the search of one community is given up and told so."""

MOST_TRIED = 10
"""Places that are tried for each type, best first, to put a facility of a set where it covers more."""


LESS = 1e-9
"""Part by which a sum of costs must be lower to be cheaper."""

AT_ONCE = 12
"""Sets that are rated together."""


@dataclass(frozen=True)
class CheapestSet:
    """
    Answer for one community.

    Attributes
    ----------
    row
        Of the communities.
    stars, target, stars_after
        None: not rated; nothing to gain; no set.
    cost
        None where there is no set.
    buildings, surveys, gates
        The set; gates as ``node/12`` or ``way/12``.
    status
        ``found``, ``none`` (no set exists), ``top`` (nothing to gain) or ``stopped`` (not settled).
    gates_settled
        No opening of gates can be cheaper; False where not all sets of them were looked at.
    """

    row: int
    stars: int | None
    target: int | None
    status: str
    cost: float | None = None
    buildings: tuple[Building, ...] = ()
    surveys: tuple[Survey, ...] = ()
    stars_after: int | None = None
    gates: tuple[str, ...] = ()
    gates_settled: bool = True


@dataclass(frozen=True)
class CommunityCase:
    """All that can be done for one community."""

    standing: Standing
    surveys: dict[str, Survey]
    units: Units
    offers: Offers
    places: Ints
    delicate: Bools | None = None
    """Units in which covering fewer may be better (``offers``)."""


class StarSearch:
    """Searches one ground, community by community."""

    def __init__(self, ground: StarGround, costs: ChangeCosts) -> None:
        self.ground, self.costs = ground, costs
        self.people, self.surveys = Population(ground), Surveys(ground)
        self.rating, self.bounds = ChangedStars(ground), LevelBounds(ground, costs)
        self._won = NewlyCovered(ground, self.people.groups)
        self._last: tuple[tuple[int, int], CommunityCase] | None = None

    def of(self, row: int) -> CheapestSet:
        """The cheapest set of facilities and surveys for the community ``row``."""
        stars = self.stars_today(row)
        if stars == FIVE:
            return CheapestSet(row, stars, None, "top")
        target = self.ground.standard.next_level(stars or 0)
        found = self.reaching(row, target)
        return self.polished(found) if found.status == "found" else found

    def reaching(self, row: int, target: int) -> CheapestSet:
        """A cheapest set with which the community ``row`` has ``target`` stars: none, where it has them; facilities may be larger than need be."""
        stars = self.stars_today(row)
        if stars is not None and stars >= target:
            return CheapestSet(row, stars, target, "found", 0.0, stars_after=stars)
        case = self.case(row, target)
        bounds = {level: self._bound(case, level, target) for level in levels_for(self.ground.standard, target)}
        one = self._by_one_change(case, target, min(bounds.values()))
        if one is not None:
            return one
        found = [self.level(case, level, target, bound) for level, bound in bounds.items()]
        settled = [one for one in found if one.cost is not None]
        if settled:
            best = min(settled, key=lambda one: one.cost if one.cost is not None else 0.0)
            if not any(one.status == "stopped" and (one.cost or 0.0) < (best.cost or 0.0) for one in found):
                return best
        return CheapestSet(row, stars, target, "stopped" if any(one.status == "stopped" for one in found) else "none")

    def polished(self, best: CheapestSet) -> CheapestSet:
        """The same set with each facility as modest as it may be, and where it covers the most people."""
        assert best.target is not None
        return self._polished(self.case(best.row, best.target), best, best.target)

    def serves(self, building: Building, row: int) -> bool:
        """Whether a facility would newly cover somebody of a community."""
        near, ground = self.ground.near(row), self.ground
        if not self.rating.may_serve(building, row):
            return False
        at = near.rows_of(np.array([building.place]))[0]
        return any(
            bool((near.within(one.question.profile, one.limit_s)[at] & (ground.found.states[key][near.points] != COVERED)).any())
            for key, one in ground.asked.items()
            if building.kind in one.question.types
        )

    def stars_today(self, row: int) -> int | None:
        """Point stars as things stand, None where the community is not rated."""
        base = self.ground.counter.base.stars
        return None if bool(base.without_stars[row]) else int(base.stars[row])

    def case(self, row: int, target: int) -> CommunityCase:
        """What can be done for a community so that it has ``target`` stars; the last one asked for is kept."""
        if self._last is None or self._last[0] != (row, target):
            self._last = (row, target), self._case(row, target)
        return self._last[1]

    def _case(self, row: int, target: int) -> CommunityCase:
        standing = standing_of(self.people, row)
        surveys = {}
        for code in standing.unknown_codes():  # of a known category a survey can only lower the share
            survey = self.surveys.of(code, standing.points)
            if survey is not None:
                surveys[code] = survey
        units = units_of(self.ground, standing.points, self._codes(standing, target), surveys)
        places = self.ground.near(row).places
        unsure = {share.key for share in standing.shares if share.is_unknown}
        delicate = np.isin(units.key.astype(str), sorted(unsure)) if len(units) else None
        offers = all_offers(self.ground, row, units, self.costs, places, delicate=delicate)
        return CommunityCase(standing, surveys, units, offers, places, delicate)

    def _codes(self, standing: Standing, target: int) -> set[str]:
        """Categories that bear on the gates of ``target`` stars: all of them, unless the score is high enough and can only rise."""
        score = float(self.ground.counter.base.stars.score[standing.row])
        lowest = max(self.ground.standard.levels[level].min_score for level in levels_for(self.ground.standard, target))
        if standing.unknown_codes() or not score >= lowest:
            return set(standing.rule.codes)
        capped = {
            code for _, asked in standing.rule.caps for code, wanted in zip(standing.rule.codes, asked, strict=True) if wanted
        }
        standard = self.ground.standard
        listed = {least.list for level in levels_for(standard, target) for least in standard.levels[level].at_least}
        counted = {code for name in listed for code in standard.lists[name].categories}
        return capped | counted | {category.code for category in standard.categories if category.mandatory}

    def write_level(self, case: CommunityCase, level: int, model: LinearModel) -> LevelModel:
        """The gates of a level for a community, as rows of a model."""
        build = [model.column(cost, whole=True) for cost in case.offers.cost.tolist()]
        survey = {code: model.column(self.costs.of(SURVEY), whole=True) for code in case.surveys}
        written = LevelModel(case.standing, case.units, case.offers, level, model, build, survey)
        written.write()
        return written

    def _bound(self, case: CommunityCase, level: int, target: int) -> float:
        """What no set costs less than that passes the gates of a level; inf where what no change touches stands in the way."""
        possible = self.components_suffice(case.standing, level) and self.ground.counter.most_of(case.standing.row) >= target
        return self.bounds.least(case.standing, case.units, case.surveys, level) if possible else math.inf

    def _by_one_change(self, case: CommunityCase, target: int, bound: float) -> CheapestSet | None:
        """
        A single change that suffices and than which none is cheaper, surveys first: no set is, then, and no model need be asked.

        ``bound``: what no set costs less than; none is tried that costs less.
        """
        row, costs = case.standing.row, case.offers.cost
        survey = self.costs.of(SURVEY) if case.surveys else np.inf
        least = min(float(costs.min()) if len(costs) else np.inf, survey)
        if not 0.0 < least < np.inf or bound > least * (1 + LESS):
            return None
        stars = self.stars_today(row)
        for one in case.surveys.values() if survey == least else ():
            after_survey = self.rating.stars(row, (), (one,))
            if after_survey is not None and after_survey >= target:
                return CheapestSet(row, stars, target, "found", least, (), (one,), after_survey)
        cheap = np.flatnonzero(costs == least)
        sets = [(Building(str(case.offers.kind[n]), int(case.offers.place[n])),) for n in cheap]
        for first in range(0, len(sets), AT_ONCE):
            after = self.rating.stars_of_each(row, sets[first : first + AT_ONCE])
            if (after >= target).any():
                at = int(np.flatnonzero(after >= target)[0])
                return CheapestSet(row, stars, target, "found", least, sets[first + at], (), int(after[at]))
        return None

    def level(self, case: CommunityCase, level: int, target: int, bound: float | None = None) -> CheapestSet:
        """The cheapest set that passes the gates of a level, judged by the rating; ``bound``: as ``_bound``, where it is known."""
        row = case.standing.row
        stars = self.stars_today(row)
        if (self._bound(case, level, target) if bound is None else bound) == math.inf:
            return CheapestSet(row, stars, target, "none")
        written = self.write_level(case, level, LinearModel())
        for _ in range(MOST_REFUSED):
            found = written.model.solved()
            if found.values is None:
                return CheapestSet(row, stars, target, "none")
            chosen = [n for n, column in enumerate(written.build) if found.values[column] > HALF]
            codes = [code for code, column in written.survey.items() if found.values[column] > HALF]
            buildings = tuple(Building(str(case.offers.kind[n]), int(case.offers.place[n])) for n in chosen)
            surveys = tuple(case.surveys[code] for code in codes)
            after = self.rating.stars(row, buildings, surveys)
            if after is not None and after >= target:
                return CheapestSet(row, stars, target, "found", self._cost(buildings, surveys), buildings, surveys, after)
            rule_out(written, chosen, codes)
        return CheapestSet(row, stars, target, "stopped", found.objective)

    def components_suffice(self, standing: Standing, level: int) -> bool:
        """Whether what a level asks of supply, feedback and stated values is there: nothing that is searched for changes that."""
        asked = self.ground.standard.levels[level]
        needed = asked.components_required
        absent = ("supply" in needed and np.isnan(standing.supply)) or ("feedback" in needed and np.isnan(standing.feedback))
        return not (absent or any(misses(standing.typed.get(one.value, np.nan), one.least) for one in asked.values))

    def _cost(self, buildings: Sequence[Building], surveys: Sequence[Survey]) -> float:
        return float(sum(self.costs.of(one.kind) for one in buildings) + self.costs.of(SURVEY) * len(surveys))

    def _polished(self, case: CommunityCase, best: CheapestSet, target: int) -> CheapestSet:
        """The same set with each facility as modest as it may be, and where it covers the most people."""
        buildings = list(best.buildings)
        for at, building in enumerate(buildings):
            tried = [[*buildings[:at], other, *buildings[at + 1 :]] for other in self.instead_of(case, building)]
            for first in range(0, len(tried), AT_ONCE):
                some = tried[first : first + AT_ONCE]
                enough = np.flatnonzero(self.rating.stars_of_each(best.row, some, best.surveys) >= target)
                if len(enough):
                    buildings = some[int(enough[0])]
                    break
        buildings.sort(key=lambda one: (one.kind, one.place))
        after = self.rating.stars(best.row, buildings, best.surveys)
        return replace(best, status="found", buildings=tuple(buildings), stars_after=after)

    def instead_of(self, case: CommunityCase, building: Building) -> list[Building]:
        """Facilities that cost no more, those of fewer services first, then those that newly cover more people."""
        services = {kind: len(found.services) for kind, found in self.ground.standard.facility_types.items()}
        own = set(self.ground.standard.facility_types[building.kind].services)
        cost = self.costs.of(building.kind)
        kinds = [
            kind for kind, found in self.ground.standard.facility_types.items()
            if set(found.services) & own and set(found.services) <= own and self.costs.of(kind) <= cost
        ]  # fmt: skip
        row = case.standing.row
        frame = self.ground.found.data.communities
        name, quarter = str(frame["community_id"].iloc[row]), str(frame["subdistrict"].fillna("").iloc[row])
        listed: list[Building] = []
        for kind in sorted(kinds, key=lambda kind: (services[kind], kind != building.kind)):
            allowed = case.places[self.ground.may_build(kind, case.places, name, quarter)]
            worth = self._won.of(kind, allowed)
            order = np.argsort(-worth, kind="stable")[:MOST_TRIED]
            listed += [Building(kind, int(place)) for place in allowed[order]]
        return listed


def levels_for(standard: Standard, target: int) -> list[int]:
    """Levels that give ``target`` stars at least: the target alone where every higher level asks for all that it asks."""
    levels = standard.levels
    for low, high in zip(range(target, FIVE), range(target + 1, FIVE + 1), strict=True):
        for name in ("joint_min", "senior_priority_min", "mandatory_each_min"):
            if (getattr(levels[low], name) or 0.0) > (getattr(levels[high], name) or 0.0):
                return list(range(target, FIVE + 1))
        if {one.list for one in levels[low].at_least} - {one.list for one in levels[high].at_least}:
            return list(range(target, FIVE + 1))
        if not set(levels[low].components_required) <= set(levels[high].components_required):
            return list(range(target, FIVE + 1))
    return [target]


def rule_out(written: LevelModel, chosen: Sequence[int], codes: Sequence[str]) -> None:
    """Let everything be an answer but these columns alone."""
    picked = {written.build[n] for n in chosen} | {written.survey[code] for code in codes}
    every = [*written.build, *written.survey.values()]
    written.model.at_least({column: -1.0 if column in picked else 1.0 for column in every}, 1.0 - len(picked))
